"""A draft before it has a format: headings, paragraphs and tables, with what is left to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Slot(NamedTuple):
    """A cell with the columns and rows it spans; ``fact`` names the figure that is to stand there."""

    text: str = ""
    across: int = 1
    down: int = 1
    fact: str = ""


class Grid(NamedTuple):
    """A table by rows; a slot that spans rows is in its first row only.

    ``widths`` are the columns' shares of the whole, ``heads`` counts the rows repeated on a new page.
    """

    widths: tuple[int, ...]
    heads: int
    rows: tuple[tuple[Slot, ...], ...]

    def placed(self) -> Iterator[list[tuple[int, Slot]]]:
        """Yield for each row its slots with the columns in which they begin.

        Raises ValueError where a row does not fill the columns.
        """
        taken: dict[int, int] = {}
        for row in self.rows:
            free = [column for column in range(len(self.widths)) if column not in taken]
            if sum(slot.across for slot in row) != len(free):
                raise ValueError(f"{row[0].text if row else ''}: {len(free)} columns")
            taken = {column: left - 1 for column, left in taken.items() if left > 1}
            placed = []
            for slot in row:
                placed.append((free[0], slot))
                taken |= {column: slot.down - 1 for column in free[: slot.across] if slot.down > 1}
                del free[: slot.across]
            yield placed


class Part(NamedTuple):
    """A section: its heading, its sub-headings and paragraphs, a line each, then its tables."""

    heading: str
    lines: tuple[str, ...]
    grids: tuple[Grid, ...]


class Draft(NamedTuple):
    """A whole report to be filled in; ``labels`` names each figure of its tables by its path."""

    title: str
    preface: tuple[str, ...]
    parts: tuple[Part, ...]
    signature: tuple[str, ...]
    labels: dict[str, str]

    @property
    def facts(self) -> Iterator[str]:
        """The paths of all figures, in the order of the tables."""
        for part in self.parts:
            for grid in part.grids:
                yield from (slot.fact for row in grid.rows for slot in row if slot.fact)


def is_subheading(line: str) -> bool:
    """Tell a sub-heading (（一）主动公开情况) from a paragraph."""
    return line.startswith(("（", "(")) and not any(mark in line for mark in "。，,；;_【")
