"""``gialint facts``: print what gialint read in a report, figures and claims."""

from __future__ import annotations

from gialint.cli.arguments import Command, Namespace
from gialint.cli.options import CONFIGURING, TABLE_OR_JSON, WALKING
from gialint.cli.output import print_out, print_problems, style_of
from gialint.cli.problems import hinder, in_few_lines, read_reports

COMMAND = Command(
    "facts",
    "打印从报告里读到的数据和文字陈述",
    "print the figures and claims read in reports",
    "PATH…",
    least=1,
    options=(TABLE_OR_JSON, *WALKING, *CONFIGURING),
    example="gialint facts 年度报告.docx --output-format json",
)


def run(given: Namespace) -> int:
    """Print the facts of every report that can be read; status 2 if one cannot."""
    config, reports, problems = read_reports(given)
    if given.output_format == "json":
        from gialint.reporting.json import facts_json

        print_out(facts_json(reports), exact=True)
    elif reports:
        from gialint.reporting.facts import facts_table

        print_out(facts_table(reports, style_of(config.language, given.color)))
    print_problems(in_few_lines(problems), config.language)
    return 2 if hinder(problems) else 0
