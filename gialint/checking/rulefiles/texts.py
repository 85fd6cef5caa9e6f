"""What is wrong with rules that look at texts: where they look, for what, and what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from gialint.checking.fixes import DIGITS
from gialint.checking.kinds import near, presence
from gialint.checking.kinds.near import DISTANCES, index, near_misses
from gialint.checking.kinds.near import SHORTEST as SHORTEST_PHRASE
from gialint.checking.kinds.wanted import items_of
from gialint.checking.messages import PLACEHOLDER
from gialint.checking.patterns.backtracking import pattern_misfit, takes_digits
from gialint.checking.patterns.tree import tree
from gialint.checking.rulefiles.fields import ASSERT_ONLY, KIND_FIELDS, SHORTEST, WHERE, is_number
from gialint.model import Problem, Text
from gialint.sources.located import At
from gialint.sources.misfits import field_problems, unknown_keys
from gialint.sources.suggest import did_you_mean, known_words, meant
from gialint.understanding.number_words import HAN_DIGITS

Problems = Iterator[Problem]
Judge = Callable[[At, Collection[str]], Problems]


def text_problems(rule: At, kind: str, known: Collection[str]) -> Problems:
    """Yield what is wrong with a rule of a kind that looks at texts.

    ``known`` are the names of facts, sets and lists.
    """
    at = rule[kind]
    frame = [*_frame(rule, at)]
    if frame:
        yield from frame
        return
    judge, seen, placeholders = _OF_KIND[kind]
    found = [*judge(at, known), *_sections(at, known)]
    yield from found
    allowed = [*placeholders, *(_groups(at) if kind == "match" and not found else ())]
    for text in message_texts(rule):
        yield from placeholder_problems(text, allowed)
    if not found:
        yield from seen(rule, at)


def _sections(at: At, known: Collection[str]) -> Problems:
    sections = sorted(names_of("sections", known), key=HAN_DIGITS.find)
    for each in at["sections"].each() if sections and "sections" in at.value else ():
        if each.value not in sections:
            zh, en = f"没有第{each.value}部分", f"there is no section {each.value}"
            yield each.problem(zh, en, hint=known_words(each.value, sections))


def names_of(what: str, known: Collection[str]) -> set[str]:
    """Return the lists, sections, editions or forms among the names that rules may use."""
    return {name.removeprefix(f"{what}.") for name in known if name.startswith(f"{what}.")}


def _match(at: At, known: Collection[str]) -> Problems:
    sought = "pattern" in at.value or "words" in at.value
    yield from _just_one(at, ("pattern", "words") if sought else ("pattern", "words", "replace"))
    yield from _sought(at, known)
    if "replace" in at.value:
        yield from _replacement(at, sought, known)
    once = at.value.get("once", False)
    if not (isinstance(once, bool) or (isinstance(once, int) and once > 1)):
        zh = "“once”只能是 true、false，或不小于 2 的整数"
        yield at["once"].problem(zh, "“once” is true, false, or a whole number from 2 on")


def _require(at: At, known: Collection[str]) -> Problems:
    yield from _sought(at, known)
    yield from _lengths(at)
    sought = "pattern" in at.value or "words" in at.value
    if sought or not any(name in at.value for name in presence.LENGTHS):
        yield from _just_one(at, ("pattern", "words"))


def pattern_problems(at: At) -> Problems:
    """Yield what is wrong with a pattern in a file."""
    if not isinstance(at.value, str) or not at.value:
        yield at.problem("这里应是一个模式（文字）", "a pattern is expected here, as text")
    elif (found := pattern_misfit(at.value)) is not None:
        yield found._replace(keys=at.keys).problem(at.file)


def message_texts(rule: At) -> Iterator[At]:
    """Yield the texts of a rule's message, in one language or two."""
    message = rule["message"]
    if isinstance(message.value, Mapping):
        yield from (message[language] for language in message.value)
    elif message.value is not None:
        yield message


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


