"""Checks and their results: what was sent at once is checked in its turn, and kept for a while in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from secrets import token_urlsafe
from time import monotonic
from typing import Literal

from gialint.reporting.html import Screen
from gialint.run.worker import Failed, Lost
from gialint.web.site import Bounds
from gialint.web.tasks import Concluded, Packed, Unfolded
from gialint.web.workers import Workers

State = Literal["waiting", "running", "done", "failed"]
SWEEP = 5.0
"""Seconds between two looks at what is no longer wanted, at most."""
_TOKEN = 24
"""Bytes of an address that nobody can guess."""


class TurnedAway(Exception):
    """A check that is not begun, because too many wait."""


@dataclass(slots=True, eq=False)
class Check:
    """A check: the files that were sent, how far it is, and in the end its result.

    ``large`` are the names and sizes of files that were not taken. ``size`` is how many bytes it holds,
    ``seen`` when somebody last asked.
    """

    language: str
    given: Sequence[tuple[str, bytes]]
    large: Sequence[tuple[str, int]] = ()
    state: State = "waiting"
    of: int = 0
    done: int = 0
    size: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    concluded: Concluded | None = None
    screens: dict[int, Screen] = field(default_factory=dict)
    seen: float = field(default_factory=monotonic)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done for it."""
        return self.state in ("done", "failed")


class Checks:
    """The checks that are going on and waiting, and how many there have been."""

    def __init__(self, workers: Workers, bounds: Bounds) -> None:
        self.workers, self.bounds = workers, bounds
        self.going: list[Check] = []
        self.waiting: dict[Check, asyncio.Future[None]] = {}
        self.reports = self.failures = 0

    def place(self, check: Check) -> int:
        """Return which of those that wait a check is, from 1; 0 for one that does not wait."""
        return next((place for place, each in enumerate(self.waiting, start=1) if each is check), 0)

    def enter(self, check: Check) -> None:
        """Let a check begin, or wait until others are over; raises TurnedAway where too many wait."""
        check.size = sum(len(data) for _, data in check.given)
        if len(self.going) < self.bounds.at_once:
            self.going.append(check)
        elif len(self.waiting) < self.bounds.waiting:
            self.waiting[check] = asyncio.get_running_loop().create_future()
        else:
            raise TurnedAway

    async def run(self, check: Check) -> None:
        """Do a check that has entered, when it is its turn; raises whatever a worker raises."""
        try:
            if check in self.waiting:
                await self.waiting[check]
            await self._run(check)
        except BaseException as error:
            check.state = "failed"
            check.given, check.files, check.size = (), {}, 0
            self.failures += isinstance(error, Exception)
            raise
        finally:
            self.leave(check)

    def leave(self, check: Check) -> None:
        """Let the next check begin where one is over."""
        self.waiting.pop(check, None)
        if check in self.going:
            self.going.remove(check)
        while self.waiting and len(self.going) < self.bounds.at_once:
            following, called = next(iter(self.waiting.items()))
            del self.waiting[following]
            if not called.done():
                called.set_result(None)
                self.going.append(following)

    async def _run(self, check: Check) -> None:
        check.state = "running"
        found: Unfolded = await self.workers.do("unfold", check.given)
        check.given = ()
        check.files = {name: data for name, data, _ in found.files}
        check.size = sum(map(len, check.files.values()))
        check.of = len(found.files) + len(check.large)
        outcomes: list[Packed] = [
            await self.workers.do("too_large", check.language, name, size) for name, size in check.large
        ]
        check.done = len(outcomes)
        outcomes += await self._outcomes(check, found.files)
        # Comparing hundreds with one another takes its time.
        seconds = self.bounds.seconds + len(outcomes)
        check.concluded = await self.workers.do(
            "conclude", check.language, outcomes, found.problems, seconds=seconds
        )
        commentable = {line.path for line in check.concluded.lines if line.takes_comments}
        check.files = {name: data for name, data in check.files.items() if name in commentable}
        check.size = sum(map(len, check.files.values())) + len(check.concluded.result)
        check.state = "done"
        self.reports += len(outcomes)

    async def _outcomes(self, check: Check, files: Sequence[tuple[str, bytes, bool]]) -> list[Packed]:
        """Return the outcomes of files; of many only as many are begun as there are processes.

        So the checks that go on share the processes, and one of hundreds of files keeps nobody waiting.
        """
        hands = asyncio.Semaphore(len(self.workers.all))

        async def outcome(name: str, data: bytes, walked: bool) -> Packed:
            async with hands:
                try:
                    made: Packed = await self.workers.do(
                        "check", check.language, name, data, walked, len(files) == 1
                    )
                except (Lost, Failed) as error:
                    told = "given_up" if isinstance(error, Lost) else "broken_over"
                    made = await self.workers.do(told, check.language, name, str(error))
                check.done += 1
                return made

        async with asyncio.TaskGroup() as group:
            begun = [group.create_task(outcome(*file)) for file in files]
        return [each.result() for each in begun]


