"""``gialint rules``: list the rules that are loaded."""

from __future__ import annotations

from argparse import Namespace

from gialint.cli.arguments import CONFIGURING, TABLE_OR_JSON, Command, Option
from gialint.cli.configured import configured
from gialint.cli.output import style_of, tell, warn_of
from gialint.cli.rules_asked import OPTIONS, rules_asked
from gialint.config import codes
from gialint.model import Words

COMMAND = Command(
    "rules",
    Words(
        "列出规则：全部，或者只列含有这些词、符合这些条件的",
        "list the rules: all of them, or those that have these words and fit the options",
    ),
    "WORDS…",
    options=(
        Option(
            ("--select",),
            Words("只列这些代码或前缀", "only these codes or prefixes"),
            "CODES",
            many=True,
        ),
        *OPTIONS,
        TABLE_OR_JSON,
        *CONFIGURING,
    ),
    example="gialint rules --family dates --severity error",
)


def run(given: Namespace) -> int:
    """Print the rules by code; status 2 if a plugin or rule file is broken."""
    from gialint.reporting.rules import rules_json, rules_list
    from gialint.run.linter import linter

    config, problems = configured(given)
    lint = linter(config)
    loaded = lint.plugins.rules
    problems += lint.problems
    asked = codes(given.select or ()) or ("",)
    rules = [rule for rule in rules_asked(loaded, given, lint.families) if rule.code.startswith(asked)]
    if given.output_format == "json":
        tell(rules_json(rules, config.language), exact=True)
    else:
        tell(rules_list(rules, style_of(config.language, given.color)))
    warn_of(problems, config.language)
    return 2 if problems else 0
