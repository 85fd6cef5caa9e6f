"""How often a pattern may go back is told from its structure, and never too low."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from gialint.checking.patterns.backtracking import characters_of, most_steps, pattern_misfit
from gialint.checking.patterns.tree import Node, parts_of, tree
from gialint.checking.rulefiles.texts import readings_of, texts_of

LINEAR = [
    "公开",
    "关于[^。]{1,40}的通知",
    "《[^《》]+》",
    "《[^《》]*+》",
    r"(?<![0-9])[0-9]+件",
    r"(?<=：)\d+件",
    "^.*件",
    r"(?:https?://)[a-z.]+(?:/[a-z/]*)?",
    "(?:公开|公示|发布)件",
    "公(?=[^。]{0,30}件)",
    "(?i:[a-z]{1,9})件",
    "第[一二三]{1,3}(?:部分|章)",
    r"\d{1,3}(?:,\d{3}){0,5}件",
]
BY_LENGTH = [
    r"\d+件",
    "关于.*的通知",
    r"(?:\d+、)+件",
    "(?:ab?)*c",
    "(?>a+)+b",
    r"www\.[a-z.]+/x",
    "(?=.*件)公",
    "(?:公开|公示)+件",
    "[a-z]+(?:/[a-z]+)?:x",
]
BEYOND = [
    r"((\S|\S\S)+)+",
    "(做+)+为",
    "做(做|做做)+$",
    "(?:甲|乙|甲乙)*丙",
    "关.*于.*通.*知",
    "(a*)*b",
    r"(.)\1+x",
    "(?:a?){30}a{30}",
    "x*x*x*x*y",
    "(?=(a|aa)+b)a",
    r"(?s:.*).*\n.*x",
    "(?:a|aa)?" * 13 + "x",
    "(?=a)[ab]{0,400}b*bx",
]


@pytest.mark.parametrize("pattern", LINEAR)
def test_what_costs_as_much_in_any_text(pattern: str) -> None:
    assert most_steps(pattern, inf, doubted=False) < 300


@pytest.mark.parametrize("pattern", BY_LENGTH)
def test_what_costs_as_much_as_the_text_is_long(pattern: str) -> None:
    assert most_steps(pattern, inf, doubted=False) == inf
    assert 1_000 < most_steps(pattern, 1_000, doubted=False) < 20_000


@pytest.mark.parametrize("pattern", BEYOND)
def test_what_costs_more_than_a_text_is_worth(pattern: str) -> None:
    assert most_steps(pattern, 1_000) > 10**6


@dataclass
class _Engine:
    """An engine that goes back, as simple as can be: it counts what it tries."""

    text: str
    steps: int = 0

    def ends(self, nodes: Sequence[Node], at: int) -> Iterator[int]:
        """Yield every place at which parts may end, in the order in which they are tried."""
        if not nodes:
            yield at
            return
        for end in self.part(*nodes[0], at):
            yield from self.ends(nodes[1:], end)

    def part(self, name: str, given: Any, at: int) -> Iterator[int]:
        self.steps += 1
        taken = characters_of(name, given, 0)
        if taken is not None:
            if at < len(self.text) and taken >> ord(self.text[at]) & 1:
                yield at + 1
        elif name == "BRANCH":
            for branch in parts_of(name, given):
                yield from self.ends(branch, at)
        elif name == "SUBPATTERN":
            yield from self.ends(parts_of(name, given)[0], at)
        elif name == "AT":
            if at == len(self.text):
                yield at
        elif name == "ASSERT":
            if next(self.ends(parts_of(name, given)[0], at), None) is not None:
                yield at
        else:
            yield from self.repeated(parts_of(name, given)[0], given[0], given[1], at)

    def repeated(self, body: Sequence[Node], least: int, most: int, at: int) -> Iterator[int]:
        if most:
            for end in self.ends(body, at):
                if end > at:
                    yield from self.repeated(body, max(least - 1, 0), most - 1, end)
        if not least:
            yield at


def _quantified(inner: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    marks = some.sampled_from(["", "", "?", "*", "+", "{0,3}", "{1,2}"])
    return some.builds("(?:{}){}".format, inner, marks)


PATTERNS = some.recursive(
    some.sampled_from(["a", "b", "[ab]", "[^a]", "a+", "[ab]*", "b{1,3}", "(?=a+b)", "b$", "$"]),
    lambda inner: some.one_of(
        _quantified(inner),
        some.lists(inner, min_size=1, max_size=3).map("".join),
        some.lists(inner, min_size=2, max_size=3).map("|".join).map("(?:{})".format),
    ),
    max_leaves=5,
)
TEXTS = ["".join(text) for length in (5, 8) for text in product("ab", repeat=length)]


@given(PATTERNS, some.sampled_from(TEXTS), some.booleans())
@example("(?:a+)*(?:(?=a+b))+", "aaaaa", False)
@settings(max_examples=400, deadline=None)
def test_no_engine_takes_more_steps(pattern: str, text: str, doubted: bool) -> None:
    allowed = most_steps(pattern, len(text), doubted=doubted)
    if allowed > 10**5:
        return
    nodes, engine, at = tree(pattern), _Engine(text), 0
    while at <= len(text):
        ends = engine.ends(nodes, at)
        found = None if doubted else next(ends, None)
        if doubted:
            list(ends)
        at = max(found or 0, at + 1)
    # An engine as simple as this one looks at a part once more than it finds it.
    assert engine.steps <= 4 * allowed * (len(text) + 1), (engine.steps, allowed)


@pytest.mark.parametrize(
    ("pattern", "column", "part"),
    [
        ("(做为", 0, "正则表达式有误"),
        ("做为[", 2, "正则表达式有误"),
        ("做*", 0, "什么都不要"),
        ("(?=做)", None, None),
        ("[^。]{0,20}?做为", 0, "长短不定"),
        ("(做+)+为", 0, "反复回溯"),
        ("做(做|做做)+$", 0, "反复回溯"),
        ("(?:甲|乙|甲乙)*丙", 0, "反复回溯"),
        ("关.*于.*通.*知", 0, "反复回溯"),
        (r"((\S|\S\S)+)+", 0, "长短不定"),
        (r"(?:县|区)(\S|\S\S)+局", 0, "反复回溯"),
        (r"\d+(?:,\d{3})*(?:\.\d+)?[件份]", None, None),
        (r"(?:\d+、)+等", None, None),
        ("关于[^。]{1,40}的通知", None, None),
        ("关于.*的通知", None, None),
        (r"\d+件", None, None),
        (r"(?<!\d)[0-9]{1,3}，[0-9]{3}(?=[件条])", None, None),
        ("(?:XX|××)(?=[省市县])", None, None),
    ],
)
def test_a_pattern_is_refused_or_not(pattern: str, column: int | None, part: str | None) -> None:
    slip = pattern_misfit(pattern)
    if part is None:
        assert slip is None
        return
    assert slip is not None
    assert part in slip.message.zh
    assert slip.message.en
    assert slip.offset == column


def test_the_texts_of_an_example() -> None:
    example = {"title": "甲", "sections": {"一、总体": "乙\n丙"}, "requests.new": 3, "review.total": None}
    assert list(texts_of(example)) == [
        "title", "甲", "sections", "一、总体", "乙", "丙", "requests.new", "3", "review.total",
    ]  # fmt: skip


def test_the_readings_of_an_example_are_repaired() -> None:
    assert list(readings_of({"一": "青石鎮(zhèn)，人民政府"})) == ["一", "青石镇,人民政府"]
