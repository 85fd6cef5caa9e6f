"""Rows of the official tables that could not be read, though the report may well have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint import Finding, Related, Report, Text
from gialint.model import Table
from gialint_rules.outline.table_rows import TABLES, OfficialRow
from gialint_rules.telling import counted

LOST = Text(
    "多为复制或转换网页时丢失了表格线和空格。请用原来的 Word、网页或 PDF 文件重新检查。",
    "Most likely borders were lost in copying or converting. Check the original Word, web or PDF file.",
)


MOST_NAMED = 8
"""Lost rows are named if there are not too many: nothing else shows which they are."""


def named(rows: Sequence[OfficialRow]) -> Text:
    """Return the names of rows, all of them where there are few."""
    zh = "、".join(f"“{row.label}”" for row in rows[:MOST_NAMED])
    en = ", ".join(row.english for row in rows[:MOST_NAMED])
    return Text(f"{zh}等", f"{en}, …") if len(rows) > MOST_NAMED else Text(zh, en)


def mostly_unread(table: Table | None, rows: Sequence[OfficialRow]) -> bool:
    """Return whether nothing says which figure is in which cell of half of a text's rows."""
    there = [row for row in rows if not row.missing]
    unread = sum(row.unreadable for row in there)
    return table is not None and not table.geometry and 0 < len(there) <= 2 * unread


def is_exact(table: Table, rows: Sequence[OfficialRow]) -> bool:
    """Return whether every cell of a table is sure to be the one it was read as."""
    certainties = {fact.certainty for row in rows for fact in row.cells if fact.place is not None}
    return table.certainty == "exact" and certainties <= {"exact", "derived"}


def lost(
    report: Report, name: str, rows: Sequence[OfficialRow], unread: Sequence[OfficialRow], *, damaged: bool
) -> Iterator[Finding]:
    """Tell which rows of a table could not be read, in one finding.

    ``unread`` are those whose figures do not come out for no fault of the report. Rows that are not
    there are the report's own lack only in a table with sure cells, if most others are there and no
    label is ``damaged``.
    """
    table = report.tables[name]
    if table is None:
        return
    exact = is_exact(table, rows)
    missing = [row for row in rows if row.missing]
    if exact and not damaged and 2 * len(missing) <= len(rows):
        missing = []
    if mostly_unread(table, rows):
        unread = ()  # GIA104 reports it
    told: list[Text] = []
    if unread:
        names, count = named(unread), counted(len(unread), "row")
        why = "数字不全，可能是转换时丢失了空格" if exact else "分不清数字各在哪一格"
        told.append(Text(f"有 {len(unread)} 行{why}：{names.zh}", f"figures of {count}: {names.en}"))
    if missing:
        names, count = named(missing), counted(len(missing), "row")
        told.append(Text(f"有 {len(missing)} 行没有读到：{names.zh}", f"{count}: {names.en}"))
    if told:
        yield _finding(name, told, unread or rows)


def _finding(name: str, told: Sequence[Text], rows: Sequence[OfficialRow]) -> Finding:
    label, english = TABLES[name]
    places = [next((fact.place for fact in row.cells if fact.place), None) for row in rows]
    there = list(dict.fromkeys(place for place in places if place))
    zh, en = "；".join(each.zh for each in told), "; ".join(each.in_language("en") for each in told)
    return Finding(
        Text(f"{label}{zh}，未能检查", f"{english} was not read in full and not checked: {en}"),
        there[0] if there else None,
        tuple(Related(Text("另一行", "another row"), place) for place in there[1:MOST_NAMED]),
        {"lost": zh},
        hint=LOST,
    )
