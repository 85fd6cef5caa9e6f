"""GIA523: a stated change or share does not follow from the figures stated next to it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gialint import Facts, Finding, Place, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.understanding.marked import statements
from gialint_rules.prose.changes import Change, changes
from gialint_rules.prose.figures import COUNT, misses, shown, value_of
from gialint_rules.prose.percentages import percentages

TABLE = "requests."
ALL_ROWS = ("requests.new.total", "requests.total_in.total", "requests.closed.total")
"""What the share of a row may be of, if not of another figure before it."""

SHARE_OF_ROW = lazy_regex(
    r"[,，]?占(?:比|总数的|总量的)?(?:为|达)?([0-9]{1,3}(?:\.[0-9]{1,4})?)[%％](?!以[上内下]|左右|上下)"
    r"|[(（]([0-9]{1,3}(?:\.[0-9]{1,4})?)[%％][)）]"
)
RISE, FALL = Text("增加", "a rise"), Text("减少", "a fall")


@rule(
    "GIA523",
    "percentage",
    severity="warning",
    title=Text("百分比应与所依据的数字相符", "A percentage must match the figures it is based on"),
    basis=["arithmetic"],
    hint=Text("请按这两个数字重新计算百分比。", "Recalculate the percentage from the two figures."),
    tags=["prose", "arithmetic"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年收到申请26件，比2023年的34件下降23.5%。"}},
        {"clean": {"一": "网站访问2.36万人次，比2023年的2.19万人次增长7.6%，其中手机访问1.2万人次，占51%。"}},
        {
            "violates": {"一": "网站访问2.36万人次，比2023年的2.19万人次增长9.8%。"},
            "says": "正文写成 9.8%，按 0.17万 ÷ 2.19万 计算应为 7.8%",
        },
        {"clean": {"一": "主动公开信息80条，其中政策解读1条，占1.25%。"}},
        {"clean": {"一": "全年收到申请41件，同比增加13件，增长46.4%；答复54件，较去年减少6件，下降10%。"}},
        {"clean": {"一": "共收到申请20件，其中网络提交13件，占65%；信函提交7件，占35%。"}},
        {
            "violates": {"一": "全年收到申请26件，比2023年的34件下降13.5%。"},
            "says": "正文写成 13.5%，按 8 ÷ 34 计算应为 23.5%",
        },
        {
            "violates": {"一": "全年收到申请41件，同比增加13件，增长64.4%。"},
            "says": "正文写成 64.4%，按 13 ÷ 28 计算应为 46.4%",
        },
        {
            "violates": {"一": "全年收到申请17件，同比下降25%（2023年为20件）。"},
            "says": "正文写成 25%，按 3 ÷ 20 计算应为 15%",
        },
        {
            "violates": {"一": "发放问卷120份，收回105份，满意的94份，满意率98.2%。"},
            "says": "正文写成 98.2%，按 94 ÷ 105 计算应为 89.5%",
        },
        {
            "violates": {"一": "抽检样品1152批次，合格1192批次，合格率98.0%。"},
            "says": "正文写成 98.0%，按 1192 ÷ 1152 计算应为 103.5%",
        },
        {"clean": {"一": "抽检样品1152批次，合格1129批次，合格率98.0%；收回问卷116份，满意率96.7%。"}},
        {
            "violates": {"一": "共收到申请20件，其中网络提交13件，占56%；信函提交7件，占35%。"},
            "says": "正文写成 56%，按 13 ÷ 20 计算应为 65%",
        },
        {
            "violates": {"一": "主动公开信息80条，其中政策解读1条，占1.1%。"},
            "says": "正文写成 1.1%，按 1 ÷ 80 计算应为 1.3%",
        },
        {"clean": {"一": "热线接听217次，比上年多31次，增长16.7%；培训队伍由40支增至52支，增长30%。"}},
        {"clean": {"一": "开放数据集1204个、接口376个，比2023年底的903个数据集增长33.3%。"}},
        {
            "violates": {"一": "热线接听217次，比上年多31次，增长14.3%。"},
            "says": "正文写成 14.3%，按 31 ÷ 186 计算应为 16.7%",
        },
        {
            "clean": {
                "一": "收到申请40件。自然人申请36件，占申请总数的90%；办结45件，占受理总数的90%。",
                "requests.new.total": 40,
                "requests.carried_in.total": 10,
                "requests.closed.total": 45,
            }
        },
        {
            "violates": {
                "一": "收到申请40件。申请人为自然人的36件，占申请总数的92.4%。",
                "requests.new.total": 40,
            },
            "says": "正文写成 92.4%，按 36 ÷ 40 计算应为 90.0%",
        },
        {
            "violates": {
                "一": "收到申请40件。自然人申请36件，占新收申请的72.0%。",
                "requests.new.total": 40,
                "requests.total_in.total": 50,
            },
            "says": "正文写成 72.0%，按 36 ÷ 40 计算应为 90.0%",
        },
        {
            "violates": {"一": "公开栏目由12个扩展到15个，增长20%。"},
            "says": "正文写成 20%，按 3 ÷ 12 计算应为 25%",
        },
        {"clean": {"一": "全年公开信息80条，答复留言75条。其中，政策类20条，占25%。"}},
        {
            "violates": {"一": "全年公开信息80条。其中，政策类20条，占35%。"},
            "says": "正文写成 35%，按 20 ÷ 80 计算应为 25%",
        },
        {
            "violates": {"一": "全年公开信息80条。政策类20条，占公开总量的35%。"},
            "says": "正文写成 35%，按 20 ÷ 80 计算应为 25%",
        },
        {"clean": {"一": "受理热线诉求80件，按期办结78件，按期办结率97.5%，满意率92%。"}},
        {"clean": {"一": "收到申请10件，办结9件，按期办结率95%；按期答复9件，按期答复率100%。"}},
        {
            "clean": {
                "一": "受理诉求120件，退回5件，办结110件，办结率95.7%；热线80件，办结79件，办结率95%以上。"
            }
        },
        {"clean": {"一": "抽检食品2418批，不合格41批，合格率98.3%。"}},
        {"clean": {"一": "上年结转3件，新收工单100件，办结98件，办结率95.1%。"}},
        {"clean": {"一": "收到信访件40件，办结38件（含上年结转2件），办结率90%。"}},
        {
            "violates": {"一": "受理热线诉求80件，按期办结78件，按期办结率99.2%。"},
            "says": "正文写成 99.2%，按 78 ÷ 80 计算应为 97.5%",
        },
        {
            "clean": {"一": "新收申请较上年的240件增长23.3%。", "requests.new.total": 296},
        },
        {"clean": {"一": "收到纸质申请20件，网络申请28件，较上年的40件增加8件，增长20%。"}},
        {
            "clean": {
                "title": "青石镇人民政府2024年政府信息公开工作年度报告",
                "一": "2022年受理工单18件，2023年为24件，2024年为30件，同比增长25%。",
            }
        },
        {"clean": {"一": "接待群众41批，同比增加13批，增长40%以上；12月接听热线330次，环比增长10%。"}},
        {"clean": {"一": "公众号阅读1.2万次，比上年的9980次增长25.2%。"}},
        {"clean": {"一": "全年新收申请16件，较上年的13件增加3件。办理提案9件，比上年的12件少3件。"}},
        {
            "violates": {"一": "全年新收申请16件，均为自然人申请，较上年的13件增加5件。"},
            "says": "正文写成增加 5，按 16 - 13 = 3 计算应为增加 3",
        },
        {
            "violates": {"一": "全年新收申请16件（自然人14件、企业2件），较上年的18件增加2件。"},
            "says": "正文写成增加 2，按 16 - 18 = -2 计算应为减少 2",
        },
        {
            "clean": {
                "一": "收到申请17件。自然人14件，占82.4%。不予公开4件（23.5%），其中过程性信息3件，占75%。",
                "requests.new.total": 17,
            }
        },
        {
            "violates": {"一": "收到申请17件。自然人14件，占72.4%；企业3件。", "requests.new.total": 17},
            "says": "正文写成 72.4%，按 14 ÷ 17 计算应为 82.4%",
        },
        {
            "violates": {"一": "全年申请量比上年的24件减少6件，降幅35%。"},
            "says": "正文写成 35%，按 6 ÷ 24 计算应为 25%",
        },
        {
            "clean": {"一": "县政府办公室收到申请较上年的100件增长20%。", "requests.new.total": 296},
        },
        {
            "clean": {"一": "上半年，收到申请较上年同期的100件增长20%。", "requests.new.total": 296},
        },
        {
            "violates": {"一": "新收申请较上年的240件增长28.3%。", "requests.new.total": 296},
            "says": "正文写成 28.3%，按 56 ÷ 240 计算应为 23.3%",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Calculate each change, growth and share that is stated with both its figures."""
    told_at = set()
    for passage in statements(report):
        if passage.kind != "prose":
            continue
        for each in changes(passage.reading, report.year, facts):
            if not each.holds:
                yield _changed(report.place(passage, each.start, each.end), each)
        if "%" not in passage.reading:
            continue
        for start, end, part, whole, told in percentages(passage.reading, report.year, facts):
            place = report.place(passage, start, end)
            told_at.add(place.end)
            yield from _compared(place, part, whole, told)
    for place, part, whole, told in _shares_of_rows(report, facts):
        if place.end not in told_at:
            yield from _compared(place, part, whole, told)


