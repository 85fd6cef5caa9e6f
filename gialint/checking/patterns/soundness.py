"""What can be wrong with a pattern: that it is none, that it is slow, or that it finds nothing."""

from __future__ import annotations

import re

from gialint.checking.patterns.backtracking import most_steps
from gialint.checking.patterns.tree import begins_broadly, begins_text, tree
from gialint.model import Text, parser_error
from gialint.sources.misfits import Misfit
from gialint.understanding.flattened import LONGEST

MOST_STEPS = 20_000
"""Steps that a pattern may take for each character of a text: some 10 µs, where a text is made for it."""

MOST_ONCE = 1_000_000
"""Steps that a pattern may take for a text in which it can only begin at the beginning."""

LONGEST_NAME = 100
MOST_OF_NAME = 10**9
"""Steps that a pattern may take for a name that it must fit as a whole; in a hundred characters few do."""


def pattern_misfit(pattern: str, of_name: bool = False) -> Misfit | None:
    """Return what is wrong with a pattern by itself; names have ``LONGEST_NAME`` characters at most."""
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        why = parser_error(error.msg)
        said = Text(f"正则表达式有误：{why.zh}", f"not a regular expression: {why.en}")
        return Misfit((), said, offset=error.pos or 0)
    if compiled.search(""):
        return Misfit(
            (),
            Text("这个模式什么都不要也能匹配", "this pattern matches the empty text, and so everywhere"),
            hint=Text("至少要有一个必须出现的字。", "Make it require at least one character."),
        )
    parts = tree(pattern)
    if not (of_name or begins_text(parts)) and begins_broadly(parts):
        return Misfit(
            (),
            Text("模式不能以长短不定的任意文字开头", "a pattern must not begin with .* or the like"),
            hint=Text(
                "去掉开头的部分，从一个确定的字开始写；前面的文字可用 unless 或 (?<=…) 限制。",
                "Begin with a definite character; unless and (?<=…) can refer to what is before it.",
            ),
        )
    if is_slow_of_name(pattern) if of_name else is_slow(pattern):
        return Misfit(
            (),
            Text(
                "这个模式遇到某些文字会极慢（反复回溯）", "this pattern backtracks, and is slow on some texts"
            ),
            hint=Text(
                "不要在重复里再套重复，并给重复次数加上限，如 {0,20}；或者用 ++、{m,n}+ 不再退回。",
                "Repeat nothing that repeats, bound every repetition, as {0,20}, or make it possessive (++).",
            ),
        )
    return None


def is_slow(pattern: str) -> bool:
    """Tell whether some text makes a pattern go back far too often, by its structure alone."""
    searched = most_steps(pattern, LONGEST, doubted=False)
    most = MOST_ONCE if begins_text(tree(pattern)) and not re.compile(pattern).flags & re.M else MOST_STEPS
    return searched > most or most_steps(pattern, LONGEST_NAME) > MOST_OF_NAME


def is_slow_of_name(pattern: str) -> bool:
    """Tell whether some name makes a pattern go back far too often that is searched for in names alone."""
    return most_steps(pattern, LONGEST_NAME) * LONGEST_NAME > MOST_OF_NAME / 10
