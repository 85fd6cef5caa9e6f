"""Likeness of prose: the runs of five characters of a section, by which copied text is known.

Figures, years, what is cited and the agency's own name are left out, so that a text in which only these
were changed is the same. Of a long section a sample stands for all: the runs with the smallest hashes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from zlib import crc32

from gialint.lazy_regex import lazy_regex
from gialint.model.document import Location
from gialint.model.report import Passage, Report
from gialint.records import NamedTuple

RUN, FEWEST, MOST = 5, 250, 1000
"""Characters of a run; how many runs a section must have to be compared, and how many are kept of it.

A shorter section hardly says more than the form asks, and is alike everywhere.
"""

_CITED = lazy_regex(r"《[^《》]*》")
_LEFT_OUT = lazy_regex(r"[^\u4e00-\u9fff]|[〇零一二两三四五六七八九十百千万亿]")


class Sketch(NamedTuple):
    """The prose of a section: where it begins, and hashes of its runs, packed."""

    section: str
    start: int
    end: int
    location: Location
    packed: bytes

    def runs(self) -> frozenset[int]:
        """Return the hashes of its runs, at most ``MOST`` of them, the smallest."""
        return frozenset(self.ordered())

    def ordered(self) -> Sequence[int]:
        """Return these hashes in ascending order."""
        found = array("I")
        found.frombytes(self.packed)
        return found


def sketches(report: Report) -> Iterator[Sketch]:
    """Yield a sketch of each section of a report that has prose enough."""
    prose: dict[str, list[str]] = {}
    begins: dict[str, Passage] = {}
    for passage in report.passages:
        if passage.kind == "prose" and passage.section:
            prose.setdefault(passage.section, []).append(passage.reading)
            begins.setdefault(passage.section, passage)
    for section, readings in prose.items():
        found = runs_of("".join(readings), report.agency or "")
        if len(found) >= FEWEST:
            place = report.place(begins[section])
            kept = array("I", sorted(found)[:MOST])
            place_shown = place.location()._replace(context="")
            yield Sketch(section, place.start, place.end, place_shown, kept.tobytes())


def runs_of(text: str, agency: str) -> set[int]:
    """Return hashes of the runs of a text, without what may differ in a copy."""
    text = _CITED.sub("", text)
    if agency:
        text = text.replace(agency, "")
    text = _LEFT_OUT.sub("", text)
    data = text.encode()  # Each of the characters that are left takes three bytes.
    return {crc32(data[at : at + 3 * RUN]) for at in range(0, len(data) - 3 * RUN + 1, 3)}


def share(one: frozenset[int], other: frozenset[int], without: Iterable[int] = ()) -> Decimal:
    """Return what part of the runs of two sketches both have (Jaccard), in percent with one decimal place.

    ``without`` are runs that tell nothing. Of two long texts it is an estimate, within about two points.
    """
    together = sorted((one | other).difference(without))
    if MOST in (len(one), len(other)):
        together = together[:MOST]
    both = one & other
    same = sum(run in both for run in together)
    return (Decimal(100 * same) / len(together)).quantize(Decimal("0.1")) if together else Decimal(0)
