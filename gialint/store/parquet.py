"""The tables of a store as a folder of parquet files (``-o parquet:FOLDER/``), for DuckDB, Polars, Spark.

What the extra ``cluster`` brings is imported here. The tables are written as one goes through the result,
into temporary files that are read when they are put in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

import pyarrow as pa
from pyarrow import parquet

from gialint.model import Result
from gialint.reporting import Style
from gialint.store.rows import (
    Row,
    as_float,
    figures,
    finding_rows,
    problem_row,
    rows_of,
    rule_row,
    unassessed_rows,
)

AT_ONCE = 1000
"""Reports whose rows are held in memory, and written as a group."""

BLOCK = 1 << 20
"""Bytes of a file that are read at once."""

_TEXT, _COUNT, _YES, _NUMBER = pa.string(), pa.int32(), pa.bool_(), pa.float64()
_REPORT = {"report": _COUNT}
TABLES = {
    "reports": _REPORT
    | dict.fromkeys(("path", "reader", "agency", "agency_kind"), _TEXT)
    | {"year": _COUNT, "edition": _TEXT, "form": _TEXT, "config": _TEXT, "rules": _COUNT}
    | {"unread": _COUNT, "figures": _TEXT},
    "facts": _REPORT | {"fact": _TEXT, "state": _TEXT, "value": _NUMBER, "text": _TEXT},
    "claims": _REPORT
    | {"number": _COUNT, "fact": _TEXT, "op": _TEXT, "value": _NUMBER, "unit": _TEXT, "year": _COUNT}
    | {"scope": _TEXT, "derived": _YES, "certain": _YES, "section": _TEXT, "text": _TEXT, "line": _COUNT},
    "findings": _REPORT
    | {"number": _COUNT}
    | dict.fromkeys(("code", "name", "severity", "message", "hint", "basis", "address", "section"), _TEXT)
    | {"line": _COUNT, "column": _COUNT, "page": _COUNT}
    | dict.fromkeys(("text", "related", "values", "fingerprint", "suppressed"), _TEXT),
    "unassessed": _REPORT | {"number": _COUNT} | dict.fromkeys(("code", "name", "reason", "missing"), _TEXT),
    "unchecked": {"number": _COUNT} | dict.fromkeys(("path", "code", "severity", "message", "hint"), _TEXT),
    "rules": dict.fromkeys(("code", "name", "title", "severity", "family", "hint", "basis", "tags"), _TEXT),
}
"""The columns of each table, which mean what they do in a store; ``report`` is the place in the run."""


def tables(result: Result, style: Style) -> Mapping[str, Iterator[bytes]]:
    """Return the files of a folder by their names, each to be read once; raises OSError."""
    with ExitStack() as files:
        to = {name: files.enter_context(_Writer(columns)) for name, columns in TABLES.items()}
        for place, checked in enumerate(result.reports):
            rows = rows_of(checked, packed=False)
            to["reports"].add([(place, *rows.report)])
            to["facts"].add([(place, *each) for each in figures(rows.cells)])
            to["claims"].add([(place, *row[:3], as_float(row[3]), *row[4:]) for row in rows.claims])
            to["findings"].add([(place, *row) for row in finding_rows(checked)])
            to["unassessed"].add([(place, *row) for row in unassessed_rows(checked)])
            if place % AT_ONCE == AT_ONCE - 1:
                for each in to.values():
                    each.flush()
        to["unchecked"].add([(at, *problem_row(found)) for at, found in enumerate(result.engine)])
        to["rules"].add([*map(rule_row, result.rules)])
    return {f"{name}.parquet": _read(each.held) for name, each in to.items()}


def _read(held: IO[bytes]) -> Iterator[bytes]:
    """Yield a file in blocks; it is gone with the last of them."""
    with held:
        held.seek(0)
        yield from iter(lambda: held.read(BLOCK), b"")


class _Writer:
    """Writes a table to ``held``; what was added is in memory until it is flushed, or all is."""

    def __init__(self, columns: Mapping[str, pa.DataType]) -> None:
        self.schema = pa.schema(columns)
        self.held = TemporaryFile()  # noqa: SIM115
        self.writer = parquet.ParquetWriter(self.held, self.schema, compression="zstd")
        self.rows: list[Row] = []

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.flush()
        self.writer.close()
        if kind is not None:
            self.held.close()

    def add(self, rows: list[Row]) -> None:
        """Add rows, each with a value for every column."""
        self.rows += rows

    def flush(self) -> None:
        """Write what was added."""
        if not self.rows:
            return
        columns = zip(*self.rows, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, self.schema, strict=True)]
        self.writer.write_table(pa.Table.from_arrays(arrays, schema=self.schema))
        self.rows = []
