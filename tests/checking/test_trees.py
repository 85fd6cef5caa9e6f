"""Parsed expressions as plain values: what is kept is what was parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

import gialint_rules
from gialint.checking.kinds.assertion import TREES, compile_assertion, trees
from gialint.checking.language import nodes, operations, truth
from gialint.checking.language.expression import compile_expression
from gialint.checking.language.nodes import NameKind
from gialint.checking.rulefiles.load import load_folder
from gialint.files.cache import as_plain, plain

NAMES: dict[str, NameKind] = {"kind": "member", "claim": "claim"}
EVERY_FORM = [
    "abs(a.b - 1.50) * -c.d / 2 + round(a.b, 1) > min(a.b, c.d)",
    "not exists(a.b) and len(a.c) == 3 or or_zero(a.b) != or_any(c.d)",
    "sum(a[each].b for each in a.c) >= max(a[each].b for each in a.c)",
    'claim == claim.fact or claim.denial or "甲" in claim.text or kind != "乙"',
    'a.b == "甲" and claim.value <= a[kind].b',
]


@pytest.mark.parametrize("source", EVERY_FORM)
def test_a_rule_is_the_same_from_what_was_kept_of_it(source: str) -> None:
    spec = {
        "title": {"zh": "甲"},
        "severity": "error",
        "each": {"kind": "a.kinds", "claim": "claims.a.b"},
        "assert": source,
        "when": "a.b > 0",
    }
    held = {**spec, TREES: plain(as_plain(trees(spec)))}
    assert repr(compile_assertion(held)) == repr(compile_assertion(spec))


def test_every_class_of_nodes_is_known() -> None:
    told = "".join(map(repr, (compile_expression(source, NAMES) for source in EVERY_FORM)))
    made_while_telling = {"Neither"}
    every = {name: each for module in (nodes, operations, truth) for name, each in vars(module).items()}
    of_trees = {
        name
        for name, each in every.items()
        if isinstance(each, type) and issubclass(each, nodes.Node) and "_held" in vars(each)
    }
    assert {name for name in of_trees if f"{name}(" not in told} == made_while_telling


def test_a_rule_of_the_pack_is_the_same_from_its_trees() -> None:
    specs, _ = load_folder(Path(gialint_rules.__file__).parent)
    asserting = [spec for spec in specs if spec["kind"] == "assert"]
    assert len(asserting) > 15
    for spec in asserting:
        parsed = compile_assertion({key: value for key, value in spec.items() if key != TREES})
        held = plain(as_plain(spec[TREES]))
        assert compile_assertion({**spec, TREES: held}) == parsed


def test_figures_that_are_set_count_and_not_those_that_were_kept() -> None:
    spec = {
        "title": {"zh": "多"},
        "severity": "error",
        "assert": "a.b <= most",
        "options": {"most": {"default": 3}},
    }
    held = {**spec, TREES: trees(spec)}
    made = compile_assertion(held), compile_assertion({**held, "set": {"most": 5}})
    assert [each.expression.root.right.value for each in made] == [3, 5]  # type: ignore[attr-defined]
