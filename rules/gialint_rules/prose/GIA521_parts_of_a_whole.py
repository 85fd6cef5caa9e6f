"""GIA521: the parts that a sentence gives of a whole do not fit it (“12件，其中8件、5件”)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint import Facts, Finding, Related, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage
from gialint.understanding.marked import statements
from gialint.understanding.number_words import rounding
from gialint_rules.prose.complete_lists import LEAST, are_alike, is_closed, is_swapped
from gialint_rules.prose.parts import Count, Listed, lists
from gialint_rules.prose.totals import Summed, wrong_totals

SENTENCE = lazy_regex(r"[^。;!?]+(?:[。;]其中[^。;!?]+)?")
"""A sentence, and one after it that lists its parts."""

LONGEST = 1_000
"""Characters of a sentence that is read."""


@rule(
    "GIA521",
    "parts-of-a-whole",
    severity="error",
    title=Text("“其中”各项应与总数相符", "The parts of a whole must add up to it"),
    basis=["arithmetic"],
    hint=Text(
        "请核对总数和各分项；分项有交叉（如同一条信息发布在多个渠道）时，请在正文中说明。",
        "Check the total and its parts; if parts overlap, say so in the text.",
    ),
    tags=["prose", "arithmetic"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年收到政府信息公开申请12件，其中网上申请8件、信函申请4件。"}},
        {"clean": {"一": "全年主动公开信息575条，其中政策类384条、民生类102条。"}},
        {
            "violates": {"一": "全年主动公开信息575条，其中政策类384条、民生类190条。"},
            "says": "正文“其中”的分项合计与总数不符：384 + 190 = 574 < 575（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "公开信息318条，其中网站120条，公众号178条。"},
            "says": "正文“其中”的分项合计与总数不符：120 + 178 = 298 < 318（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "公开信息1043条，其中网站发布412条，公众号发布527条，公示栏公开86条。"},
            "says": "正文“其中”的分项合计与总数不符：412 + 527 + 86 = 1025 < 1043（没有列全的，请写明“等”）",
        },
        {"clean": {"一": "公开信息1243条，其中网站发布412条，公众号发布527条，公示栏公开86条。"}},
        {
            "violates": {"一": "全年发布信息2808条，同比增长5%。其中，微信1205条、微博12984条。"},
            "says": "正文“其中”的分项大于总数：12984 > 2808",
        },
        {
            "violates": {"一": "承办建议提案47件，其中人大代表建议29件、政协提案16件，均已办复。"},
            "says": "正文“其中”的分项合计与总数不符：29 + 16 = 45 < 47（没有列全的，请写明“等”）",
        },
        {"clean": {"一": "全年收到申请12件，其中网上申请8件；主动公开信息300条。"}},
        {"clean": {"一": "全年收到申请39件，其中网络22件、信函11件、现场4件等。"}},
        {
            "violates": {"一": "全年收到申请39件，其中网络22件、信函11件、现场4件；上年结转2件。"},
            "says": "正文“其中”的分项合计与总数不符：22 + 11 + 4 = 37 < 39（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "新收申请48件。48件新收申请中，网络提交31件、邮寄12件、现场递交4件。"},
            "says": "正文所列分项合计与总数不符：31 + 12 + 4 = 47 < 48（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "发布解读材料32件，其中图解14件、文字11件、视频5件。"},
            "says": "正文“其中”的分项合计与总数不符：14 + 11 + 5 = 30 < 32（没有列全的，请写明“等”）",
        },
        {"clean": {"一": "发布解读材料32件，其中图解14件、文字9件、视频5件。"}},
        {
            "clean": {
                "一": "在48件申请中，网络提交31件、邮寄12件。本局办理申请48件，工作中，走访12件、回访30件。"
            }
        },
        {
            "violates": {"一": "全年公开信息386条，其中网站146条、公众号153条、村（社区）公示栏69条。"},
            "says": "正文“其中”的分项合计与总数不符：146 + 153 + 69 = 368 < 386（没有列全的，请写明“等”）",
        },
        {"clean": {"一": "全年公开信息386条，其中网站120条、公众号153条、公示栏69条。"}},
        {
            "violates": {"一": "新收申请34件（自然人26件、企业5件、法律服务机构4件），上年结转2件。"},
            "says": "正文所列分项大于总数：26 + 5 + 4 = 35 > 34（分项有交叉时除外）",
        },
        {
            "violates": {"一": "新收的109件中，由县政府办公室承办29件、乡镇承办34件、部门承办64件。"},
            "says": "正文所列分项大于总数：29 + 34 + 64 = 127 > 109（分项有交叉时除外）",
        },
        {
            "violates": {"一": "通过网站公开信息146条，公众号公开信息298条，两个平台合计462条。"},
            "says": "正文的合计与各项之和不符：146 + 298 = 444 < 462",
        },
        {"clean": {"一": "通过网站公开信息164条，公众号公开信息298条，两个平台合计462条。"}},
        {
            "violates": {"一": "局长信箱收到来信279封，办结267封，其余3封正在办理。"},
            "says": "正文“其余”与总数不符：267 + 3 = 270 < 279",
        },
        {"clean": {"一": "查询384人次。这些查询中，价格类171人次，收入类128人次，其余85人次。"}},
        {"clean": {"一": "制发规范性文件2件，分别是关于奖励和公寓的办法，年末现行有效9件。"}},
        {"clean": {"一": "收到申请4件，均为自然人，较上年增加1件。其中予以公开2件、无法提供2件。"}},
        {"clean": {"一": "收到申请9件（其中网上申请6件、信函申请3件），上年结转2件，答复8件。"}},
        {"clean": {"一": "收到申请9件，其中网上申请6件，信函申请3件，答复8件。"}},
        {"clean": {"一": "办理申请20件（含上年结转2件），其中本年新收18件，比2022年的24件下降25%。"}},
        {"clean": {"一": "收到申请14件，上年结转2件，其中网上申请9件，信函申请7件。"}},
        {"clean": {"一": "当年有行政复议8件、行政诉讼3件，其中复议维持原答复的6件，还在审理的2件。"}},
        {
            "violates": {"一": "全年公开信息418条，按内容划分，民生保障236条，社区治理157条，财政35条。"},
            "says": "正文所列分项大于总数：236 + 157 + 35 = 428 > 418（分项有交叉时除外）",
        },
        {
            "violates": {"一": "办理人大代表建议21件、政协提案35件，共54件。"},
            "says": "正文的合计与各项之和不符：21 + 35 = 56 > 54",
        },
        {"clean": {"一": "网站发布210条、公众号发布148条，共350条。"}},
        {"clean": {"一": "上年结转3件、新收35件，共54件。"}},
        {"clean": {"一": "20件新收申请中，自然人12件，商业企业6件，科研机构和法律服务机构各1件。"}},
        {
            "violates": {"一": "提取业务4.54万笔，按原因划分，购房4.01万笔、退休等其他0.44万笔。"},
            "says": "正文所列分项合计与总数不符：40100 + 4400 = 44500 < 45400（没有列全的，请写明“等”）",
        },
        {
            "violates": {
                "一": "全年发布信息412条，共三类，即线路调整公告187条、服务动态146条、招标采购69条。"
            },
            "says": "正文所列分项合计与总数不符：187 + 146 + 69 = 402 < 412（没有列全的，请写明“等”）",
        },
        {
            "violates": {
                "一": "公开信息3184条，其中局网站2019条，微信公众号1108条，报纸、广播等传统媒体75条。"
            },
            "says": "正文“其中”的分项大于总数：2019 + 1108 + 75 = 3202 > 3184（分项有交叉时除外）",
        },
        {
            "violates": {"一": "发布信息172条，比上年多20条，其中工作动态104条、通知公告86条。"},
            "says": "正文“其中”的分项大于总数：104 + 86 = 190 > 172（分项有交叉时除外）",
        },
        {
            "violates": {"一": "公开信息486条，其中网站公开350条，通过“双塘发布”公开181条。"},
            "says": "正文“其中”的分项大于总数：350 + 181 = 531 > 486（分项有交叉时除外）",
        },
        {
            "violates": {
                "一": "公开信息435条，其中通过网站公开210条，通过公众号公开148条，"
                "通过办税服务厅电子显示屏和公告栏公开67条。"
            },
            "says": "正文“其中”的分项合计与总数不符：210 + 148 + 67 = 425 < 435（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "全市公开信息9168条，其中市级部门公开4341条，各县（区）公开4647条。"},
            "says": "正文“其中”的分项合计与总数不符：4341 + 4647 = 8988 < 9168（没有列全的，请写明“等”）",
        },
        {
            "violates": {
                "一": "23件申请中涉及投诉举报的9件，涉及食品安全的6件，涉及登记档案的5件，其他2件。"
            },
            "says": "正文所列分项合计与总数不符：9 + 6 + 5 + 2 = 22 < 23（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "全年制发公文1893份，主动公开502份、依申请公开879份、不予公开514份。"},
            "says": "正文所列分项大于总数：502 + 879 + 514 = 1895 > 1893（分项有交叉时除外）",
        },
        {
            "violates": {"一": "全年公开信息1076条，通过市政府网站公开641条，通过政务新媒体公开426条。"},
            "says": "正文所列分项合计与总数不符：641 + 426 = 1067 < 1076（没有列全的，请写明“等”）",
        },
        {
            "violates": {
                "一": "发布解读材料1187篇，其中文字解读679篇、图解421篇、视频解读96篇，主要负责人带头解读。"
            },
            "says": "正文“其中”的分项大于总数：679 + 421 + 96 = 1196 > 1187（分项有交叉时除外）",
        },
        {
            "violates": {"一": "公开信息24618条，其中市政府部门15207条，镇和街道9413条。"},
            "says": "正文“其中”的分项大于总数：15207 + 9413 = 24620 > 24618（分项有交叉时除外）",
        },
        {
            "violates": {"一": "处罚决定83件（快速办理61件、普通程序24件），强制2件。"},
            "says": "正文所列分项大于总数：61 + 24 = 85 > 83（分项有交叉时除外）",
        },
        {"clean": {"一": "不予公开18件，无法提供41件（本机关不掌握33件、需另行制作8件）。"}},
        {
            "violates": {"一": "审查信息268条，其中不宜公开或需要修改后再报的71条，其余251条公开。"},
            "says": "正文“其余”与总数不符：71 + 251 = 322 > 268",
        },
        {
            "violates": {"一": "征集意见75条，采纳49条，未采纳的8条逐一说明理由。"},
            "says": "正文“其余”与总数不符：49 + 8 = 57 < 75",
        },
        {"clean": {"一": "征集意见75条，全部采纳49条，部分采纳18条，未采纳的8条逐一说明理由。"}},
        {"clean": {"一": "收到来信34封，其中投诉21封、建议15封，有2封既投诉也建议，同时计入两类。"}},
        {"clean": {"一": "通过校园网公开信息132条，通过学校公众号公开信息95条，通过公告栏公开信息41条。"}},
        {
            "clean": {
                "一": "网站公开信息241条，公众号公开信息389条。其中，网站的信息分：招生84条、其他157条。"
            }
        },
        {
            "clean": {
                "一": "公开信息132条，其中公告4条、整改9条、动态110条。除上述信息外，其余9条为预决算信息。"
            }
        },
        {"clean": {"一": "在1186项事项中，可网上办理的1123项，可“一次办好”的1097项，可全程网办的986项。"}},
        {"clean": {"一": "直接起诉5宗，按结果分，维持和其他结果各1宗，购房等2宗。"}},
        {"clean": {"一": "新收申请较2023年的150件增长10%，其中自然人142件、商业企业17件、法律服务机构6件。"}},
        {
            "violates": {"一": "公开信息176条，其中惠农补贴64条，项目建设47条，民政救助38条，工作动态31条。"},
            "says": "正文“其中”的分项大于总数：64 + 47 + 38 + 31 = 180 > 176（分项有交叉时除外）",
        },
        {"clean": {"一": "全年主动公开信息1.3万条，其中政策类4000条、动态类9012条。"}},
        {
            "violates": {"一": "全年主动公开信息1.3万条，其中政策类4000条、动态类9999条。"},
            "says": "正文“其中”的分项大于总数：4000 + 9999 = 13999 > 13000（分项有交叉时除外）",
        },
        {
            "violates": {"一": "全年主动公开信息162条，其中微信公众号发布293条。"},
            "says": "正文“其中”的分项大于总数：293 > 162",
        },
        {
            "violates": {"一": "全年收到政府信息公开申请12件，其中网上申请8件、信函申请5件。"},
            "says": "正文“其中”的分项大于总数：8 + 5 = 13 > 12（分项有交叉时除外）",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each sentence whose parts exceed the whole that it names, or surely should make it and do not."""
    for passage in statements(report):
        if passage.kind != "prose":
            continue
        for sentence in SENTENCE.finditer(passage.reading):
            if sentence.end() - sentence.start() > LONGEST:
                continue
            for found in lists(passage.reading, *sentence.span()):
                yield from _listed(report, passage, found)
            for summed in wrong_totals(passage.reading, *sentence.span()):
                yield _summed(report, passage, summed)


