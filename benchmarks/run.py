"""Measure gialint against what any linter must spend: ``python benchmarks/run.py``.

Every figure is a ratio within one run, since machines differ; runs of the two sides take turns,
since machines also warm up and tire. The medians are compared. Of whole processes the instructions are
compared instead, where valgrind counts them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import bare
from folders import folders
from instructions import environment, instructions
from reading import formats
from turns import Comparison, take_turns

if TYPE_CHECKING:
    from gialint.config import Config

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

REPORTS = {name: ROOT / "examples" / f"{name}.docx" for name in ("clean", "faulty")}
GIALINT = str(Path(sys.executable).with_name("gialint"))
PYTHON = [sys.executable, "-c", "pass"]
PARSE = [sys.executable, str(ROOT / "benchmarks" / "bare.py")]


def main() -> None:
    """Print the table."""
    rounds = int(os.environ.get("ROUNDS", "31"))
    whole = folders(max(rounds // 10, 2), GIALINT, environment())
    for line in table([*processes(rounds), *batches(max(rounds // 6, 3)), *formats(rounds), *whole]):
        print(line)


def processes(rounds: int) -> list[Comparison]:
    """Compare whole processes: their start is most of what one report costs.

    They run in a folder that holds nothing but reports, as those of an office do.
    """
    check = [GIALINT, "check", "--lang", "zh", "--output-format"]
    commands = {
        "pass": PYTHON,
        "version": [GIALINT, "--version"],
        "parse": [*PARSE, "clean.docx"],
        "concise": [*check, "concise", "clean.docx"],
        "full": [*check, "full", "clean.docx"],
        "faulty": [*check, "full", "faulty.docx"],
    }
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for path in REPORTS.values():
            shutil.copy(path, folder)
        runs = {name: partial(run, command) for name, command in commands.items()}
        shown = {name: partial(run_on_terminal, commands[name]) for name in ("full", "faulty")}
        took = take_turns({**runs, **shown}, rounds)
        counted = {name: instructions(command, environment()) for name, command in commands.items()}

    def against(what: str, measured: str, name: str, measure: str, budget: float) -> Comparison:
        ours, theirs = counted[name], counted[measure]
        both = (ours, theirs) if ours and theirs else None
        return Comparison(what, measured, took[name], took[measure], budget, both)

    return [
        against("gialint --version", "python -c pass", "version", "pass", 2),
        against("one .docx, concise", "a process that parses it", "concise", "parse", 2.5),
        against("one .docx, full", "a process that parses it", "full", "parse", 3),
        against("one damaged .docx, full", "a process that parses it", "faulty", "parse", 3),
    ]


def batches(rounds: int) -> list[Comparison]:
    """Compare warm batches with parsing them: many formats, and sound reports checked by every rule."""
    from gialint.config import Config

    mixed = [(number, "docx" if number % 2 else "html") for number in range(500)]
    sound = [(number, "docx") for number in range(230) if number % 10 != 9][:200]
    return [
        batch("500 .docx and .html, warm", mixed, Config(), rounds),
        batch("200 clean .docx, all rules, warm", sound, Config(select=("ALL",)), rounds),
    ]


def batch(what: str, reports: Sequence[tuple[int, str]], config: Config, rounds: int) -> Comparison:
    """Compare checking reports, by their numbers and formats, with parsing them."""
    from gialint import check
    from tests.reportwriter.files import written
    from tests.reportwriter.town import varied

    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, f"{number:03}.{form}")) for number, form in reports]
        for path, (number, form) in zip(paths, reports, strict=True):
            Path(path).write_bytes(written(varied(number), form))
        took = take_turns(
            {"check": lambda: check(paths, config), "parse": lambda: [bare.parse(path) for path in paths]},
            rounds,
        )
    return Comparison(what, "parsing them", took["check"], took["parse"], 4)


def run(command: Sequence[str]) -> None:
    """Run a command to its end; findings (status 1) are no failure."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment())
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")


def run_on_terminal(command: Sequence[str]) -> None:
    """Run a command as if on a terminal, where there are such: colours and frames are part of its cost."""
    try:
        import pty
    except ImportError:
        run(command)
        return
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment()
    )
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:
        pass  # how Linux says that the other end was closed
    os.close(ours)
    if child.wait() > 1:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}")


def table(comparisons: Sequence[Comparison]) -> list[str]:
    """Return the lines of the table; a ratio is one of instructions where millions of them are given."""
    row = "{:<32}{:>10}{:>8}  {:<26}{:>10}{:>8}{:>8}{:>8}  {}".format
    lines = [row("", "ms", "M", "against", "ms", "M", "ratio", "budget", "")]
    for one in comparisons:
        met = "met" if one.ratio <= one.budget else "NOT MET"
        cost, measure, ratio = f"{one.cost:.1f}", f"{one.measure:.1f}", f"{one.ratio:.2f}"
        ours, theirs = (f"{count / 1e6:.0f}" for count in one.counted) if one.counted else ("", "")
        lines.append(row(one.what, cost, ours, one.against, measure, theirs, ratio, f"{one.budget:g}", met))
    return lines


if __name__ == "__main__":
    main()
