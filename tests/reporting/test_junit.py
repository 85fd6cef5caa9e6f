"""JUnit: a suite a report, a case a rule, valid by the schema beside this file."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import XMLSchema
from sample_hostile import PATH, hostile
from sample_results import balance, sentence_end, whole

from gialint.model import Checked, Diagnostic, Gap, Result, Severity
from gialint.reporting import Style
from gialint.reporting.junit import junit
from gialint.reporting.layout import xml_line, xml_text

SCHEMA = XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
OUTCOMES = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def verified(text: str) -> Element:
    """Return the root of a document after the schema has accepted it and its counts were found right."""
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    root = fromstring(text)
    for suite in root:
        cases = suite.findall("testcase")
        assert cases
        assert int(suite.get("tests", "")) == len(cases)
        for attribute, tag in OUTCOMES.items():
            assert int(suite.get(attribute, "")) == sum(case.find(tag) is not None for case in cases)
    for attribute in ("tests", "failures", "errors"):
        assert int(root.get(attribute, "")) == sum(int(suite.get(attribute, "")) for suite in root)
    return root


@pytest.mark.parametrize(
    "text",
    [
        "<testsuite/>",
        '<testsuites><testsuite name="a" tests="0" failures="0" errors="0" skipped="0"/></testsuites>',
        "<testsuites tests='-1'/>",
    ],
)
def test_the_schema_refuses_what_is_not_junit(text: str) -> None:
    assert not SCHEMA.validate(etree.fromstring(text))


def outcomes(result: Result, language: str = "zh") -> dict[str, dict[str, list[str]]]:
    """Return by suite and case the tags under the case."""
    return {
        suite.get("name", ""): {
            case.get("name", ""): [each.tag for each in case] for case in suite.findall("testcase")
        }
        for suite in verified(junit(result, Style(language)))
    }


def test_a_suite_a_report_and_a_case_a_rule() -> None:
    assert outcomes(whole("en"), "en") == {
        "gialint": {"GIA903 plugin-broken": ["error"]},
        "drafts/青石镇2024.txt": {
            "GIA301 balance": ["failure"],
            "GIA401 review-total": ["skipped"],
            "GIA402 direct-litigation-total": ["skipped"],
            "GIA501 no-applications-claimed": ["failure"],
            "GIA722 sentence-end": ["system-out"],
            "GIA801 carried-over": ["skipped"],
        },
        "drafts/云坪县2024.docx": {"nothing found": []},
        "drafts/c.html": {"GIA801 carried-over": ["skipped"]},
        "drafts/旧.doc": {"GIA902 unreadable": ["error"]},
    }


@pytest.mark.parametrize(
    ("found", "gaps", "expected"),
    [
        ((balance("zh"), balance("zh")), (), {"GIA301 balance": ["failure"]}),
        ((balance("zh"),), ("GIA301",), {"GIA301 balance": ["failure"]}),
        ((sentence_end("zh"),), ("GIA722",), {"GIA722 sentence-end": ["skipped", "system-out"]}),
        ((), ("GIA301", "GIA301"), {"GIA301 x": ["skipped"]}),
        ((balance("zh")._replace(suppressed="已核实"),), (), {"未发现问题": []}),
        ((), (), {"未发现问题": []}),
    ],
)
def test_cases(found: tuple[Diagnostic, ...], gaps: tuple[str, ...], expected: dict[str, list[str]]) -> None:
    unassessed = tuple(Gap(code, "x", "缺数据", ()) for code in gaps)
    assert outcomes(Result("", (Checked("a.txt", findings=found, unassessed=unassessed),))) == {
        "a.txt": expected
    }


def test_a_failure_tells_everything() -> None:
    again = balance("zh")._replace(severity=Severity.WARNING, message="另一处")
    gap = Gap("GIA301", "balance", "一列为空白", ())
    checked = Checked("a.txt", findings=(balance("zh"), again), unassessed=(gap,))
    (failure,) = verified(junit(Result("", (checked,)), Style())).iter("failure")
    assert failure.get("type") == "error"
    assert failure.get("message") == "收到与办理的申请数量不相等（自然人、总计 2 列） (+1)"
    text = failure.text or ""
    for told in ("a.txt:7:20 三/表1", "警告：另一处", "怎么改：核对“上年结转”", "相差 1", "一列为空白"):
        assert told in text


def test_hostile_text_stays_text() -> None:
    root = verified(junit(hostile(), Style()))
    assert {suite.get("name") for suite in root} == {
        "gialint",
        PATH.replace("\u202e", "␦").replace("\x07", "␇"),
    }
    (failure,) = root.iter("failure")
    assert "<script>alert(1)</script> ]]>" in (failure.text or "")
    assert "\n::add-mask::z" in (failure.text or "")
    assert "\u202e" not in junit(hostile(), Style())


@given(st.text(st.characters(exclude_categories=())))
@settings(max_examples=60)
def test_any_text_can_stand_in_xml(text: str) -> None:
    parsed = fromstring(f"<a>{xml_text(text).replace('&', '').replace('<', '').replace(']]>', '')}</a>")
    assert parsed.tag == "a"
    assert "\n" not in xml_line(text)
    assert fromstring(junit(Result("", (Checked(text, agency=text),)), Style())).tag == "testsuites"
