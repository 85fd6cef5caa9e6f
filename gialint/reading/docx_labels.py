"""The labels of numbered paragraphs (（一）, 1.2), counted as Word counts them."""

from __future__ import annotations

import re

from gialint.reading.docx_counting import spelled
from gialint.reading.docx_numbering import LEVELS, Numbering
from gialint.reading.docx_xml import OFF, integer

LONGEST = 255
"""Characters of a label's pattern that count."""
PLACEHOLDER = re.compile("%([1-9])")

Level = dict[str, str]
Counts = list[int | None]
"""For each level the number last used; none before the first and after a restart."""


class Labels:
    """Counts the numbered paragraphs of a document, asked for in document order."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.counts: dict[str, Counts] = {}
        """By scheme: lists of one scheme count on."""
        self.levels: dict[str, list[Level] | None] = {}
        self.restarted: set[tuple[str, int]] = set()

    def labelled(self, text: str, list_id: str, level: int) -> str:
        """Return the next paragraph of a list with its label; bullets are no label."""
        if list_id not in self.levels:
            self.levels[list_id] = self.numbering.levels(list_id)
        levels = self.levels[list_id]
        if levels is None or not 0 <= level < LEVELS:
            return text
        counts = self.counts.setdefault(self.numbering.scheme(list_id), [None] * LEVELS)
        first = (list_id, level) not in self.restarted
        self.restarted.add((list_id, level))
        count(level, levels, counts, first)
        label = written(level, levels, counts)
        return label + gap(label, text, levels[level].get("suff", "tab")) + text


def count(level: int, levels: list[Level], counts: Counts, first: bool) -> None:
    """Count one paragraph at a level; ``first`` is for the first of its list at that level."""
    last = counts[level]
    begin = start(levels[level])
    if first and "startOverride" in levels[level]:
        begin = integer(levels[level]["startOverride"], begin)
        last = None
    counts[level] = begin if last is None else last + 1
    for deeper in range(level + 1, LEVELS):
        if level < integer(levels[deeper].get("lvlRestart", ""), LEVELS):
            counts[deeper] = None


def written(level: int, levels: list[Level], counts: Counts) -> str:
    """Return the label of a level as its ``lvlText`` has it; empty for bullets."""
    own = levels[level]
    if own.get("numFmt") == "bullet":
        return ""
    legal = own.get("isLgl", "0") not in OFF

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        last = counts[at]
        style = "decimal" if legal else levels[at].get("numFmt", "decimal")
        return spelled(start(levels[at]) if last is None else last, style)

    return PLACEHOLDER.sub(number, own.get("lvlText", "")[:LONGEST])


def gap(label: str, text: str, suffix: str) -> str:
    """Return what stands between label and text: a space only where they would run together."""
    if not label or not text or suffix == "nothing":
        return ""
    apart = suffix == "space" or label[-1].isalnum() or (label[-1] == "." and text[0].isdigit())
    return " " if apart else ""


def start(level: Level) -> int:
    """Return the number a level begins with."""
    return integer(level.get("start", ""), 0)
