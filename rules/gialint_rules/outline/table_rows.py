"""The official tables as a report has them: which rows and columns are missing, odd, or do not come out.

Rows that could not be read may be there all the same, and are told apart from those that are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby

from gialint import Fact, Facts, Finding, Related, Report, Text
from gialint.lazy_regex import lazy_regex
from gialint.model import Cell, Place, Table
from gialint.records import NamedTuple
from gialint.understanding.edition import ANYTHING
from gialint.understanding.figures import looks_like_value, read_figure
from gialint.understanding.repair import repair
from gialint_rules.cells import TABLE_TWO, table_three
from gialint_rules.telling import counted

TABLES: Mapping[str, tuple[str, str]] = {
    "disclosure": ("表二", "table two"),
    "applications": ("表三", "table three"),
    "review": ("表四", "table four"),
}
SECTIONS = {"disclosure": "二", "applications": "三", "review": "四"}
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
"""Of table three, in the form's order."""

HEADINGS: Mapping[str, frozenset[str]] = {
    "disclosure": frozenset(
        {
            "本年制发件数",
            "本年废止件数",
            "现行有效件数",
            "本年处理决定数量",
            "本年新制作数量",
            "本年新公开数量",
            "对外公开总数量",
            "上一年项目数量",
            "采购项目数量",
        }
    ),
    "applications": frozenset({*COLUMNS, "申请人情况", "法人或其他组织"} - {"其他", "总计"}),
    "review": frozenset({"结果维持", "结果纠正", "其他结果", "尚未审结", "未经复议直接起诉", "复议后起诉"}),
}
"""What heads the columns of each table, in either form."""

ALIKE = frozenset({"他它", "它他"})
"""Characters that may be written for each other."""

LONGEST_LABEL = 40
"""A longer cell is prose in a table that only lays out a page."""

LONGEST_SHOWN = 16
"""Characters of a heading beyond which a message cuts it."""

_SPACES = lazy_regex(r"\s+")
_GAPS = lazy_regex(r"[|\t]| {2,}")
_REMARK = lazy_regex(r"·.*")


class OfficialRow(NamedTuple):
    """A row of the form: its words, and its cells in the report, some or all of them absent."""

    words: Text
    cells: Sequence[Fact]

    @property
    def label(self) -> str:
        """What the form calls it, without a remark."""
        return _REMARK.sub("", self.words.zh)

    @property
    def english(self) -> str:
        """The same in English."""
        return self.words.in_language("en").partition(" (")[0]

    @property
    def missing(self) -> bool:
        """Whether the report has no such row."""
        return not [fact for fact in self.cells if fact.place is not None]

    @property
    def unreadable(self) -> bool:
        """Whether its figures do not come out: too many of them, or too few."""
        return any(fact.state == "unreadable" and fact.why is None for fact in self.cells)

    @property
    def overfull(self) -> bool:
        """Whether that is because there are more figures than the row has cells."""
        text = next((fact.text for fact in self.cells if fact.state == "unreadable" and not fact.why), "")
        return len([part for part in _GAPS.split(text) if part.strip()]) > len(self.cells)


class OddRow(NamedTuple):
    """A row with a label and figures that is not in the form."""

    label: str
    place: Place


def official_rows(report: Report, name: str) -> Sequence[OfficialRow]:
    """Return the form's rows of an official table, in order."""
    return report.once(_official_rows, name)


def _official_rows(report: Report, name: str) -> Sequence[OfficialRow]:
    facts = report.facts
    if name == "applications":
        return [
            OfficialRow(facts.label(f"requests.{row}"), cells) for row, cells in table_three(report).items()
        ]
    if name == "review":
        ways = ("review", *(f"litigation.{way}" for way in facts.sets["litigation.ways"]))
        cells = [facts[f"{way}.{outcome}"] for way in ways for outcome in facts.sets["litigation.outcomes"]]
        return [OfficialRow(Text("数据", "figures"), cells)]
    items: dict[str, list[Fact]] = {}
    for path in _figures_of_table_two(facts):
        items.setdefault(_item(path), []).append(facts[path])
    return [OfficialRow(cells[0].label, cells) for cells in items.values()]


