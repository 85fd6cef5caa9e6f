"""Words and figures in a row become rows of a table, by the labels of the form.

Words between figures are cut into labels by the longest match, over spaces and line breaks. The
last label before figures is their row's own, unless it heads a column as well (其他, 总计) and
nothing shows that it does not here. Where rows are lines, figures on a line that no row's label
ends may as well belong to the label after them, or to one broken around them: they are nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import groupby

from gialint.lazy_regex import lazy_regex
from gialint.model import Paragraph
from gialint.records import NamedTuple
from gialint.understanding.edition import Edition
from gialint.understanding.glued import Beginnings, beginnings

MOST_PIECES = 12
"""Into how many pieces a label may be broken."""

FULL = 3
"""How many figures on a line make it a row: no prose has as many."""

_NUMBERED = lazy_regex(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]")


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
    """Labels with the figures after them; ``own``: the last label is the figures' row.

    ``loose``: among rows that are lines no row's label ends on the figures' line.
    """

    labels: Sequence[Label]
    values: Sequence[Token]
    own: bool = False
    loose: bool = False

    @property
    def known(self) -> bool:
        """Whether any of its words are the form's."""
        return any(label.fold for label in self.labels)


class Vocabulary(NamedTuple):
    """What the tables of an edition say besides figures, folded; ``beginnings`` of it may be broken off.

    ``starts`` are its words by the two characters with which they begin.
    """

    edition: Edition
    words: frozenset[str]
    captions: frozenset[str]
    beginnings: frozenset[str]
    anchors: tuple[str, ...]
    starts: Beginnings


def vocabulary(edition: Edition) -> Vocabulary:
    """Collect the labels, groups and captions of an edition's tables."""
    captions = frozenset().union(*(table.captions for table in edition.tables))
    groups = frozenset().union(*(row.under for row in edition.rows.values()))
    words = (captions | groups | edition.rows.keys()) - {""}
    broken = frozenset(word[:end] for word in words for end in range(len(word)))
    anchors = tuple(anchor for table in edition.tables for anchor in table.anchors)
    return Vocabulary(edition, words, captions, broken, anchors, beginnings(words))


def runs(tokens: Sequence[Token], known: Vocabulary) -> list[Run]:
    """Cut tokens into runs of labels with their figures."""
    found: list[Run] = []
    words: list[Token] = []
    begun: set[str] = set()
    lined = max(Counter(token.block for token in tokens if token.value).values(), default=0) > 1
    wordless = _wordless(tokens) if lined else frozenset()
    for (value, line), group in groupby(tokens, key=lambda token: _kind(token, wordless)):
        if not value:
            words = list(group)
            continue
        labels = _labels(words, known)
        own = line is None and _own(labels, known, begun)
        if own:
            begun.add(known.edition.rows[labels[-1].fold].table)
        found.append(Run(labels, list(group), own, lined and not own))
        words = []
    return [*found, Run(_labels(words, known), [])] if words else found


def _wordless(tokens: Sequence[Token]) -> Set[int]:
    """Return the lines of figures alone."""
    return {token.block for token in tokens} - {token.block for token in tokens if not token.value}


def _kind(token: Token, wordless: Set[int]) -> tuple[bool, int | None]:
    return token.value, token.block if token.block in wordless else None


def is_row(label: Label, known: Vocabulary) -> bool:
    """Tell a label that can only be a row's own."""
    if not label.fold or label.fold not in known.edition.rows:
        return False
    return label.fold not in known.captions or _NUMBERED.match(label.tokens[0].text) is not None


def _own(labels: Sequence[Label], known: Vocabulary, begun: Set[str]) -> bool:
    """Whether the last label is a row's; one that heads a column too must stand among the rows."""
    if not labels or not labels[-1].fold:
        return False
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
        if text and _NUMBERED.fullmatch(words[end].text):
            break  # another label begins
        text += words[end].text
        fold = known.edition.fold(text)
        if fold in known.words or (any(anchor in fold for anchor in known.anchors) and not best[1]):
            best = end + 1, fold
        open_bracket = text.count("（") + text.count("(") > text.count("）") + text.count(")")
        if not open_bracket and fold not in known.words and fold not in known.beginnings:
            break
    return best
