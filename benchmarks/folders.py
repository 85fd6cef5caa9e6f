"""Runs over whole folders: again, with several processes, and of ten times as many reports."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from turns import Comparison

CHECK = ["check", "--lang", "zh", "--output-format", "concise"]
USED = [sys.executable, str(Path(__file__).with_name("used.py"))]


class Spent(NamedTuple):
    """What a process took: milliseconds of all cores, and the most memory at one time in MB."""

    cpu: float
    peak: float


def folders(rounds: int, gialint: str, environ: Mapping[str, str]) -> list[Comparison]:
    """Compare runs of the command ``gialint`` over a thousand reports with one another."""
    from gialint.run.pool import processes

    cores = str(processes())
    with tempfile.TemporaryDirectory() as folder:
        few, many = (reports(Path(folder, str(count)), count) for count in (100, 1000))
        place = {**environ, "XDG_CACHE_HOME": folder}
        runs = {
            "alone": [gialint, *CHECK, many, "--no-cache", "--jobs", "1"],
            "shared": [gialint, *CHECK, many, "--no-cache", "--jobs", cores],
            "again": [gialint, *CHECK, many, "--jobs", "1"],
            "few": [gialint, *CHECK, few, "--no-cache", "--jobs", "1"],
        }
        spent(runs["again"], place)
        turns = [{name: spent(command, place) for name, command in runs.items()} for _ in range(rounds)]
    cpu = {name: median(turn[name].cpu for turn in turns) for name in runs}
    peak = {name: median(turn[name].peak for turn in turns) for name in runs}
    many_jobs = f"1000 .docx, --jobs {cores}"
    return [
        Comparison("1000 .docx, a second run", "the first run", cpu["again"], cpu["alone"], 0.1),
        Comparison(many_jobs, "--jobs 1, time of cores", cpu["shared"], cpu["alone"], 1.11),
        Comparison("1000 .docx, memory in MB", "100 .docx, memory", peak["alone"], peak["few"], 1.1),
    ]


def reports(folder: Path, count: int) -> str:
    """Write so many reports into a folder, and return its path."""
    from tests.reportwriter.files import written
    from tests.reportwriter.town import varied

    folder.mkdir()
    contents = [written(varied(number), "docx") for number in range(100)]
    for number in range(count):
        (folder / f"{number:04}.docx").write_bytes(contents[number % len(contents)])
    return str(folder)


def spent(command: Sequence[str], environ: Mapping[str, str]) -> Spent:
    """Run a command, and return what it and its own processes took."""
    done = subprocess.run([*USED, *command], capture_output=True, env=environ, text=True)
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    cpu, peak = map(float, done.stdout.split())
    return Spent(cpu, peak)
