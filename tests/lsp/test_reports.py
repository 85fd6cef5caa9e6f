"""What an editor shows of reports: the findings of ``check``, at their words, with fixes and explanations."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from editor import Editor, editing, played
from lsprotocol import types

from gialint.config import Config
from gialint.run.linter import Linter, linter
from gialint.run.result import result_of

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMATS = ("txt", "md", "html", "yaml")
RARE = "𠮷"
"""A character beyond the first 65,536: two units of UTF-16, four of UTF-8."""
SLIP = "全年工作平稳有序"
"""Words of the clean report, in the place of which a slip is put."""


def faulty(suffix: str) -> str:
    return (EXAMPLES / f"faulty.{suffix}").read_text("utf-8")


def clean(suffix: str = "txt") -> str:
    return (EXAMPLES / f"clean.{suffix}").read_text("utf-8")


def test_the_findings_of_check_at_their_words(tmp_path: Path) -> None:
    lint = linter(Config())

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            for suffix in FORMATS:
                await compared(editor, lint, tmp_path / f"report.{suffix}", faulty(suffix))

    async def compared(editor: Editor, lint: Linter, path: Path, text: str) -> None:
        editor.open(path, text)
        told = await editor.told(path)
        [checked] = result_of(lint, [str(path)], {str(path): text.encode()}).reports
        due = {(each.code, each.location.text if each.location else "") for each in checked.findings}
        assert {(each.code, editor.words(path, each.range)) for each in told} == due
        [balance] = (each for each in told if each.code == "GIA301")
        related = balance.related_information or ()
        assert [editor.words(path, each.location.range) for each in related] == [
            each.message.rpartition(" ")[2] if " " in each.message else "" for each in related
        ]
        assert "相差 1" in balance.message

    played(scene())


@pytest.mark.parametrize(
    ("encodings", "used", "column"),
    [([], "utf-16", 5), (["utf-8", "utf-16"], "utf-8", 13), (["utf-32"], "utf-32", 4)],
)
def test_columns_are_counted_as_the_client_asks(
    encodings: list[str], used: str, column: int, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    text = clean().replace(SLIP, f"\n{RARE}镇里，进一步进一步做好")

    async def scene() -> None:
        async with editing(tmp_path, encodings) as editor:
            editor.open(path, text)
            told = await editor.told(path)
            [slip] = (each for each in told if "进一步进一步" in each.message)
            assert editor.encoding == used
            assert slip.range.start.character == column
            assert editor.words(path, slip.range) == "进一步进一步"

    played(scene())


def test_what_is_checked_is_the_text_of_the_editor(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(clean(), "utf-8")

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            editor.open(path, clean().replace(SLIP, "进一步进一步做好"))
            assert len(await editor.told(path)) == 1
            editor.change(path, clean())
            assert not await editor.told(path)
            assert path.read_text("utf-8") == clean()
            editor.close(path)

    played(scene())


def test_fixes_are_offered_the_unsafe_ones_as_such(tmp_path: Path) -> None:
    page, draft = tmp_path / "report.html", tmp_path / "report.md"
    written = clean("html").replace(SLIP, "进一步进一步做好")
    row = "上年结转政府信息公开申请数量 |  |  |"
    blank = clean("md").replace(f"{row} 0 |", f"{row}  |")

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            editor.open(page, written)
            [safe] = await editor.actions(page)
            assert safe.is_preferred
            assert editor.edited(page, safe) == written.replace("进一步进一步", "进一步")
            editor.open(draft, blank)
            [unsafe] = await editor.actions(draft)
            assert not unsafe.is_preferred
            assert "须先核实" in unsafe.title
            assert editor.edited(draft, unsafe) == blank.replace(f"{row}  |", f"{row} 0 |")
            assert not await editor.actions(draft, types.Range(types.Position(0, 0), types.Position(1, 0)))

    played(scene())


def test_the_rule_is_explained_over_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    text = faulty("txt")

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            editor.open(path, text)
            [balance] = (each for each in await editor.told(path) if each.code == "GIA301")
            page = await editor.hover(path, balance.range.start)
            assert page.startswith("# GIA301：")
            assert "国办公开办函〔2021〕30号" in page
            assert await editor.hover(path, types.Position(1, 0)) == ""

    played(scene())


def test_the_outline_has_sections_topics_and_tables(tmp_path: Path) -> None:
    async def scene() -> None:
        async with editing(tmp_path) as editor:
            for suffix in FORMATS:
                await outlined(editor, tmp_path / f"report.{suffix}", suffix)

    async def outlined(editor: Editor, path: Path, suffix: str) -> None:
        editor.open(path, clean(suffix))
        symbols = await editor.symbols(path)
        assert [each.name[0] for each in symbols] == ["一", "二", "三", "四", "五", "六"]
        assert [each.name[:3] for each in symbols[0].children or ()][:2] == ["（一）", "（二）"]
        tables = [] if suffix == "yaml" else ["收到和处理政府信息公开申请情况表"]
        assert [each.name for each in symbols[2].children or ()] == tables
        for one, other in pairwise(symbols):
            assert one.range.end == other.range.start
            assert all(one.range.end >= each.range.end for each in one.children or ())

    played(scene())


OTHERS: tuple[tuple[str, str, list[str], int], ...] = (
    # the file, its text, what is said of it, and at which line
    ("README.md", "# Something else\n\nNothing of this is a report.\n", ["GIA905"], 0),
    ("compose.yaml", "version: 3\nservices:\n  - web\n", [], 0),
    ("empty.txt", "", ["GIA902"], 0),
    ("half.yaml", "title: 2024年政府信息公开工作年度报告\nsections:\n  一、: ]\n  二、: x\n", ["GIA902"], 2),
)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    async def scene() -> None:
        async with editing(tmp_path) as editor:
            for name, text, codes, line in OTHERS:
                await left_alone(editor, tmp_path / name, text, codes, line)

    async def left_alone(editor: Editor, path: Path, text: str, codes: list[str], line: int) -> None:
        editor.open(path, text)
        told = await editor.told(path)
        assert [each.code for each in told] == codes
        assert {each.range.start.line for each in told} <= {line}, told
        hints = [each.severity is types.DiagnosticSeverity.Hint for each in told]
        assert all(hints) == (codes in (["GIA905"], []))

    played(scene())
