"""Families of rules: codes that share their letters and first digit look at the same part of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gialint.finding import Result, is_engine
from gialint.report import Words

# The codes of gialint's own catalogue are fixed, and so are these; any other pack's go by their code.
_NAMES = {
    "GIA1": Words("结构", "outline"),
    "GIA2": Words("主动公开", "disclosure"),
    "GIA3": Words("申请办理", "requests"),
    "GIA4": Words("复议诉讼", "review"),
    "GIA5": Words("文字数据", "prose"),
    "GIA6": Words("日期", "dates"),
    "GIA7": Words("用语", "wording"),
    "GIA8": Words("跨年跨单位", "series"),
    "GIA9": Words("文件", "file"),
}
_FAMILY = re.compile(r"[A-Za-z]*\d?")


def family(code: str) -> str:
    """Return the family of a code: ``GIA301`` → ``GIA3``."""
    found = _FAMILY.match(code)
    return (found[0] if found else "") or code


def family_name(name: str, language: str) -> str:
    """Return what people call a family, or its code."""
    return _NAMES[name].say(language) if name in _NAMES else f"{name}xx"


def families(result: Result) -> tuple[str, ...]:
    """Return the families of all rules that were put or spoke, in order; gialint's own problems are none."""
    return tuple(sorted({family(code) for code in _codes(result) if not is_engine(code)}))


def _codes(result: Result) -> Iterable[str]:
    # GIA904 and GIA905 are said of a file now and then; a column for them stands only where they were.
    yield from (card.code for card in result.rules if not card.code.startswith("GIA9"))
    for checked in result.reports:
        yield from (found.code for found in checked.findings if not found.suppressed)
        yield from (gap.code for gap in checked.unassessed)
