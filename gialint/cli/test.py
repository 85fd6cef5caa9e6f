"""``gialint test``: run the examples inside rules, which are their documentation and their tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace
from gialint.cli.configured import configured
from gialint.cli.linters import Linters
from gialint.cli.options import CONFIGURING, WALKING
from gialint.cli.output import print_out, print_problems, style_of
from gialint.cli.problems import hinder, in_few_lines, obstacles, readable
from gialint.config import Flag
from gialint.model import Result

if TYPE_CHECKING:
    from gialint.model import Problem, Rule

COMMAND = Command(
    "test",
    "运行规则里的示例：规则文件或文件夹，默认为全部已加载的规则",
    "run the examples of rule files or folders, by default of all rules that are loaded",
    "RULES…",
    options=(
        Flag(
            ("--on",),
            "再在这些真实报告上试用，列出每条规则发现了什么，看有没有误报（文件或文件夹，可多次给出）",
            "run the rules on real reports, too, and list what each finds, to see false alarms"
            " (files or folders; repeatable)",
            "PATH",
            many=True,
        ),
        Flag(
            ("-v", "--verbose"),
            "与 --on 连用：每条规则发现的全部列出（默认最多 20 处）",
            "with --on: list all that a rule finds (default: 20 places at most)",
        ),
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint test our_rules --on 2024",
)


def run(given: Namespace) -> int:
    """Print how every example turned out; status 1 if one failed, 2 for a rule not loaded, or none at all."""
    from gialint.checking.rulefiles.examples import frame_outcomes, run_examples
    from gialint.plugins.knowledge import all_names
    from gialint.plugins.loading import named_rules
    from gialint.reading.yaml_report import from_mapping
    from gialint.reporting.statistics import example_table
    from gialint.understanding.understand import understand

    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, [], wholly=True, rules=not given.operands)
    lint = lints.run
    problems += lint.problems
    rules: Sequence[Rule] = lint.plugins.rules
    if given.operands:
        rules, broken = named_rules(given.operands, all_names(lint.knowledge))
        problems += broken
    outcomes = run_examples(rules, lambda document: understand(document, lint.knowledge), from_mapping)
    if not given.operands:
        outcomes += [each for known in lint.knowledge.every for each in frame_outcomes(known.vocabulary)]
    failed = sum(not outcome.passed for outcome in outcomes)
    language = config.language
    bare = [rule.code for rule in rules if rule.scope != "engine" and not rule.examples]
    if outcomes or bare or not problems:
        print_out(example_table(outcomes, bare, not given.operands, style_of(language, given.color)))
    hindered = bool(problems)
    if given.on:
        told = _try(given, rules, lints)
        hindered = hindered or hinder(told)
        problems += told
    print_problems(in_few_lines(problems), language)
    if hindered or not (outcomes or bare):
        return 2
    return 1 if failed else 0


def _try(given: Namespace, rules: Sequence[Rule], lints: Linters) -> list[Problem]:
    """Print what the rules find in the reports of ``--on``, and return what kept gialint from its job.

    No waiver, comment or baseline hides what they find, and what a configuration says of the reports' own
    rules does not matter: it is these rules that are tried.
    """
    from gialint.checking.diagnostics import MessageOptions
    from gialint.checking.engine import check_report
    from gialint.checking.engine_rules import engine_rules
    from gialint.cli.output import shown
    from gialint.reporting.masking import masked
    from gialint.reporting.statistics import trial_table

    there = lints.found(named=given.on)
    lint = lints.of_files(there.files)
    problems = [*there.problems]
    put = [rule for rule in rules if rule.scope == "report"]
    engine = {rule.code: rule for rule in engine_rules()}
    terms = MessageOptions(lints.run.config.language)
    paths = shown(there.files, terms.language)
    reports = masked(
        Result(
            "",
            tuple(
                check_report(report, put, engine, terms)._replace(path=path)
                for path, report in readable(lint, paths, problems, there.walked)
                if report.recognised
            ),
        )
    )
    style = style_of(terms.language, given.color)._replace(verbose=given.verbose)
    print_out("\n" + trial_table(reports.reports, [rule.code for rule in put], style))
    return [*problems, *obstacles(reports)]
