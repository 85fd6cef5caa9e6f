"""A spool: what a run over several files has found out about each, in a temporary file and not in memory.

It is a private database of SQLite, which keeps little of it in memory, gives the rest to the disk, and is
gone when it is closed. An outcome with words that no output may show is held in memory alone.
"""

from __future__ import annotations

import pickle
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from gialint.members.roll import Roll, plain
from gialint.model import Checked, Digest, mask
from gialint.records import NamedTuple
from gialint.reporting.masking import rewritten_report

CHUNK = 200
"""How many outcomes are read at once."""

CACHE = 2000
"""KiB of a database that are kept in memory."""

_TABLE = """
CREATE TABLE outcome (
  place INTEGER PRIMARY KEY, earlier INTEGER NOT NULL, path BLOB NOT NULL, agency BLOB, year INTEGER,
  edition BLOB, figures BLOB, whose BLOB, name BLOB, reversed BLOB, checked BLOB, digest BLOB,
  last BLOB)
"""
_GROUPS = (
    "CREATE INDEX belonging ON outcome (whose, year, figures)"
    " WHERE NOT earlier AND whose > x'' AND year > 0 AND figures > x''",
    "CREATE TABLE same AS SELECT whose, year, figures FROM outcome"
    " WHERE NOT earlier AND whose > x'' AND year > 0 AND figures > x''"
    " GROUP BY whose, year, figures HAVING count(*) > 1",
    "CREATE TABLE differing AS SELECT whose, year FROM outcome"
    " WHERE NOT earlier AND whose > x'' AND year > 0 AND figures > x''"
    " GROUP BY whose, year HAVING min(figures) < max(figures)",
    "CREATE INDEX sames ON same (whose, year, figures)",
    "CREATE INDEX differings ON differing (whose, year)",
)
"""What reports of one agency and year have in common, or not."""

_IN = (
    "NOT earlier AND figures > x'' AND EXISTS (SELECT 1 FROM {0} WHERE {0}.whose = outcome.whose"
    " AND {0}.year = outcome.year AND {1})"
)
_CARD = "path, agency, year, edition, figures"


class Card(NamedTuple):
    """What is known of a report without opening its outcome."""

    path: str
    agency: str | None
    year: int | None
    edition: str | None
    figures: str


class Kept(NamedTuple):
    """An outcome ready for a spool, made where it was found: packed, and personal numbers starred.

    ``checked`` is not packed where it has secrets, or holds what cannot be packed.
    """

    card: Card
    checked: bytes | Checked
    digest: bytes | None
    dated: bool
    """Whether the digest names an agency and a year."""


def kept(checked: Checked) -> Kept:
    """Return an outcome ready for a spool."""
    card = Card(checked.path, checked.agency, checked.year, checked.edition, checked.figures)
    digest = checked.digest
    packed = None if digest is None else pickle.dumps(digest, pickle.HIGHEST_PROTOCOL)
    dated = digest is not None and bool(digest.agency and digest.year)
    return Kept(card, _packed(checked._replace(digest=None, last=())), packed, dated)


def _packed(checked: Checked) -> bytes | Checked:
    if any(found.secrets for found in checked.findings):
        return checked
    try:
        return pickle.dumps(rewritten_report(checked, mask), pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, ValueError, AttributeError):  # of a plugin
        return checked


