"""What can be wrong with a pattern: that it is none, that it is slow, or that it finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gialint.checking.backtracking import most_steps
from gialint.checking.patterns import begins_broadly, begins_text, tree
from gialint.model import Problem, Words
from gialint.model.errors import parser_error
from gialint.sources.misfits import Misfit
from gialint.understanding.flattened import LONGEST

if TYPE_CHECKING:
    from gialint.sources.located import Keys, Loaded

MOST_STEPS = 20_000
"""Steps that a pattern may take for each character of a text: some 10 µs, where a text is made for it."""

MOST_ONCE = 1_000_000
"""Steps that a pattern may take for a text in which it can only begin at the beginning."""

LONGEST_NAME = 100
MOST_OF_NAME = 10**9
"""Steps that a pattern may take for a name that it must fit as a whole; in a hundred characters few do."""


def pattern_problems(file: Loaded, keys: Keys, pattern: Any, *, of_name: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with a pattern in a file; one ``of_name`` is only put to names."""
    if not isinstance(pattern, str) or not pattern:
        yield file.problem(Words("这里应是一个模式（文字）", "a pattern is wanted here, as text"), keys)
        return
    found = expression_misfit(pattern, of_name)
    if found is not None:
        yield found._replace(keys=keys).problem(file)


def expression_misfit(pattern: str, of_name: bool = False) -> Misfit | None:
    """Return what is wrong with a pattern by itself; names have ``LONGEST_NAME`` characters at most."""
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        why = parser_error(error.msg)
        said = Words(f"正则表达式有误：{why.zh}", f"not a regular expression: {why.en}")
        return Misfit((), said, offset=error.pos or 0)
    if compiled.search(""):
        return Misfit(
            (),
            Words("这个模式什么都不要也能匹配", "this pattern matches nothing at all, and so everywhere"),
            hint=Words("至少要有一个必须出现的字。", "Let it ask for one character at least."),
        )
    parts = tree(pattern)
    if not (of_name or begins_text(parts)) and begins_broadly(parts):
        return Misfit(
            (),
            Words("模式不能以长短不定的任意文字开头", "a pattern must not begin with any number of anything"),
            hint=Words(
                "去掉开头的部分，从一个确定的字开始写；前面的文字可用 unless 或 (?<=…) 限制。",
                "Begin with a character that is certain; unless and (?<=…) can speak of what is before it.",
            ),
        )
    if is_slow_of_name(pattern) if of_name else is_slow(pattern):
        return Misfit(
            (),
            Words(
                "这个模式遇到某些文字会极慢（反复回溯）", "this pattern backtracks, and is slow on some texts"
            ),
            hint=Words(
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


def texts_of(example: Any) -> Iterator[str]:
    """Yield every text that an example holds, line by line."""
    if isinstance(example, Mapping):
        for key, value in example.items():
            yield str(key)
            yield from texts_of(value)
    elif example is not None:
        yield from str(example).splitlines()


def readings_of(example: Any) -> Iterator[str]:
    """Yield the texts of an example as a pattern meets them: repaired, marks in half width."""
    from gialint.understanding.repair import habits, repair

    texts = list(texts_of(example))
    needs = habits("\n".join(texts))
    return (repair(text, needs).reading for text in texts)
