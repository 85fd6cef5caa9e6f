"""Damage to the text itself: characters that are lost, or that were decoded wrongly and can be read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.understanding.byteslip import Mended, slip
from gialint.understanding.evidence import Evidence
from gialint.understanding.lateread import LOST
from gialint.understanding.mojibake import GBK_AS_LATIN, UTF8_AS_LATIN, from_gbk, from_latin
from gialint.understanding.signs import PUNCTUATION_AS_GBK, SLIP, in_gbk
from gialint.understanding.traced import Change, Spot

_UTF8_AS_GBK = in_gbk(range(0xE4, 0xEA), range(0x80, 0xC0)) + PUNCTUATION_AS_GBK
_REPLACED = "\ufffd+|锟斤拷(?:锟斤拷|锟斤|锟)*"
_TROUBLE = lazy_regex(
    rf"(?P<lost>{_REPLACED})"
    rf"|(?P<slip>{SLIP})"
    rf"|(?P<latin>{UTF8_AS_LATIN}|{GBK_AS_LATIN})"
    rf"|(?P<gbk>[{_UTF8_AS_GBK}])"
)


def mended(
    text: str, evidence: Evidence, spend: Callable[[int], None]
) -> tuple[Sequence[Change], tuple[Spot, ...]]:
    """Return the changes that repair a text, and the damaged stretches in order.

    A stretch may take milliseconds, so ``spend`` is called for every reading tried.
    """
    changes: list[Change] = []
    spots: list[Spot] = []
    at = 0
    while match := _TROUBLE.search(text, at):
        found = _found(text, match, evidence, spend)
        at = found[-1][0][1] if found else match.end()
        for change, recovered in found:
            start, end, _ = change
            certain = LOST not in recovered
            recovered = recovered.strip("\u3000")
            spots.append(Spot("byte_slip" if certain else "lost", start, end, recovered if certain else None))
            changes.append(change)
    return changes, tuple(spots)


def _found(
    text: str, match: re.Match[str], evidence: Evidence, spend: Callable[[int], None]
) -> Sequence[Mended]:
    """Return the changes for one kind of damage, each with the original of its stretch."""
    start, end = match.span()
    if match["lost"]:
        return [((start, end, LOST), LOST)]
    if match["slip"]:
        return slip(text, start, evidence, spend)
    if match["latin"]:
        reading = from_latin(match[0])
        return [((start, end, reading), reading)] if reading else []
    decoded = from_gbk(text, start, evidence, spend)
    return [((start, decoded[0], decoded[1]), decoded[1])] if decoded else []
