"""Choose among the fixes of findings those that do not overlap, and apply edits to a text."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gialint.checking.mending import keeps_figures, numbers
from gialint.lazily import lazily
from gialint.model import Diagnostic, Edit

LONGEST = 40
"""Characters of a number beside an edit that are looked at."""

DIGITS_BEFORE = lazily(r"[0-9０-９.．,，-]+\Z")
DIGITS_AFTER = lazily(r"[0-9０-９.．,，%％]+")


class Proposal(NamedTuple):
    """Edits of one line of a text that mend a finding, and so are made together or not at all."""

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
    """Tell whether two edits change the same text, or which comes first cannot be told."""
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
