"""Objects as plain values, to be kept: each is written once, before whatever holds it.

What is made of a pack takes longer to make than to read back. Only classes that whoever reads names are
made, of their fields in order.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from gialint.files.cache import WRITTEN_AS

Classes = Mapping[str, Callable[..., Any]]

_BUILT_IN: Classes = {
    "Decimal": Decimal,
    "dict": lambda keys, values: dict(zip(keys, values, strict=True)),
    "frozenset": lambda *members: frozenset(members),
    "list": lambda *members: list(members),
    "tuple": lambda *members: members,
}


def classes_of(classes: Iterable[type]) -> Classes:
    """Return classes by name, for ``flat`` and ``whole``."""
    return {**_BUILT_IN, **{each.__name__: each for each in classes}}


def shape(classes: Classes) -> str:
    """Return what changes with the classes and their fields: of another shape nothing can be read back."""
    return "; ".join(f"{name} {getattr(each, '__match_args__', '')}" for name, each in classes.items())


def flat(value: Any, classes: Classes) -> Any:
    """Return objects of some classes, in one another and in tuples, lists and dicts, as plain values.

    They come in a row, the value itself last: texts and numbers as they are, of all else the places of its
    class's name and of its fields. What is equal is one object when it is read back, and must not be changed.
    """
    row: list[Any] = []
    places: dict[bytes, int] = {}

    def written(value: Any) -> int:
        made = value
        if not (value is None or isinstance(value, (str, int, float))):
            name = type(value).__name__
            if name not in classes:
                raise TypeError(f"{name} is none of the classes that are kept")
            made = (written(name), *map(written, _fields(value)))
        place = places.setdefault(marshal.dumps(made, WRITTEN_AS), len(row))
        if place == len(row):
            row.append(made)
        return place

    written(value)
    return tuple(row)


def whole(data: Any, classes: Classes) -> Any:
    """Return what ``flat`` was given; raises LookupError, TypeError or ValueError where that cannot be."""
    row: list[Any] = []
    for made in data:
        if type(made) is tuple:
            name, *fields = map(row.__getitem__, made)
            made = classes[name](*fields)
        row.append(made)
    return row[-1]


def _fields(value: Any) -> Iterable[Any]:
    match value:
        case dict():
            return tuple(value), tuple(value.values())
        case frozenset():
            return sorted(value)  # so that the same is always written the same
        case Decimal():
            return (str(value),)
    names: Iterable[str] = getattr(type(value), "__match_args__", ())
    return [getattr(value, name) for name in names] if names else value
