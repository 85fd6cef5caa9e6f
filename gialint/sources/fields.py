"""The keys of a file as one table, from which come both its problems and the JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from gialint.model import Problem, Text
from gialint.records import NamedTuple
from gialint.sources.located import At
from gialint.sources.suggest import did_you_mean, known_words, meant

Schema = dict[str, Any]
Check = Callable[[At], Iterable[Problem]]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def anything(at: At) -> Iterable[Problem]:
    """Accept every value: what may be wrong with it is found elsewhere."""
    return ()


class Field(NamedTuple):
    """A key: what editors say of it, what it may hold as a JSON Schema, and the check of that."""

    about: str
    schema: Schema
    check: Check = anything


def properties(fields: Mapping[str, Field]) -> Schema:
    """Return the JSON Schema of each key, with its description."""
    return {name: {"description": field.about, **field.schema} for name, field in fields.items()}


def field_problems(at: At, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield what is wrong with the keys of a mapping that are in the table, in the order of the table."""
    for name, field in fields.items():
        if name in at.value:
            yield from field.check(at[name])


def unknown_keys(
    at: At, known: Collection[str], zh: str, en: str, *, list_all: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each key that is not known; ``zh`` and ``en`` say what has none (规则, a rule has).

    The hint is what was probably meant; with ``list_all`` all that may be written where nothing is near.
    """
    for key in at.value:
        if key not in known:
            hint: Text | None = known_words(key, known) if list_all else meant(did_you_mean(key, known))
            yield at[key].problem(f"{zh}没有“{key}”这个键", f"{en} no key “{key}”", key=True, hint=hint)
