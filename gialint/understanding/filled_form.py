"""Which edition of the form a report has filled: by its tables, and only if they do not show it, by its year.

A report on an old form is read by that form, and judged afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gialint.model import Document, Table
from gialint.understanding.edition import Edition, fold_label
from gialint.understanding.outline import Outline

WHOLE = 30
"""How many figures a report given as data must have to show its form; an example has a few."""

SENTENCE_ENDS = ("。", ";", ":", "!")


def filled_form(
    document: Document, parts: Outline, editions: Sequence[Edition], expected: Edition
) -> Edition:
    """Return the edition whose column headings the report has most of, ``expected`` in doubt."""
    if len(editions) < 2:
        return expected
    for words in (_in_tables(document, expected), _in_lines(parts)):
        scores = {each.name: sum(heading in words for heading in each.grid) for each in editions}
        if any(scores.values()):
            return _best(scores, editions, expected)
    if len(document.entries) < WHOLE:
        return expected
    names = {entry.fact for entry in document.entries}
    return _best({each.name: len(names & each.paths) for each in editions}, editions, expected)


def _best(scores: Mapping[str, int], editions: Iterable[Edition], expected: Edition) -> Edition:
    most = max(scores.values())
    if scores[expected.name] == most:
        return expected
    return next(each for each in editions if scores[each.name] == most)


def _in_tables(document: Document, edition: Edition) -> str:
    """Return what no ASCII character begins in all tables, folded, a line each."""
    cells = {
        cell.text
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if len(cell.text) > 3 and cell.text[0] > "~"
    }
    return "\n".join(map(edition.fold, cells))


def _in_lines(parts: Outline) -> str:
    """Return the lines that are no sentences, run together: tables without borders are such lines."""
    lines = [repaired.reading for _, repaired in parts.repaired]
    return fold_label("".join(line for line in lines if not line.endswith(SENTENCE_ENDS)))
