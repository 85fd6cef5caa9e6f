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
    example="gialint test rules/gialint_rules/applications/GIA301-balance.yaml",
)


def run(given: Namespace) -> int:
    """Print how every example turned out; status 1 if one failed, 2 for a rule not loaded, or none at all."""
    from gialint.checking.examples import run_examples
    from gialint.checking.frame_examples import frame_outcomes
    from gialint.linter import linter
    from gialint.plugins.knowledge import all_names
    from gialint.plugins.named_rules import named_rules
    from gialint.reporting.example_table import example_table
    from gialint.understanding.understand import understand

    config, problems = configured(given, wholly=True)
    lint = linter(config, rules=not given.operands)
    problems += lint.problems
    rules: Sequence[Rule] = lint.plugins.rules
    if given.operands:
        rules, broken = named_rules(given.operands, all_names(lint.knowledge))
        problems += broken
    outcomes = run_examples(rules, lambda document: understand(document, lint.knowledge), _document)
    if not given.operands:
        outcomes += [each for known in lint.knowledge.every for each in frame_outcomes(known.vocabulary)]
    failed = sum(not outcome.passed for outcome in outcomes)
    language = config.language
    bare = [rule.code for rule in rules if rule.scope == "report" and not rule.examples]
    if outcomes or bare or not problems:
        tell(example_table(outcomes, bare, not given.operands, style_of(language, given.color)))
    warn_of(problems, language)
    if problems or not (outcomes or bare):
        return 2
    return 1 if failed else 0


def _document(example: Mapping[str, Any]) -> Document:
    from gialint.reading.yaml_report import from_mapping

    return from_mapping(example)
