"""Write back a file that is text itself, in its own encoding, with its own line ends and byte order mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from gialint.checking.fixes import applied
from gialint.model import STARS, Document, Edit, Text
from gialint.reading import Limits
from gialint.reading.decode import BIG5, MARKS
from gialint.records import NamedTuple

NOT_AS_IT_WAS = Text(
    "这个文件的编码不能原样写回", "the encoding of this file cannot be written back as it was"
)


class Plain(NamedTuple):
    """A text, the bytes before it and its encoding; ``encoding`` is none where it cannot be written back.

    ``text`` is as it was read, its personal numbers starred; ``whole`` is what the file holds.
    """

    text: str
    whole: str
    mark: bytes
    encoding: str | None
    spelled: Callable[[str], str]
    """How new words are spelled in the format."""

    def refusal(self, edits: Sequence[Edit]) -> Text | None:
        """Return why the file cannot take edits, or none if it can."""
        if self.encoding is None:
            return NOT_AS_IT_WAS
        lacking = [sign for edit in edits for sign in edit.text if not _has(self.encoding, sign)]
        if not lacking:
            return None
        name = self.encoding.upper() if self.encoding != BIG5 else "Big5"
        return Text(
            f"文件的编码 {name} 里没有“{lacking[0]}”这个字",
            f"the file's encoding {name} has no character “{lacking[0]}”",
        )

    def meant(self, edits: Sequence[Edit]) -> str:
        """Return what the text is to be once edits are made."""
        return applied(self.text, self.as_written(edits))

    def written(self, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with edits made."""
        return self.mark + applied(self.whole, self.as_written(edits)).encode(self.encoding or "utf-8")

    def as_written(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return edits with their words as the format spells them."""
        return [edit._replace(text=self.spelled(edit.text)) for edit in edits]


def plain(document: Document, data: bytes, limits: Limits) -> Plain:
    """Open a text or Markdown file."""
    return _opened(document, data, "", str)


def page(document: Document, data: bytes, limits: Limits) -> Plain:
    """Open a web page."""
    from gialint.reading.html import declared

    return _opened(document, data, declared(data), lambda text: escape(text, quote=False))


def _opened(document: Document, data: bytes, charset: str, spelled: Callable[[str], str]) -> Plain:
    text = document.source.text if document.source else document.text
    marked = [(mark, encoding) for mark, encoding in MARKS if data.startswith(mark)]
    bare = [(b"", encoding) for encoding in ("utf-8", "gb18030", BIG5, charset) if encoding]
    for mark, encoding in [*marked, *bare]:
        whole = _read(data, mark, encoding)
        if whole is not None and is_read_as(whole, text):
            return Plain(text, whole, mark, encoding, spelled)
    return Plain(text, text, b"", None, spelled)


def _read(data: bytes, mark: bytes, encoding: str) -> str | None:
    """Return a file as text in an encoding, or none where that would not make the same bytes again."""
    try:
        whole = data[len(mark) :].decode(encoding)
        return whole if mark + whole.encode(encoding) == data else None
    except (UnicodeError, LookupError):
        return None


def is_read_as(whole: str, text: str) -> bool:
    """Return whether a text differs from what was read at most where that is starred, as personal numbers."""
    if len(whole) != len(text):
        return False
    return whole == text or all(
        one == other or other in STARS for one, other in zip(whole, text, strict=True)
    )


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeError:
        return False
    return True
