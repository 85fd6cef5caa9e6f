"""Which official row each row of a table is: by its label, otherwise by what its neighbours leave open.

Only the labels of its groups may come before a label: so a row of column headings that ends in
总计 or 其他 is not one. The row without a label needs its heading above it, or the section it belongs to.

Merged cells may be written again in each of their columns, as converters of tables leave them: a label is
then followed by itself, and so is a figure; the heading above shows which figures are one cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from gialint.model import Cell, Certainty, Table
from gialint.records import NamedTuple
from gialint.understanding.edition import Edition, Group, OfficialTable, Row
from gialint.understanding.near_rows import Line, Pieces, by_order, near_rows

MOST_BELOW = 4
"""How many more lines of a narrow column a label may take."""


class Found(NamedTuple):
    """An official row, the cells after its label, and how sure it is that they are its figures.

    ``line`` is the whole row of the table; ``columns`` says for grid columns that have a heading
    which of the row's figures is there; ``repeats`` says for those under a heading that is
    written in each column of a merged cell where that cell begins.
    """

    row: Row
    line: Sequence[Cell]
    values: Sequence[Cell]
    certainty: Certainty
    columns: Mapping[int, int] = {}
    written: Cell | None = None
    """Its label, where that is not the form's."""
    group: Group | None = None
    """The group whose rows it joins in one."""
    repeats: Mapping[int, int] = {}


def official_rows(
    table: Table, section: str, edition: Edition, unread: Callable[[Cell], bool] | None = None
) -> Sequence[Found]:
    """Return the official rows of a table in the section of that number.

    An ``unread`` cell, whose figure is unknown, is a value whatever it contains, unless
    that is a label.
    """
    unlabelled = edition.rows.get("")
    home = official_table(edition, unlabelled.table) if unlabelled else None
    anchored = home is not None and home.section == section
    lost = table.certainty == "positional"
    lines: list[Line] = []
    found: list[Found] = []
    headings: dict[str, dict[int, int]] = {}
    pieces = Pieces()
    repeats: Mapping[int, int] = {}
    for at, cells in enumerate(table.rows):
        folds = [edition.label(cell.text) for cell in cells]
        if unread is not None:
            folds = ["" if fold and fold not in edition.rows and unread(cell) else fold
                     for fold, cell in zip(folds, cells, strict=True)]  # fmt: skip
        row, values = _match(cells, folds, edition, anchored, pieces)
        if row is None and not table.geometry:
            row, values = _completed_below(table.rows, at, folds, edition)
        lines.append(Line(cells, folds, row))
        if row is not None:
            columns = headings.get(row.table, {})
            found.append(Found(row, cells, values, table.certainty, columns, repeats=repeats))
            continue
        repeats = note_repeats(cells, folds, repeats)
        anchored = anchored or (home is not None and _named(home, folds))
        lost = lost or any(cell.text and not fold for cell, fold in zip(cells, folds, strict=True))
        if table.geometry:
            _note_headings(cells, folds, edition, headings)
    if home is not None and unlabelled is not None and not any(each.row is unlabelled for each in found):
        found += [Found(unlabelled, cells, (), table.certainty) for cells in _too_short(home, lines)]
    if table.certainty == "exact":
        lines = _add_near(lines, found, headings, edition)
    return _completed(found, lines, table, section, edition) if lost else found


def _add_near(
    lines: list[Line], found: list[Found], headings: Mapping[str, Mapping[int, int]], edition: Edition
) -> list[Line]:
    """Add the rows whose labels are not the form's, and return the lines with these."""
    for official in edition.tables:
        for row, line, values, label, group in near_rows(lines, official, edition):
            columns = headings.get(official.name, {})
            found.append(Found(row, line.cells, values, "exact", columns, label, group))
            lines = [each._replace(row=row) if each is line and group is None else each for each in lines]
    return lines


def official_table(edition: Edition, name: str) -> OfficialTable:
    """Return the official table of that name; raises KeyError if the form has none."""
    for table in edition.tables:
        if table.name == name:
            return table
    raise KeyError(name)


def _match(
    cells: Sequence[Cell],
    folds: Sequence[str],
    edition: Edition,
    anchored: bool,
    pieces: Pieces | None = None,
) -> tuple[Row | None, Sequence[Cell]]:
    """Return the official row and the cells after its label."""
    before: list[str] = []
    first: tuple[Row, Sequence[Cell]] | None = None
    for index, fold in enumerate(folds):
        if index and fold == folds[index - 1]:
            continue  # a blank, or a merged cell that is written in each of its columns
        row = edition.rows.get(fold) if fold else None
        if row is not None and row.under.issuperset(before):
            first = first or (row, cells[after_repeats(folds, index) :])
        elif row and pieces and not any(folds[index + 1 :]) and pieces.go_on(row, before):
            # A piece of a group's label may be another row's: （六）其他 of （六）其他处理.
            return row, cells[index + 1 :]
        if fold:
            before.append(fold)
    if first is not None:
        return first
    row = edition.rows.get("")
    if row is None or not anchored or len(cells) < max(len(row.facts), 1) or folds[0]:
        return None, ()
    return (row, cells) if len(before) * 3 <= len(cells) else (None, ())


