"""What differs between two reports, of one year or of two: figures, claims and sentences.

A year counts from the report's own, so that 2023 年 in last year's report is the 2024 年 of this year's.
Damage is read through: what a mirror site did to a text is no change of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal

from gialint import __version__
from gialint.model import SELF, Claim, Fact, Report, Text, mask
from gialint.records import NamedTuple
from gialint.reporting.json import claim_fields, fact_fields, fields, plain_number, written

LONGEST, WIDEST, LEAST = 400, 2500, 0.35
"""Characters up to which words are marked; pairs of sentences up to which all are tried; what part of their
pairs of characters two sentences must share to stand beside each other."""

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]*\s*")
_WORD = re.compile(r"[A-Za-z0-9.,%]+|\s+|.", re.DOTALL)

SCHEMA, MANY_SCHEMA = "gialint/diff/1", "gialint/diffs/1"
Slight = Literal["", "blank", "year"]
"""What little a difference is: 0 where the other report has a blank or a sign, or only its own year."""


class FactPair(NamedTuple):
    """A fact that the reports do not agree on; what a report does not have is ``absent`` there."""

    path: str
    label: Text
    first: Fact
    second: Fact
    slight: Slight = ""

    @property
    def delta(self) -> Decimal | None:
        """The second less the first, where both are numbers."""
        if self.first.value is None or self.second.value is None:
            return None
        return self.second.value - self.first.value


class ClaimPair(NamedTuple):
    """What only the first and what only the second report asserts of a fact."""

    path: str
    label: Text
    first: tuple[Claim, ...]
    second: tuple[Claim, ...]


class Differences(NamedTuple):
    """All that differs, in the order of the first report, and how many facts are the same."""

    facts: tuple[FactPair, ...]
    claims: tuple[ClaimPair, ...]
    same: int

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.facts or self.claims)


def differences(first: Report, second: Report) -> Differences:
    """Compare two reports fact by fact; where a figure stands, and how it is written, makes no difference."""
    paths = list(dict.fromkeys((*first.facts, *second.facts)))
    facts = tuple(
        FactPair(path, _label(path, first, second), one, other, _slight(first, second, one, other))
        for path, one, other in ((path, first.facts[path], second.facts[path]) for path in paths)
        if _said(one) != _said(other)
    )
    return Differences(facts, tuple(_claims(first, second)), len(paths) - len(facts))


def pair_json(fields: Mapping[str, Any]) -> str:
    """Return JSON of two reports (``gialint/diff/1``)."""
    return written({"schema": SCHEMA, "version": __version__, **fields})


def pairs_json(pairs: Sequence[Mapping[str, Any]], alone: Sequence[Mapping[str, str]]) -> str:
    """Return JSON of many pairs (``gialint/diffs/1``), each as of one, and of the reports without another."""
    return written({"schema": MANY_SCHEMA, "version": __version__, "pairs": pairs, "alone": alone})


def diff_fields(reports: tuple[tuple[str, Report], tuple[str, Report]], found: Differences) -> dict[str, Any]:
    """Return what JSON says of two reports, without its schema."""
    first, second = (
        {"path": path, "agency": report.agency or None, **fields(report, "year", "edition")}
        for path, report in reports
    )
    facts = [
        {
            "fact": pair.path,
            "a": None if pair.first.state == "absent" else fact_fields(pair.first),
            "b": None if pair.second.state == "absent" else fact_fields(pair.second),
            "change": plain_number(pair.delta),
        }
        for pair in found.facts
    ]
    claims = [
        {
            "fact": pair.path,
            "a": [claim_fields(claim) for claim in pair.first],
            "b": [claim_fields(claim) for claim in pair.second],
        }
        for pair in found.claims
    ]
    return {"a": first, "b": second, "same": found.same, "facts": facts, "claims": claims}


def _slight(first: Report, second: Report, one: Fact, other: Fact) -> Slight:
    if one.path.startswith(SELF):
        without = [
            fact.text.strip().replace(str(report.year), "") if report.year else fact.text.strip()
            for report, fact in ((first, one), (second, other))
        ]
        return "year" if without[0] == without[1] else ""
    filled, empty = (one, other) if other.value is None else (other, one)
    return "blank" if filled.value == 0 and empty.state in ("blank", "mark") else ""


def _claims(first: Report, second: Report) -> Iterator[ClaimPair]:
    """Compare what is asserted, however often; years count from the report's own."""
    one, other = _asserted(first), _asserted(second)
    for path in dict.fromkeys((*one, *other)):
        here, there = one.get(path, {}), other.get(path, {})
        only_here = tuple(claim for key, claim in here.items() if key not in there)
        only_there = tuple(claim for key, claim in there.items() if key not in here)
        if only_here or only_there:
            yield ClaimPair(path, _label(path, first, second), only_here, only_there)


