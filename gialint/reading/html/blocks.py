"""Gather the lines and tables of a web page from the tree of its skeleton, in the order of a browser.

A table is dissolved into its content where it only lays out the page: where it has a single column,
few cells of which one holds another table or prose, or a cell that holds both.
"""

from __future__ import annotations

from itertools import chain

from gialint.model import Marked, Text
from gialint.reading import Limits, not_read
from gialint.reading.grid import too_many_cells
from gialint.reading.html.tree import (
    BREAKING,
    CELLS,
    OBJECTS,
    SILENT,
    Attributes,
    Skeleton,
    too_many_paragraphs,
)
from gialint.reading.html.words import (
    EFFECTS,
    END,
    LEFT_OUT,
    OMITTED,
    POINT,
    Line,
    Origins,
    lines_of,
    read_signs,
)
from gialint.records import NamedTuple, dataclass, field

SAVE_AS_WORD = Text("请把报告正文另存为 .docx 后再检查。", "Save the report itself as .docx and check that.")

HEADINGS = {f"h{level}": level for level in range(1, 7)}
ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
ARTICLES = frozenset({"article", "main"})
EDGES = frozenset({"header", "footer"})
"""Chrome at the page's edges, but part of the text inside an article."""
NOTED = SILENT | ROW_GROUPS | PREFORMATTED | ARTICLES | EDGES | {"table", "tr", *HEADINGS}
"""Elements that do more than begin and end a line."""

FEW_CELLS = 16
"""A table with fewer cells may be layout; the smallest table of the form has more."""
PROSE = 200
"""Characters beyond which a cell holds prose; the longest label of the form is shorter."""


class PageCell(NamedTuple):
    """A cell with its lines and the tables inside it, and the offset in the source at which it begins.

    A rowspan of 0 reaches the end of the group.
    """

    content: list[Line | PageTable]
    origin: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class PageTable:
    """A table as its rows of cells.

    ``group`` is the row at which the open row group begins, ``tall`` tells of rowspans in it.
    """

    rows: list[list[PageCell]] = field(default_factory=list)
    group: int = 0
    tall: bool = False


