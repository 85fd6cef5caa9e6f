"""Text as it comes out of a PDF: labels wrapped in narrow columns, captions in halves, page marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tests.reportwriter.draft import Grid, Slot

Beside = Literal["last", "first", "middle", "above", "below"]
"""Beside which line of a label its figures stand, or on a line of their own."""

PLACES: tuple[Beside, ...] = get_args(Beside)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table is set.

    The widths are how many characters of a row's label, and of a group's, fit on a line; ``beside``
    tells for row after row where the figures stand, ``page_after`` the row that ends a page.
    """

    label_width: int = 11
    group_width: int = 4
    beside: tuple[Beside, ...] = ("last", "first")
    page_after: int = 17


USUAL = Setting()


def pdf_lines(grid: Grid, setting: Setting = USUAL) -> list[str]:
    """K: figures a space apart at some line of their label; what labels groups runs down beside it."""
    lines: list[str] = []
    groups: list[str] = []
    for number, row in enumerate(grid.rows):
        figures = " ".join(slot.text for slot in row if slot.figure and slot.text)
        labels = [slot for slot in row if not slot.figure]
        if len(labels) == len(row):
            lines += _captions(labels)
        else:
            groups += [piece for group in labels[:-1] for piece in _wrapped(group.text, setting.group_width)]
            pieces = _wrapped(labels[-1].text if labels else "", setting.label_width)
            pieces = _row(pieces, figures, setting.beside[number % len(setting.beside)])
            lines += [f"{groups.pop(0)} {piece}" if groups else piece for piece in pieces]
        if number == setting.page_after:
            lines.append("P. 9")
    return lines


def _row(pieces: list[str], figures: str, beside: Beside) -> list[str]:
    if beside == "above":
        return [*filter(None, [figures]), *pieces]
    if beside == "below" or not pieces:
        return [*pieces, *filter(None, [figures])]
    at = {"first": 0, "last": len(pieces) - 1, "middle": len(pieces) // 2}[beside]
    return [f"{piece} {figures}".strip() if number == at else piece for number, piece in enumerate(pieces)]


def _captions(labels: Sequence[Slot]) -> list[str]:
    """Write the captions of a row in halves, a line for the beginnings and one for the ends."""
    if all(len(slot.text) in (2, 4) for slot in labels):
        halves = [(slot.text[: len(slot.text) // 2], slot.text[len(slot.text) // 2 :]) for slot in labels]
        return [" ".join(beginning for beginning, _ in halves), " ".join(end for _, end in halves)]
    return [" ".join(slot.text for slot in labels)]


def _wrapped(label: str, width: int) -> list[str]:
    return [label[at : at + width] for at in range(0, len(label), width)]
