"""Fixes: how a finding proposes other words for a place, and which proposals are made in a text at once."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from unicodedata import normalize

from gialint.lazy_regex import lazy_regex
from gialint.model import PERSONAL, STARS, Diagnostic, Edit, Fix, Place, Report, Text
from gialint.records import NamedTuple
from gialint.understanding.number_words import HAN_DIGITS

NUMBER = lazy_regex(r"-?[0-9]+(?:[.,][0-9]+)*%?")

LONGEST = 40
"""Characters of a number beside an edit that are looked at."""

DIGITS = frozenset("0123456789０１２３４５６７８９")
"""What no replacement may touch."""

DIGITS_BEFORE = lazy_regex(r"[0-9０-９.．,，-]+\Z")
DIGITS_AFTER = lazy_regex(r"[0-9０-９.．,，%％]+")


def rewritten(place: Place, text: str) -> Fix | None:
    """Return the fix that writes ``text`` at a place that is not empty; unsafe where figures would change.

    None where the file cannot be edited, or where markup stands between the words.
    """
    words = Text(f"把“{place.text}”改为“{text}”", f"write “{text}” for “{place.text}”")
    return filled_in([place], text, words)


def filled_in(places: Iterable[Place], text: str, words: Text) -> Fix | None:
    """Return the fix that writes ``text`` at every place, empty ones included, or none if it cannot."""
    places = list(places)
    edits = [_edit(place, text) for place in places]
    whole = tuple(edit for edit in edits if edit is not None)
    if not edits or len(whole) != len(edits):
        return None
    safe = all(keeps_figures(place.text, text) for place in places)
    return Fix("safe" if safe else "unsafe", words, whole)


def together(fixes: Iterable[Fix | None], words: Callable[[int], Text]) -> Fix | None:
    """Return the fixes there are as one, described by how many edits they are; none where there is none."""
    there = [fix for fix in fixes if fix is not None]
    edits = tuple(edit for fix in there for edit in fix.edits)
    safe = all(fix.applicability == "safe" for fix in there)
    return Fix("safe" if safe else "unsafe", words(len(edits)), edits) if edits else None


def keeps_figures(old: str, new: str) -> bool:
    """Tell whether words have the very figures of those they replace.

    Chinese numerals count; but what is said twice, 进一步进一步, may be said once.
    """
    return numbers(old) == numbers(new) and (_numerals(old) == _numerals(new) or old == new * 2)


def numbers(text: str) -> list[str]:
    """Return the numbers in digits that stand in a text, whatever form their digits and commas have."""
    return [found.replace(",", "") for found in NUMBER.findall(normalize("NFKC", text))]


def _numerals(text: str) -> list[str]:
    return [character for character in text if character in HAN_DIGITS]


def spares_personal_numbers(report: Report, edits: Iterable[Edit]) -> bool:
    """Tell whether edits leave the personal numbers of a report alone: nobody can write what is starred."""
    spans = report.once(_starred)
    for edit in edits:
        at = bisect_right(spans, edit.start, key=itemgetter(1))
        if at < len(spans) and spans[at][0] < edit.end:
            return False
        if not set(STARS).isdisjoint(edit.text) and any(shown in edit.text for _, _, shown in spans):
            return False
    return True


def _starred(report: Report) -> Sequence[tuple[int, int, str]]:
    """Return where numbers stand starred, in offsets as edits have them, and how they are shown."""
    text, source = report.document.text, report.document.source
    stars = [each for each in report.document.marked if each.manner in PERSONAL]
    if source is None:
        return [(each.start, each.end, text[each.start : each.end]) for each in stars]
    return [
        (source.offset(each.start), source.offset(each.end - 1) + 1, text[each.start : each.end])
        for each in stars
    ]


def _edit(place: Place, text: str) -> Edit | None:
    source, document = place.document.source, place.document
    if any(
        each.manner in PERSONAL and each.start < place.end and place.start < each.end
        for each in document.marked_in(place.start, place.end)
    ):
        return None
    if source is None:
        return Edit(place.start, place.end, text) if document.rewritable else None
    if place.end > place.start:
        start, end = source.offset(place.start), source.offset(place.end - 1) + 1
        return Edit(start, end, text) if source.text[start:end] == place.text else None
    at = source.offset(place.start)
    # Nothing tells where an empty cell is but what stands on both sides of it.
    around = document.text[max(place.start - 1, 0) : place.start + 1]
    return Edit(at, at, text) if around and source.text[max(at - 1, 0) : at + 1] == around else None


class Proposal(NamedTuple):
    """Edits of one line of a text that fix a finding, and so are made together or not at all."""

    code: str
    description: str
    edits: tuple[Edit, ...]
    safe: bool = True


def proposals(findings: Iterable[Diagnostic], text: str) -> list[Proposal]:
    """Return what fixes would change in ``text``, over which their edits are counted; in their order.

    Findings come gravest first. A suppressed one is left as it is.
    """
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    proposed: list[Proposal] = []
    for found in findings:
        if found.suppressed or not found.fix:
            continue
        lines: dict[int, list[Edit]] = {}
        for edit in sorted({Edit(**edit) for edit in found.fix["edits"]}, key=_order):
            lines.setdefault(bisect_right(breaks, edit.start), []).append(edit)
        description, safe = found.fix["description"], found.fix["applicability"] == "safe"
        proposed += (Proposal(found.code, description, tuple(edits), safe) for edits in lines.values())
    return proposed


def chosen(proposed: Iterable[Proposal]) -> list[Proposal]:
    """Return those that can be made at once: of two that overlap, the first."""
    kept: list[Proposal] = []
    taken: list[Edit] = []
    for proposal in proposed:
        edits = proposal.edits
        within = any(overlap(one, other) for one, other in pairwise(edits))
        if not within and not any(_in_the_way(edit, taken) for edit in edits):
            kept.append(proposal)
            for edit in edits:
                insort(taken, edit, key=_order)
    return kept


def overlap(one: Edit, other: Edit) -> bool:
    """Tell whether two edits change the same text, or have no order."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits made that do not overlap, in whatever order they come."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=_order):
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join(pieces) + text[at:]


def keeps(text: str, edits: Sequence[Edit]) -> bool:
    """Tell whether edits leave every figure of a text as it is written, those that touch them too."""
    return all(_keeps(text, edit) for edit in edits)


def _keeps(text: str, edit: Edit) -> bool:
    old = text[edit.start : edit.end]
    before = DIGITS_BEFORE.search(text, max(edit.start - LONGEST, 0), edit.start)
    after = DIGITS_AFTER.match(text, edit.end, edit.end + LONGEST)
    lead, trail = before[0] if before else "", after[0] if after else ""
    return keeps_figures(old, edit.text) and numbers(lead + old + trail) == numbers(lead + edit.text + trail)


def _in_the_way(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Tell whether an edit overlaps one of those that are in order: it can only be a neighbour."""
    at = bisect_right(taken, _order(edit), key=_order)
    return any(overlap(edit, other) for other in taken[max(at - 1, 0) : at + 1])


def _order(edit: Edit) -> tuple[int, int, str]:
    return edit.start, edit.end, edit.text
