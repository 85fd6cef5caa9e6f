"""What can be wrong with rules that look at texts: where they look, for what, and what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gialint.checking.messages import PLACEHOLDER
from gialint.checking.pattern_slips import pattern_problems, readings_of, texts_of
from gialint.checking.stretches import SCOPES
from gialint.model import Problem, Words
from gialint.sources.suggest import did_you_mean, meant

if TYPE_CHECKING:
    from gialint.sources.located import Keys, Loaded

WHERE = ("in", "sections", "on")
ASSERT_ONLY = ("each", "per", "when", "doubt", "options")
"""Keys of a rule file that speak of facts."""

SHORTEST = 2
"""How many characters a listed word must have, or it would be found everywhere."""

Slips = Iterator[Problem]


def frame_slips(file: Loaded, kind: str, keys: Collection[str]) -> Slips:
    """Yield what is wrong with the keys of a kind, and with where it looks."""
    given = file.data[kind]
    if not isinstance(given, dict):
        zh, en = f"“{kind}”应写成一组“键: 值”", f"“{kind}” holds keys and values"
        yield file.problem(Words(zh, en), (kind,))
        return
    for key in given:
        if key not in keys:
            message = Words(f"{kind} 没有“{key}”这个键", f"{kind} has no key “{key}”")
            yield file.problem(message, (kind, key), key=True, hint=meant(did_you_mean(key, keys)))
    for key in ASSERT_ONLY:
        if key in file.data:
            yield file.problem(
                Words(f"“{key}”只能与 assert 同用", f"“{key}” goes with assert only"), (key,), key=True
            )
    yield from _where_slips(file, kind, given)


def pattern_slips(file: Loaded, keys: Keys, written: Any) -> Slips:
    """Yield what is wrong with a pattern, or with each of several."""
    if not isinstance(written, list):
        yield from pattern_problems(file, keys, written)
        return
    if not written:
        yield file.problem(Words("至少要有一个模式", "one pattern at least"), keys)
    for index, item in enumerate(written):
        yield from pattern_problems(file, (*keys, index), item)


def words_slips(file: Loaded, keys: Keys, written: Any, known: Collection[str]) -> Slips:
    """Yield what is wrong with words that a rule lists, or with the name of a list."""
    if isinstance(written, str):
        lists = [name.removeprefix("lists.") for name in known if name.startswith("lists.")]
        if known and written not in lists:
            message = Words(f"词库里没有“{written}”这个列表", f"no lexicon has a list “{written}”")
            yield file.problem(message, keys, hint=meant(did_you_mean(written, lists)))
        return
    if not isinstance(written, list) or not written:
        message = Words(
            "这里应是词语的列表，或词库里列表的名称", "a list of words is wanted, or a list's name"
        )
        yield file.problem(message, keys)
        return
    for index, word in enumerate(written):
        if not isinstance(word, str) or len(word) < SHORTEST:
            message = Words(
                f"词语应是文字，至少 {SHORTEST} 个字", f"a word is text of {SHORTEST} characters at least"
            )
            yield file.problem(message, (*keys, index))


def choice_slips(file: Loaded, kind: str, choices: Collection[str]) -> Slips:
    """Yield the slip that not exactly one of several keys is there."""
    given = [key for key in choices if key in file.data[kind]]
    if len(given) != 1:
        zh = f"{kind} 要有且只有 {'、'.join(choices)} 中的一个"
        yield file.problem(Words(zh, f"{kind} wants just one of {', '.join(choices)}"), (kind,), key=True)


def message_slips(file: Loaded, allowed: Collection[str]) -> Slips:
    """Yield names in braces that a message cannot have."""
    message: Any = file.data.get("message", {})
    texts: Mapping[Keys, str] = (
        {("message",): message}
        if isinstance(message, str)
        else {("message", language): text for language, text in message.items()}
    )
    for keys, text in texts.items():
        yield from braces_slips(file, keys, text, allowed)


def braces_slips(file: Loaded, keys: Keys, text: str, allowed: Collection[str]) -> Slips:
    """Yield names in braces that a text cannot have."""
    for match in PLACEHOLDER.finditer(text):
        if match[1] not in allowed:
            message = Words(f"没有占位 {match[0]}", f"there is no placeholder {match[0]}")
            hint = meant(did_you_mean(match[1], allowed))
            yield file.problem(message, keys, offset=match.start(), hint=hint)


def example_texts(file: Loaded, kind: str, outcome: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the texts of each example of an outcome, as the rule would meet them."""
    original = file.data[kind].get("on") == "original"
    for index, example in enumerate(file.data["examples"]):
        if outcome in example:
            given = example[outcome]
            yield index, list(texts_of(given) if original else [*readings_of(given), *texts_of(given)])


def _where_slips(file: Loaded, kind: str, given: Mapping[str, Any]) -> Slips:
    for index, name in enumerate(_listed(given.get("in", "prose"))):
        if name not in SCOPES:
            keys: Keys = (kind, "in", index) if isinstance(given["in"], list) else (kind, "in")
            message = Words(f"“in”只能是 {'、'.join(SCOPES)}", f"“in” is one of {', '.join(SCOPES)}")
            yield file.problem(message, keys, hint=meant(did_you_mean(str(name), SCOPES)))
    for index, number in enumerate(_listed(given.get("sections", []))):
        if not isinstance(number, str) or not number:
            keys = (kind, "sections", index) if isinstance(given["sections"], list) else (kind, "sections")
            yield file.problem(
                Words("“sections”写部分的序号，如 [六]", "“sections” holds numerals, as [六]"), keys
            )
    if given.get("on", "reading") not in ("reading", "original"):
        message = Words("“on”只能是 reading、original", "“on” is reading or original")
        yield file.problem(message, (kind, "on"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
