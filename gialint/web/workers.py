"""The processes that check: whoever wants a task done gets the next one that is free."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any

from gialint.run.worker import Failed, Lost, Worker
from gialint.web.site import Site


class Workers:
    """Some processes; ``do`` has one of them do a task."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.threads = ThreadPoolExecutor(site.jobs, "gialint-worker")
        beginning = Lock()
        self.all = tuple(Worker(tasks, site, beginning=beginning) for _ in range(site.jobs))
        self.idle = [*self.all]
        self.asking: deque[asyncio.Future[Worker]] = deque()
        self.asking_first: deque[asyncio.Future[Worker]] = deque()
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

    async def _done(self, worker: Worker, task: str, words: tuple[Any, ...], seconds: float) -> Any:
        run = partial(asyncio.get_running_loop().run_in_executor, self.threads)
        try:
            await run(worker.get_ready)
            work = run(worker.do, task, *words)
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

    async def _free(self, first: bool) -> Worker:
        if self.idle:
            return self.idle.pop()
        called: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        (self.asking_first if first else self.asking).append(called)
        try:
            return await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._release(called.result())
            raise

    def _release(self, worker: Worker) -> None:
        for asking in (self.asking_first, self.asking):
            while asking:
                called = asking.popleft()
                if not called.done():
                    called.set_result(worker)
                    return
        self.idle.append(worker)


def tasks(site: Site) -> Callable[..., Any]:
    """Return the function that does the tasks over the reports of a site, by their names."""
    from gialint.web.tasks import Tasks

    of_site = Tasks(site)
    return lambda task, *words: getattr(of_site, task)(*words)
