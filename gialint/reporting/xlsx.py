"""The ``xlsx`` output: a workbook of what was found, to sort, filter and pass on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from gialint.files.seal import sealed_package
from gialint.model import NOT_CHECKED, Checked, Diagnostic, Gap, Result, Severity, Text, is_engine
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.gathering import (
    MARKED,
    STANDINGS,
    UNCHECKED,
    WAIVED,
    Triage,
    families,
    spoken,
    standing_of,
    triage,
    worst_first,
)
from gialint.reporting.layout import xml_text
from gialint.reporting.phrases import SEVERITIES, basis_text, family, in_full, semicolon
from gialint.reporting.places import elsewhere, position
from gialint.reporting.summary import closing, left_out_words

Value = str | int | Decimal | None
Row = Sequence[Value]

_MOST_ROWS = 1_000_000
"""Excel has 1,048,576; what is more goes on in a sheet of its own."""
_MOST_LETTERS = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_RESERVED = "history"
_FORMULA = ("=", "+", "-", "@", "\n")
"""How what Excel takes for a formula begins, as ``xml_text`` leaves it: a tab is a space there."""
_A4 = 9


SUMMARY = Text("汇总", "summary")
FINDINGS = Text("问题", "findings")
_MOST_AGENCIES = 30
_MOST_FACTS = 8
_CREATED = datetime(2000, 1, 1)
"""No time of making, so that the same result gives the same bytes."""
_INKS = {Severity.ERROR: "#B42318", Severity.WARNING: "#92610A"}


class Column(NamedTuple):
    """A heading, a width in characters, and whether long texts are broken into lines."""

    heading: Text
    width: int
    wrapped: bool = False


class Book:
    """A workbook being written; ``marked`` gives texts that are shown bold their colours.

    Texts are only texts. Each sheet has a frozen header and a filter, and is fit for print.
    """

    def __init__(self, language: str = "zh", marked: Mapping[str, str] = {}) -> None:
        from xlsxwriter import Workbook

        self.language = language
        self.file = BytesIO()
        safe = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self.book = Workbook(self.file, safe)
        self.book.set_properties({"title": "gialint", "created": _CREATED})
        self.names: list[str] = []
        base = {"valign": "top", "font_size": 10, "bottom": 1, "bottom_color": "#D5DBE3"}
        heading = {**base, "bold": True, "bg_color": "#E8EDF3", "text_wrap": True}
        self.heading = self.book.add_format(heading)
        self.cells = {
            # By whether it is wrapped and begins like a formula: then it must stay a text once edited, too.
            (wrapped, quoted): self.book.add_format(
                {**base, "text_wrap": wrapped, "num_format": "@", "quote_prefix": quoted}
            )
            for wrapped in (False, True)
            for quoted in (False, True)
        }
        self.tenths = self.book.add_format({**base, "num_format": "0.0#_)"})
        self.marked = {
            text: self.book.add_format({**base, "bold": True, "font_color": ink})
            for text, ink in marked.items()
        }

    def add(self, name: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Write rows under a heading, into several sheets where there are too many."""
        for start in range(0, max(len(rows), 1), _MOST_ROWS):
            self.names.append(sheet_name(name, self.names))
            self._write(self.book.add_worksheet(self.names[-1]), columns, rows[start : start + _MOST_ROWS])

    def done(self) -> bytes:
        """Return the bytes of the workbook."""
        self.book.close()
        return self.file.getvalue()

    def _look(self, value: int | Decimal) -> Any:
        """Return the format of a number; of rounded ones all have their decimals (12.0)."""
        rounded = isinstance(value, Decimal) and value != value.to_integral_value()
        tenths = isinstance(value, Decimal) and value.as_tuple().exponent == -1
        return self.tenths if rounded or tenths else self.cells[False, False]

    def _write(self, sheet: Any, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading.in_language(self.language), self.heading)
        for line, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                if isinstance(value, int | Decimal):
                    sheet.write_number(line, place, value, self._look(value))
                elif value:
                    text = xml_text(value)
                    look = self.marked.get(text) or self.cells[column.wrapped, text.startswith(_FORMULA)]
                    sheet.write_string(line, place, text, look)
                else:
                    sheet.write_blank(line, place, None, self.cells[False, False])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


_REPORT = (
    Column(Text("文件", "file"), 30),
    Column(Text("单位", "agency"), 24),
    Column(Text("年度", "year"), 7),
)
_COLUMNS = (
    *_REPORT,
    Column(Text("代码", "code"), 9),
    Column(Text("级别", "severity"), 9),
    Column(Text("问题", "what"), 60, True),
    Column(Text("位置", "where"), 26, True),
    Column(Text("怎么改", "what to do"), 50, True),
    Column(Text("依据", "basis"), 36, True),
)
_UNCHECKED = (
    *_REPORT,
    Column(Text("代码", "code"), 9),
    Column(Text("规则", "rule"), 26),
    Column(Text("原因", "why"), 60, True),
    Column(Text("缺少的数据", "missing facts"), 50),
)
_WAIVED = (*_COLUMNS, Column(Text("豁免理由", "waived because"), 40, True))


def xlsx(result: Result, style: Style) -> bytes:
    """Return a workbook: a line a report, all findings, what was not checked or waived, a sheet an agency.

    Agencies have sheets of their own where there are no more than thirty.
    """
    language = style.language
    inks = {**MARKED, **{SEVERITIES[severity]: ink for severity, ink in _INKS.items()}}
    book = Book(language, {words.in_language(language): ink for words, ink in inks.items()})
    for name, columns, rows in _sheets(result, language):
        book.add(name, columns, rows)
    return sealed_package(book.done())


