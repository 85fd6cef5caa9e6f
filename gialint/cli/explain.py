"""``gialint explain``: a rule in full, or a frame of prose, with its examples and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError, nearest
from gialint.cli.configured import configured
from gialint.cli.options import CONFIGURING
from gialint.cli.output import print_out, print_problems, style_of
from gialint.config import Flag
from gialint.model import Gap, Text, Unassessed

if TYPE_CHECKING:
    from gialint.model import Diagnostic, Rule
    from gialint.reporting import Style
    from gialint.run.linter import Linter

COMMAND = Command(
    "explain",
    "说明一条规则：要求、依据、示例；或一种句式（如 counted）",
    "explain a rule: requirement, basis, examples; or a frame of prose (counted)",
    "CODE",
    least=1,
    most=1,
    options=(
        Flag(
            ("--output-format",),
            "text，或 markdown：做成网页用",
            "text, or markdown for a page",
            "FORMAT",
            known=("text", "markdown"),
        ),
        *CONFIGURING,
    ),
    example="gialint explain GIA301",
)


CODED = 4
"""Length of the part of a code that names its family (GIA3)."""


def run(given: Namespace) -> int:
    """Print a rule found by its code or name; status 2 if a plugin or rule file is broken.

    Raises UsageError for an unknown one.
    """
    from gialint.reporting.explain import explain
    from gialint.reporting.rules import rule_page
    from gialint.run.linter import linter

    config, problems = configured(given)
    lint = linter(config)
    print_problems((*problems, *lint.problems), config.language)
    [word] = given.operands
    rule = next((rule for rule in lint.plugins.rules if word.lower() in (rule.code.lower(), rule.name)), None)
    if rule is None:
        return _frame(word, lint, style_of(config.language, given.color))
    style, outcomes = style_of(config.language, given.color), example_outcomes(rule, lint)
    if given.output_format == "markdown":
        print_out(rule_page(rule, style, outcomes, families=lint.families))
    else:
        print_out(explain(rule, style, outcomes))
    return 2 if lint.problems else 0


def _frame(word: str, lint: Linter, style: Style) -> int:
    """Print a frame by its name; raises UsageError if there is none."""
    from gialint.checking.rulefiles.examples import frame_outcomes, frames
    from gialint.reporting.explain import explain_frame

    for known in lint.knowledge.every:
        frame = next((each for each in frames(known.vocabulary) if each.name == word.lower()), None)
        if frame is not None:
            outcomes = frame_outcomes(known.vocabulary, [frame])
            print_out(explain_frame(frame, outcomes, style))
            return 2 if lint.problems else 0
    raise _unknown(word, lint.plugins.rules)


def example_outcomes(rule: Rule, lint: Linter) -> dict[int, tuple[Diagnostic | Gap, ...]]:
    """Return what the rule reports for each example, by index, in the language of the linter.

    An example over which the rule breaks is left out: ``gialint test`` reports it.
    """
    from gialint.checking.rulefiles.examples import KINDS, under_options
    from gialint.foreign import reraise_interrupt

    outcomes: dict[int, tuple[Diagnostic | Gap, ...]] = {}
    for index, example in enumerate(rule.examples if rule.scope != "engine" else ()):
        report = next((example[kind] for kind in KINDS if kind in example), None)
        if isinstance(report, Mapping):
            try:
                outcomes[index] = tuple(_outcomes(under_options(rule, example), report, lint))
            except BaseException as error:
                reraise_interrupt(error)
    return outcomes


def _outcomes(rule: Rule, written: Mapping[str, object], lint: Linter) -> Iterator[Diagnostic | Gap]:
    from gialint.checking.diagnostics import diagnostic
    from gialint.checking.engine import gap_of, outcomes_of
    from gialint.checking.rulefiles.examples import example_report
    from gialint.reading.yaml_report import from_mapping
    from gialint.understanding.understand import understand

    report = example_report(rule, written, lambda data: understand(from_mapping(data), lint.knowledge))
    for outcome in outcomes_of(rule, report):
        if isinstance(outcome, Unassessed):
            yield gap_of(rule, outcome, report.facts, lint.terms.language)
        else:
            yield diagnostic(rule, outcome, lint.terms)


def _unknown(word: str, rules: Iterable[Rule]) -> UsageError:
    message = Text(f"没有 {word} 这条规则", f"there is no rule {word}")
    code = word.upper()
    for begun in (code, code[:CODED] if code[CODED:].isdecimal() else code):
        family = [rule.code for rule in rules if rule.code.startswith(begun)]
        if family:
            listed = Text(
                f"以 {begun} 开头的有：{'、'.join(family)}", f"beginning with {begun}: {', '.join(family)}"
            )
            return UsageError(message, listed)
    return nearest(message, word, [known for rule in rules for known in (rule.code, rule.name)])
