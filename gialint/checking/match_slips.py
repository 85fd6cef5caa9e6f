"""What can be wrong with rules of the kinds ``match``, ``require`` and ``near``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from gialint.checking import match, near, require
from gialint.checking.mending import DIGITS
from gialint.checking.near_misses import SHORTEST, index, near_misses
from gialint.checking.pattern_slips import pattern_problems
from gialint.checking.patterns import takes_digits, tree
from gialint.checking.text_slips import (
    WHERE,
    braces_slips,
    choice_slips,
    example_texts,
    frame_slips,
    message_slips,
    pattern_slips,
    words_slips,
)
from gialint.checking.wanted import patterns_of
from gialint.model import Problem, Words

if TYPE_CHECKING:
    from gialint.sources.located import Keys, Loaded

MATCH = ("pattern", "words", "replace", "except", "unless", "once", *WHERE)
REQUIRE = ("pattern", "words", "except", "unless", *require.LENGTHS, *WHERE)
NEAR = ("list", "distance", "except", *WHERE)
"""The keys that each kind knows."""

DISTANCES = (1, 2)

Slips = Iterator[Problem]


def match_slips(file: Loaded, known: Collection[str]) -> Slips:
    """Yield what is wrong with a rule that matches; ``known`` are names of facts, sets and lists."""
    slips = [*frame_slips(file, "match", MATCH)]
    if slips:
        yield from slips
        return
    given = file.data["match"]
    sought = "pattern" in given or "words" in given
    yield from choice_slips(
        file, "match", ("pattern", "words") if sought else ("pattern", "words", "replace")
    )
    found = [*_sought_slips(file, "match", known)]
    if "replace" in given:
        found += _replace_slips(file, given, sought, known)
    once = given.get("once", False)
    if not (isinstance(once, bool) or (isinstance(once, int) and once > 1)):
        message = Words(
            "“once”只能是 true、false，或不小于 2 的整数",
            "“once” is true, false, or a whole number from 2 on",
        )
        found.append(file.problem(message, ("match", "once")))
    yield from found
    groups = [] if found else _groups(given)
    yield from message_slips(file, [*match.PLACEHOLDERS, *groups])
    if not found and isinstance(given.get("pattern", given.get("words")), str | list):
        yield from _blind(file, "match", "violates", every=True)


def require_slips(file: Loaded, known: Collection[str]) -> Slips:
    """Yield what is wrong with a rule that requires."""
    slips = [*frame_slips(file, "require", REQUIRE)]
    if slips:
        yield from slips
        return
    given = file.data["require"]
    sought = "pattern" in given or "words" in given
    measured = any(name in given for name in require.LENGTHS)
    found = [*_sought_slips(file, "require", known), *_length_slips(file, given)]
    if sought or not measured:
        found += choice_slips(file, "require", ("pattern", "words"))
    yield from found
    yield from message_slips(file, require.PLACEHOLDERS)
    if sought and not found:
        yield from _blind(file, "require", "clean", every=False)


def _length_slips(file: Loaded, given: Any) -> Slips:
    for name in require.LENGTHS:
        limit = given.get(name, 0)
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
            message = Words(f"“{name}”应是不小于 0 的整数", f"“{name}” is a whole number, 0 or more")
            yield file.problem(message, ("require", name))
            return
    if given.get("min_chars", 0) > given.get("max_chars", given.get("min_chars", 0)):
        message = Words("“min_chars”大于“max_chars”", "“min_chars” is more than “max_chars”")
        yield file.problem(message, ("require", "min_chars"))


def near_slips(file: Loaded, known: Collection[str]) -> Slips:
    """Yield what is wrong with a rule that looks for near misses."""
    slips = [*frame_slips(file, "near", NEAR)]
    if slips:
        yield from slips
        return
    found = [*_near_slips(file, known)]
    yield from found
    yield from message_slips(file, near.PLACEHOLDERS)
    if not found:
        yield from _far(file)


def _near_slips(file: Loaded, known: Collection[str]) -> Slips:
    """Yield what is wrong with the phrases that are looked for, and with how near is near."""
    given = file.data["near"]
    yield from choice_slips(file, "near", ("list",))
    for key in ("list", "except"):
        if key in given:
            yield from words_slips(file, ("near", key), given[key], known)
    for place, phrase in enumerate(given["list"] if isinstance(given.get("list"), list) else ()):
        if isinstance(phrase, str) and len(phrase) < SHORTEST:
            message = Words(
                f"少于 {SHORTEST} 个字的词语近似的太多，不能这样核对",
                f"a phrase of fewer than {SHORTEST} characters has too many neighbours",
            )
            yield file.problem(message, ("near", "list", place))
    if given.get("distance", 1) not in DISTANCES or isinstance(given.get("distance"), bool):
        yield file.problem(Words("“distance”只能是 1、2", "“distance” is 1 or 2"), ("near", "distance"))


def _sought_slips(file: Loaded, kind: str, known: Collection[str]) -> Slips:
    """Yield what is wrong with what is looked for, and with what excuses it."""
    given = file.data[kind]
    if "pattern" in given:
        yield from pattern_slips(file, (kind, "pattern"), given["pattern"])
    if "unless" in given:
        yield from pattern_problems(file, (kind, "unless"), given["unless"])
    for key in ("words", "except"):
        if key in given:
            yield from words_slips(file, (kind, key), given[key], known)


def _replace_slips(file: Loaded, given: Any, sought: bool, known: Collection[str]) -> Slips:
    """Yield what is wrong with a replacement: a text, or what belongs to each word; never a figure."""
    keys: Keys = ("match", "replace")
    replace = given["replace"]
    if not sought and isinstance(replace, dict):
        yield from _pairs_slips(file, keys, replace)
        return
    if not isinstance(replace, str):
        message = Words("“replace”应是文字，或 {错: 对}", "“replace” is text, or {wrong: right}")
        yield file.problem(message, keys)
        return
    if not sought:
        yield from words_slips(file, keys, replace, known)
        return
    yield from braces_slips(file, keys, replace, ("match", *_groups(given)))
    pattern = given.get("pattern")
    words = given.get("words")
    touched = set(DIGITS) & set(replace)
    touched |= set(DIGITS) & set("".join(map(str, words)) if isinstance(words, list) else "")
    if touched or any(takes_digits(tree(each)) for each in _compiled(pattern)):
        yield _figure(file, keys)


def _pairs_slips(file: Loaded, keys: Keys, pairs: Any) -> Slips:
    yield from words_slips(file, keys, list(pairs), ())
    for word, instead in pairs.items():
        if not isinstance(instead, str):
            message = Words("替换成什么应是文字", "what is written instead must be text")
            yield file.problem(message, (*keys, word))
        elif set(DIGITS) & set(word + instead):
            yield _figure(file, (*keys, word))


def _figure(file: Loaded, keys: Keys) -> Problem:
    hint = Words(
        "谁也不知道哪个数字是对的：去掉 replace，或用 (?=…)、(?<=…) 把数字留在外面。",
        "Nobody knows which figure is right: drop replace, or leave digits outside by (?=…) and (?<=…).",
    )
    return file.problem(Words("替换不能动到数字", "a replacement must not touch a figure"), keys, hint=hint)


def _groups(given: Any) -> list[str]:
    return [name for each in _compiled(given.get("pattern")) for name in re.compile(each).groupindex]


def _compiled(written: Any) -> Iterator[str]:
    """Yield the patterns among what a rule has for them; of the others is told elsewhere."""
    for each in patterns_of(written) if isinstance(written, str | list) else ():
        try:
            re.compile(each)
        except (re.error, TypeError):
            continue
        yield each


def _blind(file: Loaded, kind: str, outcome: str, *, every: bool) -> Slips:
    """Yield a slip if what is sought is not in the examples in which it must be found."""
    given = file.data[kind]
    key = "pattern" if "pattern" in given else "words"
    if key == "words" and isinstance(given[key], str):
        return
    sought = patterns_of(given["pattern"]) if key == "pattern" else map(re.escape, given["words"])
    found = [re.compile(each).search for each in sought]
    seen = {
        number: any(search(text) for search in found for text in texts)
        for number, texts in example_texts(file, kind, outcome)
    }
    missed = [number for number, stands in seen.items() if not stands]
    if missed and (every or len(missed) == len(seen)):
        yield _missed(file, (kind, key), missed[0], outcome)


def _far(file: Loaded) -> Slips:
    """Yield a slip if no near miss is in an example that violates the rule."""
    given = file.data["near"]
    phrases, exceptions = given["list"], given.get("except", [])
    if isinstance(phrases, str) or isinstance(exceptions, str):
        return  # what a lexicon lists is not at hand
    known = index(phrases, given.get("distance", 1), exceptions)
    for number, texts in example_texts(file, "near", "violates"):
        if not any(near_misses(known, text) for text in texts):
            yield _missed(file, ("near", "list"), number, "violates")
            return


def _missed(file: Loaded, keys: Keys, number: int, outcome: str) -> Problem:
    zh = f"在第 {number + 1} 个例子（{outcome}）里找不到要找的文字"
    en = f"what is sought is not in example {number + 1} ({outcome})"
    return file.problem(Words(zh, en), keys)