def _sheets(result: Result, language: str) -> Iterator[tuple[str, tuple[Column, ...], list[Row]]]:
    reports = [(checked, triage(checked)) for checked in result.reports]
    findings = [
        _finding(Checked(position("", each)), each._replace(location=None), language)
        for each in result.engine
        if not is_engine(each) and each.code != NOT_CHECKED
    ]
    waived: list[Row] = []
    for checked, found in reports:
        findings += [_finding(checked, each, language) for each in (*found.fix, *found.confirm)]
        waived += [(*_finding(checked, each, language), each.suppressed) for each in found.waived]
    yield _summary(result, reports, language)
    yield FINDINGS.in_language(language), _COLUMNS, findings
    yield UNCHECKED.in_language(language), _UNCHECKED, list(_unchecked(result, language))
    if waived:
        yield WAIVED.in_language(language), _WAIVED, waived
    agencies: dict[str, list[Checked]] = {}  # a report that names none stands for itself
    for checked in result.reports:
        agencies.setdefault(checked.agency or checked.path, []).append(checked)
    if len(agencies) <= _MOST_AGENCIES:
        for agency, theirs in agencies.items():
            yield agency, _COLUMNS, list(_of_agency(theirs, language))


def _summary(
    result: Result, reports: Sequence[tuple[Checked, Triage]], language: str
) -> tuple[str, tuple[Column, ...], list[Row]]:
    """Return the sheet of a line a report, also where nothing was found, the worst first."""
    kinds = families(result)
    columns = (
        Column(Text("单位", "agency"), 28),
        Column(Text("年度", "year"), 7),
        Column(Text("结论", "verdict"), 14),
        Column(Text("错误", "errors"), 7),
        Column(Text("警告", "warnings"), 9),
        Column(Text("提示", "notes"), 7),
        Column(Text("未核对", "not assessed"), 9),
        *(Column(Text(name), 10) for name in kinds.values()),
        Column(Text("文件名", "path"), 34),  # a family is called 文件
    )
    stand = [(standing_of(checked, found), checked, found) for checked, found in reports]
    stand.sort(key=lambda each: worst_first(each[0], each[1]))
    rows: list[Row] = [
        (
            checked.agency or checked.path,
            checked.year,
            STANDINGS[standing].in_language(language),
            *_numbers(checked, found, kinds),
            checked.path,
        )
        for standing, checked, found in stand
    ]
    return SUMMARY.in_language(language), columns, rows


def _numbers(checked: Checked, found: Triage, kinds: Iterable[str]) -> Iterator[int | None]:
    """Yield how many findings a report has by severity, what was not assessed, and findings by family.

    A family without findings stays blank.
    """
    severities = Counter(each.severity for each in spoken(checked))
    by_family = Counter(family(each.code) for each in spoken(checked))
    yield from (severities[severity] for severity in sorted(Severity, reverse=True))
    yield len({gap.code for gap in found.gaps}) + len(found.broken)
    yield from (by_family[kind] or None for kind in kinds)


def _of_agency(reports: Iterable[Checked], language: str) -> Iterator[Row]:
    """Yield all that concerns an agency: its findings, then what could not be checked."""
    for checked in reports:
        found = triage(checked)
        for each in (*found.broken, *found.fix, *found.confirm):
            yield _finding(checked, each, language)
        for gap in found.gaps:
            yield (*_report(checked), gap.code, UNCHECKED.in_language(language), gap.reason, None, None, None)


def _report(checked: Checked) -> tuple[str, str | None, int | None]:
    return checked.path, checked.agency, checked.year


def _finding(checked: Checked, found: Diagnostic, language: str) -> Row:
    location = found.location
    return (
        *_report(checked),
        found.code,
        SEVERITIES[found.severity].in_language(language),
        found.message,
        "\n".join([location.address, *elsewhere(found)]) if location else None,
        found.hint,
        basis_text(found.basis, language),
    )


def _unchecked(result: Result, language: str) -> Iterator[Row]:
    """Yield what kept gialint from its job, the files not checked, and the rules that lacked figures."""
    for problem in result.engine:
        if is_engine(problem) or problem.code == NOT_CHECKED:
            yield (position("", problem), None, None, problem.code, problem.name, in_full(problem), None)
    notices = [words.in_language(language) for words in left_out_words(result.left_out)]
    for said in (*closing(result).configurations(language), *notices):
        yield (None, None, None, None, None, said, None)
    for checked in result.reports:
        for found in checked.findings:
            if is_engine(found):
                yield (*_report(checked), found.code, found.name, in_full(found), None)
        for gap in checked.unassessed:
            yield _gap(checked, gap, language)


def _gap(checked: Checked, gap: Gap, language: str) -> Row:
    """Return a rule that lacked figures, which are called what the form calls them."""
    called = gap.labels or gap.missing
    rest = len(called) - _MOST_FACTS
    # Words of a form may have 、 in them.
    missing = semicolon(language).join((*called[:_MOST_FACTS], *([f"…（+{rest}）"] if rest > 0 else [])))
    return (*_report(checked), gap.code, gap.name, gap.reason, missing)


def sheet_name(name: str, taken: Collection[str]) -> str:
    """Return a name that Excel takes: short, without []:*?/\\, unlike any other whatever the case."""
    plain = xml_text(name).replace("\n", " ").translate(_FORBIDDEN).strip(" '") or "_"
    known = {other.casefold() for other in (*taken, _RESERVED)}
    number = 1
    while True:
        tail = f" {number}" if number > 1 else ""
        # Excel counts UTF-16 code units.
        units = plain.encode("utf-16-le")[: 2 * (_MOST_LETTERS - len(tail))]
        candidate = units.decode("utf-16-le", "ignore").rstrip(" '") + tail
        if candidate.casefold() not in known:
            return candidate
        number += 1
