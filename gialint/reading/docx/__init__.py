"""Read a Word document (.docx, ECMA-376 WordprocessingML).

In come the bytes of a package, out goes a ``Document`` as it reads once every tracked change is accepted.
It knows nothing of reports: numbers and footnotes are text here, and tables are grids of cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from gialint.model import Aside, AsideKind, Document, Marked, Picture, Table
from gialint.reading import Limits
from gialint.reading.compose import Box, Composer, disjoint, one_line
from gialint.reading.docx.body import Body, BodyCell, BodyRow, BodyTable, Item, Line, Reference, read_body
from gialint.reading.docx.margin import BESIDE, MANNERS, Note
from gialint.reading.docx.numbering import Looks
from gialint.reading.docx.styles import StyleSheet
from gialint.reading.package import Package, attribute, document_part, open_package, walk

OURS = "gialint"
"""The author of the comments that gialint writes: they say nothing that the file says."""

Comments = dict[str, tuple[str, str]]
"""By id, each comment's author and text."""


class CellNotes(NamedTuple):
    """What stands beside a cell's text, by the cell's row and its number in it."""

    row: int
    number: int
    native: str
    notes: Sequence[Note]


class Gathered:
    """The asides of a document while it is composed, and what of its text is not shown plainly."""

    def __init__(self) -> None:
        self.asides: list[Aside] = []
        self.marked: list[Marked] = []

    def add(self, notes: Sequence[Note], start: int, native: str) -> None:
        """Keep notes of a text that begins at ``start``."""
        for note in notes:
            at, kind = start + note.offset, note.aside
            if kind is not None:
                self.asides.append(Aside(kind, one_line(note.text), note.author, at, native))
            elif note.kind not in BESIDE:
                self.marked.append(Marked(at, at + len(note.text), MANNERS[note.kind]))

    def add_table(self, table: Table, cells: Sequence[CellNotes], end: int) -> None:
        """Keep notes of a table's cells; those of rows that are gone stand where the next row begins."""
        for row, number, native, notes in cells:
            there = table.rows[row] if row < len(table.rows) else ()
            self.add(notes, there[number].start if number < len(there) else end, native)

    def placed(self, document: Document, package: Package, part: str) -> tuple[Aside, ...]:
        """Return the asides in order, comments with their words; opens the comments only if there are any."""
        comments: Comments = {}
        if any(aside.kind == "comment" for aside in self.asides):
            name = package.part(part, "comments")
            comments = read_comments(package.read(name), name, package.limits) if name else {}
        placed = (_placed(aside, comments, len(document.text)) for aside in self.asides)
        kept = (aside for aside in placed if aside.kind != "comment" or aside.author != OURS)
        return tuple(sorted(kept, key=lambda aside: aside.start))


def beside(line: Line, shown: str) -> Sequence[Note]:
    """Return what stands beside a paragraph that reads ``shown``."""
    label = len(shown) - len(line.text)
    return [note._replace(offset=label + note.offset) for note in line.notes or ()]


def beside_in_cell(line: Line, shown: str) -> Sequence[Note]:
    """Return the same in a cell: there the number of a list stands before a figure like more digits."""
    label = len(shown) - len(line.text)
    if label and line.text[:1].isnumeric() and any(map(str.isnumeric, shown[:label])):
        return [Note("unreadable", shown[:label], "", 0), *beside(line, shown)]
    return beside(line, shown)


def in_cell(notes: Iterable[Note], text: str) -> list[Note]:
    """Return the notes of a whole cell: a text box in it, or a shape over nothing, is what it shows."""
    found: list[Note] = []
    for note in notes:
        if note.kind == "boxed" or (note.kind == "floating" and not text.strip()):
            found.append(note._replace(kind="unreadable"))
        elif note.kind not in BESIDE:
            found.append(note)
    return found


def without_marks(notes: Iterable[Note]) -> list[Note]:
    """Return the notes of a text that is not in the reading text itself."""
    return [note for note in notes if note.aside]


def beside_row(row: BodyRow) -> list[Note]:
    """Return what stands in a row that is deleted or hidden."""
    return [note for cell in row.cells for note in beside_cell(cell, row.gone or "hidden")]


