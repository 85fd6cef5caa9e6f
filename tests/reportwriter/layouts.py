"""The layouts in which a table stands in text: each turns a grid into lines.

They are named by letters: A to F and L keep the cells' borders by pipes, N draws them, H breaks lines inside
rows and cells, J has tabs or spaces; G (a cell a line), K (text out of a PDF), O (everything on one line)
and P (that, without spaces; P rows has them between figures) have no
borders at all, G once has every line but once, and I mixes them. With groups and short labels are broken over
rows, or cut short.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.reportwriter.altered import broken_groups, shortened
from tests.reportwriter.draft import DraftReport, Grid, Slot
from tests.reportwriter.pdf_text import Setting, pdf_lines

Lines = Callable[[Grid], list[str]]


def padded(grid: Grid) -> list[str]:
    """A: cells joined by ``|``, what is missing to the grid's width as empty cells at the end."""
    lines = []
    for row in _texts(grid):
        while row and not row[-1]:
            row.pop()
        padding = "|" * (grid.columns - len(row))
        lines.append(" | ".join(row) + (f" | {padding}" if padding else " |"))
    return lines


def compact(grid: Grid) -> list[str]:
    """B: cells joined by ``|``, and one at the end."""
    return [" | ".join(row) + " |" for row in _texts(grid)]


def leading(grid: Grid) -> list[str]:
    """C: a pipe before the row as well."""
    return ["| " + " | ".join(row) + " |" for row in _texts(grid)]


def leading_kept(grid: Grid) -> list[str]:
    """C in its other form: cells that labels from above span stand as empty ones."""
    lines = []
    for placed in grid.placed():
        first = placed[0][0] if placed else 0
        lines.append("| " * (1 + first) + " | ".join(slot.text for _, slot in placed) + " |")
    return lines


def between(grid: Grid) -> list[str]:
    """D: a cell a line, ``|`` alone on the lines between."""
    lines: list[str] = []
    for row in _texts(grid):
        for cell in row:
            lines += ["|"] if lines else []
            lines += [cell] if cell else []
    return lines


def ended(grid: Grid) -> list[str]:
    """E: a cell a line with ``|`` at its end, spans as a line of several."""
    lines = []
    for row in _texts(grid):
        lines += [f"{cell} |" if cell else "|" for cell in row]
        missing = grid.columns - len(row)
        lines += ["|" * missing] if missing else []
    return lines


def opened(grid: Grid) -> list[str]:
    """F: as E, with ``|`` on a line before each row."""
    lines = []
    for row in _texts(grid):
        lines += ["|", *(f"{cell} |" if cell else "|" for cell in row)]
    return lines


def bare(grid: Grid) -> list[str]:
    """G: a cell a line, blank lines between, no pipe at all; blank cells are gone."""
    return [line for row in _texts(grid) for cell in row if cell for line in ("", cell)]


def bare_broken(grid: Grid) -> list[str]:
    """G with line breaks inside labels."""
    slots = [slot for row in grid.rows for slot in row if slot.text]
    return [
        line
        for slot in slots
        for piece in ([slot.text] if slot.figure else _broken(slot.text))
        for line in ("", piece)
    ]


def indented(grid: Grid) -> list[str]:
    """H: padded cells with the line broken after each pipe."""
    return [line for row in _texts(grid) for line in ("| ", *(f"      {cell}  | " for cell in row))]


def indented_broken(grid: Grid) -> list[str]:
    """H with line breaks inside labels too."""
    return [
        line
        for row in grid.rows
        for line in (
            "| ",
            *(f"      {piece}" for slot in row for piece in f"{_pieces(slot)}  | ".split("\n")),
        )
    ]


def leading_broken(grid: Grid) -> list[str]:
    """C with line breaks inside labels."""
    return [
        line for row in grid.rows for line in f"| {' | '.join(_pieces(slot) for slot in row)} |".split("\n")
    ]


