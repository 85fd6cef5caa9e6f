"""Stretches of a passage: what of it may state something, and what goes on too long to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint.lazy_regex import lazy_regex
from gialint.understanding.number_words import HAN_DIGITS
from gialint.understanding.numerals import THINGS

LONGEST = 1000
"""How many characters are read as one stretch: few sentences are longer, and hostile text may be."""

LONGEST_HEADING = 25
"""How long a sentence may be that only names what the following ones are about."""

_STRETCH = lazy_regex(r"[^。!?]+")
_ASSERTS = lazy_regex(f"[0-9{HAN_DIGITS}未没无均全都不非]")
DIGIT_MARK = f"[0-9]{{1,2}}[.、](?:(?=[0-9]0[0-9]{{2}}年|{THINGS})|(?![0-9]))"
"""A number that lists, though a year or a number of things may stand behind it (1.2024年, 4.3件申请)."""

_NUMBERED = lazy_regex(rf"\s*(?:\([一二三四五六七八九十0-9]{{1,3}}\)|{DIGIT_MARK})")
_SEMICOLON, _END = ";", "。"


def stretches(reading: str) -> Iterator[tuple[int, int]]:
    """Yield where each stretch between two full stops begins and ends.

    One that is longer than ``LONGEST`` is cut at semicolons; what is longer still nobody can read.
    """
    for match in _STRETCH.finditer(reading):
        start, end = match.span()
        while end - start > LONGEST:
            at = reading.rfind(_SEMICOLON, start, start + LONGEST)
            at = at if at >= 0 else reading.find(_SEMICOLON, start, end)
            cut = at + 1 if at >= 0 else end
            yield start, cut
            start = cut
        if start < end:
            yield start, end


def too_long(reading: str) -> list[tuple[int, int]]:
    """Return the stretches that state something and are too long for it to be read."""
    if len(reading) <= LONGEST:
        return []
    spans = (span for span in stretches(reading) if span[1] - span[0] > LONGEST)
    return [(start, end) for start, end in spans if _ASSERTS.search(reading, start, end)]


def without(reading: str, spans: list[tuple[int, int]]) -> str:
    """Return a reading with stretches blanked out, so that what stands behind them keeps its place."""
    for start, end in spans:
        reading = reading[:start] + _END * (end - start) + reading[end:]
    return reading


def spoken(reading: str, gate: re.Pattern[str], *, begun: bool) -> str:
    """Return a reading with the sentences blanked out that have no number, no negation and no word for all.

    So are those before the first that speaks of what is counted here and the one before that, which it may
    be part of (主动公开137条。其中规范性文件3件), but for numbered headings (4.市本级。); unless it is
    ``begun``: a heading speaks of it. Nothing is left where no sentence speaks of it.
    """
    spans = [*stretches(reading)]
    says = [_ASSERTS.search(reading, *span) is not None for span in spans]
    speaks = [gate.search(reading, *span) is not None for span in spans]
    of_topic = (index for index, both in enumerate(zip(says, speaks, strict=True)) if all(both))
    first = 0 if begun else next(of_topic, None)
    if first is None:
        return ""
    kept, at = list[str](), 0
    for index, (start, end) in enumerate(spans):
        heads = end - start <= LONGEST_HEADING and (speaks[index] or _NUMBERED.match(reading, start))
        stays = (says[index] and index >= first - 1) or heads
        kept += reading[at:start], reading[start:end] if stays else _END * (end - start)
        at = end
    kept.append(reading[at:])
    return "".join(kept)


def asserts(reading: str) -> bool:
    """Tell whether a text has any number, negation or word for all, without which it states nothing."""
    return _ASSERTS.search(reading) is not None
