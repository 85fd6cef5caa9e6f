"""GIA520: two passages state different values of one fact, and no table decides between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gialint import Claim, Facts, Finding, Related, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint.understanding.number_words import rounding
from gialint_rules.prose.published import Published, published
from gialint_rules.prose.repeated_counts import repeated

FEE = "fees.processing_amount_yuan"
COLLECTED = ("实际", "实收", "收到", "缴", "收取")
ASKED = lazy_regex("收费通知|缴费通知|收取[^。;,]{0,6}通知|应收|应缴")

# How far before an amount stands what was done with the money (申请人实际缴纳2件，金额3300元).
NEAR = 24


Subject = tuple[str, bool, bool]
"""A fact, whether it is what came in of a fee, and whether it is told of an area beside its office."""


@rule(
    "GIA520",
    "conflicting-statements",
    severity="error",
    title=Text("同一事项前后说法不一", "Two passages give different figures for one fact"),
    basis=["《政府信息公开条例》第五十条", "custom"],
    hint=Text("请核对台账，改正有误的一处。", "Only one can be right: check the register."),
    tags=["prose", "contradiction"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年收到政府信息公开申请6件。", "三": "本年度共收到政府信息公开申请6件。"}},
        {"clean": {"一": "全年收到政府信息公开申请6件，比2023年的5件增加1件。"}},
        {
            "violates": {
                "一": "全年收到政府信息公开申请6件。",
                "三": "全年收到政府信息公开申请5件并建档造册。",
            },
            "says": "正文“本年新收”前后说法不一：6 和 5",
        },
        {"clean": {"六": "发出信息处理费收费通知6件，总金额600元，实际收取400元。"}},
        {"clean": {"六": "发出收费通知6件，总金额18100元；申请人实际缴纳信息处理费2件，金额3300元。"}},
        {"clean": {"六": "发出收费通知9件，收费总额4470元；实际收取5件，收费金额1960元。"}},
        {"clean": {"一": "全年作出行政许可决定91.3万件。", "二": "全年作出行政许可决定912834件。"}},
        {"violates": {"一": "全年作出行政许可决定91.3万件。", "二": "全年作出行政许可决定913501件。"}},
        {
            "violates": {"一": "全年收到政府信息公开申请6件。", "三": "本年度共收到政府信息公开申请5件。"},
            "says": "正文“本年新收”前后说法不一：6 和 5",
        },
        {
            "violates": {
                "title": "云坪县财政局2024年政府信息公开工作年度报告",
                "一": "2024年，我局主动公开政府信息1286条。",
                "五": "全年公开政府信息1268条，数量有所增加。",
            },
            "says": "全年公开信息的数量前后说法不一：1286条 和 1268条（口径不同的，请写明）",
        },
        {
            "violates": {"一": "全年举办政策辅导43场。", "五": "34场政策辅导均做了满意度回访。"},
            "says": "同一事项的数量前后说法不一：43场 和 34场（数字颠倒？）",
        },
        {
            "violates": {
                "title": "云坪县财政局2024年政府信息公开工作年度报告",
                "一": "主动公开政府信息1286条。\n（一）主动公开\n2024年，我局主动公开政府信息1268条。",
            },
            "says": "同一事项的数量前后说法不一：1286条 和 1268条（数字颠倒？）",
        },
        {
            "violates": {
                "title": "云坪县财政局2024年政府信息公开工作年度报告",
                "一": "全年公开政府信息614条。",
                "五": "2024年发布的641条信息中，解读偏少。",
            },
            "says": "同一事项的数量前后说法不一：614条 和 641条（数字颠倒？）",
        },
        {
            "violates": {
                "一": "（一）公开。全年通过局网站公开信息1286条。\n（四）平台。局网站全年更新发布信息1268条。"
            },
            "says": "同一事项的数量前后说法不一：1286条 和 1268条（数字颠倒？）",
        },
        {
            "violates": {"一": "全年发布解读稿件312篇。", "五": "全年发布的解读稿件321篇中，视频不到三成。"},
            "says": "同一事项的数量前后说法不一：312篇 和 321篇（数字颠倒？）",
        },
        {"clean": {"一": "全年公开政府信息614条。", "五": "公众号全年发布信息641条。"}},
        {"clean": {"一": "全年公开政府信息614条。", "五": "全年公开重点领域信息641条。"}},
        {"clean": {"一": "全年举办政策辅导43场。", "五": "下一步，计划举办政策辅导34场。"}},
        {"clean": {"一": "全年举办政策辅导43场。", "五": "举办业务培训34场。"}},
        {"clean": {"一": "全年举办政策辅导21场。", "五": "针对宣传不足，在村（社区）举办政策辅导12场。"}},
        {"clean": {"一": "全年组织信息公开专题培训2次。", "五": "组织信息公开专题培训4次，讲透条例。"}},
        {"clean": {"一": "全年举办政策辅导43场。", "五": "下一步：一是加强宣传，全年举办政策辅导34场。"}},
        {"clean": {"一": "网站全年发布政府信息126条。", "五": "微信公众号全年发布政府信息162条。"}},
        {"clean": {"一": "办理热线工单312件。", "五": "全年回访热线工单231件，满意率98%。"}},
        {"clean": {"一": "配备政府信息公开专职人员2名。", "五": "下属单位全年配备政府信息公开专职人员3名。"}},
        {
            "violates": {"一": "全年组织信息公开专题培训2次。", "五": "全年组织信息公开专题培训4次。"},
            "says": "同一事项的数量前后说法不一：2次 和 4次",
        },
        {
            "violates": {
                "一": "为让群众走近林业，全年举办政府开放日活动3场。",
                "五": "全年举办了5场政府开放日活动，参与不多。",
            },
            "says": "同一事项的数量前后说法不一：3场 和 5场",
        },
        {
            "violates": {
                "一": "全年举办“政府开放日”活动9场。",
                "五": "虽然全年开展“政府开放日”活动12场，群众仍偏少。",
            },
            "says": "同一事项的数量前后说法不一：9场 和 12场",
        },
        {
            "violates": {
                "一": "围绕用地保障等文件，全年发布政策解读36篇。",
                "五": "一是解读偏少，全年发布政策解读32篇。",
            },
            "says": "同一事项的数量前后说法不一：36篇 和 32篇",
        },
        {
            "clean": {
                "一": "全年发布政策解读36篇。",
                "五": "针对解读偏少的问题，全年发布政策解读32篇。",
            }
        },
        {
            "violates": {
                "title": "云坪县财政局2024年政府信息公开工作年度报告",
                "一": "按照“谁制定、谁解读”的要求发布解读材料86件，其中图解21件、文字解读65件。",
                "五": "下一步，对2024年全县发布的82件解读材料开展“回头看”。",
            },
            "says": "同一事项的数量前后说法不一：86件 和 82件",
        },
        {
            "violates": {
                "一": "（一）公开。全年共举办新闻发布会6场。\n（四）平台。网站转播了全年9场新闻发布会。"
            },
            "says": "同一事项的数量前后说法不一：6场 和 9场",
        },
        {"clean": {"一": "全年公开政策文件全年36件。\n（四）平台。公众号推送了全年12件政策文件解读。"}},
        {
            "violates": {
                "一": "向社会开放数据集1204个、接口376个。",
                "五": "已开放的1024个数据集中，每月更新的偏少。",
            },
            "says": "同一事项的数量前后说法不一：1204个 和 1024个（数字颠倒？）",
        },
        {
            "violates": {
                "一": "（一）主动公开。举办“城管开放日”活动4场。\n（五）保障。全年举办“城管开放日”活动6场。"
            },
            "says": "同一事项的数量前后说法不一：4场 和 6场",
        },
        {
            "violates": {
                "一": "围绕重点，发布解读材料1132篇。",
                "五": "对照改进方向抓落实。一年来，发布解读材料1123篇。",
            },
            "says": "同一事项的数量前后说法不一：1132篇 和 1123篇（数字颠倒？）",
        },
        {"clean": {"一": "向社会开放数据集1204个。", "五": "力争开放的1024个数据集每月更新。"}},
        {
            "clean": {
                "一": "全年公开政府信息1286条，其中网站公开政府信息900条。",
                "五": "2023年公开政府信息1100条，通过公众号公开信息300条。",
            },
        },
        {
            "clean": {
                "title": "云坪县人民政府2024年政府信息公开工作年度报告",
                "一": "县政府收到政府信息公开申请60件。全县各级行政机关收到政府信息公开申请408件。",
            }
        },
        {
            "violates": {"六": "实际收取信息处理费600元。全年信息处理费实际收取400元。"},
            "says": "正文“信息处理费金额”前后说法不一：600 和 400",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each fact that prose states with more than one value, and two counts of all that was published."""
    found = [*_published([*published(report)])]
    yield from found
    yield from _repeated(report, found)
    said: dict[Subject, list[Claim]] = {}
    offices = {claim.path for claim in report.claims if claim.body == "office"}
    for claim in report.claims:
        exact = claim.op == "=" and not (claim.derived or claim.alternatives)
        if report.own(claim) and (exact or not claim.doubtful):
            said.setdefault(_subject(report, claim, offices), []).append(claim)
    for (path, _, _), claims in said.items():
        claims.sort(key=lambda claim: claim.doubtful)
        certain = {claim.value for claim in claims if not claim.doubtful}
        if not certain:
            continue
        values = list(dict.fromkeys(claim.value for claim in claims))
        settled = facts[path].state == "number" or _reconciled(path, values, said)
        if len(values) < 2 or settled or _are_one_rounded(claims):
            continue
        first = {value: next(claim for claim in claims if claim.value == value) for value in values}
        label = facts.label(path)
        yield Finding(
            Text(
                f"正文“{label.zh}”前后说法不一：{' 和 '.join(map(str, values))}",
                f"the text differs on {label.in_language('en')}: {' and '.join(map(str, values))}",
            ),
            first[values[0]].place,
            tuple(Related(Text("另一处", "and here"), first[value].place) for value in values[1:]),
            {f"value{index}": str(value) for index, value in enumerate(values, 1)},
            severity=None if len(certain) > 1 else Severity.WARNING,
        )


