"""Reporting: a result becomes text.

In come a ``Result`` or a ``Report`` and a ``Style``; out comes the text of one output, or its bytes.
Reporters know nothing of readers, files or the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gialint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gialint.hookspecs import Stream
    from gialint.model import Result


class Style(NamedTuple):
    """How to report: language, colours and width (columns; none when not a terminal).

    ``verbose`` lists each of many files that have the same problem, ``quiet`` only findings.
    ``docs_url`` is the address of the page of a rule, with ``{code}`` and ``{language}`` to be filled in.
    """

    language: str = "zh"
    colour: bool = False
    width: int | None = None
    verbose: bool = False
    quiet: bool = False
    docs_url: str = ""

    @property
    def room(self) -> int:
        """Columns of a line: a hundred where nothing says how many, as in a pipe."""
        return self.width or 100


def pieces(stream: Stream, result: Result) -> Iterator[str]:
    """Yield the text of a stream over a result, as it comes."""
    yield stream.begin(result)
    for checked in result.reports:
        yield stream.report(checked)
    yield stream.end()


def whole(stream: Callable[[Style], Stream]) -> Callable[[Result, Style], str]:
    """Return what writes all of a result at once, as a stream writes it piece by piece."""
    return lambda result, style: "".join(pieces(stream(style), result))
