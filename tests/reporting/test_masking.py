"""Personal numbers never leave; figures, codes and places do."""

from __future__ import annotations

import pytest
from sample_results import whole

from gialint.model import (
    Cell,
    Checked,
    Diagnostic,
    Document,
    Entry,
    FullText,
    Gap,
    Paragraph,
    Place,
    Result,
    Severity,
    Table,
)
from gialint.reporting import Style
from gialint.reporting.json import json_result
from gialint.reporting.layout import cells, visible_lines
from gialint.reporting.masking import masked, rewritten
from gialint.reporting.terminal import concise, full

IDENTITY = "110101199003077598"
CARD = "6222020200112233446"


def personal() -> Result:
    """Return a result in every text of which an identity number stands."""
    line = f"申请人证件号{IDENTITY}，已答复"
    place = Place(Document("a.txt", "text", line, ()), 3, 24, f"六/{IDENTITY}", "六").location()
    said = f"说{IDENTITY}"
    found = Diagnostic(
        "GIA731",
        "identity-number",
        Severity.ERROR,
        said,
        said,
        (said,),
        place,
        ((said, place._replace(line=2, end_line=2, native=said)),),
        {"number": IDENTITY},
        (f"算{IDENTITY}",),
        {"applicability": "safe", "description": said, "edits": [{"start": 0, "end": 0, "text": "。"}]},
        "1234567890123456",
        None,
        said,
    )
    waived = found._replace(suppressed=said)
    checked = Checked(
        "a.txt",
        "text",
        said,
        findings=(found, waived),
        unassessed=(Gap("GIA1", "n", said, (said,), (said,)),),
    )
    return Result("0.1.0", (checked,), (found,), 1)


@pytest.mark.parametrize("report", [full, concise, json_result])
def test_no_reporter_tells_a_masked_number(report: object) -> None:
    assert callable(report)
    assert IDENTITY in report(personal(), Style())
    shown = report(masked(personal()), Style())
    assert IDENTITY[6:14] not in shown
    assert "110*************98" in shown


def test_words_are_masked_even_where_they_hold_only_part_of_the_number() -> None:
    line = f"证件号{IDENTITY}"
    part = Place(Document("a.txt", "text", line, ()), 7, 13, "六/段1").location()
    found = Diagnostic("GIA724", "figure-form", Severity.INFO, "", location=part)
    hidden = masked(Result("", (Checked("a.txt", findings=(found,)),))).reports[0].findings[0].location
    assert hidden is not None
    assert (part.text, hidden.text) == ("011990", "******")


def test_a_fix_that_would_write_the_number_is_left_out() -> None:
    fix = {"applicability": "safe", "description": "", "edits": [{"start": 0, "end": 1, "text": IDENTITY}]}
    found = Diagnostic("GIA724", "figure-form", Severity.INFO, "", fix=fix)
    assert masked(Result("", (), (found,))).engine[0].fix is None


def test_words_that_a_finding_keeps_secret_are_starred_wherever_they_stand() -> None:
    line = "申请人张三丰，手机13812345678，住青石镇5号院3栋2单元。"
    place = Place(Document("a.txt", "text", line, ()), 3, 6, "六/段1").location()
    private = Diagnostic(
        "GIA732",
        "personal-contact",
        Severity.WARNING,
        "申请人的手机",
        location=place,
        secrets=("张三丰", "13812345678", "青石镇5号院3栋2单元", "张三"),
    )
    other = Diagnostic("GIA722", "sentence-end", Severity.INFO, "张三丰没有句号", location=place)
    result = masked(Result("", (Checked("a.txt", findings=(private, other)),)))
    first, second = result.reports[0].findings
    assert first.location is not None
    assert first.location.context == "申请人张＊＊，手机138******78，住青石镇*＊＊*＊*单元。"
    assert (first.location.text, second.message) == ("张＊＊", "张＊＊没有句号")
    assert first.secrets == ()
    assert cells(first.location.context) == cells(line)


def test_what_holds_no_personal_number_stays_as_it_is() -> None:
    assert masked(whole()) == whole()


def test_the_text_of_a_report_is_masked_as_the_lines_of_its_findings_are() -> None:
    text = f"申请人张三丰，{IDENTITY}\r\n卡 | {CARD}\n号码\u202e: {CARD}"
    row = text.index("卡 |")
    cells_ = (Cell("卡", row, 0, 0), Cell(CARD, row + 4, 0, 1))
    entry = Entry("x.y", CARD, text.rindex(CARD))
    document = Document("a.txt", "text", text, (Paragraph(text[:26], 0), Table((cells_,))), (entry,))
    place = Place(document, 3, 6, "六/段1").location()
    private = Diagnostic("GIA732", "x", Severity.WARNING, "", location=place, secrets=("张三丰",))
    checked = Checked("a.txt", findings=(private,), full_text=FullText(document))
    hidden = rewritten(masked(Result("", (checked,))), visible_lines).reports[0]
    assert hidden.full_text is not None
    shown = hidden.full_text.document
    assert (
        shown.text
        == "申请人张＊＊，110*************98\r\n卡 | 622**************46\n号码␦: 622**************46"
    )
    assert hidden.findings[0].location is not None
    assert shown.line(1) == hidden.findings[0].location.context
    paragraph, table = shown.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    words: list[Paragraph | Cell | Entry] = [paragraph, *table.rows[0], *shown.entries]
    assert [shown.text[each.start : each.start + len(each.text)] for each in words] == [
        each.text for each in words
    ]