def owners_of(rows: Mapping[str, Sequence[OfficialRow]]) -> dict[int, str]:
    """Return for the place of each figure the official table it is of."""
    return {
        fact.place.start: name
        for name, held in rows.items()
        for row in held
        for fact in row.cells
        if fact.place is not None
    }


def odd_rows(report: Report, name: str, owners: Mapping[int, str]) -> Iterator[OddRow]:
    """Yield the rows of a table that are none of the form's and stand under this official table.

    ``owners`` are as ``owners_of`` gives them for every table: one block may hold all three.
    """
    table = report.tables[name]
    here = ""
    for row in table.rows if table else ():
        owner = next((owners[cell.start] for cell in row if cell.start in owners), "")
        here = owner or here
        if owner or here != name or not any(read_figure(cell.text).state == "number" for cell in row):
            continue
        label = _label(row)
        if label and len(label) <= LONGEST_LABEL and not _repeats(label, table, owners):
            yield OddRow(label, _place(report, name, row))


def odd_columns(facts: Facts, table: Table) -> Iterator[tuple[str, str]]:
    """Yield what heads a column of table three, and what should, where the two have nothing in common."""
    cells = [facts[f"requests.new.{column}"] for column in facts.sets["requests.columns"]]
    starts = [fact.place.start if fact.place else -1 for fact in cells]
    at = next((index for index, row in enumerate(table.rows) if _has(row, starts[0])), 0)
    columns = {cell.start: cell.column for cell in table.rows[at]} if at else {}
    for official, start in zip(COLUMNS, starts, strict=True):
        column = columns.get(start)
        heading = _heading(table.rows[:at], column) if column is not None else ""
        read = heading if official in heading else _SPACES.sub("", repair(heading, ANYTHING).reading)
        if heading and official not in read:
            yield heading, official


def misspelt_headings(report: Report, name: str) -> Iterator[tuple[str, str, Place]]:
    """Yield the headings of a table that are one character off, what they should be, and where they stand."""
    table = report.tables[name]
    official = HEADINGS[name]
    for row in table.rows if table else ():
        for cell in row:
            written = _SPACES.sub("", cell.text)
            if written in official or not _one_off(written, official):
                continue
            written = _SPACES.sub("", repair(cell.text, ANYTHING).reading)
            right = _one_off(written, official) if written not in official else ""
            if right:
                yield written, right, _place(report, name, (cell,))


def _one_off(written: str, official: Set[str]) -> str:
    for right in official:
        if len(right) == len(written):
            other = [a + b for a, b in zip(written, right, strict=True) if a != b]
            if len(other) == 1 and other[0] not in ALIKE:
                return right
    return ""


def _figures_of_table_two(facts: Facts) -> list[str]:
    members = tuple(f"{name}." for name in facts.sets)
    return [path for path in facts.known if path.startswith(TABLE_TWO) and not path.startswith(members)]


def _item(path: str) -> str:
    """The row of table two: 行政许可 has items.permits.… and decisions.permits in the form of 2019."""
    parts = path.split(".")
    return parts[1] if parts[0] in ("items", "decisions") else ".".join(parts[:2])


def _repeats(label: str, table: Table | None, owners: Mapping[int, str]) -> bool:
    """Whether a label is that of an official row that was read: a continued table repeats some."""
    rows = table.rows if table else ()
    return any(_label(row) == label for row in rows if any(cell.start in owners for cell in row))


def _label(row: Sequence[Cell]) -> str:
    labels = [cell.text for cell in row if cell.text.strip() and not looks_like_value(cell.text)]
    return _SPACES.sub("", labels[-1]) if labels else ""


def _has(row: Sequence[Cell], start: int) -> bool:
    return any(cell.start == start for cell in row)


