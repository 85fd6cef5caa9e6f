"""Text as it comes out of a PDF: labels wrapped in narrow columns, captions in halves, page marks."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reportwriter.draft import Grid, Slot

LABEL_WIDTH = 11
GROUP_WIDTH = 4
"""How many characters of a label, and of the label of a group of rows, fit on a line."""

PAGE_AFTER = 17
"""The row of a table after which a page ends."""


def pdf_lines(grid: Grid) -> list[str]:
    """K: figures a space apart beside some line of their label; what labels groups runs down beside it."""
    lines: list[str] = []
    groups: list[str] = []
    for number, row in enumerate(grid.rows):
        figures = " ".join(slot.text for slot in row if slot.figure and slot.text)
        labels = [slot for slot in row if not slot.figure]
        if len(labels) == len(row):
            lines += _captions(labels)
        else:
            groups += [piece for group in labels[:-1] for piece in _wrapped(group.text, GROUP_WIDTH)]
            lines += _row(labels[-1].text if labels else "", figures, groups, number)
        if number == PAGE_AFTER:
            lines.append("P. 9")
    return lines


def _row(label: str, figures: str, groups: list[str], number: int) -> list[str]:
    """Put the figures beside the last line of the label, in every other row beside the first."""
    pieces = _wrapped(label, LABEL_WIDTH) or [""]
    beside = 0 if number % 2 else len(pieces) - 1
    pieces[beside] = f"{pieces[beside]} {figures}".strip()
    return [f"{groups.pop(0)} {piece}" if groups else piece for piece in pieces]


def _captions(labels: Sequence[Slot]) -> list[str]:
    """Write the captions of a row in halves, a line for the beginnings and one for the ends."""
    if all(len(slot.text) in (2, 4) for slot in labels):
        halves = [(slot.text[: len(slot.text) // 2], slot.text[len(slot.text) // 2 :]) for slot in labels]
        return [" ".join(beginning for beginning, _ in halves), " ".join(end for _, end in halves)]
    return [" ".join(slot.text for slot in labels)]


def _wrapped(label: str, width: int) -> list[str]:
    return [label[at : at + width] for at in range(0, len(label), width)]
