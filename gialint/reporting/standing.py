"""How reports stand: what is to be done about each, in a word, the worst first; and findings by families."""

from __future__ import annotations

from collections.abc import Iterator

from gialint.model import NO_REPORT, Checked, Diagnostic, Result, Text, is_engine
from gialint.reporting.gathering import CONFIRM, NOTHING, Triage
from gialint.reporting.phrases import family
from gialint.reporting.summary import is_unread

STANDINGS = {
    "unread": Text("未能读取", "not read"),
    "foreign": Text("看不出是报告", "not a report"),
    "unfit": Text("不宜发布", "not fit to publish"),
    "confirm": CONFIRM,
    "open": Text("未能全部核对", "partly unchecked"),
    "clean": NOTHING,
}
"""What is said of a report, the worst first."""

MARKED = {STANDINGS["unread"]: "#B42318", STANDINGS["unfit"]: "#B42318", STANDINGS["confirm"]: "#92610A"}
"""The colours in which tables show some of it."""

GRAVITY = {standing: place for place, standing in enumerate(STANDINGS)}
"""By what reports are sorted: the place of how they stand."""


def standing_of(checked: Checked, found: Triage) -> str:
    """Return how a report stands, the worst that is true of it."""
    if is_unread(checked):
        return "unread"
    if any(each.code == NO_REPORT for each in checked.findings):
        return "foreign"
    gaps = bool(found.broken or found.gaps)
    return standing(errors=bool(found.fix), others=bool(found.confirm), gaps=gaps)


def standing(*, errors: bool, others: bool, gaps: bool) -> str:
    """Return how a report that was read stands: whether it has errors, other findings, or gaps."""
    return "unfit" if errors else "confirm" if others else "open" if gaps else "clean"


def worst_first(standing: str, checked: Checked) -> tuple[int, str, int]:
    """Return by what reports are sorted: how they stand, then by name and year."""
    return GRAVITY[standing], checked.agency or checked.path, checked.year or 0


def families(result: Result) -> dict[str, str]:
    """Return the families of all rules that ran or found something, in order, with what they are called.

    gialint's own problems are in none: GIA904 and GIA905 have a column only where they occurred.
    """
    called = {family(card.code): card.family for card in result.rules}
    codes = [card.code for card in result.rules if not card.code.startswith("GIA9")]
    for checked in result.reports:
        codes += (found.code for found in spoken(checked))
        codes += (gap.code for gap in checked.unassessed)
    return {name: called.get(name) or f"{name}xx" for name in sorted(set(map(family, codes)))}


def spoken(checked: Checked) -> Iterator[Diagnostic]:
    """Yield the findings of a report that count: neither suppressed, nor about gialint itself."""
    return (found for found in checked.findings if not found.suppressed and not is_engine(found))
