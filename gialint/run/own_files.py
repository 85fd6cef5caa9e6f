"""Files that people write for gialint, judged as they stand in an editor: what each is, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gialint.checking.kinds import KINDS
from gialint.config.files import problems_in
from gialint.members.reading import CODE as OF_MEMBERS
from gialint.members.reading import read_members
from gialint.model import Problem
from gialint.plugins.knowledge import EDITION, LEXICON, all_names, file_problems
from gialint.plugins.lexicons import problems_beside
from gialint.records import replace
from gialint.run.linter import Linter
from gialint.sources.located import BadYaml, Keys, Loaded
from gialint.sources.yaml import parse_yaml

SETTINGS = ("gialint.yaml", "pyproject.toml")
Judge = Callable[[Loaded, Linter], Sequence[Problem]]
NAMING = ("name", "frame", "phrase", "object", "code", "kind", "number", "fact")
"""Keys by which an item of a list is called in an outline, the first that it has."""


def judged(path: str, text: str, lint: Linter) -> tuple[Loaded | None, Sequence[Problem]] | None:
    """Return a file of gialint's own as it was read, and what is wrong with it; none for any other file.

    Settings are not read as data: of them only the problems are returned.
    """
    if not path.endswith((".yaml", ".yml", *SETTINGS)):
        return None
    if Path(path).name in SETTINGS:
        return None, _settings_problems(Path(path), text, lint)
    try:
        file = parse_yaml(text, path)
    except BadYaml as error:
        return (None, [error.problem]) if _looks_own(text) else None
    judge = _judge_of(file.data)
    return (file, judge(file, lint)) if judge else None


def outline_of(file: Loaded) -> Iterator[tuple[int, int, str]]:
    """Yield the offset, the level (1, 2) and the name of each key, and of each item in a list."""
    for keys, spot in file.spots.items():
        if len(keys) == 1:
            yield spot.key, 1, str(keys[0])
        elif len(keys) == 2:
            value = file.data[keys[0]][keys[1]]
            yield spot.key, 2, _called(keys, value)


def _called(keys: Keys, value: Any) -> str:
    if isinstance(keys[1], str):
        return keys[1]
    name = next((value[key] for key in NAMING if key in value), "") if isinstance(value, Mapping) else value
    return str(name or f"[{keys[1]}]")


def _judge_of(data: Any) -> Judge | None:
    if not isinstance(data, Mapping):
        return None
    if "code" in data and ("severity" in data or not KINDS.keys().isdisjoint(data)):
        return _rule_problems
    if "claims" in data or "lexicon" in data:
        return _lexicon_problems
    if "edition" in data:
        return lambda file, lint: file_problems(file, EDITION)
    if "members" in data:
        return lambda file, lint: read_members(Path(file.path), opened=replace(file, code=OF_MEMBERS))[1]
    return None


def _lexicon_problems(file: Loaded, lint: Linter) -> Sequence[Problem]:
    """Return what is wrong with a lexicon by itself; if nothing is, beside what the others bring."""
    plugins = lint.plugins
    return file_problems(file, LEXICON) or problems_beside(
        file, plugins.lexicons, plugins.stores, lint.knowledge.every_edition
    )


def _rule_problems(file: Loaded, lint: Linter) -> Sequence[Problem]:
    """Return what is wrong with a rule; if nothing is, with its examples."""
    from gialint.checking.rulefiles.examples import run_examples
    from gialint.checking.rulefiles.judge import rule_problems, rule_spec
    from gialint.checking.rulefiles.load import to_rule
    from gialint.reading.yaml_report import from_mapping
    from gialint.understanding.understand import understand

    found = rule_problems(file, all_names(lint.knowledge))
    if found:
        return found
    rule = to_rule(rule_spec(file))
    outcomes = run_examples([rule], lambda document: understand(document, lint.knowledge), from_mapping)
    return [
        file.problem(each.detail, ("examples", each.index)) for each in outcomes if each.detail is not None
    ]


def _settings_problems(path: Path, text: str, lint: Linter) -> Sequence[Problem]:
    """Return what is wrong with settings: by themselves, and once they are saved with all that they name."""
    try:
        saved = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") == text.replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        saved = False
    return lint.problems if saved and Path(lint.config.origin) == path else problems_in(path, text)


def _looks_own(text: str) -> bool:
    """Return whether YAML that cannot be read begins as files of gialint do, and not as a report."""
    return text.lstrip("\ufeff# \t\r\n").startswith(
        ("code:", "claims:", "lexicon:", "form:", "members:", "government:")
    )
