"""GIA604: a sentence about this year names an older one, as if copied from last year's file.

What counts are clauses about the agency's own work. The year is the time of such a clause: it is at its
beginning, or after the subject, and what follows is work, not a noun that the year belongs to
(2023年部门决算) or a relative clause (2023年收到的申请). What the sentence compares, carries over, cites,
counts since then or was praised for is history, not a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gialint import Facts, Finding, Related, Report, Text, rule
from gialint.checking.kinds.stretches import readings
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Place
from gialint.understanding.marked import statements
from gialint_rules.dates.told_years import stated_periods, title_year
from gialint_rules.telling import counted

OWN = "(?:我|本|全)(?:[省市州盟县区旗镇乡街局委办厅站所校院]|机关|单位|部门|中心|街道|系统)"

_SENTENCE = lazy_regex(r"[^。;!?]+")
_PAPERS = lazy_regex(r"《[^《》]*》|〈[^〈〉]*〉|〔[^〔〕]*〕|\([^()]*\)(?<!\([一二三四五六七八九十]\))")
"""Citations and text in brackets are not statements of the sentence itself."""

_TIME = (
    r"(?P<year>20[0-9]{2})年度?"
    r"(?P<whole>全年|内|1月1日起?[至到—\-~](?:20[0-9]{2}年)?12月31日|1月?[至到—\-~]12月)?"
)
_HEADED = r"(?:\([一二三四五六七八九十]+\)|[0-9]+[.、])[^,。:;0-9]{2,20}:?"
_LEAD = rf"(?:{_HEADED}|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+是:?|[0-9]+[.、]|[^,]{{2,40}},)?"
_COUNTED = r"[^,。]{0,24}?[0-9一二三四五六七八九十两][0-9万余多]*[条件份次期场篇个项人批户册]"
_WORK = (
    # how something was done, or that it was not: nothing but work follows
    r"共|累计|总共|合计|全年|认真|积极|严格|持续|坚持|扎实|不断|依法|先后|继续|围绕|按照|根据|通过|依托|利用|"
    r"在[^,。]{2,16}(?:下|上),|(?:对|将|把)[^,。]{2,24}(?:进行|纳入|作为)|"
    r"(?:均|尚)?未|没有|无(?=[^,。]{0,14}(?:申请|复议|诉讼|案件|收费|收取|情况|事项|投诉))|"
    # what may be part of a name is work where it is counted
    r"(?:主动公开|公开|发布|办理|办结|答复|受理|收到|新收|接收|接到|处理|制发|制定|印发|修订|编制|编发|编印|报送|推送|更新|"
    r"组织|召开|举办|开展|开设|接待|回应|培训|完成|撰写|刊发|上报|新增|清理|废止|审核|解读|采纳|梳理)"
    rf"(?={_COUNTED})"
)
_CLAUSE = lazy_regex(
    rf"{_LEAD}(?:(?P<own>{OWN}){_TIME}(?!度?以?来|起|[至到—\-~、的末底初上下])(?=,|{_WORK})|"
    rf"{_TIME.replace('<year>', '<first>').replace('<whole>', '<all>')}(?:,|(?={OWN})|(?={_WORK})))"
)
_UNTIL = lazy_regex(r"(?:^|,)截[至止]到?(?P<until>20[0-9]{2})年(?:度?[末底]|12月(?:31日|[末底])),")
_PARTED = lazy_regex(
    rf"^(?:{OWN})?[^,。0-9]{{0,8}}?(?:制发|制定|印发|下发|收到|受理|办结|答复|审结|解决|完成|修订|建成|建立|成立|开通|提起|提出|存在|发布|公布|公开|办理|组织|出台|"
    r"编制|形成|确定|开展|启动|实施|签订|废止|遗留|举办|召开|列入|申报|结转)过?的|"
    r"^[^,。]{0,14}?(?:以来|之?[前后]|时|期间|起),"
)
_HISTORY = lazy_regex(
    r"上一?年(?!度?政府信息公开)|去年|往年|历年|今年|本年|近[两二三几]年|同比|环比|[与同和跟](?:[上去往前同]|20)[^,。]{0,6}[相对]比|持平|较(?:[上去往前同]|20)"
    r"|比(?:[上去往前同]|20)|增长|下降|上升|(?:增加|减少)了?[0-9]|结转(?![到至]?[下次明])|决算|预算|审计|以来"
    r"|(?:考核|评估|测评|评议|评比|评选|检查)[^,。]{0,8}(?:中|为|获|优秀|第[一二三四五六七八九十]|排名|得分|等次)"
    r"|评为|列为|确定为|授予|名列|入选|称号|荣获|获评|获得|表彰|排名|通报[表批]|被通报|指出|反馈|整改|年度报告|年报"
    r"|成立|建成|启动|机构改革|区划调整|更名|挂牌|组建|合并|规划|表[三中3]|第[二三]项|第[二三]行|第三部分"
    r"|目前|现已|至今|对[我本][省市州县区旗镇乡街局委单机]"
    r"|(?:国务院|国家|中央|全国人大|省|自治区|市政府|县政府)[^,。]{0,16}(?:出台|印发|公布|下发|修订|施行)"
)


FOLLOWING = lazy_regex(r"(?:(?:该|这|上述|以上|前述)[^。;]{0,12})?20[0-9]{2}(?=年)")
"""A sentence behind that goes on with what became of it."""


def work_of(reading: str, year: int, farthest: int) -> Iterator[int]:
    """Yield the places of an older year whose work a text reports as if it were the report's year."""
    for sentence in _SENTENCE.finditer(reading):
        if f"{year}年" in sentence[0] or not any(
            f"{year - back}年" in sentence[0] for back in range(1, farthest + 1)
        ):
            continue
        bare = _PAPERS.sub(lambda paper: " " * len(paper[0]), sentence[0])
        match = _CLAUSE.match(bare) or _UNTIL.search(bare)
        if match is None:
            continue
        group = next(name for name in ("year", "first", "until") if match.groupdict().get(name))
        told = int(match[group])
        others = set(re.findall(r"20[0-9]{2}(?=年)", bare)) - {match[group]}
        behind = FOLLOWING.match(reading, sentence.end() + 1)
        following = behind is not None and behind[0].startswith(str(year), -4)
        if not year - farthest <= told < year or others or following:
            continue
        if _HISTORY.search(bare) or (bare[match.end() - 1] != "," and _PARTED.search(bare[match.end() :])):
            continue
        yield sentence.start() + match.start(group)


