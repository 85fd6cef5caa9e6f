"""Lines that a converter broke at a width: joined at their seams, whatever breaks them, over pages too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.config import Config
from gialint.model import Document, Paragraph
from gialint.reading import Limits, markdown, text
from gialint.run.linter import linter
from gialint.testing import check_document
from tests.reportwriter import plain
from tests.reportwriter.broken import Break, Printing, anywhere, at_spaces, by_cells, by_characters, printed
from tests.reportwriter.town import faulty

FIRST = (
    "本年度我镇在县政府门户网站青石镇专栏发布各类信息126条，其中政策文件18条、补贴名单65条、工作动态43条；"
    "在12个村的公开栏张贴公示240份，所列数据的统计期限为2024年1月1日至2024年12月31日，没有被申请行政复议的情形。"
)
SECOND = (
    "镇党政办公室设有公开目录台账，每季度核对一次，已经失效的内容及时标注，"
    "信息发布前须经初核、复核和保密审查三道手续。"
)
THIRD = (
    "如对本报告有疑问，请与青石镇人民政府联系，电子邮箱为qingshizhen@yunping.gov.cn，"
    "网址为http://www.yunping.gov.cn/qingshi/。"
)
TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
SIGNED = ["青石镇人民政府", "2025年1月10日"]
LINES = [
    *(TITLE, "一、总体情况", FIRST, "（一）主动公开情况", SECOND + FIRST, "（二）依申请公开情况"),
    *(SECOND * 2, "（三）其他情况", THIRD, *SIGNED),
]
REPORT = "\n".join(LINES) + "\n"

BREAKS: list[Break] = [by_cells, by_characters, anywhere, at_spaces]


def paragraphs(words: str, name: str = "report.txt") -> list[str]:
    """Return the paragraphs of a file without their seams, and hold them to the law of documents."""
    read = markdown.read if name.endswith(".md") else text.read
    document: Document = read(words.encode(), name, Limits())
    check_document(document)
    return [said(block) for block in document.blocks if isinstance(block, Paragraph)]


def said(paragraph: Paragraph) -> str:
    words, start = "", 0
    for seam in paragraph.seams:
        words += paragraph.text[start : seam.start - paragraph.start] + seam.instead
        start = seam.end - paragraph.start
    return (words + paragraph.text[start:]).lstrip("\u3000")


@pytest.mark.parametrize("width", [30, 40, 56, 72])
@pytest.mark.parametrize("breaks", BREAKS)
@pytest.mark.parametrize("indent", ["", "\u3000\u3000", "    "])
@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_a_block_of_lines_of_one_width_is_a_paragraph(
    width: int, breaks: Break, indent: str, name: str
) -> None:
    if indent == "    " and breaks is at_spaces:
        pytest.skip("textwrap takes it away")
    words = printed(REPORT, Printing(width, breaks, indent))
    found = paragraphs(words, name)
    assert found[-len(LINES) + 1 :] == LINES[1:]
    assert "".join(found[: -len(LINES) + 1]) == TITLE


@pytest.mark.parametrize("page", [5, 7, 9, 12])
@pytest.mark.parametrize("feeds", [True, False])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_a_sentence_goes_over_the_end_of_a_page(page: int, feeds: bool, indent: str) -> None:
    words = printed(REPORT, Printing(40, by_cells, indent, page, feeds))
    found = paragraphs(words)
    assert found[-len(LINES) + 1 :] == LINES[1:]


def test_offsets_stay_those_of_the_file() -> None:
    words = printed(REPORT, Printing(40, by_cells, page=7))
    document = text.read(words.encode(), "report.txt", Limits())
    block = next(block for block in document.blocks if isinstance(block, Paragraph) and block.seams)
    assert document.text == words
    assert words[block.start : block.start + len(block.text)] == block.text
    assert all(words[seam.start : seam.end].strip(" ") for seam in block.seams)


NAMES = "\n".join(
    ["关于印发青石镇防汛预案的通知", "关于公布村级账目清单的通知", "关于调整补贴发放日期的通知"]
)


@pytest.mark.parametrize(
    "words",
    [
        REPORT,
        f"{TITLE}\n{TITLE}\n{TITLE}\n一、总体情况\n{SECOND}\n",
        f"{TITLE}\n一、总体情况\n{FIRST}\n{SECOND}\n{NAMES}\n{FIRST}\n{THIRD}\n",
        # Each line is a sentence of its own.
        f"{TITLE}\n" + "".join(f"{SECOND[:20]}第{number}项。\n" for number in range(10, 40)),
    ],
    ids=["a paragraph a line", "a title thrice", "a list of names", "sentences of one width"],
)
def test_lines_that_nothing_broke_stay_apart(words: str) -> None:
    assert paragraphs(words) == words.splitlines()


@pytest.mark.parametrize("indent", ["\u3000", "  ", "\u3000\u3000"])
def test_paragraphs_of_one_line_begin_with_their_indent_though_the_line_above_is_full(indent: str) -> None:
    full = f"{SECOND}{FIRST}"[: 3 * 40 - len(indent) - 1] + "。"
    short = "各村每月更新一次公开栏，逐项核对后张贴公示。"
    lines = [FIRST, full, short, short, SECOND, full, short, FIRST]
    words = printed("\n".join([TITLE, *lines]), Printing(40, by_characters, indent))
    assert paragraphs(words)[-len(lines) :] == lines


def test_headings_stay_on_lines_of_their_own() -> None:
    heading = "（四）政府信息公开平台建设情况"  # as wide as a line
    lines = ["（一）主动公开情况", FIRST, "（二）依申请公开情况", SECOND, heading, FIRST]
    assert paragraphs(printed("\n".join([TITLE, *lines]), Printing(30)))[-6:] == lines


def test_words_in_latin_letters_keep_their_space() -> None:
    words = f"{FIRST}本镇的公众号名为Qingshi Town Open Government Data Service and News，每周推送一期。"
    found = paragraphs(printed(f"{TITLE}\n{FIRST}\n{words}\n", Printing(40, at_spaces)))
    assert found[-1].endswith(words)


def test_messages_quote_what_is_broken_in_one_line() -> None:
    report = printed(plain.text(faulty()), Printing(40, page=25))
    checked = linter(Config()).check_file("report.txt", report.encode())
    assert any("\n" in each.location.text for each in checked.findings if each.location)
    assert not any("\n" in each.message for each in checked.findings)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="青石镇，。（）一二12\n \f—|a-", max_size=400))
def test_any_text_is_read_in_order(words: str) -> None:
    lines = words + "\n" + printed(REPORT, Printing(30)) + words
    check_document(text.read(lines.encode(), "report.txt", Limits()))
    check_document(markdown.read(lines.encode(), "report.md", Limits()))
