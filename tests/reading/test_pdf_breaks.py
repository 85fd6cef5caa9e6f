"""Tables over page breaks of a PDF: parts joined, cut rows made whole, repeated headings dropped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfdraw import Draw, Ruled, cells_of, lines, opened, plain, ruled, text
from wordml import Shape, shape

from gialint.model import Table

HEAD = ["", "自然人", "总计"]
ABOVE = [HEAD, ["一、本年新收", "3", "3"]]
READ_ABOVE = ["@0,0; 自然人@0,1; 总计@0,2", "一、本年新收@1,0; 3@1,1; 3@1,2"]
LABEL = 66.0
"""Points that a label column is wide, padding and all: five characters fill it."""


def part(
    rows: list[list[str]], top: float = 780, open_top: bool = False, open_bottom: bool = False
) -> list[Draw]:
    return [ruled(plain(rows, top=top, width=LABEL), open_top=open_top, open_bottom=open_bottom)]


def spans(*rows: str, top: float = 780) -> list[Draw]:
    cells = cells_of(*rows)
    columns = max(column + colspan for _, column, _, colspan in cells)
    xs, ys = [90 + LABEL * n for n in range(columns + 1)], [top - 40 * n for n in range(len(rows) + 1)]
    return [ruled(Ruled(xs, ys, cells))]


BREAKS: dict[str, tuple[list[Draw], list[Draw], Shape]] = {
    "two parts": (
        part(ABOVE),
        part([["二、上年结转", "0", "0"]]),
        [[*READ_ABOVE, "二、上年结转@2,0; 0@2,1; 0@2,2"]],
    ),
    "repeated headings": (
        part(ABOVE),
        part([HEAD, ["二、上年结转", "0", "0"]]),
        [[*READ_ABOVE, "二、上年结转@2,0; 0@2,1; 0@2,2"]],
    ),
    "a repeated heading and a cut row": (
        part([*ABOVE, ["二、上年结", "1", "1"]]),
        part([HEAD, ["转的申请", "", ""], ["三、办理结果", "4", "4"]]),
        [[*READ_ABOVE, "二、上年结转的申请@2,0; 1@2,1; 1@2,2", "三、办理结果@3,0; 4@3,1; 4@3,2"]],
    ),
    "figures below the cut": (
        part([*ABOVE, ["二、上年结", "", ""]]),
        part([["转的申请", "1", "1"]]),
        [[*READ_ABOVE, "二、上年结转的申请@2,0; 1@2,1; 1@2,2"]],
    ),
    "the whole label above, its figures below": (
        part([*ABOVE, ["二、结转", "", ""]]),
        part([["", "1", "1"]]),
        [[*READ_ABOVE, "二、结转@2,0; 1@2,1; 1@2,2"]],
    ),
    "a label cut inside brackets": (
        part([*ABOVE, ["（二）部分（区", "1", "1"]]),
        part([["分）", "", ""]]),
        [[*READ_ABOVE, "（二）部分（区分）@2,0; 1@2,1; 1@2,2"]],
    ),
    "a blank row is no continuation": (
        part([*ABOVE, ["二、上年结", "1", "1"]]),
        part([["三、结果", "", ""]]),
        [[*READ_ABOVE, "二、上年结@2,0; 1@2,1; 1@2,2", "三、结果@3,0; @3,1; @3,2"]],
    ),
    "nor is a label without a number if there was room for it": (
        part([*ABOVE, ["规章", "1", "1"]]),
        part([["其他", "", ""]]),
        [[*READ_ABOVE, "规章@2,0; 1@2,1; 1@2,2", "其他@3,0; @3,1; @3,2"]],
    ),
    "figures on both sides are two rows": (
        part([*ABOVE, ["二、上年结", "1", "1"]]),
        part([["转的申请", "2", "2"]]),
        [[*READ_ABOVE, "二、上年结@2,0; 1@2,1; 1@2,2", "转的申请@3,0; 2@3,1; 2@3,2"]],
    ),
    "no line at the break": (
        part([*ABOVE, ["商业", "1", "1"]], open_bottom=True),
        part([["企业", "", ""]], open_top=True),
        [[*READ_ABOVE, "商业 企业@2,0; 1@2,1; 1@2,2"]],
    ),
    "no line at the break, but figures on both sides": (
        part([*ABOVE, ["行政处罚", "1", "1"]]),
        part([["行政强制", "0", "0"]], open_top=True),
        [[*READ_ABOVE, "行政处罚@2,0; 1@2,1; 1@2,2", "行政强制@3,0; 0@3,1; 0@3,2"]],
    ),
    "nothing left below the cut": (
        part([*ABOVE, ["二、上年结", "1", "1"]]),
        part([["", "", ""], ["三、结果", "4", "4"]]),
        [[*READ_ABOVE, "二、上年结@2,0; 1@2,1; 1@2,2", "三、结果@3,0; 4@3,1; 4@3,2"]],
    ),
    "a merged label goes on without words": (
        spans(
            "三、办理|（一）公开|1",
            "^|（二）部分|2",
        ),
        spans(
            "|（三）不予|3",
            "^|（四）无法|4",
        ),
        [
            [
                "三、办理@0,0 4x1; （一）公开@0,1; 1@0,2",
                "（二）部分@1,1; 2@1,2",
                "（三）不予@2,1; 3@2,2",
                "（四）无法@3,1; 4@3,2",
            ]
        ],
    ),
    "a merged label is cut": (
        spans(
            "三、办理\n三个字字字|（一）公开|1",
            "^|（二）部分|2",
        ),
        spans("结果|（三）不予|3"),
        [
            [
                "三、办理 三个字字字结果@0,0 3x1; （一）公开@0,1; 1@0,2",
                "（二）部分@1,1; 2@1,2",
                "（三）不予@2,1; 3@2,2",
            ]
        ],
    ),
    "a merged label stands below": (
        spans(
            "|（一）公开|1",
            "^|（二）部分|2",
        ),
        spans(
            "三、办理|（三）不予|3",
            "^|（四）无法|4",
        ),
        [
            [
                "三、办理@0,0 4x1; （一）公开@0,1; 1@0,2",
                "（二）部分@1,1; 2@1,2",
                "（三）不予@2,1; 3@2,2",
                "（四）无法@3,1; 4@3,2",
            ]
        ],
    ),
    "a merged label begins in the last row above": (
        spans("三、办理\n三个字字字|（一）公开|1"),
        spans(
            "结果|（二）部分|2",
            "^|（三）不予|3",
        ),
        [
            [
                "三、办理 三个字字字结果@0,0 3x1; （一）公开@0,1; 1@0,2",
                "（二）部分@1,1; 2@1,2",
                "（三）不予@2,1; 3@2,2",
            ]
        ],
    ),
    "a merged label beside nothing but figures": (
        spans(
            "三、办理\n三个字字字|1",
            "^|2",
        ),
        spans(
            "结果|3",
            "^|4",
        ),
        [["三、办理 三个字字字结果@0,0 4x1; 1@0,1", "2@1,1", "3@2,1", "4@3,1"]],
    ),
    "the next group is not the last one's": (
        spans(
            "（四）\n不予公开哈|1.甲|1",
            "^|2.乙|2",
        ),
        spans(
            "（五\n）不予处理|1.丙|3",
            "^|2.丁|4",
        ),
        [
            [
                "（四） 不予公开哈@0,0 2x1; 1.甲@0,1; 1@0,2",
                "2.乙@1,1; 2@1,2",
                "（五 ）不予处理@2,0 2x1; 1.丙@2,1; 3@2,2",
                "2.丁@3,1; 4@3,2",
            ]
        ],
    ),
    "a blank figure under a tall heading stays": (
        spans("情况|法人|总计", "^|企业|^"),
        spans("一、新收|1|"),
        [["情况@0,0 2x1; 法人@0,1; 总计@0,2 2x1", "企业@1,1", "一、新收@2,0; 1@2,1; @2,2"]],
    ),
    "a coarser part on the finer grid": (
        spans("三、办理|（一）公开|1"),
        [ruled(Ruled((90, 222, 288), (780, 750), cells_of("四、结转下年度|2")))],
        [["三、办理@0,0; （一）公开@0,1; 1@0,2", "四、结转下年度@1,0 1x2; 2@1,2"]],
    ),
    "a finer part under a coarser one": (
        [ruled(Ruled((90, 222, 288), (780, 750), cells_of("一、新收|2")))],
        spans("三、办理|（一）公开|1"),
        [["一、新收@0,0 1x2; 2@0,2", "三、办理@1,0; （一）公开@1,1; 1@1,2"]],
    ),
    "other columns are another table": (
        part(ABOVE),
        [ruled(plain([["行政复议", "行政诉讼"], ["0", "0"]], top=780, width=90))],
        [READ_ABOVE, ["行政复议@0,0; 行政诉讼@0,1", "0@1,0; 0@1,1"]],
    ),
    "columns that do not meet are another table": (
        part(ABOVE),
        [
            ruled(
                Ruled(
                    (90, 120, 180, 288),
                    (780, 750),
                    cells_of("甲|乙|丙"),
                )
            )
        ],
        [READ_ABOVE, ["甲@0,0; 乙@0,1; 丙@0,2"]],
    ),
    "a heading between them": (
        part(ABOVE),
        [text(90, 800, "四、政府信息公开行政复议情况"), *part([["二、上年结转", "0", "0"]])],
        [READ_ABOVE, "四、政府信息公开行政复议情况", ["二、上年结转@0,0; 0@0,1; 0@0,2"]],
    ),
    "words after the first": (
        [*part(ABOVE), text(90, 100, "注：以上为全年数。")],
        part([["二、上年结转", "0", "0"]]),
        [READ_ABOVE, "注：以上为全年数。", ["二、上年结转@0,0; 0@0,1; 0@0,2"]],
    ),
}


@pytest.mark.parametrize("case", BREAKS)
def test_breaks(case: str) -> None:
    above, below, expected = BREAKS[case]
    assert shape(opened(above, below)) == expected


def test_two_tables_of_one_page_stay_two() -> None:
    document = opened([*part(ABOVE), *part([["二、上年结转", "0", "0"]], top=600)])
    assert len(document.blocks) == 2


def test_cells_stand_where_their_words_are() -> None:
    document = opened(part([*ABOVE, ["二、上年结", "", ""]]), part([["转的申请", "1", ""]]))
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [(cell.page, cell.native) for cell in table.rows[2]] == [
        (1, "page 1 [90.0,708.0,156.0,732.0]"),
        (2, "page 2 [156.0,756.0,222.0,780.0]"),
        (1, "page 1 [222.0,708.0,288.0,732.0]"),
    ]
    assert table.native == "page 1 [90.0,708.0,288.0,780.0]"


FOOTER = lines("— 1 —", top=30, left=280)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), min_size=3, max_size=30), st.data())
def test_rows_are_the_same_wherever_pages_break(figures: list[tuple[int, int]], data: st.DataObject) -> None:
    rows = [[f"{n}.第{n}项情形", str(one), str(other)] for n, (one, other) in enumerate(figures, 1)]
    pages: list[list[Draw]] = []
    while rows:
        count = data.draw(st.integers(1, len(rows)))
        pages.append([*part(rows[:count], top=data.draw(st.integers(740, 800))), FOOTER])
        rows = rows[count:]
    table, *rest = opened(*pages).blocks
    assert not rest
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        [f"{n}.第{n}项情形", str(one), str(other)] for n, (one, other) in enumerate(figures, 1)
    ]
