"""GIA107: the report's title is not 机关名 + 年份 + 年政府信息公开工作年度报告."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Place, Table
from gialint_rules.outline.headings import scraped

NAME = "政府信息公开工作年度报告"
CALLED = lazy_regex(r"(?:公开|信息|政府).{0,12}(?:报告|总结|年报)$")
DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
LONGEST = 60
NEAR = 0.7
"""How alike a line's end must be to the report's name to be a misspelt title."""

TEXT = {"一": "2024年，本镇依法做好政府信息公开工作。"}
TOWN = "青石镇人民政府2024年"

YEAR = lazy_regex("20[0-9]{2}年?度?")


@rule(
    "GIA107",
    "title",
    severity="warning",
    title=Text(
        "标题应为“机关名称＋年份＋年政府信息公开工作年度报告”",
        "The title must be the agency, the year and 年政府信息公开工作年度报告",
    ),
    basis=["《政府信息公开条例》第四十九条、第五十条（“政府信息公开工作年度报告”）", "custom"],
    hint=Text(
        "例如“云坪县财政局2024年政府信息公开工作年度报告”。",
        "As in 云坪县财政局2024年政府信息公开工作年度报告.",
    ),
    tags=["outline", "title"],
    since="0.1.0",
    examples=[
        {"clean": {"title": f"{TOWN}{NAME}", **TEXT}},
        {"clean": {"title": "云坪县人民政府\n2024年政府信息公开工作年度报告", **TEXT}},
        {"clean": {"title": f"青石镇人民政府二〇二四年{NAME}", **TEXT}},
        {
            "violates": {"title": f"{TOWN}政府信息公开年度报告", **TEXT},
            "says": (
                "标题写成“青石镇人民政府2024年政府信息公开年度报告”，缺少“工作”，"
                "应为“青石镇人民政府2024年政府信息公开工作年度报告”"
            ),
        },
        {
            "violates": {"title": "青石镇人民政府政府信息公开工作2024年度报告", **TEXT},
            "says": f"标题写成“青石镇人民政府政府信息公开工作2024年度报告”，应为“{TOWN}{NAME}”",
        },
        {
            "violates": {"title": f"2024年{TOWN}{NAME}", **TEXT},
            "says": (
                "标题写成“2024年青石镇人民政府2024年政府信息公开工作年度报告”，年份写了两次，"
                "应为“青石镇人民政府2024年政府信息公开工作年度报告”"
            ),
        },
        {
            "violates": {"title": f"{TOWN}政府信息公开工作2024年度报告", **TEXT},
            "says": (
                "标题写成“青石镇人民政府2024年政府信息公开工作2024年度报告”，年份写了两次，"
                "应为“青石镇人民政府2024年政府信息公开工作年度报告”"
            ),
        },
        {
            "violates": {"title": f"{TOWN}2024年{NAME}", **TEXT},
            "says": (
                "标题写成“青石镇人民政府2024年2024年政府信息公开工作年度报告”，年份写了两次，"
                "应为“青石镇人民政府2024年政府信息公开工作年度报告”"
            ),
        },
        {
            "violates": {"title": f"{TOWN}政府信息公开年报", **TEXT},
            "says": (
                "标题“青石镇人民政府2024年政府信息公开年报”不规范，标题应以“政府信息公开工作年度报告”结尾"
            ),
        },
        {
            "violates": {"title": f"{TOWN}度{NAME}", **TEXT},
            "says": f"标题写成“{TOWN}度{NAME}”，应为“{TOWN}{NAME}”",
        },
        {
            "violates": {"title": f"2024年青石镇人民政府{NAME}", **TEXT},
            "says": f"标题写成“2024年青石镇人民政府{NAME}”，应为“{TOWN}{NAME}”",
        },
        {
            "violates": {"title": f"2024年{NAME}", **TEXT},
            "says": (
                "标题“2024年政府信息公开工作年度报告”缺少机关名称，标题应以“政府信息公开工作年度报告”结尾"
            ),
        },
        {
            "violates": {"title": f"青石镇人民政府{NAME}", **TEXT},
            "says": (
                "标题“青石镇人民政府政府信息公开工作年度报告”缺少年份，标题应以“政府信息公开工作年度报告”结尾"
            ),
        },
        {
            "violates": {"title": NAME, **TEXT},
            "says": (
                "标题“政府信息公开工作年度报告”缺少机关名称和年份，标题应以“政府信息公开工作年度报告”结尾"
            ),
        },
        {
            "violates": {"title": f"{TOWN}政府信息公开工作年度总结", **TEXT},
            "says": (
                "标题“青石镇人民政府2024年政府信息公开工作年度总结”不规范，"
                "标题应以“政府信息公开工作年度报告”结尾"
            ),
        },
        {"violates": TEXT, "says": "没有标题，标题应以“政府信息公开工作年度报告”结尾"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Compare the title that was found, or look for a line that was meant as one."""
    titled = facts["meta.title"]
    if titled.place is None:
        yield from _untitled(report)
        return
    agency = YEAR.sub("", _arabic(report.agency or ""))
    right = f"{agency}{report.year}年{NAME}"
    if _arabic(titled.text.replace(" ", "")) == right or _damaged(titled.place, report):
        return
    named = NAME in titled.text
    twice = len(YEAR.findall(_arabic(titled.text))) > 1
    why = "，年份写了两次" if twice else "" if named else _lacking(titled.text)
    why_en = ", with the year twice" if twice else ""
    yield Finding(
        Text(
            f"标题写成“{titled.text}”{why}，应为“{right}”",
            f"the title is “{titled.text}”{why_en}; it should be “{right}”",
        ),
        titled.place,
        values={"title": titled.text},
        severity=Severity.INFO if (named and not twice) or scraped(report) else None,
    )


