"""Read a ledger: a line per figure, its fact and its value separated by a comma.

The first line names the report: ``title,云坪县青石镇人民政府2024年政府信息公开工作年度报告``.
"""

from __future__ import annotations

from gialint import Document, Words
from gialint.reading import Limits, Unreadable
from gialint.reading.compose import Composer


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a ledger; raises Unreadable where a line is not a fact and a value."""
    composer = Composer(path, "ledger")
    for number, line in enumerate(data.decode("utf-8-sig").splitlines(), start=1):
        name, comma, value = line.partition(",")
        if not comma:
            raise Unreadable(
                Words(f"第{number}行没有逗号", f"line {number} has no comma"),
                Words("每行写“指标,数值”。", "Write each line as “fact,value”."),
            )
        if name == "title":
            composer.paragraph(value, native=f"{number}")
        else:
            composer.entry(name, value, native=f"{number}")
    return composer.document()
