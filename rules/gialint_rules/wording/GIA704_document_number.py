"""GIA704: a known document under a wrong number, a superseded one as the basis, or brackets but 〔〕."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gialint import Facts, Finding, Report, Severity, Text, Unassessed, rule
from gialint.checking.fixes import rewritten
from gialint.checking.kinds.near import distance
from gialint.lazy_regex import lazy_regex
from gialint.model import Fix, Passage
from gialint_rules.wording.citations import Citation, Known, Title, citations, mark_of, titled, titles

BASIS = lazy_regex(r"根据|按照|依据|依照|遵照|按|贯彻|落实")
ENDINGS = tuple("发函字办规通文审批复公告纪")
"""How the marks of issuers end, other than those of courts."""

RIGHT = ("〔", "〕")
AS_RIGHT = ("〔〕", "﹝﹞")
LACKING = Unassessed(Text("没有“documents”这个列表", "there is no list “documents”"), ("lists.documents",))

LAW = "《中华人民共和国政府信息公开条例》"
OFFICE = "国务院办公厅政府信息与政务公开办公室关于"
NOTICE = f"《{OFFICE}印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
OLD = f"《{OFFICE}政府信息公开工作年度报告有关事项的通知》"


def _report(preface: str, year: int = 2024) -> dict[str, str]:
    return {"title": f"青石镇人民政府{year}年政府信息公开工作年度报告", "preface": preface}


@rule(
    "GIA704",
    "document-number",
    severity="warning",
    title=Text(
        "引用文件的文号应正确，依据应现行有效", "Documents must be cited by their number, and be in force"
    ),
    basis=["国办公开办函〔2021〕30号", "GB/T 9704-2012《党政机关公文格式》"],
    hint=Text(
        "请对照文件原文核对标题和文号；文号的年份用六角括号〔〕。",
        "Compare title and number with the document itself; the year goes in 〔〕.",
    ),
    tags=["wording", "citation"],
    since="0.1.0",
    fixable=True,
    examples=[
        {"clean": _report(f"根据{LAW}（国务院令第711号）和{NOTICE}（国办公开办函〔2021〕30号）编制。")},
        {"clean": _report("根据《云坪县工作要点》（云政办发〔2024〕30号）编制，（2024）云02行初15号。")},
        {"clean": _report(f"根据{OLD}（国办公开办函〔2019〕60号）编制。", 2020)},
        {
            "violates": _report(f"根据{NOTICE}（国办公开办函〔2019〕60号）编制。"),
            "says": (
                "《国务院办公厅政府信息…年度报告格式〉的通知》的文号应为国办公开办函〔2021〕30号，"
                "不是国办公开办函〔2019〕60号（那是另一份文件的文号）"
            ),
        },
        {
            "violates": _report(f"根据{OLD}（国办公开办函〔2021〕30号）编制。"),
            "says": (
                "文号国办公开办函〔2021〕30号正确，"
                "但名称“国务院办公厅政府信息…度报告有关事项的通知”是旧文件（国办公开办函〔2019〕60号）的，"
                "应为“中华人民共和国政府信息公开工作年度报告格式”"
            ),
        },
        {
            "violates": _report(f"根据{LAW}（国务院令第492号）编制。"),
            "says": (
                "《中华人民共和国政府信息公开条例》已经修订，现行文号是国务院令第711号，不是国务院令第492号"
            ),
        },
        {
            "violates": _report("按照国办公开函〔2021〕30号的要求编制。"),
            "says": "没有“国办公开函”这个文号，应为国办公开办函〔2021〕30号",
        },
        {
            "violates": _report(f"根据{OLD}编制。"),
            "says": "国办公开办函〔2019〕60号已被国办公开办函〔2021〕30号取代，不能再作为依据",
        },
        {
            "violates": _report("根据国办公开办函[2021]30号编制。"),
            "says": "文号的年份应用六角括号：写成国办公开办函〔2021〕30号，不用“[]”",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Tell each citation once, by what is gravest about it."""
    listed: Any = report.lists.get("documents", ())
    known: Sequence[Known] = listed
    if not known:
        yield LACKING
        return
    told: set[str] = set()
    for passage in report.passages:
        named = titles(passage.reading)
        settled: set[Title] = set()
        for citation in citations(passage.reading, named, known):
            finding = _misnumbered(report, passage, citation, known)
            finding = finding or _misspelt(report, passage, citation, known)
            if finding:
                settled.update([citation.title] if citation.title else [])
                yield finding
                continue
            yield from _bracketed(report, passage, citation)
            span = citation.start, citation.end
            yield from _superseded(report, passage, citation.spelled(), span, known, told)
        for title in named:
            document = titled(title.text, known)
            if document and title not in settled:
                span = title.start, title.end
                yield from _superseded(report, passage, document["number"], span, known, told)


