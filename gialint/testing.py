"""What authors of rules and readers import in their tests, under pytest or any other runner.

::

    @pytest.mark.parametrize("example", load_examples("our_rules"), ids=str)
    def test_an_example_turns_out_as_it_says(example: Example) -> None:
        check_example(example)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from gialint.checking.examples import KINDS, Outcome, run_examples
from gialint.config import Config
from gialint.document import Cell, Document, Entry, Paragraph, Place, Table
from gialint.finding import Rule
from gialint.hookspecs import Reader, loaded
from gialint.linter import Linter, linter
from gialint.plugins.knowledge import all_names
from gialint.plugins.named_rules import named_rules
from gialint.reading import Limits, Unreadable
from gialint.reading.yaml_report import from_mapping
from gialint.understanding.understand import understand

Read = Callable[[bytes, str, Limits], Document]


class Example(NamedTuple):
    """One example of a rule: its number from 1, of what kind it is, and the report as data."""

    rule: Rule
    number: int
    kind: str
    report: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.number}-{self.kind}"


def check_rule(rule: Rule | str | Path, config: Config | None = None) -> None:
    """Hold a rule, or every rule of a file or folder, to its examples; raises AssertionError.

    Each must have an example that violates it and one that does not.
    """
    lint = linter(config or Config(), rules=False)
    rules = [rule] if isinstance(rule, Rule) else _rules(rule, lint)
    outcomes = _outcomes(rules, lint)
    told = [
        f"{each.code} 示例 {each.index + 1}（{each.kind}）：{each.detail.zh}"
        for each in outcomes
        if each.detail
    ]
    for one in rules:
        kinds = {kind for example in one.examples for kind in example}
        told += [f"{one.code} 没有 {kind} 的示例" for kind in ("clean", "violates") if kind not in kinds]
    assert not told, "\n".join(told)


def load_examples(path: str | Path, config: Config | None = None) -> list[Example]:
    """Return every example of the rules at a path; raises AssertionError if a rule cannot be loaded.

    Rules over several reports have examples of another form, and are left out.
    """
    return [
        Example(rule, number, kind, example[kind])
        for rule in _rules(path, linter(config or Config(), rules=False))
        if rule.scope == "report"
        for number, example in enumerate(rule.examples, start=1)
        for kind in KINDS
        if kind in example
    ]


def check_example(example: Example, config: Config | None = None) -> None:
    """Hold a rule to one of its examples; raises AssertionError."""
    outcome = _outcomes([example.rule], linter(config or Config(), rules=False))[example.number - 1]
    assert outcome.detail is None, outcome.detail.zh


def check_reader(reader: Reader | Read, data: bytes, path: str = "report") -> Document:
    """Read a file and return its document, held to what every reader promises; raises AssertionError.

    It keeps the law of documents (``check_document``); reading twice gives the same; and whatever part
    of the file is cut off, the reader reads the rest or raises ``Unreadable``, and nothing else.
    """
    read: Read = loaded(reader.load) if isinstance(reader, Reader) else reader
    document = read(data, path, Limits())
    assert isinstance(document, Document), f"the reader returned {type(document).__name__}, not a Document"
    assert document.path == path, f"the path is {document.path!r}, not as it was given"
    if isinstance(reader, Reader):
        assert document.reader == reader.name, f"the document says it was read by {document.reader!r}"
    check_document(document)
    assert read(data, path, Limits()) == document, "reading a second time gave something else"
    _check_cut(read, data, path)
    return document


def check_document(document: Document) -> None:
    """Hold a document to its law; raises AssertionError.

    Every block, cell and entry is a slice of the reading text, in order, and stands on one line; but
    cells keep the line ends inside them where the file is its own reading text.
    """
    _check_slices(document)
    _check_tables(document)
    _check_source(document)


def _rules(path: str | Path, lint: Linter) -> list[Rule]:
    rules, problems = named_rules([path], all_names(lint.knowledge))
    told = [f"{each.where}: {each.message.zh}\n{each.quote}" for each in problems]
    assert not told, "\n".join(told)
    assert rules, f"there is no rule at {path}"
    return rules


def _outcomes(rules: list[Rule], lint: Linter) -> list[Outcome]:
    return run_examples(rules, lambda document: understand(document, lint.knowledge), from_mapping)


def _pieces(document: Document) -> Iterator[Paragraph | Cell | Entry]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block
    yield from document.entries


def _check_slices(document: Document) -> None:
    last = 0
    breaking = Cell if document.source and document.source.text == document.text else ()
    for piece in _pieces(document):
        if document.entries and piece is document.entries[0]:
            last = 0  # figures given as data may stand anywhere between paragraphs
        end = piece.start + len(piece.text)
        stands = document.text[piece.start : end]
        assert stands == piece.text, f"{piece!r} says it stands at {piece.start}, where there is {stands!r}"
        assert isinstance(piece, breaking) or "\n" not in piece.text, (
            f"{piece!r} goes over more than one line"
        )
        assert piece.start >= last, f"{piece!r} begins before the one in front of it ends"
        place = Place(document, piece.start, end, "")
        assert place.location().text == piece.text, f"{piece!r} has another place by line and column"
        last = end


def _check_tables(document: Document) -> None:
    for table in (block for block in document.blocks if isinstance(block, Table)):
        taken: dict[tuple[int, int], Cell] = {}
        for cell in (cell for row in table.rows for cell in row):
            assert cell.rowspan > 0, f"{cell!r} spans no row"
            assert cell.colspan > 0, f"{cell!r} spans no column"
            for place in _covered(cell) if table.geometry else ():
                other = taken.setdefault(place, cell)
                assert other is cell, f"{cell!r} and {other!r} are both at row and column {place}"


def _covered(cell: Cell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.rowspan):
        for column in range(cell.column, cell.column + cell.colspan):
            yield row, column


def _check_source(document: Document) -> None:
    source = document.source
    if source is None:
        return
    assert list(source.reading) == sorted(source.reading), "the runs of the source are not in order"
    assert len(source.reading) == len(source.origin), "each run of the source needs its origin"
    for piece in _pieces(document):
        offset = source.offset(piece.start)
        assert 0 <= offset <= len(source.text), f"{piece!r} is traced to {offset}, outside the source"


def _check_cut(read: Read, data: bytes, path: str) -> None:
    for end in sorted({0, 1, *(len(data) * part // 8 for part in range(1, 8))}):
        try:
            read(data[:end], path, Limits())
        except Unreadable:
            continue
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise AssertionError(
                f"of the first {end} bytes the reader made {what}, not Unreadable"
            ) from error
