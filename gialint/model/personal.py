"""Personal numbers: identity numbers, bank cards and mobile numbers, found in any notation and masked.

A number may be in full width, in groups, cross a line end, or contain characters that nobody
sees. A possible table figure is not one: groups without a check digit must be written as
such a number is, and be separate or after words that announce one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal, get_args
from unicodedata import category, combining, east_asian_width

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

Gap = Literal["", "space", "dash", "mark", "line", "far", "wall"]
"""What stands between two groups of digits; what is far apart or in another cell is no part of one number."""

PARTED = ("far", "wall")
APART = ("line", *PARTED)


class Group(NamedTuple):
    """Digits without anything visible in between, as ASCII, and the gap before them."""

    start: int
    end: int
    digits: str
    gap: Gap


_UNSEEN = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0300-\u036f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_SPACE = r" \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASH = r"\-\u2010-\u2015\u2043\u2212\u30fc\ufe58\ufe63\uff0d_＿~～"
_MARK = r".．,，·•'’/／*`"
_BREAK = r"(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|<br\s{0,3}/?>)[ \t\xa0\u3000>]{0,40}"
_INLINE = "a|b|big|code|del|em|font|i|img|ins|mark|o:p|s|small|span|strong|sub|sup|u|wbr"
_HIDDEN = (
    rf"[{_UNSEEN}]|</?(?:{_INLINE})(?:\s[^<>]{{0,200}})?/?>|<!--[^<>]{{0,200}}-->"
    r"|&(?:shy|zwj|zwnj|\#173|\#8203|\#x200b|\#xad);"
)
_SEEN = rf"[{_SPACE}{_DASH}{_MARK}]|&(?:nbsp|ensp|emsp|thinsp|\#160|\#xa0);"
_BETWEEN = rf"(?i:{_BREAK}|{_HIDDEN}|{_SEEN})"
_END = "[XxＸｘⅩⅹ]"

LONGEST_GAP = 3
"""Visible characters between two groups of one number; columns of a table stand further apart."""

FEWEST_DIGITS = 11

_LIKELY = lazy_regex(rf"\d[^|一-鿿]{{{FEWEST_DIGITS - 1},}}")
"""Little to compile and quickly looked for: what a number is all of."""

_RUN = lazy_regex(
    rf"\d(?:(?:{_BETWEEN}){{0,12}}+\d){{{FEWEST_DIGITS - 1},}}+(?:(?:{_BETWEEN}){{0,12}}+{_END})?"
)
_PART = lazy_regex(rf"(?P<digits>\d+)|(?P<end>{_END})|(?P<gap>(?:{_BETWEEN})+)")
_LINE = lazy_regex(f"(?i:{_BREAK})")
_NOTHING = lazy_regex(rf"(?i:{_HIDDEN})")
_A_DASH = lazy_regex(f"[{_DASH}]")
_A_MARK = lazy_regex(f"[{_MARK}]")


Kind = Literal["identity", "card", "mobile"]
PERSONAL: tuple[str, ...] = get_args(Kind)


class Number(NamedTuple):
    """The place of a personal number in a text, and its kind."""

    start: int
    end: int
    kind: Kind


STARS = "*＊"
"""What takes the place of a character, by its width."""
CENTURIES = ("18", "19", "20")
KEPT = 15
"""Digits of a number that a spreadsheet keeps; the others become zeros."""
MOST_GROUPS = 9
"""Groups of an identity number, unless each of its digits stands alone."""
SHORTEST_MARKED = 3
"""Digits of a group separated by points or commas, as in coordinates and decimals."""
LONGEST_FIGURE = 6
"""Digits of a figure in a row."""
_GROUPED = ((6, 8, 4), (6, 4, 4, 4), (6, 4, 2, 2, 4), (4, 4, 4, 4, 2), (3,) * 6, (2,) * 9, (1,) * 18)
_FOURS = ((4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3))
_SPELLED = (3, 4, 4)
_ANNOUNCED = (_SPELLED, (3, 3, 5), (3, 8), (7, 4), (1,) * 11)
_HEX = "0123456789abcdef"
FINGERPRINT = 16
"""Hexadecimal digits of a finding's fingerprint."""
_NUMBERED = lazy_regex(r"(?i)(?:号|身份|证|id)[^\d\n]{0,12}$")
_PHONED = lazy_regex(r"(?i)(?:电话|手机|联系|号码|热线|传真|微信|致电|拨打|短信|tel|phone|mob)[^\d\n]{0,12}$")
_TOUCHING = lazy_regex(r"[一-鿿：:（(，,、；;。“\"【《]$")
_MOBILE = lazy_regex(r"(?:86)?1[3-9]\d{9}")
_MONEY = lazy_regex(r"[多余]?元")
LOOK_BACK = 24
"""Characters before a number in which a word may announce it."""
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


class _Candidate(NamedTuple):
    """Neighbouring groups that may be one number: their digits, how many in each, and what separates them.

    ``apart``: no other digits are directly next to them; ``before``: the text before them, up to a wall;
    ``whole``: they are all of a cell, where so many digits are not a figure.
    """

    digits: str
    shape: tuple[int, ...]
    gaps: Sequence[Gap]
    apart: bool
    whole: bool
    before: str
    after: str