def _asserted(report: Report) -> dict[str, dict[object, Claim]]:
    """Return by fact each thing that is asserted of it, with the first words that do."""
    found: dict[str, dict[object, Claim]] = {}
    for claim in report.claims:
        year = claim.year and report.year and claim.year - report.year
        key = (claim.op, claim.value, claim.scope, year or 0)
        found.setdefault(claim.path, {}).setdefault(key, claim)
    return found


def _said(fact: Fact) -> tuple[str, Decimal | str]:
    return fact.state, fact.text.strip() if fact.value is None else fact.value


def _label(path: str, first: Report, second: Report) -> Text:
    label = first.facts.label(path)
    return second.facts.label(path) if label.zh == path else label


class Piece(NamedTuple):
    """A stretch of a sentence, ``changed`` if the other one does not have it."""

    text: str
    changed: bool


class Change(NamedTuple):
    """A sentence of a section as both reports have it; nothing where one has none like it."""

    section: str
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]


class Prose(NamedTuple):
    """All sentences that differ, section by section, and how many are the same."""

    changes: tuple[Change, ...]
    same: int


def prose_changes(first: Report, second: Report) -> Prose:
    """Compare the prose of two reports."""
    one, other = _sentences(first), _sentences(second)
    changes: list[Change] = []
    same = 0
    for section in dict.fromkeys((*one, *other)):
        here, there = one.get(section, []), other.get(section, [])
        keys = [_key(text, first.year) for text in here], [_key(text, second.year) for text in there]
        for kind, start, end, begin, stop in SequenceMatcher(None, *keys).get_opcodes():
            if kind == "equal":
                same += end - start
                continue
            beside = [*_aligned(here[start:end], there[begin:stop])]
            apart = [(left, right) for left, right in beside if left != right]
            same += len(beside) - len(apart)
            changes += (Change(section, *_marked(left, right)) for left, right in apart)
    return Prose(tuple(changes), same)


def _sentences(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for passage in report.passages:
        if passage.kind != "heading":
            texts = _SENTENCE.findall(mask(passage.reading))
            found.setdefault(passage.section, []).extend(filter(None, map(str.strip, texts)))
    return found


def _key(text: str, year: int | None) -> str:
    text = re.sub(r"\s+", "", text)
    for back in range(3) if year else ():
        text = text.replace(str(year - back), f"<{back}>") if year else text
    return text


def _aligned(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield sentences beside those that they are most like, in order (Needleman and Wunsch)."""
    if len(first) * len(second) > WIDEST:
        yield from zip_longest(first, second, fillvalue="")
        return
    one, other = [_pairs(text) for text in first], [_pairs(text) for text in second]
    likeness = [[_share(left, right) for right in other] for left in one]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            beside = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= LEAST else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], beside)
    i = j = 0
    while i < len(first) and j < len(second):
        if likeness[i][j] >= LEAST and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield first[i], second[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield first[i], ""
            i += 1
        else:
            yield "", second[j]
            j += 1
    yield from ((text, "") for text in first[i:])
    yield from (("", text) for text in second[j:])


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(len(text) - 1, 1)))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _marked(first: str, second: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if not first or not second or max(len(first), len(second)) > LONGEST:
        return _whole(first), _whole(second)
    one, other = _WORD.findall(first), _WORD.findall(second)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left += _piece("".join(one[start:end]), kind)
        right += _piece("".join(other[begin:stop]), kind)
    return tuple(left), tuple(right)


def _piece(text: str, kind: str) -> list[Piece]:
    return [Piece(text, kind != "equal")] if text else []


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()
