"""``gialint config``: what holds for a file, and where each value comes from."""

from __future__ import annotations

from gialint.cli.arguments import Command, Namespace
from gialint.cli.configured import configured, configured_for
from gialint.cli.options import CONFIGURING, TABLE_OR_JSON
from gialint.cli.output import print_out, print_problems, style_of

COMMAND = Command(
    "config",
    "打印对一个文件适用的设置，每个值来自哪里",
    "print the settings for a file, and where each comes from",
    "PATH",
    most=1,
    options=(TABLE_OR_JSON, *CONFIGURING),
    example="gialint config drafts/青石镇.docx",
)


def run(given: Namespace) -> int:
    """Print the settings; status 2 if anything is wrong with them."""
    from gialint.config.explain import held, switched
    from gialint.reporting.config_table import config_json, config_table
    from gialint.run.linter import linter

    run, problems = configured(given)
    path = given.operands[0] if given.operands else ""
    config, more = configured_for(path, given, run) if path else (run, [])
    lint = linter(config)
    rules = lint.plugins.rules
    rows, changed = held(config, path, rules, run=run), switched(config, rules, path)
    if given.output_format == "json":
        print_out(config_json(rows, changed, path, config.origin), exact=True)
    else:
        print_out(config_table(rows, changed, path, style_of(run.language, given.color)))
    problems += [*more, *lint.problems]
    print_problems(problems, run.language)
    return 2 if problems else 0