def runs(text: str, walls: Sequence[int] = ()) -> Iterator[list[Group]]:
    """Yield the groups of every run of at least eleven digits with nothing but gaps between them.

    ``walls`` are offsets, ascending, that part groups: where cells of a table begin and end.
    """
    for likely in _LIKELY.finditer(text):
        for run in _RUN.finditer(text, *likely.span()):
            yield list(_groups(text, run.start(), run.end(), walls))


def _groups(text: str, start: int, end: int, walls: Sequence[int]) -> Iterator[Group]:
    group: Group | None = None
    gap = _wall(start, start, walls)
    for part in _PART.finditer(text, start, end):
        if part["gap"]:
            gap = _wall(part.start(), part.end(), walls) or _gap(part[0])
            continue
        digits = "X" if part["end"] else _ascii(part[0])
        if group and not gap and digits != "X":
            group = group._replace(end=part.end(), digits=group.digits + digits)
        else:
            yield from (group,) if group else ()
            group = Group(part.start(), part.end(), digits, gap)
        gap = ""
    yield from (group,) if group else ()


@lru_cache(maxsize=256)
def _gap(between: str) -> Gap:
    seen = _NOTHING.sub("", between)
    if not seen:
        return ""
    lines = len(_LINE.findall(seen))
    if lines:
        return "line" if lines == 1 else "far"
    if len(seen) > LONGEST_GAP and "&" not in seen:
        return "far"
    return "dash" if _A_DASH.fullmatch(seen) else "mark" if _A_MARK.search(seen) else "space"


def _ascii(digits: str) -> str:
    """Return digits of any width or script as they are on a keyboard."""
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)


def _wall(start: int, end: int, walls: Sequence[int]) -> Gap:
    at = bisect_left(walls, start)
    return "wall" if at < len(walls) and walls[at] <= end else ""


def personal_numbers(text: str, walls: Sequence[int] = ()) -> Iterator[Number]:
    """Yield the personal numbers of a text in order; none overlap.

    Identity numbers are those of GB 11643 (checksum and birth date), cards by ISO/IEC 7812 (Luhn;
    UnionPay 62, Visa 4, Mastercard 5), mobile numbers have 11 digits and begin with 13 to 19. ``walls``
    are offsets, ascending, over which no number goes: where cells of a table begin and end.
    """
    for groups in runs(text, walls):
        yield from _numbers(text, groups, walls)


def mask(text: str) -> str:
    """Return the text with personal numbers as ``110*************58``, at the same length and width."""
    return star_out(text, personal_numbers(text))


def star_out(text: str, numbers: Iterable[Number]) -> str:
    """Return the text with stars for its numbers, which come in order."""
    pieces: list[str] = []
    at = 0
    for start, end, _ in numbers:
        pieces += text[at:start], starred(text[start:end])
        at = end
    return "".join(pieces) + text[at:] if pieces else text


def starred(text: str) -> str:
    """Return the text with stars for all but its ends, at the same length and width."""
    first, last = (3, 2) if len(text) > 7 else (1, 0)
    # Digits that stand apart from the stars might be taken for a figure.
    first = first if text[:first].isalnum() else 1
    end = len(text) - last if last and text[-last:].isalnum() else len(text)
    return text[:first] + "".join(map(_star, text[first:end])) + text[end:]


def is_identity_number(digits: str) -> bool:
    """Return whether 18 characters are a resident identity number (GB 11643-1999)."""
    if not _is_dated(digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _IDENTITY_WEIGHTS, strict=False))
    return digits[17].upper() == _IDENTITY_CHECKS[total % 11]


def is_bank_card(digits: str) -> bool:
    """Return whether 16 to 19 digits are a bank card's by prefix and checksum (ISO/IEC 7812-1)."""
    if not (digits.startswith("62") or digits[0] in "45") or not digits.isdecimal():
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def is_mobile_number(digits: str) -> bool:
    """Return whether 11 digits, or 13 with the country's code, are a mobile number's."""
    return _MOBILE.fullmatch(digits) is not None


def _is_dated(digits: str) -> bool:
    """Return whether 18 characters have a birth date where identity numbers have it."""
    dated = digits[6:8] in CENTURIES and digits[:17].isdecimal()
    return dated and 1 <= int(digits[10:12]) <= 12 and 1 <= int(digits[12:14]) <= 31


def _may_be_card(digits: str) -> bool:
    return digits.isdecimal() and (digits.startswith("62") or is_bank_card(digits))


def _is_rounded(digits: str) -> bool:
    """Tell what a spreadsheet has left of a number with more than the digits that it keeps."""
    return not digits[KEPT:].strip("0") and digits[KEPT - 1] != "0"


