"""A run into a store: a file that has not changed since is taken from there, the others are checked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from gialint.reading.files import legible
from gialint.records import NamedTuple
from gialint.run.result_cache import is_reusable
from gialint.run.spool import Kept, kept
from gialint.store.rows import Rows, rows_of
from gialint.store.writing import Stamp, Store, stamp

if TYPE_CHECKING:
    from gialint.model import Checked
    from gialint.run.linter import Linter


class Filed(NamedTuple):
    """An outcome ready for a spool and for a store; ``reusable``: it may stand for another check."""

    kept: Kept
    rows: Rows
    reusable: bool


def filed(checked: Checked) -> Filed:
    """Return an outcome ready for both."""
    rows = rows_of(checked)
    return Filed(kept(checked), rows, rows.outcome is not None and is_reusable(checked))


def resumed(
    lint: Linter,
    store: Store,
    paths: Iterable[str],
    given: Mapping[str, bytes],
    jobs: int,
    *,
    earlier: bool = False,
) -> Iterator[Kept]:
    """Yield the outcome of each file in order; those that are checked are written as they come."""
    asked: deque[tuple[str, Stamp, bool]] = deque()

    def new() -> Iterator[str]:
        for path in paths:
            now = stamp(path, None if path in given else lint.made_by(path))
            there = not lint.full_text and store.has(legible(path), now)
            asked.append((path, now, there))
            if not there:
                yield path

    def known() -> Iterator[Kept]:
        while asked and asked[0][2]:
            path, now, _ = asked.popleft()
            found = store.known(legible(path), now)
            if found is not None:
                yield kept(found._replace(holding=lint.linter_for(path).held_for(path)))
            else:  # It is there and cannot be read: somebody has changed it.
                yield from map(write, lint.made_of_each([path], given, 1, filed), [now])

    def write(found: Filed, now: Stamp) -> Kept:
        made = now if found.reusable else now._replace(made_by=None)
        store.add(found.rows, made, earlier=earlier)
        return found.kept

    for found in lint.made_of_each(new(), given, jobs, filed):
        yield from known()
        yield write(found, asked.popleft()[1])
    yield from known()
    store.commit()
