"""Numerals in prose: 1,356 and 1 046, 一千三百五十六 and 壹拾伍, 1.2万 and 十余, each with its value.

Every numeral that counts something is found, and nothing that only looks like one: dates
and durations, document numbers, telephone numbers, ordinals, list marks, shares, ranges,
idioms.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gialint.lazy_regex import lazy_regex
from gialint.model import Operator
from gialint.records import NamedTuple
from gialint.understanding.number_words import ARABIC, HAN_DIGITS, arabic, read_number

__all__ = ["Numeral", "find_numerals", "read_number"]

COUNTERS = "件宗起例份条次个封项人部"
"""Measure words (量词) without which a single Chinese character is no numeral: 一件, but not 统一."""

THINGS = f"[0-9]+[{COUNTERS}](?!百分点|小时|月|工作日)"
"""A number of things, of which there are no fractions."""

LONGEST_NAME = 12
"""Characters after its number within which a quoted name ends."""


class Numeral(NamedTuple):
    """A numeral at its offsets in a reading, its hedge included (近20, 30多); ``plain`` if in digits."""

    start: int
    end: int
    value: Decimal
    op: Operator
    text: str
    plain: bool


_COUNTERS = frozenset(COUNTERS)
_HEDGED = frozenset("余多几")
_MYRIADS = frozenset("万亿")
_HAN = frozenset(HAN_DIGITS)

_NUMBER = lazy_regex(rf"{ARABIC}|[{HAN_DIGITS}]+")
_MARKED = lazy_regex(rf"(?:^|(?<=[。;:,!?]))[0-9]{{1,2}}\.(?={THINGS})")
"""A list mark right before a number of things (4.3件申请)."""

_ADDRESS = lazy_regex(r"(?:https?://|www\.)[!-~]+")

_HEDGES: Sequence[tuple[Operator, str]] = (
    ("<=", "不超过 未超过 不多于 不足 不到 不满 少于 低于 接近 将近 至多 最多 近"),
    (">=", "不少于 不低于 不下 超过 多于 高于 至少 最少 突破 超 逾"),
    ("~", "大约 大概 约"),
)
_BEFORE = tuple(
    sorted(((word, op) for op, words in _HEDGES for word in words.split()), key=lambda pair: -len(pair[0]))
)
_BEFORE_WORDS = tuple(word for word, _ in _BEFORE)
_BEFORE_ENDS = frozenset(word[-1] for word in _BEFORE_WORDS) | {"上"}
_NO_HEDGE = ("最近", "附近", "邻近", "就近", "节约", "预约", "契约", "签约", "合约", "公约", "履约", "违约")
_AFTER = lazy_regex(r"(?:余|多|几(?![乎何]))([万亿]?)|\+(?![0-9A-Za-z+])|以上(?!级)|以下|以内|之内|左右|上下")
_OPERATORS: dict[str, Operator] = {
    "以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "上下": "~"
}  # fmt: skip
_UNITS = frozenset(COUNTERS + "元")

# What makes a number a date, a time, a place in an order, a share, or part of something longer.
_OTHERWISE_AFTER = lazy_regex(
    r"[年月日号时点版届大楼室栋幢层%‰〕\]@_*×A-Za-z天周秒]|多年|个?工作日|个(?:自然)?[月日周季]|个百分点|"
    r"小时|分钟|季度|分之|(?:[-~—–:/·+至到]|——)[0-9A-Za-z]|\.[0-9]"
)
_OTHERWISE_BEFORE = lazy_regex(r"[第〔\[A-Za-z_@#&=*×%]$|分之$|星期$|礼拜$|[0-9](?:[-~—–:/.·+至到]|——)$")
_SURE_AFTER = frozenset("件宗起例份条次封项人,。;)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DOUBT_BEFORE = frozenset("第〔[_@#&=*×%之期拜-~—–:/.·+至到" + _LETTERS + _LETTERS.upper())
_UNFIT_BEFORE = frozenset("数几第期")
_RANGE_MARKS = frozenset("-~—–至到、")
_NAMES_BEFORE = ("电话", "传真", "热线", "邮编", "邮政编码", "手机", "索引号", "代码", "QQ")

# Words that only begin like a measure word.
_IDIOMS: tuple[str, ...] = (
    "次性",
    "次元",
    "条龙",
    "条例",
    "件事",
    "件套",
    "例外",
    "部分",
    "部门",
    "部署",
    "部件",
)
_IDIOMS += ("份子", "份额", "项目", "个人", "人大", "人民", "起来", "起到")
_ZERO_OF = ("申请", "投诉", "复议", "诉讼", "收费", "受理", "答复", "办结", "结转", "发生", "办件")
_BOUNDARY = frozenset("。;:,!?)”")


def find_numerals(reading: str) -> list[Numeral]:
    """Find every numeral of a repaired reading, in order; none overlap."""
    addresses = [match.span() for match in _ADDRESS.finditer(reading)] if _has_address(reading) else []
    found: list[Numeral] = []
    marks = {mark.end() for mark in _MARKED.finditer(reading)} if "." in reading else ()
    for match in _NUMBER.finditer(reading):
        text, start, end = match[0], match.start(), match.end()
        if (behind := start + text.find(".") + 1) in marks:
            text, start = reading[behind:end], behind
        plain = text[0] <= "9"
        if found and start < found[-1].end:
            continue
        if not (plain or len(text) > 1 or _stands_alone(text, reading, end)):
            continue
        otherwise = start not in marks and _is_otherwise(reading, start, end)
        if otherwise or any(first <= start < last for first, last in addresses):
            continue
        value = _arabic(text, reading, start, end) if plain else _chinese(text, reading, start, end)
        if value is not None:
            found.append(_hedged(reading, start, end, value, plain))
    return found


def _is_otherwise(reading: str, start: int, end: int) -> bool:
    """Whether what stands around a number makes it something else than a count."""
    if reading[end : end + 1] not in _SURE_AFTER and _OTHERWISE_AFTER.match(reading, end):
        return True
    if reading[start - 1 : start] not in _DOUBT_BEFORE:
        return False
    return _OTHERWISE_BEFORE.search(reading[max(start - 2, 0) : start]) is not None


def _has_address(reading: str) -> bool:
    return "//" in reading or "www." in reading


def _stands_alone(text: str, reading: str, end: int) -> bool:
    """Whether a single Chinese numeral counts something: it stands before a measure word."""
    if _is_counted(reading, end):
        return not reading.startswith(_IDIOMS, end)
    return text == "零" and reading.startswith(_ZERO_OF, end + reading.startswith("”", end))


def _is_counted(reading: str, end: int) -> bool:
    """Whether a measure word follows at ``end``, perhaps after 余 or 多."""
    if reading[end : end + 1] in _HEDGED:
        end += 1
        end += reading[end : end + 1] in _MYRIADS
    return reading[end : end + 1] in _COUNTERS


def _arabic(text: str, reading: str, start: int, end: int) -> Decimal | None:
    if text.isdecimal() and len(text) > 1 and _is_code(text, reading, start, end):
        return None
    before, after = reading[start - 1 : start], reading[end : end + 1]
    if before == "(" and after == ")":
        return None
    listed = len(text) < 3 and after and after in ".、)" and not reading[end + 1 : end + 2].isdecimal()
    if listed and (not before or before in _BOUNDARY):
        return None
    return arabic(text)


def _is_code(text: str, reading: str, start: int, end: int) -> bool:
    """Whether digits name something: telephone and index numbers, dates that lost their 年月日."""
    if text[0] == "0":
        return True
    if len(text) < 5 or ((after := reading[end : end + 1]) and after in COUNTERS):
        return False
    if len(text) > 8 or (len(text) == 5 and text.startswith("123")):
        return True
    if len(text) > 5 and text.startswith("20"):
        return True
    before = reading[max(start - 8, 0) : start]
    return any(name in before for name in _NAMES_BEFORE)


def _chinese(text: str, reading: str, start: int, end: int) -> Decimal | None:
    before = reading[start - 1 : start]
    if before in _UNFIT_BEFORE or (before in _RANGE_MARKS and reading[start - 2 : start - 1] in _HAN):
        return None
    if reading[end : end + 1] in _RANGE_MARKS and reading[end + 1 : end + 2] in _HAN:
        return None
    if text[0] in "百千万亿" and not _is_counted(reading, end):
        return None
    if before == "“" and text != "零" and _is_name(reading, end):
        return None
    return read_number(text)


def _is_name(reading: str, end: int) -> bool:
    """Whether a number that a quotation begins with is part of what it names (“三个一”, “五公开”)."""
    rest = reading[end : reading.find("”", end, end + LONGEST_NAME) + 1]
    return len(rest) > 1 and rest[:-1] not in _UNITS


def _hedged(reading: str, start: int, end: int, value: Decimal, plain: bool) -> Numeral:
    """Take in the hedges around a number: at least, at most or about, and about where they differ."""
    ops: set[Operator] = set()
    word, op = _hedge_before(reading, start)
    if word:
        ops.add(op)
        start -= len(word)
    after = _AFTER.match(reading, end)
    if after:
        ops.add(_OPERATORS.get(after[0], ">="))
        end = after.end()
        value *= {"万": 10_000, "亿": 100_000_000}.get(after[1] or "", 1)
    elif reading[end : end + 1] in _UNITS and not reading.startswith("以上级", end + 1):
        ops.update(filter(None, [_OPERATORS.get(reading[end + 1 : end + 3])]))
    final: Operator = "=" if not ops else ops.pop() if len(ops) == 1 else "~"
    return Numeral(start, end, value, final, reading[start:end], plain)


def _hedge_before(reading: str, start: int) -> tuple[str, Operator]:
    if reading[start - 1 : start] not in _BEFORE_ENDS:
        return "", "="
    window = reading[max(start - 3, 0) : start]
    if window[-1:] == "上" and reading[start] in "百千万":
        return "上", ">="
    if not window.endswith(_BEFORE_WORDS) or window.endswith(_NO_HEDGE):
        return "", "="
    return next(pair for pair in _BEFORE if window.endswith(pair[0]))