def mixed_rows(grid: Grid) -> list[str]:
    """I: the first row as A, the rest as E."""
    return [*padded(Grid(grid.columns, grid.rows[:1])), *ended(Grid(grid.columns, grid.rows[1:]))]


def tabbed(grid: Grid) -> list[str]:
    """J: tabs between the cells."""
    return ["\t".join(row) for row in _texts(grid)]


def spaced(grid: Grid) -> list[str]:
    """J with runs of spaces."""
    return ["   ".join(cell for cell in row if cell) for row in _texts(grid)]


def ruled(grid: Grid) -> list[str]:
    """L: Markdown, a cell for every place of the grid."""
    rows = ["| " + " | ".join(row) + " |" for row in grid_texts(grid)]
    return [rows[0], "|" + "---|" * grid.columns, *rows[1:]]


def of_a_sheet(grid: Grid) -> list[str]:
    """J as a spreadsheet puts it on the clipboard: a tab for every column of the grid."""
    return ["\t".join(row) for row in grid_texts(grid)]


def of_commas(grid: Grid) -> list[str]:
    """J as a spreadsheet saves it: commas between the cells, those with a comma of their own in quotes."""
    return [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in grid_texts(grid)]


def drawn(grid: Grid) -> list[str]:
    """N: lines of ``+---+`` between the rows."""
    rule = "+" + "----+" * grid.columns
    rows = ["| " + " | ".join(row) + " |" for row in grid_texts(grid)]
    return [rule, *(line for row in rows for line in (row, rule))]


def leading_groups(grid: Grid) -> list[str]:
    """C with the labels of groups broken over the rows beside them."""
    return leading(broken_groups(grid))


def ruled_groups(grid: Grid) -> list[str]:
    """L with the labels of groups broken so."""
    return ruled(broken_groups(grid))


def compact_short(grid: Grid) -> list[str]:
    """B with labels cut short."""
    return compact(shortened(grid))


def ruled_short(grid: Grid) -> list[str]:
    """L with labels cut short, and those of groups broken over rows."""
    return ruled(broken_groups(shortened(grid), 2))


def barred(grid: Grid) -> list[str]:
    """N with wide bars, and no lines between."""
    return ["｜" + "｜".join(row) + "｜" for row in _texts(grid)]


LAYOUTS: Mapping[str, Lines] = {
    "A": padded,
    "B": compact,
    "C": leading,
    "C kept": leading_kept,
    "D": between,
    "E": ended,
    "F": opened,
    "G": bare,
    "G broken": bare_broken,
    "H": indented,
    "H broken": indented_broken,
    "C broken": leading_broken,
    "I rows": mixed_rows,
    "J tabs": tabbed,
    "J spaces": spaced,
    "J sheet": of_a_sheet,
    "J commas": of_commas,
    "K": pdf_lines,
    "L": ruled,
    "N": drawn,
    "N bars": barred,
    "C groups": leading_groups,
    "L groups": ruled_groups,
    "B short": compact_short,
    "L short": ruled_short,
}
MIXED: Mapping[str, tuple[str, ...]] = {"I": ("E", "A", "D"), "I bare": ("G", "B", "G broken")}
"""Layouts that differ from table to table."""

ONE_LINE = "O"
GLUED = ("P", "P rows")
ONCE = "G once"
ALL = (*LAYOUTS, *MIXED, ONE_LINE, *GLUED, ONCE)
BORDERLESS = frozenset({"G", "G broken", "J spaces", "K", "I bare", "O", *GLUED, ONCE})
"""Layouts without the borders of cells: blank cells are lost in them."""

BLANKS_LOST = frozenset({"D", "E", "F", "H", "H broken", "I", "I rows", "J tabs"})
"""Layouts with borders in which a blank at the end of a row may look like something else."""

FIGURES_LOST = frozenset({*GLUED, ONCE})
"""Layouts in which figures run into words or into each other, or are gone."""

