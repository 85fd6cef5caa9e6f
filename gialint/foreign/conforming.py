"""Whether a value is what its type says: what plugins give is held to the annotations of our classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from gialint.lazy_regex import lazy_regex
from gialint.model import Text
from gialint.records import NamedTuple

SHOWN = 60
"""Characters that are shown of a value."""
_PLAIN = (str, int, bool, float)
_MODULE = lazy_regex(r"\b(\w+\.)+")


class Misfit(NamedTuple):
    """A value that is of another kind than it should be, and the way to it."""

    path: str
    kind: Any
    value: object


def misfit(value: object, kind: Any, name: str, whole: frozenset[type] = frozenset()) -> Text | None:
    """Return what is wrong with a value that should be of a kind, or none; ``name`` is what it is called.

    A kind is a class or a type as annotations spell it. The fields of named tuples and dataclasses are
    looked at as well, but for those of the classes ``whole``.
    """
    found = next(_misfits(value, kind, name, whole), None)
    if found is None:
        return None
    shown = "None" if found.value is None else f"{type(found.value).__name__} {found.value!r:.{SHOWN}}"
    wanted = _spelled(found.kind)
    return Text(
        f"{found.path} 应当是 {wanted}，却是 {shown}", f"{found.path} should be {wanted}, but is {shown}"
    )


def _misfits(value: Any, kind: Any, name: str, whole: frozenset[type]) -> Iterator[Misfit]:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return
    if origin in (Union, UnionType):
        each = [next(_misfits(value, one, name, whole), None) for one in inner]
        if all(each):
            # Of several kinds, the nearest to the value is the most helpful.
            yield next((found for found in each if found and found.path != name), Misfit(name, kind, value))
    elif origin is Literal:
        if value not in inner:
            yield Misfit(name, kind, value)
    elif not isinstance(value, origin or kind):
        yield Misfit(name, kind, value)
    elif origin is tuple:
        hints = inner[:1] * len(value) if inner[1:] == (Ellipsis,) else inner
        for place, (one, hint) in enumerate(zip(value, hints, strict=False)):
            yield from _misfits(one, hint, f"{name}[{place}]", whole)
    elif isinstance(value, Mapping):
        for key, one in value.items() if inner else ():
            yield from _misfits(key, inner[0], f"{name}.keys()", whole)
            yield from _misfits(one, inner[1], f"{name}[{key!r}]", whole)
    elif kind not in whole and kind.__module__.startswith("gialint."):
        for field, hint in _fields(kind).items():
            one = getattr(value, field)
            if hint not in _PLAIN or type(one) is not hint:
                yield from _misfits(one, hint, f"{name}.{field}", whole)


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    """Return the types of a class's fields."""
    return get_type_hints(kind)


def _spelled(kind: Any) -> str:
    """Return a type as its author would write it."""
    return _MODULE.sub("", str(kind)) if get_origin(kind) else kind.__name__