class NoRoom(Exception):
    """More is being sent and checked than the memory is to hold."""


class Room:
    """The bytes that may be held at once: those being sent, and those of checks and results."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.sending = 0
        self.results: dict[str, Check] = {}
        self.running: dict[str, asyncio.Task[None]] = {}

    @contextmanager
    def sending_in(self) -> Iterator[Sending]:
        """Keep room for what is being sent, until the end of the context."""
        sending = Sending(self)
        try:
            yield sending
        finally:
            self.sending -= sending.size

    def held(self) -> int:
        """Return how many bytes are held."""
        return self.sending + sum(check.size for check in self.results.values())

    def make(self) -> None:
        """Forget the oldest results until all is within bounds; raises NoRoom where that is not enough."""
        over = [token for token, check in self.results.items() if check.is_over]
        over.sort(key=lambda token: self.results[token].seen)
        spare = len(self.results) - self.bounds.results
        for token in over[: max(spare, 0)]:
            del self.results[token]
        for token in over[max(spare, 0) :]:
            if self.held() <= self.bounds.memory:
                return
            del self.results[token]
        if self.held() > self.bounds.memory:
            raise NoRoom

    def begin(self, check: Check, checks: Checks) -> str:
        """Begin a check whose result is kept; return its address. Raises TurnedAway."""
        checks.enter(check)
        token = token_urlsafe(_TOKEN)
        self.results[token] = check
        task = asyncio.ensure_future(checks.run(check))
        self.running[token] = task
        task.add_done_callback(lambda done: self._ended(token, done, check, checks))
        return token

    def _ended(self, token: str, done: asyncio.Task[None], check: Check, checks: Checks) -> None:
        self.running.pop(token, None)
        checks.leave(check)  # which it has not done itself if it was given up before it began
        if not done.cancelled():
            done.exception()  # the check says that it failed
        with suppress(NoRoom):
            self.make()

    def find(self, token: str) -> Check | None:
        """Return a check by its address, which keeps it for longer."""
        check = self.results.get(token)
        if check is not None:
            check.seen = monotonic()
        return check

    def forget(self, token: str) -> None:
        """Forget a result, or give up its check."""
        self.results.pop(token, None)
        task = self.running.pop(token, None)
        if task is not None:
            task.cancel()

    async def sweep(self) -> None:
        """Forget for ever what nobody has asked for in a while."""
        while True:
            await asyncio.sleep(min(SWEEP, self.bounds.absence))
            now = monotonic()
            for token, check in [*self.results.items()]:
                patience = self.bounds.kept if check.is_over else self.bounds.absence
                if now - check.seen > patience:
                    self.forget(token)


class Sending:
    """What somebody is sending, as it comes in."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.size = 0

    def take(self, size: int) -> None:
        """Take so many bytes more; raises NoRoom."""
        self.size += size
        self.room.sending += size
        if self.room.held() > self.room.bounds.memory:
            self.room.make()
