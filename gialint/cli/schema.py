"""``gialint schema``: the JSON Schemas by which editors complete what gialint reads of its users."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gialint.cli.arguments import Command, Namespace
from gialint.cli.output import print_out, write_file
from gialint.config import Flag

KINDS = ("rule", "config", "lexicon", "waivers", "indicators", "deductions")
COMMAND = Command(
    "schema",
    "输出规则文件、配置文件、词表、豁免、指标或扣分表的 JSON Schema，供编辑器补全和检查",
    "print the JSON Schema of rules, gialint.yaml, lexicons, waivers, indicators or deductions",
    "|".join(KINDS),
    least=1,
    most=1,
    known=KINDS,
    options=(Flag(("-o", "--output"), "写入文件", "write to a file", "FILE"),),
    example="gialint schema rule -o our_rules/rule.schema.json",
)


def run(given: Namespace) -> int:
    """Print or write the schema."""
    [kind] = given.operands
    text = schema(kind)
    if given.output:
        write_file(given.output, text)
    else:
        print_out(text, exact=True)
    return 0


def schema(kind: str) -> str:
    """Return the schema of a kind of file as JSON."""
    import json

    from gialint.checking.rulefiles.fields import rule_schema
    from gialint.checking.suppression.waivers import waivers_schema
    from gialint.config.settings import settings_schema
    from gialint.matrix.deductions import DEDUCTIONS
    from gialint.plugins.indicators_form import INDICATORS
    from gialint.sources.misfits import DRAFT

    made: Mapping[str, Callable[[], Mapping[str, Any]]] = {
        "rule": rule_schema,
        "config": settings_schema,
        "lexicon": _lexicon_schema,
        "waivers": waivers_schema,
        "indicators": lambda: {"$schema": DRAFT, "title": "gialint indicators", **INDICATORS},
        "deductions": lambda: {"$schema": DRAFT, "title": "gialint deductions", **DEDUCTIONS},
    }
    return json.dumps(made[kind](), ensure_ascii=False, indent=2) + "\n"


def _lexicon_schema() -> Mapping[str, Any]:
    """Return the schema of a lexicon that adds to those that are installed."""
    from gialint.config import Config
    from gialint.plugins.knowledge import lists
    from gialint.plugins.lexicon_form import lexicon_schema
    from gialint.plugins.lexicons import lexicon_data
    from gialint.plugins.loading import load

    words, _ = lexicon_data(load(Config(), rules=False).lexicons)
    return lexicon_schema(words, lists(words))