def beside_cell(cell: BodyCell, kind: AsideKind) -> list[Note]:
    """Return what stands in a cell that is not shown."""
    lines = (item for item in cell.items if isinstance(item, Line))
    return [note for line in lines for note in unread(line, kind)]


def unread(line: Line, kind: AsideKind) -> list[Note]:
    """Return a paragraph that is not in the reading text as notes."""
    kept = without_marks(line.notes or ())
    notes = [note._replace(offset=0) for note in kept if note.kind != "inserted"]
    return [*notes, Note(kind, line.text, "", 0)] if line.text else notes


def read_comments(content: bytes, part: str, limits: Limits) -> Comments:
    """Return the comments of a document; raises what ``walk`` raises."""
    comments: Comments = {}
    pieces: list[str] = []
    number = author = ""

    def begin(attributes: list[str]) -> None:
        nonlocal number, author
        number, author = attribute(attributes, "id"), attribute(attributes, "author")
        pieces.clear()

    def end() -> None:
        comments[number] = author, " ".join("".join(pieces).split())

    starts = {"comment": begin, "p": lambda _: pieces.append(" ")}
    walk(content, part, limits, starts, {"comment": end}, pieces.append)
    return comments


def _placed(aside: Aside, comments: Comments, last: int) -> Aside:
    start = min(aside.start, last)
    if aside.kind != "comment":
        return aside._replace(start=start)
    author, text = comments.get(aside.text, ("", ""))
    return aside._replace(start=start, author=author, text=text)


class Notes:
    """The notes of a document part, opened only where there is one; ``within`` as for ``read_package``."""

    def __init__(self, package: Package, part: str, within: str, sheet: StyleSheet) -> None:
        self.package = package
        self.part = part
        self.within = within
        self.sheet = sheet
        self.limits = package.limits
        self.unread: dict[str, dict[str, list[Item]]] = {}

    def put_in(self, items: Sequence[Item]) -> Iterator[tuple[Item, str]]:
        """Yield items with the part that they stand in, the notes in place of what refers to them."""
        for item in items:
            if isinstance(item, Reference) and item.kind != "picture":
                for noted in self._of(item):
                    yield noted, self._place(item)
            else:
                yield item, ""

    def _of(self, reference: Reference) -> list[Item]:
        """Return what a note says where it is referred to first."""
        if reference.kind not in self.unread:
            name = self._name(reference)
            content = self.package.read(name) if name else b""
            place = self.within + name
            self.unread[reference.kind] = (
                read_notes(content, place, reference.kind, self.limits, self.sheet) if name else {}
            )
        return self.unread[reference.kind].pop(reference.name, [])

    def _name(self, reference: Reference) -> str:
        return self.package.part(self.part, f"{reference.kind}s") or ""

    def _place(self, reference: Reference) -> str:
        return f"{self.within}{self._name(reference)}#{reference.kind}[{reference.name}]"


def read_notes(
    content: bytes, part: str, kind: str, limits: Limits, sheet: StyleSheet
) -> dict[str, list[Item]]:
    """Return the paragraphs and tables of each ``footnote`` or ``endnote`` of a part, by its number."""
    body = Body(part, limits, sheet)
    notes: dict[str, list[Item]] = {}

    def begin(attributes: list[str]) -> None:
        body.items = notes[attribute(attributes, "id")] = []

    walk(content, part, limits, {**body.starts(), kind: begin}, body.ends(), body.runs.buffer.append)
    return notes


Look: TypeAlias = Callable[[Line], tuple[str, int]]
"""Returns a paragraph's text as shown, and its heading level (0 for none)."""


