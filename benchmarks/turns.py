"""Two sides that take turns, and what one costs against the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was measured against what, in milliseconds, and how many times dearer it may be."""

    what: str
    against: str
    cost: float
    measure: float
    budget: float
    counted: tuple[int, int] | None = None
    """The instructions of both sides, where they were counted."""

    @property
    def ratio(self) -> float:
        """How many times dearer it is: in instructions where they were counted, else in time."""
        return self.counted[0] / self.counted[1] if self.counted else self.cost / self.measure


def take_turns(
    sides: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = perf_counter
) -> dict[str, float]:
    """Run every side in turn, for so many rounds; return the median of each in milliseconds."""
    took: dict[str, list[float]] = {name: [] for name in sides}
    for side in sides.values():
        side()  # once uncounted: byte code and caches are written, files come into memory
    for _ in range(rounds):
        for name, side in sides.items():
            start = clock()
            side()
            took[name].append((clock() - start) * 1000)
    return {name: median(times) for name, times in took.items()}
