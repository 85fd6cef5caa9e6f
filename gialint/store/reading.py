"""A store read back as the result of its last run, for those who add up what is in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from gialint.model import Checked, Diagnostic, Digest, Gap, Location, Result, RuleCard, Severity, is_engine
from gialint.records import NamedTuple
from gialint.store.opening import opened, told
from gialint.store.packing import unpacked

REMEMBERED = 1000
"""How many digests of earlier years are remembered, since several reports may be compared with one."""


class Stored(NamedTuple):
    """What a store holds: the result of its last run, and whether that came to its end."""

    result: Result
    finished: bool


def read_store(path: str) -> Stored:
    """Return what a store holds of its last run; raises StoreFailed.

    Findings have the places and words that tables show, but not what stands beside them.
    """
    database = opened(path, to_write=False)
    try:
        with told(path):
            run = database.execute(
                "SELECT run, version, finished FROM runs ORDER BY run DESC LIMIT 1"
            ).fetchone()
            number, version, finished = run or (0, "", 0)
            reports = tuple(_reports(database, number))
            engine = tuple(_problems(database))
            every = (engine, *(each.findings for each in reports))
            broken = any(is_engine(each) for found in every for each in found)
            rules = tuple(_rules(database))
    finally:
        database.close()
    return Stored(Result(version, reports, engine, 2 if broken else 0, rules), bool(finished))


def _reports(database: sqlite3.Connection, run: int) -> Iterator[Checked]:
    @lru_cache(REMEMBERED)
    def digest(path: str) -> Digest | None:
        row = database.execute("SELECT outcome FROM reports WHERE path = ?", (path,)).fetchone()
        found = unpacked(row[0]) if row else None
        return found.digest if found else None

    rows = database.execute(
        "SELECT report, outcome, rules, last FROM reports WHERE run = ? AND NOT earlier ORDER BY place",
        (run,),
    )
    for report, outcome, rules, last in rows:
        checked = unpacked(outcome)
        if checked is None:  # of a plugin, whose findings JSON cannot hold
            continue
        before = [digest(path) for path in json.loads(last or "[]")]
        yield checked._replace(
            findings=tuple(_findings(database, report)),
            unassessed=tuple(_gaps(database, report)),
            rules=rules,
            last=tuple(filter(None, before)),
        )


def _findings(database: sqlite3.Connection, report: int) -> Iterator[Diagnostic]:
    rows = database.execute(
        'SELECT code, name, severity, message, hint, basis, address, section, line, "column", page, text,'
        ' "values", fingerprint, suppressed FROM findings WHERE report = ? ORDER BY number',
        (report,),
    )
    for code, name, severity, message, hint, basis, address, section, line, column, page, text, *rest in rows:
        values, fingerprint, suppressed = rest
        at = Location(address, section, line or 0, column or 0, line or 0, column or 0, page, "", text or "")
        yield Diagnostic(
            code,
            name or "",
            Severity[severity.upper()],
            message or "",
            hint or "",
            tuple(json.loads(basis)),
            at if address else None,
            values=json.loads(values),
            fingerprint=fingerprint or "",
            suppressed=suppressed,
        )


def _gaps(database: sqlite3.Connection, report: int) -> Iterator[Gap]:
    query = "SELECT code, name, reason, missing FROM unassessed WHERE report = ? ORDER BY number"
    for code, name, reason, missing in database.execute(query, (report,)):
        yield Gap(code, name or "", reason or "", tuple(json.loads(missing)))


def _problems(database: sqlite3.Connection) -> Iterator[Diagnostic]:
    query = "SELECT path, code, severity, message, hint FROM unchecked ORDER BY number"
    for path, code, severity, message, hint in database.execute(query):
        at = Location(path, "", 0, 0, 0, 0, None, "", "") if path else None
        yield Diagnostic(code, "", Severity[severity.upper()], message or "", hint or "", location=at)


def _rules(database: sqlite3.Connection) -> Iterator[RuleCard]:
    query = "SELECT code, name, title, severity, hint, basis, tags, family FROM rules ORDER BY code"
    row: tuple[Any, ...]
    for row in database.execute(query):
        code, name, title, severity, hint, basis, tags, family = row
        words = (tuple(json.loads(basis)), tuple(json.loads(tags)))
        yield RuleCard(code, name, title, Severity[severity.upper()], hint, *words, family)
