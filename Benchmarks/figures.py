#!/usr/bin/env python3
"""Measures `hanflow numbers` and `hanflow figures` beside cn2an, JioNLP and Recognizers-Text, over the first lines of a text. README.md says how."""

import argparse
import contextlib
import datetime
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
# The last release of Recognizers-Text wants emoji of its time.
PACKAGES = ["cn2an", "jionlp", "recognizers-text-suite", "emoji==1.1.0"]
PEERS = ["cn2an numbers", "JioNLP money and time", "Recognizers-Text numbers", "Recognizers-Text numbers, units"]


def peer(name: str):
    """What reads one line, for one of the peers."""
    if name.startswith("cn2an"):
        import cn2an

        return lambda line: cn2an.transform(line, "cn2an")
    if name.startswith("JioNLP"):
        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp
        return lambda line: (jionlp.ner.extract_money(line), jionlp.ner.extract_time(line))
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    numbers = NumberRecognizer("zh-cn")
    models = [numbers.get_number_model()]
    if name.endswith("units"):
        units = NumberWithUnitRecognizer("zh-cn")
        models += [numbers.get_percentage_model(), units.get_currency_model(), units.get_dimension_model(), units.get_age_model()]
    return lambda line: [model.parse(line) for model in models]


def call_peer(name: str, path: str) -> None:
    """The runner inside the peers' environment: user seconds and the bytes read, as many as fit into five seconds."""
    read = peer(name)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    with contextlib.suppress(Exception):
        read("成本3.5万元")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    size = failed = 0
    for line in lines:
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                read(line)
        except Exception:
            failed += 1
        size += len(line.encode()) + 1
        if resource.getrusage(resource.RUSAGE_SELF).ru_utime - before > 5:
            break
    print(resource.getrusage(resource.RUSAGE_SELF).ru_utime - before, size, failed)


def hanflow(program: str, command: str, path: str) -> float:
    """User seconds of the whole process, one thread."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([program, command, "--input-format", "lines", "--jobs", "1", path], check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hanflow", required=True, help="a release build of hanflow")
    parser.add_argument("--peers", type=Path, help="the peers' environment (default: in the user's cache)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("text", type=Path, help="news in UTF-8, a line a text")
    options = parser.parse_args()
    peers = (options.peers or Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "hanflow-benchmarks" / "figures").absolute()
    if peers.resolve().is_relative_to(REPOSITORY):
        parser.error("--peers lies in the repository, where environments do not belong")
    python = peers / "bin" / "python"
    if not python.exists():
        venv.create(peers, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    with tempfile.TemporaryDirectory(prefix="hanflow-benchmark-") as folder:
        whole = Path(folder) / "text"
        text = options.text.read_bytes()[:16_000_000]
        whole.write_bytes(text[: text.rindex(b"\n") + 1])
        rates: dict[str, list[float]] = {}
        for _ in range(options.rounds):
            for command in ("numbers", "figures"):
                rates.setdefault(f"hanflow {command}", []).append(whole.stat().st_size / hanflow(options.hanflow, command, str(whole)))
            for name in PEERS:
                done = subprocess.run([python, __file__, "--call-peer", name, whole], check=True, stdout=subprocess.PIPE, text=True)
                seconds, size, failed = map(float, done.stdout.split()[-3:])
                rates.setdefault(name, []).append(size / seconds)
                if failed:
                    print(f"{name}: {failed:.0f} lines failed")
    print(f"{datetime.date.today()}, median of {options.rounds} rounds, MB of text a second of user time")
    for name, values in rates.items():
        print(f"{name}\t{statistics.median(values) / 1e6:.4f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--call-peer"]:
        call_peer(*sys.argv[2:4])
    else:
        main()
