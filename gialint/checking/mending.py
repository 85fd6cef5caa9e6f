"""Fixes: words of a report to be written otherwise, as edits of the file they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from gialint.document import Place
from gialint.finding import Edit, Fix
from gialint.report import Words


def rewritten(place: Place, text: str) -> Fix | None:
    """Return the safe fix that writes ``text`` at a place that is not empty.

    None where the file is no text itself (.docx), or where markup stands between the words.
    """
    words = Words(f"把“{place.text}”改为“{text}”", f"write “{text}” for “{place.text}”")
    return filled_in([place], text, words)


def filled_in(places: Iterable[Place], text: str, words: Words) -> Fix | None:
    """Return the safe fix that writes ``text`` at every place, empty ones included, or none if it cannot."""
    edits = [_edit(place, text) for place in places]
    whole = tuple(edit for edit in edits if edit is not None)
    return Fix("safe", words, whole) if edits and len(whole) == len(edits) else None


def _edit(place: Place, text: str) -> Edit | None:
    source, document = place.document.source, place.document
    if source is None:
        return None
    if place.end > place.start:
        start, end = source.offset(place.start), source.offset(place.end - 1) + 1
        return Edit(start, end, text) if source.text[start:end] == place.text else None
    at = source.offset(place.start)
    # Nothing tells where an empty cell is but what stands on both sides of it.
    around = document.text[max(place.start - 1, 0) : place.start + 1]
    return Edit(at, at, text) if around and source.text[max(at - 1, 0) : at + 1] == around else None
