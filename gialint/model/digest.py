"""What is kept of a report for comparing it with others: whose it is, every figure and claim, what was found.

Rules over several reports see digests only, so two files and ten thousand go the same way, and a report
that was checked before need not be read again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from gialint.model.columns import opened_table, packed_table
from gialint.model.document import Document, Location, Place
from gialint.model.likeness import Sketch, sketches
from gialint.model.personal import mask
from gialint.model.report import SELF, Claim, Fact, Report
from gialint.model.text import Text
from gialint.records import NamedTuple

SCHEMA = "gialint/digest/4"
"""Changes when anything in a digest is written otherwise: one of another schema is made anew."""


NUMBERS, TEXTS = 3, 10
"""What is kept of a figure: three numbers (where it begins and ends, and on which page), and ten texts."""
UNPAGED = -1
NOWHERE = (0, 0, -2)
"""The numbers of a figure that has no place."""

SHORTEST = 11
"""Characters of the shortest personal number, that of a telephone; most cells hold fewer."""


class Silence(NamedTuple):
    """A comment in the report by which a finding on its lines may stay: ``how`` says why."""

    code: str
    fingerprint: str
    how: str
    first: int
    last: int


class Pointed(NamedTuple):
    """A finding in the report by itself, as far as many reports are judged by it."""

    code: str
    severity: int
    fingerprint: str
    address: str
    suppressed: bool
    """Whether a comment in the report keeps it."""


class Found(Protocol):
    """A finding of which a digest keeps what ``Pointed`` has."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> int: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def location(self) -> Location | None: ...
    @property
    def suppressed(self) -> str | None: ...


class Digest(NamedTuple):
    """Who reports on which year under which form, what was found, the figures and the claims.

    ``packed`` holds the figures with their places, and ``said`` the claims of the prose, compressed;
    ``kept_facts`` and ``kept_claims`` open them. ``figures`` is the short digest by which the same
    report in another file is known.
    """

    schema: str
    path: str
    reader: str
    agency: str
    agency_kind: str
    year: int
    edition: str
    form: str
    figures: str
    findings: tuple[Pointed, ...]
    packed: bytes
    said: bytes
    silences: tuple[Silence, ...] = ()
    prose: tuple[Sketch, ...] = ()
    """The sections that have prose enough to be compared."""


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
    report: Report, figures: str, findings: Iterable[Found] = (), secrets: Iterable[str] = ()
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
        SCHEMA,
        report.document.path,
        report.document.reader,
        report.agency or "",
        report.agency_kind,
        report.year or 0,
        report.edition,
        report.form,
        figures,
        tuple(_pointed(found, shown) for found in findings),
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
    lines = _Lines(rows[count:], context)
    facts: dict[str, Fact] = {}
    for *each, numbers in zip(*columns, rows[:count], strict=True):
        name, state, value, text, certainty, why, address, section, native, words = each
        start, end, page = numbers
        place = None
        if numbers != NOWHERE:
            at = lines.spelled(start, end, words)
            spelled = Location(
                address,
                section,
                *at,
                None if page == UNPAGED else page,
                native,
                words,
                lines.around(start),
                path,
            )
            place = _kept(document, start, end, spelled)
        facts[name] = Fact(
            name,
            known.get(name) or Text(name),
            Decimal(value) if value else None,
            state,
            text,
            place,
            certainty,
            why=why or None,
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

    return tuple(
        Claim(
            fact,
            op,
            Decimal(value),
            unit,
            year,
            scope,
            derived,
            section,
            text,
            place(*at),
            denial,
            tuple(others),
            tuple(place(*each) for each in doubts),
            read,
        )
        for fact, op, value, unit, year, scope, derived, section, text, at, denial, others, doubts, read in (
            _unpacked_claims(digest.said)
        )
    )


def _spelled(place: Place, shown: Callable[[str], str]) -> list[Any]:
    location = place.location()
    return [place.start, place.end, *location[:8], shown(location.text)]


def _pointed(found: Found, shown: Callable[[str], str]) -> Pointed:
    address = shown(found.location.address) if found.location else ""
    return Pointed(found.code, int(found.severity), found.fingerprint, address, bool(found.suppressed))


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
        own = (
            fact.path,
            fact.state,
            "" if value is None else str(value),
            said,
            fact.certainty,
            fact.why or "",
        )
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


class _Lines:
    """The lines of a report on which its figures are: their numbers, where they begin, and their words."""

    def __init__(self, known: Sequence[Sequence[int]], words: Sequence[str]) -> None:
        self.numbers, self.starts = ([each[at] for each in known] for at in (0, 1))
        self.words = words

    def spelled(self, start: int, end: int, words: str) -> tuple[int, int, int, int]:
        """Return the line and column where a place begins, and those where it ends."""
        line, column = self._at(start)
        return (line, column, *self._at(end)) if "\n" in words else (line, column, line, column + end - start)

    def around(self, start: int) -> str:
        """Return the words of the line on which a place begins."""
        return self.words[bisect_right(self.starts, start) - 1]

    def _at(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self.starts, offset) - 1
        return self.numbers[at], offset - self.starts[at] + 1
