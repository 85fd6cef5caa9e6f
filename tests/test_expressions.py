"""Every expression of the program is as quick as its text is long, whatever the text: told by structure.

Prose and rules look at texts of ``LONGEST`` characters; readers look at a whole file.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from math import inf
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import gialint
import gialint_rules
from gialint.checking.patterns.backtracking import most_steps
from gialint.lazy_regex import LazyRegex
from gialint.understanding.flattened import LONGEST

AT_ONE_PLACE = frozenset(("match", "fullmatch"))
A_HUNDRED = 100
SHORT = {
    "gialint.checking.fixes.DIGITS_BEFORE": "the characters before an edit, a few",
    "gialint.checking.patterns.tree._IGNORING": "an expression of a rule",
    "gialint.sources.located._WIDE_COMMA": "a line of a rule file",
    "gialint.foreign._MODULE": "the name of a type",
    "gialint.reading.docx.styles.DEFAULTS": "the head of a part",
    "gialint.reading.html.CHARSET": "the head of a page",
    "gialint.reading.html.looks.SUSPECT": "of what repeats, each has a letter or colon before it",
    "gialint.reading.pdf.lines.FIGURES": "a line of LONGEST_ROW",
    "gialint.reading.pdf.prose.WEB": "the LONGEST_ADDRESS characters at the end of a line",
    "gialint.reading.text.tables._TABS": "a line of LONGEST characters there",
    "gialint.reading.xlsx.looks._TOKEN": "a number format of LONGEST characters there",
    "gialint.sources.yaml._FULL_WIDTH": "tried at one place",
    "gialint.sources.yaml._TAB": "tried at one place",
    "gialint.sources.yaml._UNSPACED": "tried at one place",
    "gialint.reporting.layout._PIECE": "what repeats is never given back",
}
"""Expressions that would be slow in some texts, and why no such text reaches them."""


class Expression(NamedTuple):
    """An expression, its name, and the methods by which it is used; ``?`` where that is not plain to see."""

    name: str
    source: str | bytes
    flags: int
    uses: frozenset[str]


def _modules() -> Iterator[ModuleType]:
    for package in (gialint, gialint_rules):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # What needs Arrow is not for [dev]; its module has no expressions.
            if not found.name.endswith(("__main__", "gialint.bulk", "gialint.store.parquet")):
                yield importlib.import_module(found.name)


def _held(value: Any) -> Iterator[Any]:
    """Yield the expressions that a name stands for, by itself or in a table."""
    if isinstance(value, re.Pattern | LazyRegex):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _held(each)
    elif isinstance(value, dict):
        yield from _held([*value.keys(), *value.values()])


@cache
def _expressions() -> list[Expression]:
    modules = list(_modules())
    found: dict[int, tuple[str, Any]] = {}
    uses: dict[int, set[str]] = {}
    for module in modules:
        for name, value in vars(module).items():
            for each in _held(value):
                own = isinstance(value, re.Pattern | LazyRegex)
                if own or id(each) not in found:
                    found.setdefault(id(each), (f"{module.__name__}.{name}", each))
                if not own:
                    uses.setdefault(id(each), set()).add("?")
        for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                for each in _held(vars(module).get(node.value.id)):
                    uses.setdefault(id(each), set()).add(node.attr)
    made = []
    for key, (name, each) in found.items():
        lazy = isinstance(each, LazyRegex)
        source, flags = each.given if lazy else (each.pattern, each.flags)
        made.append(Expression(name, source, flags, frozenset(uses.get(key, "?"))))
    return sorted(made, key=lambda one: one.name)


def _most(one: Expression, stretch: float, *, doubted: bool) -> float:
    return most_steps(one.source, stretch, doubted=doubted, flags=one.flags & ~re.UNICODE)


def test_expressions_are_found() -> None:
    assert len(_expressions()) > 250
    assert not SHORT.keys() - {one.name for one in _expressions()}, "an exception that is none any more"


def test_no_text_makes_an_expression_slow() -> None:
    assert [one.name for one in _expressions() if _is_slow(one)] == []


def _is_slow(one: Expression) -> bool:
    if one.uses <= AT_ONE_PLACE:
        return _most(one, A_HUNDRED, doubted="fullmatch" in one.uses) >= 10**12
    if one.name.startswith(("gialint_rules.", "gialint.understanding.")):
        return _most(one, LONGEST, doubted=False) >= 10**7
    return one.name not in SHORT and _most(one, inf, doubted=False) >= 10**6
