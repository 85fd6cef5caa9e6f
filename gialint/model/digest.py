"""What is kept of a report for comparing it with others: whose it is, every figure and claim, what was found.

Rules over several reports see digests only, so two files and ten thousand go the same way, and a report
that was checked before need not be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

from gialint.model.document import Document, Location, Place
from gialint.model.likeness import Sketch, sketches
from gialint.model.personal import mask
from gialint.model.report import SELF, Claim, Fact, Report
from gialint.model.text import Text
from gialint.records import NamedTuple

SCHEMA = "gialint/digest/3"
"""Changes when anything in a digest is written otherwise: one of another schema is made anew."""


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
    packed: str
    said: str
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

    lines: dict[int, str] = {}
    facts = []
    for fact in report.facts.stated():
        if fact.path.startswith(SELF):
            continue
        place = fact.place.location() if fact.place else None
        if place is not None and place.line not in lines:
            lines[place.line] = shown(place.context)
        facts.append([
            fact.path, fact.state, None if fact.value is None else str(fact.value), shown(fact.text),
            fact.certainty, fact.why, fact.place.start if fact.place else 0,
            fact.place.end if fact.place else 0,
            [*place[:8], shown(place.text)] if place else None,
        ])  # fmt: skip
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
        _packed({"lines": [*lines.items()], "facts": facts}),
        _packed(claims, default=str),
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
    held = _unpacked(digest.packed)
    lines = dict(map(tuple, held["lines"]))
    document = Document(digest.path, digest.reader, "", ())
    path = digest.path if elsewhere else ""
    facts: dict[str, Fact] = {}
    for name, state, value, text, certainty, why, start, end, spelled in held["facts"]:
        place = None
        if spelled is not None:
            location = Location(*spelled)._replace(context=lines[spelled[2]], path=path)
            place = _kept(document, start, end, location)
        facts[name] = Fact(
            name,
            known.get(name) or Text(name),
            None if value is None else Decimal(value),
            state,
            text,
            place,
            certainty,
            why=why,
        )
    return facts


def kept_values(digest: Digest) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield the path, state, value and text of each figure of a digest, for those who ask no places."""
    for name, state, value, text, *_ in _unpacked(digest.packed)["facts"]:
        yield name, state, value, text


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
            _unpacked(digest.said)
        )
    )


def _spelled(place: Place, shown: Callable[[str], str]) -> list[Any]:
    location = place.location()
    return [place.start, place.end, *location[:8], shown(location.text)]


def _pointed(found: Found, shown: Callable[[str], str]) -> Pointed:
    address = shown(found.location.address) if found.location else ""
    return Pointed(found.code, int(found.severity), found.fingerprint, address, bool(found.suppressed))


def _packed(held: Any, **terms: Any) -> str:
    import json
    import zlib
    from base64 import b64encode

    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), **terms)
    return b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 1)).decode()


def _unpacked(packed: str) -> Any:
    import json
    import zlib
    from base64 import b64decode

    return json.loads(zlib.decompress(b64decode(packed)).decode("utf-8", "surrogatepass"))
