"""What ``gialint.records`` makes agrees with what the standard library makes of the same class bodies."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import typing
from collections.abc import Callable, Hashable
from typing import Any, ClassVar, get_type_hints

import pytest

from gialint import records


class Pair(records.NamedTuple):
    """Two of one kind."""

    left: int
    right: int = 2

    @property
    def both(self) -> int:
        """The sum."""
        return self.left + self.right


class Many(records.NamedTuple):
    """More fields than constructors are written out for."""

    a: int
    b: int
    c: int
    d: int
    e: int
    f: int
    g: int
    h: int
    i: int = 9
    j: int = 10


class StandardPair(typing.NamedTuple):
    """As ``Pair``."""

    left: int
    right: int = 2


@records.dataclass(frozen=True, slots=True)
class Point:
    """A frozen class with every kind of field."""

    x: int
    y: int = 2
    seen: list[int] = records.field(default_factory=list, compare=False)
    hidden: str = records.field(default="", repr=False)
    length: int = records.field(init=False, repr=False, compare=False)
    kind: ClassVar[str] = "point"

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", self.x + self.y)


@dataclasses.dataclass(frozen=True, slots=True)
class StandardPoint:
    """As ``Point``."""

    x: int
    y: int = 2
    seen: list[int] = dataclasses.field(default_factory=list, compare=False)
    hidden: str = dataclasses.field(default="", repr=False)
    length: int = dataclasses.field(init=False, repr=False, compare=False)
    kind: ClassVar[str] = "point"

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", self.x + self.y)


@records.dataclass(slots=True)
class Counter:
    """A class that can be changed."""

    count: int = 0


TUPLES: list[Callable[[Any], object]] = [
    lambda make: make(1),
    lambda make: make(right=3, left=1),
    lambda make: make(1)._replace(right=5),
    lambda make: make._make([3, 4]),
    lambda make: make(1)._asdict(),
    lambda make: (make._fields, make._field_defaults, make.__match_args__),
    lambda make: repr(make(1)).removeprefix("Standard"),
    lambda make: (make(1) == (1, 2), hash(make(1)), make(1)[1], [*make(1)], make(1).right),
    lambda make: get_type_hints(make),
    lambda make: pickle.loads(pickle.dumps(make(1, 3))),
    lambda make: copy.copy(make(1, 3)),
    lambda make: make(),
    lambda make: make(1, 2, 3),
    lambda make: make(1, middle=3),
    lambda make: setattr(make(1), "left", 3),
    lambda make: setattr(make(1), "middle", 3),
]
POINTS: list[Callable[[Any], object]] = [
    lambda make: repr(make(1)).removeprefix("Standard"),
    lambda make: (make(1, seen=[1]) == make(1), make(1) == make(1, hidden="a"), make(1) == (1, 2, "")),
    lambda make: hash(make(1, 2, hidden="a")),
    lambda make: make(1).seen is make(1).seen,
    lambda make: (make(1).length, make(1).kind),
    lambda make: (make.__match_args__, make.__slots__),
    lambda make: repr(dataclasses.replace(make(1), y=5)).removeprefix("Standard"),
    lambda make: repr(records.replace(make(1), y=5)).removeprefix("Standard"),
    lambda make: dataclasses.asdict(make(1)),
    lambda make: [each.name for each in dataclasses.fields(make)],
    lambda make: repr(pickle.loads(pickle.dumps(make(1, 3)))).removeprefix("Standard"),
    lambda make: copy.copy(make(1, 3)).length,
    lambda make: make(),
    lambda make: make(1, length=3),
    lambda make: setattr(make(1), "x", 3),
    lambda make: delattr(make(1), "x"),
]


@pytest.mark.parametrize("use", TUPLES)
def test_a_named_tuple_is_as_that_of_the_standard_library(use: Callable[[Any], object]) -> None:
    assert outcome(use, Pair) == outcome(use, StandardPair)


@pytest.mark.parametrize("use", POINTS)
def test_a_data_class_is_as_that_of_the_standard_library(use: Callable[[Any], object]) -> None:
    assert outcome(use, Point) == outcome(use, StandardPoint)


def outcome(use: Callable[[Any], object], made: type) -> object:
    """Return what comes of a use of a class, or the kind of error."""
    try:
        return use(made)
    except Exception as error:
        return AttributeError if isinstance(error, AttributeError) else type(error)


def test_many_fields() -> None:
    made = Many(1, 2, 3, 4, 5, 6, 7, h=8)
    assert (tuple(made), made.j, made._replace(a=0).a) == ((*range(1, 11),), 10, 0)


def test_methods_and_documentation_stay() -> None:
    assert (Pair(1).both, Pair.__doc__, Point.__doc__) == (
        3,
        "Two of one kind.",
        "A frozen class with every kind of field.",
    )


def test_what_can_be_changed_is_not_hashable() -> None:
    counter = Counter()
    counter.count += 1
    assert (counter, isinstance(counter, Hashable)) == (Counter(1), False)


def test_fields_are_not_inherited() -> None:
    with pytest.raises(TypeError):

        @records.dataclass(frozen=True, slots=True)
        class Deeper(Point):
            """Would have fields of two classes."""

            z: int = 0
