"""A page on one line is cut into its paragraphs; a long paragraph is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report

Understood = Callable[[str], Report]

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
PREFACE = "本报告由总体情况、主动公开政府信息情况等六个部分组成。" * 30
PARTS = [
    TITLE,
    PREFACE,
    "一、总体情况",
    "全年工作平稳。",
    "（一）主动公开情况",
    "发布信息 126 条，内容丰富。",
    "二、主动公开政府信息情况",
    "规章 0 0 0 行政许可 12 行政处罚 3",
    "三、收到和处理政府信息公开申请情况",
    "见下表：",
    "六、其他需要报告的事项",
    "没有其他事项。",
    "青石镇人民政府",
    "2025年1月10日",
]


def readings(report: Report) -> list[str]:
    return [passage.reading for passage in report.passages]


def test_a_line_of_all_parts_is_read_as_its_lines(understood: Understood) -> None:
    flat, lines = understood(" ".join(PARTS)), understood("\n".join(PARTS))
    assert readings(flat) == readings(lines)
    assert [passage.address for passage in flat.passages] == [passage.address for passage in lines.passages]
    assert (flat.title, flat.year) == (TITLE, 2024)
    assert flat.facts["decisions.permits"].text == "12"
    assert flat.facts["meta.signed_on"].text == "2025-01-10"


@pytest.mark.parametrize("space", [" ", "   ", "\u3000", "\xa0"])
def test_spaces_of_any_kind(understood: Understood, space: str) -> None:
    assert "".join(s.number for s in understood(space.join(PARTS)).sections if s.found) == "一二三六"


@pytest.mark.parametrize("before", ["", " "], ids=["no spaces", "spaces before sections only"])
def test_a_line_without_spaces_is_cut_at_sentences_figures_and_topics(
    understood: Understood, before: str
) -> None:
    parts = [f"{before}{part}" if part[1] == "、" else part for part in PARTS[1:]]
    report = understood(f"{TITLE}\n{''.join(parts)}")
    assert [p.reading for p in report.passages if p.kind == "heading" and p.address.endswith("标题")] == [
        part for part in PARTS if part[1] == "、"
    ]
    assert "全年工作平稳。" in readings(report)
    assert readings(report)[-2:] == PARTS[-2:]
    assert report.facts["decisions.permits"].text == "12"


@pytest.mark.parametrize("before", ["包括", "由", "见“", " “", "一、总体情况、"])
def test_titles_in_the_middle_of_a_sentence_cut_nothing(understood: Understood, before: str) -> None:
    listed = f"本报告{before}二、主动公开政府信息情况等内容。" * 3
    report = understood(f"{TITLE}\n{listed}{PREFACE}{''.join(PARTS[2:-2])}")
    assert readings(report)[1] == f"{listed}{PREFACE}".replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        " ".join(["一、加强领导。", "二、完善机制。", "三、注重培训。"] * 40),
        " ".join(["一、总体情况", "全年工作平稳。", "二、主动公开政府信息情况", "没有。"]),
        "".join(PARTS),
    ],
    ids=["other headings", "short", "no spaces"],
)
def test_what_is_no_flattened_page(understood: Understood, text: str) -> None:
    report = understood(f"{TITLE}\n{text}")
    assert len({id(passage.paragraph) for passage in report.passages}) <= 42
    assert report.passages[1].paragraph.text in text


@pytest.mark.parametrize(("sections", "cut"), [(3, True), (2, False)])
def test_three_sections_are_the_fewest(understood: Understood, sections: int, cut: bool) -> None:
    report = understood(f"{TITLE}\n{' '.join(PARTS[1 : 4 + 2 * sections])}")
    assert (readings(report)[1:2] == [PREFACE]) is cut


def test_every_piece_is_a_slice(understood: Understood) -> None:
    report = understood(f"{TITLE}\n{' '.join(PARTS)}\n")
    document = report.document
    for passage in report.passages:
        paragraph = passage.paragraph
        assert document.text.startswith(paragraph.text, paragraph.start)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("字" * 2_999 + "。", [3_000]),
        ("字" * 99 + "。" + "词" * 3_000, [100, 3_000]),
        (("字" * 999 + "。") * 7, [3_000, 3_000, 1_000]),
        ("句。" + "字" * 1_000 + "；" + "词" * 2_900, [2, 1_001, 2_900]),
        ("字" * 1_000 + "，" + "词" * 2_900, [1_001, 2_900]),
        ("字" * 7_000, [3_000, 3_000, 1_000]),
    ],
    ids=[
        "long",
        "one sentence longer",
        "sentences",
        "a sentence beyond all",
        "commas only",
        "no mark at all",
    ],
)
def test_what_no_paragraph_has_is_cut_between_sentences(
    understood: Understood, text: str, lengths: list[int]
) -> None:
    report = understood(f"{TITLE}\n一、总体情况\n{text}\n二、主动公开政府信息情况\n")
    pieces = [passage for passage in report.passages if passage.kind == "prose"]
    assert "".join(piece.paragraph.text for piece in pieces) == text
    assert all(len(piece.paragraph.text) <= 3_000 for piece in pieces)
    assert all(report.place(piece).text == piece.paragraph.text for piece in pieces)
    assert [len(piece.paragraph.text) for piece in pieces] == lengths
