"""GIA803: a section is nearly the same as in last year's report, or in another agency's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gialint import Facts, Finding, Option, Options, Related, Report, Severity, Text, rule
from gialint.checking.messages import plain
from gialint.checking.series import LEAST_SHARE

SECTIONS = ("一", "五")
"""The sections that every agency writes anew; the others follow the form."""

KEPT = (
    "镇政府围绕乡村建设公开信息，在便民大厅设置查阅架，由党政办公室专人更新。村务公开栏按月张贴惠农补贴名单，"
    "村民可以当场核对姓名和面积。遇有道路封闭、水库放水，广播站先行播报，再在公告栏补贴通知。收到村民关于"
    "宅基地档案的询问，由自然资源所当面查找并复印，查不到的告知向县档案馆申请。"
    "水库放水、道路封闭、停电检修，一律提前两天在村口大屏和流动喇叭预告。工程项目从立项、招标到验收，资料夹挂在"
    "政务公开角，谁都可以翻看；惠民资金发放后，由驻村干部抽三成农户回访，问清数额是否对得上。上半年暴雨冲毁涵洞，"
    "修复方案张贴了七天，收集意见十一条，采纳六条并逐户说明理由。年末把全年办理的询问整理成问答，印在挂历背面发到"
    "户，外出务工的由亲属转交；学校操场改建、卫生院换药房窗口这类小事，也在家长群和候诊区说清工期和联系人。"
)
ANEW = (
    "本年换届以后，公开工作改由分管副镇长牵头，每季度召开一次碰头会，逐条过目待发稿件。财政预决算第一次附上了"
    "文字说明，工程招标从立项到验收都能在网页上找到对应文件。微信群里群众问得最多的是医保缴费和危房鉴定，我们把"
    "答复整理成册，放在各村卫生室门口，供老人翻阅。河道清淤、路灯改造两件实事，施工前把图纸贴进祠堂，完工后请乡贤"
    "验看；菜市场搬迁听证时，摊贩代表提了铺位排水和夜间照明，设计单位当场改了图。村账由会计轮流交叉核对，差错当月"
    "更正，次月公示。广播改成方言播报后，独居长者反映听得懂了，打电话核实补贴的少了一半。"
)


def _written(year: int, text: str, before: str = "", agency: str = "青石镇人民政府") -> dict[str, Any]:
    """Return a report with one section, as part of an example."""
    title = f"{agency}{year}年政府信息公开工作年度报告"
    return {f"{before}title": title, f"{before}sections": {"一、总体情况": text}}


LAST = _written(2023, KEPT, "other.last.")
NEIGHBOUR = _written(2024, KEPT, "other.neighbour.", "白鹭镇人民政府")


@rule(
    "GIA803",
    "copied-text",
    severity="warning",
    title=Text(
        "总体情况和存在问题应按当年实际撰写，不应照搬去年或别的机关的文字",
        "The overview and the problems should be written anew, not copied from last year or another agency",
    ),
    basis=["《政府信息公开条例》第五十条第（四）项", "custom"],
    hint=Text(
        "请按本年实际改写；确实没有变化的，也应写明本年做了什么、还有什么问题。",
        "Rewrite the section for this year; if nothing has changed, say what was done and what remains.",
    ),
    tags=["series", "prose"],
    since="0.1.0",
    scope="texts",
    options=[
        Option(
            "share",
            80,
            Text("相同的文字超过百分之几才报告", "how many percent of the text may be the same"),
            least=LEAST_SHARE,
            most=100,
        ),
        Option(
            "certain",
            95,
            Text("超过百分之几为错误", "from how many percent on it is an error"),
            least=LEAST_SHARE,
            most=100,
        ),
    ],
    examples=[
        {
            "violates": {**_written(2024, KEPT), **LAST},
            "says": "第一部分与 2023 年的报告有 100% 的文字相同（数字、年份和机关名称不计）",
        },
        {
            "violates": {**_written(2024, KEPT), **NEIGHBOUR},
            "says": "第一部分与白鹭镇人民政府的报告有 100% 的文字相同（数字、年份和机关名称不计）",
        },
        {"clean": {**_written(2024, ANEW), **LAST}},
        {"clean": {**_written(2024, KEPT[:140] + ANEW[:140]), **LAST}},
        {"clean": {**_written(2024, KEPT + ANEW[:60]), **LAST}, "options": {"share": 90}},
        {
            "violates": {**_written(2024, KEPT + ANEW), **LAST},
            "options": {"share": 50},
            "says": "第一部分与 2023 年的报告有 57.4% 的文字相同（数字、年份和机关名称不计）",
        },
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding]:
    """Report each section once, beside the report that it is most like."""
    for section in SECTIONS:
        found = [each for each in report.alike if each.section == section and each.share > options["share"]]
        most = max(found, key=lambda each: each.share, default=None)
        if most is None:
            continue
        share = f"{plain(most.share)}%"
        whose = (
            Text(f"{most.year} 年的报告", f"the report for {most.year}")
            if most.agency == (report.agency or "")
            else Text(f"{most.agency}的报告", f"the report of {most.agency}")
        )
        beside = (" " if whose.zh[0].isdigit() else "") + whose.zh
        yield Finding(
            Text(
                f"第{section}部分与{beside}有 {share} 的文字相同（数字、年份和机关名称不计）",
                f"{share} of section {section} is the same as in {whose.in_language('en')}"
                " (figures, years and the agency's name aside)",
            ),
            most.place,
            (Related(whose, most.other),),
            {"share": str(most.share)},
            severity=Severity.ERROR if most.share > options["certain"] else None,
        )
