"""Reports by the table, for engines that share work out themselves: Dask, Spark, Ray. Nothing here schedules.

A table of Arrow comes in, one goes out: a row for each file, with its figures, claims and findings as lists.
Rules over several reports are not among them, since an engine sees a part of the reports only. The extra
``cluster`` brings what is imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import pyarrow as pa

from gialint.config import settled
from gialint.model import Checked, Text
from gialint.reading import Limits, Unreadable
from gialint.reporting.masking import masked_report
from gialint.run.linter import Linter, linter
from gialint.run.unchecked import not_finished
from gialint.store.rows import Rows, as_float, figures, finding_rows, rows_of, unassessed_rows

_TEXT, _COUNT, _YES = pa.string(), pa.int32(), pa.bool_()
SCHEMA = pa.schema(
    {
        "path": _TEXT,
        "reader": _TEXT,
        "agency": _TEXT,
        "agency_kind": _TEXT,
        "year": _COUNT,
        "edition": _TEXT,
        "rules": _COUNT,
        "unread": _COUNT,
        "facts": pa.list_(pa.struct({"fact": _TEXT, "state": _TEXT, "value": pa.float64(), "text": _TEXT})),
        "claims": pa.list_(
            pa.struct(
                {"fact": _TEXT, "op": _TEXT, "value": pa.float64(), "unit": _TEXT, "year": _COUNT}
                | {"scope": _TEXT, "derived": _YES, "certain": _YES, "section": _TEXT, "text": _TEXT}
                | {"line": _COUNT}
            )
        ),
        "findings": pa.list_(
            pa.struct(
                {"code": _TEXT, "name": _TEXT, "severity": _TEXT, "message": _TEXT, "hint": _TEXT}
                | {"address": _TEXT, "section": _TEXT, "line": _COUNT, "column": _COUNT, "text": _TEXT}
                | {"fingerprint": _TEXT, "suppressed": _TEXT}
            )
        ),
        "unassessed": pa.list_(pa.struct({"code": _TEXT, "reason": _TEXT})),
    }
)
"""The columns of the table that is returned."""


def check_table(table: pa.Table, settings: str = "") -> pa.Table:
    """Check the files of a table (columns ``path`` or ``uri``, and their ``bytes`` if they are at hand).

    A uri with a scheme (``s3://…``) is opened by fsspec. What cannot be opened or read is a row with its
    reason among the findings (GIA902, GIA907). ``settings`` is the path of a ``gialint.yaml``. A process
    keeps what it has loaded for the next table.
    """
    lint = _linter(settings)
    named = "path" if "path" in table.column_names else "uri"
    paths = table.column(named).to_pylist()
    held = table.column("bytes").to_pylist() if "bytes" in table.column_names else [None] * len(paths)
    return _table(_checked(lint, path, data) for path, data in zip(paths, held, strict=True))


def check_batches(batches: Iterable[pa.RecordBatch], settings: str = "") -> Iterator[pa.RecordBatch]:
    """Check batches of a table one by one, as ``check_table`` does: what Spark's ``mapInArrow`` asks for."""
    for each in batches:
        yield from check_table(pa.Table.from_batches([each]), settings).to_batches()


def chunks(paths: Iterable[str | Path] | pa.Table, size: int = 1) -> list[pa.Table]:
    """Return tables of so many files each, as ``check_table`` takes them, of paths or of a larger table."""
    table = paths if isinstance(paths, pa.Table) else pa.table({"path": pa.array(map(str, paths), _TEXT)})
    # Slices share their memory, by which Dask takes them for one and the same.
    slices = (table.slice(at, size).to_pylist() for at in range(0, table.num_rows, size))
    return [pa.Table.from_pylist(rows, schema=table.schema) for rows in slices]


def lost(table: pa.Table, detail: str, settings: str = "") -> pa.Table:
    """Return the rows of files whose check brought down the process that did it (GIA907)."""
    from gialint.checking.diagnostics import unread

    lint = _linter(settings)
    named = "path" if "path" in table.column_names else "uri"
    found = not_finished(detail)
    return _table(unread(path, found, lint.engine, lint.terms) for path in table.column(named).to_pylist())


@lru_cache(4)
def _linter(settings: str) -> Linter:
    config, problems = settled(Path(settings) if settings else None)
    return linter(config, problems=problems)._replace(digests=True)


def _checked(lint: Linter, path: str, data: bytes | None) -> Checked:
    if data is not None or "://" not in path:
        return lint.check_file(path, data)
    try:
        return lint.check_file(path, _fetched(path, Limits()))
    except Exception as error:  # whatever a store in the net raises
        from gialint.checking.diagnostics import unread

        why = Unreadable(
            Text(f"无法打开这个地址：{error}", f"cannot open this address: {error}"),
            Text("核对地址、权限和 fsspec 的驱动。", "Check the address, the permissions and the driver."),
        )
        return unread(path, why, lint.engine, lint.terms)


def _fetched(uri: str, limits: Limits) -> bytes:
    import fsspec

    with fsspec.open(uri, "rb") as file:
        data: bytes = file.read(limits.bytes + 1)
    return data


def _table(outcomes: Iterable[Checked]) -> pa.Table:
    plain: list[tuple[Any, ...]] = []
    lists: dict[str, list[list[tuple[Any, ...]]]] = {
        field.name: [] for field in SCHEMA if pa.types.is_list(field.type)
    }
    for each in outcomes:
        checked = masked_report(each)
        rows = rows_of(checked, packed=False)
        *known, _, _, rules, unread, _ = rows.report
        plain.append((*known, rules, unread))
        for name, found in zip(lists, _lists(rows, checked), strict=True):
            lists[name].append(found)
    columns = [*zip(*plain, strict=True)] or [()] * (len(SCHEMA) - len(lists))
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=False)]
    nested = [_nested(SCHEMA.field(name).type, found) for name, found in lists.items()]
    return pa.Table.from_arrays([*arrays, *nested], schema=SCHEMA)


def _lists(rows: Rows, checked: Checked) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the figures, claims, findings and undecided rules of a report, as ``SCHEMA`` has them."""
    yield [*figures(rows.cells)]
    yield [(fact, op, as_float(value), *rest) for _, fact, op, value, *rest in rows.claims]
    yield [(*row[1:6], *row[7:11], row[12], *row[15:17]) for row in finding_rows(checked)]
    yield [(code, reason) for _, code, _, reason, _ in unassessed_rows(checked)]


def _nested(kind: pa.DataType, lists: Sequence[Sequence[tuple[Any, ...]]]) -> pa.Array:
    """Return a list for each report, made by the column, which takes a third of the time."""
    fields = [*kind.value_type]
    columns = [*zip(*chain.from_iterable(lists), strict=True)] or [()] * len(fields)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    ends = pa.array(accumulate(map(len, lists), initial=0), pa.int32())
    return pa.ListArray.from_arrays(ends, pa.StructArray.from_arrays(arrays, fields=fields))
