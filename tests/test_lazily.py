"""Expressions that are compiled late: they are what they would have been, and none is broken."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import gialint
import gialint_rules
from gialint.lazily import Lazy, lazily


def _modules() -> list[str]:
    """Return the modules of both packages that have expressions of this kind."""
    return [
        ".".join((package.__name__, *path.relative_to(root).with_suffix("").parts))
        for package in (gialint, gialint_rules)
        for root in map(Path, package.__path__)
        for path in sorted(root.rglob("*.py"))
        if "= lazily(" in path.read_text(encoding="utf-8")
    ]


def test_it_is_compiled_at_its_first_use() -> None:
    number = lazily("[0-9]+")
    assert "search" not in vars(number)
    assert [match[0] for match in number.finditer("收到3件，办结12件")] == ["3", "12"]
    assert "search" in vars(number)
    assert number.sub("N", "3件") == "N件"
    assert number.pattern == "[0-9]+"


def test_what_no_expression_has_is_refused() -> None:
    with pytest.raises(AttributeError):
        lazily("a").seek  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", _modules())
def test_every_one_compiles(name: str) -> None:
    made = [each for each in vars(import_module(name)).values() if isinstance(each, Lazy)]
    assert made
    for each in made:
        assert each.groups >= 0
