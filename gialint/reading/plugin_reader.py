"""Reading with the reader of a plugin: run as code of others is, and held to the law of documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from gialint.foreign import TELL, Died, at, cause, enter, misfit, reraise_interrupt, spot, spot_of
from gialint.foreign import Entry as Call
from gialint.hookspecs import loaded
from gialint.model import Cell, Document, Entry, Paragraph, Place, Table, Text
from gialint.reading import Limits, Unreadable

if TYPE_CHECKING:
    from gialint.hookspecs import Reader

SPAN = Limits().span

INSTALL = Text(
    "请确认插件和它依赖的包都已安装。", "Check that the plugin is installed, with its dependencies."
)
TELL_AUTHOR = Text(
    "请把这一行反馈给插件作者；可先另存为其他格式再检查。",
    "Send the plugin's author this line; saving in another format may help meanwhile.",
)


def broken_law(document: object) -> Text | None:
    """Return how a document breaks the law of documents, or none.

    It is made of what it should be made of. Every block, cell and entry is a slice of the reading text, in
    order, and stands on one line; but cells keep the line ends inside them where the file is its own
    reading text, and paragraphs at their seams. Marks are in order and do not overlap. No two cells of a
    table stand at one place.
    """
    slip = misfit(document, Document, "Document")
    if slip is not None or not isinstance(document, Document):
        return slip
    return next((slip for laws in (_slices, _marks, _tables, _sources) for slip in laws(document)), None)


def _pieces(document: Document) -> Iterator[Paragraph | Cell | Entry]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block
    yield from document.entries


def _slices(document: Document) -> Iterator[Text]:
    last = 0
    breaking = Cell if document.source and document.source.text == document.text else ()
    for piece in _pieces(document):
        if document.entries and piece is document.entries[0]:
            last = 0  # figures given as data may stand anywhere between paragraphs
        end = piece.start + len(piece.text)
        stands = document.text[piece.start : end]
        if stands != piece.text:
            yield _of(piece, f"称在 {piece.start}，那里却是 {stands!r}",
                      f"says it is at {piece.start}, where there is {stands!r}")  # fmt: skip
        elif not isinstance(piece, breaking) and "\n" in _unbroken(piece, document):
            yield _of(piece, "不在一行之内", "spans more than one line")
        elif piece.start < last:
            yield _of(piece, "从上一段之内开始", "begins before the one in front of it ends")
        elif Place(document, piece.start, end, "").location().text != piece.text:
            yield _of(piece, "按行列是另一处", "has another place by line and column")
        last = end


def _unbroken(piece: Paragraph | Cell | Entry, document: Document) -> str:
    """Return the text of a piece without its seams, where the file is its own reading text."""
    if not isinstance(piece, Paragraph) or not document.source or document.source.text != document.text:
        return piece.text
    return "".join(piece.text[start:end] for start, end in piece.pieces())


def _marks(document: Document) -> Iterator[Text]:
    last = 0
    for each in document.marked:
        if not last <= each.start <= each.end <= len(document.text):
            yield Text(f"{each!r} 不按顺序，或者在正文之外", f"{each!r} is out of order or of the text")
        last = each.end


def _tables(document: Document) -> Iterator[Text]:
    for table in (block for block in document.blocks if isinstance(block, Table)):
        taken: dict[tuple[int, int], Cell] = {}
        for cell in (cell for row in table.rows for cell in row):
            if not (0 < cell.rowspan <= SPAN and 0 < cell.colspan <= SPAN):
                yield _of(cell, f"占 {cell.rowspan} 行 {cell.colspan} 列",
                          f"spans {cell.rowspan} rows and {cell.colspan} columns")  # fmt: skip
                return
            rows = range(cell.row, cell.row + cell.rowspan)
            columns = range(cell.column, cell.column + cell.colspan)
            for place in product(rows, columns) if table.geometry else ():
                other = taken.setdefault(place, cell)
                if other is not cell:
                    yield _of(cell, f"与 {other!r} 同在第 {place} 格",
                              f"and {other!r} are both at row and column {place}")  # fmt: skip


def _sources(document: Document) -> Iterator[Text]:
    source = document.source
    if source is None:
        return
    if list(source.reading) != sorted(source.reading):
        yield Text("source.reading 没有按顺序", "the runs of the source are not in order")
    elif len(source.reading) != len(source.origin) or not source.origin:
        yield Text("source.reading 与 source.origin 不等长", "each run of the source needs its origin")
    else:
        for piece in _pieces(document):
            offset = source.offset(piece.start)
            if not 0 <= offset <= len(source.text):
                yield _of(piece, f"在 source 之外：{offset}", f"is traced to {offset}, outside the source")


def _of(piece: Paragraph | Cell | Entry, zh: str, en: str) -> Text:
    return Text(f"{piece!r:.200} {zh}", f"{piece!r:.200} {en}")


class BrokenReader(Unreadable):
    """A reader of a plugin that broke over a file (GIA903)."""

    code = "GIA903"
    broken = True


def foreign_document(reader: Reader, data: bytes, path: str, limits: Limits) -> Document:
    """Return the document that a plugin's reader makes of a file; raises Unreadable, or BrokenReader."""
    doing = Text(f"用读取器 {reader.name} 读取文件", f"reading a file with {reader.name}")
    entry = Call(reader.plugin, doing, path)
    try:
        return enter(entry, lambda: _held(reader, data, path, limits, entry))
    except Unreadable:
        raise
    except Died as error:
        raise BrokenReader(at(error.words, error.entry.where), TELL) from error
    except BaseException as error:
        reraise_interrupt(error)
        advice = INSTALL if isinstance(error, ImportError) else TELL_AUTHOR
        raise _broken(reader, Text(cause(error), cause(error)), spot_of(error), advice) from error


def _held(reader: Reader, data: bytes, path: str, limits: Limits, entry: Call) -> Document:
    read = loaded(reader.load)
    entry = entry._replace(where=spot(read))
    try:
        document: Document = enter(entry, lambda: read(data, path, limits))
    except Unreadable as error:
        said = (error.reason, error.advice, error.quote, error.foreign)
        slip = misfit(said, tuple[Text, Text | None, str, bool], type(error).__name__)
        if slip is None:
            raise
        raise _broken(reader, slip, spot_of(error)) from error
    slip = broken_law(document)
    if slip is None and document.path != path:
        slip = Text(f"Document.path 应当是 {path!r}", f"Document.path should be {path!r}")
    if slip is not None:
        raise _broken(reader, slip, spot(read))
    return document


def _broken(reader: Reader, what: Text, where: str, advice: Text = TELL_AUTHOR) -> BrokenReader:
    words = Text(
        f"插件 {reader.plugin} 的读取器 {reader.name} 出错：{what.zh}",
        f"plugin {reader.plugin}: reader {reader.name} failed: {what.en}",
    )
    return BrokenReader(at(words, where), advice)