def _numbers(text: str, groups: Sequence[Group], walls: Sequence[int]) -> Iterator[Number]:
    """Yield the numbers of a run in order."""
    digits = "".join(group.digits for group in groups)
    starts = [0, *accumulate(len(group.digits) for group in groups)]
    group_at = {start: nth for nth, start in enumerate(starts)}
    found: dict[int, Number] = {}
    taken: set[int] = set()
    for kind, form in _FORMS.items():
        for first, start in enumerate(starts[:-1]):
            for length in form.lengths:
                last = group_at.get(start + length, first)
                if last - first not in form.groups or not form.is_one(digits[start : start + length]):
                    continue
                written = _candidate(digits[start : start + length], text, groups, first, last, walls)
                if written and form.is_written(written) and taken.isdisjoint(range(first, last)):
                    found[first] = Number(groups[first].start, groups[last - 1].end, kind)
                    taken.update(range(first, last))
    return (number for _, number in sorted(found.items()))


def _candidate(
    digits: str, text: str, groups: Sequence[Group], first: int, last: int, walls: Sequence[int]
) -> _Candidate | None:
    """Return the groups from one up to another as a possible number; None if something separates them."""
    gaps = [group.gap for group in groups[first + 1 : last]]
    if not set(PARTED).isdisjoint(gaps) or gaps.count("line") > 1:
        return None
    start, end = groups[first].start, groups[last - 1].end
    in_cell = groups[first].gap == "wall"
    return _Candidate(
        digits,
        _shape(groups[first:last]),
        [gap for gap in gaps if gap],
        (first == 0 or groups[first].gap in APART) and (last == len(groups) or groups[last].gap in APART),
        in_cell and end in walls[bisect_left(walls, end) :][:1],
        "" if in_cell else text[max(start - LOOK_BACK, 0) : start] or "\n",
        text[end : end + LOOK_BACK],
    )


def _shape(groups: Sequence[Group]) -> tuple[int, ...]:
    """Return how many digits stand together, an X behind them among them."""
    shape: list[int] = []
    for group in groups:
        if group.gap or not shape:
            shape.append(0)
        shape[-1] += len(group.digits)
    return tuple(shape)


def _identity(written: _Candidate) -> bool:
    """Tell how an identity number is written: as such are, where its groups might be figures of a row."""
    digits, shape, gaps = written.digits, written.shape, written.gaps
    if not (written.whole or is_identity_number(digits) or _is_rounded(digits)):
        return False
    if "mark" in gaps and min(shape[:-1]) < SHORTEST_MARKED:
        return False
    if "space" not in gaps or len(shape) < 3 or max(shape) > LONGEST_FIGURE:
        return len(shape) <= MOST_GROUPS or max(shape) == 1
    usual = written.apart and shape in _GROUPED
    return usual or _NUMBERED.search(written.before) is not None


def _card(written: _Candidate) -> bool:
    """Tell how a card's number is written: in one, in fours, or of UnionPay in two."""
    digits, shape = written.digits, written.shape
    rounded = len(digits) == 19 and _is_rounded(digits)
    if not (written.whole or rounded or is_bank_card(digits)):
        return False
    broken = len(shape) == 2 and len(digits) in (16, 19) and digits.startswith("62")
    return len(shape) == 1 or (written.apart and "mark" not in written.gaps and (shape in _FOURS or broken))


def _mobile(written: _Candidate) -> bool:
    """Tell how a mobile number is written: in one or usual groups, or behind words that announce it."""
    shape, gaps = written.shape, written.gaps
    if len(shape) == 1:
        return not (_MONEY.match(written.after) or _is_in_digest(written))
    if len(written.digits) > 11 or "mark" in gaps:
        return False
    if shape == _SPELLED and set(gaps) == {"dash"}:
        return True
    if _PHONED.search(written.before):
        return shape in _ANNOUNCED or (len(shape) == 2 and "line" in gaps)
    touched = not written.before or _TOUCHING.search(written.before) is not None
    return written.apart and touched and shape == _SPELLED and "line" not in gaps


def _is_in_digest(written: _Candidate) -> bool:
    """Recognize a part of a fingerprint, which a report may quote and gialint prints."""
    before, after = written.before, written.after
    around = before[len(before.rstrip(_HEX)) :] + after[: len(after) - len(after.lstrip(_HEX))]
    return len(around) + len(written.digits) >= FINGERPRINT and not around.isdecimal()


class _Form(NamedTuple):
    """How many digits and groups a kind of number has, which digits, and how they are written."""

    lengths: Sequence[int]
    groups: Sequence[int]
    is_one: Callable[[str], bool]
    is_written: Callable[[_Candidate], bool]


_FORMS: Mapping[Kind, _Form] = {
    "identity": _Form((18,), (*range(1, MOST_GROUPS + 2), 18), _is_dated, _identity),
    "card": _Form((16, 17, 18, 19), range(1, 6), _may_be_card, _card),
    "mobile": _Form((11, 13), (1, 2, 3, 11), is_mobile_number, _mobile),
}
"""Of two numbers that overlap the first counts."""


def _star(char: str) -> str:
    """Return a star of the same width; line ends and what nobody sees stay."""
    if category(char) in ("Cc", "Cf", "Mn", "Me", "Zl", "Zp") or combining(char):
        return char
    return STARS[east_asian_width(char) in "WF"]
