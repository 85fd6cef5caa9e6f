"""Every rule of the national pack against the examples in its own file."""

from __future__ import annotations

from collections import Counter

import pytest

from gialint.checking.rulefiles.examples import Outcome, run_examples
from gialint.config import Config
from gialint.model import Rule
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import Linter, linter
from gialint.understanding.understand import understand

LINTER: Linter = linter(Config())
RULES: tuple[Rule, ...] = LINTER.rules
OUTCOMES: list[Outcome] = run_examples(
    RULES, lambda document: understand(document, LINTER.knowledge), from_mapping
)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda each: f"{each.code}-{each.index + 1}-{each.kind}")
def test_an_example_turns_out_as_it_says(outcome: Outcome) -> None:
    assert outcome.detail is None, outcome.detail.zh


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_shows_what_violates_it_and_what_does_not(rule: Rule) -> None:
    kinds = Counter(outcome.kind for outcome in OUTCOMES if outcome.code == rule.code)
    assert kinds["violates"]
    assert kinds["clean"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_is_in_both_languages(rule: Rule) -> None:
    assert rule.title.zh
    assert rule.title.en
    assert rule.hint is not None
    assert rule.hint.zh
    assert rule.hint.en
    assert rule.basis
    assert rule.since


def test_nothing_in_the_pack_is_broken() -> None:
    assert LINTER.problems == ()