class Laid(NamedTuple):
    """A table ready to be composed, and what stands beside the text of its cells."""

    native: str
    rows: list[list[Box]]
    notes: list[CellNotes]


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document as it reads once every tracked change is accepted.

    Native places are ``word/document.xml#p[12]`` (paragraphs outside tables, content controls
    included, counted from 1; a text box's paragraphs bear the number of the one that holds it) and
    ``word/document.xml#tbl[2]/tr[4]/tc[2]`` (counted as they stand in the XML; a nested table's
    go on ``/tbl[1]/tr[1]/tc[1]``), and ``word/footnotes.xml#footnote[2]``. Changes, comments and
    hidden words are its asides. Raises Unreadable and LimitExceeded.
    """
    return read_package(data, path, limits)


def read_package(data: bytes, path: str, limits: Limits, within: str = "") -> Document:
    """Read a document; ``within`` stands before every native place."""
    package = open_package(data, limits)
    part = document_part(package)
    looks = Looks(package, part)
    composer = Composer(path, "docx")
    gathered = Gathered()
    pictures: list[Picture] = []
    native = within + part
    body = read_body(package.read(part), native, limits, looks.sheet)
    place = native
    for item, noted in Notes(package, part, within, looks.sheet).put_in(body):
        if isinstance(item, Line):
            place = noted or f"{native}#p[{item.number}]"
            text, heading = looks.apply(item)
            if item.notes:
                gathered.add(beside(item, text), composer.length, place)
            if text and not text.isspace():
                composer.paragraph(text, place, heading)
        elif isinstance(item, BodyTable):
            place = item.native
            for laid in tables(item, looks.apply, limits):
                compose(laid, composer, gathered)
        else:
            pictures.append(Picture(item.name, max(composer.length - 1, 0), place))
    document = composer.document(rewritable=not within)
    if not (gathered.asides or gathered.marked or pictures):
        return document
    asides = gathered.placed(document, package, part) if gathered.asides else ()
    marked = disjoint([*gathered.marked, *document.marked])
    return replace(document, asides=asides, pictures=tuple(pictures), marked=marked)


def compose(laid: Laid, composer: Composer, gathered: Gathered) -> None:
    """Add a table to the document, and what stands beside its text."""
    if laid.rows:
        composer.table(laid.rows, laid.native)
    if laid.notes:
        table = composer.blocks[-1] if laid.rows else None
        gathered.add_table(table if isinstance(table, Table) else Table(()), laid.notes, composer.length)


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
            notes = beside_row(row)
            if notes:
                laid.notes.append(CellNotes(len(laid.rows), 0, place, notes))
            continue
        boxes: list[Box] = []
        for nth, cell in enumerate(row.cells, 1):
            if cell.covered:
                continue
            native = f"{place}/tc[{nth}]"
            if cell.gone:
                laid.notes.append(CellNotes(len(laid.rows), len(boxes), native, beside_cell(cell, "deleted")))
                continue
            notes = []
            text = own_text(cell.items, look, limits, nested, notes)
            if notes:
                laid.notes.append(CellNotes(len(laid.rows), len(boxes), native, notes))
            boxes.append(Box(text, len(laid.rows), cell.column, cell.rows, cell.span, native))
        laid.rows.append(boxes)
    if nested and not any(box.text for boxes in laid.rows for box in boxes):
        laid.rows.clear()
        laid.notes[:] = [each._replace(notes=without_marks(each.notes)) for each in laid.notes]
    return [laid, *nested] if laid.rows or laid.notes else nested


def own_text(items: list[Item], look: Look, limits: Limits, nested: list[Laid], notes: list[Note]) -> str:
    """Return a cell's paragraphs, a line each; its tables go to ``nested``, what is beside to ``notes``."""
    if len(items) == 1 and isinstance(items[0], Line):
        line = items[0]
        text = look(line)[0]
        if line.notes or line.text != text:
            notes += in_cell(beside_in_cell(line, text), text)
        return text
    texts: list[str] = []
    found: list[Note] = []
    length = 0
    for item in items:
        if isinstance(item, Line):
            text = look(item)[0]
            if item.notes or item.text != text:
                found += (note._replace(offset=length + note.offset) for note in beside_in_cell(item, text))
            if text:
                texts.append(text)
                length += len(text) + 1
        elif isinstance(item, BodyTable):
            inside = tables(item, look, limits)
            nested += inside
            if any(box.text or laid.notes for laid in inside for boxes in laid.rows for box in boxes):
                found.append(Note("unreadable", "", "", max(length - 1, 0)))
    text = "\n".join(texts)
    notes += in_cell(found, text)
    return text


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
            if cell.down:
                open_cells[cell.column] = _merged_down(cell, above, limits)
        above = open_cells


def _merged_down(cell: BodyCell, above: dict[int, BodyCell], limits: Limits) -> BodyCell:
    top = above.get(cell.column) if cell.down == "continue" else None
    if top is None:
        return cell
    cell.covered = True
    top.rows = min(top.rows + 1, limits.span)
    return top
