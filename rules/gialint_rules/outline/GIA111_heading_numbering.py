"""GIA111: the numbers of headings repeat, skip, or start again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gialint import Facts, Finding, Related, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Section
from gialint.records import NamedTuple
from gialint.understanding.dates import number
from gialint_rules.outline.headings import NUMERALS, numeral, own_heading
from gialint_rules.outline.reports import whole

FREE = ("一", "五", "六")
"""Sections of prose; in the others the rows of the tables are numbered too."""

BRACKETED = lazy_regex(r"\(([一二三四五六七八九十]{1,3})\)(?![项款条目至])")
DIGIT = lazy_regex(r"([0-9]{1,2})[.、](?![0-9])")
LEAD_IN = lazy_regex(r":$|如下|以下|方面|措施|问题|不足|下一步|改进")
"""After such words a list may begin at （一） again."""

LISTED = "（一）主动公开\n{}。\n（二）依申请公开\n一件。\n{}政府信息管理\n三审。"

TWO_LISTS = "问题：\n（一）更新偏晚。\n（二）解读单一。\n措施：\n（一）每周抽查。\n（二）多种解读。"


class Numbered(NamedTuple):
    """A passage that begins with a number, with its place among the passages of its section."""

    passage: Passage
    at: int
    number: int
    label: str


@rule(
    "GIA111",
    "heading-numbering",
    severity="warning",
    title=Text("标题的序号应连续，不重复、不跳号", "Heading numbers must be consecutive, each used once"),
    basis=["GB/T 9704-2012（结构层次序数）", "custom"],
    hint=Text("请改正序号；缺少一节的，请补上。", "Correct the number, or add the missing part."),
    tags=["outline"],
    since="0.1.0",
    examples=[
        {"clean": whole(t1=LISTED.format("一是发布30条。二是更新栏目", "（三）"))},
        {"clean": whole(t1="1.公开30条。2.未收到申请。\n3.落实三审。")},
        {"clean": whole(t5=TWO_LISTS)},
        {
            "clean": whole(
                t1="（一）主动公开\n30条。", t5="（二）存在问题\n更新偏晚。\n（三）改进情况\n每周抽查。"
            )
        },
        {"clean": whole(t1="（一）公开30条。（二）受理1件。\n（三）落实三审。")},
        {
            "violates": whole(t1="（二）主动公开\n30条。\n（三）依申请公开\n1件。"),
            "says": "第一个序号是（二），没有（一）",
        },
        {
            "violates": whole(t5="更新偏晚。\n（二）改进情况\n每周抽查。"),
            "says": "第一个序号是（二），没有（一）",
        },
        {"violates": whole(t1=LISTED.format("30条", "（二）")), "says": "（二）之后是（二），序号重复"},
        {"violates": whole(t1=LISTED.format("30条", "（四）")), "says": "（二）之后是（四），缺少（三）"},
        {
            "violates": whole(t1="1.公开30条。\n2.未收到申请。\n3.落实三审。\n5.开展培训。"),
            "says": "3之后是5，缺少4",
        },
        {
            "violates": whole(t1=LISTED.format("30条", "（一）")),
            "says": "（二）之后是（一），从（一）重新开始",
        },
        {
            "violates": whole(h6="五、其他需要报告的事项"),
            "says": "“其他需要报告的事项”的序号写成“五”，应为“六”",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Look at the six headings, and at （一） and 1. where they begin a paragraph of prose."""
    if not all(section.found for section in report.sections):
        return  # GIA101 reports it, and the positions are not certain
    yield from _sections(report)
    for section in report.sections:
        if section.number in FREE and not _hurt(report, section):
            for found in _lists(section):
                yield from _first(report, section, found)
                yield from _slips(report, section, found)


def _sections(report: Report) -> Iterator[Finding]:
    for section in report.sections:
        heading = own_heading(report, section)
        found = numeral(heading) if heading else ""
        if heading is None or found in ("", section.number):
            continue
        yield Finding(
            Text(
                f"“{section.title}”的序号写成“{found}”，应为“{section.number}”",
                f"“{section.title}” is numbered {found}; it should be {section.number}",
            ),
            report.place(heading, 0, 1),
            values={"number": found, "due": section.number},
        )