def _listed(report: Report, passage: Passage, found: Listed) -> Iterator[Finding]:
    whole, parts, taken = found.whole, found.parts, found.taken
    total = sum((part.value for part in parts), Decimal(0))
    within = sum((_rounding(passage.reading, count) for count in (whole, *parts)), Decimal(0))
    above = [part for part in parts if part.value > taken + within]
    lacking = total + within < taken == whole.value and is_closed(passage.reading, found, total)
    rest = [count.value for count in found.behind]
    if lacking and whole.value - total in (*rest, sum(rest)):
        return  # 其中网上100件、邮寄20件，当面递交6件
    slip = whole.value >= LEAST and is_swapped(whole, parts, whole.value - total)
    exceeds = total > taken + within and (slip or are_alike(passage.reading, found))
    if exceeds and not above and total - whole.value in (*rest, sum(rest)):
        return  # 13件、4件，1件由双方联名提出
    if not (above or exceeds or lacking):
        return
    working = f"{above[0].value} > {whole.value}" if above else _working(parts, whole)
    named = "“其中”的分项" if found.among else "所列分项"
    if lacking:
        said = f"正文{named}合计与总数不符：{working}（没有列全的，请写明“等”）"
        said_en = f"the parts do not add up to the whole: {working} (say so if there are others)"
    else:
        said = f"正文{named}大于总数：{working}" + ("" if above else "（分项有交叉时除外）")
        said_en = f"the parts exceed the whole: {working}" + ("" if above else " (unless they overlap)")
    yield _finding(
        report,
        passage,
        Text(said, said_en),
        whole,
        parts,
        None if above and found.among else Severity.WARNING,
    )


