"""The law of every file: it is checked or refused in words, whatever its bytes, and nothing fails over it."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from gialint.config import Config
from gialint.hookspecs import loaded
from gialint.model import Document, Report, Result, Table
from gialint.plugins.builtin import REPORTERS
from gialint.reading import LimitExceeded, Limits, Steps, Unreadable
from gialint.reading.opening import open_document
from gialint.reporting import Style
from gialint.reporting.comments import comments
from gialint.reporting.facts import facts_table
from gialint.reporting.json import facts_json
from gialint.reporting.masking import masked
from gialint.run.linter import Linter, linter
from gialint.run.result import result_of
from gialint.testing import check_document
from gialint.understanding.understand import understand
from gialint.writing.comments import annotated
from gialint.writing.fixing import fixed

FAILED = ("GIA901", "GIA903", "GIA906")
BROKEN = ("读取器", "gialint 没能读懂")
"""How a refusal begins that is a fault of ours."""


@cache
def every_rule() -> Linter:
    """Return a linter with every rule there is, whose outcomes every output can show."""
    return linter(Config(select=("ALL",)))._replace(full_text=True)


TOLD_AT_ONCE = tuple(reporter for reporter in REPORTERS if not (reporter.store or reporter.requires))
"""A store is written as the run goes on, to a file of its own; what requires a package has its tests."""


def hold(name: str, content: bytes, output: int = 0) -> bool:
    """Check a file as a run does and hold what comes of it to the law; raises AssertionError.

    ``output`` is the number of the format in which it is told. Returns whether the file was read.
    """
    lint = every_rule()
    result = result_of(lint, [name], {name: content})
    for found in result.reports[0].findings:
        assert found.code not in FAILED, found.message
        assert not found.message.startswith(BROKEN), found.message
    assert loaded(TOLD_AT_ONCE[output % len(TOLD_AT_ONCE)].load)(result, Style(width=80))
    try:
        document = open_document(name, lint.plugins.readers, Limits(), content)
    except Unreadable as refused:
        told = refused.reason
    else:
        hold_document(document)
        with suppress(LimitExceeded):  # damage without end, of which the result has told
            report = understand(document, lint.knowledge, Steps(Limits().steps).spend)
            hold_report(report)
            hold_written(report, content, result)
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


def hold_report(report: Report) -> None:
    """Hold every fact and claim to a place within the text, and show them all; raises AssertionError."""
    places = [fact.place for fact in map(report.facts.__getitem__, report.facts) if fact.place is not None]
    for place in [*places, *(claim.place for claim in report.claims)]:
        assert 0 <= place.start <= place.end <= len(report.document.text)
        assert place.location().line > 0
    path = report.document.path
    assert facts_json([(path, report)])
    assert facts_table([(path, report)], Style(width=80))


def hold_written(report: Report, content: bytes, result: Result) -> None:
    """Mend a file, and write what was found into a Word file, which then reads as before."""
    document = report.document
    fixed(every_rule(), document.path, content)
    if document.reader != "docx":
        return
    notes = comments(masked(result).reports[0], "zh")
    title = report.facts["meta.title"].place
    try:
        copy = annotated(document, content, notes, title.location() if title else None, Limits())
    except Unreadable:
        return
    assert open_document(document.path, every_rule().plugins.readers, Limits(), copy).text == document.text
