"""The profiles of the national pack: what is asked under each."""

from __future__ import annotations

from pathlib import Path

import pytest

import gialint_rules
from gialint.config import Config, nearest, settled
from gialint.config.rules import rules_by_path
from gialint.model import Rule, Severity
from gialint.run.linter import Linter, linter
from gialint.run.result import check

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("minimal", "national", "recommended", "strict")
DISCLOSURE = {"GIA732", "GIA733"}
"""Rules of ``minimal`` that are not errors: whether somebody's own data are out is for people to say."""


def profiled(name: str) -> Config:
    config, problems = settled(nearest(Path(__file__).parent), {}, profile=name)
    assert problems == []
    return config


def put(name: str, gialint: Linter) -> dict[str, Rule]:
    rules, _ = rules_by_path(profiled(name), gialint.plugins.rules)("")
    return {rule.code: rule for rule in rules}


def test_these_are_all() -> None:
    assert sorted(path.stem for path in gialint_rules.gialint_profiles()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_profile_names_is_there(name: str) -> None:
    assert linter(profiled(name)).problems == ()


@pytest.mark.parametrize("name", ["national", "recommended"])
def test_the_recommended_changes_nothing(name: str, gialint: Linter) -> None:
    assert [*put(name, gialint)] == [rule.code for rule in gialint.rules]
    paths = [str(EXAMPLES / f"{report}.docx") for report in ("clean", "faulty")]
    assert check(paths, profiled(name)) == check(paths)


def test_the_minimal_asks_what_keeps_a_report_from_being_published(gialint: Linter) -> None:
    minimal = put("minimal", gialint)
    assert {code for code, rule in minimal.items() if rule.severity < Severity.ERROR} == DISCLOSURE
    errors = {rule.code for rule in gialint.rules if rule.severity is Severity.ERROR}
    assert errors - set(minimal) == {"GIA102", "GIA705"}, "an order of sections and a name can wait"


def test_the_strict_asks_everything(gialint: Linter) -> None:
    everything = {rule.code for rule in gialint.plugins.rules if rule.scope != "engine"}
    assert set(put("strict", gialint)) == everything > {rule.code for rule in gialint.rules}
    assert profiled("strict").strict


def test_the_minimal_is_silent_of_what_can_wait() -> None:
    found = check([str(EXAMPLES / "faulty.docx")], profiled("minimal")).reports[0].findings
    assert {each.code for each in found} == {"GIA301", "GIA303", "GIA501", "GIA711"}
