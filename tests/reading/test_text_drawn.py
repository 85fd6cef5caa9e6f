"""Tables drawn with lines or wide bars are read as those with pipes; what is written stays as it is."""

from __future__ import annotations

import pytest
from shown import Read, shown

from gialint.reading import Limits
from gialint.reading.markdown import read as read_markdown
from gialint.reading.text import read as read_text

ROWS = "| 内容 | 件数 |\n| 规章 | 0 |\n| 许可 | 12 |"
READ = "内容 件数/规章 0/许可 12"
RULE = "+------+------+"


def ruled(rows: str, rule: str) -> str:
    return "\n".join([rule, *(line for row in rows.splitlines() for line in (row, rule))])


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(
    "table",
    [
        ruled(ROWS, RULE),
        ruled(ROWS, RULE).replace(RULE, RULE.replace("-", "="), 2),
        ruled(ROWS, "├──────┼──────┤").replace("|", "│"),
        ROWS.replace("|", "｜"),
        f"┌──────┬──────┐\n{ROWS.replace('|', '│')}\n└──────┴──────┘",
    ],
    ids=["plus", "heading", "box", "bars", "frame"],
)
def test_a_drawn_table(read: Read, table: str) -> None:
    text = f"二、情况\n\n{table}\n\n三、情况"
    assert shown(read(text.encode(), "a.md", Limits())) == ["二、情况", READ, "三、情况"]


@pytest.mark.parametrize(
    "text",
    ["首页｜新闻｜公开", "C++--+", "│ 公告 │", "主任｜张三", "+--+ 说明", "────────────"],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert "".join(shown(read_text(f"前文\n{text}\n后文".encode(), "a.txt", Limits()))) == f"前文{text}后文"


def test_rows_on_several_lines_are_not_run_together() -> None:
    table = f"{RULE}\n| 规章 | 0 |\n| 等  |   |\n{RULE}\n| 许可 | 12 |\n{RULE}"
    assert "规章 0/许可 12" not in shown(read_text(table.encode(), "a.txt", Limits()))


def test_a_line_under_the_headings_only() -> None:
    rows = ROWS.split("\n")
    table = "\n".join([RULE, rows[0], RULE, *rows[1:], RULE])
    assert shown(read_text(table.encode(), "a.txt", Limits())) == [READ]
