"""What is asked of a file: patterns of paths, and the rules, options and severities they change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gialint.config import Config, PathSettings
from gialint.config.rules import asking, ever_put, unused_patterns
from gialint.model import Finding, Severity
from gialint.run.linter import Linter, linter

TEXT = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n做为镇政府，全年公开信息30条。\n"


@pytest.fixture(scope="module")
def lint() -> Linter:
    return linter(Config())


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("drafts/**", "drafts/a.docx", True),
        ("drafts/**", "drafts/2024/a.docx", True),
        ("drafts/**", "a.docx", False),
        ("drafts/*", "drafts/a.docx", True),
        ("drafts/*.docx", "drafts/2024/a.docx", False),
        ("drafts", "drafts/2024/a.docx", True),
        ("drafts/", "drafts/2024/a.docx", True),
        ("drafts/", "old/drafts/a.docx", True),
        ("./drafts/", "old/drafts/a.docx", False),
        ("*.docx", "drafts/2024/a.docx", True),
        ("*.docx", "a.pdf", False),
        ("**/青石*", "drafts/青石镇.docx", True),
        ("**/青石*", "青石镇.docx", True),
        ("**", "a/b/c.docx", True),
        ("drafts/**/a.docx", "drafts/a.docx", True),
        ("drafts/**/a.docx", "drafts/1/2/a.docx", True),
        ("drafts/**/a.docx", "drafts/1/2/b.docx", False),
        ("drafts\\*.docx", "drafts/a.docx", True),
        ("draft?/[ab].docx", "drafts/a.docx", True),
        ("draft?/[ab].docx", "drafts/c.docx", False),
        ("报告[1].docx", "报告1.docx", True),
        ("报告[1].docx", "报告[1].docx", True),
        ("Drafts/**", "drafts/a.docx", False),
        ("../a.docx", "../a.docx", False),
        ("**", "../a.docx", False),
    ],
)
@pytest.mark.parametrize("absolute", [True, False])
def test_patterns(
    pattern: str, path: str, expected: bool, absolute: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = PathSettings(pattern, tmp_path if absolute else Path())
    assert settings.fits(path) is expected
    assert settings.fits(os.path.abspath(path)) is expected


def test_files_of_one_pattern_share_what_is_asked(lint: Linter) -> None:
    config = Config(per_path=(PathSettings("a/**", Path(), ignore=("GIA7",)), PathSettings("b/**", Path())))
    asked = asking(config, lint.plugins.rules)
    assert asked("a/1.docx") is asked("a/2.docx")
    assert asked("c/1.docx") is asked("d/2.docx")
    assert len(asked("a/1.docx")[0]) < len(asked("b/1.docx")[0])


def test_patterns_are_followed_in_order(lint: Linter) -> None:
    first = PathSettings("a/**", Path(), select=("GIA707",), severities={"GIA707": Severity.ERROR})
    second = PathSettings(
        "*.txt", Path(), extend_select=("GIA113",), severities={"GIA113": Severity.WARNING},
        options={"GIA113": {"max_chars": 5}, "GIA707": {"allow": ["做为镇"]}},
    )  # fmt: skip
    checked = linter(Config(per_path=(first, second)))

    def told(path: str) -> list[tuple[str, Severity]]:
        found = checked.check_file(path, TEXT.encode()).findings
        return [(each.code, each.severity) for each in found if each.code in ("GIA113", "GIA707")]

    assert told("a/1.md") == [("GIA707", Severity.ERROR)]
    assert told("a/1.txt") == [("GIA113", Severity.WARNING)]
    assert told("b/1.txt") == [("GIA113", Severity.WARNING)]
    assert told("b/1.md") == [("GIA707", Severity.INFO)]
    assert {rule.code for rule in ever_put(checked.config, lint.plugins.rules)} == {
        *(rule.code for rule in lint.rules),
        "GIA113",
    }
    assert "GIA113" in [card.code for card in checked.cards()]


def test_options_are_bound_to_the_rules_that_are_put(lint: Linter) -> None:
    asked = asking(
        Config(select=("GIA113",), options={"GIA113": {"max_chars": 3}}), lint.plugins.rules
    )("x")  # fmt: skip
    report = lint.read("x.txt", TEXT.encode())
    [rule] = asked[0]
    [finding] = rule.check(report, report.facts)
    assert isinstance(finding, Finding)
    assert finding.values["most"] == "3"


def test_a_pattern_that_fits_no_file_anywhere_is_unused(tmp_path: Path) -> None:
    (tmp_path / "drafts" / "old").mkdir(parents=True)
    (tmp_path / "drafts" / "a.docx").touch()
    patterns = ["drafts/*.docx", "drafts/old", "draft/**", "*.pdf", "b.docx"]
    config = Config(per_path=tuple(PathSettings(pattern, tmp_path) for pattern in patterns))
    found = unused_patterns(config, [str(tmp_path / "b.docx")])
    assert [each.where for each in found] == ["draft/**", "*.pdf"]
