"""``gialint explain``: a rule in full, its basis, its advice and its examples."""

from __future__ import annotations

from argparse import Namespace

from gialint.cli.arguments import Command, nearest
from gialint.cli.configured import configured
from gialint.cli.output import style_of, tell, warn_of
from gialint.report import Words

COMMAND = Command(
    "explain",
    Words("说明一条规则：要求、依据、示例", "explain a rule: what it asks, on what basis, with examples"),
    "CODE",
    least=1,
    most=1,
    example="gialint explain GIA301",
)


def run(given: Namespace) -> int:
    """Print a rule found by its code or name; raises UsageError for an unknown one."""
    from gialint.linter import linter
    from gialint.reporting.explain import explain

    config, problems = configured(given)
    lint = linter(config)
    rules = lint.plugins.rules
    warn_of((*problems, *lint.problems), config.language)
    [word] = given.operands
    by_word = {rule.name: rule for rule in rules} | {rule.code.lower(): rule for rule in rules}
    rule = by_word.get(word.lower())
    if rule is None:
        known = [*(rule.code for rule in rules), *(rule.name for rule in rules)]
        raise nearest(Words(f"没有 {word} 这条规则", f"there is no rule {word}"), word, known)
    tell(explain(rule, style_of(config.language)))
    return 0
