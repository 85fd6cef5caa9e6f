"""Other bodies in a report: those that are named in the agency's place, and sites of other governments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint import Facts, Finding, Related, Report, Text
from gialint.checking.kinds.stretches import readings
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Place
from gialint_rules.wording.own_matters import (
    BUREAUS,
    COMMITTEE,
    INTENT,
    NUMBERING,
    TIME,
    TOWNS,
    in_own_place,
    is_namesake,
)
from gialint_rules.wording.places import elsewhere, regions, without_regions

GOVERNMENTS = ("county_government", "city_government", "provincial_government")
BRACKETED = lazy_regex(r"\([^()]*\)")
TYPES = (
    "街道", "镇", "乡", "人民政府", "管理委员会", "委员会", "公司", "集团", "医院", "保健院", "卫生院",
    "大学", "学院", "学校", "中学", "小学", "中心", "管委会", "支队", "大队", "分局", "局", "厅",
)  # fmt: skip
"""How the names of bodies end; one that ends like the agency's may be in its place."""

HOSPITALS = ("医院", "保健院")
BELOW = (*TOWNS, "分局")
"""Types of bodies of which others tell that they are above."""

NAME = (
    r"(?P<body>(?!会同|联合|协同|配合|商请|邀请|督促|协调|对接|指导)(?:(?![的与及对由向在被请赴到以是]|我|本[年镇乡街局市县区旗]|[各该][镇乡街局])[一-鿿]){2,11}[省市县区旗镇乡州盟][一-鿿()]{0,14}?"
    r"(?:局|公司|集团|政府(?!信息公开)|办事处|委员会|医院|保健院|卫生院|大学|学院|学校|[中小]学|中心|管委会|[支大]队)|(?:(?![的与及对由向在被请赴到以是]|我|本[年镇乡街局市县区旗]|[各该][镇乡街局])[一-鿿]){2,6}(?:街道|镇|乡)(?:办事处|(?:人民)?政府(?!信息公开))?)"
)
BEGINS = rf"(?:^|(?<=[。;!:])|(?<=》,)){NUMBERING}(?:{TIME})?+"
SUBJECT = lazy_regex(
    BEGINS + NAME + r"(?=的?(?:政府)?信息公开工作|在(?:政府)?信息公开(?:工作)?[中方上]|"
    rf"针对(?:上述|以上|这些|存在的?)|将(?:{INTENT}|围绕|对照|加[大强快]|完善|健全|优化)|高度重视|认真(?:贯彻|落实|总结|做好|执行|学习)|"
    r"严格(?:按照|落实|执行|遵守)|深入(?:贯彻|学习|推进)|全面(?:贯彻|落实|推进)|切实(?:做好|加强)|始终|坚持|"
    r"(?:按照|依据|根据)[^。;]{0,40}(?:条例|规定|要求)|(?:编制|发布)(?:本|20))"
)
"""A body that writes like the reporting one: about its own plans, at the beginning of a sentence."""

CONTACT = lazy_regex(r"(?:请|可)(?:直接|径)?[与向同]" + NAME + r"(?=[^。;]{0,30}(?:联系|咨询|反映))")
"""A body to which readers of the report may turn."""

SERVING = ("政府", "中心")
"""Bodies to which departments may send their readers: their government, and centres for services or sites."""

CHANGED = lazy_regex("改革|调整|区划|并入|整合|共同体|集团|联合|托管|委托")
"""What a cited paper orders where another body has its part (根据《机构改革方案》，云坪县林业局…)."""

HUNG = lazy_regex(
    "知识产权|乡村振兴|扶贫|地震|行政审批|数据|林业|粮食|中医药|疾病预防|文物|国有资产|人民防空|外国专家|新闻出版|版权|体育|能源|"
    "海洋|畜牧|金融"
)
"""What an office for it is for, where it is often but a second sign at the door of another department."""

WRITER = lazy_regex(
    BEGINS + NAME + r"(?=(?P<done>[一-鿿]{0,4}(?:没有|未|收到|受理|办理|新收|制发|发出))?"
    r"(?(done)|(?:成立|建立|设立|开展|组织|安排|开通|完善)(?![于后])))"
)
"""A body that writes of what the reporting one has done: certain only of another place or institution."""

RULING = lazy_regex("[县区旗](?:人民)?政府(?:办公室)?$")
"""Agencies that are the government of a county, or its office."""

RULER = lazy_regex(
    BEGINS
    + r"(?P<body>(?![我本各该全是为原]|自治|周边|相关|有关|兄弟|毗邻|邻近|其|[老主]城)"
    + r"(?:(?![的与及对由向在被请赴到和]|政府|办公)[一-鿿]){2,8}?"
    + r"[县区旗](?:(?:人民)?政府(?:办公室|办)?|各级(?:行政)?机关|各级各部门|(?=将)))"
    + r"(?=将(?:认真|继续|进一步|切实|严格|不断|坚持|持续|着力)"
    + r"|(?:没有|未)(?:发出|收取)|(?:已|先后|认真|严格|积极)?(?:牵头|组织|召开|举办|开展|印发|建立|成立|"
    + r"制定|完善|收到|受理|办理|新收|制发|高度重视|坚持))"
)
"""A government of a county, or its office, that acts like the reporting one."""

