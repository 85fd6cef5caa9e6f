"""The matrix of many reports: who reported, what was found where, and the sums of every figure.

In come the outcomes of a run with their digests, and the roll of members; out go tables for people and
programs, and the draft of the yearly circular (通报). No report is read here, and no rule is run.
"""

from __future__ import annotations

from gialint.matrix.circular import circular
from gialint.matrix.deductions import Deductions, read_deductions
from gialint.matrix.outputs import matrix_json, page, sheets, tables, workbook
from gialint.matrix.sheets import Sheet
from gialint.matrix.totals import Cell, Matrix, Unit, matrix_of

__all__ = [
    "Cell",
    "Deductions",
    "Matrix",
    "Sheet",
    "Unit",
    "circular",
    "matrix_json",
    "matrix_of",
    "page",
    "read_deductions",
    "sheets",
    "tables",
    "workbook",
]
