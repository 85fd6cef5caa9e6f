"""The schema of rule files: it takes what gialint takes, and underlines what it refuses for its form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gialint.checking.kinds import KINDS
from gialint.checking.rulefiles.fields import KIND_FIELDS, KIND_KEYS, rule_schema
from gialint.checking.rulefiles.load import load_rules
from gialint.cli.new_rule import KINDS as SCAFFOLDS
from gialint.cli.new_rule import scaffold
from gialint.sources.yaml import load_yaml, parse_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted(
    [*(ROOT / "rules" / "gialint_rules").rglob("GIA*.yaml"), *(ROOT / "examples").rglob("rules/*.yaml")]
)
SCHEMA: Any = Draft202012Validator(rule_schema())

HEAD = "code: QSH101\nname: ours\ntitle: 要求\nseverity: info\nbasis: custom\n"
EXAMPLES = "examples: [{clean: {}}, {violates: {一: 花园}}]\n"
ASSERT = "assert: requests.new.total == 1\n"
MATCHES = "match: {pattern: 花园}\n"


def problems(text: str) -> list[str]:
    """Return where the schema finds fault with a rule file."""
    return [error.json_path for error in SCHEMA.iter_errors(parse_yaml(text, "x.yaml").data)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(rule_schema())


def test_it_has_every_kind_of_rule() -> None:
    assert set(KIND_KEYS) == {*KINDS}
    assert set(KIND_FIELDS) == {*KINDS} - {"assert"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_takes_every_rule_file(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(load_yaml(path).data)] == []


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_it_takes_what_new_rule_writes(kind: str) -> None:
    assert problems(scaffold("QSH101", "first", kind, "zh")) == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ASSERT + EXAMPLES,
        HEAD + MATCHES + EXAMPLES,
        HEAD.replace("name: ours\n", "") + MATCHES + EXAMPLES,
        HEAD + "match: {replace: {花园: 公园}}\n" + EXAMPLES,
        HEAD + "match: {pattern: [花园, 园林], replace: 公园, in: [title, prose], once: true}\n" + EXAMPLES,
        HEAD + "near: {list: [云坪县人民政府], distance: 2}\n" + EXAMPLES,
        HEAD + "each: {c: requests.columns}\nper: c\nwhen: a.b == 1\ndoubt: a.b == 2\n" + ASSERT + EXAMPLES,
        HEAD + MATCHES + EXAMPLES + "tags: [a, 1]\neditions: [2021]\nforms: disclosure\nstatus: 'off'\n",
    ],
)
def test_it_takes(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[]\n", "$"),
        (MATCHES + EXAMPLES, "$"),
        (HEAD + EXAMPLES, "$"),
        (HEAD + ASSERT + MATCHES + EXAMPLES, "$"),
        (HEAD + MATCHES, "$"),
        (HEAD.replace("QSH101", "qsh101") + MATCHES + EXAMPLES, "$.code"),
        (HEAD.replace("QSH101", "301") + MATCHES + EXAMPLES, "$.code"),
        (HEAD.replace("ours", "Our rule") + MATCHES + EXAMPLES, "$.name"),
        (HEAD.replace("要求", "{en: x}") + MATCHES + EXAMPLES, "$.title"),
        (HEAD.replace("要求", "{zh: x, de: y}") + MATCHES + EXAMPLES, "$.title"),
        (HEAD.replace("要求", "1") + MATCHES + EXAMPLES, "$.title"),
        (HEAD.replace("info", "eror") + MATCHES + EXAMPLES, "$.severity"),
        (HEAD.replace("custom", "[]") + MATCHES + EXAMPLES, "$.basis"),
        (HEAD + MATCHES + EXAMPLES + "since: 0.1\n", "$.since"),
        (HEAD + MATCHES + EXAMPLES + "tags: [true]\n", "$.tags"),
        (HEAD + MATCHES + EXAMPLES + "statsu: preview\n", "$"),
        (HEAD + MATCHES + EXAMPLES + "status: of\n", "$.status"),
        (HEAD + MATCHES + EXAMPLES + "caps: big\n", "$.caps"),
        (HEAD + MATCHES + EXAMPLES + "when: a.b == 1\n", "$"),
        (HEAD + ASSERT + EXAMPLES + "each: requests.columns\n", "$.each"),
        (HEAD + ASSERT + EXAMPLES + "each: {c: 1}\n", "$.each.c"),
        (HEAD + "assert: true\n" + EXAMPLES, "$.assert"),
        (HEAD + "match: 花园\n" + EXAMPLES, "$.match"),
        (HEAD + "match: {in: prose}\n" + EXAMPLES, "$.match"),
        (HEAD + "match: {pattern: 花园, in: proze}\n" + EXAMPLES, "$.match.in"),
        (HEAD + "match: {pattern: 花园, on: file}\n" + EXAMPLES, "$.match.on"),
        (HEAD + "match: {pattern: 花园, once: 1}\n" + EXAMPLES, "$.match.once"),
        (HEAD + "match: {words: [花]}\n" + EXAMPLES, "$.match.words"),
        (HEAD + "match: {patern: 花园}\n" + EXAMPLES, "$.match"),
        (HEAD + "require: {pattern: 花园, words: [花园]}\n" + EXAMPLES, "$.require"),
        (HEAD + "require: {pattern: 花园, replace: 公园}\n" + EXAMPLES, "$.require"),
        (HEAD + "near: {list: [花园]}\n" + EXAMPLES, "$.near.list"),
        (HEAD + "near: {list: [云坪县人民政府], distance: 3}\n" + EXAMPLES, "$.near.distance"),
        (HEAD + MATCHES + "examples: {clean: {}}\n", "$.examples"),
        (HEAD + MATCHES + "examples: [{clean: {}}]\n", "$.examples"),
        (HEAD + MATCHES + "examples: [{violates: {一: 花园}}]\n", "$.examples"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: 花园}]\n", "$.examples[1].violates"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: {一: 花园}, sys: 花}]\n", "$.examples[1]"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: {一: 花园}, clean: {}}]\n", "$.examples[1]"),
        (HEAD + MATCHES + "examples: [{clean: {}, says: 花}, {violates: {一: 花园}}]\n", "$.examples[0]"),
        (HEAD + MATCHES + "examples: [{clean: {}}, {violates: {}, says: []}]\n", "$.examples[1].says"),
    ],
)  # fmt: skip
def test_it_refuses_what_gialint_refuses(text: str, at: str, tmp_path: Path) -> None:
    assert at in problems(text)
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    assert load_rules(tmp_path / "ours.yaml")[1] != []
