"""GIA523: a stated growth or share does not follow from the figures stated beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gialint import Facts, Finding, Place, Report, Words, rule
from gialint.lazily import lazily

NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
UNIT = r"(?:件次|人次|件|条|宗|起|例|份|次|个|项|篇|万元|元)"
PERCENT = r"(\d+(?:\.\d+)?)%"
GROWTH = lazily(
    NUMBER + UNIT + r"[,(]?(?:与|比|较|同比|相比)[^。;,\d]{0,8}(?:20\d\d年)?(?:度)?的?[^。;,\d]{0,6}"
    r"[(]?"
    + NUMBER
    + UNIT
    + r"[)]?[,]?(?:相比)?[^。;,\d]{0,4}(增长|增加|上升|提高|下降|减少|降低)了?约?"
    + PERCENT
)
SHARE = lazily(
    NUMBER
    + UNIT
    + r"[,(]其中[^。;,\d]{1,16}"
    + NUMBER
    + UNIT
    + r"[,(]?占(?:比|总数的|总量的|全部的)?约?"
    + PERCENT
)
FALLING = ("下降", "减少", "降低")


@rule(
    "GIA523",
    "percentage",
    severity="warning",
    title=Words("百分比应当与旁边的数字相符", "A percentage must follow from the figures beside it"),
    basis=["arithmetic"],
    hint=Words("请按文中两个数字重新计算百分比。", "Work the percentage out again from the two figures."),
    tags=["prose", "arithmetic"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年收到申请26件，比2023年的34件下降23.5%。"}},
        {"clean": {"一": "主动公开信息80条，其中政策解读1条，占1.25%。"}},
        {"violates": {"一": "全年收到申请26件，比2023年的34件下降13.5%。"}, "says": "23.5%"},
        {"violates": {"一": "主动公开信息80条，其中政策解读1条，占1.1%。"}, "says": "1.3%"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Work out each growth and share that is told with both its figures."""
    for passage in report.passages:
        if passage.kind != "prose" or "%" not in passage.reading:
            continue
        for match in GROWTH.finditer(passage.reading):
            now, before = _value(match[1]), _value(match[2])
            change = (before - now) if match[3] in FALLING else (now - before)
            yield from _compared(report.place(passage, match.start(), match.end()), change, before, match[4])
        for match in SHARE.finditer(passage.reading):
            whole, part = _value(match[1]), _value(match[2])
            yield from _compared(report.place(passage, match.start(), match.end()), part, whole, match[3])


def _compared(place: Place, part: Decimal, whole: Decimal, told: str) -> Iterator[Finding]:
    if whole == 0:
        return
    exact = part / whole * 100
    step = Decimal(1).scaleb(-len(told.partition(".")[2]))
    if abs(exact - Decimal(told)) <= step:  # rounded or cut off, either is usual
        return
    right = exact.quantize(step, ROUND_HALF_UP)
    yield Finding(
        Words(
            f"文中为 {told}%，按 {part} ÷ {whole} 计算应为 {right}%",
            f"stated as {told}%, but {part} ÷ {whole} is {right}%",
        ),
        place,
        values={"told": told, "right": str(right)},
    )


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
