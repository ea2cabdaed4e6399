#!/usr/bin/env python3
"""Measures `hanflow convert` beside zhconv-rs, OpenCC and ICU: user CPU time, in rounds taken in turn. README.md says how."""

import argparse
import codecs
import datetime
import functools
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TEXT_BYTES = 16_000_000
STARTUP_RUNS = 50
SHORT_LINE = "汉字转换,漢字轉換\n"
REPOSITORY = Path(__file__).resolve().parent.parent

# name -> (what pip installs, in an environment of its own; the distribution whose version is asked for)
PEERS = {"zhconv-rs": ("zhconv-rs", "zhconv-rs"), "OpenCC": ("OpenCC==1.4.2", "OpenCC")}


@dataclass(frozen=True)
class Task:
    """One conversion: OpenCC's name of it, the file it reads, zhconv-rs's target (None: it has no such conversion)."""

    name: str
    source: str
    zhconv: str | None
    icu: bool = False


TASKS = [
    Task("s2t", "Simplified", "zh-hant", icu=True),
    Task("s2tw", "Simplified", None),
    Task("s2twp", "Simplified", "zh-tw"),
    Task("t2s", "Traditional", "zh-hans", icu=True),
    Task("tw2sp", "Traditional", "zh-cn"),
]


@dataclass(frozen=True)
class Sample:
    """What one run cost: seconds, and the peak of resident memory in bytes where it means anything."""

    user: float
    system: float
    wall: float = 0.0
    peak: int | None = None


