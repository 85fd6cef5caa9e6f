"""What is kept of a report for comparing it with others: whose it is, every figure and claim, what was found.

Rules over several reports see digests only, so two files and ten thousand go the same way, and a report
that was checked before need not be read again.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import starmap
from typing import Any

from gialint.model.document import Document, Location, Place
from gialint.model.finding import Diagnostic, Digest, Pointed
from gialint.model.likeness import Sketch, sketches
from gialint.model.personal import mask
from gialint.model.report import SELF, Claim, Fact, Report
from gialint.model.text import Text

DIGEST_SCHEMA = "gialint/digest/4"
"""Changes when anything in a digest is written otherwise: one of another schema is made anew."""


NUMBERS, TEXTS = 3, 10
"""What is kept of a figure: three numbers (where it begins and ends, and on which page), and ten texts."""
UNPAGED = -1
NOWHERE = (0, 0, -2)
"""The numbers of a figure that has no place."""

SHORTEST = 11
"""Characters of the shortest personal number, that of a telephone; most cells hold fewer."""


BETWEEN = "\n"
"""Stands between the texts of a column; a column in which one holds it is kept as JSON."""
NUMBER = 8
"""Bytes of a number; how many there are is the first of them."""


class KeptPlace(Place):
    """A place in a report of which only the digest is at hand."""

    kept: Location

    @property
    def text(self) -> str:
        """The words at this place."""
        return self.kept.text

    def location(self) -> Location:
        """Return the place as it was spelled out when the report was read."""
        return self.kept

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeptPlace) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.document.path, *self[1:5])


def digest_of(
    report: Report, figures: str, findings: Iterable[Diagnostic] = (), secrets: Iterable[str] = ()
) -> Digest:
    """Return the digest of a report; personal numbers and ``secrets`` are starred in it.

    What names no agency or no year has none in its digest either.
    """
    starred = dict.fromkeys(secrets)

    def shown(text: str) -> str:
        text = mask(text) if len(text) >= SHORTEST else text
        for secret in starred:
            text = text.replace(secret, "*" * len(secret))
        return text

    stated = [fact for fact in report.facts.stated() if not fact.path.startswith(SELF)]
    claims = [
        [*claim[:8], shown(claim.text), _spelled(claim.place, shown), *claim[10:12],
         [_spelled(place, shown) for place in claim.doubts], claim.read]
        for claim in report.claims
    ]  # fmt: skip
    return Digest(
        DIGEST_SCHEMA,
        report.document.path,
        report.document.reader,
        report.agency or "",
        report.agency_kind,
        report.year or 0,
        report.edition,
        report.form,
        figures,
        tuple(
            Pointed(
                each.code,
                int(each.severity),
                each.fingerprint,
                shown(each.location.address) if each.location else "",
                bool(each.suppressed),
            )
            for each in findings
        ),
        _packed_facts(report.document, stated, shown, 0 if starred else SHORTEST),
        _packed_claims(claims),
        prose=tuple(sketches(report)),
    )


def kept_place(digest: Digest, sketch: Sketch, *, elsewhere: bool = False) -> Place:
    """Return where a section of a digest begins; ``elsewhere`` as in ``kept_facts``."""
    location = sketch.location._replace(path=digest.path if elsewhere else "")
    return _kept(Document(digest.path, digest.reader, "", ()), sketch.start, sketch.end, location)


def _kept(document: Document, start: int, end: int, location: Location) -> KeptPlace:
    place = KeptPlace(
        document, start, end, location.address, location.section, location.native, location.page
    )
    place.kept = location
    return place


def kept_facts(digest: Digest, known: Mapping[str, Text], *, elsewhere: bool = False) -> dict[str, Fact]:
    """Return the figures of a digest by path, with the words ``known`` for them.

    ``elsewhere``: their places name their file, because it is not the one reported on.
    """
    document = Document(digest.path, digest.reader, "", ())
    path = digest.path if elsewhere else ""
    (*columns, context), kept = opened_table(digest.packed, NUMBERS)
    rows, count = [*kept], len(columns[0])
    lines, starts = ([each[of] for each in rows[count:]] for of in (0, 1))

    def line_and_column(offset: int) -> tuple[int, int]:
        at = bisect_right(starts, offset) - 1
        return lines[at], offset - starts[at] + 1

    facts: dict[str, Fact] = {}
    for *each, numbers in zip(*columns, rows[:count], strict=True):
        name, state, value, text, certainty, why, address, section, native, words = each
        start, end, page = numbers
        place = None
        if numbers != NOWHERE:
            line, column = line_and_column(start)
            ends: tuple[int, int] = line_and_column(end) if "\n" in words else (line, column + end - start)
            shown_page, around = None if page == UNPAGED else page, context[bisect_right(starts, start) - 1]
            spelled = Location(address, section, line, column, *ends, shown_page, native, words, around, path)
            place = _kept(document, start, end, spelled)
        figure = Decimal(value) if value else None
        facts[name] = Fact(
            name, known.get(name) or Text(name), figure, state, text, place, certainty, why=why or None
        )
    return facts


def kept_values(digest: Digest) -> Sequence[Sequence[str]]:
    """Return the paths, states, values and texts of the figures of a digest, for those who ask no places.

    The value of one that is no number is an empty text.
    """
    return opened_table(digest.packed, NUMBERS)[0][:4]


def kept_sayings(digest: Digest) -> Iterator[tuple[Any, ...]]:
    """Yield the claims that were read, for those who ask no places but a line.

    Each is its number, what ``Claim`` begins with, whether it is certain, its section, words and line.
    """
    for number, claim in enumerate(_unpacked_claims(digest.said)):
        *said, section, text, place, _, _, doubts, read = claim
        if read:
            yield number, *said, not doubts, section, text, place[4]


def kept_claims(digest: Digest, *, elsewhere: bool = False) -> tuple[Claim, ...]:
    """Return the claims of a digest's prose, whose places know their own words but not the line around them.

    ``elsewhere`` as in ``kept_facts``.
    """
    document = Document(digest.path, digest.reader, "", ())
    path = digest.path if elsewhere else ""

    def place(start: int, end: int, *spelled: Any) -> KeptPlace:
        return _kept(document, start, end, Location(*spelled)._replace(path=path))

    claims: list[Claim] = []
    for fact, op, value, *same, at, denial, others, doubts, read in _unpacked_claims(digest.said):
        places = tuple(starmap(place, doubts))
        said = (fact, op, Decimal(value), *same, place(*at), denial, tuple(others), places, read)
        claims.append(Claim._make(said))
    return tuple(claims)


def _spelled(place: Place, shown: Callable[[str], str]) -> list[Any]:
    location = place.location()
    return [place.start, place.end, *location[:8], shown(location.text)]


def _packed_claims(claims: Sequence[Any]) -> bytes:
    import json
    import zlib

    text = json.dumps(claims, ensure_ascii=False, separators=(",", ":"), default=str)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unpacked_claims(packed: bytes) -> Any:
    import json
    import zlib

    return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))


def _packed_facts(
    document: Document, stated: Iterable[Fact], shown: Callable[[str], str], shortest: int
) -> bytes:
    """Return the figures of a document with their places as bytes: there are two hundred in every report.

    A place is where it begins and ends; its line follows from where the lines begin. A text of less than
    ``shortest`` characters is shown as it is.
    """
    starts, text, is_source = document.line_starts, document.text, document.source is not None
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    lines: set[int] = set()
    for fact in stated:
        said, place, value = fact.text, fact.place, fact.value
        said = said if len(said) < shortest else shown(said)
        figure = "" if value is None else str(value)
        own = (fact.path, fact.state, figure, said, fact.certainty, fact.why or "")
        if place is None:
            rows.append((*own, "", "", "", ""))
            numbers += NOWHERE
            continue
        _, start, end, address, section, native, page = place
        words = text[start:end]
        lines.add(bisect_right(starts, start))
        if "\n" in words:
            lines.add(bisect_right(starts, end))
        if is_source:
            native = place.location().native
        rows.append((*own, address, section, native, words if len(words) < shortest else shown(words)))
        numbers += (start, end, UNPAGED if page is None else page)
    columns = [*zip(*rows, strict=True)] or [()] * TEXTS
    known = sorted(lines)
    for line in known:
        numbers += (line, starts[line - 1], 0)
    return packed_table([*columns, [shown(document.line(line)) for line in known]], numbers, NUMBERS)


def packed_table(texts: Sequence[Sequence[str]], numbers: Sequence[int], width: int) -> bytes:
    """Return columns of texts and rows of numbers, ``width`` of them each, as bytes.

    Raises OverflowError for a number of more than 63 bits.
    """
    columns = [*map(_joined, texts)]
    # The length of a column as JSON is negative.
    lengths = [len(data) if plain else -len(data) for plain, data in columns]
    by_column = [each for at in range(width) for each in numbers[at::width]]
    held = array("q", [len(lengths) + len(by_column) + 2, len(lengths), *lengths, *by_column])
    if sys.byteorder == "big":
        held.byteswap()
    return zlib.compress(b"".join((held.tobytes(), *(data for _, data in columns))), 1)


def opened_table(data: bytes, width: int) -> tuple[list[Sequence[str]], Iterator[tuple[int, ...]]]:
    """Return the columns of texts and the rows of numbers of a table; raises ValueError and zlib.error."""
    import json  # 2 ms to import, and a report checked alone has no such table

    plain = zlib.decompress(data)
    count = int.from_bytes(plain[:NUMBER], "little")
    held = array("q")
    held.frombytes(plain[NUMBER : NUMBER * count])
    if not held:
        raise ValueError(len(plain))
    if sys.byteorder == "big":
        held.byteswap()
    end, at = 1 + held[0], NUMBER * count
    texts: list[Sequence[str]] = []
    for length in held[1:end]:
        text = plain[at : at + abs(length)].decode("utf-8", "surrogatepass")
        texts.append(text.split(BETWEEN) if length > 0 else json.loads(text))
        at += abs(length)
    each = (len(held) - end) // width
    return texts, zip(*(held[end + of * each : end + (of + 1) * each] for of in range(width)), strict=True)


def _joined(column: Sequence[str]) -> tuple[bool, bytes]:
    """Return a column as bytes, and whether it is one text; an empty text says nothing of how many it is."""
    import json

    joined = BETWEEN.join(column)
    plain = joined != "" and joined.count(BETWEEN) == len(column) - 1
    text = joined if plain else json.dumps(column, ensure_ascii=False, separators=(",", ":"))
    return plain, text.encode("utf-8", "surrogatepass")
