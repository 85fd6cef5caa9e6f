"""Work shared out among processes: results in order, and what a process that dies takes with it is one item.

A process is forked, so that it has all that was loaded before; where systems have no safe fork (Windows,
macOS) there is one process only.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

Item = TypeVar("Item")
Done = TypeVar("Done")

CHUNK = 10
"""Items that a process is given at once: few enough that none is idle at the end."""


class Lost(NamedTuple):
    """What became of an item whose result is lost: the error that it raised, or how its process ended."""

    detail: str


class Hand(NamedTuple, Generic[Item]):
    """A process at work, and the items it has not answered for yet, by their place in the order."""

    process: ForkProcess
    pending: deque[tuple[int, Item]]


def processes() -> int:
    """Return how many processes can work at a time on this machine."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


def in_order(
    work: Callable[[Item], Done],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item, Lost], Done],
) -> Iterator[Done]:
    """Yield the result of each item, in order; ``lost`` makes one for an item that brings its process down.

    Items are taken as they are needed.
    """
    pool = _Pool(work, enumerate(items), lost)
    try:
        yield from pool.results(jobs)
    finally:
        pool.stop()


class _Pool(Generic[Item, Done]):
    """The processes, by the connection to each."""

    def __init__(
        self,
        work: Callable[[Item], Done],
        items: Iterator[tuple[int, Item]],
        lost: Callable[[Item, Lost], Done],
    ) -> None:
        self.work = work
        self.items = items
        self.lost = lost
        self.hands: dict[Connection, Hand[Item]] = {}

    def results(self, jobs: int) -> Iterator[Done]:
        """Yield results as soon as all before them are there."""
        from multiprocessing.connection import wait

        done: dict[int, Done] = {}
        following = 0
        for _ in range(jobs):
            self.employ(deque(islice(self.items, CHUNK)))
        while self.hands:
            for connection in wait(list(self.hands)):
                done.update([self.answer(connection)])  # type: ignore[arg-type]
            while following in done:
                yield done.pop(following)
                following += 1

    def employ(self, pending: deque[tuple[int, Item]]) -> None:
        """Start a process on some items, if there are any."""
        from multiprocessing import get_context

        if not pending:
            return
        context = get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=_labour, args=(self.work, theirs, [ours, *self.hands]), daemon=True)
        process.start()
        theirs.close()
        self.hands[ours] = Hand(process, pending)
        ours.send([item for _, item in pending])

    def answer(self, connection: Connection) -> tuple[int, Done]:
        """Take one result from a process, and give it more to do when it has none."""
        process, pending = self.hands[connection]
        place, item = pending.popleft()
        try:
            result = connection.recv()
        except (EOFError, OSError):
            process.join()
            del self.hands[connection]
            connection.close()
            self.employ(pending or deque(islice(self.items, CHUNK)))
            return place, self.lost(item, Lost(f"exit {process.exitcode}"))
        if not pending:
            pending.extend(islice(self.items, CHUNK))
            if pending:
                connection.send([item for _, item in pending])
            else:
                self.dismiss(connection)
        return place, self.lost(item, result) if isinstance(result, Lost) else result

    def dismiss(self, connection: Connection) -> None:
        """Let a process end that has nothing to do."""
        connection.close()
        self.hands.pop(connection).process.join()

    def stop(self) -> None:
        """End every process that is still at work, as when the run is broken off."""
        for hand in self.hands.values():
            hand.process.terminate()
        for connection in list(self.hands):
            self.dismiss(connection)


def _labour(work: Callable[[Item], Done], connection: Connection, others: list[Connection]) -> None:
    """Do items until no more are sent."""
    import pickle
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)  # Ctrl-C is sent to all, and the first process ends the others.
    for other in others:
        other.close()  # Held open here, they would never seem closed to those at their other ends.
    while True:
        try:
            items = connection.recv()
        except EOFError:
            return
        for item in items:
            try:
                answer = pickle.dumps(work(item))
            except Exception as error:
                answer = pickle.dumps(Lost(f"{type(error).__name__}: {error}"))
            try:
                connection.send_bytes(answer)
            except OSError:  # the first process is gone, and nobody wants the rest
                return