LABELS_BROKEN = frozenset({"G broken", "H broken", "C broken", "K", "C groups", "L groups", "L short"})
"""Layouts that break a label anywhere, inside the gloss of a character too."""

RENAMED = frozenset({"B short", "L short"})
"""Layouts with other labels than the form's."""


def written(draft: DraftReport, layout: str) -> str:
    """Return the draft as text in a layout of ``ALL``."""
    if layout == ONE_LINE:
        return " ".join(filter(None, _lines(draft, (_flat,)))) + "\n"
    if layout == ONCE:
        return "".join(f"{line}\n" for line in dict.fromkeys(_lines(draft, (bare,))))
    if layout in GLUED:
        title, *lines = _lines(draft, (_glued if layout == "P" else _glued_rows,))
        return f"{title}\n{''.join(lines)}\n"
    letters = MIXED.get(layout, (layout,))
    return "".join(f"{line}\n" for line in _lines(draft, [LAYOUTS[letter] for letter in letters]))


def as_broken(draft: DraftReport, layout: str, pieces: Callable[[str], str]) -> str:
    """Return the draft in a layout whose cells are broken into lines by ``pieces``."""

    def broken(grid: Grid) -> list[str]:
        rows = [
            tuple(replace(slot, text=f"<{number}-{at}>") for at, slot in enumerate(row))
            for number, row in enumerate(grid.rows)
        ]
        lines = "\n".join(LAYOUTS[layout](replace(grid, rows=tuple(rows))))
        for number, row in enumerate(grid.rows):
            for at, slot in enumerate(row):
                lines = lines.replace(f"<{number}-{at}>", pieces(slot.text))
        return lines.split("\n")

    return "".join(f"{line}\n" for line in _lines(draft, [broken]))


def as_pdf(draft: DraftReport, setting: Setting) -> str:
    """Return the draft in layout K, its tables set in some way."""
    return "".join(f"{line}\n" for line in _lines(draft, [lambda grid: pdf_lines(grid, setting)]))


def grid_texts(grid: Grid) -> list[list[str]]:
    """Return the text of every place of the grid; what a slot spans is blank."""
    rows = []
    for placed in grid.placed():
        row = [""] * grid.columns
        for column, slot in placed:
            row[column] = slot.text
        rows.append(row)
    return rows


def _lines(draft: DraftReport, layouts: tuple[Lines, ...] | list[Lines]) -> list[str]:
    lines, tables = [draft.title, *draft.preface], 0
    for section in draft.sections:
        lines += [section.heading, *section.lines]
        if section.grid:
            lines += layouts[tables % len(layouts)](section.grid)
            tables += 1
    return [*lines, *draft.signature]


def _texts(grid: Grid) -> list[list[str]]:
    return [[slot.text for slot in row] for row in grid.rows]


def _flat(grid: Grid) -> list[str]:
    return [" ".join(cell for row in _texts(grid) for cell in row if cell)]


def _glued(grid: Grid) -> list[str]:
    return ["".join(cell for row in _texts(grid) for cell in row)]


def _glued_rows(grid: Grid) -> list[str]:
    """Set spaces between the figures of a row, and nowhere else."""
    rows = [[slot for slot in row if slot.text] for row in grid.rows]
    return [
        "".join(slot.text for slot in row if not slot.figure)
        + " ".join(slot.text for slot in row if slot.figure)
        for row in rows
    ]


def _pieces(slot: Slot) -> str:
    return slot.text if slot.figure or not slot.text else "\n".join(_broken(slot.text))


def _broken(label: str) -> list[str]:
    """Break a label in its middle if it is short, after its number in brackets, or every seven characters."""
    if len(label) == 4:
        return [label[:2], label[2:]]
    if label[0] == "（" and len(label) < 8:
        return [label[:3], label[3:]]
    return [label[at : at + 7] for at in range(0, len(label), 7)]