def _frame(rule: At, at: At) -> Problems:
    """Yield what is wrong with the keys of a kind, and with where it looks."""
    kind = at.keys[0]
    if not isinstance(at.value, dict):
        yield at.problem(f"“{kind}”应写成一组“键: 值”", f"“{kind}” holds keys and values")
        return
    yield from unknown_keys(at, KIND_FIELDS[str(kind)], f"{kind} ", f"{kind} has")
    for key in ASSERT_ONLY:
        if key in rule.value:
            yield rule[key].problem(f"“{key}”只能与 assert 同用", f"“{key}” goes with assert only", key=True)
    yield from field_problems(at, WHERE)


def _just_one(at: At, choices: Collection[str]) -> Problems:
    if sum(key in at.value for key in choices) != 1:
        zh = f"{at.keys[0]} 要有且只有 {'、'.join(choices)} 中的一个"
        yield at.problem(zh, f"{at.keys[0]} needs exactly one of {', '.join(choices)}", key=True)


def _sought(at: At, known: Collection[str]) -> Problems:
    """Yield what is wrong with what is looked for, and with what excuses it."""
    if "pattern" in at.value:
        pattern = at["pattern"]
        if pattern.value == []:
            yield pattern.problem("至少要有一个模式", "one pattern at least")
        for each in pattern.each():
            yield from pattern_problems(each)
    if "unless" in at.value:
        yield from pattern_problems(at["unless"])
    for key in ("words", "except"):
        if key in at.value:
            yield from _words(at[key], known)


def _words(at: At, known: Collection[str]) -> Problems:
    """Yield what is wrong with words that a rule lists, or with the name of a list."""
    if isinstance(at.value, str):
        lists = names_of("lists", known)
        if known and at.value not in lists:
            hint = meant(did_you_mean(at.value, lists))
            zh = f"词库里没有“{at.value}”这个列表"
            yield at.problem(zh, f"no lexicon has a list “{at.value}”", hint=hint)
    elif not isinstance(at.value, list) or not at.value:
        zh = "这里应是词语的列表，或词库里列表的名称"
        yield at.problem(zh, "a list of words is expected, or a list's name")
    else:
        for each in at.each():
            if not isinstance(each.value, str) or len(each.value) < SHORTEST:
                zh = f"词语应是文字，至少 {SHORTEST} 个字"
                yield each.problem(zh, f"a word is text of {SHORTEST} characters at least")


def _lengths(at: At) -> Problems:
    for name in presence.LENGTHS:
        if not is_number(at.value.get(name, 0)):
            yield at[name].problem(f"“{name}”应是不小于 0 的整数", f"“{name}” is a whole number, 0 or more")
            return
    least = at.value.get("min_chars", 0)
    if least > at.value.get("max_chars", least):
        yield at["min_chars"].problem("“min_chars”大于“max_chars”", "“min_chars” is more than “max_chars”")


def _near(at: At, known: Collection[str]) -> Problems:
    """Yield what is wrong with the phrases that are looked for, and with how near is near."""
    yield from _just_one(at, ("list",))
    for key in ("list", "except"):
        if key in at.value:
            yield from _words(at[key], known)
    for phrase in at["list"].each() if isinstance(at.value.get("list"), list) else ():
        if isinstance(phrase.value, str) and len(phrase.value) < SHORTEST_PHRASE:
            zh = f"少于 {SHORTEST_PHRASE} 个字的词语近似的太多，不能这样核对"
            en = f"a phrase of fewer than {SHORTEST_PHRASE} characters has too many neighbours"
            yield phrase.problem(zh, en)
    distance = at.value.get("distance", 1)
    if distance not in DISTANCES or isinstance(distance, bool):
        yield at["distance"].problem("“distance”只能是 1、2", "“distance” is 1 or 2")


def _replacement(at: At, sought: bool, known: Collection[str]) -> Problems:
    """Yield what is wrong with a replacement: a text, or what belongs to each word; never a figure."""
    replace = at["replace"]
    if not sought and isinstance(replace.value, dict):
        yield from _words(At(at.file, replace.keys, list(replace.value)), ())
        for word, instead in replace.value.items():
            if not isinstance(instead, str):
                yield replace[word].problem("替换成什么应是文字", "the replacement must be text")
            elif DIGITS & set(word + instead):
                yield _figure(replace[word])
    elif not isinstance(replace.value, str):
        yield replace.problem("“replace”应是文字，或 {错: 对}", "“replace” is text, or {wrong: right}")
    elif not sought:
        yield from _words(replace, known)
    else:
        yield from placeholder_problems(replace, ("match", *_groups(at)))
        words = at.value.get("words")
        written = replace.value + "".join(map(str, words if isinstance(words, list) else ()))
        if DIGITS & set(written) or any(takes_digits(tree(each)) for each in _compiled(at)):
            yield _figure(replace)


