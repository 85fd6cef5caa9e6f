"""Work that may call plugins, in watched processes: what ends one without a result is reported.

A plugin can end its process (``os._exit``, a segmentation fault), and then nobody is left to report it. So
each entry is recorded first, where the watching process can read it; the work is restarted without it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Generic, NamedTuple, TypeVar

from gialint.foreign.entering import GATE, Died, Entry
from gialint.run.pool import Lost, Note, in_order

Item = TypeVar("Item")
Done = TypeVar("Done")

TWICE = 2
"""How often a plugin may end a process over one item, before nothing of it is entered any more."""


class Tried(NamedTuple, Generic[Item]):
    """An item, and the entries that ended the processes which tried it before, and how."""

    item: Item
    died: tuple[tuple[Entry, str], ...] = ()


def watched(
    work: Callable[[Item], Done],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item, Lost], Done],
) -> Iterator[Done]:
    """Yield the result of each item, in order, as ``in_order`` does; a deadly entry raises ``Died`` instead.

    ``lost`` is called only if no plugin can be named.
    """

    def tried(given: Tried[Item], note: Note) -> Done:
        GATE.set(lambda entry: _pass(entry, given.died, note))
        return work(given.item)

    return in_order(tried, map(Tried, items), jobs, lambda given, what: lost(given.item, what), _without)


def _without(given: Tried[Item], what: Lost) -> Tried[Item] | None:
    """Return the item to be tried without the entry that was noted last, if there is one to do without."""
    entry = _noted(what.noted)
    if entry is None or sum(entry.plugin == other.plugin for other, _ in given.died) >= TWICE:
        return None
    return Tried(given.item, (*given.died, (entry, what.detail)))


def _pass(entry: Entry, died: tuple[tuple[Entry, str], ...], note: Note) -> None:
    """Note an entry; raises Died where it ended a process before, or its plugin has done so too often."""
    before = [(other, how) for other, how in died if other.plugin == entry.plugin]
    for other, how in before:
        if other == entry or len(before) >= TWICE:
            raise Died(other, how)
    note(pickle.dumps(entry))


def _noted(note: bytes) -> Entry | None:
    with suppress(Exception):
        entry = pickle.loads(note)
        return entry if isinstance(entry, Entry) else None
    return None