def _published(counts: Sequence[Published]) -> Iterator[Finding]:
    """Report two counts in two sections; one may be a part that is not marked as such."""
    for one in counts[:1]:
        other = next((each for each in counts if each.unit == one.unit and each.items != one.items), None)
        if other is None or other.place.section == one.place.section:
            continue
        said = f"{one.items}{one.unit} 和 {other.items}{other.unit}"
        yield Finding(
            Text(
                f"全年公开信息的数量前后说法不一：{said}（口径不同的，请写明）",
                f"the items published in the year are stated differently: {one.items} and {other.items} "
                "(say so if they count different things)",
            ),
            one.place,
            (Related(Text("另一处", "and here"), other.place),),
            {"value1": str(one.items), "value2": str(other.items)},
            severity=Severity.WARNING,
        )


def _places(finding: Finding) -> Iterator[Place]:
    yield from filter(None, (finding.place, *(each.place for each in finding.related)))


def _repeated(report: Report, found: Iterable[Finding]) -> Iterator[Finding]:
    """Report counts of one thing that differ: where the digits are the same, one is misspelt."""
    told = {place.start for each in found for place in _places(each)}
    for each in repeated(report):
        if not told.isdisjoint(place.start for place in each.places):
            continue
        why, why_en = ("（数字颠倒？）", " (digits transposed?)") if each.transposed else ("", "")
        yield Finding(
            Text(
                f"同一事项的数量前后说法不一：{' 和 '.join(each.counts)}{why}",
                f"one thing is counted differently: {' and '.join(each.counts)}{why_en}",
            ),
            each.places[0],
            (Related(Text("另一处", "and here"), each.places[1]),),
            {"value1": each.counts[0], "value2": each.counts[1]},
            severity=Severity.WARNING,
        )