def _figure(at: At) -> Problem:
    hint = Text(
        "谁也不知道哪个数字是对的：去掉 replace，或用 (?=…)、(?<=…) 把数字留在外面。",
        "Nobody knows which figure is right: drop replace, or keep digits out with (?=…) and (?<=…).",
    )
    return at.problem("替换不能动到数字", "a replacement must not touch a figure", hint=hint)


def placeholder_problems(
    at: At, allowed: Collection[str], known: Collection[str] = (), *, figures: bool = False
) -> Problems:
    """Yield names in braces that a text cannot have; a figure is ``known``, or any if none is."""
    for found in PLACEHOLDER.finditer(at.value):
        figure = figures and "." in found[1] and (not known or found[1] in known)
        if found[1] not in allowed and not figure:
            hint = meant(did_you_mean(found[1], [*allowed, *known]))
            zh, en = f"没有占位 {found[0]}", f"there is no placeholder {found[0]}"
            yield at.problem(zh, en, offset=found.start(), hint=hint)


def _groups(at: At) -> list[str]:
    return [name for each in _compiled(at) for name in re.compile(each).groupindex]


def _compiled(at: At) -> Iterator[str]:
    """Yield the sound patterns of a rule; the others are reported elsewhere."""
    for each in items_of(at.value.get("pattern")):
        try:
            re.compile(each)
        except (re.error, TypeError):
            continue
        yield each


def _unseen(rule: At, at: At) -> Problems:
    """Yield a problem if what is sought is not in the examples in which it must be found."""
    key = "pattern" if "pattern" in at.value else "words"
    if key not in at.value or (key == "words" and isinstance(at.value[key], str)):
        return  # what a lexicon lists is not at hand
    outcome, every = ("violates", True) if at.keys[0] == "match" else ("clean", False)
    patterns = items_of(at.value[key]) if key == "pattern" else map(re.escape, at.value[key])
    searches = [re.compile(each).search for each in patterns]
    found = {
        number: any(search(text) for search in searches for text in texts)
        for number, texts in _examples(rule, at, outcome)
    }
    missed = [number for number, stands in found.items() if not stands]
    if missed and (every or len(missed) == len(found)):
        yield _missed(at[key], missed[0], outcome)


def _without_miss(rule: At, at: At) -> Problems:
    """Yield a problem if no near miss is in an example that violates the rule."""
    phrases, exceptions = at.value["list"], at.value.get("except", [])
    if isinstance(phrases, str) or isinstance(exceptions, str):
        return  # what a lexicon lists is not at hand
    known = index(phrases, at.value.get("distance", 1), exceptions)
    for number, texts in _examples(rule, at, "violates"):
        if not any(near_misses(known, text) for text in texts):
            yield _missed(at["list"], number, "violates")
            return


def _examples(rule: At, at: At, outcome: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the texts of each example of an outcome, as the rule would meet them."""
    original = at.value.get("on") == "original"
    for number, example in enumerate(rule.value["examples"]):
        if outcome in example:
            given = example[outcome]
            yield number, list(texts_of(given) if original else [*readings_of(given), *texts_of(given)])


def _missed(at: At, number: int, outcome: str) -> Problem:
    zh = f"在第 {number + 1} 个例子（{outcome}）里找不到要找的文字"
    return at.problem(zh, f"the text to find is not in example {number + 1} ({outcome})")


_OF_KIND: Mapping[str, tuple[Judge, Callable[[At, At], Problems], Collection[str]]] = {
    "match": (_match, _unseen, presence.MATCH_PLACEHOLDERS),
    "require": (_require, _unseen, presence.REQUIRE_PLACEHOLDERS),
    "near": (_near, _without_miss, near.PLACEHOLDERS),
}
"""What judges a kind, what looks for it in its examples, and what its message may name."""
