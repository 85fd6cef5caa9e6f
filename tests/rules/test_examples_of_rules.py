"""Every rule of the national pack and its examples: they turn out as they say, and no other rule objects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from ruamel.yaml import YAML

from gialint.checking.engine import check_report
from gialint.checking.rulefiles.examples import KINDS, run_examples, under_options
from gialint.checking.series import BESIDE
from gialint.config import Config
from gialint.model import Document, Edit, Finding, Place, Report, Rule, Severity, Text, Unassessed
from gialint.reading import Limits
from gialint.reading.yaml_report import from_mapping, read
from gialint.run.linter import Linter, linter
from gialint.understanding.understand import understand

LINTER: Linter = linter(Config())
RULES: tuple[Rule, ...] = LINTER.rules
OF_REPORTS = [rule for rule in RULES if rule.scope == "report"]
Example = Mapping[str, Any]
Mend = Callable[[Rule, Example], Iterator[Example]]


def understood(example: Example) -> Report:
    return understand(from_mapping(example), LINTER.knowledge)


def examples(rules: tuple[Rule, ...] | list[Rule], *kinds: str) -> Iterator[tuple[str, Rule, Example, str]]:
    """Yield the examples of rules, each with its name, such as ``GIA301-2-violates``, and its kind."""
    for rule in rules:
        for number, example in enumerate(rule.examples, 1):
            for kind in kinds or KINDS:
                if kind in example:
                    yield f"{rule.code}-{number}-{kind}", rule, example, kind


def test_an_example_turns_out_as_it_says() -> None:
    outcomes = run_examples(RULES, lambda document: understand(document, LINTER.knowledge), from_mapping)
    assert {
        f"{each.code}-{each.index + 1}-{each.kind}": each.detail.zh for each in outcomes if each.detail
    } == {}
    shown = Counter((outcome.code, outcome.kind) for outcome in outcomes)
    assert [rule.code for rule in RULES for kind in KINDS[:2] if not shown[rule.code, kind]] == []


WHOLE = ("GIA101", "GIA104", "GIA905")
"""Rules that ask for whole reports, sections and tables; an example is mostly a part of one."""


def test_no_other_rule_finds_an_error_in_an_example_but_for_what_it_says() -> None:
    unsaid = {}
    for name, rule, example, kind in examples(RULES):
        others = BESIDE.get(rule.scope, "last.")
        own = {path: value for path, value in example[kind].items() if not path.startswith(others)}
        checked = check_report(understood(own), RULES, LINTER.engine, LINTER.terms)
        errors = {found.code for found in checked.findings if found.severity is Severity.ERROR}
        beyond = errors - {rule.code, *WHOLE}
        if beyond != set(example.get("also", ())):
            unsaid[name] = beyond
    assert unsaid == {}


# Every violating example is one step from a sound one: mend what the rule points at, and it is quiet. So an
# example violates its rule by what it is said to, and a rule finds fault with nothing else in it.


def by_the_figure(rule: Rule, example: Example) -> Iterator[Example]:
    """Change one figure that a finding points at by the difference it tells, or write 0."""
    report = understood(example)
    for finding in findings(rule, report):
        delta = finding.values.get("delta", "")
        for path in sorted(figures(report, places(finding))):
            value = report.facts[path].value
            yield {**flat(example), path: 0}
            if delta and value is not None:
                yield {**flat(example), path: float(value + Decimal(delta))}
                yield {**flat(example), path: float(value - Decimal(delta))}


def by_all_figures(rule: Rule, example: Example) -> Iterator[Example]:
    """Write 0 in all figures that findings point at."""
    report = understood(example)
    paths = {path for finding in findings(rule, report) for path in figures(report, places(finding))}
    yield {**flat(example), **dict.fromkeys(paths, 0)}


def by_the_words(rule: Rule, example: Example) -> Iterator[Example]:
    """Take out the words that findings point at: those of each alone, or all that are pointed at."""
    found = findings(rule, understood(example))
    firsts = [finding.place.text for finding in found if finding.place]
    every = [place.text for finding in found for place in places(finding)]
    for words in (firsts, every):
        yield {key: without(value, words) for key, value in flat(example).items()}


def by_the_sound_one(rule: Rule, example: Example) -> Iterator[Example]:
    """Take one part from an example that is clean: a heading, a text, a figure, the order."""
    mine = flat(example)
    for other in (flat(each["clean"]) for each in rule.examples if "clean" in each):
        if set(mine) == set(other):
            yield {name: mine[name] for name in other}  # its order
        for key in {**mine, **other}:
            rest = {name: value for name, value in mine.items() if name != key}
            yield {**rest, key: other[key]} if key in other else rest


MENDED_ELSEWHERE = {"GIA304": "where an empty value stands in YAML, nothing tells; see its own tests"}
"""Rules whose fix an example cannot show, and why."""

MENDS: tuple[Mend, ...] = (by_the_figure, by_all_figures, by_the_words, by_the_sound_one)


def test_an_example_is_one_step_from_a_sound_one() -> None:
    far = []
    for name, unbound, example, kind in examples(OF_REPORTS, "violates"):
        rule, written = under_options(unbound, example), example[kind]
        assert findings(rule, understood(written)), name
        mended = (each for mend in MENDS for each in mend(rule, written))
        if all(findings(rule, understood(each)) for each in mended):
            far.append(name)
    assert far == []


@pytest.mark.parametrize(
    "rule",
    [rule for rule in OF_REPORTS if rule.fixable and rule.code not in MENDED_ELSEWHERE],
    ids=lambda rule: rule.code,
)
def test_the_fix_of_a_rule_makes_its_example_clean(rule: Rule) -> None:
    mended = []
    for example in (each["violates"] for each in rule.examples if "violates" in each):
        source = written(example)
        report = understand(read(source, "report.yaml", Limits()), LINTER.knowledge)
        found = findings(rule, report)
        edits = [edit for finding in found if finding.fix for edit in finding.fix.edits]
        if edits and all(finding.fix for finding in found):
            after = understand(read(edited(source, edits), "report.yaml", Limits()), LINTER.knowledge)
            mended.append(findings(rule, after))
    assert mended, "no example shows the fix"
    assert mended == [[]] * len(mended)


def findings(rule: Rule, report: Report) -> list[Finding]:
    return [outcome for outcome in rule.check(report, report.facts) if isinstance(outcome, Finding)]


def places(finding: Finding) -> list[Place]:
    """Return all places of a finding."""
    return [*filter(None, [finding.place]), *(related.place for related in finding.related)]


def figures(report: Report, at: list[Place]) -> set[str]:
    """Return the figures of an example that stand at some places."""
    document: Document = report.document
    starts = {place.start for place in at}
    return {entry.fact for entry in document.entries if entry.start in starts}


def flat(example: Example) -> dict[str, Any]:
    """Return the parts of an example by name, each section by its heading."""
    rest = {key: value for key, value in example.items() if key != "sections"}
    return {**rest, **example.get("sections", {})}


def without(value: Any, words: list[str]) -> Any:
    """Return a text without some words; nothing else is a text."""
    for word in words if isinstance(value, str) else ():
        value = value.replace(word, "") if word else value
    return value


def written(example: Example) -> bytes:
    """Return an example as a file, which a fix can change."""
    stream = BytesIO()
    writer = YAML()
    writer.width = 10_000
    writer.dump(dict(example.items()), stream)
    return stream.getvalue()


def edited(source: bytes, edits: list[Edit]) -> bytes:
    """Return a file with its edits made, the last first."""
    text = source.decode()
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.encode()


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


def test_all_that_rules_say_is_whole_in_both_languages_and_english_but_for_words_of_the_form() -> None:
    known = "\n".join(of_the_form())
    for rule in LINTER.plugins.rules:
        left = set()
        for words, report in said(rule):
            assert words.zh.strip(), words
            assert words.en.strip(), words
            assert not set("{}") & set(words.zh + words.en), words
            assert HAN.search(words.zh), words
            runs = HAN.findall(QUOTED.sub(" ", words.en))
            left |= {run for run in runs if run not in report and run not in known}
        assert left == STATED.get(rule.code, set())


def said(rule: Rule) -> Iterator[tuple[Text, str]]:
    """Yield all that a rule says by itself and of its examples, with the text of the example."""
    yield rule.title, ""
    if rule.hint:
        yield rule.hint, ""
    for _, _, example, kind in examples([rule]) if rule.scope == "report" else ():
        document = from_mapping(example[kind])
        report = understand(document, LINTER.knowledge)
        for outcome in under_options(rule, example).check(report, report.facts):
            yield from ((words, document.text) for words in words_of(outcome))


def words_of(outcome: Finding | Unassessed) -> Iterator[Text]:
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
