"""Where each value of a configuration comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gialint.config import Config, nearest, settled
from gialint.config.explain import held, switched
from gialint.model import Option, Rule, Severity, Text
from gialint.reporting.config_table import Source

OURS = """\
extends: [minimal, ./province.yaml]
fail-on: warning
extend-select: [GIA113]
severities: {gia605: error}
options:
  GIA702: {allow: [a.cn, b.cn]}
  GIA605: {deadline: {township: 02-15}}
per_path:
  "drafts/**":
    ignore: [GIA5]
    options: {GIA605: {deadline: {street: 02-20}}}
"""
PROVINCE = """\
strict: true
ignore: [GIA703, GIA3]
options:
  GIA605: {deadline: {township: 02-01, street: 02-01}}
  GIA702: {allow: [a.cn]}
"""


def rule(code: str, *options: Option, **more: Any) -> Rule:
    return Rule(code, "x", Text("x"), Severity.INFO, (), lambda *_: (), options=options, **more)


DEADLINE = Option("deadline", {"township": "01-31", "street": "01-31"}, Text("x"), "day")
RULES = [
    rule("GIA101"),
    rule("GIA113", status="off"),
    rule("GIA301"),
    rule("GIA501"),
    rule("GIA605", DEADLINE),
    rule("GIA702", Option("allow", (), Text("x"))),
    rule("GIA703"),
    rule("GIA902", scope="engine"),
]


def rows(config: Config, path: str = "") -> dict[tuple[str, str], str]:
    return {(each.setting, str(each.value)): told(each.source) for each in held(config, path, RULES, {})}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gialint.yaml").write_text(OURS, encoding="utf-8")
    (tmp_path / "province.yaml").write_text(PROVINCE, encoding="utf-8")
    config, problems = settled(nearest(Path()), {})
    assert problems == []
    return config


def told(source: Source) -> str:
    return f"{source.profile or source.kind} {source.where.rpartition('/')[2]} {source.pattern}".strip()


def test_without_a_file() -> None:
    assert rows(Config()) == {
        ("extends", "recommended"): "default",
        ("fail_on", "error"): "default",
        ("strict", "False"): "default",
        ("language", "zh"): "locale",
    }


def test_the_last_that_said_it(config: Config) -> None:
    found = rows(config)
    assert found == {
        ("extends", "national"): "recommended recommended.yaml:2",
        ("extends", "recommended"): "minimal minimal.yaml:3",
        ("extends", "minimal"): "file gialint.yaml:1",
        ("extends", "./province.yaml"): "file gialint.yaml:1",
        ("fail_on", "warning"): "file gialint.yaml:2",
        ("strict", "True"): "file province.yaml:1",
        ("language", "zh"): "locale",
        ("severities.GIA605", "error"): "file gialint.yaml:4",
        ("options.GIA605.deadline.street", "02-01"): "file province.yaml:4",
        ("options.GIA605.deadline.township", "02-15"): "file gialint.yaml:7",
        ("options.GIA702.allow", "a.cn"): "file gialint.yaml:6",
        ("options.GIA702.allow", "b.cn"): "file gialint.yaml:6",
        ("per_path", "drafts/**"): "file gialint.yaml:9",
    }


def test_what_holds_for_a_path(config: Config) -> None:
    general, drafts = rows(config), rows(config, "drafts/a.docx")
    assert ("per_path", "drafts/**") not in drafts
    assert drafts[("options.GIA605.deadline.street", "02-20")] == "file gialint.yaml:11 drafts/**"
    assert rows(config, "b.docx").items() < general.items()


def test_what_is_wrong_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / "gialint.yaml").write_text(
        "severities: {GIA999: info}\noptions:\n  GIA605: {deadline: {township: 02-15, towship: 02-15}}\n"
        "  GIA702: {allow: [a.cn, 3], alow: x}\n  GIA999: {x: 1}\n",
        encoding="utf-8",
    )
    config, _ = settled(nearest(tmp_path), {})
    assert [name for name, _ in rows(config) if "." in name] == ["options.GIA605.deadline.township"]


def test_the_command_line(config: Config) -> None:
    given = config._replace(fail_on="info", language="en", strict=True)
    found = rows(given)
    assert found["fail_on", "info"] == found["language", "en"] == "command"
    assert found["strict", "True"] == "file province.yaml:1"
    assert rows(Config(strict=True))["strict", "True"] == "command"
    profiled, _ = settled(nearest(Path()), {}, profile="strict")
    assert rows(profiled)["extends", "strict"] == "command"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "",
            [
                "+GIA113 file gialint.yaml:3",
                "-GIA301 file province.yaml:2",
                "-GIA605 minimal minimal.yaml:4",
                "-GIA702 minimal minimal.yaml:4",
                "-GIA703 minimal minimal.yaml:4",
            ],
        ),
        (
            "drafts/a.docx",
            [
                "+GIA113 file gialint.yaml:3",
                "-GIA301 file province.yaml:2",
                "-GIA501 file gialint.yaml:10 drafts/**",
                "-GIA605 minimal minimal.yaml:4",
                "-GIA702 minimal minimal.yaml:4",
                "-GIA703 minimal minimal.yaml:4",
            ],
        ),
    ],
)
def test_who_switched_a_rule(config: Config, path: str, expected: list[str]) -> None:
    found = switched(config, RULES, path)
    assert [f"{'+' if each.on else '-'}{each.code} {told(each.source)}" for each in found] == expected


def test_rules_switched_on_the_command_line() -> None:
    found = switched(Config(select=("GIA3", "GIA113")), RULES, "")
    assert {(each.code, each.on) for each in found} == {
        ("GIA101", False),
        ("GIA113", True),
        ("GIA501", False),
        ("GIA605", False),
        ("GIA702", False),
        ("GIA703", False),
    }
    assert {each.source for each in found} == {Source("command")}
    assert switched(Config(), RULES, "") == []
