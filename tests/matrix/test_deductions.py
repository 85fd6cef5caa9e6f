"""An office's table of deductions: what each finding costs, and mistakes in the table at their place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from gialint.matrix.deductions import read_deductions, score
from gialint.model import Severity

KNOWN = ("GIA301", "GIA302", "GIA501", "GIA701", "GIA806")
E, W, N = Severity.ERROR, Severity.WARNING, Severity.INFO
TABLE = """\
title: 评价办法
start: 100
least: 90
deductions:
  - {codes: [GIA301, gia302], points: 2, most: 5, about: 表三}
  - {codes: GIA5, severity: error, points: 1.5}
  - {codes: GIA, severity: warning, points: 0.5, most: 1}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "points.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("hits", "points", "words"),
    [
        ({}, "100", []),
        ({("GIA301", E): 1}, "98", ["表三（GIA301）：1 × 2 = 2"]),
        ({("GIA301", E): 1, ("GIA302", E): 1}, "96", ["表三（GIA301、GIA302）：2 × 2 = 4"]),
        ({("GIA301", E): 3}, "95", ["表三（GIA301×3）：3 × 2 = 6，最多扣 5"]),
        ({("GIA501", E): 2, ("GIA501", W): 1}, "96.5", ["GIA501×2：2 × 1.5 = 3", "GIA501：1 × 0.5 = 0.5"]),
        ({("GIA701", W): 2}, "99", ["GIA701×2：2 × 0.5 = 1"]),
        ({("GIA701", W): 3}, "99", ["GIA701×3：3 × 0.5 = 1.5，最多扣 1"]),
        ({("GIA701", N): 3}, "100", []),
        ({("GIA501", E): 9}, "90", ["GIA501×9：9 × 1.5 = 13.5"]),
    ],
)
def test_the_first_line_that_fits_counts(
    hits: Mapping[tuple[str, Severity], int], points: str, words: list[str], tmp_path: Path
) -> None:
    table, problems = read_deductions(written(tmp_path, TABLE), KNOWN)
    assert problems == []
    assert table is not None
    found = score(table, hits)
    assert found.points == Decimal(points)
    assert [each.working("zh") for each in found.taken] == words


NO_EFFECT = "这一行不起作用：上面的一行已经包括它（每个问题只按第一个符合的行扣分）"
START = "start: 100\ndeductions:\n  - "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("start: 百\ndeductions: []", [("百", "这里应是一个数", None)]),
        ("start: 100", [("start", "缺少“deductions”", None)]),
        (
            f"{START}{{codes: GIA3, point: 2}}",
            [("point", "没有“point”这个键", "您是不是想写“points”？"), ("{", "缺少“points”", None)],
        ),
        (
            f"{START}{{codes: GIA311, points: 2}}",
            [("GIA311", "没有规则“GIA311”", "您是不是想写“GIA301”？")],
        ),
        (
            f"{START}{{codes: [GIA3, GIB5], points: 2}}",
            [("GIB5", "没有规则“GIB5”", "您是不是想写“GIA5”？")],
        ),
        (f"{START}{{codes: GIA3, points: -2}}", [("-2", "扣分写正数", None)]),
        (
            f"{START}{{codes: GIA3, severity: eror, points: 2}}",
            [("eror", "不能写“eror”", "您是不是想写“error”？")],
        ),
        ("start: 10\nleast: 20\ndeductions: []", [("10", "起始分低于最低分", None)]),
        (
            f"{START}{{codes: GIA3, points: 2}}\n  - {{codes: GIA301, points: 5}}",
            [("{codes: GIA301", NO_EFFECT, None)],
        ),
        ("- 1", [("- 1", "这里应是一组“键: 值”", None)]),
    ],
)
def test_a_mistake_is_told_at_its_place(
    text: str, expected: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    path = written(tmp_path, text)
    table, problems = read_deductions(path, KNOWN)
    assert table is None
    for problem, (word, message, hint) in zip(problems, expected, strict=True):
        _, line, column = problem.where.rsplit(":", 2)
        assert text.split("\n")[int(line) - 1][int(column) - 1 :].startswith(word)
        assert (problem.message.zh, problem.hint and problem.hint.zh) == (message, hint)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    table, [problem] = read_deductions(tmp_path / "none.yaml", KNOWN)
    assert (table, problem.message.zh) == (None, "没有这个文件")