ANNOUNCED = lazy_regex(
    r"(?:现将|现公布|现发布|现就|特?编制)[^。;《》〔〕]{0,20}?(20[0-9]{2})年度?[^。;《》〔〕]{0,12}政府信息公开"
)
ZERO = Decimal(0)
CARRIED_TO = lazy_regex(r"(?<=[转至到入])20[0-9]{2}(?=年)(?!.*(?:下一?年|次年|明年))")
FARTHEST = 6
"""An older year is history; no file is copied for that long."""

TITLE = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}


@rule(
    "GIA604",
    "stale-year",
    severity="warning",
    title=Text("本年度的工作不应写成往年的年份", "This year's work should not be dated to an earlier year"),
    basis=["《政府信息公开条例》第四十九条（“上一年度”）", "custom"],
    hint=Text(
        "沿用往年稿件的，请改正年份，并核对该句中的数字；确实在说往年的，请写明“上年”或与本年比较。",
        "If last year's file was reused, correct the year and check the figures of that sentence; "
        "if it is about an older year, say so.",
    ),
    tags=["dates", "year"],
    since="0.1.0",
    examples=[
        {"clean": {**TITLE, "一": "2024年，我镇主动公开政府信息110条。"}},
        {"clean": {**TITLE, "一": "2023年，我镇收到申请5件；2024年，我镇收到申请3件。"}},
        {"clean": {**TITLE, "一": "2023年，全县政务公开第三方评估中，我镇排名第三。"}},
        {"clean": {**TITLE, "一": "比2023年增加2件。2023年结转的申请1件已办结。2023年以来，我镇持续公开。"}},
        {"clean": {**TITLE, "二": "公开《2023年部门决算》。2023年度财政决算按时公开。"}},
        {
            "violates": {**TITLE, "一": "2023年，学校收到申请2件，没有结转下年度的申请。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "一": "2023年，我镇主动公开政府信息110条。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "一": "（三）政府信息管理。2023年，镇党政办制定规范性文件0件。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {"clean": {**TITLE, "一": "2023年收到的申请2件已经答复。2023年，国务院办公厅印发了指导意见。"}},
        {
            "violates": {**TITLE, "一": "2023年，本机关认真贯彻落实《信息公开条例》。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "一": "（五）监督保障 2023年组织政务公开培训2次。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "preface": "现将2023年政府信息公开工作情况报告如下："},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {
                **TITLE,
                "一": "收到申请5件，1件结转2024年继续办理。",
                "requests.carried_out.total": 1,
            },
            "says": "正文称“1件结转2024年继续办理”，报告年度为 2024 年，应结转 2025 年，可能沿用了往年稿件",
        },
        {"clean": {**TITLE, "一": "收到申请5件，1件结转2025年继续办理。", "requests.carried_out.total": 1}},
        {
            "clean": {
                **TITLE,
                "一": "收到申请5件，2024年结转下年度继续办理1件。",
                "requests.carried_out.total": 1,
            }
        },
        {
            "clean": {
                **TITLE,
                "一": "收到申请5件，另有1件结转2024年办理。",
                "requests.carried_in.total": 1,
                "requests.carried_out.total": 1,
            }
        },
        {
            "violates": {**TITLE, "五": "2022年，我镇公开工作取得一定成效，但仍存在不足。"},
            "says": "正文有 1 处写的是 2022 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell all such sentences in one finding, unless the report's year itself is in question (GIA603)."""
    year = title_year(report, facts)
    if year is None or any(one.period.whole_year not in (None, year) for one in stated_periods(report)):
        return
    text = readings(report)
    older = [f"{each}年" for each in range(year - FARTHEST, year) if f"{each}年" in text]
    found = [
        one
        for passage in statements(report)
        if any(each in passage.reading for each in older)
        for one in _stale(report, passage, year)
    ]
    yield from _carried(report, facts, year)
    if not found:
        return
    years = "、".join(dict.fromkeys(place.text[:4] for place in found))
    yield Finding(
        Text(
            f"正文有 {len(found)} 处写的是 {years} 年的工作，报告年度为 {year} 年，可能沿用了往年稿件",
            f"{counted(len(found), 'sentence')} about the work of {years} in a report for {year}: "
            "an older report may have been reused",
        ),
        found[0],
        tuple(Related(Text("另一处", "and here"), place) for place in found[1:]),
        {"years": years, "year": str(year)},
    )


def _carried(report: Report, facts: Facts, year: int) -> Iterator[Finding]:
    """Tell what is carried out to the report's own year (结转2024年继续办理), as it was last year."""
    carried = facts["requests.carried_out.total"].figure
    for claim in report.claims:
        told = [int(each) for each in CARRIED_TO.findall(claim.text)]
        is_table = claim.path == "requests.carried_out" and claim.value == carried != ZERO
        if is_table and told[-1:] == [year] and facts["requests.carried_in.total"].figure != carried:
            yield Finding(
                Text(
                    f"正文称“{claim.text}”，报告年度为 {year} 年，应结转 {year + 1} 年，可能沿用了往年稿件",
                    f"“{claim.text}” in a report for {year}: they are carried over to {year + 1}; "
                    "an older report may have been reused",
                ),
                claim.place,
            )


def _stale(report: Report, passage: Passage, year: int) -> Iterator[Place]:
    reading = passage.reading
    if passage.kind not in ("prose", "preface") and "。" not in reading:
        return
    starts = set(work_of(reading, year, FARTHEST))
    starts |= {one.start(1) for one in ANNOUNCED.finditer(reading) if year - FARTHEST <= int(one[1]) < year}
    for start in sorted(starts):
        yield report.place(passage, start, start + len("2024年"))
