"""Which rules run: what one file of settings after another switches on and off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from gialint.model import Rule
from gialint.records import NamedTuple

ALL = "ALL"
"""Stands for every rule, those with status ``off`` among them."""


class Switches(NamedTuple):
    """What one file, or the command line, says of rules, by codes or prefixes (``GIA3``).

    ``select`` begins anew if it is not empty, or if ``afresh``: with none, all rules are on but those
    whose status is ``off``. ``extend_select`` and ``ignore`` change what earlier files left. The longest
    prefix decides, of two alike the one that selects. A rule with status ``off`` wants its whole code.
    """

    select: Collection[str] = ()
    ignore: Collection[str] = ()
    extend_select: Collection[str] = ()
    afresh: bool = False


def selected(rules: Iterable[Rule], switches: Sequence[Switches]) -> tuple[Rule, ...]:
    """Return the rules that are on, for one report and for several, in order of code; later switches win."""
    return tuple(
        rule
        for rule in sorted(rules, key=lambda rule: rule.code)
        if rule.scope != "engine" and is_on(rule, switches)
    )


def is_on(rule: Rule, switches: Iterable[Switches]) -> bool:
    """Tell whether a rule is on after all switches."""
    on = rule.status != "off"
    for each in switches:
        on = _after(rule, each, on)
    return on


def _after(rule: Rule, switches: Switches, on: bool) -> bool:
    chosen, added = _longest(rule, switches.select), _longest(rule, switches.extend_select)
    barred = max(_prefixes(rule.code, switches.ignore), default=-1)
    if switches.select or switches.afresh:
        on = chosen >= 0 if switches.select else rule.status != "off"
    if added >= 0:
        on = True
    return on and barred <= max(chosen, added) if barred >= 0 else on


def _longest(rule: Rule, prefixes: Collection[str]) -> int:
    """Return the length of the longest prefix that selects a rule, -1 without any."""
    if rule.status == "off" and rule.code not in prefixes and ALL not in prefixes:
        return -1
    return max(_prefixes(rule.code, prefixes), default=-1)


def matched(code: str, prefix: str) -> bool:
    """Tell whether a word of ``select`` or ``ignore`` speaks of a code."""
    return prefix == ALL or code.startswith(prefix)


def _prefixes(code: str, prefixes: Iterable[str]) -> Iterable[int]:
    return (0 if prefix == ALL else len(prefix) for prefix in prefixes if matched(code, prefix))
