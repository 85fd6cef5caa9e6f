"""The law of every file: it is checked or refused in words, whatever its bytes, and nothing fails over it."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from gialint.config import Config
from gialint.document import Document, Table
from gialint.hookspecs import loaded
from gialint.linter import Linter, linter
from gialint.plugins.builtin import REPORTERS
from gialint.reading import LimitExceeded, Limits, Steps, Unreadable
from gialint.reading.opening import open_document
from gialint.report import Report
from gialint.reporting import Style
from gialint.testing import check_document
from gialint.understanding.understand import understand

FAILED = ("GIA901", "GIA903", "GIA906")
BROKEN = ("读取器", "gialint 没能读懂")
"""How a refusal begins that is a fault of ours."""


@cache
def every_rule() -> Linter:
    """Return a linter with every rule there is, whose outcomes every output can show."""
    return linter(Config(select=("ALL",)))._replace(full_text=True)


def hold(name: str, content: bytes, output: int = 0) -> bool:
    """Check a file as a run does and hold what comes of it to the law; raises AssertionError.

    ``output`` is the number of the format in which it is told. Returns whether the file was read.
    """
    lint = every_rule()
    result = lint.check([name], {name: content})
    for found in result.reports[0].findings:
        assert found.code not in FAILED, found.message
        assert not found.message.startswith(BROKEN), found.message
    assert loaded(REPORTERS[output % len(REPORTERS)].load)(result, Style(width=80))
    try:
        document = open_document(name, lint.plugins.readers, Limits(), content)
    except Unreadable as refused:
        told = refused.reason
    else:
        hold_document(document)
        with suppress(LimitExceeded):  # damage without end, of which the result has told
            hold_places(understand(document, lint.knowledge, Steps(Limits().steps).spend))
        return True
    assert told.zh
    assert told.en
    return False


def hold_document(document: Document) -> None:
    """Hold a document to its law, and to what else readers of ours keep; raises AssertionError."""
    check_document(document)
    for block in document.blocks:
        if isinstance(block, Table):
            for number, row in enumerate(block.rows):
                assert all(cell.row == number for cell in row)
        else:
            assert block.text.strip()
    for aside in document.asides:
        assert 0 <= aside.start <= len(document.text)
        if aside.kind == "inserted":
            assert document.text.startswith(aside.text, aside.start)


def hold_places(report: Report) -> None:
    """Hold every fact and claim to a place within the text; raises AssertionError."""
    places = [fact.place for fact in map(report.facts.__getitem__, report.facts) if fact.place is not None]
    for place in [*places, *(claim.place for claim in report.claims)]:
        assert 0 <= place.start <= place.end <= len(report.document.text)
        assert place.location().line > 0