ASIDE = lazy_regex(
    r"[我本](?<![自基根成版文书脚样].)[省市县区旗州盟镇乡局委办厅院校司站所队]|[我本](?:街道|单位|机关|公司|集团|中心)|来[校院镇]|"
    r"交流|考察|协作|合作|结对|帮扶|对口|更名|改名|原名|前身|加挂|挂牌|牌子|子公司|分公司|分院|分校|成员|下属|所属|控股|医共体|医联体|教育集团|[相毗]邻|联[合防]|协同|案例|借鉴|观摩|调研"
)
"""Words by which a sentence tells of another body on purpose: as a partner, a part or a predecessor."""

INSTITUTIONS = ("公司", "集团", *HOSPITALS, "卫生院", "大学", "学院", "学校", "中学", "小学")
"""Types of bodies that report of their own work alone."""

OFFICE = lazy_regex(rf"(?<=街道)(?:办事处|{COMMITTEE})$|(?<=[镇乡])(?:(?:人民)?政府|{COMMITTEE})$")
"""What the name of a township or street may have behind it, or not."""

ENDING = lazy_regex(f"(?:股份)?(?:有限)?(?:责任)?(?:{'|'.join(TYPES)})$")
ZONE = lazy_regex("(?:高新技术产业|经济技术|经济|高新技术|工业|产业|旅游)(?:开发|园|合作|示范)区")
"""What kind of zone it is, as many are."""

COMMON = frozenset("市监督管理和与")
"""Characters of many offices' names, by which none is told from another (城市管理局, 市场监督管理局)."""

PORTAL = lazy_regex(
    r"(?:登录|登陆|访问|通过|浏览|以及|^|[在到从于至和与及、,;。])"
    r"(?P<name>(?:(?![在从到于可本和与及的]|通过|依托|利用|借助)[一-鿿]){2,12}?[省市县区旗州盟])(?:人民)?政府(?:门户|官方|信息公开)?(?:网站|网|门户)"
)
PUBLISHED = lazy_regex(r"[^。;]*(?<!政府工作)报告[^。;]*")
OFFERED = lazy_regex(r"查阅|查询|下载|登录|登陆|访问|浏览|获取|公布|发布|公开")


MEASURES = lazy_regex("改进|整改|措施|下一步|今后|打算")
"""How measures begin; before, a report tells of problems, which others may have as well."""

Spans = Iterator[tuple[int, int]]
"""Where bodies are named in a passage's reading, each by its first offset and the one behind it."""


def named_instead(report: Report, facts: Facts, agency: str) -> Iterator[Finding]:
    """Report each other body that stands in the agency's place, once at a place."""
    measures, text = False, readings(report)
    for passage in report.passages:
        begins = _measures(passage, measures)
        measures = passage.section == "五" and (measures or begins < len(passage.reading))
        if passage.kind not in ("preface", "prose"):
            continue
        acting = dict(_acting(report, passage, agency))
        told_of = [
            (start, end)
            for start, end in _told_of(report, passage, agency, begins)
            if f"原{passage.reading[start:end]}" not in text  # 原州水利局更名为州水务局
        ]
        told = {start: end for start, end in told_of if start not in acting}
        for start, end in sorted((acting | told).items()):
            body = passage.reading[start:end]
            words = Text(
                f"本机关是“{agency}”，这里{'却以' if start in acting else '写的却是'}“{body}”"
                f"{'的名义行文' if start in acting else ''}",
                f"the agency is {agency}, but {body} is named here in its place",
            )
            yield _foreign(report, facts, words, report.place(passage, start, end), body)


def _acting(report: Report, passage: Passage, agency: str) -> Spans:
    """Yield other bodies that write like the reporting one; a government has many."""
    if RULING.search(agency):
        yield from _other_counties(passage.reading, agency)
    own = OFFICE.sub("", agency)
    ending = next((each for each in TYPES if own.endswith(each)), "")
    if not ending or report.agency_kind in GOVERNMENTS:
        return
    like = next((group for group in (TOWNS, HOSPITALS) if ending in group), (ending,))
    writers = [each for each in WRITER.finditer(passage.reading) if _is_apart(each, agency)]
    named: list[tuple[re.Match[str], tuple[str, ...]]] = [
        (each, like) for each in (*SUBJECT.finditer(passage.reading), *writers)
    ]
    if passage.kind == "preface" and report.agency_kind.endswith("department"):
        contacts = CONTACT.finditer(passage.reading)
        named += [(each, TYPES) for each in contacts if not _may_serve(each["body"], agency)]
    for match, types in named:
        body = OFFICE.sub("", match["body"])
        begins = match.string.rfind("。", 0, match.start("body")) + 1
        cited = match.string[begins : match.start("body")]
        if cited.endswith("》,") and (CHANGED.search(cited) or ASIDE.search(cited)):
            continue
        if body.endswith(types) and not (_akin(body, own) and not is_namesake(match["body"], agency)):
            yield match.span("body")