class Spool:
    """The outcomes of a run by their place in it, then those of earlier years."""

    def __init__(self, roll: Roll | None = None) -> None:
        self.roll = roll
        self.count = 0
        self.held: dict[int, Checked] = {}
        # Closed with the last who reads it, in whatever thread that is: a result may outlive its run.
        self.database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self.database.close)
        self.database.execute(f"PRAGMA cache_size = -{CACHE}")
        self.database.execute("PRAGMA temp_store = FILE")
        self.database.execute("PRAGMA journal_mode = OFF")
        self.database.execute(_TABLE)

    def fill(self, outcomes: Iterable[Kept], *, earlier: bool = False) -> None:
        """Add outcomes in their order; ``earlier`` ones are only compared with."""
        self.database.execute("BEGIN")
        self.database.executemany(
            f"INSERT INTO outcome VALUES ({', '.join('?' * 13)})",
            (self._row(each, earlier) for each in outcomes),
        )
        self.database.execute("COMMIT")

    def _row(self, each: Kept, earlier: bool) -> tuple[Any, ...]:
        place = self.count
        self.count += 1
        card = each.card
        name = self.name(card.agency or "") if each.dated else None
        whose = self.roll.name(card.agency) if self.roll and card.agency else card.agency
        if isinstance(each.checked, Checked):
            self.held[place] = each.checked
        return (
            place, earlier, _bytes(card.path), _bytes(card.agency), card.year, _bytes(card.edition),
            _bytes(card.figures), _bytes(whose), _bytes(name), _bytes(name and name[::-1]),
            None if isinstance(each.checked, Checked) else each.checked, each.digest, None,
        )  # fmt: skip

    def name(self, agency: str) -> str:
        """Return by what name an agency is known."""
        return self.roll.name(agency) if self.roll else plain(agency)

    def index(self) -> None:
        """Prepare for being asked; to be called when all is there."""
        self.database.execute("CREATE INDEX named ON outcome (name, year) WHERE name IS NOT NULL")
        self.database.execute("CREATE INDEX ending ON outcome (year, reversed, name) WHERE name IS NOT NULL")
        for statement in _GROUPS:
            self.database.execute(statement)

    def outcomes(self, *, digests: bool = False) -> Iterator[tuple[int, Checked]]:
        """Yield each place and outcome in order, with its digest if asked; they may be changed meanwhile."""
        columns = "place, checked, digest, last" if digests else "place, checked, NULL, NULL"
        for place, packed, digest, last in self._in_chunks(columns, "NOT earlier"):
            checked = self._opened(place, packed)
            if digest:
                before = tuple(map(self.digest, pickle.loads(last))) if last else ()
                checked = checked._replace(digest=pickle.loads(digest), last=before)
            yield place, checked

    def digests(self) -> Iterator[tuple[int, Digest]]:
        """Yield each place and digest in order, of the reports that are checked and have one."""
        for place, packed in self._in_chunks("place, digest", "NOT earlier AND digest IS NOT NULL"):
            yield place, pickle.loads(packed)

    def undigested(self) -> Iterator[Checked]:
        """Yield the outcomes of earlier years without a digest: what could not be read, or is no report."""
        for place, packed in self._in_chunks("place, checked", "earlier AND digest IS NULL"):
            yield self._opened(place, packed)

    def outcome(self, place: int) -> Checked:
        """Return the outcome in a place, without its digest."""
        [packed] = self.database.execute("SELECT checked FROM outcome WHERE place = ?", (place,)).fetchone()
        return self._opened(place, packed)

    def _opened(self, place: int, packed: bytes | None) -> Checked:
        checked: Checked = self.held[place] if packed is None else pickle.loads(packed)
        return checked

    def _in_chunks(self, columns: str, condition: str) -> Iterator[Any]:
        """Yield rows, of which ``place`` is the first column, while others may be asked for and changed."""
        query = f"SELECT {columns} FROM outcome WHERE place > ? AND {condition} ORDER BY place LIMIT {CHUNK}"
        after = -1
        while rows := self.database.execute(query, (after,)).fetchall():
            after = rows[-1][0]
            yield from rows

    def change(self, place: int, checked: Checked) -> None:
        """Put another outcome in a place; the digest stays."""
        packed = _packed(checked._replace(digest=None, last=()))
        self.held.pop(place, None)
        if isinstance(packed, Checked):
            self.held[place] = packed
        blob = None if isinstance(packed, Checked) else packed
        self.database.execute("UPDATE outcome SET checked = ? WHERE place = ?", (blob, place))

    def put_last(self, place: int, places: tuple[int, ...]) -> None:
        """Note where last year's reports are of the one in a place."""
        packed = pickle.dumps(places)
        self.database.execute("UPDATE outcome SET last = ? WHERE place = ?", (packed, place))

    def concluded(self) -> Iterator[tuple[Checked, tuple[str, ...], bool]]:
        """Yield each outcome, where last year's reports of its agency are, and whether it is one of them."""
        for earlier, condition in ((False, "NOT earlier"), (True, "earlier")):
            for place, packed, last in self._in_chunks("place, checked, last", condition):
                before = tuple(map(self._path, pickle.loads(last))) if last else ()
                yield self._opened(place, packed), before, earlier

    def secrets(self) -> frozenset[str]:
        """Return the words that findings declare secret; an outcome that has such is held in memory."""
        every = self.held.values()
        return frozenset(secret for each in every for found in each.findings for secret in found.secrets)

    def _path(self, place: int) -> str:
        [path] = self.database.execute("SELECT path FROM outcome WHERE place = ?", (place,)).fetchone()
        return as_text(path)

    def has_earlier(self) -> bool:
        """Return whether there are reports of earlier years."""
        found = self.database.execute("SELECT 1 FROM outcome WHERE earlier LIMIT 1").fetchone()
        return found is not None

    def digest(self, place: int) -> Digest:
        """Return the digest in a place, which must have one."""
        [packed] = self.database.execute("SELECT digest FROM outcome WHERE place = ?", (place,)).fetchone()
        digest: Digest = pickle.loads(packed)
        return digest

    def cards(self) -> Iterator[Card]:
        """Yield a card for each report that is checked, in order."""
        return self._cards("NOT earlier")

    def same(self) -> Iterator[Card]:
        """Yield those of one agency and year of which others have the same figures."""
        return self._cards(_IN.format("same", "same.figures = outcome.figures"))

    def differing(self) -> Iterator[Card]:
        """Yield those of one agency and year of which others have other figures."""
        return self._cards(_IN.format("differing", "true"))

    def _cards(self, condition: str) -> Iterator[Card]:
        rows = self.database.execute(f"SELECT {_CARD} FROM outcome WHERE {condition} ORDER BY place")
        for path, agency, year, edition, figures in rows:
            yield Card(_text(path) or "", _text(agency), year, _text(edition), _text(figures) or "")


class Outcomes(Sequence[Checked]):
    """The outcomes of a run as a sequence that is read from its spool whenever one goes through it."""

    def __init__(self, spool: Spool, count: int, *, digests: bool = False) -> None:
        self.spool, self.size, self.digests = spool, count, digests

    def __iter__(self) -> Iterator[Checked]:
        return (checked for _, checked in self.spool.outcomes(digests=self.digests))

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, at: int) -> Checked: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Checked, ...]: ...
    def __getitem__(self, at: int | slice) -> Checked | tuple[Checked, ...]:
        return tuple(self)[at]


def as_bytes(text: str) -> bytes:
    """Return a text as a database takes any: names of files may hold what no encoding has."""
    return text.encode("utf-8", "surrogatepass")


def as_text(held: bytes) -> str:
    """Return the text of ``as_bytes``."""
    return held.decode("utf-8", "surrogatepass")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else as_bytes(text)


def _text(held: bytes | None) -> str | None:
    return None if held is None else as_text(held)
