"""Write a draft as a page as it is published: spans in the tables, the leavings of Word in the cells."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.reportwriter.draft import DraftReport, Grid, Slot, is_subheading

HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>.article p {{ text-indent: 2em }} td {{ border: 1px solid }}</style>
</head>
<body>
<div class="article">
<h1>{title}</h1>
"""
TAIL = "</div>\n</body>\n</html>\n"
SPAN = '<span style="font-family:仿宋_GB2312;font-size:16pt">'


def tabled(grid: Grid) -> str:
    """Return a table with spans."""
    rows = ("<tr>" + "".join(map(_cell, row)) + "</tr>\n" for row in grid.rows)
    return '<table cellspacing="0">\n<tbody>\n' + "".join(rows) + "</tbody>\n</table>\n"


def html(draft: DraftReport, table: Callable[[Grid], str] = tabled) -> str:
    """Return the page, its tables as ``table`` writes them; its encoding is UTF-8."""
    parts = [HEAD.format(title=escape(draft.title)), *map(_paragraph, draft.preface)]
    for section in draft.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>\n")
        parts += (f"<h3>{escape(x)}</h3>\n" if is_subheading(x) else _paragraph(x) for x in section.lines)
        if section.grid:
            parts.append(table(section.grid))
    parts += (f'<p style="text-align:right">{escape(line)}</p>\n' for line in draft.signature)
    return "".join([*parts, TAIL])


def _paragraph(text: str) -> str:
    return f'<p class="MsoNormal">{SPAN}{escape(text)}</span></p>\n'


def _cell(slot: Slot) -> str:
    spans = "".join(
        f' {name}="{number}"'
        for name, number in (("colspan", slot.colspan), ("rowspan", slot.rowspan))
        if number > 1
    )
    return f'<td{spans}><p class="MsoNormal">{SPAN}{escape(slot.text) or "&nbsp;"}</span></p></td>'
