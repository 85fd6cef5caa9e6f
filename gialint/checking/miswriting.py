"""What slip of the pen makes one figure of another: digits swapped, one dropped, one written twice."""

from __future__ import annotations

from decimal import Decimal

from gialint.model import Words

EXCHANGED = Words("像是相邻两位数字写颠倒了", "two neighbouring digits seem to be swapped")
DROPPED = Words("像是少写了一位数字 {digit}", "a digit {digit} seems to be missing")
DOUBLED = Words("像是数字 {digit} 写了两遍", "the digit {digit} seems to be written twice")
ADDED = Words("像是多写了一位数字 {digit}", "a digit {digit} seems to be too many")
MISTAKEN = Words("像是一位数字写错：{right} 写成了 {digit}", "one digit seems wrong: {digit} for {right}")

BESIDE = Words(
    "两处一多一少，相差的数相等：像是有数填进了旁边的格，或者相邻两格填反了，请逐行逐列核对",
    "one has as much too many as the other has too few: a figure seems to stand beside its own cell, or two "
    "neighbours seem to be swapped; check line by line",
)
SHIFTED = Words("这几格的数像是整体错了一格", "the figures seem to stand one cell away from their own")
SWAPPED = Words("相邻两格像是填反了", "two neighbouring cells seem to be swapped")
SPLIT = Words("像是一个数拆进了相邻两格", "one figure seems to be split over two neighbouring cells")
JOINED = Words(
    "像是相邻两格的数写进了一格", "the figures of two neighbouring cells seem to be written into one"
)


def miswritten(written: Decimal, right: Decimal) -> Words | None:
    """Return how a figure came to be written for another, if one slip of the pen tells it."""
    if written != written.to_integral_value() or right != right.to_integral_value():
        return None
    if min(written, right) < 0 or max(written, right) < 10:
        return None  # Of figures of one digit each may stand for any other.
    wrong, meant = str(int(written)), str(int(right))
    if len(wrong) == len(meant):
        return _exchanged(wrong, meant)
    longer, shorter = max(wrong, meant, key=len), min(wrong, meant, key=len)
    at = _one_more(longer, shorter)
    if at is None:
        return None
    if longer == meant:
        return _said(DROPPED, digit=meant[at])
    twice = wrong[at] in (wrong[at - 1 : at], wrong[at + 1 : at + 2])
    return _said(DOUBLED if twice else ADDED, digit=wrong[at])


def _exchanged(wrong: str, meant: str) -> Words | None:
    """Tell of digits of which as many stand there as should."""
    at = [place for place, (one, other) in enumerate(zip(wrong, meant, strict=True)) if one != other]
    if len(at) == 1:
        return _said(MISTAKEN, digit=wrong[at[0]], right=meant[at[0]])
    neighbours = len(at) == 2 and at[1] - at[0] == 1
    if neighbours and (wrong[at[0]], wrong[at[1]]) == (meant[at[1]], meant[at[0]]):
        return EXCHANGED
    return None


def _one_more(longer: str, shorter: str) -> int | None:
    """Return which digit must go for one figure to be the other."""
    if len(longer) != len(shorter) + 1:
        return None
    places = range(len(longer))
    return next((at for at in places if longer[:at] + longer[at + 1 :] == shorter), None)


def _said(words: Words, **digits: str) -> Words:
    return Words(words.zh.format(**digits), words.en.format(**digits))
