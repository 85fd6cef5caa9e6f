"""What is asked of a file: patterns of paths, and the rules, options and severities they change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gialint.config import Config, PathSettings, nearest, settled
from gialint.config.rules import all_enabled, config_slips, rules_by_path, unused_patterns
from gialint.model import Finding, Option, Rule, Severity, Text
from gialint.run.linter import Linter, linter

TEXT = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n做为镇政府，全年公开信息30条。\n"


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


def test_files_of_one_pattern_share_what_is_asked(gialint: Linter) -> None:
    config = Config(per_path=(PathSettings("a/**", Path(), ignore=("GIA7",)), PathSettings("b/**", Path())))
    asked = rules_by_path(config, gialint.plugins.rules)
    assert asked("a/1.docx") is asked("a/2.docx")
    assert asked("c/1.docx") is asked("d/2.docx")
    assert len(asked("a/1.docx")[0]) < len(asked("b/1.docx")[0])


def test_patterns_are_followed_in_order(gialint: Linter) -> None:
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
    assert {rule.code for rule in all_enabled(checked.config, gialint.plugins.rules)} == {
        *(rule.code for rule in gialint.rules),
        "GIA113",
    }
    assert "GIA113" in [card.code for card in checked.cards()]


def test_options_are_bound_to_the_rules_that_are_put(gialint: Linter) -> None:
    asked = rules_by_path(
        Config(select=("GIA113",), options={"GIA113": {"max_chars": 3}}), gialint.plugins.rules
    )("x")  # fmt: skip
    report = gialint.read("x.txt", TEXT.encode())
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


def rule(code: str, *options: Option) -> Rule:
    check = lambda report, facts: ()  # noqa: E731
    return Rule(code, "x", Text("x"), Severity.INFO, (), check, options=options, bind=lambda values: check)


RULES = (
    rule("GIA301"),
    rule("GIA302"),
    rule("GIA605", Option("deadline", {"township": "01-31", "street": "01-31"}, Text("x"), "day")),
    rule("GIA702", Option("allow", (), Text("x"))),
)
NEAR = "您是不是想写"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("select: [GIA3, ALL]\nextend-select: GIA702\nseverities: {gia301: info}", []),
        ("options: {gia702: {allow: [a.cn]}, GIA605: {deadline: {street: 02-01}}, GIA301: }", []),
        ("select: [GIA3, GIA3O1]", [f"1:16 select 里的 GIA3O1 不是任何规则的代码 | {NEAR}“GIA301”？"]),
        ("select: GIA3O1", [f"1:9 select 里的 GIA3O1 不是任何规则的代码 | {NEAR}“GIA301”？"]),
        ("ignore:\n  - GIA3\n  - GIA8", ["3:5 ignore 里的 GIA8 不是任何规则的代码"]),
        ("extend-select: [YUN101]", ["1:17 extend_select 里的 YUN101 不是任何规则的代码"]),
        ("severities: {GIA30: info}", [f"1:14 severities 里的 GIA30 不是任何规则的代码 | {NEAR}“GIA302”？"]),
        (
            "options:\n  GIA60S: {deadline: {}}",
            [f"2:3 options 里的 GIA60S 不是任何规则的代码 | {NEAR}“GIA605”？"],
        ),
        ("options:\n  GIA301: {max: 3}", ["2:12 GIA301 没有可以设置的选项"]),
        (
            "options:\n  gia702: {alow: [a.cn]}",
            [f"2:12 GIA702 没有“alow”这个选项（可用：allow） | {NEAR}“allow”？"],
        ),
        ("options:\n  GIA702: {allow: [a.cn, 3]}", ["2:26 allow 应当是文字的列表"]),
        (
            "options:\n  GIA605:\n    deadline:\n      township: 2月15日",
            ["4:17 deadline 应当是月-日，例如 01-31"],
        ),
        (
            "options:\n  GIA605:\n    deadline:\n      towship: 02-15",
            [f"4:7 deadline 没有“towship”这一项（可用：township、street） | {NEAR}“township”？"],
        ),
        (
            "per_path:\n  'a/**': {ignore: [GIA3, GIA8], options: {GIA702: {allow: 3}}}",
            ["2:27 ignore 里的 GIA8 不是任何规则的代码", "2:60 allow 应当是文字的列表"],
        ),
    ],
)
def test_each_is_told_at_its_place(text: str, problems: list[str], tmp_path: Path) -> None:
    path = tmp_path / "gialint.yaml"
    path.write_text(text, encoding="utf-8")
    config, found = settled(nearest(tmp_path), {})
    told = config_slips(config, RULES)
    assert found == []
    assert {problem.code for problem in told} <= {"GIA906"}
    assert problems == [
        f"{problem.where.removeprefix(f'{path}:')} {problem.message.zh}"
        + (f" | {problem.hint.zh}" if problem.hint else "")
        for problem in told
    ]


def test_a_slip_in_a_file_that_is_built_on_is_told_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "gialint.yaml").write_text("extends: ./p.yaml\nselect: [GIA3]", encoding="utf-8")
    (tmp_path / "p.yaml").write_text("# 省\nselect: [GIA4]\n", encoding="utf-8")
    [problem] = config_slips(settled(nearest(tmp_path), {})[0], RULES)
    assert problem.where == f"{tmp_path / 'p.yaml'}:2:10"
    assert problem.quote == ""  # Nobody knows yet whether it is a file of the user's.


def test_in_a_pyproject(tmp_path: Path) -> None:
    text = '[tool.gialint]\nselect = ["GIA3"]\n[tool.gialint.options.GIA605]\ndeadlin = {street = "02-01"}\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    [problem] = config_slips(settled(nearest(tmp_path), {})[0], RULES)
    assert problem.where == f"{tmp_path / 'pyproject.toml'}:4:1"


@pytest.mark.parametrize(
    ("config", "messages"),
    [
        (Config(), []),
        (Config(select=("GIA3",), ignore=("GIA702",)), []),
        (Config(select=("GIA9",)), ["select 里的 GIA9 不是任何规则的代码"]),
        (
            Config(severities={"GIA30": Severity.INFO}, options={"GIA301": {"x": 1}}),
            ["severities 里的 GIA30 不是任何规则的代码", "GIA301 没有可以设置的选项"],
        ),
    ],
)
def test_without_a_file(config: Config, messages: list[str]) -> None:
    assert [(each.where, each.message.zh) for each in config_slips(config, RULES)] == [
        ("", message) for message in messages
    ]


def test_the_command_line_is_told_apart_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "gialint.yaml").write_text("select: [GIA3]\nignore: [GIA8]\n", encoding="utf-8")
    config, _ = settled(nearest(tmp_path), {})
    told = config_slips(config._replace(select=("GIA5",)), RULES)
    assert [(each.where.rpartition("/")[2], each.message.zh[:6]) for each in told] == [
        ("gialint.yaml:2:10", "ignore"),
        ("", "select"),
    ]
