"""Fixes: words of a report to be written otherwise, as edits of the file they stand in."""

from __future__ import annotations

from gialint.document import Place
from gialint.finding import Edit, Fix
from gialint.report import Words


def rewritten(place: Place, text: str) -> Fix | None:
    """Return the safe fix that writes ``text`` at a place that is not empty.

    None where the file is no text itself (.docx), or where markup stands between the words.
    """
    source = place.document.source
    if source is None:
        return None
    start, end = source.offset(place.start), source.offset(place.end - 1) + 1
    if source.text[start:end] != place.text:
        return None
    words = Words(f"把“{place.text}”改为“{text}”", f"write “{text}” for “{place.text}”")
    return Fix("safe", words, (Edit(start, end, text),))