def _arabic(title: str) -> str:
    """Return a title with its year in Arabic numerals; both ways of writing it are in order."""
    return re.sub("二[〇零○]..(?=年)", lambda year: year[0].translate(DIGITS), title)


def _damaged(place: Place, report: Report) -> bool:
    return any(hurt.place.start < place.end and place.start < hurt.place.end for hurt in report.damages)


def _lacking(text: str) -> str:
    """Say which words of the report's name a title leaves out behind its year."""
    name = "政府信息公开"
    tail = re.split(r"20[0-9]{2}年度?", text)[-1]
    lacking = [word for word in (name, "工作", "年度") if word not in (tail if name in tail else text)]
    return f"，缺少“{'”“'.join(lacking)}”" if lacking else ""


def _untitled(report: Report) -> Iterator[Finding]:
    if not report.passages:
        return
    meant = next((passage for passage in report.passages if not passage.section and _near(passage)), None)
    if meant is None and _in_a_table(report):
        return
    said, said_en = "没有标题", "there is no title"
    if meant is not None:
        line = meant.reading
        lacking = _nameless(line) if NAME in line else []
        if lacking:
            lack, lack_en = "和".join(zh for zh, _ in lacking), " and no ".join(en for _, en in lacking)
            said, said_en = f"标题“{line}”缺少{lack}", f"the title “{line}” names no {lack_en}"
        else:
            said, said_en = f"标题“{line}”不规范", f"the title “{line}” is not the standard one"
    yield Finding(
        Text(f"{said}，标题应以“{NAME}”结尾", f"{said_en}; it should end in “{NAME}”"),
        report.place(meant or report.passages[0]),
        values={"title": meant.reading if meant else ""},
        severity=Severity.INFO if scraped(report) else None,
    )


def _nameless(line: str) -> list[tuple[str, str]]:
    """Return what a title with the report's name lacks: the agency, the year, or both."""
    year = re.search("20[0-9]{2}年度?", _arabic(line))
    named = re.sub(r"20[0-9]{2}年度?|关于|[^一-鿿]", "", _arabic(line).partition(NAME)[0])
    lacking = [] if named else [("机关名称", "agency")]
    return lacking if year else [*lacking, ("年份", "year")]


def _near(passage: Passage) -> bool:
    """Whether a line was meant as the title: it has the report's name, or nearly so."""
    line = passage.reading
    if len(line) > LONGEST or not CALLED.search(line):
        return False
    from difflib import SequenceMatcher

    if line.endswith("信息公开年报") and re.search("20[0-9]{2}年", line):
        return True
    return NAME in line or SequenceMatcher(None, line[-len(NAME) :], NAME).ratio() >= NEAR


def _in_a_table(report: Report) -> bool:
    """Whether a cell has the title: some pages are laid out by a table."""
    for block in report.document.blocks:
        if not isinstance(block, Table):
            continue
        if any(cell.text.rstrip().endswith(NAME) for row in block.rows for cell in row):
            return True
    return False
