"""GIA106: a table lacks a row or column of the form, renames one, has too many, or a cell nobody can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint import Facts, Finding, Related, Report, Text, Unassessed, rule
from gialint.model import WHY_UNREADABLE, Place, Table
from gialint.records import NamedTuple
from gialint_rules.outline.table_rows import (
    TABLES,
    OddRow,
    OfficialRow,
    is_exact,
    lost,
    misspelt_headings,
    odd_columns,
    odd_rows,
    official_rows,
    owners_of,
    shortened,
)
from gialint_rules.telling import SHOWN, counted, listed

DAMAGED = ("?", "\ufffd")
ROWS = ("docs.regulations", "docs.normative")
WHOLE = {
    **{f"{row}.{column}": 0 for row in ROWS for column in ("issued", "repealed", "valid")},
    "decisions.permits": 12,
    "decisions.penalties": 0,
    "decisions.coercion": 0,
    "fees.charges_wanyuan": 0,
}
SHORT = {path: value for path, value in WHOLE.items() if path != "decisions.coercion"}
LINES = "规章 0 0 0\n行政规范性文件 0 0 0\n行政许可 12\n行政处罚 0\n{}行政事业性收费 0"


PLAIN_FIGURES = Text(
    "请在每格只保留一个数字：删去划掉或隐藏的内容，注释写在表外，图片和控件改为文字。",
    "Leave one plain figure in the cell: delete what is struck out or hidden, put notes outside the table, "
    "and type what is a picture or control.",
)


class Flaw(NamedTuple):
    """One way in which a table differs from the form, and where."""

    words: Text
    places: tuple[Place, ...] = ()


@rule(
    "GIA106",
    "table-shape",
    severity="warning",
    title=Text("表格的行和列应与规定格式一致", "Tables must have the rows and columns of the form"),
    basis=["国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"],
    hint=Text(
        "请不要增删表格的行和列，也不要改名；每行的数字个数应与表头一致，需要说明的写在表外。",
        "Do not add, drop or rename rows and columns; each row has as many figures as the heading. "
        "Remarks go outside the table.",
    ),
    tags=["outline", "tables"],
    since="0.1.0",
    examples=[
        {"clean": WHOLE},
        {"clean": {"decisions.permits": 12}},
        {
            "violates": {path: value for path, value in WHOLE.items() if "coercion" not in path},
            "says": "表二与规定格式不同：缺少 1 行：“行政强制”",
        },
        {
            "violates": {**WHOLE, "decisions.permits": "12²"},
            "says": "表二有 1 格的数字无法辨认，未能检查：“行政许可·本年处理决定数量”（有上标）",
        },
        {
            "violates": {"二、主动公开政府信息情况": LINES.format("")},
            "says": "表二有 1 行没有读到：“行政强制”，未能检查",
        },
        {
            "unassessed": {"二、主动公开政府信息情况": LINES.format("行政强制 0\n")},
            "says": "表二是按数字的位置读取的，行和列的名称无法核对",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Tell all flaws of a table in one finding, what of it could not be read in another."""
    official = {name: official_rows(report, name) for name in TABLES if name in report.tables}
    owners = owners_of(official)
    by_place: list[str] = []
    for name, rows in official.items():  # GIA104 reports a missing table
        label, english = TABLES[name]
        table = report.tables[name]
        yield from _unread_cells(Text(label, english), rows)
        unreadable = [row for row in rows if row.unreadable]
        if table is not None and not is_exact(table, rows):
            by_place.append(name)
            yield from lost(report, name, rows, unreadable, damaged=False)
            continue
        odd = list(odd_rows(report, name, owners))
        damaged = any(mark in row.label for row in odd for mark in DAMAGED)
        wrong = [row for row in unreadable if _wrong(row, table)]
        flaws = list(_flaws(report, facts, name, rows, wrong, () if damaged else odd, damaged=damaged))
        if flaws:
            yield _finding(Text(label, english), flaws, rows)
        unread = [row for row in unreadable if row not in wrong]
        yield from lost(report, name, rows, unread, damaged=damaged)
    if by_place:
        yield Unassessed(_by_place(by_place))


def _unread_cells(label: Text, rows: Sequence[OfficialRow]) -> Iterator[Finding]:
    """Tell the cells whose figures nobody can be sure of: struck out, raised, hidden, a picture."""
    facts = [fact for row in rows for fact in row.cells if fact.why and fact.place]
    if not facts:
        return
    told = [(fact, WHY_UNREADABLE[fact.why]) for fact in facts if fact.why]
    more = f" 等 {len(facts)} 格" if len(facts) > SHOWN else ""
    zh = "、".join(f"“{fact.label.zh}”（{why.zh}）" for fact, why in told[:SHOWN])
    en = ", ".join(f"{fact.label.in_language('en')} ({why.en})" for fact, why in told[:SHOWN])
    cells = counted(len(facts), "cell")
    first, *others = [fact.place for fact in facts]
    yield Finding(
        Text(
            f"{label.zh}有 {len(facts)} 格的数字无法辨认，未能检查：{zh}{more}",
            f"{cells} of {label.in_language('en')} cannot be read and {'was' if len(facts) == 1 else 'were'} "
            f"not checked: {en}{', …' if more else ''}",
        ),
        first,
        tuple(Related(Text("另一格", "another cell"), place) for place in others if place),
        {"cells": str(len(facts))},
        hint=PLAIN_FIGURES,
    )


