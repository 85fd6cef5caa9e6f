"""How many items an agency says it published in its year, where it counts all of them."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Report
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint.records import NamedTuple
from gialint.understanding.marked import statements

CLAUSE = lazy_regex(r"(?:[^。;,!?:]|(?<=[0-9]),(?=[0-9]{3}))+")
COUNT = lazy_regex(
    r"(?:20[0-9]{2}年度?|全年度?|本年度?|今年|一年来|年内|我[局镇乡委办院校厅站所]|我街道|本[局镇乡委办院校厅站所]|本机关|本单位|"
    r"本街道|全[局镇乡院校]|共计?|总计|合计|已|\([一二三四五六]\)|[一二三四五六]是|情况)*+"
    r"(?:依法)?(?:主动)?(?:向社会)?(?:公开|发布)(?:了|各类|各项|的)*政?府?信息(?:共计?|总计|合计|总[数量]|数量)?[达为]?"
    r"(?P<count>[0-9][0-9,]*)(?P<unit>[条件])"
)
"""All of a year's items: no channel, no field and no other year has a part in the clause."""

YEAR = lazy_regex("20[0-9]{2}(?=年)")
OTHER = lazy_regex("上年|去年|同期|截至|历年|以来(?!,)")


class Published(NamedTuple):
    """A count of published items, its unit and its place."""

    items: int
    unit: str
    place: Place


def published(report: Report) -> Iterator[Published]:
    """Yield the counts of all that was published in the report's year, in order."""
    for passage in statements(report):
        if passage.kind != "prose" or "信息" not in passage.reading:
            continue
        for clause in CLAUSE.finditer(passage.reading):
            found = COUNT.fullmatch(clause[0])
            if found is None:
                continue
            begins = passage.reading.rfind("。", 0, clause.start()) + 1
            said = passage.reading[begins : clause.end()]
            years = {int(year) for year in YEAR.findall(said)}
            before = passage.reading[begins : clause.start()].rpartition(",")[0]
            if OTHER.search(said) or years - {report.year} or "通过" in before:
                continue
            count = int(found["count"].replace(",", ""))
            place = report.place(passage, clause.start() + found.start("count"), clause.end())
            yield Published(count, found["unit"], place)
