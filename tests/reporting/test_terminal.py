"""What a user sees in a terminal: marks under words, order, brevity, and no way in for hostile text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from unicodedata import category

import pytest
from sample_results import PATH, balance, cell, location, no_applications, sentence_end, whole

from gialint.model import Checked, Diagnostic, Gap, Location, Result, Severity
from gialint.reporting import Style
from gialint.reporting.json import json_result
from gialint.reporting.layout import cells
from gialint.reporting.terminal import concise, full

ROW = re.compile(r" *(\d*) \|(?: (.*))?$")
SGR = re.compile("\x1b\\[[0-9;]*m")


def result(*findings: Diagnostic, gaps: tuple[Gap, ...] = (), path: str = PATH) -> Result:
    return Result("0.1.0", (Checked(path, findings=findings, unassessed=gaps),), exit=1)


def shown(*findings: Diagnostic, width: int | None = 80, language: str = "zh") -> str:
    return full(result(*findings), Style(language, False, width))


def marked_words(text: str) -> list[tuple[str, str]]:
    """Return each stretch of marks in an output with the words in the same cells of the line above."""
    words = []
    above = ""
    for row in filter(None, map(ROW.match, text.split("\n"))):
        shown_text = row[2] or ""
        if row[1]:
            above = shown_text
            continue
        for marks in re.finditer(r"\^+|-+", shown_text):
            left = cells(shown_text[: marks.start()])
            under = range(left, left + len(marks[0]))
            words.append(
                (marks[0][0], "".join(char for i, char in enumerate(above) if cells(above[:i]) in under))
            )
    return words


@pytest.mark.parametrize("width", [50, 60, 80, 100, 200, None])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_marks_stand_under_the_words(width: int | None, language: str) -> None:
    text = shown(no_applications(language), balance(language), width=width, language=language)
    assert marked_words(text) == [
        ("^", "未收到群众向青石镇申请公开政府信息"),
        ("-", "收到政府信息公开申请1件"),
        ("-", "1"),
        *[("^", "1"), ("-", "1")],
        *[("-", "0"), ("-", "0")],
        *[("-", "1"), ("-", "1")] * 2,
    ]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, language: str) -> None:
    lines = full(whole(language), Style(language, False, width)).split("\n")
    assert [line for line in lines if cells(line) > width and "-->" not in line] == []


@pytest.mark.parametrize(
    ("language", "below"),
    [
        ("zh", ["|  -----------------------", "|  收到 1 件"]),
        ("en", ["|                         -", "| received in the year,", "| total"]),
    ],
)
def test_a_caption_below_its_marks_begins_under_them_or_as_far_left_as_it_must(
    language: str, below: list[str]
) -> None:
    text = shown(no_applications(language), width=30, language=language)
    lines = [line.strip() for line in text.split("\n")]
    at = lines.index(below[0])
    assert lines[at : at + len(below)] == below


def test_a_place_in_the_same_line_shares_its_excerpt() -> None:
    found = no_applications("zh")._replace(
        related=(("未收费", location("未发生收取信息处理费的情况", "六/段1", "六")),),
    )
    text = shown(found, width=120)
    assert marked_words(text) == [
        ("^", "未收到群众向青石镇申请公开政府信息"),
        ("-", "未发生收取信息处理费的情况"),
    ]
    assert text.count("12 |") == 1
    assert ":::" not in text


def test_a_related_place_inside_the_primary_words_does_not_hide_them() -> None:
    found = no_applications("zh")._replace(related=(("机关", location("青石镇申请", "六/段1", "六")),))
    assert marked_words(shown(found)) == [("^", "未收到群众向青石镇申请公开政府信息")]
    assert "机关" in shown(found)


def test_a_finding_without_a_place_still_shows_what_is_related() -> None:
    found = Diagnostic(
        "GIA101", "missing-section", Severity.ERROR, "缺少第五部分", related=no_applications("zh").related
    )
    text = shown(found)
    assert f" --> {PATH}\n" in text
    assert "::: 一/（二）/段1" in text


def test_a_place_without_its_line_is_told_by_its_address() -> None:
    bare = Location("三/表1/甲/总计", "三", 0, 0, 0, 0, 3, "page 3", "")
    text = shown(Diagnostic("GIA301", "balance", Severity.ERROR, "不相等", related=(("本年新收", bare),)))
    assert "::: 三/表1/甲/总计\n  | 本年新收\n" in text


@pytest.mark.parametrize(("language", "note"), [("zh", "（至第 14 行）"), ("en", "(to line 14)")])
def test_a_place_over_several_lines_says_how_far(language: str, note: str) -> None:
    place = location("未发生收取", "六/段1", "六")._replace(end_line=14, end_column=3)
    assert note in shown(Diagnostic("GIA1", "x", Severity.INFO, "", location=place), language=language)


@pytest.mark.parametrize(
    ("count", "chinese", "english"),
    [
        (9, "… 另有 1 行（第 9 行）", "… 1 more within lines 9"),
        (12, "… 另有 4 行（第 9-12 行之间）", "… 4 more within lines 9-12"),
    ],
)
def test_many_rows_are_cut_short(count: int, chinese: str, english: str) -> None:
    first = cell("本年新收", "总计")
    rows = tuple(("行", first._replace(line=number)) for number in range(1, count + 1))
    found = Diagnostic(
        "GIA303", "outcomes-total", Severity.ERROR, "不相等", location=rows[0][1], related=rows
    )
    assert chinese in shown(found)
    assert english in shown(found, language="en")
    assert shown(found).count(first.context) == 8


def test_what_was_said_for_a_code_is_not_said_again() -> None:
    text = shown(balance("zh"), balance("zh")._replace(hint="另一个提示"))
    assert text.count("= 依据：") == text.count("= 详见：") == 1
    assert text.count("= 怎么改：") == 2


def test_working_that_the_message_spells_out_is_not_said_again() -> None:
    found = Diagnostic(
        "GIA1", "x", Severity.ERROR, "自然人：1 + 0 = 1，相差 1", working=("1 + 0 = 1", "2 = 2")
    )
    assert shown(found).count("1 + 0 = 1") == 1
    assert "= 2 = 2" in shown(found)


@pytest.mark.parametrize(
    ("applicability", "chinese", "english"),
    [
        ("safe", "= 可自动改正：补上", "= fix: 补上"),
        ("unsafe", "= 可改正，须先核实：补上", "= possible fix, to be checked: 补上"),
    ],
)
def test_fixes_are_offered(applicability: str, chinese: str, english: str) -> None:
    found = sentence_end("zh")._replace(
        fix={"applicability": applicability, "description": "补上", "edits": []}
    )
    assert chinese in shown(found)
    assert english in shown(found, language="en")


def test_suppressed_findings_are_only_counted() -> None:
    text = shown(balance("zh")._replace(suppressed="已核实"))
    assert "GIA301" not in text
    assert text == "共 1 份报告：未发现问题，另有 1 个已豁免。不宜发布。\n"


def test_a_clean_run_is_one_line() -> None:
    text = full(Result("0.1.0", (Checked("a"), Checked("b"))), Style())
    assert text == "共 2 份报告：未发现问题。\n"


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (
            Diagnostic("GIA906", "configuration", Severity.ERROR, "坏"),
            "错误[GIA906] configuration：坏\n  = 详见",
        ),
        (
            Diagnostic(
                "GIA903", "plugin-broken", Severity.ERROR, "坏",
                location=Location("rules/a.yaml:3:7", "", 0, 0, 0, 0, None, "", ""),
                quote="each: 列\n      ^",
            ),
            " --> rules/a.yaml:3:7\n  | each: 列\n  |       ^\n",
        ),
        (
            Diagnostic(
                "GIA903", "plugin-broken", Severity.ERROR, "坏",
                location=Location("", "", 12, 7, 12, 8, None, "rules/a.yaml", ""), quote="each: 列\n      ^",
            ),
            "  --> rules/a.yaml:12:7\n12 | each: 列\n   |       ^\n",
        ),
        (
            Diagnostic("GIA901", "rule-crashed", Severity.ERROR, "坏", quote="Traceback\n  rule.py, line 3"),
            "  | Traceback\n  |   rule.py, line 3\n",
        ),
    ],
)  # fmt: skip
def test_problems_of_gialint_itself(problem: Diagnostic, expected: str) -> None:
    assert expected in full(Result("0.1.0", (), (problem,), 2), Style())


def test_a_long_quote_is_cut_around_its_caret() -> None:
    line = "列: " + "requests.new[column] + " * 9 + "requests.newly[column]"
    column = line.index("newly")
    place = Location("rules/a.yaml", "", 7, column + 1, 7, column + 6, None, "", "")
    quote = f"{line}\n{' ' * (column + 1)}^^^^^"
    found = Diagnostic("GIA903", "plugin-broken", Severity.ERROR, "坏", location=place, quote=quote)
    text = full(Result("0.1.0", (), (found,), 2), Style(width=50))
    assert marked_words(text) == [("^", "newly")]
    assert "7 | …" in text


def test_where_a_row_has_more_marks_than_room_the_first_stay() -> None:
    row = f"四 | {' | '.join('0' * 15)} | {'无' * 40}"
    marks = [
        Location("四/表1/四/总计", "四", 3, 5 + 4 * n, 3, 6 + 4 * n, None, "", "0", row) for n in range(15)
    ]
    found = Diagnostic("GIA401", "x", Severity.ERROR, "", location=marks[14])
    found = found._replace(related=tuple(("列", mark) for mark in marks[:14]))
    words = marked_words(shown(found, width=30))
    assert ("^", "0") in words
    assert 2 <= len(words) < 15


@pytest.mark.parametrize(
    ("codes", "chinese", "english"),
    [
        (["GIA401"], "未能核对 1 条规则：GIA401（缺 GIA401）", "1 rule not assessed: GIA401 (缺 GIA401)"),
        (
            ["GIA401", "GIA402", "GIA403", "GIA404", "GIA405"],
            "GIA403（缺 GIA403）；其他原因 2 条",
            "GIA403 (缺 GIA403); 2 more for other\n  reasons",
        ),
    ],
)
def test_gaps(codes: list[str], chinese: str, english: str) -> None:
    gaps = tuple(Gap(code, "", f"缺 {code}", ()) for code in codes)
    assert chinese in full(result(gaps=gaps), Style())
    assert english in full(result(gaps=gaps), Style("en"))


def test_gaps_with_one_reason_name_six_rules_at_most() -> None:
    gaps = tuple(Gap(f"GIA30{number}", "", "缺表三", ()) for number in range(8))
    assert "GIA305等（缺表三）" in full(result(gaps=gaps), Style())
    assert "GIA305, … (缺表三)" in full(result(gaps=gaps), Style("en"))


def test_colours_change_nothing_but_colour() -> None:
    plain = full(whole(), Style(width=80))
    coloured = full(whole(), Style(colour=True, width=80))
    assert "\x1b" not in plain
    assert "\x1b[1;31m错误[GIA301]\x1b[0m" in coloured
    assert SGR.sub("", coloured) == plain


@pytest.mark.parametrize(
    ("found", "ink"),
    [
        ((), "1;32"),
        ((Diagnostic("GIA1", "x", Severity.INFO, ""),), "1;32"),
        ((Diagnostic("GIA1", "x", Severity.WARNING, ""),), "1;33"),
        ((Diagnostic("GIA1", "x", Severity.ERROR, ""),), "1;31"),
        ((Diagnostic("GIA901", "x", Severity.ERROR, ""),), "1;31"),
    ],
)
def test_the_verdict_has_the_colour_of_the_worst(found: tuple[Diagnostic, ...], ink: str) -> None:
    last = full(Result("", (Checked("a", findings=found),)), Style(colour=True)).split("\n")[-2]
    assert last.startswith(f"\x1b[{ink}m")


HOSTILE = "\x1b]0;坏\x07\x9b2J\u202e\ud800\x7f"


def hostile() -> Result:
    """Return a result with terminal controls in every text."""
    place = Location(HOSTILE, "六", 1, 1, 1, 3, None, HOSTILE, HOSTILE[:2], HOSTILE)
    other = place._replace(line=2, end_line=2)
    found = Diagnostic(
        "GIA1", "x", Severity.ERROR, f"{HOSTILE}\n{HOSTILE}", HOSTILE, (HOSTILE,), place, ((HOSTILE, other),),
        {"left": HOSTILE}, (f"算{HOSTILE}",), {"applicability": "safe", "description": HOSTILE, "edits": []},
        "", None, f"{HOSTILE}\n ^",
    )  # fmt: skip
    checked = Checked(
        HOSTILE, "text", HOSTILE, "other", 2024, "", (found,), (Gap("GIA2", "y", HOSTILE, (HOSTILE,)),)
    )
    return Result("0.1.0", (checked,), (found,), 2)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("report", [full, concise])
def test_hostile_text_is_shown_not_obeyed(report: Callable[[Result, Style], str], colour: bool) -> None:
    text = report(hostile(), Style(colour=colour, width=80))
    left = SGR.sub("", text) if colour else text
    assert {category(char) for char in left.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()
    assert "␛]0;坏␇␦2J␦␦␡" in left


def test_hostile_text_in_json_is_escaped_and_survives() -> None:
    text = json_result(hostile(), Style())
    assert {category(char) for char in text.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()
    assert json.loads(text)["reports"][0]["path"] == HOSTILE


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("gialint.reporting.terminal", ["rich", "json"]),
        ("gialint.reporting.json", ["rich"]),
        ("gialint.reporting.explain", ["rich", "json"]),
    ],
)
def test_reporters_import_no_more_than_they_need(module: str, absent: list[str]) -> None:
    code = f"import sys, {module}; print([name for name in {absent} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


PLACE = Location("六/段1", "六", 12, 7, 12, 9, None, "", "词", "")


def found(
    location: Location | None, severity: Severity = Severity.ERROR, message: str = "不符"
) -> Diagnostic:
    return Diagnostic("GIA501", "x", severity, message, location=location)


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        (found(PLACE), "a.txt:12:7: 错误 GIA501 不符 [六/段1]"),
        (found(PLACE, Severity.WARNING), "a.txt:12:7: 警告 GIA501 不符 [六/段1]"),
        (found(None, Severity.INFO), "a.txt: 提示 GIA501 不符"),
        (found(PLACE, message="一\n二"), "a.txt:12:7: 错误 GIA501 一 二 [六/段1]"),
    ],
)
def test_lines(diagnostic: Diagnostic, expected: str) -> None:
    text = concise(Result("", (Checked("a.txt", findings=(diagnostic,)),)), Style())
    assert text.split("\n")[0] == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (None, "错误 GIA501 不符"),
        (Location("rules/a.yaml", "", 3, 7, 3, 8, None, "", ""), "rules/a.yaml:3:7: 错误 GIA501 不符"),
        (Location("rules/a.yaml:3:7", "", 3, 7, 3, 8, None, "", ""), "rules/a.yaml:3:7: 错误 GIA501 不符"),
    ],
)
def test_problems_outside_any_file_come_first(location: Location | None, expected: str) -> None:
    report = Checked("a.txt", findings=(found(PLACE),))
    assert concise(Result("", (report,), (found(location),)), Style()).split("\n")[0] == expected


def test_suppressed_findings_are_not_listed_and_the_verdict_ends() -> None:
    waived = Diagnostic("GIA501", "x", Severity.ERROR, "不符", suppressed="已核实")
    text = concise(Result("", (Checked("a.txt", findings=(waived,)),)), Style("en"))
    assert text == "1 report: nothing found, 1 more waived.\n"
