"""``gialint diff``: which figures and claims differ between two files, or two years."""

from __future__ import annotations

from argparse import Namespace

from gialint.cli.arguments import Command
from gialint.cli.configured import configured
from gialint.cli.linters import Linters
from gialint.cli.options import CONFIGURING, TABLE_OR_JSON
from gialint.cli.output import print_out, print_problems, style_of
from gialint.cli.problems import readable
from gialint.config import Flag
from gialint.model import Words

COMMAND = Command(
    "diff",
    Words(
        "比较两份报告的数据和文字陈述：两个文件或两个年度，格式可以不同",
        "compare the figures and claims of two reports: two files or two years, in any format",
    ),
    "A B",
    least=2,
    most=2,
    limit=Words("一次只能比较两个文件", "two files are compared at a time"),
    options=(
        TABLE_OR_JSON,
        Flag(
            ("-v", "--verbose"),
            Words(
                "空白与 0 之别、只是年度不同的也列出（默认只计数）",
                "also list differences that are only blank and 0, or only the year (default: count them)",
            ),
        ),
        *CONFIGURING,
    ),
    example="gialint diff 2024.docx 2025.docx",
)


def run(given: Namespace) -> int:
    """Print what differs; status 0 for nothing, 1 for something, 2 if a report cannot be read."""
    from gialint.reporting.diff import differences

    config, problems = configured(given)
    lint = Linters(given, config, problems, rules=False).of_files(given.operands)
    problems = [*lint.problems]
    read = list(readable(lint, given.operands, problems))
    print_problems(problems, config.language)
    if len(read) < 2:
        return 2
    first, second = read
    found = differences(first[1], second[1])
    if given.output_format == "json":
        from gialint.reporting.diff import diff_json

        print_out(diff_json((first, second), found), exact=True)
    else:
        from gialint.reporting.diff import diff_table

        style = style_of(config.language, given.color)._replace(verbose=given.verbose)
        print_out(diff_table((first, second), found, style))
    if problems:
        return 2
    return 1 if found.any else 0
