"""Which reports of a run belong together: of one agency in two years, of a government and its members, alike.

All is looked up in the spool, so that what is held at one time does not grow with the run. Agency and year
are what the reports say of themselves, never what files are called.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from gialint.members.roll import plain
from gialint.model import Digest, Sketch, Text
from gialint.records import NamedTuple
from gialint.reporting.gathering import together
from gialint.reporting.layout import visible
from gialint.run.spool import Spool, as_bytes, as_text

NAMELESS = Text(
    "没有读出报告的机关或年度，不能与去年的报告比较",
    "the agency or the year was not read, so last year's report cannot be identified",
)
_SEVERAL = Text("去年的报告不止一份，内容不同", "last year's report is in several files, which differ")

BANDS, NEAREST = 32, 5
"""Runs by which a text like another is found, and with how many texts at most one is compared."""

MANY, COMMON = 50, 0.3
"""In how many reports runs are counted, and what part of them has those that tell nothing."""

BLOCK = 200
"""Reports whose runs are counted at one time."""

LONGEST = 200
"""Characters of a name that are looked at for other names."""


class Before(NamedTuple):
    """Last year's report, or those of the agencies merged since; else the reason why there is none."""

    digests: tuple[Digest, ...] = ()
    reason: Text | None = None
    near: bool = False
    """Whether there is one of nearly the same name, so that it should be asked for."""
    places: tuple[int, ...] = ()
    """Where the digests are in the spool."""


class Belonging:
    """Finds digests by agency and year, those of the same figures once."""

    def __init__(self, spool: Spool) -> None:
        self.spool = spool
        self.rolls = [*spool.roll.rolls] if spool.roll else []
        asked = "SELECT DISTINCT year FROM outcome WHERE name IS NOT NULL"
        self.years = {year for (year,) in spool.database.execute(asked)}
        self.digest = lru_cache(BLOCK)(spool.digest)

    def compared_years(self) -> set[int]:
        """Return the years of which some report has one of the year before, or one that may be meant."""
        return {year for year in self.years if year - 1 in self.years and any(self._paired(year))}

    def _paired(self, year: int) -> Iterator[bool]:
        names = "SELECT DISTINCT name FROM outcome WHERE NOT earlier AND name IS NOT NULL AND year = ?"
        for (name,) in self.spool.database.execute(names, (year,)).fetchall():
            before = self._before(as_text(name), year - 1)
            yield bool(before.digests or before.near)

    def before(self, digest: Digest) -> Before:
        """Return last year's report of an agency, with those of the agencies that were merged into it."""
        if not (digest.agency and digest.year):
            return Before(reason=NAMELESS)
        return self._before(self.spool.name(digest.agency), digest.year - 1)

    def _before(self, name: str, year: int) -> Before:
        merged = [
            roll.full(member.name)
            for roll in self.rolls
            for member in roll.members
            if member.until == year and member.into and roll.full(member.into) == name
        ]
        own = self._of(name, year)
        found = [own] if own or not merged else []
        found += [self._of(each, year) for each in merged]
        for of, there in zip([name, *merged][-len(found) :], found, strict=True):
            if len(there) > 1:
                paths = [visible(self.digest(place).path) for place in there]
                return Before(reason=together(_SEVERAL, paths))
            if not there:
                whose = Text(f"{of}的", f" by {of}") if merged else Text("", "")
                near = None if merged else self._near(name, year)
                return Before(reason=_none(year, whose, near), near=near is not None)
        places = tuple(there[0] for there in found)
        return Before(tuple(map(self.digest, places)), places=places)

    def members(self, digest: Digest) -> tuple[Mapping[str, Digest], Sequence[str]] | None:
        """Return the reports of the members that count for a government's, and the names of those missing."""
        roll = next((roll for roll in self.rolls if roll.is_government(digest.agency)), None)
        if roll is None:
            return None
        read: dict[str, Digest] = {}
        missing: list[str] = []
        for member in roll.added_up(digest.year):
            there = self._of(roll.full(member.name), digest.year)
            if len(there) == 1:
                read[member.name] = self.digest(there[0])
            else:
                missing.append(member.name)
        return (read, missing) if read else None

    def _near(self, name: str, year: int) -> Digest | None:
        """Return the one report of a year whose agency has the same name but for a place before it."""
        if year not in self.years:
            return None
        ends = as_bytes(name[::-1])
        longer = (
            "SELECT DISTINCT name FROM outcome WHERE name IS NOT NULL AND year = ? AND reversed >= ?"
            " AND reversed < ? LIMIT 2"
        )
        near = {as_text(each) for (each,) in self._asked(longer, year, ends, ends + b"\xff")}
        shorter = [as_bytes(name[at:]) for at in range(max(1, len(name) - LONGEST), len(name))]
        within = f"SELECT name FROM outcome WHERE year = ? AND name IN ({', '.join('?' * len(shorter))})"
        near |= {as_text(each) for (each,) in self._asked(within, year, *shorter)}
        found = [place for each in near for place in self._of(each, year)]
        return self.digest(found[0]) if len(found) == 1 else None

    def _of(self, name: str, year: int) -> tuple[int, ...]:
        if year not in self.years:
            return ()
        query = "SELECT min(place) FROM outcome WHERE name = ? AND year = ? GROUP BY figures ORDER BY 1"
        return tuple(place for (place,) in self._asked(query, as_bytes(name), year))

    def _asked(self, query: str, *given: object) -> Iterable[Any]:
        return self.spool.database.execute(query, given).fetchall()


