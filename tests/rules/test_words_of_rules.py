"""All that rules say is there in both languages, filled in, and English but for words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from gialint.checking.rulefiles.examples import KINDS, under_options
from gialint.config import Config
from gialint.model import Finding, Rule, Unassessed, Words
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import Linter, linter
from gialint.understanding.understand import understand

LINTER: Linter = linter(Config())
RULES: tuple[Rule, ...] = LINTER.plugins.rules

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")
"""Words of a report, titles of laws, and what the form or an agency adds in brackets."""
HAN = re.compile("[一-鿿]+")
STATED = {
    "GIA103": {"因政府信息公开工作"},
    "GIA107": {"年政府信息公开工作年度报告", "云坪县财政局"},
    "GIA505": {"均已答复"},
    "GIA608": {"月"},
    "GIA704": {"国办公开办函"},
    "GIA732": {"申请人张某"},
    "GIA733": {"底稿"},
}
"""Chinese that English must show, since it is the very wording that is meant, by rule."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_words_are_whole_in_both_languages(rule: Rule) -> None:
    for words, _ in said(rule):
        assert words.zh.strip(), words
        assert words.en.strip(), words
        assert not set("{}") & set(words.zh + words.en), words
        assert HAN.search(words.zh), words


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_english_has_no_chinese_but_words_of_the_report_and_the_form(rule: Rule) -> None:
    known = "\n".join(of_the_form())
    left = {
        run
        for words, report in said(rule)
        for run in HAN.findall(QUOTED.sub(" ", words.en))
        if run not in report and run not in known
    }
    assert left == STATED.get(rule.code, set())


def said(rule: Rule) -> Iterator[tuple[Words, str]]:
    """Yield all that a rule says by itself and of its examples, with the text of the example."""
    yield rule.title, ""
    if rule.hint:
        yield rule.hint, ""
    for example in rule.examples if rule.scope == "report" else ():
        document = from_mapping(next(example[kind] for kind in KINDS if kind in example))
        report = understand(document, LINTER.knowledge)
        for outcome in under_options(rule, example).check(report, report.facts):
            yield from ((words, document.text) for words in words_of(outcome))


def words_of(outcome: Finding | Unassessed) -> Iterator[Words]:
    """Yield all words of an outcome."""
    if isinstance(outcome, Unassessed):
        yield outcome.reason
        return
    yield outcome.message
    yield from (related.label for related in outcome.related)
    yield from outcome.working
    if outcome.hint:
        yield outcome.hint
    if outcome.fix:
        yield outcome.fix.description


def of_the_form() -> Iterator[str]:
    """Yield the words of the form: sections, labels and what its figures are called."""
    for edition in LINTER.knowledge.editions:
        yield from (section.title.zh for section in edition.sections)
        yield from (section.number for section in edition.sections)
        yield from (label for row in edition.rows.values() for label in (row.label, *row.under))
        yield from (words.zh for words in edition.known.values())
