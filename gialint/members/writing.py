"""A first list of members, of the agencies that reports name; the rest is left to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Text

HEADINGS = ("机关名称", "曾用名", "起始年度", "截止年度", "并入", "计入汇总", "公布日期", "本级政府")
FORMATS = (".yaml", ".yml", ".csv", ".xlsx")


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
