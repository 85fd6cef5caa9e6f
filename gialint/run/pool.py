"""Work shared out among processes: results in order, and what a process that dies takes with it is one item.

A process is forked, so that it has all that was loaded before; where systems have no safe fork (Windows,
macOS) there is one process only. None outlives the one that started it.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NoReturn, TypeVar

from gialint.foreign import GATE, Died, Entry, Unwinding, cause, reraise_interrupt
from gialint.lazy_regex import keep_codes

if TYPE_CHECKING:
    from mmap import mmap
    from multiprocessing.connection import Connection


Item = TypeVar("Item")
Done = TypeVar("Done")
Note = Callable[[bytes], None]
"""Takes what is to be known of a process if it dies: what it noted last is in ``Lost``."""

TWICE = 2
"""How often a plugin may end a process over one item, before nothing of it is entered any more."""
CHUNK = 10
"""Items that a process gets at once: few enough that none is idle at the end."""
PATIENCE = 1.0
"""Seconds that a process is given to end, before it is killed."""
ROOM = 1 << 16
"""Bytes that a note may have."""
_LENGTH = 4
_PR_SET_PDEATHSIG = 1


class Lost(NamedTuple):
    """What became of an item whose result is lost: the error that was raised, or how its process ended."""

    detail: str
    died: bool = False
    noted: bytes = b""


class Tried(NamedTuple, Generic[Item]):
    """An item, and the entries that ended the processes which tried it before, and how."""

    item: Item
    died: tuple[tuple[Entry, str], ...] = ()


class Hand(NamedTuple, Generic[Item]):
    """A process at work, and the items it has not answered for yet, by their place in the order."""

    process: int
    noted: mmap
    pending: deque[tuple[int, Item]]


def can_fork() -> bool:
    """Return whether processes can be forked safely here."""
    return sys.platform == "linux"


def processes() -> int:
    """Return how many processes can work at a time on this machine."""
    return len(os.sched_getaffinity(0)) if can_fork() else 1


def watched(
    work: Callable[[Item], Done], items: Iterable[Item], jobs: int, lost: Callable[[Item, Lost], Done]
) -> Iterator[Done]:
    """Yield the result of each item, in order, as ``in_order`` does; a deadly entry raises ``Died`` instead.

    A plugin can end its process (``os._exit``, a segmentation fault), and then nobody is left to report it.
    So each entry is noted first, where the watching process can read it; the work is restarted without it.
    ``lost`` is called only if no plugin can be named.
    """

    def tried(given: Tried[Item], note: Note) -> Done:
        def enter(entry: Entry) -> None:
            before = [(other, how) for other, how in given.died if other.plugin == entry.plugin]
            for other, how in before:
                if other == entry or len(before) >= TWICE:
                    raise Died(other, how)
            note(pickle.dumps(entry))

        GATE.set(enter)
        return work(given.item)

    def without(given: Tried[Item], what: Lost) -> Tried[Item] | None:
        """Return the item to be tried without the entry that was noted last, if there is one."""
        try:
            entry = pickle.loads(what.noted)
        except Exception:
            return None
        if not isinstance(entry, Entry):
            return None
        tries = sum(entry.plugin == other.plugin for other, _ in given.died)
        return None if tries >= TWICE else Tried(given.item, (*given.died, (entry, what.detail)))

    return in_order(tried, map(Tried, items), jobs, lambda given, what: lost(given.item, what), without)


def in_order(
    work: Callable[[Item, Note], Done],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item, Lost], Done],
    again: Callable[[Item, Lost], Item | None] = lambda item, lost: None,
) -> Iterator[Done]:
    """Yield the result of each item, in order; ``lost`` makes one for an item that brings its process down.

    Items are taken as they are needed. ``again`` may return another item, to be done in place of one whose
    process died.
    """
    pool = _Pool(work, enumerate(items), lost, again)
    try:
        yield from pool.results(jobs)
    finally:
        pool.stop()


class _Pool(Generic[Item, Done]):
    """The processes, by the connection to each."""

    def __init__(
        self,
        work: Callable[[Item, Note], Done],
        items: Iterator[tuple[int, Item]],
        lost: Callable[[Item, Lost], Done],
        again: Callable[[Item, Lost], Item | None],
    ) -> None:
        self.work = work
        self.items = items
        self.lost = lost
        self.again = again
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
                done.update(self.answers(connection))  # type: ignore[arg-type]
            while following in done:
                yield done.pop(following)
                following += 1

    def employ(self, pending: deque[tuple[int, Item]]) -> None:
        """Start a process on some items, if there are any."""
        from mmap import mmap
        from multiprocessing.connection import Pipe
        from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask

        if not pending:
            return
        noted = mmap(-1, _LENGTH + ROOM)  # shared with the process
        ours, theirs = Pipe()
        _flush()  # or the process writes once more what was not written yet
        first = os.getpid()
        before = pthread_sigmask(SIG_BLOCK, [])
        try:
            pthread_sigmask(SIG_BLOCK, [SIGINT])
            process = os.fork()
            if process == 0:
                _labour(self.work, theirs, noted, [ours, *self.hands], first)
            theirs.close()
            self.hands[ours] = Hand(process, noted, pending)
        finally:
            pthread_sigmask(SIG_SETMASK, before)
        _send(ours, pending)

    def answers(self, connection: Connection) -> Iterator[tuple[int, Done]]:
        """Take the result of an item from a process, and give it more to do when it has none."""
        place, item = self.hands[connection].pending.popleft()
        result = _received(connection)
        if isinstance(result, Lost) and result.died:
            yield from self.after(connection, place, item)
            return
        yield place, self.lost(item, result) if isinstance(result, Lost) else result
        pending = self.hands[connection].pending
        if not pending:
            pending.extend(islice(self.items, CHUNK))
            if pending:
                _send(connection, pending)
            else:
                self.dismiss(connection)

    def after(self, connection: Connection, place: int, item: Item) -> Iterator[tuple[int, Done]]:
        """Go on after a process has died over an item."""
        hand = self.hands.pop(connection)
        connection.close()
        how, length = how_ended(_reaped(hand.process)), int.from_bytes(hand.noted[:_LENGTH])
        died = Lost(how, True, hand.noted[_LENGTH : _LENGTH + length])
        other = self.again(item, died)
        if other is None:
            yield place, self.lost(item, died)
        else:
            hand.pending.appendleft((place, other))
        self.employ(hand.pending or deque(islice(self.items, CHUNK)))

    def dismiss(self, connection: Connection) -> None:
        """Let a process end that has nothing to do."""
        connection.close()
        _reaped(self.hands.pop(connection).process)

    def stop(self) -> None:
        """End every process that is still at work, as when the run is broken off."""
        from signal import SIGTERM

        for hand in self.hands.values():
            with suppress(ProcessLookupError):
                os.kill(hand.process, SIGTERM)
        for connection in list(self.hands):
            self.dismiss(connection)


def _send(connection: Connection, pending: Iterable[tuple[int, Item]]) -> None:
    with suppress(OSError):  # a dead process does not answer, which is seen on the next request
        connection.send([item for _, item in pending])


def _received(connection: Connection) -> Any:
    """Return a result as it was sent, or what became of it."""
    try:
        sent = connection.recv_bytes()
    except (EOFError, OSError):
        return Lost("", died=True)
    try:
        return pickle.loads(sent)
    except BaseException as error:  # of a class, say, that only that process had
        reraise_interrupt(error)
        return Lost(cause(error))


def _reaped(process: int) -> int | None:
    """Wait for a process to end, and return its exit code if the system gives it; kill it if it continues."""
    from signal import SIGKILL

    until = monotonic() + PATIENCE
    with suppress(ChildProcessError):  # whoever started us may have the system bury them by itself
        while monotonic() < until:
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            sleep(0.002)
        os.kill(process, SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return None


def _labour(
    work: Callable[[Item, Note], Done],
    connection: Connection,
    noted: mmap,
    others: list[Connection],
    first: int,
) -> NoReturn:
    """Do items until no more are sent; the process ends with it, whatever happens."""
    from signal import SIG_IGN, SIG_UNBLOCK, SIGINT, SIGTERM, pthread_sigmask, signal

    def unwind(number: int, frame: object) -> NoReturn:
        raise Unwinding

    def note(what: bytes) -> None:
        what = what[:ROOM]
        noted[: _LENGTH + len(what)] = len(what).to_bytes(_LENGTH) + what

    status = 1
    try:
        signal(SIGTERM, unwind)
        signal(SIGINT, SIG_IGN)  # Ctrl-C is sent to all, and the first process ends the others.
        pthread_sigmask(SIG_UNBLOCK, [SIGINT])
        _die_with(first)
        for other in others:
            other.close()  # Held open here, they would never seem closed to those at their other ends.
        while _answered(work, connection, note):
            pass
        keep_codes()  # of expressions that nobody but this process has used
        status = 0
    finally:
        with suppress(BaseException):
            _flush()
        os._exit(status)


def _answered(work: Callable[[Item, Note], Done], connection: Connection, note: Note) -> bool:
    """Do the items that are sent next; return whether more will come."""
    try:
        for item in connection.recv():
            try:
                answer = pickle.dumps(work(item, note))
            except Unwinding:
                raise
            except BaseException as error:
                answer = pickle.dumps(Lost(cause(error)))
            connection.send_bytes(answer)
    except (EOFError, OSError):  # the first process is gone, or has no more
        return False
    return True


def _die_with(first: int) -> None:
    """Have the system kill this process when the one that started it ends, even if that is killed."""
    from signal import SIGKILL

    with suppress(ImportError, AttributeError, OSError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != first:
        os._exit(1)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()


def how_ended(code: int | None) -> str:
    """Return how a process ended: its exit code, or the signal that ended it; ``?`` where nobody knows."""
    from signal import Signals

    if code is None:
        return "?"
    with suppress(ValueError):
        return Signals(-code).name
    return f"exit {code}"
