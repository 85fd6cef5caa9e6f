"""What is sent: one file as it is, or the files of a form; what is too large is let go of as it comes in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from gialint.records import NamedTuple
from gialint.web.checks import Sending
from gialint.web.site import Bounds

if TYPE_CHECKING:
    from starlette.requests import Request

FIELD = "files"
"""The field of a form that holds files; its field ``lang`` is the language."""
_LONGEST_FIELD = 100
_LONGEST_NAME = 4_000


class TooLarge(Exception):
    """More was sent than is taken at once: ``limit`` is one of ``file``, ``files`` and ``sent``."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class NotAForm(Exception):
    """A body that is not what its headers say."""


class TooSlow(Exception):
    """Whoever sends has stopped sending."""


class Sent(NamedTuple):
    """The files of a form with their names, those that are too large with their sizes, and other fields."""

    files: list[tuple[str, bytes]]
    large: list[tuple[str, int]]
    fields: dict[str, str]


async def body(request: Request, bounds: Bounds, sending: Sending) -> bytes:
    """Return the body of a request, which is one file; raises TooLarge, TooSlow and NoRoom."""
    _check_announced(request, bounds.file, "file")
    parts: list[bytes] = []
    size = 0
    async for part in _parts(request, bounds):
        size += len(part)
        if size > bounds.file:
            raise TooLarge("file")
        sending.take(len(part))
        parts.append(part)
    return b"".join(parts)


async def form(request: Request, bounds: Bounds, sending: Sending) -> Sent:
    """Return what a form of ``multipart/form-data`` sends; raises what ``body`` does, and NotAForm.

    Of a file that is too large nothing is kept, and the others are all the same.
    """
    from python_multipart import MultipartParser
    from python_multipart.exceptions import MultipartParseError
    from python_multipart.multipart import parse_options_header

    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or b"boundary" not in options:
        raise NotAForm
    # What stands around the files is little, and not theirs.
    _check_announced(request, bounds.sent + bounds.files * _LONGEST_NAME, "sent")
    reading = _Reading(bounds, sending)
    parser = MultipartParser(options[b"boundary"], reading.callbacks())  # type: ignore[arg-type]
    try:
        async for part in _parts(request, bounds):
            parser.write(part)
        parser.finalize()
    except MultipartParseError as error:
        raise NotAForm from error
    if not reading.ended:
        raise NotAForm
    return reading.sent


def _check_announced(request: Request, most: int, limit: str) -> None:
    """Raise before anything is read, where the request itself says that it is too large."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise TooLarge(limit)


async def _parts(request: Request, bounds: Bounds) -> AsyncIterator[bytes]:
    """Yield what is sent, as it comes in; raises TooSlow, and ClientDisconnect of starlette."""
    stream = request.stream()
    while True:
        try:
            part = await asyncio.wait_for(anext(stream, None), bounds.silence)
        except TimeoutError as error:
            raise TooSlow from error
        if part is None:
            return
        yield part


class _Reading:
    """The parts of a form, as the parser tells of them."""

    def __init__(self, bounds: Bounds, sending: Sending) -> None:
        self.bounds, self.sending = bounds, sending
        self.sent = Sent([], [], {})
        self.ended = False
        self.total = 0
        self._begin()

    def callbacks(self) -> dict[str, object]:
        """Return what the parser is to call."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self.field, self.value = b"", b""
        self.name: str | None = None
        self.file: str | None = None
        self.kept: list[bytes] = []
        self.size = 0

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self.field = _longer(self.field, data[start:end])

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self.value = _longer(self.value, data[start:end])

    def _header_end(self) -> None:
        if self.field.lower() == b"content-disposition":
            from python_multipart.multipart import parse_options_header

            _, options = parse_options_header(self.value)
            self.name = options.get(b"name", b"").decode("utf-8", "replace")
            if b"filename" in options:
                self.file = options[b"filename"].decode("utf-8", "replace")
        self.field, self.value = b"", b""

    def _headers_finished(self) -> None:
        if (
            self.name == FIELD
            and self.file
            and len(self.sent.files) + len(self.sent.large) >= self.bounds.files
        ):
            raise TooLarge("files")

    def _data(self, data: bytes, start: int, end: int) -> None:
        self.size += end - start
        self.total += end - start
        # Of a file that is too large nothing is kept, but it must come to an end some time.
        if self.total > self.bounds.sent:
            raise TooLarge("sent")
        most = self.bounds.file if self.name == FIELD and self.file else _LONGEST_FIELD
        if self.size <= most:
            self.sending.take(end - start)
            self.kept.append(data[start:end])
        else:
            self.kept.clear()

    def _part_end(self) -> None:
        whole = b"".join(self.kept)
        if self.name == FIELD and self.file:
            if self.size > self.bounds.file:
                self.sent.large.append((self.file, self.size))
            else:
                self.sent.files.append((self.file, whole))
        elif self.name and self.file is None:
            self.sent.fields[self.name[:_LONGEST_FIELD]] = whole.decode("utf-8", "replace")

    def _end(self) -> None:
        self.ended = True


def _longer(text: bytes, more: bytes) -> bytes:
    if len(text) + len(more) > _LONGEST_NAME:
        raise NotAForm
    return text + more
