"""Families of rules: codes that share their letters and first digit look at the same part of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from gialint.model import Result, Rule, RuleCard, Words, is_engine

if TYPE_CHECKING:
    from gialint.understanding.understand import Knowledge


def family(code: str) -> str:
    """Return the family of a code: ``GIA301`` → ``GIA3``."""
    return code[: len(code.rstrip("0123456789")) + 1]


def family_name(name: str, names: Mapping[str, Words], language: str) -> str:
    """Return what people call a family, or its codes; ``names`` are those that packs give."""
    return names[name].say(language) if name in names else f"{name}xx"


def family_names(knowledge: Knowledge) -> Mapping[str, Words]:
    """Return what families are called: gialint's own, and others as packs say in their list ``families``."""
    from gialint.checking.engine_rules import FAMILIES

    given = (known.lists.get("families") for known in knowledge.every)
    told = [pair for each in given if isinstance(each, Mapping) for pair in each.items()]
    return {**{name: Words(**words) for name, words in told}, **FAMILIES}


def card(rule: Rule, names: Mapping[str, Words], language: str) -> RuleCard:
    """Return what outputs tell of a rule in one language; ``names`` are those of families."""
    named = names.get(family(rule.code))
    return RuleCard(
        rule.code,
        rule.name,
        rule.title.say(language),
        rule.severity,
        rule.hint.say(language) if rule.hint else "",
        rule.basis,
        rule.tags,
        named.say(language) if named else "",
    )


def families(result: Result) -> dict[str, str]:
    """Return the families of all rules that were put or spoke, in order, with what they are called.

    gialint's own problems are none.
    """
    called = {family(card.code): card.family for card in result.rules}
    found = sorted({family(code) for code in _codes(result)})
    return {name: called.get(name) or f"{name}xx" for name in found}


def _codes(result: Result) -> Iterable[str]:
    # GIA904 and GIA905 are said of a file now and then; a column for them stands only where they were.
    yield from (card.code for card in result.rules if not card.code.startswith("GIA9"))
    for checked in result.reports:
        spoken = (found for found in checked.findings if not found.suppressed and not is_engine(found))
        yield from (found.code for found in spoken)
        yield from (gap.code for gap in checked.unassessed)
