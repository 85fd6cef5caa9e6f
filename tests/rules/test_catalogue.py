"""The catalogue is whole: every code has its rule, and every rule its examples of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from gialint.checking.rulefiles.examples import KINDS
from gialint.config import Config
from gialint.model import Rule
from gialint.run.linter import linter

LINTER = linter(Config())
RULES: tuple[Rule, ...] = tuple(rule for rule in LINTER.plugins.rules if rule.scope != "engine")
CODES = {
    "GIA1": "01 02 03 04 05 06 07 08 09 10 11 12 13",
    "GIA2": "01 02 03 04 05",
    "GIA3": "01 02 03 04 05",
    "GIA4": "01 02 03 04 05",
    "GIA5": "01 02 03 04 05 06 07 08 09 10 11 12 20 21 22 23 30 31",
    "GIA6": "01 02 03 04 05 06 07 08",
    "GIA7": "01 02 03 04 05 06 07 11 12 13 14 21 22 23 24 31 32 33",
    "GIA8": "01 02 03 04 07 08 09",
}
"""The codes of the families of rules; other people's scripts and waivers name them."""

NEVER_IN_DOUBT = {
    "GIA707": "it is not assessed only where no lexicon lists typos, and the pack's own does",
    "GIA713": "it is not assessed only where no lexicon lists words of spam, and the pack's own does",
    "GIA704": "it is not assessed only where no lexicon lists documents, and the pack's own does",
}
"""Rules that can be not assessed, though no report shows it, and why."""


def test_every_code_has_a_rule_and_nothing_in_the_pack_is_broken() -> None:
    assert {rule.code for rule in RULES} == {
        f"{family}{number}" for family, numbers in CODES.items() for number in numbers.split()
    }
    assert LINTER.problems == ()


def test_a_rule_has_a_file_of_its_name_and_says_what_it_is_in_both_languages() -> None:
    for rule in RULES:
        path = rule.origin if rule.origin.endswith(".yaml") else rule.origin.rpartition(".")[2]
        assert Path(path).stem.replace("_", "-") == f"{rule.code}-{rule.name}"
        assert rule.hint is not None, rule.code
        said = (rule.title.zh, rule.title.en, rule.hint.zh, rule.hint.en, rule.basis, rule.since)
        assert all(said), rule.code


def test_a_rule_has_examples_of_every_kind_that_makes_sense() -> None:
    lacking, silent = [], set()
    for rule in RULES:
        given = {kind for example in rule.examples for kind in KINDS if kind in example}
        doubtful = can_be_unassessed(rule)
        if doubtful and "unassessed" not in given:
            silent.add(rule.code)
        if not given >= {"clean", "violates"} or (not doubtful and "unassessed" in given):
            lacking.append(rule.code)
    assert (lacking, silent) == ([], {*NEVER_IN_DOUBT})


def can_be_unassessed(rule: Rule) -> bool:
    """Tell whether a rule may say that it was not assessed, for want of something in a report.

    A rule as data may if it reads figures or asks for something in a section; that of wording looks
    at what is there. One in Python says so in its module or in what the module takes from the pack.
    """
    if rule.condition:
        return "assert" in rule.condition or "require" in rule.condition
    return any("Unassessed" in source for source in sources(rule.origin))


def sources(module: str) -> Iterator[str]:
    """Yield the source of a module and of the modules of the pack that it imports."""
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text("utf-8")
    yield source
    for line in source.splitlines():
        if line.startswith("from gialint_rules"):
            yield from sources(line.split()[1])
