"""The ``waivers`` output is read back by the reader of waivers once its reasons are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_hostile import ATTACK, hostile
from sample_results import PATH, balance, no_applications, sentence_end

from gialint.checking.suppression.waivers import Waiver, read_waivers
from gialint.model import Checked, Diagnostic, Location, Result, Severity
from gialint.reporting import Style
from gialint.reporting.masking import masked
from gialint.reporting.waivers import waivers

KNOWN = ("GIA301", "GIA501", "GIA502", "GIA722", "GIA731")


def pasted(text: str, folder: Path) -> list[Waiver]:
    path = folder / "gialint-waivers.yaml"
    path.write_text(text.replace("  reason:\n", "  reason: 已核实\n"), encoding="utf-8")
    found, problems = read_waivers(path, KNOWN)
    assert problems == []
    return found


def one(*findings: Diagnostic, path: str = PATH) -> Result:
    return Result("0.1.0", (Checked(path, "text", findings=findings),))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_entry_covers_its_finding(language: str, tmp_path: Path) -> None:
    findings = [no_applications(language), balance(language), sentence_end(language)]
    made = pasted(waivers(one(*findings), Style(language)), tmp_path)
    assert [[each.covers(found) for found in findings] for each in made] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    assert {each.path for each in made} == {PATH}


def test_an_entry() -> None:
    text = waivers(one(no_applications("zh")), Style("zh"))
    assert text == (
        "# 请只把核实过的条目粘贴到 gialint-waivers.yaml，并写明原因；没有原因的条目不起作用。\n"
        "# 共 1 份报告：1 个错误。不宜发布。\n"
        "# 称未收到政府信息公开申请，但第一部分说收到 1 件，表三“本年新收”总计为 1\n"
        "# <!-- gialint: 忽略 GIA501 [1f0c8f6f] 原因 -->\n"
        "- code: GIA501\n"
        '  path: "drafts/青石镇2024.txt"\n'
        '  place: "六/段1"\n'
        '  values: {prose: "0", table: "1"}\n'
        "  reason:\n"
    )


def test_without_a_reason_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(waivers(one(balance("zh")), Style("zh")), encoding="utf-8")
    made, [problem] = read_waivers(path, KNOWN)
    assert (made, problem.message.zh) == ([], "豁免没有写原因（reason），不起作用")


@pytest.mark.parametrize(
    "found",
    [
        balance("zh")._replace(suppressed="已核实"),
        Diagnostic("GIA902", "unreadable", Severity.ERROR, "坏"),
        Diagnostic("GIA904", "unused-suppression", Severity.WARNING, "没有起作用"),
    ],
)
def test_what_cannot_be_waived_is_left_out(found: Diagnostic) -> None:
    assert "- code" not in waivers(one(found), Style("zh"))


def test_what_has_no_place_or_is_masked_goes_by_its_fingerprint(tmp_path: Path) -> None:
    bare = balance("zh")._replace(location=None, fingerprint="a1b2c3d4e5f60718")
    secret = balance("zh")._replace(
        code="GIA731", values={"number": "11010519491231002X"}, fingerprint="0011223344556677"
    )
    text = waivers(masked(one(bare, secret)), Style("zh"))
    assert "19491231" not in text
    made = pasted(text, tmp_path)
    assert [each.covers(found) for each, found in zip(made, (bare, secret), strict=True)] == [True, True]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    [made] = pasted(waivers(hostile(), Style("zh")), tmp_path)
    assert (made.code, made.fingerprint) == ("GIA301", "0123456789abcdef")
    words = ATTACK.replace("*", "").replace("\ud800", "")
    location = Location(words, "一", 1, 1, 1, 5, None, "", "")
    found = balance("zh")._replace(message=words, location=location, values={"x": words, "甲: y": words})
    [made] = pasted(waivers(one(found), Style("zh")), tmp_path)
    assert made.values == found.values
