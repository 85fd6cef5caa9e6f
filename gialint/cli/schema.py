"""``gialint schema``: the JSON Schemas by which editors complete what gialint reads of its users."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from gialint.cli.arguments import Command
from gialint.cli.output import print_out, write_file
from gialint.config import Flag
from gialint.model import Words

KINDS = ("rule", "config", "lexicon", "waivers")
COMMAND = Command(
    "schema",
    Words(
        "输出规则文件、配置文件、词表或豁免文件的 JSON Schema，供编辑器补全和检查",
        "print the JSON Schema of rule files, gialint.yaml, lexicons or waivers, for editors",
    ),
    "|".join(KINDS),
    least=1,
    most=1,
    known=KINDS,
    options=(Flag(("-o", "--output"), Words("写入文件", "write to a file"), "FILE"),),
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

    made = {
        "rule": rule_schema,
        "config": settings_schema,
        "lexicon": _lexicon_schema,
        "waivers": waivers_schema,
    }
    return json.dumps(made[kind](), ensure_ascii=False, indent=2) + "\n"


def _lexicon_schema() -> Mapping[str, Any]:
    """Return the schema of a lexicon that adds to those that are installed."""
    from gialint.config import Config
    from gialint.plugins.knowledge import lexicon_data, lists
    from gialint.plugins.lexicon_form import lexicon_schema
    from gialint.plugins.loading import load

    words, _ = lexicon_data(load(Config(), rules=False).lexicons)
    return lexicon_schema(words, lists(words))
