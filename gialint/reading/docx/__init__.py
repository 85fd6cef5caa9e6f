"""Read a Word document (.docx, ECMA-376 WordprocessingML).

In come the bytes of a package, out goes a ``Document`` as it reads once every tracked change is accepted.
It knows nothing of reports: numbers and footnotes are text here, and tables are grids of cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from gialint.model import Aside, AsideKind, Document, Marked, Picture
from gialint.reading import Limits
from gialint.reading.compose import Box, Composer, one_line
from gialint.reading.docx.body import Body, BodyCell, BodyTable, Item, Line, Reference
from gialint.reading.docx.margin import BESIDE, MANNERS, Note
from gialint.reading.docx.numbering import Looks
from gialint.reading.docx.styles import StyleSheet
from gialint.reading.package import End, Package, attribute, document_part, open_package, walk
from gialint.records import NamedTuple

OURS = "gialint"
"""The author of the comments that gialint writes: they say nothing that the file says."""

Look: TypeAlias = Callable[[Line], tuple[str, int]]
"""Returns a paragraph's text as shown, and its heading level (0 for none)."""


class CellNotes(NamedTuple):
    """What stands beside a cell's text, by the cell's row and its number in it."""

    row: int
    number: int
    native: str
    notes: Sequence[Note]


class Laid(NamedTuple):
    """A table ready to be composed, and what stands beside the text of its cells."""

    native: str
    rows: list[list[Box]]
    notes: list[CellNotes]


def read(data: bytes, path: str, limits: Limits, within: str = "") -> Document:
    """Return the document as it reads once every tracked change is accepted.

    Native places are ``word/document.xml#p[12]`` (paragraphs outside tables, content controls
    included, counted from 1; a text box's paragraphs bear the number of the one that holds it) and
    ``word/document.xml#tbl[2]/tr[4]/tc[2]`` (counted as they stand in the XML; a nested table's
    go on ``/tbl[1]/tr[1]/tc[1]``), and ``word/footnotes.xml#footnote[2]``; ``within`` stands before each.
    Changes, comments and hidden words are its asides. Raises Unreadable and LimitExceeded.
    """
    package = open_package(data, limits)
    part = document_part(package)
    looks = Looks(package, part)
    composer = Composer(path, "docx")
    native = place = within + part
    body = Body(native, limits, looks.sheet).read(package.read(part))
    for item, noted in with_notes(body, package, part, within, looks.sheet):
        if isinstance(item, Line):
            place = noted or f"{native}#p[{item.number}]"
            text, heading = looks.apply(item)
            keep(beside(item, text), composer, composer.length, place)
            if text and not text.isspace():
                composer.paragraph(text, place, heading)
        elif isinstance(item, BodyTable):
            place = item.native
            for laid in tables(item, looks.apply, limits):
                compose(laid, composer)
        else:
            composer.pictures.append(Picture(item.name, max(composer.length - 1, 0), place))
    composer.asides = placed(composer, package, part)
    return composer.document(rewritable=not within)


def with_notes(
    items: Sequence[Item], package: Package, part: str, within: str, sheet: StyleSheet
) -> Iterator[tuple[Item, str]]:
    """Yield items with the place of the note that they stand in, each note where it is first referred to.

    A note is part of what is published, and its figures belong to the section that refers to it. The number
    that stands for it is not text. The parts with the notes are opened only if there is a reference.
    """
    unread: dict[str, tuple[str, dict[str, list[Item]]]] = {}
    for item in items:
        if not isinstance(item, Reference) or item.kind == "picture":
            yield item, ""
            continue
        if item.kind not in unread:
            name = package.part(part, f"{item.kind}s") or ""
            content = package.read(name) if name else b"<none/>"
            unread[item.kind] = name, read_notes(content, within + name, item.kind, package.limits, sheet)
        name, notes = unread[item.kind]
        for noted in notes.pop(item.name, []):
            yield noted, f"{within}{name}#{item.kind}[{item.name}]"


def read_notes(
    content: bytes, part: str, kind: str, limits: Limits, sheet: StyleSheet
) -> dict[str, list[Item]]:
    """Return the paragraphs and tables of each ``footnote`` or ``endnote`` of a part, by its number."""
    body = Body(part, limits, sheet)
    notes: dict[str, list[Item]] = {}

    def begin(attributes: list[str]) -> None:
        body.items = notes[attribute(attributes, "id")] = []

    body.read(content, **{kind: begin})
    return notes


def keep(notes: Iterable[Note], composer: Composer, start: int, native: str) -> None:
    """Keep what stands beside a text that begins at ``start``."""
    for note in notes:
        at, kind = start + note.offset, note.aside
        if kind is not None:
            composer.asides.append(Aside(kind, one_line(note.text), note.author, at, native))
        elif note.kind not in BESIDE:
            composer.marked.append(Marked(at, at + len(note.text), MANNERS[note.kind]))


def placed(composer: Composer, package: Package, part: str) -> list[Aside]:
    """Return the asides in order, comments with their words; those of gialint itself are left out."""
    comments: dict[str, tuple[str, str]] = {}
    name = (
        package.part(part, "comments") if any(aside.kind == "comment" for aside in composer.asides) else None
    )
    if name:
        comments = read_comments(package.read(name), name, package.limits)
    found: list[Aside] = []
    for aside in composer.asides:
        aside = aside._replace(start=min(aside.start, composer.length))
        if aside.kind == "comment":
            author, text = comments.get(aside.text, ("", ""))
            if author == OURS:
                continue
            aside = aside._replace(author=author, text=text)
        found.append(aside)
    return sorted(found, key=lambda aside: aside.start)


