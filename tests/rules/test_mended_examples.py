"""Every violating example is one step from a sound one: mend what the rule points at, and it is quiet.

So an example violates its rule by what it is said to, and a rule finds fault with nothing else in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from ruamel.yaml import YAML

from gialint.checking.rulefiles.examples import under_options
from gialint.config import Config
from gialint.model import Document, Edit, Finding, Place, Report, Rule
from gialint.reading import Limits
from gialint.reading.yaml_report import from_mapping, read
from gialint.run.linter import Linter, linter
from gialint.understanding.understand import understand

LINTER: Linter = linter(Config())
RULES: tuple[Rule, ...] = tuple(rule for rule in LINTER.rules if rule.scope == "report")
Example = Mapping[str, Any]
Mend = Callable[[Rule, Example], Iterator[Example]]

CASES = [
    (under_options(rule, example), number, example["violates"])
    for rule in RULES
    for number, example in enumerate(rule.examples, 1)
    if "violates" in example
]


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


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule, _, example in CASES],
    ids=[f"{rule.code}-{number}" for rule, number, _ in CASES],
)
def test_an_example_is_one_step_from_a_sound_one(rule: Rule, example: Example) -> None:
    assert findings(rule, understood(example))
    assert any(not findings(rule, understood(mended)) for mend in MENDS for mended in mend(rule, example))


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.fixable and rule.code not in MENDED_ELSEWHERE],
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


def understood(example: Example) -> Report:
    return understand(from_mapping(example), LINTER.knowledge)


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
    return {
        **{key: value for key, value in example.items() if key != "sections"},
        **example.get("sections", {}),
    }


def without(value: Any, words: list[str]) -> Any:
    """Return a text without some words; nothing else is a text."""
    for word in words if isinstance(value, str) else ():
        value = value.replace(word, "") if word else value
    return value


def written(example: Example) -> bytes:
    """Return an example as a file, which a fix can change."""
    stream = BytesIO()
    writer = YAML(pure=True)
    writer.width = 10_000
    writer.dump(dict(example.items()), stream)
    return stream.getvalue()


def edited(source: bytes, edits: list[Edit]) -> bytes:
    """Return a file with its edits made, the last first."""
    text = source.decode()
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.encode()
