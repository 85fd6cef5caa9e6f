"""``gialint test``: run the examples inside rules, which are their documentation and their tests."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gialint.cli.arguments import CONFIGURING, Command
from gialint.cli.configured import configured
from gialint.cli.output import style_of, tell, warn_of
from gialint.report import Words

if TYPE_CHECKING:
    from gialint.checking.examples import Outcome
    from gialint.document import Document
    from gialint.finding import Rule

COMMAND = Command(
    "test",
    Words(
        "运行规则里的示例：规则文件或文件夹，默认为全部已加载的规则",
        "run the examples of rule files or folders, by default of all rules that are loaded",
    ),
    "RULES…",
    options=CONFIGURING,
    example="gialint test rules/applications/GIA301-balance.yaml",
)
_HEADINGS = (
    Words("规则", "rule"),
    Words("示例", "example"),
    Words("预期", "expected"),
    Words("结果", "outcome"),
)
_KINDS = {
    "violates": Words("违反", "violates"),
    "clean": Words("符合", "clean"),
    "unassessed": Words("无法核对", "not assessed"),
}
_PASSED = Words("通过", "passed")


def run(given: Namespace) -> int:
    """Print how every example turned out; status 1 if one failed, 2 if a rule cannot be loaded."""
    from gialint.checking.examples import run_examples
    from gialint.knowledge import all_names
    from gialint.linter import linter
    from gialint.named_rules import named_rules
    from gialint.understanding.understand import understand

    config, problems = configured(given)
    lint = linter(config, rules=not given.operands)
    problems += lint.problems
    rules: Sequence[Rule] = lint.plugins.rules
    if given.operands:
        rules, broken = named_rules(given.operands, all_names(lint.knowledge))
        problems += broken
    outcomes = run_examples(rules, lambda document: understand(document, lint.knowledge), _document)
    failed = sum(not outcome.passed for outcome in outcomes)
    language = config.language
    bare = [rule.code for rule in rules if rule.scope == "report" and not rule.examples]
    tell(_told(outcomes, failed, bare, language))
    warn_of(problems, language)
    return 2 if problems else 1 if failed else 0


def _document(example: Mapping[str, Any]) -> Document:
    from gialint.reading.yaml_report import from_mapping

    return from_mapping(example)


def _told(outcomes: Sequence[Outcome], failed: int, bare: Sequence[str], language: str) -> str:
    from gialint.reporting.table import table
    from gialint.reporting.width import visible

    without = Words(f"没有示例的规则：{'、'.join(bare)}\n", f"Rules without examples: {', '.join(bare)}\n")
    left = without.say(language) if bare else ""
    if not outcomes:
        return left or Words("没有示例可以运行。\n", "There is no example to run.\n").say(language)
    rows = [tuple(map(visible, _row(outcome, language))) for outcome in outcomes]
    verdict = Words(
        f"共 {len(outcomes)} 个示例，{f'{failed} 个未通过' if failed else '全部通过'}。",
        f"{len(outcomes)} examples, {f'{failed} failed' if failed else 'all passed'}.",
    )
    grid = table([heading.say(language) for heading in _HEADINGS], rows, style_of(language))
    return f"{grid}\n{left}{verdict.say(language)}\n"


def _row(outcome: Outcome, language: str) -> tuple[str, str, str, str]:
    expected = _KINDS[outcome.kind].say(language) if outcome.kind in _KINDS else "?"
    result = _PASSED.say(language) if outcome.passed else outcome.detail
    return outcome.code, str(outcome.index + 1), expected, result