def read_comments(content: bytes, part: str, limits: Limits) -> dict[str, tuple[str, str]]:
    """Return the author and text of each comment by its id; raises what ``walk`` raises."""
    comments: dict[str, tuple[str, str]] = {}
    pieces: list[str] = []

    def comment(attributes: list[str]) -> End:
        pieces.clear()
        number, author = attribute(attributes, "id"), attribute(attributes, "author")

        def end() -> None:
            comments[number] = author, " ".join("".join(pieces).split())

        return end

    walk(content, part, limits, {"comment": comment, "p": lambda _: pieces.append(" ")}, pieces.append)
    return comments


def compose(laid: Laid, composer: Composer) -> None:
    """Add a table, and what stands beside its text: in rows that are gone, where the next row begins."""
    rows = composer.table(laid.rows, laid.native).rows if laid.rows else ()
    for row, number, native, notes in laid.notes:
        there = rows[row] if row < len(rows) else ()
        keep(notes, composer, there[number].start if number < len(there) else composer.length, native)


def tables(table: BodyTable, look: Look, limits: Limits) -> list[Laid]:
    """Return a table and, after it, those nested in its cells.

    A table that has no words but those of the tables in it comes without rows, if at all.
    """
    merge(table, limits)
    nested: list[Laid] = []
    laid = Laid(table.native, [], [])
    for number, row in enumerate(table.rows, 1):
        place = f"{table.native}/tr[{number}]"
        if row.gone:
            notes = [note for cell in row.cells for note in unread(cell, row.gone)]
            laid.notes.append(CellNotes(len(laid.rows), 0, place, notes))
            continue
        boxes: list[Box] = []
        for nth, cell in enumerate(row.cells, 1):
            if cell.covered:
                continue
            native = f"{place}/tc[{nth}]"
            if cell.gone:
                laid.notes.append(CellNotes(len(laid.rows), len(boxes), native, unread(cell, "deleted")))
                continue
            text, notes = own_text(cell.items, look, limits, nested)
            if notes:
                laid.notes.append(CellNotes(len(laid.rows), len(boxes), native, notes))
            boxes.append(Box(text, len(laid.rows), cell.column, cell.rows, cell.span, native))
        laid.rows.append(boxes)
    if nested and not any(box.text for boxes in laid.rows for box in boxes):
        laid.rows.clear()
        laid.notes[:] = [
            each._replace(notes=[note for note in each.notes if note.aside]) for each in laid.notes
        ]
    return [laid, *nested] if laid.rows or laid.notes else nested


def own_text(items: list[Item], look: Look, limits: Limits, nested: list[Laid]) -> tuple[str, list[Note]]:
    """Return a cell's paragraphs, a line each, and what is beside them; its tables go to ``nested``."""
    texts: list[str] = []
    found: list[Note] = []
    length = 0
    for item in items:
        if isinstance(item, Line):
            text = look(item)[0]
            if item.notes or item.text != text:
                notes = beside(item, text, in_cell=True)
                found += (note._replace(offset=length + note.offset) for note in notes)
            if text:
                texts.append(text)
                length += len(text) + 1
        elif isinstance(item, BodyTable):
            inside = tables(item, look, limits)
            nested += inside
            if any(box.text or laid.notes for laid in inside for boxes in laid.rows for box in boxes):
                found.append(Note("unreadable", "", "", max(length - 1, 0)))
    text = "\n".join(texts)
    # A text box in a cell, or a shape over nothing, is what the cell shows.
    shown = ("boxed",) if text.strip() else BESIDE
    seen = (note._replace(kind="unreadable") if note.kind in shown else note for note in found)
    return text, [note for note in seen if note.kind not in BESIDE]


def beside(line: Line, shown: str, *, in_cell: bool = False) -> Iterator[Note]:
    """Yield what stands beside a paragraph that reads ``shown``."""
    label = len(shown) - len(line.text)
    # In a cell the number of a list stands before a figure like more digits.
    if in_cell and label and line.text[:1].isnumeric() and any(map(str.isnumeric, shown[:label])):
        yield Note("unreadable", shown[:label], "", 0)
    for note in line.notes or ():
        yield note._replace(offset=label + note.offset)


def unread(cell: BodyCell, kind: AsideKind) -> list[Note]:
    """Return the paragraphs of a cell that is deleted or hidden as notes."""
    notes: list[Note] = []
    for line in (item for item in cell.items if isinstance(item, Line)):
        kept = (note for note in line.notes or () if note.aside and note.kind != "inserted")
        notes += (note._replace(offset=0) for note in kept)
        if line.text:
            notes.append(Note(kind, line.text, "", 0))
    return notes


def merge(table: BodyTable, limits: Limits) -> None:
    """Set each cell's grid column and how many rows it spans, and mark the cells it covers.

    A cell marked ``continue`` belongs to the one above that begins in the same column (17.4.84).
    """
    above: dict[int, BodyCell] = {}
    for row in table.rows:
        if row.gone:
            continue
        open_cells: dict[int, BodyCell] = {}
        column = row.before
        left: BodyCell | None = None
        for cell in row.cells:
            if cell.gone:
                continue
            cell.column = column
            column += cell.span
            if left is not None and cell.along == "continue":
                cell.covered = True
                left.span = min(left.span + cell.span, limits.span)
                continue
            left = cell
            top = above.get(cell.column) if cell.down == "continue" else None
            if top is not None:
                cell.covered = True
                top.rows = min(top.rows + 1, limits.span)
            if cell.down:
                open_cells[cell.column] = top or cell
        above = open_cells
