"""Reading with the reader of a plugin: run as code of others is, and held to the law of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gialint.foreign.conforming import misfit
from gialint.foreign.entering import TELL, Died, Entry, cause, enter, reraise_interrupt
from gialint.foreign.spots import at, spot, spot_of
from gialint.hookspecs import loaded
from gialint.model import Document, Words
from gialint.reading import Limits, Unreadable
from gialint.reading.law import broken_law

if TYPE_CHECKING:
    from gialint.hookspecs import Reader

INSTALL = Words(
    "请确认插件和它依赖的包都已安装。",
    "Check that the plugin is installed, and what it depends on.",
)
TELL_AUTHOR = Words(
    "请把这一行反馈给插件作者；可先另存为其他格式再检查。",
    "Send the plugin's author this line; saving in another format may help meanwhile.",
)


class BrokenReader(Unreadable):
    """A reader of a plugin that broke over a file (GIA903)."""

    code = "GIA903"


def foreign_document(reader: Reader, data: bytes, path: str, limits: Limits) -> Document:
    """Return the document that a plugin's reader makes of a file; raises Unreadable, or BrokenReader."""
    doing = Words(f"用读取器 {reader.name} 读取文件", f"reading a file with {reader.name}")
    entry = Entry(reader.plugin, doing, path)
    try:
        return enter(entry, lambda: _held(reader, data, path, limits, entry))
    except Unreadable:
        raise
    except Died as error:
        raise BrokenReader(at(error.words, error.entry.where), TELL) from error
    except BaseException as error:
        reraise_interrupt(error)
        advice = INSTALL if isinstance(error, ImportError) else TELL_AUTHOR
        raise _broken(reader, Words(cause(error), cause(error)), spot_of(error), advice) from error


def _held(reader: Reader, data: bytes, path: str, limits: Limits, entry: Entry) -> Document:
    read = loaded(reader.load)
    entry = entry._replace(where=spot(read))
    try:
        document: Document = enter(entry, lambda: read(data, path, limits))
    except Unreadable as error:
        said = (error.reason, error.advice, error.quote, error.foreign)
        slip = misfit(said, tuple[Words, Words | None, str, bool], type(error).__name__)
        if slip is None:
            raise
        raise _broken(reader, slip, spot_of(error)) from error
    slip = broken_law(document)
    if slip is None and document.path != path:
        slip = Words(f"Document.path 应当是 {path!r}", f"Document.path should be {path!r}")
    if slip is not None:
        raise _broken(reader, slip, spot(read))
    return document


def _broken(reader: Reader, what: Words, where: str, advice: Words = TELL_AUTHOR) -> BrokenReader:
    words = Words(
        f"插件 {reader.plugin} 的读取器 {reader.name} 出错：{what.zh}",
        f"plugin {reader.plugin}: reader {reader.name} failed: {what.en}",
    )
    return BrokenReader(at(words, where), advice)
