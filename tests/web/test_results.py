"""What is kept: few results, not for long, and the oldest make room."""

from __future__ import annotations

import asyncio

import pytest

from gialint.web.checks import Check, NoRoom, Room
from gialint.web.site import Bounds


def room(*sizes: int, **bounds: float) -> Room:
    """Return a room with results of so many bytes, the oldest first; a negative one is still being made."""
    made = Room(Bounds(**bounds))  # type: ignore[arg-type]
    for place, size in enumerate(sizes):
        check = Check("zh", (), state="done" if size > 0 else "running", size=abs(size), seen=float(place))
        made.results[str(place)] = check
    return made


@pytest.mark.parametrize(
    ("sizes", "bounds", "left"),
    [
        ((1, 1, 1), {"results": 3}, "012"),
        ((1, 1, 1), {"results": 2}, "12"),
        ((1, 1, 1), {"results": 0}, ""),
        ((9, 9, 9), {"memory": 20}, "12"),
        ((9, 9, 9), {"memory": 10}, "2"),
        ((-9, 9, 9), {"memory": 20}, "02"),
        ((-1, -1, 1), {"results": 1}, "01"),
    ],
)
def test_the_oldest_make_room(sizes: tuple[int, ...], bounds: dict[str, int], left: str) -> None:
    made = room(*sizes, **bounds)
    made.make()
    assert "".join(made.results) == left


def test_what_is_looked_at_is_the_newest() -> None:
    made = room(9, 9, 9, memory=20)
    assert made.find("0") is not None
    made.make()
    assert "".join(made.results) == "02"


def test_what_is_being_checked_is_not_forgotten() -> None:
    with pytest.raises(NoRoom):
        room(-9, -9, memory=10).make()


def test_what_is_sent_counts_until_it_has_come_in() -> None:
    made = room(5, memory=10)
    with made.sending_in() as sending:
        sending.take(4)
        assert made.held() == 9
        sending.take(4)
        assert made.held() == 8
        assert not made.results
        with pytest.raises(NoRoom):
            sending.take(4)
    assert made.held() == 0


def test_after_a_while_nothing_is_left() -> None:
    async def swept() -> str:
        made = room(1, -1, kept=0, absence=0.01)
        sweeping = asyncio.ensure_future(made.sweep())
        await asyncio.sleep(0.1)
        sweeping.cancel()
        return "".join(made.results)

    assert asyncio.run(swept()) == ""
