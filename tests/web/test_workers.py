"""The processes: a task that fails, one that ends its process, and who comes first."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Awaitable, Callable

import pytest

from gialint.config import Config
from gialint.run.worker import Failed, Lost
from gialint.web.site import Site
from gialint.web.workers import Workers
from tests.processes import are_gone, wait_until


def with_one(work: Callable[[Workers], Awaitable[None]]) -> None:
    """Do some work with one process."""

    async def done() -> None:
        workers = Workers(Site(Config(), jobs=1))
        try:
            await work(workers)
        finally:
            workers.close()

    asyncio.run(done())


def process_of(workers: Workers) -> int:
    """Return the number of the one process."""
    process = workers.all[0].process
    assert process is not None
    assert process.pid is not None
    return process.pid


def test_a_task_that_fails_leaves_its_process() -> None:
    async def work(workers: Workers) -> None:
        await workers.do("start")
        first = process_of(workers)
        with pytest.raises(Failed, match="KeyError"):
            await workers.do("rules", "fr")
        assert process_of(workers) == first

    with_one(work)


def test_a_process_that_ended_with_nothing_to_do_is_replaced() -> None:
    async def work(workers: Workers) -> None:
        await workers.do("start")
        first = process_of(workers)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: are_gone([first]))
        assert (await workers.do("start")).suffixes
        assert process_of(workers) != first

    with_one(work)


def test_a_task_that_takes_too_long_is_stopped() -> None:
    async def work(workers: Workers) -> None:
        await workers.do("start")
        first = process_of(workers)
        os.kill(first, signal.SIGSTOP)  # it would be too fast
        with pytest.raises(Lost) as lost:
            await workers.do("start", seconds=0.1)
        assert str(lost.value) == ""
        assert are_gone([first])

    with_one(work)


def test_who_looks_at_a_result_comes_before_who_checks() -> None:
    async def work(workers: Workers) -> None:
        order: list[str] = []

        async def task(name: str, first: bool) -> None:
            await workers.do("start", first=first)
            order.append(name)

        await asyncio.gather(
            task("running", False), task("check", False), task("another", False), task("look", True)
        )
        assert order == ["running", "look", "check", "another"]

    with_one(work)


def test_who_no_longer_waits_holds_nobody_up() -> None:
    async def work(workers: Workers) -> None:
        running, gone, last = (asyncio.ensure_future(workers.do("start")) for _ in range(3))
        await asyncio.sleep(0)
        gone.cancel()
        running.cancel()  # its process goes on and is free afterwards
        assert (await last).suffixes
        assert workers.idle == list(workers.all)

    with_one(work)


def test_what_nobody_waits_for_is_not_told(caplog: pytest.LogCaptureFixture) -> None:
    async def work(workers: Workers) -> None:
        await workers.do("start")
        gone = asyncio.ensure_future(workers.do("rules", "fr"))
        await asyncio.sleep(0)
        gone.cancel()
        await workers.do("start")

    with_one(work)
    gc.collect()
    assert caplog.records == []


def test_processes_end_with_the_server() -> None:
    numbers: list[int] = []

    async def work(workers: Workers) -> None:
        await workers.do("start")
        numbers.append(process_of(workers))

    with_one(work)
    wait_until(lambda: are_gone(numbers))
