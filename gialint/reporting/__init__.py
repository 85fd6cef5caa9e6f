"""Reporting: a result becomes text.

In come a ``Result`` or a ``Report`` and a ``Style``; out comes the text of one output, or its bytes.
Reporters know nothing of readers, files or the command line.
"""

from __future__ import annotations

from gialint.records import NamedTuple


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
