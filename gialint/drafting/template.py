"""From a pack's template, a form, an agency and a year to a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gialint.drafting.draft import Draft, Grid, Part, Slot
from gialint.understanding.edition import Edition, OfficialSection


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
                _grids_of(section, form, grids),
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


def _grids_of(section: OfficialSection, form: Edition, grids: Mapping[str, Grid]) -> tuple[Grid, ...]:
    return tuple(grids[table.name] for table in form.tables if table.section == section.number)


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
