"""The order of agencies: by what was found, or by the points of an office's own table of deductions."""

from __future__ import annotations

from decimal import Decimal

from gialint.checking.language.labels import plain
from gialint.matrix.deductions import Deductions, Score, score, scores
from gialint.matrix.sheets import AGENCY, Sheet
from gialint.matrix.totals import Matrix, Unit
from gialint.model import MISSING, Severity, Text
from gialint.reporting.xlsx import Column, Row

ORDER = Text("名次", "order")
NOT_THERE = Text("未报送", "no report")
_RANK = Column(Text("名次", "rank"), 6)
_COUNTS = (
    Column(Text("错误", "errors"), 7),
    Column(Text("未核对", "not assessed"), 8),
    Column(Text("警告", "warnings"), 7),
)
_POINTS = (
    Column(Text("扣分", "deducted"), 8),
    Column(Text("得分", "points"), 8),
    Column(Text("扣分过程", "what was deducted for what"), 70, True),
)


def order(matrix: Matrix, language: str, table: Deductions | None = None) -> Sheet:
    """Return the agencies in order.

    By errors, then by what could not be checked, then by warnings: no score is made. With an office's
    table, by its points first, each with what was taken off for what; members without a report come last.
    """
    if table is None:
        keys = [_key(unit) for unit in matrix.units]
        ranked = sorted(zip(keys, matrix.units, strict=True), key=lambda pair: pair[0])
        rows: list[Row] = [
            (1 + sum(key < own for key in keys), unit.agency or unit.path, *own) for own, unit in ranked
        ]
        return Sheet(ORDER.in_language(language), (_RANK, AGENCY, *_COUNTS), tuple(rows))
    scored = zip(scores(table, matrix.units), matrix.units, strict=True)
    pointed = [((-each.points, *_key(unit)), each, unit) for each, unit in scored]
    keys_of_points = [key for key, _, _ in pointed]
    rows = [
        (
            1 + sum(other < key for other in keys_of_points),
            unit.agency or unit.path,
            *_key(unit),
            *_points(each, table, language),
        )
        for key, each, unit in sorted(pointed, key=lambda one: one[0])
    ]
    absent = score(table, {(MISSING, Severity.WARNING): 1})
    said = NOT_THERE.in_language(language)
    rows += [
        (None, name, None, None, None, *_points(absent, table, language, said)) for name in matrix.missing
    ]
    return Sheet(ORDER.in_language(language), (_RANK, AGENCY, *_COUNTS, *_POINTS), tuple(rows))


def _key(unit: Unit) -> tuple[int, int, int]:
    return unit.errors, unit.unassessed + unit.broken, unit.warnings


def _points(
    of: Score, table: Deductions, language: str, why: str = ""
) -> tuple[Decimal, Decimal, str | None]:
    """Return what was deducted, what is left, and the working, a line each."""
    lines = [each.working(language) for each in of.taken]
    if of.taken:
        lines.append(f"{plain(table.start)} − {plain(of.deducted)} = {plain(of.points)}")
        if table.start - of.deducted < table.least:
            lines[-1] = lines[-1].rpartition(" = ")[0] + Text(
                f"，最低 {plain(of.points)}", f", at least {plain(of.points)}"
            ).in_language(language)
    return of.deducted, of.points, "\n".join(filter(None, (why, *lines))) or None
