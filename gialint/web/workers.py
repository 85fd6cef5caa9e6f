"""The processes that check: each does one task at a time, and one that dies takes only that task with it.

They are begun anew from nothing, not forked, so that every system has them and none inherits the open
connections of a browser.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from threading import Lock
from typing import TYPE_CHECKING, Any

from gialint.web.site import Site

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

SAFE = "PYTHONSAFEPATH"
PATIENCE = 2.0
"""Seconds that a process is given to end, before it is killed."""


class Lost(Exception):
    """A task whose process ended over it: ``how``, or empty if it took too long."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class Failed(Exception):
    """A task that went wrong; its process goes on."""


class Workers:
    """Some processes; ``do`` has one of them do a task."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.threads = ThreadPoolExecutor(site.jobs, "gialint-worker")
        beginning = Lock()
        self.all = tuple(_Worker(site, beginning) for _ in range(site.jobs))
        self.idle = [*self.all]
        self.asking: deque[asyncio.Future[_Worker]] = deque()
        self.asking_first: deque[asyncio.Future[_Worker]] = deque()
        self.held: set[asyncio.Task[Any]] = set()

    async def do(self, task: str, *words: Any, first: bool = False, seconds: float | None = None) -> Any:
        """Return what a task returns, as soon as a process is free; ``first`` before those that are not.

        Raises Lost if its process ends or takes more than ``seconds``, Failed if the task raises anything.
        Nobody need wait to the end: the process goes on, and is free afterwards.
        """
        worker = await self._free(first)
        done = asyncio.ensure_future(self._done(worker, task, words, seconds or self.site.bounds.seconds))
        self.held.add(done)
        done.add_done_callback(self._let_go)
        return await asyncio.shield(done)

    def close(self) -> None:
        """End the processes."""
        for worker in self.all:
            worker.kill()
        self.threads.shutdown(wait=False, cancel_futures=True)

    async def _done(self, worker: _Worker, task: str, words: tuple[Any, ...], seconds: float) -> Any:
        run = partial(asyncio.get_running_loop().run_in_executor, self.threads)
        try:
            await run(worker.begin)
            work = run(worker.do, task, words)
            finished, _ = await asyncio.wait([work], timeout=seconds)
            if finished:
                return work.result()
            worker.kill()
            with suppress(Lost, Failed):
                await work
            raise Lost("")
        finally:
            self._release(worker)

    def _let_go(self, done: asyncio.Task[Any]) -> None:
        self.held.discard(done)
        if not done.cancelled():
            done.exception()  # is raised where somebody waits; else asyncio would print it

    async def _free(self, first: bool) -> _Worker:
        if self.idle:
            return self.idle.pop()
        called: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        (self.asking_first if first else self.asking).append(called)
        try:
            return await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._release(called.result())
            raise

    def _release(self, worker: _Worker) -> None:
        for asking in (self.asking_first, self.asking):
            while asking:
                called = asking.popleft()
                if not called.done():
                    called.set_result(worker)
                    return
        self.idle.append(worker)


class _Worker:
    """A process, begun when there is something to do. What blocks is called in a thread."""

    def __init__(self, site: Site, beginning: Lock) -> None:
        self.site, self.beginning = site, beginning
        self.process: BaseProcess | None = None
        self.connection: Connection | None = None

    def do(self, task: str, words: tuple[Any, ...]) -> Any:
        """Do a task and wait for it; raises Lost and Failed."""
        with self._losing() as connection:
            connection.send((task, words))
            succeeded, value = connection.recv()
        if not succeeded:
            raise Failed(value)
        return value

    def begin(self) -> None:
        """Have a process that is ready, which takes its time where it is a new one; raises Lost."""
        if self.connection is not None:
            return
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=labour, args=(theirs, self.site), daemon=True)
        with self.beginning, _safe_path():
            self.process.start()
        theirs.close()
        with self._losing() as connection:
            connection.recv()

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
        from signal import Signals

        assert self.process is not None
        assert self.connection is not None
        self.connection.close()
        self.process.join(PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code, self.process, self.connection = self.process.exitcode or 0, None, None
        with suppress(ValueError):
            return Signals(-code).name
        return f"exit {code}"


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


def labour(connection: Connection, site: Site) -> None:
    """Do tasks until no more are sent."""
    import signal

    from gialint.foreign.entering import cause
    from gialint.web.tasks import Tasks

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends the others
    tasks = Tasks(site)
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            task, words = connection.recv()
            try:
                answer = True, getattr(tasks, task)(*words)
            except BaseException as error:
                answer = False, cause(error)
            connection.send(answer)
