"""Ctrl-C ends a run with 130 and one line, at whatever moment it comes."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.processes import GIALINT, HEEDING, ROOT, at_work, begun, hit, install, wait_until

SAID = "gialint: 已中断 (interrupted)"
HIT = f"""{HEEDING}
import gialint.cli
number, event, what, *words = sys.argv[1:]
seen = []
def hook(now, given):
    if now == event and what in str(given):
        seen.append(given)
        if len(seen) == int(number):
            os.kill(os.getpid(), signal.SIGINT)
sys.argv[1:] = words
sys.addaudithook(hook)
sys.exit(gialint.cli.main())
"""
DROPPED = f"""{HEEDING}
import time
from gialint.cli import Interrupts
class Dropping:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
Interrupts().heed()
try:
    Dropping()
    time.sleep(60)
except KeyboardInterrupt:
    print("raised")
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals")


def run(folder: Path, program: str, *words: str) -> tuple[int, str, str]:
    """Run a program, and return its status and what it printed."""
    with begun(program, words, folder=folder, environ={"XDG_CACHE_HOME": str(folder / "cache")}) as process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with three reports."""
    for name in ("faulty.docx", "faulty.txt", "clean.html"):
        shutil.copy(ROOT / "examples" / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("number", [1, 2, 20, 60, 100])
def test_while_modules_are_imported(number: int, folder: Path) -> None:
    assert run(folder, HIT, str(number), "import", "", "check", "faulty.docx") == (130, "", f"{SAID}\n")


@pytest.mark.parametrize(
    ("event", "what", "jobs"),
    [
        ("os.scandir", "'.'", 1),
        ("open", "faulty.docx", 1),
        ("open", "markdown", 1),
        ("open", ".part", 1),
        ("os.mkdir", "out", 1),
        ("os.rename", ".part", 1),
        ("os.fork", "", 2),
        ("pickle.find_class", "Checked", 2),
        ("os.rename", ".part", 2),
    ],
)
def test_while_something_is_done(event: str, what: str, jobs: int, folder: Path) -> None:
    words = ["check", ".", "--jobs", str(jobs), "-o", "json:out/out.json", "-o", "markdown:out/out.md"]
    status, _, told = run(folder, HIT, "1", event, what, *words)
    assert (status, told.splitlines()[-1]) == (130, SAID)
    assert "Traceback" not in told
    assert [file.name for file in (folder / "out").glob("*")] == []


SOFFICE = """
import pathlib, sys, time
pathlib.Path({!r}, sys.argv[-1].replace("/", "-")).touch()
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_libreoffice_and_its_folder_do_not_outlive_the_run(number: int, jobs: str, folder: Path) -> None:
    for name in ("bin", "begun", "tmp"):
        (folder / name).mkdir()
    install(folder / "bin" / "soffice", SOFFICE.format(str(folder / "begun")))
    names = [f"{number}.doc" for number in range(20)]  # more than a process is given at once
    for name in names:
        (folder / name).write_bytes(b"{\\rtf1 x}")
    environ = {"PATH": str(folder / "bin"), "TMPDIR": str(folder / "tmp")}
    words = ["check", *names, "--jobs", jobs, "--no-cache"]
    with begun(GIALINT, words, folder=folder, environ=environ) as process:
        wait_until(lambda: len(list((folder / "begun").iterdir())) == int(jobs))
        hit(process, number)
        told = process.communicate(timeout=60)[1].decode()
        wait_until(lambda: not list((folder / "tmp").iterdir()) and not at_work(str(folder / "tmp")))
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert told == (f"{SAID}\n" if number == signal.SIGINT else "")


def test_what_python_drops_is_raised_again(folder: Path) -> None:
    assert run(folder, DROPPED) == (0, "raised\n", "")


def test_who_ignores_interrupts_goes_on_ignoring_them(folder: Path) -> None:
    ignoring = HIT.replace("signal.default_int_handler", "signal.SIG_IGN")
    status, _, told = run(folder, ignoring, "1", "open", "clean.html", "check", "clean.html")
    assert (status, told) == (0, "")
