"""A draft before it has a format, with what is left to be filled in; it is begun from a pack's template."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gialint.records import NamedTuple
from gialint.understanding.edition import Edition


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
    """Return whether a line is a sub-heading (（一）主动公开情况), not a paragraph."""
    return line.startswith(("（", "(")) and not any(mark in line for mark in "。，,；;_【")


def begun(template: Mapping[str, Any], form: Edition, agency: str, year: int) -> Draft:
    """Return the draft of an agency's report on a year.

    Raises KeyError, TypeError or ValueError where the template lacks something of the form.
    """

    def said(lines: list[str]) -> tuple[str, ...]:
        return tuple(line.format(agency=agency, year=year, next=year + 1) for line in lines)

    grids = {table.name: _grid(template["tables"][table.name], form) for table in form.tables}
    draft = Draft(
        said([template["title"]])[0],
        said(template["preface"]),
        tuple(
            Part(
                f"{section.number}、{section.title.zh}",
                said(template["sections"].get(section.number, [])),
                tuple(grids[table.name] for table in form.tables if table.section == section.number),
            )
            for section in form.sections
        ),
        said(template["signature"]),
        {
            path: name.zh
            for row in form.rows.values()
            for path, name in zip(row.facts, row.names, strict=True)
        },
    )
    if sorted(draft.facts) != sorted(form.paths):
        lost = form.paths.symmetric_difference(draft.facts) or {"facts"}
        raise ValueError(f"tables: {min(lost)}")
    return draft


def _grid(spec: Mapping[str, Any], form: Edition) -> Grid:
    rows = tuple(tuple(slot for cell in row for slot in _slots(cell, form)) for row in spec["rows"])
    grid = Grid(tuple(spec["widths"]), spec.get("heads", 0), rows)
    list(grid.placed())
    return grid


def _slots(cell: str | Mapping[str, Any], form: Edition) -> Iterator[Slot]:
    """Yield the cell of a text, or those of the figures of one of the form's rows."""
    if isinstance(cell, str):
        yield Slot(cell)
        return
    across = cell.get("across", 1)
    if "facts" not in cell:
        yield Slot(cell["text"], across, cell.get("down", 1))
        return
    row = cell["facts"]
    paths = [path for each in dict.fromkeys(form.rows.values()) for path in each.facts]
    for path in paths:
        if path == row or path.rpartition(".")[0] == row:
            yield Slot(across=across, fact=path)


def text(draft: Draft) -> bytes:
    """Return the lines of the report; the cells of a row are separated by `` | ``, and a bar ends it."""
    lines = [draft.title, *draft.preface]
    for part in draft.parts:
        lines += [part.heading, *part.lines]
        for grid in part.grids:
            lines += (" | ".join(slot.text for slot in row) + " |" for row in grid.rows)
    return _encoded([*lines, *draft.signature])


def markdown(draft: Draft) -> bytes:
    """Return headings with ``#`` and tables with pipes, a cell for every column of the grid."""
    blocks = [f"# {draft.title}", *draft.preface]
    for part in draft.parts:
        blocks.append(f"## {part.heading}")
        blocks += (f"### {line}" if is_subheading(line) else line for line in part.lines)
        blocks += ("\n".join(_piped(grid)) for grid in part.grids)
    return ("\n\n".join([*blocks, *draft.signature]) + "\n").encode()


def yaml(draft: Draft) -> bytes:
    """Return prose by heading and a line for every figure, with its name behind it."""
    lines = [f"title: {_quoted(draft.title)}", *_block("preface", draft.preface), "sections:"]
    for part in draft.parts:
        lines += (f"  {line}" for line in _block(_quoted(part.heading), part.lines))
    lines.append("facts:")
    lines += (f"  {path}:  # {draft.labels[path]}" for path in draft.facts)
    return _encoded([*lines, *_block("signature", draft.signature)])


def _piped(grid: Grid) -> Iterator[str]:
    for number, placed in enumerate(grid.placed()):
        cells = [""] * len(grid.widths)
        for column, slot in placed:
            cells[column] = slot.text
        yield "| " + " | ".join(cells) + " |"
        if not number:
            yield "|" + "---|" * len(grid.widths)


def _block(key: str, lines: tuple[str, ...]) -> Iterator[str]:
    if not lines:
        yield f'{key}: ""'
        return
    yield f"{key}: |-"
    yield from (f"  {line}" for line in lines)


def _quoted(text: str) -> str:
    """Return a text as YAML takes it whatever is in it: in the quotes of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