def _measures(passage: Passage, before: bool) -> int:
    """Return where a passage begins to tell what is done about problems; its length if nowhere."""
    if passage.section != "五":
        return len(passage.reading)
    if before:
        return 0
    begins = MEASURES.search(passage.topic) or MEASURES.search(passage.reading)
    return begins.end() if begins else len(passage.reading)


def _told_of(report: Report, passage: Passage, agency: str, measures: int) -> Spans:
    """Yield other bodies of which is told what a report tells of its own alone."""
    governs = report.agency_kind in GOVERNMENTS
    for start, end in in_own_place(passage.reading, agency, measures):
        body = passage.reading[start:end]
        if is_namesake(body, agency) or not (governs or _may_be_own(body, agency)):
            yield start, end


def _other_counties(reading: str, agency: str) -> Spans:
    """Yield the governments of other counties that act in a county's report."""
    for match in RULER.finditer(reading):
        body, sentence = match["body"], _sentence(match)
        place = regions(body)[-1] if regions(body) else None
        short = place is not None and shortens(place.stem + place.level, agency)
        both = any(each.stem + each.level in sentence for each in regions(agency)[-1:])
        if elsewhere(body, agency) and not (short or both) and not ASIDE.search(sentence):
            yield match.span("body")


def _may_serve(body: str, agency: str) -> bool:
    """Whether readers of a department's report may turn to a body: one over it, beside it or part of it."""
    return not elsewhere(body, agency) and (body.endswith(SERVING) or HUNG.search(body + agency) is not None)


def _may_be_own(body: str, agency: str) -> bool:
    """Whether a name may be another of the agency's, its government's or that of a second sign at its door.

    A bureau tells of towns and branches; only in the report of one are those others. Bureaus are above
    towns, schools and the like.
    """
    own, other = OFFICE.sub("", agency), OFFICE.sub("", body)
    if shortens(body, agency) or HUNG.search(body) or RULING.search(body):
        return True
    if own.endswith((*TOWNS, *INSTITUTIONS)) and other.endswith(BUREAUS):
        return True
    return (other.endswith(BELOW) and not own.endswith(BELOW)) or (
        _akin(other, own) and not is_namesake(body, agency)
    )


def _is_apart(match: re.Match[str], agency: str) -> bool:
    """Whether a body that did something is of another place, or an institution that is not the agency's.

    A body of a county may be under the agency of a city, and one of a city above that of another, which
    arranges things for it; a group has companies.
    """
    body, sentence = match["body"], _sentence(match)
    if agency in sentence or ASIDE.search(sentence):
        return False
    own, other = regions(agency), regions(body)
    if own and other and other[-1].height > own[-1].height:
        return False
    may_be_above = bool(other) and other[-1].level == "市" and match["done"] is None
    namesake = is_namesake(body, agency) and not may_be_above
    institution = body.endswith(INSTITUTIONS) and "集团" not in agency
    return namesake or institution or elsewhere(body, agency)


def _sentence(match: re.Match[str]) -> str:
    """Return a sentence from the body that it names on."""
    end = match.string.find("。", match.start("body"))
    return match.string[match.start("body") : end if end >= 0 else None]


def _akin(body: str, agency: str) -> bool:
    """Return whether one of two names may be the other's, or a part of it (市公安局, 市公安局城东分局)."""
    body, agency = (BRACKETED.sub("", name) for name in (body, agency))
    if elsewhere(body, agency):
        return False
    stem = body.removesuffix("局").removesuffix("有限公司").removesuffix("公司").removesuffix("集团")
    if stem in agency or agency in body or shortens(body, agency) or shortens(agency, body):
        return True
    # One may be the other's older or shorter name (工业和信息化局, 科技和工业信息化局).
    one, other = (set(ENDING.sub("", ZONE.sub("", without_regions(name)))) for name in (body, agency))
    return 2 * len((one & other) - COMMON) > min(len(one), len(other))


def portals(report: Report, facts: Facts, agency: str) -> Iterator[Finding]:
    """Tell the site of another government where the report says that it is published there."""
    for passage in report.passages:
        if passage.kind not in ("preface", "prose", "signature") or "网" not in passage.reading:
            continue
        for sentence in PUBLISHED.finditer(passage.reading):
            if not OFFERED.search(sentence[0]):
                continue
            for match in PORTAL.finditer(passage.reading, *sentence.span()):
                if elsewhere(match["name"], agency):
                    words = Text(
                        f"本机关是“{agency}”，报告却说在“{match['name']}”的政府网站公布",
                        f"the agency is {agency}, but the site named is that of {match['name']}",
                    )
                    place = report.place(passage, match.start("name"), match.end())
                    yield _foreign(report, facts, words, place, match["name"])


def _foreign(report: Report, facts: Facts, words: Text, place: Place, name: str) -> Finding:
    title = facts["meta.agency"].place
    related = (Related(Text("标题", "title"), title),) if title else ()
    return Finding(words, place, related, {"called": name, "agency": report.agency or ""})


def shortens(short: str, name: str) -> bool:
    """Return whether a name has all characters of a shorter one in order (县政府办, 云坪县人民政府办公室)."""
    rest = iter(name)
    return all(character in rest for character in short)