class Texts:
    """The prose of the reports of a run, found again by its runs with the smallest hashes."""

    def __init__(self, spool: Spool) -> None:
        self.spool = spool
        self.digest = lru_cache(BLOCK)(spool.digest)
        self.common = frozenset(self._common())
        spool.database.execute("CREATE TABLE band (year, section, run, place, name)")
        spool.database.executemany("INSERT INTO band VALUES (?, ?, ?, ?, ?)", self._bands())
        spool.database.execute("CREATE INDEX bands ON band (year, section, run, place, name)")

    def near(self, digest: Digest) -> list[Digest]:
        """Return the reports of other agencies for the same year with a section that may be much the same."""
        hits: list[tuple[int, int, int, int]] = []
        query = (
            "SELECT place, count(*), min(run) FROM band WHERE year = ? AND section = ? AND name <> ?"
            " AND run IN ({}) GROUP BY place HAVING count(*) >= ?"
        )
        name = plain(digest.agency)
        for at, sketch in enumerate(digest.prose):
            runs = self._smallest(sketch)
            asked = query.format(", ".join("?" * len(runs)))
            given = (digest.year, sketch.section, name, *runs, max(1, len(runs) // 2))
            found = self.spool.database.execute(asked, given) if runs else ()
            hits += ((-count, at, first, place) for place, count, first in found)
        nearest = dict.fromkeys(place for *_, place in sorted(hits))
        return [self.digest(place) for place in [*nearest][:NEAREST]]

    def _smallest(self, sketch: Sketch) -> list[int]:
        """Return the runs by which a text is found: those with the smallest hashes that tell something."""
        return [*islice((run for run in sketch.ordered() if run not in self.common), BANDS)]

    def _bands(self) -> Iterator[tuple[int, str, int, int, str]]:
        """Yield what a text is found by; of copies of a report the first stands for all."""
        first = "SELECT min(place) FROM outcome WHERE NOT earlier GROUP BY agency, year, figures"
        places = array("Q", sorted(place for (place,) in self.spool.database.execute(first)))
        for place, digest in self.spool.digests():
            at = bisect_left(places, place)
            if at == len(places) or places[at] != place:
                continue
            name = plain(digest.agency)
            for sketch in digest.prose:
                for run in self._smallest(sketch):
                    yield digest.year, sketch.section, run, place, name

    def _common(self) -> Iterator[int]:
        """Yield the runs that a third of many reports have, as is the case with set phrases.

        What so many of all reports have, so many of some block of them have: the others are not counted.
        """
        if len([*islice(self.spool.digests(), MANY)]) < MANY:
            return
        likely: set[int] = set()
        counts: Counter[int] = Counter()
        inside = whole = 0
        for _, digest in self.spool.digests():
            counts.update(_runs(digest))
            inside, whole = inside + 1, whole + 1
            if inside == BLOCK:
                likely |= {run for run, count in counts.items() if count > COMMON * inside}
                counts, inside = Counter(), 0
        likely |= {run for run, count in counts.items() if count > COMMON * inside}
        if whole <= BLOCK:
            yield from likely
            return
        counts = Counter()
        for _, digest in self.spool.digests():
            counts.update(likely.intersection(_runs(digest)))
        yield from (run for run, count in counts.items() if count > COMMON * whole)


def _runs(digest: Digest) -> Iterable[int]:
    """Return the runs of a report, each once."""
    if len(digest.prose) == 1:
        return digest.prose[0].ordered()
    return {run for each in digest.prose for run in each.ordered()}


def _none(year: int, whose: Text, near: Digest | None) -> Text:
    """Return the message that there is no report for a year, and which one may be meant."""
    said = Text(f"没有找到{whose.zh} {year} 年的报告", f"no report for {year} was found{whose.en}")
    if near is None:
        return said
    return Text(
        f"{said.zh}；{near.agency}（{visible(near.path)}）名称相近，同一机关的写进名单的 also",
        f"{said.en}; {near.agency} ({visible(near.path)}) is near: if that is the same, the list of members"
        " should name it under also",
    )
