"""Every output names the configuration that held, and counts what it switched off."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from gialint.hookspecs import loaded
from gialint.model import Checked, Holding, Result
from gialint.plugins.builtin import REPORTERS
from gialint.reporting import Style
from gialint.reporting.summary import MOST, configuration_lines

SIX = tuple(f"GIA70{number}" for number in range(1, 7))


def result(*held: Holding) -> Result:
    """Return a result with a report for each configuration."""
    reports = (Checked(f"{place}.txt", "text", rules=1, holding=each) for place, each in enumerate(held))
    return Result("0", tuple(reports))


@pytest.mark.parametrize(
    ("held", "zh", "en"),
    [
        ([Holding()], [], []),
        ([Holding("a.yaml")], ["配置 a.yaml（1 份报告）"], ["configuration a.yaml (1 report)"]),
        (
            [Holding("a.yaml", ("GIA701",)), Holding("a.yaml", ("GIA701",)), Holding()],
            ["配置 a.yaml（2 份报告）：停用 1 条规则（GIA701）", "没有配置（1 份报告）"],
            ["configuration a.yaml (2 reports): 1 rule switched off (GIA701)", "no configuration (1 report)"],
        ),
        (
            [Holding("a.yaml", (), ("GIA301",)), Holding("b.yaml", SIX, ("GIA301", "GIA302"))],
            [
                "配置 b.yaml（1 份报告）：停用 6 条规则（GIA701、GIA702、GIA703等），"
                "调低 2 条规则的级别（GIA301、GIA302）",
                "配置 a.yaml（1 份报告）：调低 1 条规则的级别（GIA301）",
            ],
            [
                "configuration b.yaml (1 report): 6 rules switched off (GIA701, GIA702, GIA703, …), "
                "2 severities lowered (GIA301, GIA302)",
                "configuration a.yaml (1 report): 1 severity lowered (GIA301)",
            ],
        ),
        (
            [Holding(f"{number}.yaml") for number in range(MOST + 2)],
            [*(f"配置 {number}.yaml（1 份报告）" for number in range(MOST)), "另有 2 份配置"],
            [*(f"configuration {number}.yaml (1 report)" for number in range(MOST)), "2 more configurations"],
        ),
    ],
)
def test_lines(held: list[Holding], zh: list[str], en: list[str]) -> None:
    assert configuration_lines(result(*held), "zh") == zh
    assert configuration_lines(result(*held), "en") == en


HELD = Holding("drafts/我们的.yaml", SIX, ("GIA301",))


@pytest.mark.parametrize("name", [reporter.name for reporter in REPORTERS])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_output_names_it(name: str, language: str) -> None:
    [reporter] = (each for each in REPORTERS if each.name == name)
    told = loaded(reporter.load)(result(HELD, Holding()), Style(language))
    if isinstance(told, bytes):
        with ZipFile(BytesIO(told)) as book:
            told = "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))
    told = told.replace("&#34;", '"')
    assert "drafts/我们的.yaml" in told
    assert "GIA701" in told or name in ("json", "junit")
    if reporter.folder:
        pages = loaded(reporter.folder)(result(HELD, Holding()), Style(language))
        assert ["drafts/我们的.yaml" in page for page in pages.values()] == [True, False, True]


def test_quiet_outputs_tell_findings_alone() -> None:
    for name in ("full", "concise", "github"):
        [reporter] = (each for each in REPORTERS if each.name == name)
        assert loaded(reporter.load)(result(HELD), Style("zh", quiet=True)) == ""


def test_json_counts() -> None:
    [reporter] = (each for each in REPORTERS if each.name == "json")
    both = result(HELD, Holding("b.yaml", ("GIA701", "GIA301")), Holding())
    told = json.loads(loaded(reporter.load)(both, Style("zh")))
    assert [(each["config"], each["ignored"], each["lowered"]) for each in told["reports"]] == [
        ("drafts/我们的.yaml", 6, 1),
        ("b.yaml", 2, 0),
        (None, 0, 0),
    ]
    assert (told["summary"]["ignored"], told["summary"]["lowered"]) == (7, 0)
