"""Which kind of report a document is, where packs bring several: by its title, headings and figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from gialint.model import Document
from gialint.understanding.edition import Edition
from gialint.understanding.outline import FRONT_LINES
from gialint.understanding.repair import Habits, repair


def likeliest(document: Document, forms: Sequence[Edition], habits: Habits) -> int:
    """Return which form has most in common with a document, the first of them in doubt."""
    lines = [repair(line, habits).reading for line in document.text.split("\n")]
    figures = {entry.fact for entry in document.entries}
    scores = [_likeness(lines, figures, form) for form in forms]
    return scores.index(max(scores))


def _likeness(lines: Sequence[str], figures: Collection[str], form: Edition) -> float:
    """Add up to 1 each for the title, for words of sections and tables, and for figures given as data."""
    titled = any(
        all(word in line for word in form.title_words)
        and any(pattern.search(line) for pattern in form.title_patterns)
        for line in lines[:FRONT_LINES]
    )
    text = "\n".join(lines)
    words = [section.title.zh for section in form.sections]
    words += [anchor for table in form.tables for anchor in table.anchors]
    known = {*form.known, *form.aliases}
    return titled + _share(word in text for word in words) + _share(figure in known for figure in figures)


def _share(held: Iterable[bool]) -> float:
    found = list(held)
    return sum(found) / len(found) if found else 0.0
