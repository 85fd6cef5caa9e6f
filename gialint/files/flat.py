"""Objects as plain values, to be kept: each is written once, before whatever holds it.

What is made of a pack takes longer to make than to read back. Only classes that whoever reads names are
made, of their fields in order.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

Classes = Mapping[str, Callable[..., Any]]

_BUILT_IN: Classes = {
    "Decimal": Decimal,
    "dict": lambda keys, values: dict(zip(keys, values, strict=True)),
    "float": float,
    "frozenset": lambda *members: frozenset(members),
    "int": int,
    "list": lambda *members: list(members),
}


def classes_of(classes: Iterable[type]) -> Classes:
    """Return classes by name, for ``flat`` and ``whole``."""
    return {**_BUILT_IN, **{each.__name__: each for each in classes}}


def flat(value: Any, classes: Classes) -> Any:
    """Return objects of some classes, in tuples and dicts and in one another, as plain values.

    They are a tuple of all objects and what the value comes to, where a number stands for an object.
    What is equal is one object when it is read back, so nothing of it may be changed.
    """
    objects: list[tuple[Any, ...]] = []
    places: dict[bytes, int] = {}

    def written(value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            return tuple(map(written, value))
        if value is None or kind in (str, bool):
            return value
        if kind.__name__ not in classes:
            raise TypeError(f"{kind.__name__} is none of the classes that are kept")
        made = (kind.__name__, *map(written, _fields(value)))
        place = places.setdefault(marshal.dumps(made, 2), len(objects))
        if place == len(objects):
            objects.append(made)
        return place

    root = written(value)
    return tuple(objects), root


def whole(data: Any, classes: Classes) -> Any:
    """Return what ``flat`` was given; raises LookupError, TypeError or ValueError where that cannot be."""
    objects: list[Any] = []

    def each(values: Iterable[Any]) -> list[Any]:
        return [
            objects[value] if type(value) is int else tuple(each(value)) if type(value) is tuple else value
            for value in values
        ]

    written, root = data
    for name, *fields in written:
        objects.append(classes[name](*each(fields)))
    return each((root,))[0]


def _fields(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return tuple(value), tuple(value.values())
    if isinstance(value, frozenset):
        return sorted(value)  # so that the same is always written the same
    if isinstance(value, list):
        return value
    if isinstance(value, (int, float, Decimal)):
        return (str(value),)
    return [getattr(value, name) for name in type(value).__match_args__]
