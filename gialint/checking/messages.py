"""Messages in both languages, put together from parts and with names in braces filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gialint.lazy_regex import lazy_regex
from gialint.model import Text

PLACEHOLDER = lazy_regex(r"\{([^{}]*)\}")
LANGUAGES = ("zh", "en")

Filling = Mapping[str, str | Text]
"""What stands for each name, the same in both languages or not."""


def fill(message: Text, title: Text, filling: Filling) -> Text:
    """Return a rule's message with its names filled in; ``{title}`` is the rule's, unknown ones are empty."""
    named = {"title": title, **filling}
    return Text(*(_filled(message.in_language(each), named, each) for each in LANGUAGES))


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


def _filled(text: str, filling: Filling, language: str) -> str:
    return PLACEHOLDER.sub(lambda match: _said(filling.get(match[1], ""), language), text)


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
    "denial": Text("否定说法", "a denial"),
    "derived": Text("推算", "an inference"),
    "path": Text("事实", "fact"),
    "scope": Text("口径", "scope"),
    "section": Text("所在部分", "section"),
    "text": Text("的文字", "reading"),
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
