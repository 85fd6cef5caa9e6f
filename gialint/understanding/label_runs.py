"""Words and figures in a row become rows of a table, by the labels of the form.

Words between figures are cut into labels by the longest match, over spaces and line breaks. The
last label before figures is their row's own, unless it heads a column as well (其他, 总计) and
nothing shows that it does not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from gialint.document import Paragraph
from gialint.understanding.edition import Edition

MOST_PIECES = 12
"""Into how many pieces a label may be broken."""

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]")


class Token(NamedTuple):
    """A word or figure between spaces, and the block in which it stands."""

    text: str
    start: int
    block: int
    paragraph: Paragraph
    value: bool


class Label(NamedTuple):
    """Words that may be one label; ``fold`` is empty where the form has no such words."""

    tokens: Sequence[Token]
    fold: str


class Run(NamedTuple):
    """Labels with the figures after them; ``own`` tells that the last label is the figures' row."""

    labels: Sequence[Label]
    values: Sequence[Token]
    own: bool

    @property
    def known(self) -> bool:
        """Whether any of its words are the form's."""
        return any(label.fold for label in self.labels)


class Vocabulary(NamedTuple):
    """What the tables of an edition say besides figures, folded; ``beginnings`` of it may be broken off."""

    edition: Edition
    words: frozenset[str]
    captions: frozenset[str]
    beginnings: frozenset[str]
    anchors: tuple[str, ...]


def vocabulary(edition: Edition) -> Vocabulary:
    """Collect the labels, groups and captions of an edition's tables."""
    captions = frozenset().union(*(table.captions for table in edition.tables))
    groups = frozenset().union(*(row.under for row in edition.rows.values()))
    words = (captions | groups | edition.rows.keys()) - {""}
    beginnings = frozenset(word[:end] for word in words for end in range(len(word)))
    anchors = tuple(anchor for table in edition.tables for anchor in table.anchors)
    return Vocabulary(edition, words, captions, beginnings, anchors)


def runs(tokens: Iterable[Token], known: Vocabulary) -> list[Run]:
    """Cut tokens into runs of labels with their figures."""
    found: list[Run] = []
    words: list[Token] = []
    begun: set[str] = set()
    for value, group in groupby(tokens, key=lambda token: token.value):
        if not value:
            words = list(group)
            continue
        run = _run(words, list(group), known, begun)
        if run.own:
            begun.add(known.edition.rows[run.labels[-1].fold].table)
        found.append(run)
        words = []
    return [*found, _run(words, [], known, begun)] if words else found


def is_row(label: Label, known: Vocabulary) -> bool:
    """Tell a label that can only be a row's own."""
    numbered = _NUMBERED.match(label.tokens[0].text) is not None
    return label.fold in known.edition.rows and (numbered or label.fold not in known.captions)


def _run(words: Sequence[Token], values: Sequence[Token], known: Vocabulary, begun: set[str]) -> Run:
    labels = _labels(words, known)
    return Run(labels, values, bool(labels and labels[-1].fold) and _own(labels, known, begun))


def _own(labels: Sequence[Label], known: Vocabulary, begun: set[str]) -> bool:
    """Whether the last label is a row's; one that heads a column too must stand among the rows."""
    *others, last = labels
    if is_row(last, known):
        return True
    row = known.edition.rows.get(last.fold)
    return row is not None and row.table in begun and row.under.issuperset(label.fold for label in others)


def _labels(words: Sequence[Token], known: Vocabulary) -> list[Label]:
    labels: list[Label] = []
    at = 0
    while at < len(words):
        end, fold = _longest(words, at, known)
        labels.append(Label(words[at:end], fold))
        at = end
    return labels


def _longest(words: Sequence[Token], at: int, known: Vocabulary) -> tuple[int, str]:
    """Return the end of the longest label that begins at a word, and its fold; one word if none does."""
    best, text = (at + 1, ""), ""
    for end in range(at, min(at + MOST_PIECES, len(words))):
        text += words[end].text
        fold = known.edition.fold(text)
        if fold in known.words or (any(anchor in fold for anchor in known.anchors) and not best[1]):
            best = end + 1, fold
        open_bracket = text.count("（") + text.count("(") > text.count("）") + text.count(")")
        if not open_bracket and fold not in known.words and fold not in known.beginnings:
            break
    return best