def _too_short(home: OfficialTable, lines: Sequence[Line]) -> Sequence[Sequence[Cell]]:
    """Return what can only be the figures of a row without label, below its headings, though too few."""
    named = next((at for at, line in enumerate(lines) if _named(home, line.folds)), len(lines))
    below = [line.cells for line in lines[named + 1 :] if line.row is None and not any(line.folds)]
    short = [cells for cells in below if any(cell.text.strip() for cell in cells)]
    return short if len(short) == 1 else ()


def _completed_below(
    rows: Sequence[Sequence[Cell]], at: int, folds: Sequence[str], edition: Edition
) -> tuple[Row | None, Sequence[Cell]]:
    """Return the official row, blank or not, whose labels go on in rows below it that hold nothing else."""
    cells = rows[at]
    texts = [cell.text if fold else "" for cell, fold in zip(cells, folds, strict=True)]
    if not any(texts):
        return None, ()
    for below in rows[at + 1 : at + 1 + MOST_BELOW]:
        words = [cell.text for cell in below]
        if len(below) != len(cells) or any(
            word and not text for word, text in zip(words, texts, strict=True)
        ):
            break
        if any(word and not edition.label(word) for word in words):
            break
        texts = [text + word for text, word in zip(texts, words, strict=True)]
        row, values = _match(cells, [edition.fold(text) for text in texts], edition, False)
        if row is not None and row.label:
            return row, values
    return None, ()


def _note_headings(
    cells: Sequence[Cell], folds: Sequence[str], edition: Edition, headings: dict[str, dict[int, int]]
) -> None:
    """Note at which grid column each value of a table stands, for tables with column headings."""
    for table in edition.tables:
        named = {fold for fold in folds if fold in table.columns}
        if len(named) < 2:
            continue
        for cell, fold in zip(cells, folds, strict=True):
            if fold in table.columns and cell.colspan == 1:
                headings.setdefault(table.name, {})[cell.column] = table.columns[fold]


def _completed(
    found: list[Found], lines: Sequence[Line], table: Table, section: str, edition: Edition
) -> Sequence[Found]:
    """Add the rows that their order gives away; where order contradicts, cells by position are rejected."""
    for official in edition.tables:
        mine = [each for each in found if each.row.table == official.name]
        if official.columns and (mine or official.section == section or _within(official, lines)):
            ordered = by_order(lines, official, sure=table.certainty == "exact")
        else:
            ordered = None if _shifted(mine, lines) else []
        if ordered is not None:
            found += [Found(row, cells, cells, "positional") for row, cells in ordered]
        elif table.certainty == "positional":
            found = [each._replace(values=()) if each.row.table == official.name else each for each in found]
    return found


def _shifted(found: Sequence[Found], lines: Sequence[Line]) -> bool:
    """Whether figures may come before their labels: some have no label, and some label no figure."""
    if all(each.values for each in found):
        return False
    widths = {len(each.row.facts) for each in found}
    return any(line.row is None and len(line.cells) in widths and not any(line.folds) for line in lines)


def _within(official: OfficialTable, lines: Sequence[Line]) -> bool:
    return any(_named(official, line.folds) for line in lines)


def _named(official: OfficialTable, folds: Sequence[str]) -> bool:
    return any(anchor in fold for fold in folds for anchor in official.anchors)


def after_repeats(folds: Sequence[str], index: int) -> int:
    """Return the index after a label and what says it again, as a merged cell of labels is written."""
    end = index + 1
    while end < len(folds) and folds[end] == folds[index]:
        end += 1
    return end


def note_repeats(cells: Sequence[Cell], folds: Sequence[str], above: Mapping[int, int]) -> Mapping[int, int]:
    """Return for each column under a repeated heading where that begins, after one more row of headings."""
    if not above and all(fold != after or not fold for fold, after in pairwise(folds)):
        return above
    noted = dict(above)
    begin = -1
    for index, (cell, fold) in enumerate(zip(cells, folds, strict=True)):
        if not fold:
            continue
        if not index or folds[index - 1] != fold:
            begin = cell.column
        noted[cell.column] = begin
    return noted


def without_repeats(cells: Sequence[Cell], repeats: Mapping[int, int]) -> Sequence[Cell]:
    """Return the cells but those that say again what stands before them under the same heading."""
    kept: list[Cell] = []
    before: Cell | None = None
    for cell in cells:
        begin = repeats.get(cell.column)
        again = before is not None and begin is not None and begin == repeats.get(before.column)
        if before is None or not again or cell.text != before.text:
            kept.append(cell)
        before = cell
    return kept
