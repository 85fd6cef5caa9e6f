"""Write a draft as text (a row a line), as Markdown, and as a report given as data (YAML)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Any

from tests.reportwriter.draft import DraftReport, Grid, is_subheading


def text(draft: DraftReport) -> str:
    """Return the layout of mirror sites: cells joined by `` | ``, padded at the end, spans not repeated."""
    lines = [draft.title, *draft.preface]
    for section in draft.sections:
        lines += [section.heading, *section.lines]
        if section.grid:
            lines += map(_padded, _rows(section.grid))
    return _joined([*lines, *draft.signature])


def markdown(draft: DraftReport, table: Callable[[Grid], str] | None = None) -> str:
    """Return headings with ``#`` and tables with pipes, a cell for every column of the grid.

    Or tables as ``table`` writes them: converters leave those with merged cells as markup.
    """
    blocks = [f"# {draft.title}", *draft.preface]
    for section in draft.sections:
        blocks.append(f"## {section.heading}")
        blocks += (f"### {line}" if is_subheading(line) else line for line in section.lines)
        if section.grid:
            blocks.append((table or _piped)(section.grid))
    return "\n\n".join([*blocks, *draft.signature]) + "\n"


def yaml(draft: DraftReport) -> str:
    """Return the report as data: prose by heading, figures by the parts of their path."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import LiteralScalarString

    writer = YAML()
    writer.width = 10_000
    stream = StringIO()
    writer.dump(
        {
            "title": draft.title,
            "preface": LiteralScalarString(_joined(draft.preface)),
            "sections": {
                section.heading: LiteralScalarString(_joined(section.lines)) if section.lines else ""
                for section in draft.sections
            },
            "facts": _nested(draft.figures),
            "signature": LiteralScalarString(_joined(draft.signature)),
        },
        stream,
    )
    return stream.getvalue()


def _nested(values: Mapping[str, str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in values.items():
        *parents, name = path.split(".")
        branch = tree
        for parent in parents:
            branch = branch.setdefault(parent, {})
        branch[name] = int(value) if value.isdigit() else value or None
    return tree


def _rows(grid: Grid) -> Iterable[tuple[list[str], int]]:
    for row in grid.placed():
        yield [slot.text for _, slot in row], grid.columns


def _padded(row: tuple[list[str], int]) -> str:
    cells, columns = row
    while cells and not cells[-1]:
        cells = cells[:-1]
    padding = "|" * (columns - len(cells))
    return " | ".join(cells) + (f" | {padding}" if padding else " |")


def _piped(grid: Grid) -> str:
    rows = []
    for placed in grid.placed():
        cells = [""] * grid.columns
        for column, slot in placed:
            cells[column] = slot.text
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join([rows[0], "|" + "---|" * grid.columns, *rows[1:]])


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
