"""A process that does tasks: what they come to, what takes it down, and what it does not look at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import Any

import pytest

from gialint.run.worker import SAFE, Failed, Lost, Worker
from tests.processes import are_gone


@contextmanager
def begun(*words: Any) -> Iterator[Worker]:
    """Have a process until the test is over."""
    worker = Worker(*words)
    try:
        yield worker
    finally:
        worker.kill()
        if worker.process:
            worker.process.join()
            worker.process.close()
        if worker.connection:
            worker.connection.close()


def test_tasks_are_done_one_after_the_other_in_one_process() -> None:
    with begun(methodcaller, "upper") as worker:
        assert worker.do("a") == "A"
        first = worker.process
        with pytest.raises(Failed, match="AttributeError: 'int' object has no attribute 'upper'"):
            worker.do(1)
        assert worker.do("b") == "B"
        assert worker.process is first


@pytest.mark.parametrize(("how", "work", "task"), [("exit 3", os._exit, (3,)), ("SIGABRT", os.abort, ())])
def test_one_over_which_the_process_ends_is_lost_and_the_next_gets_another(
    how: str, work: Any, task: tuple[int, ...]
) -> None:
    with begun(partial, work) as worker:
        for _ in range(2):
            with pytest.raises(Lost, match=how):
                worker.do(*task)


def test_one_that_died_with_nothing_to_do_is_followed_by_another() -> None:
    with begun(methodcaller, "upper") as worker:
        worker.get_ready()
        assert worker.process is not None
        assert worker.process.pid is not None
        number = worker.process.pid
        worker.kill()
        worker.process.join()
        assert worker.do("a") == "A"
        assert are_gone([number])


def test_the_current_folder_is_not_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a folder of others in an editor, or serves from it, runs nothing of theirs."""
    for name in ("multiprocessing", "encodings", "gialint"):
        (tmp_path / f"{name}.py").write_text("import pathlib; pathlib.Path('ran').touch()", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SAFE, raising=False)
    with begun(methodcaller, "upper") as worker:
        assert worker.do("a") == "A"
    assert not (tmp_path / "ran").exists()
    assert SAFE not in os.environ
