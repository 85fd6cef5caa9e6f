"""Open a file: find the reader for it, or say why there is none and what its owner can do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gialint.foreign import cause, reraise_interrupt
from gialint.hookspecs import loaded, spelled
from gialint.model import Document, Text, missing_package, spaced
from gialint.reading import Limits, Unreadable
from gialint.reading.files import LOOK, ZIP, checked_length, checked_size, empty, on_disk, parted
from gialint.reading.kinds import DOCX, KINDS, OLD_WORD, TO_TEXT, WEB_PAGE, advice_on, kind_of
from gialint.reading.redaction import protected

if TYPE_CHECKING:
    from gialint.hookspecs import Reader

STDIN = "-"
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".yaml", ".yml", ".csv"})
KNOWN_SUFFIXES = TEXT_SUFFIXES.union(*(kind.suffixes for kind in KINDS))
"""Suffixes whose content is known; what else a plugin reads is its own affair."""
WORD_SUFFIXES = frozenset(OLD_WORD.suffixes)
AS_WORD = {WEB_PAGE: "html", DOCX: "docx"}
"""Readers for what goes by those suffixes: office systems export web pages so, and Word opens them."""

NAME_STDIN = Text(
    "从标准输入读取时请用 --stdin-filename 给出文件名，例如 --stdin-filename 报告.txt。",
    "When reading standard input, give a name with --stdin-filename, such as --stdin-filename report.txt.",
)
NAME_MEMBER = Text(
    "请写出其中的一份报告，例如 年报.zip/青石镇/年报.docx；gialint check 可以直接检查整个压缩包。",
    "Name a report in it, such as a.zip/b.docx; gialint check takes whole archives.",
)
INSTALL = Text(
    "请确认提供这个读取器的插件和它的依赖都已安装。",
    "Check that the plugin that provides this reader is installed, with its dependencies.",
)
OTHER_FORMATS = Text(
    "其他格式不受影响：请装上它，或把报告另存为别的格式（如 .docx、.txt）再检查。",
    "Other formats are not concerned: install it, or save the report in another one (.docx, .txt).",
)
TELL_AUTHOR = Text(
    "这是读取器的缺陷：请把这一行反馈给其作者；可先另存为其他格式再检查。",
    "This is a bug in the reader: send its author this line; saving in another format may help meanwhile.",
)


def open_document(
    path: str, readers: Sequence[Reader], limits: Limits, data: bytes | None = None
) -> Document:
    """Read a file with the first of ``readers`` that answers to its suffix, its personal numbers starred.

    ``data`` are its bytes where they are already known (standard input). Raises Unreadable or
    LimitExceeded, and nothing else, whatever the file or the reader does.
    """
    if data is None:
        data = contents_of(path, limits)
    checked_size(len(data), limits)
    if not data:
        raise empty()
    if os.path.splitext(path)[1].lower() in TEXT_SUFFIXES:
        # No encoding takes more than four bytes for a character.
        checked_length(len(data) // 4, limits)
    document = _read(chosen(path, readers, data), data, path, limits)
    checked_length(len(document.text), limits)
    return protected(_checked_text(document))


def contents_of(path: str, limits: Limits) -> bytes:
    """Return the bytes of a file, which may stand in a ``.zip`` (``a.zip/b.docx``).

    Raises Unreadable, or LimitExceeded before reading too much.
    """
    archived = parted(path)
    if archived is None or not archived[1]:
        return on_disk(path, limits)
    from gialint.reading.archive import member_contents

    return member_contents(*archived, limits)


def chosen(path: str, readers: Sequence[Reader], data: bytes) -> Reader:
    """Return the first reader that answers to the suffix of ``path``; raises Unreadable.

    It is also rejected where the bytes are of another kind than the suffix says, but for what Word
    opens all the same.
    """
    name = os.path.basename(path).lower()
    suffix = os.path.splitext(name)[1]
    kind = kind_of(data)
    if kind in AS_WORD and suffix in WORD_SUFFIXES:
        for reader in readers:
            if reader.name == AS_WORD[kind]:
                return reader
    if kind is not None and suffix in KNOWN_SUFFIXES and suffix not in kind.suffixes:
        raise Unreadable.because(
            f"扩展名是 {suffix}，内容却是{spaced(kind.what.zh)}",
            f"named {suffix}, but it is {kind.what.en}",
            kind.advice,
        )
    for reader in readers:
        if any(name.endswith("." + given.lower().lstrip(".")) for given in reader.suffixes):
            return reader
    raise _without_reader(path, suffix, readers)


def _read(reader: Reader, data: bytes, path: str, limits: Limits) -> Document:
    if reader.plugin:
        from gialint.reading.plugin_reader import foreign_document

        return foreign_document(reader, data, path, limits)
    try:
        document = loaded(reader.load)(data, path, limits)
    except Unreadable:
        raise
    except ImportError as error:
        missing = missing_package(error)
        if missing and spelled(reader.load).startswith("gialint."):
            words = Text(f"不能读取 {reader.name}：{missing.zh}", f"cannot read {reader.name}: {missing.en}")
            raise Unreadable(words, OTHER_FORMATS) from error
        raise _broken(reader, f"{type(error).__name__}: {error}", INSTALL) from error
    except BaseException as error:  # the faults of a reader must not end the run
        reraise_interrupt(error)
        raise _broken(reader, cause(error)) from error
    if not isinstance(document, Document):
        raise _broken(reader, f"returned {type(document).__name__}, not Document")
    return document


def _checked_text(document: Document) -> Document:
    """Refuse halves of characters (U+D800 to U+DFFF), which escapes can spell and nothing can write."""
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        line, column = (document.source or document).line_and_column(error.start)
        raise Unreadable.because(
            f"第 {line} 行第 {column} 列有不成字的编码 U+{ord(document.text[error.start]):04X}",
            f"U+{ord(document.text[error.start]):04X} in line {line}, column {column} is not a character",
            TO_TEXT,
        ) from error
    return document


def _broken(reader: Reader, detail: str, advice: Text = TELL_AUTHOR) -> Unreadable:
    line = " ".join(detail.split())
    error = Unreadable.because(
        f"读取器 {reader.name}（{spelled(reader.load)}）出错：{line}",
        f"reader {reader.name} ({spelled(reader.load)}) failed: {line}",
        advice,
    )
    error.broken = True
    return error


def _without_reader(path: str, suffix: str, readers: Sequence[Reader]) -> Unreadable:
    readable = " ".join(dict.fromkeys(given for reader in readers for given in reader.suffixes))
    if not suffix:
        return Unreadable.because(
            f"文件名没有扩展名，不知道是什么格式；能读取的有：{readable}",
            f"the name has no suffix, so the format is unknown; these can be read: {readable}",
            NAME_STDIN if path == STDIN else LOOK,
        )
    return Unreadable.because(
        f"没有能读 {suffix} 文件的读取器；能读取的有：{readable}",
        f"no reader for {suffix} files; these can be read: {readable}",
        NAME_MEMBER if suffix == ZIP else advice_on(suffix),
    )
