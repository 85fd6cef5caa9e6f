"""Words for people in both languages: messages put together from parts, and the names of facts and claims."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gialint.lazy_regex import lazy_regex
from gialint.model import Claim, Facts, Text

PLACEHOLDER = lazy_regex(r"\{([^{}]*)\}")
LANGUAGES = ("zh", "en")

Filling = Mapping[str, str | Text]
"""What stands for each name, the same in both languages or not."""


def fill(message: Text, title: Text, filling: Filling) -> Text:
    """Return a rule's message with its names filled in; ``{title}`` is the rule's, unknown ones are empty."""
    named = {"title": title, **filling}

    def filled(language: str) -> str:
        text = message.in_language(language)
        return PLACEHOLDER.sub(lambda match: _said(named.get(match[1], ""), language), text)

    return Text(*map(filled, LANGUAGES))


def put(template: Text, **named: str | Text) -> Text:
    """Return a template of our own (``{left}，{right}``) with all of its names filled in."""
    return Text(
        *(
            template.in_language(language).format(
                **{name: _said(each, language) for name, each in named.items()}
            )
            for language in LANGUAGES
        )
    )


def joined(parts: Iterable[Text], between: Text) -> Text:
    """Return parts one after the other, with ``between`` between them."""
    held = list(parts)
    return Text(
        *(between.in_language(each).join(part.in_language(each) for part in held) for each in LANGUAGES)
    )


def _said(given: str | Text, language: str) -> str:
    return given.in_language(language) if isinstance(given, Text) else given


BLANK = Text("空白", "blank")
PLUS = Text(" + ")
SUM = Text("各项之和 0", "the parts come to 0")
ALL_BLANK = Text("（均为空白）", " (all blank)")
SOME_BLANK = Text("（部分为空白）", " (some blank)")
REST_ZERO = Text("（其余为 0）", " (rest 0)")
REST_BLANK = Text("（其余为空白）", " (rest blank)")
REST_MIXED = Text("（其余为 0 或空白）", " (rest 0 or blank)")
HEDGED: Mapping[str, tuple[str, str]] = {
    "=": (" {value}", "{value}"),
    ">=": (" {value} 以上", "{value} or more"),
    "<=": (" {value} 以内", "up to {value}"),
    "~": ("约 {value}", "about {value}"),
}
"""What prose says in figures, where its words do not show them."""
CELL_IS = Text("{table}“{label}”为 {value}", "{table} has {value} for “{label}”")
CELL = Text("{table}{figures}", "{table}'s {figures}")
CELLS = Text("{table}{figures}", "{table} has {figures}")
FORM = Text("表中", "the report")
"""A figure of a table, compared with what prose says; ``FORM`` where its table has no name."""

AGAINST = Text("{left}，{right}{difference}", "{left}, but {right}{difference}")
"""Prose that contradicts a table."""
ATTRIBUTES = {
    "certain": Text("确切说法", "a certain statement"),
    "denial": Text("否定说法", "a denial"),
    "derived": Text("推算", "an inference"),
    "path": Text("事实", "fact"),
    "scope": Text("口径", "scope"),
    "section": Text("所在部分", "section"),
    "text": Text("的文字", "reading"),
    "sentence": Text("所在句", "sentence"),
    "unit": Text("单位", "unit"),
    "year": Text("年份", "year"),
}
FUNCTIONS = {
    "abs": Text("绝对值", "absolute value"),
    "max": Text("最大值", "greatest"),
    "min": Text("最小值", "least"),
    "round": Text("四舍五入", "rounded"),
    "sum": Text("之和", "sum"),
}
OF_SET = Text("{set}{function} {value}", "{function} of {set} {value}")
MEMBERS = Text("{count} 项", "has {count} member{plural}")
CHARACTERS = Text("{count} 字", "has {count} character{plural}")
SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}

DIFFERENCE = Text("，相差 {delta}", ", off by {delta}")
BECOMES_ZERO = Text("（空白按 0 计）", " (blanks counted as 0)")
"""Said where a rule fails only once blanks are counted as 0."""

FAILED = {
    "==": Text("{left}，{right}{difference}", "{left}, {right}{difference}"),
    "!=": Text("{left}，{right}，两者不应相等", "{left}, {right}, which must differ"),
    "<": Text("{left}，不小于 {right}{difference}", "{left}, not less than {right}{difference}"),
    "<=": Text("{left}，大于 {right}{difference}", "{left}, more than {right}{difference}"),
    ">": Text("{left}，不大于 {right}{difference}", "{left}, not more than {right}{difference}"),
    ">=": Text("{left}，小于 {right}{difference}", "{left}, less than {right}{difference}"),
    "in": Text("{right}里没有{left}", "{right} does not contain {left}"),
    "not in": Text("{right}里有{left}", "{right} contains {left}"),
}
"""A comparison that does not hold, by its operator."""

FIXED = {
    "==": Text("{left}，应为 {right}", "{left}, must be {right}"),
    "!=": Text("{left}，不应为 {right}", "{left}, must not be {right}"),
}
"""The same where the right side is written out in the rule."""

NEITHER = Text("{left}，既不等于 {first}", "{left}, which is neither {first}")
NOR = Text("，也不等于 {other}", " nor {other}")
NOR_IS = Text("，也不等于 {other}", ", and {other} does not match either")
"""A further reading that does not fit either, behind a comparison."""

IS_NOT = Text("{quote}不是{attribute}", "{quote} is not {attribute}")
STANDS = Text("有“{label}”", "there is “{label}”")
STANDS_NOT = Text("没有“{label}”", "there is no “{label}”")

QUOTED = 20
"""How many characters of a claim's words are shown."""

