"""A process of its own that does one task after another: where one ends it, nothing else is lost.

It is begun anew from nothing, not forked, so that every system has it and it inherits no open connection.
What blocks is to be called in a thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from threading import Lock
from typing import TYPE_CHECKING, Any

from gialint.foreign import cause
from gialint.run.pool import how_ended

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

SAFE = "PYTHONSAFEPATH"
PATIENCE = 2.0
"""Seconds that a process is given to end, before it is killed."""


class Lost(Exception):
    """A task over which the process ended, and how that was."""


class Failed(Exception):
    """A task that went wrong, and why; its process goes on."""


class Worker:
    """A process, begun when there is something to do; one that died is followed by another.

    ``prepare(*words)`` returns, in the process, the function that does the tasks. Those that may begin
    processes at the same time share ``beginning``.
    """

    def __init__(
        self, prepare: Callable[..., Callable[..., Any]], *words: Any, beginning: Lock | None = None
    ) -> None:
        self.target, self.beginning = (prepare, words), beginning or Lock()
        self.process: BaseProcess | None = None
        self.connection: Connection | None = None
        self.is_ready = False

    def begin(self) -> None:
        """Have a process, which gets ready by itself."""
        if self.process is not None and self.connection is not None:
            if self.process.is_alive():
                return
            self._end()  # it died with nothing to do: no file is to blame
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=labour, args=(theirs, *self.target), daemon=True)
        with self.beginning, _safe_path():
            self.process.start()
        theirs.close()
        self.is_ready = False

    def get_ready(self) -> None:
        """Have a process that is ready, which takes its time where it is a new one; raises Lost."""
        self.begin()
        if not self.is_ready:
            with self._losing() as connection:
                self.is_ready = connection.recv()

    def do(self, *task: Any) -> Any:
        """Return what a task comes to; raises Lost and Failed."""
        self.get_ready()
        with self._losing() as connection:
            connection.send(task)
            succeeded, value = connection.recv()
        if not succeeded:
            raise Failed(value)
        return value

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        if self.process is not None:
            self.process.kill()

    @contextmanager
    def _losing(self) -> Iterator[Connection]:
        """Take note where the process is gone; raises Lost."""
        assert self.connection is not None
        try:
            yield self.connection
        except (EOFError, OSError) as error:
            raise Lost(self._end()) from error

    def _end(self) -> str:
        """Take leave of a process that is gone, and return how it ended."""
        assert self.process is not None
        assert self.connection is not None
        self.connection.close()
        self.process.join(PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code, self.process, self.connection = self.process.exitcode, None, None
        return how_ended(code)


@contextmanager
def _safe_path() -> Iterator[None]:
    """Have Python begin without looking into the current folder, where there may be anything."""
    before = os.environ.get(SAFE)
    os.environ[SAFE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE]
        else:
            os.environ[SAFE] = before


def labour(
    connection: Connection, prepare: Callable[..., Callable[..., Any]], words: tuple[Any, ...]
) -> None:
    """Do tasks until no more are sent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends the others
    do = prepare(*words)
    with suppress(EOFError, OSError):
        connection.send(True)
        while True:
            task = connection.recv()
            try:
                answer = True, do(*task)
            except BaseException as error:
                answer = False, cause(error)
            connection.send(answer)
