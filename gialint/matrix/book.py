"""All tables of the matrix in their order, and the workbook of them."""

from __future__ import annotations

from gialint.files.seal import sealed_package
from gialint.matrix.deductions import Deductions
from gialint.matrix.indicator_sheet import indicator_sheet
from gialint.matrix.ranking import order
from gialint.matrix.sheets import Sheet, absent, by_agency, overview, rules, table
from gialint.matrix.totals import Matrix
from gialint.reporting.standing import MARKED
from gialint.reporting.xlsx import Book


def sheets(matrix: Matrix, language: str = "zh", deductions: Deductions | None = None) -> tuple[Sheet, ...]:
    """Return all tables of a matrix, in the order of a workbook."""
    return (
        overview(matrix, language),
        absent(matrix, language),
        rules(matrix, language),
        *([by_agency(matrix, language)] if matrix.hits else []),
        *(table(title, cells, language) for title, cells in matrix.tables.items()),
        *([indicator_sheet(matrix.rates, language)] if matrix.rates else []),
        order(matrix, language, deductions),
    )


def workbook(matrix: Matrix, language: str = "zh", deductions: Deductions | None = None) -> bytes:
    """Return the matrix as an Excel workbook, a sheet a table."""
    book = Book(language, {words.in_language(language): ink for words, ink in MARKED.items()})
    for sheet in sheets(matrix, language, deductions):
        book.add(*sheet)
    return sealed_package(book.done())