def _summed(report: Report, passage: Passage, found: Summed) -> Finding:
    working = _working(found.parts, found.whole)
    said = Text(f"正文的合计与各项之和不符：{working}", f"a total is not the sum of its parts: {working}")
    if found.left:
        said = Text(f"正文“其余”与总数不符：{working}", f"what is left does not make the whole: {working}")
    return _finding(report, passage, said, found.whole, found.parts, Severity.WARNING)


def _finding(
    report: Report,
    passage: Passage,
    said: Text,
    whole: Count,
    parts: Sequence[Count],
    severity: Severity | None,
) -> Finding:
    working = _working(parts, whole)
    return Finding(
        said,
        report.place(passage, whole.start, whole.end),
        tuple(Related(Text("分项", "part"), report.place(passage, part.start, part.end)) for part in parts),
        {"whole": str(whole.value), "parts": str(sum(part.value for part in parts))},
        (Text(f"分项与总数：{working}", f"parts and whole: {working}"),),
        severity=severity,
    )


def _rounding(reading: str, count: Count) -> Decimal:
    return rounding(reading[count.start : count.end], count.value)


def _working(parts: Sequence[Count], whole: Count) -> str:
    total = sum(part.value for part in parts)
    sign = ">" if total > whole.value else "<"
    return f"{' + '.join(str(part.value) for part in parts)} = {total} {sign} {whole.value}"
