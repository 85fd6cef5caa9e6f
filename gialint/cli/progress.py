"""The progress line of a long run on a terminal, removed when the run ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TextIO

from gialint.model import Text
from gialint.reporting.layout import cells, fitting, visible

PATIENCE = 2.0
"""Seconds before the line is shown: shorter runs need none."""
PAUSE = 0.1
"""Seconds between two looks of the line."""
_LINE = Text("已检查 {done}/{whole}：{path}", "checked {done} of {whole}: {path}")
_CLEAR = "\r\x1b[K"


def shown(paths: Iterable[str], whole: int, language: str, stream: TextIO | None = None) -> Iterator[str]:
    """Yield paths, telling on standard error which is the next where a person is watching."""
    stream = sys.stderr if stream is None else stream
    if stream is None or not stream.isatty():
        return iter(paths)
    return _told(paths, whole, language, stream)


def _told(paths: Iterable[str], whole: int, language: str, stream: TextIO) -> Iterator[str]:
    from shutil import get_terminal_size

    due = monotonic() + PATIENCE
    visited = False
    try:
        for done, path in enumerate(paths):
            now = monotonic()
            if now >= due:
                line = _LINE.in_language(language).format(done=done, whole=whole, path=visible(path))
                stream.write(_CLEAR + _cut(line, get_terminal_size().columns - 1))
                stream.flush()
                visited, due = True, now + PAUSE
            yield path
    finally:
        if visited:
            stream.write(_CLEAR)
            stream.flush()


def _cut(line: str, room: int) -> str:
    return line if cells(line) <= room else line[: fitting(line, room)]
