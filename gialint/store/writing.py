"""A store as a run writes it: report after report, so that what was written is never checked twice.

A transaction is a chunk of reports: whenever the run is ended, each report is there whole or not at all, and
the next run goes on after it. What comparing reports has found is written when all are there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain, islice, repeat
from time import monotonic

from gialint import __version__
from gialint.model import Checked, Result, mask
from gialint.reading.files import parted
from gialint.records import NamedTuple
from gialint.reporting.masking import masked_report, rewritten_diagnostic
from gialint.store.opening import opened, told
from gialint.store.packing import unpacked
from gialint.store.rows import Row, Rows, as_text, finding_rows, problem_row, rule_row, unassessed_rows

CHUNK, PAUSE = 200, 2.0
"""After how many reports, or seconds, what was written is there to stay."""

AT_ONCE = 50
"""Rows of a table that are written by one statement, which is twice as fast as one by one."""

_KNOWN = (
    "path", "run", "earlier", "size", "mtime", "made_by", "reader", "agency", "agency_kind", "year",
    "edition", "form", "config", "rules", "unread", "figures", "outcome",
)  # fmt: skip
"""What is written of a report before it is compared with others."""

_REPORT = (
    f"INSERT INTO reports ({', '.join(_KNOWN)}) VALUES ({', '.join('?' * len(_KNOWN))})"
    f" ON CONFLICT (path) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _KNOWN[1:])},"
    " place = NULL, last = NULL, told = NULL RETURNING report"
)


@cache
def _inserting(table: str, rows: int, width: int) -> str:
    return f"INSERT INTO {table} VALUES " + ", ".join([f"({', '.join('?' * width)})"] * rows)


class Stamp(NamedTuple):
    """By what a file is known that has not changed, and what its outcome depends on besides it."""

    size: int | None
    mtime: int | None
    made_by: str | None
    """None for an outcome that is not to stand for another check."""


def stamp(path: str, made_by: str | None) -> Stamp:
    """Return the stamp of a file, or of the archive it is in; one that is not there has none."""
    place = parted(path)
    try:
        status = os.stat(place[0] if place else path)
    except OSError:
        return Stamp(None, None, None)
    return Stamp(status.st_size, status.st_mtime_ns, made_by)


class Store:
    """A store that is open for one run, which it locks out all others from; raises StoreFailed."""

    def __init__(self, path: str, language: str) -> None:
        self.path, self.language = path, language
        self.database = opened(path, to_write=True)
        self.names: dict[str, int] = {}
        with told(path):
            self.names.update(self.database.execute("SELECT path, fact FROM names"))
            [self.latest] = self.database.execute("SELECT coalesce(max(report), 0) FROM reports").fetchone()
            self.run = self._run()
        self.written, self.due = 0, 0.0

    def _run(self) -> int:
        """Return the number of this run: that of the last one if it was not finished."""
        self.database.execute("BEGIN")
        last = self.database.execute("SELECT run, finished FROM runs ORDER BY run DESC LIMIT 1").fetchone()
        run = 1 if last is None else int(last[0]) + bool(last[1])
        self.database.execute(
            "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, 0)", (run, __version__, self.language)
        )
        self.database.execute("COMMIT")
        return run

    def has(self, path: str, now: Stamp) -> bool:
        """Return whether the outcome of a file is there that has not changed."""
        return now.made_by is not None and self._asked("1", path, now) is not None

    def known(self, path: str, now: Stamp) -> Checked | None:
        """Return the outcome of a file that has not changed; None if it was tampered with."""
        row = self._asked("outcome", path, now)
        found = unpacked(row[0]) if row else None
        return found if found is not None and found.path == path else None

    def _asked(self, what: str, path: str, now: Stamp) -> Row | None:
        query = f"SELECT {what} FROM reports WHERE path = ? AND size = ? AND mtime = ? AND made_by = ?"
        with told(self.path):
            row: Row | None = self.database.execute(query, (as_text(path), *now)).fetchone()
        return row

    def add(self, rows: Rows, made: Stamp, *, earlier: bool = False) -> None:
        """Write a report; one of the same path is replaced."""
        with told(self.path):
            if not self.database.in_transaction:
                self.database.execute("BEGIN")
                self.written, self.due = 0, monotonic() + PAUSE
            path, *rest = rows.report
            values = (path, self.run, earlier, *made, *rest, rows.outcome)
            [(report,)] = self.database.execute(_REPORT, values).fetchall()
            if report > self.latest:
                self.latest = report
            else:
                for table in ("cells", "claims", "findings", "unassessed"):
                    self.database.execute(f"DELETE FROM {table} WHERE report = ?", (report,))
            self._insert("cells", zip(repeat(report), self._names(rows.cells.paths), *rows.cells[1:]), 5)
            self._insert("claims", ((report, *claim) for claim in rows.claims), 13)
            self.written += 1
            if self.written >= CHUNK or monotonic() >= self.due:
                self.database.execute("COMMIT")

    def commit(self) -> None:
        """Let what was written stay."""
        if self.database.in_transaction:
            with told(self.path):
                self.database.execute("COMMIT")

    def _names(self, paths: Sequence[str]) -> Iterator[int]:
        """Return the numbers of figures; those of a new name are written."""
        names = self.names
        for path in paths if not names.keys() >= {*paths} else ():
            if path not in names:
                names[path] = len(names) + 1
                self.database.execute("INSERT INTO names VALUES (?, ?)", (names[path], path))
        return map(names.__getitem__, paths)

    def _insert(self, table: str, rows: Iterable[Row], width: int) -> None:
        of_all = iter(rows)
        while some := [*islice(of_all, AT_ONCE)]:
            self.database.execute(_inserting(table, len(some), width), [*chain.from_iterable(some)])

    def conclude(
        self, outcomes: Iterable[tuple[Checked, tuple[str, ...], bool]], secrets: Collection[str]
    ) -> None:
        """Write what was found in each report, when all have been compared, in the order of the run.

        An outcome comes with the paths of last year's reports, and whether it is of an earlier year itself;
        ``secrets`` are words that nothing may show.
        """
        for place, (checked, last, earlier) in enumerate(outcomes):
            with told(self.path):
                if place % CHUNK == 0:
                    self.commit()
                    self.database.execute("BEGIN")
                self._conclude(place, masked_report(checked, secrets), last, earlier)
        self.commit()

    def _conclude(self, place: int, checked: Checked, last: tuple[str, ...], earlier: bool) -> None:
        rows = finding_rows(checked), unassessed_rows(checked)
        now = blake2b(repr(rows).encode("utf-8", "replace"), digest_size=12).hexdigest()
        query = "SELECT report, told FROM reports WHERE path = ?"
        report, before = self.database.execute(query, (as_text(checked.path),)).fetchone()
        if before != now:
            for table, found, width in zip(("findings", "unassessed"), rows, (18, 6), strict=True):
                self.database.execute(f"DELETE FROM {table} WHERE report = ?", (report,))
                self._insert(table, ((report, *row) for row in found), width)
        paths = json.dumps(last) if last else None
        self.database.execute(
            "UPDATE reports SET run = ?, place = ?, earlier = ?, told = ?, rules = ?, last = ?"
            " WHERE report = ?",
            (self.run, place, earlier, now, checked.rules, paths, report),
        )

    def finish(self, result: Result) -> None:
        """Write what the run came to besides its reports; it is finished with that."""
        with told(self.path):
            self.database.execute("BEGIN")
            self.database.execute("DELETE FROM unchecked")
            self.database.execute("DELETE FROM rules")
            problems = (problem_row(rewritten_diagnostic(each, mask)) for each in result.engine)
            self._insert("unchecked", ((at, *row) for at, row in enumerate(problems)), 6)
            self._insert("rules", map(rule_row, result.rules), 8)
            self.database.execute("UPDATE runs SET finished = 1 WHERE run = ?", (self.run,))
            self.database.execute("COMMIT")

    def close(self) -> None:
        """Let others use it; what was not committed is not there."""
        self.database.close()