def _heading(rows: Sequence[Sequence[Cell]], column: int) -> str:
    """Return the words above a column, from the top; a heading may be cut in two by a line break.

    A heading merged over rows may be in each of them.
    """
    over = [cell.text for row in rows for cell in row if cell.column <= column < cell.column + cell.colspan]
    return _SPACES.sub("", "".join(text for text, _ in groupby(over)))


def shortened(heading: str) -> str:
    """Return a heading as a message shows it: its beginning, where it is a whole sentence."""
    return heading if len(heading) <= LONGEST_SHOWN else heading[: LONGEST_SHOWN - 1] + "…"


def _place(report: Report, name: str, row: Sequence[Cell]) -> Place:
    section, last = SECTIONS[name], row[-1]
    place = row[0].place(report.document, f"{section}/表1/{_label(row)}", section)
    return place._replace(end=last.start + len(last.text))


LOST = Text(
    "多为复制或转换网页时丢失了表格线和空格。请用原来的 Word、网页或 PDF 文件重新检查。",
    "Most likely borders were lost in copying or converting. Check the original Word, web or PDF file.",
)


MOST_NAMED = 8
"""Lost rows are named if there are not too many: nothing else shows which they are."""


def named(rows: Sequence[OfficialRow]) -> Text:
    """Return the names of rows, all of them where there are few."""
    zh = "、".join(f"“{row.label}”" for row in rows[:MOST_NAMED])
    en = ", ".join(row.english for row in rows[:MOST_NAMED])
    return Text(f"{zh}等", f"{en}, …") if len(rows) > MOST_NAMED else Text(zh, en)


def mostly_unread(table: Table | None, rows: Sequence[OfficialRow]) -> bool:
    """Return whether nothing says which figure is in which cell of half of a text's rows."""
    there = [row for row in rows if not row.missing]
    unread = sum(row.unreadable for row in there)
    return table is not None and not table.geometry and 0 < len(there) <= 2 * unread


def is_exact(table: Table, rows: Sequence[OfficialRow]) -> bool:
    """Return whether every cell of a table is sure to be the one it was read as."""
    certainties = {fact.certainty for row in rows for fact in row.cells if fact.place is not None}
    return table.certainty == "exact" and certainties <= {"exact", "derived"}


def lost(
    report: Report, name: str, rows: Sequence[OfficialRow], unread: Sequence[OfficialRow], *, damaged: bool
) -> Iterator[Finding]:
    """Tell which rows of a table could not be read, in one finding.

    ``unread`` are those whose figures do not come out for no fault of the report. Rows that are not
    there are the report's own lack only in a table with sure cells, if most others are there and no
    label is ``damaged``.
    """
    table = report.tables[name]
    if table is None:
        return
    exact = is_exact(table, rows)
    missing = [row for row in rows if row.missing]
    if exact and not damaged and 2 * len(missing) <= len(rows):
        missing = []
    if mostly_unread(table, rows):
        unread = ()  # GIA104 reports it
    told: list[Text] = []
    if unread:
        names, count = named(unread), counted(len(unread), "row")
        why = "数字不全，可能是转换时丢失了空格" if exact else "分不清数字各在哪一格"
        told.append(Text(f"有 {len(unread)} 行{why}：{names.zh}", f"figures of {count}: {names.en}"))
    if missing:
        names, count = named(missing), counted(len(missing), "row")
        told.append(Text(f"有 {len(missing)} 行没有读到：{names.zh}", f"{count}: {names.en}"))
    if told:
        yield _finding(name, told, unread or rows)


def _finding(name: str, told: Sequence[Text], rows: Sequence[OfficialRow]) -> Finding:
    label, english = TABLES[name]
    places = [next((fact.place for fact in row.cells if fact.place), None) for row in rows]
    there = list(dict.fromkeys(place for place in places if place))
    zh, en = "；".join(each.zh for each in told), "; ".join(each.in_language("en") for each in told)
    return Finding(
        Text(f"{label}{zh}，未能检查", f"{english} was not read in full and not checked: {en}"),
        there[0] if there else None,
        tuple(Related(Text("另一行", "another row"), place) for place in there[1:MOST_NAMED]),
        {"lost": zh},
        hint=LOST,
    )
