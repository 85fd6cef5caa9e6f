"""Markdown for merge requests: what is to be done, in tables, and nothing in a report becomes markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample_hostile import hostile
from sample_results import balance, no_applications, sentence_end, whole

from gialint.model import Checked, Diagnostic, Gap, Location, Result, Severity
from gialint.reporting import Style
from gialint.reporting.markdown import escaped, markdown

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def rows(result: Result, language: str = "zh") -> list[list[str]]:
    """Return the rows of all tables, as Markdown is read."""
    html = PARSER.render(markdown(result, Style(language)))
    return [
        re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    ]


def test_what_is_to_be_done_is_told_once_for_each_kind() -> None:
    gaps = (Gap("GIA401", "x", "表四没有读到", ()), Gap("GIA402", "x", "表四没有读到", ()))
    checked = Checked(
        "a.txt", findings=(balance("zh"), no_applications("zh"), sentence_end("zh")), unassessed=gaps
    )
    told = [row[:2] for row in rows(Result("", (checked,))) if row]
    assert told == [
        ["<strong>必须改正</strong>", "GIA301"],
        ["", "GIA501"],
        ["<strong>请核实</strong>", "GIA722 提示"],
        ["<strong>未能核对</strong>", "GIA401、GIA402"],
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, ""),
        (Location("六/段1", "六", 12, 1, 12, 2, None, "", "", "x"), "六/段1<br>第 12 行"),
        (Location("六/段1", "六", 12, 1, 12, 2, None, "40:2", "", "x"), "六/段1<br>第 40 行"),
        (Location("六/段1", "六", 0, 0, 0, 0, None, "", ""), "六/段1"),
    ],
)
def test_places(place: Location | None, expected: str) -> None:
    found = Diagnostic("GIA501", "x", Severity.ERROR, "不符", location=place)
    [_, row] = rows(Result("", (Checked("a.txt", findings=(found,)),)))
    assert row[3] == expected


def test_reports_with_nothing_to_tell_are_listed_at_the_end() -> None:
    text = markdown(whole("en"), Style("en"))
    assert text.endswith("### nothing found\n\n- drafts/云坪县2024.docx · 云坪县人民政府办公室 · 2024\n")
    assert "line 12" in text
    assert "rules/balance.yaml:7:9" in text


def test_suppressed_findings_are_only_counted() -> None:
    checked = Checked("a.txt", findings=(balance("zh")._replace(suppressed="已核实"),))
    text = markdown(Result("", (checked,)), Style())
    assert "GIA301" not in text
    assert "另有 1 个已豁免" in text


def test_hostile_text_stays_text() -> None:
    html = PARSER.render(markdown(hostile(), Style()))
    assert set(re.findall(r"<(/?[a-z0-9]+)", html)) <= {
        "p", "/p", "strong", "/strong", "h3", "/h3", "table", "/table", "thead", "/thead", "tbody", "/tbody",
        "tr", "/tr", "th", "/th", "td", "/td", "br",
    }  # fmt: skip
    cells = [row for row in rows(hostile()) if row]
    assert {len(row) for row in cells} == {5}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in cells[0][2]
    assert "<strong>b</strong>" not in html
    assert not re.search(r"@\w|https?://", markdown(hostile(), Style()))


@given(st.text(alphabet="ab|\\`*_~[]()<>&#!@$:/\n\r .-+1w"))
@settings(max_examples=200)
def test_any_text_comes_out_of_a_cell_as_it_went_in(text: str) -> None:
    html = PARSER.render(f"| x |\n| --- |\n| y{escaped(text)}z |\n")
    [cell] = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    read = cell.replace("<br>", "\n").replace("\u200b", "")
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        read = read.replace(entity, char)
    assert read == "y" + "\n".join(text.splitlines()) + "z"