def _shares_of_rows(report: Report, facts: Facts) -> Iterator[tuple[Place, Decimal, Decimal, str]]:
    """Yield the shares behind rows of table three that are right of nothing they may be of (14件，占82%)."""
    text = report.document.text
    every = [whole for path in ALL_ROWS if (whole := facts[path].value)]
    before: list[Decimal] = []
    for claim in report.claims:
        before.append(claim.value)
        own = claim.certain and claim.path.startswith(TABLE) and report.own(claim)
        match = SHARE_OF_ROW.match(text, claim.place.end) if own and every else None
        if match is None:
            continue
        told = match[1] or match[2]
        told_before = text[text.rfind("\n", 0, claim.place.start) + 1 : claim.place.start]
        counts = [value_of(each[1]) for each in COUNT.finditer(told_before)]
        some = [*every, *before, *counts, *(whole - each for whole in every for each in counts)]
        wholes = [whole for whole in some if whole and whole >= claim.value]
        if wholes and all(list(misses(claim.value, whole, told)) for whole in wholes):
            place = claim.place._replace(end=match.end(match.lastindex or 0) + 1)
            yield place, claim.value, wholes[0], told


def _changed(place: Place, change: Change) -> Finding:
    told, right = shown(abs(change.told)), shown(abs(change.right))
    way, right_way = (FALL if each < 0 else RISE for each in (change.told, change.right))
    of = f"{shown(change.now)} - {shown(change.before)} = {shown(change.right)}"
    return Finding(
        Text(
            f"正文写成{way.zh} {told}，按 {of} 计算应为{right_way.zh} {right}",
            f"stated as {way.en} of {told}, but {of}: {right_way.en} of {right}",
        ),
        place,
        values={"told": told, "right": right},
    )


def _compared(place: Place, part: Decimal, whole: Decimal, told: str) -> Iterator[Finding]:
    for right in misses(part, whole, told) if whole else ():
        yield Finding(
            Text(
                f"正文写成 {told}%，按 {shown(part)} ÷ {shown(whole)} 计算应为 {right}%",
                f"stated as {told}%, but {shown(part)} ÷ {shown(whole)} is {right}%",
            ),
            place,
            values={"told": told, "right": str(right)},
        )
