"""Rules that look for near misses of listed phrases: names and expressions with one right spelling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from gialint.checking.kinds.stretches import (
    Spans,
    haystack,
    occurrences,
    place_in,
    scope_of,
    standing,
    stretches,
)
from gialint.checking.kinds.wanted import Spec, lacking, list_names, listed
from gialint.checking.messages import fill
from gialint.model import Check, Facts, Finding, Report, Severity, Text, Unassessed
from gialint.records import NamedTuple

MESSAGE = Text("“{match}”应为“{phrase}”", "“{match}” should be “{phrase}”")
PLACEHOLDERS = ("title", "match", "phrase")
"""What a message may name in braces."""

SHORTEST = 4
"""A shorter phrase has too many neighbours to have near misses; it may still be an exception."""

DISTANCES = (1, 2)
"""How many edits a rule may look for."""

FOR_OTHER_LENGTHS = 6
"""How long a phrase must be for misses with a character more or less."""

FOR_TWO = 8
"""How long a phrase must be for two edits."""

REMEMBERED = 4096
"""Comparisons that are remembered: offices write what is nearly a phrase again and again."""

NUMERALS = frozenset("〇零一二三四五六七八九十百千万两")
_OPENING = frozenset('《〈“‘"')
_CLOSING = frozenset('》〉”’"')


def near_check(spec: Spec) -> Check:
    """Return the check of a rule as data, under the options ``set``; its phrases are indexed when used."""
    given, message = spec["near"], spec.get("message")
    scope, lists = scope_of(given), list_names(given)
    allowed = spec.get("set", {}).get("allow", ())
    template, title = Text(**message) if message else MESSAGE, Text(**spec["title"])
    grave = Severity[spec["severity"].upper()] > Severity.WARNING

    @lru_cache(maxsize=4)
    def prepared(phrases: tuple[str, ...], exceptions: tuple[str, ...]) -> Index:
        return index(phrases, given.get("distance", 1), exceptions)

    def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
        yield from lacking(report, lists)
        phrases, exceptions = (tuple(listed(report, given.get(key, ()))) for key in ("list", "except"))
        known = prepared(phrases, (*exceptions, *allowed))
        if not near_misses(known, haystack(report, scope)):
            return
        # What a machine has converted it may have spelled otherwise: there nothing is certain.
        severity = Severity.WARNING if grave and report.damages else None
        for stretch in stretches(report, scope):
            for miss in near_misses(known, stretch.text):
                if stretch.start <= miss.start and miss.end <= stretch.end:
                    values = {"match": stretch.text[miss.start : miss.end], "phrase": miss.phrase}
                    place = place_in(report, stretch, miss.start, miss.end)
                    yield Finding(fill(template, title, values), place, values=values, severity=severity)

    return check


class Piece(NamedTuple):
    """A stretch of a phrase that is looked for."""

    phrase: str
    start: int
    end: int
    edits: int


class Miss(NamedTuple):
    """A near miss: where it stands, and which phrase was meant."""

    start: int
    end: int
    phrase: str
    edits: int


class Index(NamedTuple):
    """Listed phrases, by their pieces; ``known`` are all words that are no misses."""

    pieces: Mapping[str, tuple[Piece, ...]]
    known: frozenset[str]


def index(phrases: Collection[str], edits: int, exceptions: Iterable[str] = ()) -> Index:
    """Prepare phrases to be looked for with so many edits, 1 or 2."""
    pieces: dict[str, tuple[Piece, ...]] = {}
    for phrase in phrases:
        for piece in _pieces(phrase, edits):
            word = phrase[piece.start : piece.end]
            pieces[word] = (*pieces.get(word, ()), piece)
    return Index(pieces, frozenset([*phrases, *exceptions]))


def near_misses(index: Index, text: str) -> list[Miss]:
    """Return the near misses of a text in order; of several at one place the longest phrase."""
    found = set(_misses(index, text))
    if not found:
        return []
    known = standing(index.known, text)
    kept: dict[int, Miss] = {}
    """By each character that a miss has."""
    for miss in sorted(found, key=lambda each: (-len(each.phrase), each.edits, each.start)):
        stretch = range(miss.start, miss.end)
        if kept.keys().isdisjoint(stretch) and not _explained(miss, text, known):
            kept.update(dict.fromkeys(stretch, miss))
    return sorted(set(kept.values()))


def _pieces(phrase: str, edits: int) -> Iterator[Piece]:
    """Yield one piece of a phrase more than edits; none of one too short.

    The character at a cut is in no piece, as a swap may go over it.
    """
    length = len(phrase)
    if length < SHORTEST:
        return
    cuts = [max(2, min(length // 2, length - 3))]
    if edits == 2 and length >= FOR_TWO:
        cuts = [length // 3, length * 2 // 3]
    gap = 1 if length > SHORTEST else 0
    start = 0
    for cut in cuts:
        yield Piece(phrase, start, cut, len(cuts))
        start = cut + gap
    yield Piece(phrase, start, length, len(cuts))


def _misses(index: Index, text: str) -> Iterator[Miss]:
    """Yield what is nearly a phrase, by what stands around each of its pieces."""
    for word in filter(text.__contains__, index.pieces):
        for at in occurrences(word, text):
            for piece in index.pieces[word]:
                if at >= piece.start and text.startswith(piece.phrase, at - piece.start):
                    continue
                behind = at + piece.end - piece.start
                left = text[max(at - piece.start - piece.edits - 1, 0) : at]
                right = text[behind : behind + len(piece.phrase) - piece.end + piece.edits + 1]
                if found := _around(piece, left, right):
                    before, after, edits = found
                    yield Miss(at - before, behind + after, piece.phrase, edits)


@lru_cache(maxsize=REMEMBERED)
def _around(piece: Piece, left: str, right: str) -> tuple[int, int, int] | None:
    """Return how far a near miss goes before and after a piece, and its edits; none where there is none."""
    phrase, start, end, edits = piece
    reach = 2 * edits + 2
    if start:
        head = left[:reach]
        if phrase[0] not in head and _OPENING.isdisjoint(head):
            return None
    if end < len(phrase):
        tail = right[-reach:]
        if phrase[-1] not in tail and _CLOSING.isdisjoint(tail):
            return None
    before = _best(phrase[:start][::-1], left[::-1], edits, _OPENING)
    after = _best(phrase[end:], right, edits, _CLOSING) if before else None
    if before is None or after is None or before[0] + after[0] > edits:
        return None
    same = before[1] + after[1] == len(phrase) - end + start
    return (before[1], after[1], before[0] + after[0]) if same or len(phrase) >= FOR_OTHER_LENGTHS else None


def _best(wanted: str, text: str, edits: int, closing: frozenset[str]) -> tuple[int, int] | None:
    """Return with how few edits, and at what length, a text begins with what is wanted."""
    if text.startswith(wanted):
        return 0, len(wanted)
    found: list[tuple[int, int]] = []
    for length in range(len(wanted) - edits, len(wanted) + edits + 1):
        if not 0 < length <= len(text):
            continue
        if text[length - 1] == wanted[-1]:
            ended = length <= len(wanted) or text[length - 2] == wanted[-2]
        else:
            ended = text[length : length + 1] in closing
        if ended and (cost := distance(wanted, text[:length], edits)) <= edits:
            found.append((cost, length))
    return min(found, default=None)


def _explained(miss: Miss, text: str, known: Spans) -> bool:
    """Tell what is no miss: other marks or numerals only, or a longer name that is right."""
    written = text[miss.start : miss.end]
    start, end = shared(miss.phrase, written)
    wanted, stands = (words[start : len(words) - end] for words in (miss.phrase, written))
    changed = wanted + stands
    if not all("㐀" <= character <= "鿿" for character in changed) or NUMERALS.issuperset(changed):
        return True
    at = miss.start + start
    return known.cover(at, at + len(stands))


def distance(one: str, other: str, limit: int) -> int:
    """Return the edits that turn one word into another, or ``limit`` + 1 where it takes more.

    A swap of two neighbours is one edit (optimal string alignment).
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    start, end = shared(one, other)
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return len(one) + len(other)
    if len({*one} - {*other}) > limit:  # no edit does away with more than one character
        return limit + 1
    return min(_aligned(one, other), limit + 1)


def shared(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two words share at their beginnings, and then at their ends."""
    start = common(one, other)
    return start, common(one[start:][::-1], other[start:][::-1])


def common(one: str, other: str) -> int:
    """Return how many characters two words share at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _aligned(one: str, other: str) -> int:
    above: list[int] = []
    row = list(range(len(other) + 1))
    for line, character in enumerate(one, start=1):
        two_above, above = above, row
        row = [line]
        for column, counterpart in enumerate(other, start=1):
            cost = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (character != counterpart))
            if line > 1 and column > 1 and character == other[column - 2] and one[line - 2] == counterpart:
                cost = min(cost, two_above[column - 2] + 1)
            row.append(cost)
    return row[-1]
