"""Tables whose cells have lost their borders, put together again from lines of text.

Readers do not know the form: to them ``规章`` and ``0`` on lines of their own are paragraphs. Here the form's
labels show what is a table. Blank cells are gone from such text, so that a row with too few figures
stays unread, and all cells are certain by position only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Cell, Document, Paragraph, Table
from gialint.records import replace
from gialint.understanding.edition import Edition
from gialint.understanding.figures import looks_like_value
from gialint.understanding.glued import pieces
from gialint.understanding.label_runs import FULL, Label, Run, Token, Vocabulary, is_row, runs, vocabulary
from gialint.understanding.outline import Outline

LONGEST_LINE = 60
"""Characters beyond which a line is prose, unless it is full of figures."""

MANY = 6
"""How many figures no line of prose has, however long."""

_WORD = lazy_regex(r"[^ \t\u3000\xa0|]+")
_SENTENCE_ENDS = ("。", ";", "!", ":")
_PAGE = lazy_regex(r"(?:第\s*\d+\s*页.*|[-—–]\s*\d+\s*[-—–]|P(?:age|\.)?\s*\d+.*|\d+\s*/\s*\d+)")


def with_tables(document: Document, parts: Outline, edition: Edition) -> Document:
    """Return the document with a table in place of the lines of each that lost its borders."""
    blocks = document.blocks
    if not any(isinstance(block, Paragraph) and block.text[-1:].isdigit() for block in blocks):
        return document
    known = vocabulary(edition)
    kept: list[Paragraph | Table] = []
    end = 0
    for tokens in _regions(blocks, _lengths(parts), known):
        tabular = _tabular(runs(tokens, known))
        if tabular and _telling(tabular, known):
            first, last = _blocks(tabular)
            kept += [*blocks[end:first], _table(tabular, document.text, known)]
            end = last + 1
    return replace(document, blocks=(*kept, *blocks[end:])) if kept else document


def _lengths(parts: Outline) -> dict[int, int]:
    """Return how long the lines read that may be a table's: neither sentences nor headings of the report."""
    headings = {id(passage.paragraph) for passage in parts.passages if passage.address.endswith("标题")}
    return {
        id(paragraph): len(repaired.reading)
        for paragraph, repaired in parts.repaired
        if id(paragraph) not in headings and not repaired.reading.endswith(_SENTENCE_ENDS)
    }


def _regions(
    blocks: Sequence[Paragraph | Table], lengths: Mapping[int, int], known: Vocabulary
) -> Iterator[list[Token]]:
    """Yield the tokens of lines that stand together and may be a table's."""
    region: list[Token] = []
    figures = 0
    for index, block in enumerate(blocks):
        length = lengths.get(id(block), 0)
        tokens = _tokens(block, index, length, known) if length and isinstance(block, Paragraph) else []
        if not tokens:
            if region:
                yield region
            region = []
        elif not (_PAGE.fullmatch(tokens[0].paragraph.text) or (figures >= FULL and _alone(tokens))):
            region += tokens
        figures = sum(token.value for token in tokens)
    if region:
        yield region


def _tokens(paragraph: Paragraph, index: int, length: int, known: Vocabulary) -> list[Token]:
    """Return the words of a line, none if it is prose."""
    found = list(_WORD.finditer(paragraph.text))
    cut = pieces([word[0] for word in found], known.starts, known.anchors)
    tokens = [
        Token(word[0][first:last], start + first, index, paragraph, looks_like_value(word[0][first:last]))
        for word, places in zip(found, cut, strict=True)
        for start in (paragraph.start + word.start(),)
        for first, last in places
    ]
    full = len(tokens) > len(found) or sum(token.value for token in tokens) >= MANY
    return tokens if full or length <= LONGEST_LINE else []


def _alone(tokens: Sequence[Token]) -> bool:
    """Whether a line is one number: after a row full of them, the number of a page."""
    return len(tokens) == 1 and tokens[0].text.isdigit()


def _tabular(found: Sequence[Run]) -> list[Run]:
    """Leave out what stands before the first words of the form, and after its last words and figures."""
    known = [index for index, run in enumerate(found) if run.known]
    if not known:
        return []
    last = max(index for index, run in enumerate(found) if run.known or len(run.values) >= FULL)
    kept = list(found[known[0] : last + 1])
    folds = [label.fold for label in kept[0].labels]
    kept[0] = kept[0]._replace(labels=kept[0].labels[folds.index(next(filter(None, folds))) :])
    if not kept[-1].values:
        end = max(index for index, label in enumerate(kept[-1].labels) if label.fold)
        kept[-1] = kept[-1]._replace(labels=kept[-1].labels[: end + 1])
    return kept


def _telling(tabular: Sequence[Run], known: Vocabulary) -> bool:
    """Whether there are figures, and captions or rows full of figures: a list in prose has neither."""
    if not any(run.values for run in tabular):
        return False
    captions = any(label.fold and not is_row(label, known) for run in tabular for label in run.labels)
    return captions or any(run.own and len(run.values) >= FULL for run in tabular)


def _blocks(tabular: Sequence[Run]) -> tuple[int, int]:
    """Return the numbers of the first and the last block of a table."""
    last = tabular[-1]
    end = last.values[-1] if last.values else last.labels[-1].tokens[-1]
    return tabular[0].labels[0].tokens[0].block, end.block


def _table(tabular: Sequence[Run], text: str, known: Vocabulary) -> Table:
    rows: list[list[Sequence[Token]]] = []
    for run, before in zip(tabular, [None, *tabular], strict=False):
        heads = run.labels[:-1] if run.own else run.labels
        undecided = [label for label in heads if is_row(label, known)]
        first = undecided[:1] if before and before.loose else []
        last = undecided[-1:] if run.loose else []
        rows += _heads([label for label in heads if label not in (*first, *last)], known)
        own = [run.labels[-1].tokens] if run.own else []
        rows.append([*own, *((value,) for value in run.values)])
    return Table(
        tuple(tuple(_cells(row, number, text)) for number, row in enumerate(filter(None, rows))),
        "positional",
        geometry=False,
    )


def _heads(labels: Sequence[Label], known: Vocabulary) -> Iterator[list[Sequence[Token]]]:
    """Yield labels that have no figures: rows that were left blank, and between them what heads others."""
    captions: list[Sequence[Token]] = []
    for label in labels:
        if is_row(label, known):
            yield captions
            yield [label.tokens]
            captions = []
        elif not label.fold or label.fold not in known.edition.rows:
            captions.append(label.tokens)
    yield captions


def _cells(row: Sequence[Sequence[Token]], number: int, text: str) -> Iterator[Cell]:
    for column, tokens in enumerate(row):
        start, last = tokens[0].start, tokens[-1]
        paragraph = tokens[0].paragraph
        yield Cell(
            text[start : last.start + len(last.text)],
            start,
            number,
            column,
            native=paragraph.native,
            page=paragraph.page,
        )
