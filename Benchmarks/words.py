#!/usr/bin/env python3
"""Measures `hanflow segment` beside rjieba and ICU: user CPU time, in rounds taken in turn. README.md says how."""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from convert import excerpt, peer_version, run

PEER = "rjieba"


def call_peer(path: str) -> None:
    """The runner inside the peer's environment: words with offsets, line by line, and the user time of that alone."""
    import rjieba

    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    rjieba.tokenize("汉字")
    start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for line in lines:
        rjieba.tokenize(line)
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_utime - start))


def prepare_peer(folder: Path) -> Path:
    python = folder / PEER / "bin" / "python"
    if peer_version(python, PEER) is None:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / PEER)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PEER], check=True)
    print(f"{PEER} {peer_version(python, PEER)}")
    return python


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hanflow", type=Path, required=True)
    parser.add_argument("--peers", type=Path, default=Path.home() / ".cache/hanflow-benchmarks")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("files", nargs="+", type=Path, help="news, plain text; the first 16 MB of each are read")
    options = parser.parse_args()
    python = prepare_peer(options.peers)
    hanflow = str(options.hanflow.resolve())
    commands = {
        "hanflow": [hanflow, "segment", "--jobs", "1"],
        "hanflow --pos upos": [hanflow, "segment", "--jobs", "1", "--pos", "upos"],
        "hanflow --engine lattice": [hanflow, "segment", "--jobs", "1", "--engine", "lattice"],
        "ICU live (--engine icu)": [hanflow, "segment", "--jobs", "1", "--engine", "icu"],
    }
    with tempfile.TemporaryDirectory() as folder:
        for source in options.files:
            text = Path(folder) / source.name
            excerpt(source, text)
            times: dict[str, list[float]] = {name: [] for name in [*commands, PEER]}
            peaks: dict[str, int] = {}
            for _ in range(options.rounds):
                for name, command in commands.items():
                    sample = run([*command, str(text)])
                    times[name].append(sample.user)
                    peaks[name] = max(peaks.get(name, 0), sample.peak or 0)
                done = subprocess.run([str(python), __file__, "--call", str(text)], stdout=subprocess.PIPE, text=True, check=True)
                times[PEER].append(json.loads(done.stdout))
            print(f"\n{source.name}, {text.stat().st_size / 1e6:.1f} MB\n| what | user time | MB/s | × {PEER} | peak memory |\n|---|---|---|---|---|")
            for name, found in times.items():
                middle = statistics.median(found)
                ratio = statistics.median(other / mine for other, mine in zip(times[PEER], found))
                peak = f"{peaks[name] / 1e6:.0f} MB" if name in peaks else "–"
                print(f"| {name} | {middle:.2f} s | {text.stat().st_size / 1e6 / middle:.0f} | {ratio:.2f} | {peak} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--call"]:
        call_peer(sys.argv[2])
    else:
        main()
