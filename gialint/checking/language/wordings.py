"""The words of workings, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from gialint.model import Words

BLANK = Words("空白", "blank")
PLUS = Words(" + ")
SUM = Words("各项之和 0", "the parts come to 0")
ALL_BLANK = Words("（均为空白）", " (all blank)")
SOME_BLANK = Words("（部分为空白）", " (some blank)")
REST_ZERO = Words("（其余为 0）", " (rest 0)")
REST_BLANK = Words("（其余为空白）", " (rest blank)")
REST_MIXED = Words("（其余为 0 或空白）", " (rest 0 or blank)")
HEDGED: Mapping[str, tuple[str, str]] = {
    "=": (" {value}", "{value}"),
    ">=": (" {value} 以上", "{value} or more"),
    "<=": (" {value} 以内", "up to {value}"),
    "~": ("约 {value}", "about {value}"),
}
"""What prose says in figures, where its words do not show them."""
CELL_IS = Words("{table}“{label}”为 {value}", "{table} has {value} for “{label}”")
CELL = Words("{table}{figures}", "{table}'s {figures}")
CELLS = Words("{table}{figures}", "{table} has {figures}")
FORM = Words("表中", "the report")
"""A figure of a table, compared with what prose says; ``FORM`` where its table has no name."""

AGAINST = Words("{left}，{right}{difference}", "{left}, but {right}{difference}")
"""Prose that contradicts a table."""
ATTRIBUTES = {
    "denial": Words("否定说法", "a denial"),
    "derived": Words("推算", "an inference"),
    "path": Words("事实", "fact"),
    "scope": Words("口径", "scope"),
    "section": Words("所在部分", "section"),
    "text": Words("的文字", "reading"),
    "unit": Words("单位", "unit"),
    "year": Words("年份", "year"),
}
FUNCTIONS = {
    "abs": Words("绝对值", "absolute value"),
    "max": Words("最大值", "greatest"),
    "min": Words("最小值", "least"),
    "round": Words("四舍五入", "rounded"),
    "sum": Words("之和", "sum"),
}
OF_SET = Words("{set}{function} {value}", "{function} of {set} {value}")
MEMBERS = Words("{count} 项", "has {count} member{plural}")
CHARACTERS = Words("{count} 字", "has {count} character{plural}")
SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}

DIFFERENCE = Words("，相差 {delta}", ", off by {delta}")
BECOMES_ZERO = Words("（空白按 0 计）", " (blanks counted as 0)")
"""Said where a rule fails only once blanks are counted as 0."""

FAILED = {
    "==": Words("{left}，{right}{difference}", "{left}, {right}{difference}"),
    "!=": Words("{left}，{right}，两者不应相等", "{left}, {right}, which must differ"),
    "<": Words("{left}，不小于 {right}{difference}", "{left}, not less than {right}{difference}"),
    "<=": Words("{left}，大于 {right}{difference}", "{left}, more than {right}{difference}"),
    ">": Words("{left}，不大于 {right}{difference}", "{left}, not more than {right}{difference}"),
    ">=": Words("{left}，小于 {right}{difference}", "{left}, less than {right}{difference}"),
    "in": Words("{right}里没有{left}", "{right} does not contain {left}"),
    "not in": Words("{right}里有{left}", "{right} contains {left}"),
}
"""A comparison that does not hold, by its operator."""

FIXED = {
    "==": Words("{left}，应为 {right}", "{left}, must be {right}"),
    "!=": Words("{left}，不应为 {right}", "{left}, must not be {right}"),
}
"""The same where the right side is written out in the rule."""

NEITHER = Words("{left}，既不等于 {first}", "{left}, which is neither {first}")
NOR = Words("，也不等于 {other}", " nor {other}")
NOR_IS = Words("，也不等于 {other}", ", and {other} does not match either")
"""A further reading that does not fit either, behind a comparison."""

IS_NOT = Words("{quote}不是{attribute}", "{quote} is not {attribute}")
STANDS = Words("有“{label}”", "there is “{label}”")
STANDS_NOT = Words("没有“{label}”", "there is no “{label}”")
