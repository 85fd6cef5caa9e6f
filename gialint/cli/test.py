"""``gialint test``: run the examples inside rules and frames, their documentation and their tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
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
    from gialint.checking.rulefiles.examples import Outcome
    from gialint.model import Problem, Rule
    from gialint.understanding.claims.patterns import Frame
    from gialint.understanding.understand import Knowledge

COMMAND = Command(
    "test",
    "运行规则和句式的示例：规则或词表的文件、文件夹，默认为全部已加载的",
    "run the examples in files or folders of rules or lexicons, by default in all that are loaded",
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
    from gialint.checking.rulefiles.examples import run_examples
    from gialint.plugins.knowledge import all_names
    from gialint.plugins.lexicons import lexicon_files
    from gialint.plugins.loading import named_rules
    from gialint.reading.yaml_report import from_mapping
    from gialint.reporting.statistics import example_table
    from gialint.understanding.understand import understand

    config, problems = configured(given, wholly=True)
    words = {path: lexicon_files(Path(path)) for path in given.operands}
    named = [file for files in words.values() for file in files]
    config = config._replace(lexicons=(*config.lexicons, *named))
    lints = Linters(given, config, [], wholly=True, rules=not given.operands)
    lint = lints.run
    problems += lint.problems
    rules: Sequence[Rule] = lint.plugins.rules
    if given.operands:
        asked = [path for path in given.operands if not words[path]]
        rules, broken = named_rules(asked, all_names(lint.knowledge))
        problems += broken
    outcomes = run_examples(rules, lambda document: understand(document, lint.knowledge), from_mapping)
    outcomes += _of_frames(lint.knowledge, named if given.operands else None)
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


def _of_frames(knowledge: Knowledge, named: Sequence[Path] | None) -> Iterator[Outcome]:
    """Yield how the examples of all frames turn out, or only of those in the lexicons that are ``named``.

    What several kinds of report have in common is put to the words of the first.
    """
    from gialint.checking.rulefiles.examples import frame_outcomes, frames
    from gialint.plugins.lexicons import frames_in

    asked = None if named is None else [frame for path in named for frame in frames_in(path)]
    seen: list[Frame] = []
    for known in knowledge.every if asked != [] else ():
        own = [frame for frame in frames(known.vocabulary) if frame not in seen]
        seen += own
        yield from frame_outcomes(
            known.vocabulary, [frame for frame in own if asked is None or frame in asked]
        )


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