def _by_place(names: Sequence[str]) -> Text:
    labels = "、".join(TABLES[name][0] for name in names)
    english = " and ".join(TABLES[name][1] for name in names)
    return Text(
        f"{labels}是按数字的位置读取的，行和列的名称无法核对",
        f"{english} {'was' if len(names) == 1 else 'were'} read by the position of the figures only",
    )


def _flaws(
    report: Report,
    facts: Facts,
    name: str,
    rows: Sequence[OfficialRow],
    wrong: Sequence[OfficialRow],
    odd: Sequence[OddRow],
    *,
    damaged: bool,
) -> Iterator[Flaw]:
    table = report.tables[name]
    missing = [row for row in rows if row.missing]
    if missing and len(missing) * 2 <= len(rows) and not damaged:
        yield Flaw(_listed("缺少", "lacks", [(row.label, row.english) for row in missing]))
    if odd:
        words = _listed("多出", "adds", [(row.label, row.label) for row in odd])
        yield Flaw(words, tuple(row.place for row in odd))
    yield from _altered(report, name)
    if wrong:
        names = [(row.label, row.english) for row in wrong]
        places = [next(fact.place for fact in row.cells if fact.place) for row in wrong]
        yield Flaw(_listed("数字个数不对的有", "has the wrong number of figures in", names), tuple(places))
    misspelt = list(misspelt_headings(report, name))
    if misspelt:
        told = listed(
            [Text(f"“{written}”应为“{right}”", f"{written} for {right}") for written, right, _ in misspelt]
        )
        yield Flaw(
            Text(f"表头{told.zh}", f"heads columns {told.en}"), tuple(place for _, _, place in misspelt)
        )
    if table and table.geometry and name == "applications":
        pairs = [(shortened(heading), right) for heading, right in odd_columns(facts, table)]
        yield from _headed(pairs)


def _headed(pairs: Sequence[tuple[str, str]]) -> Iterator[Flaw]:
    """Tell which columns have another heading; one that covers several is named once."""
    headings = dict(reversed(pairs))
    if len(headings) < len(pairs):
        told = listed([Text(f"“{heading}”", heading) for heading in headings])
        first = pairs[0][1]
        yield Flaw(
            Text(
                f"有 {len(pairs)} 列的表头写成{told.zh}，应为“{first}”等",
                f"heads {len(pairs)} columns {told.en} for {first} and others",
            )
        )
    elif pairs:
        told = listed(
            [Text(f"“{heading}”一列应为“{right}”", f"{heading} for {right}") for heading, right in pairs]
        )
        yield Flaw(Text(told.zh, f"heads columns {told.en}"))


def _altered(report: Report, name: str) -> Iterator[Flaw]:
    """Yield which rows were read though the report calls them otherwise, and which it joins in one."""
    altered = [each for each in report.altered if each.table == name]
    renamed = [each for each in altered if not each.joins]
    if renamed:
        zh = "、".join(f"“{_one_line(each.place.text)}”应为“{each.label}”" for each in renamed[:SHOWN])
        en = ", ".join(f"{_one_line(each.place.text)} for {each.label}" for each in renamed[:SHOWN])
        zh, en = (f"{zh}等 {len(renamed)} 行", f"{en}, …") if len(renamed) > SHOWN else (zh, en)
        yield Flaw(Text(f"行名{zh}", f"calls rows {en}"), tuple(each.place for each in renamed))
    joined = [each for each in altered if each.joins]
    if joined:
        zh, en = "、".join(f"“{each.label}”" for each in joined), ", ".join(each.label for each in joined)
        words = Text(f"{zh}没有分行填写", f"does not split {en} into rows")
        yield Flaw(words, tuple(each.place for each in joined))


def _one_line(label: str) -> str:
    return "".join(label.split())


def _wrong(row: OfficialRow, table: Table | None) -> bool:
    """Whether the report itself is to blame for a row that does not come out.

    Where a row is only a sequence of cells, blank ones may have got lost on the way.
    """
    return row.overfull or (table is not None and table.geometry)


def _listed(verb: str, english: str, names: Sequence[tuple[str, str]]) -> Text:
    told = listed([Text(f"“{name}”", of) for name, of in names], "行")
    zh = told.zh.removesuffix(f" {len(names)} 行")  # they are counted before they are named
    return Text(
        f"{verb} {len(names)} 行：{zh}", f"{english} {counted(len(names), 'row')}: {told.in_language('en')}"
    )


def _finding(label: Text, flaws: Sequence[Flaw], rows: Sequence[OfficialRow]) -> Finding:
    places = [place for flaw in flaws for place in flaw.places]
    first = next((fact.place for row in rows for fact in row.cells if fact.place), None)
    places = places or ([first] if first else [])
    zh = "；".join(flaw.words.zh for flaw in flaws)
    en = "; ".join(flaw.words.in_language("en") for flaw in flaws)
    return Finding(
        Text(f"{label.zh}与规定格式不同：{zh}", f"{label.in_language('en')} differs from the form: it {en}"),
        places[0] if places else None,
        tuple(Related(Text("另一行", "another row"), place) for place in dict.fromkeys(places[1:])),
        {"flaws": zh},
    )
