"""Results, kept in memory for whoever knows their address: few, not for long, and the oldest make room."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from secrets import token_urlsafe
from time import monotonic

from gialint.web.checks import Check, Checks
from gialint.web.site import Bounds

SWEEP = 5.0
"""Seconds between two looks at what is no longer wanted, at most."""
_TOKEN = 24
"""Bytes of an address that nobody can guess."""


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