def _subject(report: Report, claim: Claim, offices: Collection[str]) -> Subject:
    """Return what a claim is about: of a fee, what notices ask for is one sum and what came in another.

    What a government tells of all its area is another number where it tells of its office, too.
    """
    of_area = claim.body == "area" and claim.path in offices
    if claim.path != FEE:
        return claim.path, False, of_area
    text, place = report.document.text, claim.place
    said = text[max(0, place.start - NEAR) : place.end]
    asked = max((match.end() for match in ASKED.finditer(said)), default=0)
    return claim.path, any(word in said[asked:] for word in COLLECTED), of_area


def _are_one_rounded(claims: Iterable[Claim]) -> bool:
    """Return whether one figure may be behind all values: 91.3万 and 912,834."""
    spreads = [(claim.value, rounding(claim.text, claim.value)) for claim in claims]
    return max(value - by for value, by in spreads) <= min(value + by for value, by in spreads)


def _reconciled(path: str, values: list[Decimal], said: Mapping[Subject, list[Claim]]) -> bool:
    """收到 may be 本年新收 in one passage and 本年新收＋上年结转 in another."""
    if path != "requests.new" or len(values) != 2 or 0 in values:
        return False
    carried = {claim.value for claim in said.get(("requests.carried_in", False, False), ())}
    return abs(values[0] - values[1]) in carried
