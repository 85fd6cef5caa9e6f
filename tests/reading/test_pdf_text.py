"""The text of a PDF outside its tables: lines, paragraphs, columns, page numbers and running headers."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pdfdraw import LEFT, PITCH, RIGHT, SIZE, TOP, Draw, handmade, lines, opened, text
from reportlab.pdfgen.canvas import Canvas
from wordml import Shape, shape

from gialint.model import Paragraph
from gialint.reading import Limits, Unreadable
from gialint.reading.pdf import read
from gialint.reading.pdf.glyphs import Glyph
from gialint.reading.pdf.lines import rows

FULL = int((RIGHT - LEFT) / SIZE)
"""Characters of a full line."""
HAN = "全年在县政府门户网站青石镇专栏发布信息并按季度更新目录其中政策文件补贴名单工作动态各有专人负责核对"


def wrapped(*paragraphs: str, top: float = TOP, indent: int = 2) -> Draw:
    """Set paragraphs as a word processor does: two characters indented, no line beginning with a comma."""
    set_lines: list[str] = []
    for paragraph in paragraphs:
        rest = "\u3000" * indent + paragraph
        while rest:
            end = FULL
            while end < len(rest) and rest[end] in "，。；：、）":
                end -= 1
            set_lines.append(rest[:end])
            rest = rest[end:]
    return lines(*set_lines, top=top)


def watermark(canvas: Canvas) -> None:
    canvas.translate(100, 300)
    canvas.rotate(45)
    text(0, 0, "仅供参考", 60)(canvas)


def column(left: float, words: list[str]) -> Draw:
    return lines(*words, top=740, left=left, pitch=18)


NEAR = [*(HAN[n : n + 16] for n in range(8)), HAN[9:20] + "。"]
FAR = [*(HAN[n + 20 : n + 36] for n in range(8)), HAN[29:40] + "。"]
ONE, TWO = (HAN * 2)[:70] + "。", (HAN * 2)[20:64] + "。"
PROSE: dict[str, tuple[list[list[Draw]], Shape]] = {
    "indented paragraphs": ([[wrapped(ONE, TWO)]], [ONE, TWO]),
    "paragraphs without an indent": ([[wrapped(ONE, TWO, indent=0)]], [ONE, TWO]),
    "an indented paragraph after a full line": ([[wrapped(HAN[: FULL - 2], TWO)]], [HAN[: FULL - 2], TWO]),
    "a numbered heading after a full line": (
        [[wrapped(HAN[: FULL - 1] + "。", "（二）依申请公开", ONE, indent=0)]],
        [HAN[: FULL - 1] + "。", "（二）依申请公开", ONE],
    ),
    "space between paragraphs": (
        [[lines(HAN[:FULL], HAN[:FULL], HAN[:FULL], "", HAN[:FULL], HAN[:9])]],
        [HAN[:FULL] * 3, HAN[:FULL] + HAN[:9]],
    ),
    "a comma that would begin the line takes its neighbour along": (
        [[wrapped(HAN[: FULL - 2] + "，" + HAN[:30])]],
        [HAN[: FULL - 2] + "，" + HAN[:30]],
    ),
    "headings": ([[lines("一、总体情况"), wrapped(ONE, top=TOP - PITCH)]], ["一、总体情况", ONE]),
    "a title over two lines": (
        [
            [
                text(90, 750, "云坪县青石镇人民政府二〇二四年政府信息公"[:19], 22),
                text(200, 720, "开工作年度报告", 22),
                wrapped(ONE, TWO, top=680),
            ]
        ],
        ["云坪县青石镇人民政府二〇二四年政府信息公"[:19] + "开工作年度报告", ONE, TWO],
    ),
    "a headline and the text under it": (
        [[text(90, 750, HAN[:19], 22), wrapped(ONE, top=720, indent=0)]],
        [HAN[:19], ONE],
    ),
    "over a page break": (
        [
            [wrapped(ONE, top=TOP), lines("\u3000\u3000" + HAN[: FULL - 2], top=TOP - 3 * PITCH)],
            [lines(HAN[:12] + "。"), wrapped(TWO, top=TOP - PITCH)],
        ],
        [ONE, HAN[: FULL - 2] + HAN[:12] + "。", TWO],
    ),
    "a paragraph that ends with its page": (
        [[wrapped(ONE), lines("\u3000\u3000" + HAN[:20] + "。", top=TOP - 3 * PITCH)], [wrapped(TWO)]],
        [ONE, HAN[:20] + "。", TWO],
    ),
    "a web address that did not fit": (
        [[lines(HAN[:FULL], HAN[:20] + "（http://", "www.yunpingxian.gov.cn/info）查阅。")]],
        [HAN[:FULL] + HAN[:20] + "（http://www.yunpingxian.gov.cn/info）查阅。"],
    ),
    "Latin words get their space back": (
        [[lines(HAN[:FULL], HAN[:25] + "Open Government", "Information", HAN[:FULL])]],
        [HAN[:FULL] + HAN[:25] + "Open Government Information", HAN[:FULL]],
    ),
    "figures in columns stay lines": (
        [
            [
                lines("规章", "行政规范性文件", "四、结转下年度继续办理"),
                *[text(300 + 30 * n, TOP - PITCH * r, "0") for n in range(7) for r in range(3)],
            ]
        ],
        ["规章 0 0 0 0 0 0 0", "行政规范性文件 0 0 0 0 0 0 0", "四、结转下年度继续办理 0 0 0 0 0 0 0"],
    ),
    "figures in narrow columns too": (
        [
            [
                lines(
                    "\u3000\u3000" + HAN[: FULL - 2],
                    HAN[:20] + "。",
                    *["".join("0 " * 15)] * 2,
                    HAN[: FULL - 1],
                ),
                text(LEFT, TOP - 6 * PITCH, HAN[:5]),
            ]
        ],
        [HAN[: FULL - 2] + HAN[:20] + "。", *[" ".join("0" * 15)] * 2, HAN[: FULL - 1], HAN[:5]],
    ),
    "few short lines": ([[lines("青石镇人民政府", "年度报告")]], ["青石镇人民政府", "年度报告"]),
    "a watermark is left out": ([[wrapped(ONE), watermark]], [ONE]),
    "text off the page is left out": (
        [[wrapped(ONE), text(-300, 400, "看不见"), text(90, 900, "也看不见")]],
        [ONE],
    ),
    "bold by printing twice": (
        [[lines("一、总体情况"), lambda c: text(LEFT + 0.4, TOP, "一、总体情况")(c), wrapped(ONE, top=700)]],
        ["一、总体情况", ONE],
    ),
    "two columns": (
        [[text(200, TOP, "青石镇政府信息公开简报"), column(90, NEAR), column(310, FAR)]],
        ["青石镇政府信息公开简报", "".join(NEAR), "".join(FAR)],
    ),
    "a paragraph goes on in the second column": (
        [[column(90, FAR[:-1]), column(310, NEAR)]],
        ["".join([*FAR[:-1], *NEAR])],
    ),
    "two columns above and below a line across": (
        [
            [
                column(90, NEAR),
                column(310, FAR),
                text(90, 590, HAN[:35]),
                text(90, 570, "左"),
                text(310, 570, "右"),
            ]
        ],
        ["".join(NEAR), "".join(FAR), HAN[:35], "左", "右"],
    ),
}


@pytest.mark.parametrize("case", PROSE)
def test_prose(case: str) -> None:
    pages, expected = PROSE[case]
    assert shape(opened(*pages)) == expected


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(0, "2024"), (23, "年收到"), (62, "126"), (82, "件")], "2024年收到126件"),
        ([(0, "2024 年收到 126 件")], "2024 年收到 126 件"),
        ([(0, "规"), (40, "章")], "规 章"),
        ([(0, "规　　章")], "规 章"),
        ([(0, "　特此报告　")], "特此报告"),
        ([(0, "12"), (16, "34")], "12 34"),
        ([(0, "1.9"), (16.5, "04")], "1.904"),
        ([(36, "后"), (0, "先"), (12, "中")], "先中 后"),
        ([(0, "行政许可"), (52.5, "1"), (70, "0")], "行政许可 1 0"),
        ([(0, "行政许可"), (52.5, "1")], "行政许可1"),
        ([(0, "许可"), (24, "1"), (70, "0")], "许可1 0"),
        ([(0, "1"), (12, "0")], "1 0"),
    ],
)
def test_spaces_are_told_by_gaps(pieces: list[tuple[float, str]], expected: str) -> None:
    document = opened(
        [*[text(LEFT + x, 700, words) for x, words in pieces], lines("以上为例子的文字。", top=600)]
    )
    assert shape(document) == [expected, "以上为例子的文字。"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("⼀、主动公开⻚⾯情况与⼈⺠政府", "一、主动公开页面情况与人民政府"),
        ("电话：0880-", "电话：0880-"),
        ("软\u00ad连字符与\u200b零宽空格", "软连字符与零宽空格"),
        ("𠮷祥村公开栏", "𠮷祥村公开栏"),
        ("青石镇人民政府年度报告全文如下请予监督反馈意见\ue123以上", None),
    ],
)
def test_characters_are_what_they_look_like(raw: str, expected: str | None) -> None:
    assert read(handmade(raw), "a.pdf", Limits()).text.split() == [expected or raw]


@pytest.mark.parametrize(
    "content",
    [
        handmade("青石镇人民政府年度报告", to_unicode=False),
        handmade("青石镇人民\ue123\ue124府年度报告"),
        handmade("青石镇\ufffd民政府"),
    ],
)
def test_fonts_that_do_not_tell_their_characters(content: bytes) -> None:
    with pytest.raises(Unreadable, match="ToUnicode") as told:
        read(content, "a.pdf", Limits())
    assert told.value.advice is not None


def with_furniture(count: int, header: str, footer: str) -> list[list[Draw]]:
    pages = []
    for number in range(1, count + 1):
        pages.append(
            [
                wrapped(ONE[number:], TWO[number:]),
                text(200, 810, header.format(number)),
                text(280, 40, footer.format(number)),
            ]
        )
    return pages


NUMBERS = [
    ("", "{}"),
    ("", "- {} -"),
    ("", "第 {} 页 共 4 页"),
    ("", "第{}页"),
    ("", "{}/4"),
    ("", "Page {} of 4"),
    ("P. {}", ""),
]
RUNNING = [
    ("青石镇人民政府年度报告", "{}"),
    ("青石镇人民政府年度报告", "— {} —"),
    ("2025/1/10 青石镇年报", "http://www.yunpingxian.gov.cn/ {}/4"),
]


@pytest.mark.parametrize(
    ("count", "header", "footer"),
    [(1, *number) for number in NUMBERS]
    + [(count, *words) for count in (2, 4) for words in NUMBERS + RUNNING],
)
def test_furniture_is_left_out(count: int, header: str, footer: str) -> None:
    document = opened(*with_furniture(count, header, footer))
    assert shape(document) == [
        words for number in range(1, count + 1) for words in (ONE[number:], TWO[number:])
    ]


def test_numbers_that_do_not_count_pages_stay() -> None:
    pages = [[wrapped(ONE), text(280, 40, number)] for number in ("7", "3", "8")]
    assert [words for words in shape(opened(*pages)) if words != ONE] == ["7", "3", "8"]


def test_lines_of_figures_are_no_running_footer() -> None:
    pages = [[wrapped(ONE), *[text(100 + 30 * n, 40, "0") for n in range(15)]] for _ in range(3)]
    assert shape(opened(*pages)).count(" ".join("0" * 15)) == 3


def test_places_of_paragraphs() -> None:
    places = [
        (block.native, block.page)
        for block in opened([wrapped(ONE)], [wrapped(TWO)]).blocks
        if isinstance(block, Paragraph)
    ]
    assert [page for _, page in places] == [1, 2]
    for (native, page), (bottom, top) in zip(
        places, ((TOP - 2 * PITCH, TOP + SIZE), (TOP - PITCH, TOP + SIZE)), strict=True
    ):
        shown = re.fullmatch(r"page (\d) \[([\d.]+),([\d.]+),([\d.]+),([\d.]+)\]", native)
        assert shown is not None
        assert [float(number) for number in shown.groups()] == pytest.approx(
            [page, LEFT, bottom, RIGHT, top], abs=4
        )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(3, 150), min_size=2, max_size=8))
def test_paragraphs_come_back_whole(lengths: list[int]) -> None:
    texts = [("是" + HAN * 4)[:length] + "。" for length in lengths]
    # A line may lose two characters to the next; what does not fit on the one page is not drawn at all.
    assume(sum(len(text) // (FULL - 2) + 1 for text in (*texts, ONE)) * PITCH < TOP)
    document = opened([wrapped(*texts, ONE)])
    assert shape(document) == [*texts, ONE]


GLOSSED = {
    "before a gloss": ("全年主動公", "(gōng)開信息", "全年主動公(gōng)開信息"),
    "within a gloss": ("全年主動公(gō", "ng)開信息", "全年主動公(gōng)開信息"),
    "before its bracket": ("全年主動公(gōng", ")開信息", "全年主動公(gōng)開信息"),
    "after one of two": ("總和(he)", "(he)開", "總和(he)(he)開"),
}


@pytest.mark.parametrize(("upper", "lower", "whole"), GLOSSED.values(), ids=GLOSSED)
def test_a_line_that_parts_a_gloss_goes_on(upper: str, lower: str, whole: str) -> None:
    assert shape(opened(lines(HAN[:FULL], upper, lower))) == [HAN[:FULL] + whole]


@pytest.mark.parametrize("lower", ["(ii)公開情況", "(2)公開情況", "(APP)公開情況"])
def test_other_brackets_begin_a_paragraph(lower: str) -> None:
    assert shape(opened(lines(HAN[:FULL], "全年主動公開情況：", lower)))[-1] == lower


def test_a_character_in_a_tight_box_stands_on_its_line() -> None:
    """Some fonts box 一 in as tightly as it is drawn; what stands beside it is not another line."""
    tight: Glyph = (10.0, 106.6, 22.0, 107.4, "一")
    others: list[Glyph] = [
        (22.0, 100.0, 34.0, 113.0, "起"),
        (34.0, 98.0, 38.0, 113.0, ","),
        (38.0, 100.0, 50.0, 113.0, "做"),
    ]
    assert ["".join(glyph[4] for glyph in row) for row in rows([*others, tight])] == ["一起,做"]
