"""A program and its folder do not outlive who asked for them, whatever ends that."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gialint.reading.child_process import KEEP, PREFIX, TooSlow, run, workplace
from tests.processes import HEEDING, at_work, begun, hit, line, wait_until

SLEEP = "import time; time.sleep(600)"
PROGRAM = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {SLEEP!r}, sys.argv[1]])
{SLEEP}
"""
ASKING = f"""{HEEDING}
from gialint.reading.child_process import run, workplace
with workplace() as folder:
    print(folder, flush=True)
    run([sys.executable, "-c", {PROGRAM!r}, str(folder)], folder, 600)
"""
STARTED = 3
"""Processes with the folder among their words: the keeper, the program, and what that starts."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make an empty folder the one for temporary files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield tmp_path
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_ends_who_asked_ends_the_program_and_its_folder(number: int, temporary: Path) -> None:
    with begun(ASKING) as process:
        folder = line(process)
        wait_until(lambda: len(at_work(folder)) == STARTED)
        hit(process, number)
        process.communicate(timeout=60)
        wait_until(lambda: not at_work(folder) and not list(temporary.iterdir()))


def test_the_next_run_removes_what_a_killed_one_left(temporary: Path) -> None:
    with begun(ASKING) as process:
        folder = line(process)
        wait_until(lambda: len(at_work(folder)) == STARTED)
        process.send_signal(signal.SIGSTOP)  # lest it sees the others end, and cleans up
        for each in at_work(folder):
            os.kill(each, signal.SIGKILL)  # the keeper, too
        process.kill()
    assert Path(folder).is_dir()
    with workplace() as mine, workplace() as other:
        assert sorted(temporary.iterdir()) == sorted([mine, other])
    assert list(temporary.iterdir()) == []


def test_what_is_not_ours_stays(temporary: Path) -> None:
    (temporary / f"{PREFIX}link").symlink_to(Path(__file__).parent)
    (temporary / f"{PREFIX}file").write_text("x")
    (temporary / "other").mkdir()
    with workplace():
        pass
    assert len(list(temporary.iterdir())) == 3
    assert Path(__file__).exists()


def test_what_a_program_says_is_returned(temporary: Path) -> None:
    with workplace() as folder:
        command = [sys.executable, "-c", "import sys; print('一\\n二'); print('三', file=sys.stderr)"]
        assert sorted(run(command, folder, 60).split()) == ["一", "三", "二"]


def test_a_program_that_takes_too_long_is_killed_with_what_it_started(temporary: Path) -> None:
    with workplace() as folder:
        with pytest.raises(TooSlow):
            run([sys.executable, "-c", PROGRAM, str(folder)], folder, 2)
        wait_until(lambda: not at_work(str(folder)))  # what is killed is not gone at once


def test_the_portable_program_knows_the_word_by_which_it_keeps_another() -> None:
    start = Path(__file__).parents[2] / "tools" / "portable" / "start.py"
    assert f'KEEP = "{KEEP}"' in start.read_text("utf-8")