@dataclass(slots=True)
class Page:
    """Collects a page's blocks while its tree is visited (``html.tree.visit``).

    ``content`` is where lines and tables go now: the page, or the open cell. ``outside`` keeps
    for each open cell where its table goes, and the cell. Raises LimitExceeded.
    """

    built: Skeleton
    limits: Limits
    content: list[Line | PageTable] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    outside: list[tuple[list[Line | PageTable], PageCell]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    cells: int = 0
    lines: int = 0
    depth: int = 0
    silent: int = 0
    """How many elements are open in the one that is passed over; 0 where none is."""
    mute: int = 0
    """How many of them there were when one began that is no text."""
    effects: list[tuple[int, str]] = field(default_factory=list)
    """The depth of each open element that does something to its text, and the sign for that."""
    signs: dict[str, str] = field(default_factory=dict)
    """The marks of each sign."""
    articles: int = 0
    preformatted: int = 0
    heading: int = 0

    def start_element(self, tag: str, attributes: Attributes) -> None:
        """Begin an element; of a hidden or silent one only what is hidden is kept."""
        self.depth += 1
        if self.silent:
            self.silent += 1
            if tag in SILENT and not self.mute:
                self.mute = self.silent
            return
        if self.marks and tag in BREAKING:
            self.end_line()
        effect = attributes[0][0] if attributes and attributes[0][0] in EFFECTS else ""
        if effect in LEFT_OUT:
            self.silent = 1
            self.effects.append((self.depth, EFFECTS[effect]))
            return
        if tag in CELLS:
            first = 1 if effect else 0
            spans = {name: int(count or 1) for name, count in attributes[first:-1]}
            origin = self.built.offsets[int(attributes[-1][0])]
            cell = PageCell([], origin, spans.get("rowspan", 1), spans.get("colspan", 1))
            self.outside.append((self.content, cell))
            self.content = cell.content
        elif tag in NOTED:
            self._open(tag)
        if effect == "point":
            if self.outside or tag not in OBJECTS:
                self.marks.append(self._sign(POINT))
        elif effect:
            around = self.effects[-1][1] if self.effects else ""
            shown = "" if around == EFFECTS["unseen"] else around
            self.effects.append((self.depth, shown if effect == "seen" else EFFECTS[effect]))

    def end_element(self, tag: str) -> None:
        """End an element."""
        self.depth -= 1
        if self.effects and self.effects[-1][0] > self.depth:
            self.effects.pop()
        if self.silent:
            self.silent -= 1
            self.mute = 0 if self.silent < self.mute else self.mute
            return
        if self.marks and tag in BREAKING:
            self.end_line()
        if tag in CELLS:
            self._close_cell()
        elif tag in NOTED:
            self._close(tag)

    def characters(self, marks: str) -> None:
        """Add texts to the line, by their numbers."""
        sign = self.effects[-1][1] if self.effects else ""
        if sign and (not self.silent or (sign in OMITTED and not self.mute)):
            words = marks.strip()
            before, _, after = marks.partition(words) if words else (marks, "", "")
            self.marks += [before, self._sign(sign), words, self._sign(END), after]
        elif not self.silent:
            self.marks.append(marks)

    def end_line(self) -> None:
        """Put the line that was begun among the content."""
        marks = "".join(self.marks)
        self.marks.clear()
        begun = ""
        for text, origins in lines_of(self.built, marks, self.preformatted > 0):
            line = Line(text, origins, self.heading)
            if self.signs:
                line, begun = read_signs(text, origins, self.heading, begun)
            self.content.append(line)
            self.lines += 1
        if self.lines > self.limits.paragraphs + self.limits.cells:
            raise too_many_paragraphs(self.limits)

    def _close_cell(self) -> None:
        """Put a cell into its row."""
        self.content, cell = self.outside.pop()
        if not self.tables or not self.tables[-1].rows:
            # Beyond the depth a browser allows, elements lose their place in the tree.
            self.content += cell.content
            return
        self.cells += 1
        if self.cells > self.limits.cells:
            raise too_many_cells(self.limits)
        table = self.tables[-1]
        table.rows[-1].append(cell)
        if cell.rowspan != 1:
            table.tall = True

    def _sign(self, sign: str) -> str:
        """Return the mark of a sign, which is a text like any other."""
        if sign not in self.signs:
            self.signs[sign] = f"{len(self.built.texts)},"
            self.built.texts.append(sign)
            self.built.offsets.append(0)
        return self.signs[sign]

    def _open(self, tag: str) -> None:
        if tag == "tr":
            if self.tables:
                self.tables[-1].rows.append([])
        elif tag == "table":
            self.tables.append(PageTable())
            if len(self.tables) > self.limits.xml_depth:
                raise not_read(
                    f"表格嵌套超过 {self.limits.xml_depth} 层",
                    f"tables nested more than {self.limits.xml_depth} deep",
                    SAVE_AS_WORD,
                )
        elif tag in SILENT or (tag in EDGES and not self.articles):
            self.silent = 1
        elif tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag in ARTICLES:
            self.articles += 1
        elif tag in PREFORMATTED:
            self.preformatted += 1

    def _close(self, tag: str) -> None:
        if tag in ROW_GROUPS:
            if self.tables:
                end_group(self.tables[-1])
        elif tag == "table":
            table = self.tables.pop()
            self.content += inner(table) if is_layout(table) else [table]
        elif tag in HEADINGS:
            self.heading = 0
        elif tag in ARTICLES:
            self.articles -= 1
        elif tag in PREFORMATTED:
            self.preformatted -= 1


def end_group(table: PageTable) -> None:
    """Keep the spans of a row group's cells inside it (HTML 4.9.12.1)."""
    if table.tall:
        for index in range(table.group, len(table.rows)):
            below = len(table.rows) - index
            table.rows[index] = [
                cell if cell.rowspan == 1 else cell._replace(rowspan=min(cell.rowspan or below, below))
                for cell in table.rows[index]
            ]
    table.group = len(table.rows)
    table.tall = False


def is_layout(table: PageTable) -> bool:
    """Return whether a table only lays out the page."""
    sizes = list(map(len, table.rows))
    if max(sizes, default=0) < 2:
        return True
    few = sum(sizes) < FEW_CELLS
    for cell in chain.from_iterable(table.rows):
        if not few and len(cell.content) < 2:
            continue
        nested = any(isinstance(block, PageTable) for block in cell.content)
        prose = sum(len(block.text) for block in cell.content if isinstance(block, Line)) > PROSE
        if (nested and prose) or (few and (nested or prose)):
            return True
    return False


def inner(table: PageTable) -> list[Line | PageTable]:
    """Return all that stands in a table's cells, in order."""
    return [block for row in table.rows for cell in row for block in cell.content]


def words_of(cell: PageCell) -> Line:
    """Return the lines of a cell as one; a table inside it makes it unreadable."""
    content = cell.content
    if len(content) == 1 and isinstance(content[0], Line) and content[0].text:
        return content[0]
    texts: list[str] = []
    origins: Origins = []
    marked: list[Marked] = []
    hidden: list[tuple[int, str]] = []
    length = 0
    for block in content:
        if isinstance(block, PageTable):
            marked += [Marked(length, length, "unreadable")] if any(map(_has_words, inner(block))) else []
            continue
        # What follows the words of the line before stands behind the line end.
        at = length + 1 if texts and block.text else length
        origins += [(at + offset, origin) for offset, origin in block.origins]
        if texts and block.text[:1].isdecimal() and texts[-1][-1].isdecimal():
            marked.append(Marked(length, length, "unreadable"))  # a figure broken, or two
        marked += [Marked(at + start, at + end, manner) for start, end, manner in block.marked]
        hidden += [(at + offset, said) for offset, said in block.hidden]
        if block.text:
            texts.append(block.text)
            length = at + len(block.text)
    return Line("\n".join(texts), origins or [(0, cell.origin)], 0, tuple(marked), tuple(hidden))


def _has_words(block: Line | PageTable) -> bool:
    if isinstance(block, Line):
        return bool(block.text or block.marked)
    return any(map(_has_words, inner(block)))
