"""What in the lists of a lexicon does not go with the lists they add to, told at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gialint.checking.nearness import did_you_mean, meant
from gialint.report import Listed, Words

if TYPE_CHECKING:
    from gialint.checking.yamlplace import Keys, Loaded
    from gialint.finding import Problem


def list_slips(path: Path, data: Mapping[str, Any], held: Mapping[str, Listed]) -> list[Problem]:
    """Return a problem (GIA903) for each entry unlike those that earlier lexicons have in its list.

    A rule reads all entries alike: what no earlier one is made of, it would stumble over.
    """
    from gialint.checking.yamlfile import load_yaml

    file = load_yaml(path)
    both = ((name, given, held[name]) for name, given in data.get("lists", {}).items() if name in held)
    return [problem for name, given, earlier in both for problem in _slips(file, name, given, earlier)]


def _slips(file: Loaded, name: str, given: Any, earlier: Listed) -> Iterator[Problem]:
    keys: Keys = ("lists", name)
    if not earlier:
        return
    if isinstance(given, Mapping) != isinstance(earlier, Mapping):
        form = (
            Words("“词: 词”", "“word: word”") if isinstance(earlier, Mapping) else Words("一个列表", "a list")
        )
        message = Words(f"“{name}”应当像别的词表一样写成{form.zh}", f"“{name}” is {form.en}, as elsewhere")
        yield file.problem(message, keys)
    elif not isinstance(given, Mapping):
        for place, entry in enumerate(given):
            yield from _entry_slips(file, (*keys, place), entry, list(earlier))


def _entry_slips(file: Loaded, keys: Keys, entry: Any, earlier: list[Any]) -> Iterator[Problem]:
    tables = [one for one in earlier if isinstance(one, Mapping)]
    if bool(tables) != isinstance(entry, Mapping):
        message = (
            Words(
                "这里应是一组“键: 值”，与列表里的其他项一样",
                "keys and values are wanted, as in other entries",
            )
            if tables
            else Words("这里应是文字，与列表里的其他项一样", "text is wanted, as in other entries")
        )
        yield file.problem(message, keys)
        return
    known = {key for table in tables for key in table}
    for key in entry if tables else ():
        if key not in known:
            message = Words(f"列表里没有一项有“{key}”这个键", f"no other entry has a key “{key}”")
            yield file.problem(message, (*keys, key), key=True, hint=meant(did_you_mean(key, known)))
    for key in sorted(known):
        if all(key in table for table in tables) and key not in entry:
            yield file.problem(Words(f"缺少“{key}”", f"“{key}” is missing"), keys)
