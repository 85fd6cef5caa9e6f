"""Times in prose: the report's own year, another one, several together, or a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

_YEAR = r"20[0-9]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TIME = lazy_regex(
    rf"(?P<whole>(?:自)?(?P<first>{_YEAR})年?0?1月?(?:0?1日)?(?:起)?[,]?(?:截至|截止|至|到|[-—–~])+(?:(?:{_YEAR}年?|当年|同年)?12月?(?:31日|底|末)?))"
    rf"|(?P<school>(?P<autumn>{_YEAR})(?:年?[至到—–~/-]+(?P<summer>{_YEAR})学年度?|年9月1日起?[至到—–~-]+(?P<august>{_YEAR})年8月31日止?))"
    rf"|(?P<span>{_YEAR}年?(?:至|到|[-—–~]+){_YEAR}年度?(?!{_MONTH}月))"
    rf"|(?P<until>(?:截至|截止至|截止到|截止|截至到|至|到)?(?P<last>{_YEAR})年(?:12月(?:31日|底|末)|底|末|年底|年末)|(?:截至|截止)(?P<after>{_YEAR})年1月{_DAY}日)|(?P<end>(?:截至|截止|至|到)(?:12月31日|12月底|12月末|年底|年末))"
    rf"|(?P<since>自?(?P<from>{_YEAR})年(?:1月1日)?以来)"
    rf"|(?P<months>(?:(?P<of>{_YEAR})年)?{_MONTH}月?(?:至|到|[-—–~]+){_MONTH}月(?:份|底)?)"
    rf"|(?P<date>(?:(?P<dated>{_YEAR})年)?{_MONTH}月(?:份|{_DAY}日|上旬|中旬|下旬|底|初)?)"
    rf"|(?P<year>(?P<named>{_YEAR})年(?:度内?|全年|全年度|内|整年|年度|期间|当年)?)"
)
_OWN = lazy_regex(_YEAR)


class Time(NamedTuple):
    """A time at its offsets: ``kind`` own, last, next, other, span or part; ``year`` if one is named."""

    start: int
    end: int
    kind: str
    year: int | None


def own_year(text: str) -> int | None:
    """Return the last year that a text names in digits."""
    years = _OWN.findall(text) if "20" in text else ()
    return int(years[-1]) if years else None


def times(reading: str, year: int | None) -> Iterator[Time]:
    """Yield the times of a reading, in order; none overlap."""
    if "年" not in reading and "月" not in reading:
        return
    for hit in _TIME.finditer(reading):
        if reading[hit.start() - 1 : hit.start()].isdecimal():
            continue
        yield Time(hit.start(), hit.end(), *_meaning(hit, year))


def _meaning(hit: re.Match[str], year: int | None) -> tuple[str, int | None]:
    if hit["school"]:  # what schools report of ends in the report's year, or begins in it
        summer = int(hit["summer"] or hit["august"])
        return _of_year(year if year == int(hit["autumn"]) else summer, year), summer
    if hit["span"]:
        return "span", None
    if hit["months"]:
        named = int(hit["of"]) if hit["of"] else year
        whole = re.match(rf"(?:{_YEAR}年)?0?1月?(?:至|到|[-—–~]+)12月", hit["months"])
        return (_of_year(named, year) if whole else "part"), named
    if hit["end"]:
        return "own", year
    if hit["date"]:
        return "part", int(hit["dated"]) if hit["dated"] else None
    named = int(
        hit["first"]
        or hit["last"]
        or (hit["after"] and str(int(hit["after"]) - 1))
        or hit["from"]
        or hit["named"]
    )
    if hit["since"]:
        return ("own" if named == year else "span"), named
    return _of_year(named, year), named


def _of_year(named: int | None, year: int | None) -> str:
    if named == year or named is None or year is None:
        return "own"
    return "last" if named == year - 1 else "next" if named == year + 1 else "other"
