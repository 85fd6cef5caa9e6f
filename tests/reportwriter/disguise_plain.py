"""Figures in disguise in what is text itself: pages, Markdown, text, and reports given as data."""

from __future__ import annotations

import re

from tests.reportwriter import plain
from tests.reportwriter.disguise import Disguise, Disguised, Disguises, Reads, every_other
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.layouts import written as laid_out
from tests.reportwriter.page import html

COUNTED = re.compile(r"(\d+)(?=件)")

SIGNS: dict[str, tuple[Reads, str]] = {
    "full width": ("same", "{wide}"),
    "soft hyphen": ("same", "{first}\u00ad{rest}"),
    "zero width space": ("same", "{first}\u200b{rest}"),
    "word joiner": ("same", "{first}\u2060{rest}"),
    "byte order mark": ("same", "\ufeff{n}"),
    "left-to-right marks": ("same", "\u200e{n}\u200e"),
    "left-to-right isolate": ("same", "\u2066{n}\u2069"),
    "raised sign": ("unreadable", "{n}\u00b2"),
    "lowered sign": ("unreadable", "{n}\u2082"),
    "stroke laid over": ("unreadable", "9\u0336{n}"),
    "overridden direction": ("unreadable", "1\u202e{n}\u202c"),
    "right-to-left mark": ("unreadable", "1\u200f{n}"),
}
"""What characters by themselves do, in every format."""

TAGS: dict[str, tuple[Reads, str]] = {
    "bold": ("same", "<b>{first}</b>{rest}"),
    "inserted": ("same", "<ins>{n}</ins>"),
    "reference to a soft hyphen": ("same", "{first}&shy;{rest}"),
    "reference to a zero width space": ("same", "{first}&#8203;{rest}"),
    "struck": ("unreadable", "<del>9</del>{n}"),
    "struck by another tag": ("unreadable", "<s>9</s>{n}"),
    "struck whole": ("unreadable", "<del>{n}</del>"),
    "raised": ("unreadable", "{n}<sup>9</sup>"),
    "lowered": ("unreadable", "{n}<sub>9</sub>"),
    "a sound above": ("unreadable", "<ruby>{n}<rt>9</rt></ruby>"),
    "turned round": ("unreadable", "<bdo dir=rtl>1{n}</bdo>"),
}
PAGES: dict[str, tuple[Reads, str]] = {
    "digits in references": ("same", "&#x200b;{n}"),
    "control characters": ("same", "\x01{n}\x02"),
    "spans": ("same", "<span>{first}</span><span style='color:red'>{rest}</span>"),
    "a comment": ("same", "{first}<!-- 9 -->{rest}"),
    "a link": ("same", "<a href='#9'>{n}</a>"),
    "a word break": ("same", "{first}<wbr>{rest}"),
    "struck by a style": ("unreadable", "<span style='text-decoration:line-through'>9</span>{n}"),
    "raised by a style": ("unreadable", "{n}<span style='vertical-align:super'>9</span>"),
    "hidden": ("unreadable", "<span style='display:none'>9</span>{n}"),
    "hidden by an attribute": ("unreadable", "<span hidden>9</span>{n}"),
    "of no size": ("unreadable", "<span style='font-size:0'>9</span>{n}"),
}
PAGE_CELLS: dict[str, tuple[Reads, str]] = {
    "a block": ("same", "<div>{n}</div>"),
    "a table of one cell": ("same", "<table><tr><td>{n}</td></tr></table>"),
    "two lines": ("unreadable", "1<br>{n}"),
    "two paragraphs": ("unreadable", "<p>1</p><p>{n}</p>"),
    "a nested table": ("unreadable", "<table><tr><td>1</td><td>{n}</td></tr></table>"),
    "a picture": ("unreadable", "<img src=9.png alt=9>{n}"),
    "a drawing": ("unreadable", "<svg><text>9</text></svg>{n}"),
    "a list to choose from": ("unreadable", "<select><option>{n}</option></select>"),
    "a field": ("unreadable", "<input value='{n}'>"),
    "a text to edit": ("unreadable", "<textarea>{n}</textarea>"),
}
MARKDOWN: dict[str, tuple[Reads, str]] = {
    "struck through": ("unreadable", "~~9~~{n}"),
    "raised by a caret": ("unreadable", "{n}^9^"),
    "a note": ("unreadable", "{n}[^9]"),
    "a picture": ("unreadable", "![9](9.png){n}"),
}
MARKED_CELLS: dict[str, tuple[Reads, str]] = {
    "two lines": ("unreadable", "1<br>{n}"),
    "bold": ("same", "**{n}**"),
}
DATA: dict[str, tuple[Reads, str]] = {
    "quoted": ("same", "'{n}'"),
    "escaped": ("same", '"\\u200b{n}"'),
    "folded": ("same", ">-\n              {n}"),
    "quoted, with a soft hyphen": ("same", '"{first}\\u00ad{rest}"'),
    "a stroke laid over": ("unreadable", '"9\\u0336{n}"'),
    "raised": ("unreadable", '"{n}\\u2079"'),
    "overridden direction": ("unreadable", '"1\\u202e{n}\\u202c"'),
}


def table(both: dict[str, tuple[Reads, str]], cells: dict[str, tuple[Reads, str]]) -> Disguises:
    """Return disguises of figures anywhere, and of those that stand in cells alone."""
    found = {name: Disguise(markup, reads) for name, (reads, markup) in both.items()}
    for name, (reads, markup) in cells.items():
        found[f"{name} in a cell"] = Disguise(markup, reads, "cell")
    return found


HTML = table(SIGNS | TAGS | PAGES, PAGE_CELLS)
MD = table(SIGNS | TAGS | MARKDOWN, MARKED_CELLS)
TXT = table(SIGNS | TAGS, {})
YAML = table({}, SIGNS | DATA)


def page(draft: DraftReport, disguise: Disguise) -> Disguised:
    """Return a draft as a page."""
    cell = re.compile(r"(?<=16pt\">)(\d[\d.]*)(?=</span></p></td>)")
    return _disguised(html(draft), cell, "<p ", disguise)


def markdown(draft: DraftReport, disguise: Disguise) -> Disguised:
    """Return a draft as Markdown."""
    return _disguised(plain.markdown(draft), re.compile(r"(?<=\| )(\d[\d.]*)(?= \|)"), "", disguise)


def text(draft: DraftReport, disguise: Disguise) -> Disguised:
    """Return a draft as text, with pipes between its cells."""
    return _disguised(laid_out(draft, "B"), re.compile(r"(?<=\| )(\d[\d.]*)(?= \|)"), "", disguise)


def data(draft: DraftReport, disguise: Disguise) -> Disguised:
    """Return a draft as data."""
    return _disguised(plain.yaml(draft), re.compile(r"(?<=: )(\d[\d.]*)$", re.MULTILINE), "", disguise)


def _disguised(content: str, cell: re.Pattern[str], prose: str, disguise: Disguise) -> Disguised:
    content, figures = every_other(cell, content, lambda found: disguise.of(found[1]))
    if disguise.where == "both":
        lines = (_prose(line, disguise) if _is_prose(line, prose) else line for line in content.split("\n"))
        content = "\n".join(lines)
    return Disguised(content.encode(), figures)


def _is_prose(line: str, start: str) -> bool:
    return line.startswith(start) and "。" in line


def _prose(line: str, disguise: Disguise) -> str:
    return COUNTED.sub(lambda found: disguise.of(found[1]), line)