def _misnumbered(
    report: Report, passage: Passage, citation: Citation, known: Sequence[Known]
) -> Finding | None:
    """Tell a known title with the number of another document, or of an older version of its own."""
    document, title, spelled = citation.document, citation.title, citation.spelled()
    if document is None or title is None or not citation.known_mark or spelled == document["number"]:
        return None
    right = document["number"]
    zh, en = (
        f"《{_short(title.text)}》的文号应为{right}，不是{spelled}",
        f"the number should be {right}, not {spelled}",
    )
    newer = next((other for other in known if other["number"] == document.get("instead")), None)
    if newer is not None and spelled == newer["number"] and (report.year or 0) > document["until"]:
        # The number is that of the document in force: its name was left as the old one's.
        return _named_as_before(report, passage, title, document, newer)
    if spelled in document.get("before", ()):
        if report.year is None or report.year < document["changed"]:
            return None
        zh = f"《{_short(title.text)}》已经修订，现行文号是{right}，不是{spelled}"
    elif any(other["number"] == spelled for other in known):
        zh += "（那是另一份文件的文号）"
    place = report.place(passage, citation.start, citation.end)
    return Finding(Text(zh, en), place, values={"number": spelled, "expected": right})


def _named_as_before(
    report: Report, passage: Passage, title: Title, document: Known, newer: Known
) -> Finding:
    """Tell the right number behind the name of the document that it superseded."""
    name, old, number = _short(title.text), document["number"], newer["number"]
    right = next(iter((*newer.get("names", ()), *newer.get("exact", ()))), number)
    return Finding(
        Text(
            f"文号{number}正确，但名称“{name}”是旧文件（{old}）的，应为“{right}”",
            f"the number {number} is right, but the name {name} is that of {old}, which it superseded",
        ),
        report.place(passage, title.start, title.end),
        values={"number": newer["number"], "named": document["number"]},
    )


def _misspelt(report: Report, passage: Passage, citation: Citation, known: Sequence[Known]) -> Finding | None:
    """Tell a known number under a mark that nobody has (国办公开函)."""
    for document in () if citation.known_mark else known:
        right = mark_of(document)
        if len(right) < 4 or document["number"] != citation.spelled(right):
            continue
        for length in range(len(right) - 2, len(right) + 3):
            written = citation.mark[-length:]
            if written[0] == right[0] and distance(right, written, 2) <= 2:
                end = citation.start + len(citation.mark)
                place = report.place(passage, end - len(written), end)
                return Finding(
                    Text(
                        f"没有“{written}”这个文号，应为{document['number']}", f"“{written}” should be {right}"
                    ),
                    place,
                    values={"number": citation.spelled(written), "expected": document["number"]},
                    fix=rewritten(place, right) if place.text == written else None,
                )
    return None


def _superseded(
    report: Report,
    passage: Passage,
    number: str,
    span: tuple[int, int],
    known: Sequence[Known],
    told: set[str],
) -> Iterator[Finding]:
    """Tell once a document that is the basis of a report of later years than its own."""
    document = next((each for each in known if each["number"] == number and "until" in each), None)
    if document is None or report.year is None or report.year <= document["until"] or number in told:
        return
    text, instead = passage.reading, document["instead"]
    sentence = text[max(text.rfind(mark, 0, span[0]) for mark in "。;") + 1 : span[0]]
    if not BASIS.search(sentence) or instead in text:
        return
    told.add(number)
    yield Finding(
        Text(f"{number}已被{instead}取代，不能再作为依据", f"{number} was superseded by {instead}"),
        report.place(passage, *span),
        values={"number": number, "expected": instead},
    )


def _bracketed(report: Report, passage: Passage, citation: Citation) -> Iterator[Finding]:
    """Tell a year in other brackets; in a text that went through a machine they may be its doing."""
    if citation.brackets is None or report.damages or not citation.mark.endswith(ENDINGS):
        return
    places = [report.place(passage, at, at + 1) for at in citation.brackets]
    written, spelled = places[0].text + places[1].text, citation.spelled()
    if written in AS_RIGHT:
        return
    fixes = [rewritten(place, right) for place, right in zip(places, RIGHT, strict=True)]
    edits = tuple(edit for fix in fixes if fix for edit in fix.edits)
    mending = Text(f"把“{written}”改为“〔〕”", f"write 〔〕 for {written}")
    yield Finding(
        Text(
            f"文号的年份应用六角括号：写成{spelled}，不用“{written}”",
            f"the year of a document number goes in 〔〕, not {written}: {spelled}",
        ),
        report.place(passage, citation.brackets[0], citation.brackets[1] + 1),
        values={"number": spelled, "brackets": written},
        severity=None if citation.known_mark else Severity.INFO,
        fix=Fix("safe", mending, edits) if len(edits) == 2 else None,
    )


def _short(title: str) -> str:
    return title if len(title) <= 24 else f"{title[:10]}…{title[-10:]}"
