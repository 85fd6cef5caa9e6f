"""Objects as plain values: what is read back is what was written, each object once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gialint.files.cache import as_plain, classes_of, flat, plain, whole
from gialint.model import Text
from gialint.records import NamedTuple, dataclass


class Pair(NamedTuple):
    """Two of anything."""

    left: Any
    right: Any = None


@dataclass(frozen=True, slots=True)
class Held:
    """One of anything."""

    value: Any


CLASSES = classes_of((Pair, Held, Text))


def read_back(value: object) -> Any:
    """Return a value after it was kept."""
    return whole(plain(as_plain(flat(value, CLASSES))), CLASSES)


@pytest.mark.parametrize(
    "value",
    [
        *(
            None,
            "",
            "甲",
            True,
            False,
            0,
            1,
            -3,
            10**30,
            0.5,
            Decimal("1.50"),
            (),
            (((),),),
            {},
            [],
            [1, [2]],
        ),
        *((1, True, None, "1"), {"a": {"b": (1,)}}, frozenset(), frozenset(("乙", "甲"))),
        *(Pair(1), Pair(True)),
        *(Pair(Pair(Text("甲", "a")), Held((Held(1), "x"))), {"a": Pair({"b": [Held(())]})}),
    ],
)
def test_what_is_read_back_is_what_was_written(value: object) -> None:
    found = read_back(value)
    assert (found, type(found)) == (value, type(value))


def test_a_figure_has_the_digits_that_were_written() -> None:
    assert str(read_back(Decimal("1.50"))) == "1.50"


def test_what_is_equal_is_written_once_and_true_is_not_one() -> None:
    row = flat((Pair(1, "x"), Pair(1, "x"), Pair(True, "x")), CLASSES)
    assert row == ("tuple", "Pair", 1, "x", (1, 2, 3), True, (1, 5, 3), (0, 4, 4, 6))
    assert type(row[5]) is bool


def test_the_same_is_always_written_the_same() -> None:
    orders = [frozenset(order) for order in ("甲乙丙丁", "丁丙乙甲")]
    assert len({as_plain(flat(Held(each), CLASSES)) for each in orders}) == 1


@pytest.mark.parametrize("value", [object(), Held(print), Pair({1, 2})])
def test_what_no_class_is_known_of_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        flat(value, CLASSES)


@pytest.mark.parametrize(
    "data", [1, (), ("Other", (0,)), ("Pair", (0,)), ("Pair", (0, 7)), ("Decimal", "x", (0, 1)), ((0,),)]
)
def test_what_was_never_written_is_not_read(data: object) -> None:
    with pytest.raises((LookupError, TypeError, ValueError, ArithmeticError)):
        whole(data, CLASSES)
