"""Which configurations held for the reports of a run, and what they switched off: whoever reads must know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gialint.model import Holding, Result, Words
from gialint.reporting.phrases import bracketed, colon, counted, listed
from gialint.reporting.width import visible

MOST = 5
"""How many configurations are told by name, those that switch off most first."""
MOST_CODES = 3


def configuration_lines(result: Result, language: str) -> list[str]:
    """Return a line for each configuration that held; none where there is none for any report."""
    held = Counter(checked.holding for checked in result.reports)
    if not any(holding.config for holding in held):
        return []
    ordered = sorted(held, key=lambda each: (-len(each.ignored) - len(each.lowered), each))
    lines = [_line(each, held[each], language) for each in ordered[:MOST]]
    rest = len(ordered) - MOST
    if rest > 0:
        lines.append(Words(f"另有 {rest} 份配置", f"{counted(rest, 'more configuration')}").say(language))
    return lines


def configuration_of(holding: Holding, language: str) -> str:
    """Return the configuration of one report and what it switched off, ``""`` if there is none."""
    return _said(holding, "", language) if holding.config else ""


def off(result: Result) -> tuple[int, int]:
    """Return how many rules some configuration switched off, and of how many it lowered the severity."""
    every = {checked.holding for checked in result.reports}
    ignored = {code for each in every for code in each.ignored}
    return len(ignored), len({code for each in every for code in each.lowered} - ignored)


def _line(holding: Holding, reports: int, language: str) -> str:
    many = Words(f"{reports} 份报告", counted(reports, "report")).say(language)
    return _said(holding, bracketed(many, language), language)


def _said(holding: Holding, many: str, language: str) -> str:
    name = Words(f"配置 {visible(holding.config)}", f"configuration {visible(holding.config)}")
    if not holding.config:
        name = Words("没有配置", "no configuration")
    off = Words("，", ", ").say(language).join(words.say(language) for words in _switched_off(holding))
    return name.say(language) + many + (colon(language) + off if off else "")


def _switched_off(holding: Holding) -> Iterator[Words]:
    if holding.ignored:
        number, codes = len(holding.ignored), _few(holding.ignored)
        yield Words(
            f"停用 {number} 条规则（{codes.zh}）", f"{counted(number, 'rule')} switched off ({codes.en})"
        )
    if holding.lowered:
        number, codes = len(holding.lowered), _few(holding.lowered)
        yield Words(
            f"调低 {number} 条规则的级别（{codes.zh}）",
            f"{counted(number, 'severity')} lowered ({codes.en})".replace("severitys", "severities"),
        )


def _few(codes: Sequence[str]) -> Words:
    shown = codes[:MOST_CODES]
    more = len(codes) > MOST_CODES
    return Words(listed(shown, "zh") + "等" * more, listed(shown, "en") + ", …" * more)
