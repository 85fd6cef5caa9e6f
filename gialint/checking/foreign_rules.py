"""Rules of plugins: run as code of others is, and held to what a rule may yield."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from gialint.foreign.conforming import misfit
from gialint.foreign.entering import TELL, Died, Entry, cause, enter
from gialint.foreign.spots import at, spot, spot_of
from gialint.model import Document, Finding, Report, Rule, Unassessed, Words


class NoOutcome(Exception):
    """What a rule yields that is none of what rules may yield."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words


def foreign_outcomes(rule: Rule, report: Report, most: int) -> list[Finding | Unassessed]:
    """Return what a plugin's rule yields, no more than ``most``; raises whatever it raises, and NoOutcome."""
    doing = Words(f"运行规则 {rule.code}（{rule.name}）", f"running rule {rule.code} ({rule.name})")
    entry = Entry(rule.plugin, doing, report.document.path, spot(rule.check))
    return enter(entry, lambda: _held(islice(rule.check(report, report.facts), most)))


def _held(outcomes: Iterable[Finding | Unassessed]) -> list[Finding | Unassessed]:
    held = []
    for outcome in outcomes:
        name = type(outcome).__name__ if isinstance(outcome, Finding | Unassessed) else "yield"
        slip = misfit(outcome, Finding | Unassessed, name, frozenset({Document}))
        if slip is not None:
            raise NoOutcome(slip)
        held.append(outcome)
    return held


def crash(rule: Rule, error: BaseException) -> tuple[str, Finding]:
    """Return by which code what a rule raised is told (GIA901; GIA903 where it ended a process), and how."""
    values = {"rule": rule.code, "error": type(error).__name__}
    if isinstance(error, Died):
        return "GIA903", Finding(at(error.words, error.entry.where), values=values, hint=TELL)
    if isinstance(error, NoOutcome):
        what, where = error.words, spot(rule.check)
    else:
        what, where = Words(cause(error), cause(error)), spot_of(error)
    of = Words(f"插件 {rule.plugin} 的", f"plugin {rule.plugin}: ") if rule.plugin else Words("")
    words = Words(
        f"{of.zh}规则 {rule.code}（{rule.name}）运行出错：{what.zh}",
        f"{of.en}rule {rule.code} ({rule.name}) crashed: {what.en}",
    )
    return "GIA901", Finding(at(words, where), values=values)
