"""What a data frame is written with around a table is left out; what only looks like it stays."""

from __future__ import annotations

import pytest

from gialint.model import Cell
from gialint.reading.grid import is_filler, unframed


def rows(*texts: str) -> list[tuple[Cell, ...]]:
    return [
        tuple(Cell(text, 0, number, column) for column, text in enumerate(row.split("|")))
        for number, row in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("framed", "bare"),
    [
        (("|0|1|2", "0|规章|0|1", "1|规范性文件|2|3"), ("规章|0|1", "规范性文件|2|3")),
        (("0|1|2", "规章|0|1", "规范性文件|2|3"), ("规章|0|1", "规范性文件|2|3")),
        (("|信息内容|件数", "0|规章|0", "1|规范性文件|2"), ("信息内容|件数", "规章|0", "规范性文件|2")),
        (
            ("|0|1|", "0|规章|0|", "1|规范性文件|2|", "|0|1|2", "0|行政许可|3|4"),
            ("规章|0|", "规范性文件|2|", "行政许可|3|4"),
        ),
        (("总计|其他|总计.1|总计.2", "0|1|0|0"), ("总计|其他|总计|总计", "0|1|0|0")),
    ],
)
def test_the_frame_goes(framed: tuple[str, ...], bare: tuple[str, ...]) -> None:
    assert unframed(rows(*framed)) == rows(*bare)


@pytest.mark.parametrize(
    "whole",
    [
        ("信息内容|件数", "规章|0", "规范性文件|2"),
        ("|件数", "规章|0", "规范性文件|1"),
        ("|件数", "1|0", "2|1"),
        ("0|0|0", "0|0|0"),
        ("信息内容|件数|", "|0|1|", "规章|0|1"),
        ("第1.1条|第1.2条", "0|1"),
        ("0|1|2",),
    ],
)
def test_what_only_looks_like_it_stays(whole: tuple[str, ...]) -> None:
    assert unframed(rows(*whole)) == rows(*whole)


def test_fillers() -> None:
    assert all(map(is_filler, ("nan", "NaN", "<NA>", "Unnamed: 3", "Unnamed: 0_level_1")))
    assert not any(map(is_filler, ("", "0", "无", "Nan", "Unnamed", "N/A")))