CASES = "件"
"""The measure word where prose counts cases without one (均已答复)."""

_PLACES = Decimal("0.000001")
_DIGITS = lazy_regex(r"[0-9]+(?:\.[0-9]*[1-9])?")


def plain(value: Any) -> str:
    """Return a figure without exponent and needless zeros, to six places at most; text as it is."""
    if not isinstance(value, Decimal):
        return str(value)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = value.quantize(_PLACES)
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def shortened(text: str) -> str:
    """Return a claim's words, the middle left out where they are long."""
    text = " ".join(text.split())
    return text if len(text) <= QUOTED else f"{text[:11]}…{text[-8:]}"


def quoted(claim: Claim) -> Text:
    """Return a claim's own words in quotes."""
    return Text(f"正文“{shortened(claim.text)}”", f"the text “{shortened(claim.text)}”")


def said(claim: Claim) -> Text:
    """Return what prose says in its own words, and its figure where they do not show it."""
    words, value = shortened(claim.text), plain(claim.value)
    if claim.scope == "part":
        return Text(f"正文称其中一部分“{words}”", f"the text says of a part alone “{words}”")
    if value in _DIGITS.findall(unicodedata.normalize("NFKC", words).replace(",", "")):
        return Text(f"正文称“{words}”", f"the text says “{words}”")
    if claim.denial or (claim.derived and not claim.value):
        return Text(f"正文称“{words}”", f"the text says “{words}”")
    if claim.derived:
        return Text(f"正文称 {value} {claim.unit or CASES}“{words}”", f"the text says “{words}” of {value}")
    zh, en = HEDGED[claim.op]
    return Text(
        f"正文称“{words}”（即{zh.format(value=value)}）",
        f"the text says “{words}” ({en.format(value=value)})",
    )


def label(facts: Facts, path: str) -> Text:
    """Return the form's words for a path, by its shorter name if it has one, or the path itself."""
    base = path.rpartition(".")[0]
    short = facts.known.get(base) if facts.aliases.get(base) == path else None
    return short or _known(facts, path) or Text(path)


def member_label(facts: Facts, name: str, member: str) -> Text:
    """Return the words for a member of a set (自然人 of ``requests.columns``)."""
    family = name.rpartition(".")[0]
    return _known(facts, f"{name}.{member}") or _known(facts, f"{family}.{member}") or Text(member)


def path_label(
    facts: Facts, parts: Sequence[tuple[str, str | None]], sets: Mapping[str, str], told: Collection[str]
) -> Text:
    """Return the words for a path, less what names in ``told`` have said already (自然人：).

    Each of its ``parts`` comes with the name that it is bound to, if any; ``sets`` tells of which set each
    name is a member.
    """
    filled = [part for part, _ in parts]
    cut = max((at for at, (_, name) in enumerate(parts, start=1) if name in told), default=0)
    if 0 < cut < len(parts):  # 总计 in ``requests[row].total``
        last, name = parts[-1]
        if name is not None:
            return member_label(facts, sets.get(name, ""), last)
        return _in_some_set(facts, filled[0], ".".join(filled[cut:])) or label(facts, ".".join(filled))
    end = len(parts)
    while end > 1 and parts[end - 1][1] in told:
        end -= 1
    lengths = range(end, len(parts) + 1)
    found = (_known(facts, ".".join(filled[:length])) for length in lengths)
    return next(filter(None, found), None) or label(facts, ".".join(filled[:end]))


def split(facts: Facts, path: str, members: Mapping[str, str]) -> tuple[str, Text | None]:
    """Return a fact's path up to the member it ends in, and the words for that member.

    ``members`` maps what ``each`` bound to the sets it is of. Nothing bound, nothing is split off.
    """
    for member, name in members.items():
        base = path.removesuffix(f".{member}")
        if base != path and _known(facts, base):
            return base, member_label(facts, name, member)
    base, _, last = path.rpartition(".")
    words = _in_some_set(facts, path, last) if members and base in facts.known else None
    return (base, words) if words else (path, None)


def _known(facts: Facts, path: str) -> Text | None:
    return facts.known.get(path) or facts.known.get(facts.aliases.get(path, path))


def _in_some_set(facts: Facts, path: str, member: str) -> Text | None:
    """The words for a member of whichever set of the path's family has it."""
    family = path.partition(".")[0] + "."
    names = (f"{name}.{member}" for name in facts.sets if name.startswith(family))
    return next((facts.known[name] for name in names if name in facts.known), None)
