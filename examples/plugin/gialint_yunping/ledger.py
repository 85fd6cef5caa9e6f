"""Read a ledger: what a line holds, a comma, and the text or the figure.

title,云坪县青石镇人民政府2024年政府信息公开工作年度报告
heading,一、总体情况
text,2024年，青石镇公开工作平稳有序。
docs.regulations.issued,0
"""

from __future__ import annotations

from gialint import Document, Text
from gialint.reading import Limits, Unreadable
from gialint.reading.compose import Composer

LEVELS = {"title": 1, "heading": 2, "text": 0}


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a ledger; raises Unreadable where a line has no comma."""
    composer = Composer(path, "ledger")
    for number, line in enumerate(data.decode("utf-8-sig").splitlines(), start=1):
        name, comma, value = line.partition(",")
        if not comma:
            raise Unreadable(
                Text(f"第 {number} 行没有逗号", f"line {number} has no comma"),
                Text("每行写“指标,数值”。", "Write each line as “fact,value”."),
            )
        if name in LEVELS:
            composer.paragraph(value, f"line {number}", LEVELS[name])
        else:
            composer.entry(name, value, f"line {number}")
    return composer.document()
