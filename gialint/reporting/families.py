"""Families of rules: codes that share their letters and first digit look at the same part of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gialint.finding import Result, is_engine
from gialint.report import Words


def family(code: str) -> str:
    """Return the family of a code: ``GIA301`` → ``GIA3``."""
    return code[: len(code.rstrip("0123456789")) + 1]


def family_name(name: str, names: Mapping[str, Words], language: str) -> str:
    """Return what people call a family, or its codes; ``names`` are those that packs give."""
    return names[name].say(language) if name in names else f"{name}xx"


def families(result: Result) -> dict[str, str]:
    """Return the families of all rules that were put or spoke, in order, with what they are called.

    gialint's own problems are none.
    """
    called = {family(card.code): card.family for card in result.rules}
    found = sorted({family(code) for code in _codes(result) if not is_engine(code)})
    return {name: called.get(name) or f"{name}xx" for name in found}


def _codes(result: Result) -> Iterable[str]:
    # GIA904 and GIA905 are said of a file now and then; a column for them stands only where they were.
    yield from (card.code for card in result.rules if not card.code.startswith("GIA9"))
    for checked in result.reports:
        yield from (found.code for found in checked.findings if not found.suppressed)
        yield from (gap.code for gap in checked.unassessed)