def _hurt(report: Report, section: Section) -> bool:
    """Lost bytes may have taken a number with them."""
    kinds = ("byte_slip", "lost")
    return any(hurt.kind in kinds and hurt.place.section == section.number for hurt in report.damages)


def _lists(section: Section) -> Iterator[list[Numbered]]:
    """Yield the passages numbered （一）, and for each stretch between them those numbered 1."""
    upper: list[Numbered] = []
    lower: list[Numbered] = []
    for at, passage in enumerate(section.passages):
        bracketed, digit = BRACKETED.match(passage.reading), DIGIT.match(passage.reading)
        if bracketed:
            upper.append(Numbered(passage, at, number(bracketed[1]), f"（{bracketed[1]}）"))
            yield lower
            lower = []
        elif digit:
            if digit[1] == "1":
                yield lower
                lower = []
            lower.append(Numbered(passage, at, int(digit[1]), digit[1]))
    yield lower
    yield upper


def _first(report: Report, section: Section, found: Sequence[Numbered]) -> Iterator[Finding]:
    """Tell a list of headings that begins with another number than one, which stands nowhere before it."""
    if not found or not found[0].label.startswith("（") or found[0].number == 1:
        return
    first, one = found[0], _like(found[0].label, 1)
    if _inline(section.passages[: first.at], one) or _continues(report, section, first.number - 1):
        return
    yield Finding(
        Text(
            f"第一个序号是{first.label}，没有{one}", f"the first number is {first.label}; there is no {one}"
        ),
        report.place(first.passage, 0, len(first.label)),
        values={"before": "", "after": first.label},
    )


def _continues(report: Report, section: Section, before: int) -> bool:
    """Whether another section counts up to the number before: some reports number through."""
    for other in report.sections:
        numbers = [
            number(found[1]) for passage in other.passages if (found := BRACKETED.match(passage.reading))
        ]
        if other.number != section.number and max(numbers, default=0) == before:
            return True
    return False


def _slips(report: Report, section: Section, found: Sequence[Numbered]) -> Iterator[Finding]:
    due = 0  # what a number would be had none been repeated
    for before, after in pairwise(found):
        due = max(due, before.number) + 1
        said = None if after.number == due else _slip(section, before, after)
        if after.number != before.number:
            due = after.number
        if said is None:
            continue
        yield Finding(
            Text(
                f"{before.label}之后是{after.label}，{said.zh}",
                f"{before.label} is followed by {after.label}, {said.en}",
            ),
            report.place(after.passage, 0, len(after.label)),
            (Related(Text("前一个", "the one before"), report.place(before.passage, 0, len(before.label))),),
            {"before": before.label, "after": after.label},
        )


def _slip(section: Section, before: Numbered, after: Numbered) -> Text | None:
    if after.number == before.number + 1:
        return None
    between = section.passages[before.at : after.at]
    if after.number == before.number:
        return Text("序号重复", "the same number again")
    if after.number == 1:
        lead_in = section.number not in FREE[:1] or any(LEAD_IN.search(one.reading) for one in between)
        return None if lead_in else Text(f"从{after.label}重新开始", "starting again")
    if after.number < before.number:
        return Text("序号倒退", "going back")
    skipped = [_like(after.label, skip) for skip in range(before.number + 1, after.number)]
    if any(_inline(between, label) for label in skipped):
        return None
    return Text(f"缺少{'、'.join(skipped)}", f"skipping {', '.join(skipped)}")


def _inline(passages: Sequence[Passage], label: str) -> bool:
    """Whether a number stands inside a paragraph, where several points run on in one."""
    folded = label.replace("（", "(").replace("）", ")")
    pattern = re.compile(rf"(?<![0-9]){folded}[.、]" if folded.isdigit() else re.escape(folded))
    return any(pattern.search(passage.reading) for passage in passages)


def _like(label: str, value: int) -> str:
    """Return a number in the manner of a label: （三） or 3."""
    if label.isdigit():
        return str(value)
    tens, ones = divmod(value, 10)
    tenth = ("" if tens == 1 else NUMERALS[tens - 1]) + "十" if tens else ""
    return f"（{tenth}{NUMERALS[ones - 1] if ones else ''}）"
