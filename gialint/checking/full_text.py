"""A report's own text for outputs that show it: what was read, and what its paragraphs are."""

from __future__ import annotations

from dataclasses import replace

from gialint.model import SELF, Fact, FullText, ParagraphKind, Passage, Report


def full_text(report: Report) -> FullText:
    """Return the text of a report, without the file it was read from and what stood beside it there."""
    document = replace(report.document, source=None, asides=(), pictures=())
    headings = {id(section.heading) for section in report.sections}
    kinds = {passage.paragraph.start: _kind(passage, id(passage) in headings) for passage in report.passages}
    figures = (fact.place.start for fact in report.facts.stated() if fact.place and _of_form(fact))
    unread = (
        (claim.place.start, claim.place.end, "、".join(words.text for words in claim.doubts))
        for claim in report.unread
    )
    shown = {start: kind for start, kind in kinds.items() if kind}
    return FullText(document, shown, frozenset(figures), tuple(sorted(set(unread))))


def _of_form(fact: Fact) -> bool:
    """Tell a figure from what a report says of itself, such as its title."""
    return not fact.path.startswith(SELF)


def _kind(passage: Passage, opens_section: bool) -> ParagraphKind | None:
    if passage.kind == "heading":
        return "section" if opens_section else "topic"
    return passage.kind if passage.kind in ("title", "signature") else None
