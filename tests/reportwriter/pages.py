"""Web pages as they come: spans left out, tables run together or cut, pasted from Word, GBK, navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

from tests.reportwriter.draft import DraftReport, Grid, Slot
from tests.reportwriter.layouts import grid_texts
from tests.reportwriter.page import HEAD, TAIL, html, tabled

CUT_AFTER = 12
"""The row of a table after which the page that it was pasted from ended."""

WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style>p.MsoNormal {{ mso-style-parent:""; text-indent:24pt }}</style></head>
<body><!--StartFragment-->
<p class="MsoTitle"><b><span>{title}</span></b></p>
"""
WORD_TAIL = "<!--EndFragment--></body></html>\n"
RUN = '<span lang="EN-US" style="mso-fareast-font-family:仿宋"><o:p></o:p></span>'

CHROME_HEAD = """<html><head><meta charset="utf-8"><title>{title}</title><script>var hits = 12;</script>
</head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xxgk">信息公开</a></li></ul></div>
<table width="960"><tr><td colspan="2">索引号：QS-2025-0012</td></tr>
<tr><td width="200"><a href="/a">公开指南</a><br><a href="/b">公开目录</a></td><td>
<h1>{title}</h1>
"""
CHROME_TAIL = "</td></tr></table><div class='foot'>主办：{agency}</div></body></html>\n"


def unspanned(draft: DraftReport) -> bytes:
    """Write a cell for every place of the grid; what a label spans is blank."""
    return html(draft, lambda grid: _table(grid_texts(grid))).encode()


def one_table(draft: DraftReport) -> bytes:
    """Write all three tables as one, with the headings of their sections as rows of it."""
    parts = [HEAD.format(title=escape(draft.title)), *map(_line, draft.preface)]
    rows: list[str] = []
    for section in draft.sections:
        if section.grid:
            rows += [_row(['<td colspan="15"><p>' + escape(section.heading) + "</p></td>"])]
            rows += [_row([f'<td colspan="15">{escape(line)}</td>']) for line in section.lines]
            rows += (_row(map(_spanning, row)) for row in section.grid.rows)
        else:
            parts += [f"<table>{''.join(rows)}</table>\n"] if rows else []
            rows = []
            parts += [f"<h2>{escape(section.heading)}</h2>\n", *map(_line, section.lines)]
    return "".join([*parts, *map(_line, draft.signature), TAIL]).encode()


def pasted(draft: DraftReport) -> bytes:
    """Write what Word puts on the clipboard: figures and labels in pieces, blanks as ``&nbsp;``."""
    parts = [WORD_HEAD.format(title=escape(draft.title)), *map(_word_line, draft.preface)]
    for section in draft.sections:
        parts += map(_word_line, (section.heading, *section.lines))
        if section.grid:
            rows = (_row(map(_word_cell, row)) for row in section.grid.rows)
            parts.append(f'<table class="MsoNormalTable" border="1">{"".join(rows)}</table>\n')
    return "".join([*parts, *map(_word_line, draft.signature), WORD_TAIL]).encode()


def in_gbk(draft: DraftReport) -> bytes:
    """Write the page in GBK and call it GB2312, as most do."""
    return html(draft).replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")


def amid_chrome(draft: DraftReport) -> bytes:
    """Write the report in a cell of the table that lays out the site."""
    page = html(draft)
    body = page[page.index("</h1>\n") + len("</h1>\n") : -len(TAIL)]
    head = CHROME_HEAD.format(title=escape(draft.title))
    return (head + body + CHROME_TAIL.format(agency=escape(draft.signature[0]))).encode()


def cut_in_two(draft: DraftReport) -> bytes:
    """Cut long tables in two, the header of the first said again above the second."""

    def cut(grid: Grid) -> str:
        texts = grid_texts(grid)
        if len(texts) <= CUT_AFTER:
            return tabled(grid)
        return _table(texts[:CUT_AFTER]) + _table([*texts[:3], *texts[CUT_AFTER:]])

    return html(draft, cut).encode()


PAGES: Mapping[str, Callable[[DraftReport], bytes]] = {
    "spans": lambda draft: html(draft).encode(),
    "no spans": unspanned,
    "one table": one_table,
    "from Word": pasted,
    "GBK": in_gbk,
    "amid chrome": amid_chrome,
    "cut in two": cut_in_two,
}


def _table(rows: Iterable[Iterable[str]]) -> str:
    cells = ([f"<td>{escape(text)}</td>" for text in row] for row in rows)
    return f"<table>{''.join(map(_row, cells))}</table>\n"


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>\n"


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>\n"


def _spanning(slot: Slot) -> str:
    return f'<td colspan="{slot.colspan}" rowspan="{slot.rowspan}">{escape(slot.text)}</td>'


def _word_line(text: str) -> str:
    return f'<p class="MsoNormal"><span style="font-size:16.0pt">{escape(text)}</span>{RUN}</p>\n'


def _word_cell(slot: Slot) -> str:
    half = (len(slot.text) + 1) // 2
    first, last = escape(slot.text[:half]), escape(slot.text[half:])
    gap = "" if slot.figure or not last or "(" in slot.text else "<br>"
    text = f"<span>{first}</span>{gap}<span>{last}</span>" if slot.text else "&nbsp;"
    return (
        f'<td colspan="{slot.colspan}" rowspan="{slot.rowspan}" style="mso-border-alt:solid windowtext">'
        f'<p class="MsoNormal" align="center">{text}{RUN}</p></td>'
    )