@dataclass(frozen=True)
class Variant:
    """One way to do one task; `peer` says that the command is a runner that prints its own times as JSON."""

    task: Task
    name: str
    command: list[str]
    peer: bool = False

    def measure(self) -> Sample:
        """Runs it once."""
        if not self.peer:
            return run(self.command)
        done = subprocess.run(self.command, stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{self.task.name} by {self.name} failed (exit {done.returncode})")
        return Sample(**json.loads(done.stdout))


# --- Running

# Starts a command and waits for it. A child's peak memory starts at that of its parent, so the parent is a Python that has
# next to nothing in it, not this process.
LAUNCHER = """
import os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - start
print(os.waitstatus_to_exitcode(status), wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss)
"""


def run(command: list[str], feed=None) -> Sample:
    """Runs a command to its end, its output thrown away, and takes the times of the whole process; `feed` writes its input."""
    launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, *command]
    process = subprocess.Popen(launcher, stdin=subprocess.PIPE if feed else subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if feed:
        try:
            with process.stdin as pipe:
                feed(pipe.buffer)
        except BrokenPipeError:
            pass  # It stopped reading: its exit code says why.
    with process.stdout as report:
        figures = report.read().split()
    if process.wait() != 0 or figures[0] != "0":
        raise SystemExit(f"{' '.join(command)} failed (exit {figures[0] if figures else 'unknown'})")
    wall, user, system, peak = map(float, figures[1:])
    return Sample(user, system, wall, int(peak) * (1 if sys.platform == "darwin" else 1024))  # macOS counts in bytes, Linux in KiB.


def refusal(command: list[str]) -> str | None:
    """None where hanflow takes these arguments, tried on a short line from standard input; else the first line of its complaint."""
    done = subprocess.run(command, input=SHORT_LINE, capture_output=True, text=True)
    if done.returncode == 0:
        return None
    return (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[0]


@functools.cache
def leave_out(what: str, why: str) -> None:
    """Says what is left out, and why; once, not for every task."""
    print(f"left out: {what}: {why}")


def call_peer(peer: str, conversion: str, path: str) -> None:
    """The runner inside a peer's environment: one warm-up call, one timed call over the whole text, the times as JSON."""
    if peer == "zhconv-rs":
        from zhconv_rs import zhconv

        def convert(text):
            return zhconv(text, conversion)
    else:
        from opencc import OpenCC

        convert = OpenCC(conversion).convert
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    convert(SHORT_LINE)
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    converted = convert(text)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    if converted.count("\n") != text.count("\n"):
        raise SystemExit(f"{peer} lost lines")
    times = {"user": after.ru_utime - before.ru_utime, "system": after.ru_stime - before.ru_stime, "wall": wall}
    print(json.dumps(times))


# --- Preparing


def excerpt(source: Path, target: Path, limit: int = TEXT_BYTES) -> None:
    """Copies the first `limit` bytes, cut back to a whole line, and sees that they are UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    left, last = limit, 0
    with open(source, "rb") as reader, open(target, "wb") as writer:
        while block := reader.read(min(left, 1 << 16)):
            decoder.decode(block)
            if (end := block.rfind(b"\n")) >= 0:
                last = limit - left + end + 1
            writer.write(block)
            left -= len(block)
        if left == 0:
            writer.truncate(last)
    if target.stat().st_size == 0:
        raise SystemExit(f"{source}: no whole line in the first {limit:,} bytes")


def default_peers() -> Path:
    """A folder in the user's cache directory."""
    home = Path.home()
    cache = home / "Library/Caches" if sys.platform == "darwin" else Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return cache / "hanflow-benchmarks"


def peer_version(python: Path, distribution: str) -> str | None:
    """The version installed in a peer's environment, None where there is none."""
    if not python.exists():
        return None
    question = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"
    done = subprocess.run([str(python), "-I", "-c", question, distribution], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def prepare_peers(folder: Path) -> dict[str, Path]:
    """Makes what virtual environments are missing, prints the versions, and returns the Python of each peer that is there."""
    pythons = {}
    for name, (requirement, distribution) in PEERS.items():
        home = folder / requirement.replace("==", "-")
        python = home / "bin" / "python"
        version = peer_version(python, distribution)
        if version is None:
            for step in (
                [sys.executable, "-m", "venv", "--clear", str(home)],
                [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement],
            ):
                done = subprocess.run(step, capture_output=True, text=True)
                if done.returncode != 0:
                    break
            version = peer_version(python, distribution)
        if version is None:
            leave_out(name, (done.stderr.strip().splitlines() or ["not installed"])[-1])
            continue
        print(f"{name} {version}")
        pythons[name] = python
    return pythons


def variants_of(task: Task, hanflow: str, pythons: dict[str, Path], text: Path) -> list[Variant]:
    """Every way to do a task that is there, in the order in which a round takes them."""
    variants = hanflow_variants(task, hanflow, text)
    conversions = {"zhconv-rs": task.zhconv, "OpenCC": task.name}
    for peer, python in pythons.items():
        if conversion := conversions[peer]:
            command = [str(python), "-I", __file__, "--call-peer", peer, conversion, str(text)]
            variants.append(Variant(task, peer, command, peer=True))
    if task.icu:
        command = [hanflow, "convert", "-c", task.name, "--jobs", "1", "--engine", "icu"]
        if why := refusal(command):
            leave_out("ICU live", why)
        else:
            variants.append(Variant(task, "ICU live", [*command, str(text)]))
    return variants


def hanflow_variants(task: Task, hanflow: str, text: Path) -> list[Variant]:
    """Hanflow as it comes, and `--fast` where the binary knows it."""
    command = [hanflow, "convert", "-c", task.name, "--jobs", "1"]
    if why := refusal(command):
        raise SystemExit(f"{' '.join(command)}: {why}")
    variants = [Variant(task, "hanflow", [*command, str(text)])]
    if why := refusal([*command, "--fast"]):
        leave_out("hanflow --fast", why)
    else:
        variants.append(Variant(task, "hanflow --fast", [*command, "--fast", str(text)]))
    return variants


# --- Showing


def show(headers: list[str], rows: list[list[str]], markdown: bool) -> None:
    """Prints a table: columns of a terminal, or rows of Markdown."""
    print()
    if markdown:
        for row in [headers, ["---"] * len(headers), *rows]:
            print("|" + "|".join(row) + "|" if row[0] == "---" else "| " + " | ".join(row) + " |")
        return
    widths = [max(len(row[column]) for row in [headers, *rows]) for column in range(len(headers))]
    for row in [headers, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def rate(size: int, seconds: float) -> str:
    """MB/s in two digits, as Documentation/speed.md has them."""
    if seconds <= 0:
        return "–"
    speed = size / seconds / 1e6
    return f"{speed:.0f}" if speed >= 10 else f"{speed:.1f}"


def memory(peak: int | None) -> str:
    """A peak in MB."""
    return "–" if peak is None else f"{peak / 1e6:.0f} MB"


# --- What is measured


def compare(hanflow: str, pythons: dict[str, Path], texts: dict[str, Path], rounds: int, markdown: bool) -> None:
    """Takes every variant of every task in turn, round by round, and prints the medians."""
    contests = [variants_of(task, hanflow, pythons, texts[task.source]) for task in TASKS]
    samples: dict[tuple[str, str], list[Sample]] = {}
    for _ in range(rounds):
        for variants in contests:
            for variant in variants:
                samples.setdefault((variant.task.name, variant.name), []).append(variant.measure())
    rows = []
    for variant in (variant for variants in contests for variant in variants):
        task, own = variant.task, samples[variant.task.name, variant.name]
        user = statistics.median(sample.user for sample in own)
        base = samples.get((task.name, "zhconv-rs"), [])
        ratios = [sample.user / other.user for sample, other in zip(own, base) if other.user > 0]
        ratio = f"{statistics.median(ratios):.2f}" if ratios else "–"
        peak = max(sample.peak for sample in own) if variant.name.startswith("hanflow") else None
        size = texts[task.source].stat().st_size
        rows.append([task.name, task.source, variant.name, f"{user:.2f} s", rate(size, user), ratio, memory(peak)])
    show(["task", "input", "what", "user time", "MB/s", "time ÷ zhconv-rs", "peak memory"], rows, markdown)


def startup(hanflow: str, folder: Path, markdown: bool) -> None:
    """Measures the whole process over one short line. So short a run's user time is the kernel's estimate: CPU is surer."""
    line = folder / "line.txt"
    line.write_text(SHORT_LINE, encoding="utf-8")
    samples = [run([hanflow, "convert", "-c", "s2t", str(line)]) for _ in range(STARTUP_RUNS)]
    figures = {
        "wall": [sample.wall for sample in samples],
        "user": [sample.user for sample in samples],
        "CPU (user and system)": [sample.user + sample.system for sample in samples],
    }
    rows = [
        [name, f"{statistics.median(seconds) * 1000:.1f} ms", f"{max(seconds) * 1000:.1f} ms"]
        for name, seconds in figures.items()
    ]
    show([f"start-up, {STARTUP_RUNS} runs", "median", "worst"], rows, markdown)


def stream(hanflow: str, text: Path, gigabytes: float, markdown: bool) -> None:
    """Pipes the text, repeated whole until it is long enough, through one process: memory must not grow with it."""
    size = text.stat().st_size
    copies = -(-int(gigabytes * 1e9) // size)

    def feed(pipe) -> None:
        for _ in range(copies):
            with open(text, "rb") as file:
                shutil.copyfileobj(file, pipe, 1 << 16)

    sample = run([hanflow, "convert", "-c", "s2t", "--jobs", "1"], feed)
    total = size * copies
    row = [f"{total / 1e9:.2f} GB", f"{sample.wall:.1f} s", rate(total, sample.wall)]
    row += [f"{sample.user:.1f} s", rate(total, sample.user), memory(sample.peak)]
    show(["stream, s2t", "wall", "MB/s", "user time", "MB/s of user time", "peak memory"], [row], markdown)


class Perf:
    """Counts instructions in user mode with the processor's own counter."""

    name = "perf"

    def __init__(self, hanflow: str, folder: Path):
        self.report = folder / "perf.csv"

    def count(self, command: list[str]) -> int | None:
        """The instructions of a command, None where this machine does not count them."""
        perf = ["perf", "stat", "-x", ",", "-o", str(self.report), "-e", "instructions:u", "--", *command]
        done = subprocess.run(perf, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = re.search(r"^(\d+),", self.report.read_text(), re.M) if self.report.exists() else None
        return int(found[1]) if found and done.returncode == 0 else None


class Valgrind:
    """Counts instructions in valgrind's cachegrind, with two detours that Swift programs need.

    Valgrind 3.19 gives up over Swift's debug information, so a copy without it is run; and it writes into the constant
    mask that libdispatch's main thread hands to sigsuspend, so a shim hands it a copy.
    """

    name = "valgrind"
    shim = (
        "#include <signal.h>\n#include <sys/syscall.h>\n#include <unistd.h>\n"
        "int sigsuspend(const sigset_t *mask) { sigset_t copy = *mask; return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8); }\n"
    )

    def __init__(self, hanflow: str, folder: Path):
        self.report, self.program, library = folder / "valgrind.log", folder / "hanflow", folder / "shim.so"
        for step in (
            ["strip", "-g", "-o", str(self.program), hanflow],
            ["cc", "-shared", "-fPIC", "-O1", "-x", "c", "-o", str(library), "-"],
        ):
            subprocess.run(step, input=self.shim, text=True, check=True, capture_output=True)
        self.environment = os.environ | {"LD_PRELOAD": str(library)}
        home = Path(hanflow).resolve().parent
        for place in (home / "Hanflow_HanDictionaries.resources", home.parent / "share" / "hanflow"):
            if place.is_dir():  # The copy does not lie beside its dictionaries.
                self.environment.setdefault("HANFLOW_DICTIONARIES", str(place))

    def count(self, command: list[str]) -> int | None:
        """The instructions of a command, None where valgrind cannot run it."""
        options = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", f"--log-file={self.report}"]
        done = subprocess.run(
            ["valgrind", *options, str(self.program), *command[1:]],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        found = re.search(r"I\s+refs:\s+([\d,]+)", self.report.read_text()) if self.report.exists() else None
        return int(found[1].replace(",", "")) if found and done.returncode == 0 else None


def counter_that_works(hanflow: str, folder: Path):
    """perf where it counts, else valgrind where it runs hanflow, else None; prints why one was passed over."""
    for kind in (Perf, Valgrind):
        if not shutil.which(kind.name):
            print(f"{kind.name}: not installed")
            continue
        try:
            counter = kind(hanflow, folder)
            if counter.count([hanflow, "--version"]) is not None:
                return counter
            print(f"{kind.name}: no instruction counts on this machine")
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{kind.name}: {error}")
    return None


def instructions(hanflow: str, folder: Path, texts: dict[str, Path], markdown: bool) -> None:
    """Counts the instructions of hanflow's variants: per byte of the text, start-up apart (one short line)."""
    counter = counter_that_works(hanflow, folder)
    if counter is None:
        print("instructions not counted: neither perf nor valgrind can")
        return
    line = folder / "line.txt"
    line.write_text(SHORT_LINE, encoding="utf-8")
    rows = []
    for task in TASKS:
        text = texts[task.source]
        for variant in hanflow_variants(task, hanflow, text):
            whole, start = counter.count(variant.command), counter.count([*variant.command[:-1], str(line)])
            if whole is None or start is None:
                raise SystemExit(f"{counter.name} could not count {task.name} by {variant.name}")
            size = text.stat().st_size
            cells = [f"{whole / size:.1f}", f"{(whole - start) / size:.1f}", f"{start / 1e6:.1f} M"]
            rows.append([task.name, task.source, variant.name, *cells])
    headers = ["task", "input", f"instructions ({counter.name})", "per byte, all", "per byte, less start-up", "start-up"]
    show(headers, rows, markdown)


# --- The command


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hanflow", required=True, metavar="PROGRAM", help="a release build of hanflow")
    parser.add_argument("--hans", required=True, type=Path, metavar="FILE", help="Simplified text in UTF-8")
    parser.add_argument("--hant", required=True, type=Path, metavar="FILE", help="Traditional text in UTF-8")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the comparison; 0 leaves it out (default: 5)")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where the peers are installed (default: in the user's cache)")
    parser.add_argument("--markdown", action="store_true", help="print tables as Markdown")
    parser.add_argument("--startup", action="store_true", help=f"also {STARTUP_RUNS} runs over one short line")
    parser.add_argument("--stream", type=float, metavar="GB", help="also that much text through a pipe")
    parser.add_argument("--instructions", action="store_true", help="also instructions per byte, by perf or valgrind")
    options = parser.parse_args()
    options.hanflow = shutil.which(options.hanflow) or parser.error(f"{options.hanflow} is no program")
    options.peers = (options.peers or default_peers()).absolute()
    if options.peers.resolve().is_relative_to(REPOSITORY):
        parser.error("--peers lies in the repository, where environments do not belong")
    for path in (options.hans, options.hant):
        if not path.is_file():
            parser.error(f"{path} is no file")
    if options.rounds < 0 or (options.stream is not None and options.stream <= 0):
        parser.error("--rounds and --stream are positive")
    return options


def main() -> None:
    """Measures what was asked for."""
    options = arguments()
    sys.stdout.reconfigure(line_buffering=True)
    version = subprocess.run([options.hanflow, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"{datetime.date.today()}, hanflow {version}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="hanflow-benchmark-") as name:
        folder = Path(name)
        texts = {"Simplified": folder / "hans.txt", "Traditional": folder / "hant.txt"}
        for source, (script, target) in zip((options.hans, options.hant), texts.items()):
            try:
                excerpt(source, target)
            except UnicodeDecodeError as error:
                raise SystemExit(f"{source} is not UTF-8: {error.reason}") from None
            print(f"{script}: {target.stat().st_size:,} bytes")
        if options.rounds:
            compare(options.hanflow, prepare_peers(options.peers), texts, options.rounds, options.markdown)
        if options.startup:
            startup(options.hanflow, folder, options.markdown)
        if options.stream:
            stream(options.hanflow, texts["Simplified"], options.stream, options.markdown)
        if options.instructions:
            instructions(options.hanflow, folder, texts, options.markdown)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--call-peer"]:
        call_peer(*sys.argv[2:5])
    else:
        main()
