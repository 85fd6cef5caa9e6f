"""A list of members in a table: the one an office keeps, and a first draft of those that reports name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gialint.members.roll import KEYS, Entry, Slips
from gialint.model import Problem, Table, Text
from gialint.reading import Limits, Unreadable
from gialint.reading.opening import contents_of
from gialint.records import NamedTuple
from gialint.sources.suggest import did_you_mean, meant

CODE = "GIA906"
COLUMNS = {
    "name": ("机关名称", "单位名称", "机关", "单位", "名称", "name"),
    "also": ("曾用名", "别名", "又称", "简称", "also"),
    "from": ("起始年度", "起始年", "from"),
    "until": ("截止年度", "截止年", "until"),
    "into": ("并入", "并入单位", "into"),
    "counted": ("计入汇总", "是否计入", "是否计入汇总", "counted"),
    "published": ("公布日期", "公开日期", "发布日期", "published"),
    "members": ("下级名单", "members"),
    "government": ("政府", "本级政府", "government"),
    "year": ("年度", "year"),
}
BESIDE = ("序号", "编号", "备注", "联系人", "联系电话", "电话", "类别", "单位类别", "性质", "no.", "note")
"""Columns that say nothing of who must report."""
ROWS = 10
"""In how many rows at the top the headings are looked for."""
HEADINGS = ("机关名称", "曾用名", "起始年度", "截止年度", "并入", "计入汇总", "公布日期", "本级政府")
FORMATS = (".yaml", ".yml", ".csv", ".xlsx")


class Box(NamedTuple):
    """A cell, and where it is in its file."""

    text: str
    where: str


def read_table(path: Path) -> tuple[str, int, list[Entry], Slips]:
    """Return the government and year if there are columns for them, the entries, and mistakes."""
    try:
        data = contents_of(str(path), Limits())
        rows = _of_csv(data, path) if path.suffix.lower() == ".csv" else _of_workbook(data, path)
    except Unreadable as error:
        return "", 0, [], [Problem(CODE, error.reason, str(path), hint=error.advice)]
    names = {word: key for key, words in COLUMNS.items() for word in words}
    keys = [[names.get(_word(cell.text), "") for cell in row] for row in rows[:ROWS]]
    head = next((number for number, of in enumerate(keys) if "name" in of), None)
    if head is None:
        told = [cell for row in rows[:ROWS] for cell in row if cell.text.strip()]
        message = Text("名单里没有“机关名称”这一列", "the list has no column “name”")
        near = next(
            ((cell, found) for cell in told if (found := did_you_mean(cell.text, COLUMNS["name"]))), None
        )
        where = near[0].where if near else str(path)
        return "", 0, [], [Problem(CODE, message, where, hint=meant(near[1]) if near else None)]
    columns = keys[head]
    slips = [*_unknown(rows[head], columns)]
    entries = [_entry(row, columns) for row in rows[head + 1 :] if any(cell.text.strip() for cell in row)]
    government = next(filter(None, (entry.text("government") for entry in entries)), "")
    year = next((entry.text("year") for entry in entries if entry.text("year").isdigit()), "0")
    return government, int(year), entries, slips


def _word(text: str) -> str:
    return "".join(text.split()).lower()


def _unknown(row: Sequence[Box], columns: Sequence[str]) -> Slips:
    """Tell of columns that are not known, but of those that every list of agencies has."""
    told: Slips = []
    for cell, key in zip(row, columns, strict=True):
        if key or not cell.text.strip() or _word(cell.text) in BESIDE:
            continue
        near = did_you_mean(_word(cell.text), [word for words in COLUMNS.values() for word in words])
        message = Text(
            f"名单没有“{cell.text}”这一列，没有读它", f"no column is called “{cell.text}”: it was not read"
        )
        listed = Text(f"可以用：{'、'.join(COLUMNS[key][0] for key in KEYS)}", f"known: {', '.join(KEYS)}")
        told.append(Problem(CODE, message, cell.where, hint=meant(near) or listed))
    return told


def _entry(row: Sequence[Box], columns: Sequence[str]) -> Entry:
    cells = {key: cell for cell, key in zip(row, columns, strict=False) if key and cell.text.strip()}

    def problem(key: str, message: Text, hint: Text | None = None) -> Problem:
        cell = cells.get(key) or cells.get("name") or row[0]
        return Problem(CODE, message, cell.where, f"{cell.text}\n^" if cell.text else "", hint)

    return Entry({key: cell.text.strip() for key, cell in cells.items()}, problem)


def _of_csv(data: bytes, path: Path) -> list[list[Box]]:
    from csv import reader

    from gialint.reading.decode import decode

    lines = decode(data).splitlines()
    rows = []
    for number, row in enumerate(reader(lines), start=1):
        rows.append([Box(text, f"{path}:{number}:{column}") for column, text in enumerate(row, start=1)])
    return rows


def _of_workbook(data: bytes, path: Path) -> list[list[Box]]:
    from gialint.reading.xlsx import read

    document = read(data, str(path), Limits())
    rows = []
    for table in document.blocks:
        if isinstance(table, Table):
            width = max((cell.column + cell.colspan for row in table.rows for cell in row), default=0)
            for cells in table.rows:
                row = [Box("", str(path))] * width
                for cell in cells:
                    row[cell.column] = Box(cell.text, f"{path}:{cell.native}")
                rows.append(row)
    return rows


def list_of(government: str, names: Sequence[str], suffix: str) -> str | bytes:
    """Return a list of agencies in one of the formats in which it can be read; raises KeyError for others."""
    if suffix in (".yaml", ".yml"):
        return _yaml(government, names)
    rows = [[name, *[""] * 6, "" if place else government] for place, name in enumerate(names)]
    return {".csv": _csv, ".xlsx": _xlsx}[suffix](rows)


def _yaml(government: str, names: Sequence[str]) -> str:
    import json

    # A name may hold whatever YAML takes for a mark of its own.
    quoted = [
        name if name.isalnum() and not name.isascii() else json.dumps(name, ensure_ascii=False)
        for name in (government, *names)
    ]
    lines = [
        "# 应当报送年度报告的机关。曾用名 also，起止年度 from、until，合并 into，不计入汇总 counted: false。",
        "# The agencies that must report, as NAME or {name: …, also: […], from: 2021, until: 2023, into: …}.",
        f"government: {quoted[0]}",
        "members:",
        *(f"  - {name}" for name in quoted[1:]),
    ]
    return "\n".join(lines) + "\n"


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    import csv
    from io import StringIO

    text = StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *rows])
    return text.getvalue().encode("utf-8-sig")  # by the mark a spreadsheet knows it


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    from gialint.reporting.xlsx import Book, Column

    book = Book()
    widths = [30 if place in (0, 1, 4, 7) else 12 for place in range(len(HEADINGS))]
    columns = [Column(Text(heading), width) for heading, width in zip(HEADINGS, widths, strict=True)]
    book.add("名单", columns, rows)
    return book.done()
