"""What authors test with tells a sound rule or reader from each kind of broken one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gialint import Facts, Finding, Report, Text, rule
from gialint.hookspecs import Reader
from gialint.model import Cell, Document, Paragraph, Source, Table
from gialint.plugins.builtin import READERS
from gialint.reading import Limits, Unreadable
from gialint.testing import check_example, check_reader, check_rule, load_examples

ROOT = Path(__file__).parents[1]
GOOD = """\
code: QSH701
title: 用词
severity: info
basis: [custom]
match: {pattern: 做为}
examples:
  - clean: {一: 作为镇政府。}
  - violates: {一: 做为镇政府。}
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write a rule file."""

    def write(text: str) -> Path:
        path = tmp_path / "QSH701-wording.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_sound_rule_passes(write: Callable[[str], Path]) -> None:
    check_rule(write(GOOD))


def test_a_rule_in_python_passes_or_tells_which_example_failed() -> None:
    @rule(
        "QSH702",
        "odd",
        severity="info",
        title=Text("奇"),
        basis=["custom"],
        examples=[{"clean": {}}, {"violates": {}}],
    )
    def odd(report: Report, facts: Facts) -> list[Finding]:
        return [Finding(Text("总是"))]

    with pytest.raises(AssertionError, match="QSH702 示例 1（clean）：不应报告，但报告了：总是"):
        check_rule(odd)
    with pytest.raises(AssertionError, match="QSH702 没有 clean 的示例"):
        check_rule(replace(odd, examples=({"violates": {}},)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("作为", "做为"), "QSH701 示例 1（clean）：不应报告"),
        (GOOD.replace("severity: info", "severity: grave"), "只能是 info、warning、error"),
        (GOOD.replace("severity: info", "severity: grave"), "severity: grave\n"),
        ("", "键: 值"),
    ],
)
def test_a_broken_rule_file_is_told(text: str, says: str, write: Callable[[str], Path]) -> None:
    with pytest.raises(AssertionError) as caught:
        check_rule(write(text))
    assert says in str(caught.value)


def test_a_folder_without_rules_is_none(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no rule"):
        check_rule(tmp_path)


def test_examples_one_by_one(write: Callable[[str], Path]) -> None:
    examples = load_examples(write(GOOD))
    assert [str(example) for example in examples] == ["QSH701-1-clean", "QSH701-2-violates"]
    for example in examples:
        check_example(example)
    broken = replace(examples[1].rule, examples=({"clean": {}}, {"violates": {"一": "作为。"}}))
    with pytest.raises(AssertionError, match="应当报告"):
        check_example(examples[1]._replace(rule=broken))


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("faulty.*")), ids=lambda path: path.suffix)
def test_every_reader_of_ours_keeps_its_promises(path: Path) -> None:
    reader = next(reader for reader in READERS if path.suffix in reader.suffixes)
    assert check_reader(reader, path.read_bytes(), path.name).blocks


def _document(
    *blocks: Paragraph | Table, text: str = "甲乙\n丙 | 丁\n", source: Source | None = None
) -> Document:
    return Document("x", "lines", text, blocks, source=source)


def _table(*cells: Cell) -> Table:
    return Table((cells,))


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("甲乙", "not a Document"),
        (replace(_document(), path="y"), "not as it was given"),
        (_document(Paragraph("甲丙", 0)), "where there is '甲乙'"),
        (_document(Paragraph("甲乙\n丙", 0)), "more than one line"),
        (_document(_table(Cell("甲乙\n丙", 0, 0, 0))), "more than one line"),
        (_document(Paragraph("甲乙\n丙", 0), source=Source("甲乙\n丙 | 丁\n")), "more than one line"),
        (_document(Paragraph("甲乙", 0), Paragraph("乙", 1)), "begins before"),
        (_document(_table(Cell("丙", 3, 0, 0), Cell("丁", 7, 0, 0))), "both at row and column"),
        (_document(_table(Cell("丙", 3, 0, 0, rowspan=0))), "spans 0 rows and 1 columns"),
        (_document(_table(Cell("丙", 3, 0, 0, colspan=0))), "spans 1 rows and 0 columns"),
        (_document(source=Source("甲", (5, 0), (0, 0))), "not in order"),
        (_document(source=Source("甲", (0, 5), (0,))), "needs its origin"),
        (_document(Paragraph("丙", 3), source=Source("甲", (0,), (0,))), "outside the source"),
    ],
)
def test_a_reader_that_breaks_a_promise_is_told(document: Document, says: str) -> None:
    with pytest.raises(AssertionError) as caught:
        check_reader(lambda data, path, limits: document, b"x", "x")
    assert says in str(caught.value)


def test_a_cell_may_go_over_lines_that_are_lines_of_the_file() -> None:
    text = "| 行政\n许可 | 3 |\n| 处罚 | 4 |\n"
    document = check_reader(READERS[2], text.encode(), "a.txt")
    assert isinstance(document.blocks[0], Table)
    assert document.blocks[0].rows[0][0].text == "行政\n许可"


def test_a_reader_must_give_its_own_name() -> None:
    with pytest.raises(AssertionError, match="read by 'text'"):
        check_reader(Reader("lines", (".lines",), "gialint.reading.text:read"), "甲乙".encode(), "x")


def test_a_reader_must_read_alike_twice() -> None:
    documents = iter([_document(Paragraph("甲乙", 0)), _document()])
    with pytest.raises(AssertionError, match="second time"):
        check_reader(lambda data, path, limits: next(documents), b"x", "x")


def test_a_reader_must_raise_unreadable_and_nothing_else() -> None:
    def read(data: bytes, path: str, limits: Limits) -> Document:
        if len(data) < 3:
            raise Unreadable(Text("空"))
        if len(data) < 8:
            raise IndexError("list index out of range")
        return _document(Paragraph("甲乙", 0))

    with pytest.raises(AssertionError, match="of the first 3 bytes the reader made IndexError"):
        check_reader(read, b"12345678", "x")


def test_a_table_without_geometry_may_repeat_its_places() -> None:
    loose = Table(((Cell("丙", 3, 0, 0), Cell("丁", 7, 0, 0)),), geometry=False)
    check_reader(lambda data, path, limits: _document(loose), b"x", "x")
