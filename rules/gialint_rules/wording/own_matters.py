"""What a report tells of its own body alone, with another's name in that place (县水务局未收取信息处理费)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint_rules.wording.places import regions, without_regions

LEVELS = "省市县区旗州盟"
WORD = "(?:(?!政府|人民政|成立|[的与及对由向在各级内外直属有镇乡])[一-鿿])"
COMMITTEE = "党工?委(?:[、和](?:政府|办事处))?"
"""The party committee of a township or street, with its government or not."""

INTENT = "认真|继续|进一步|切实|严格|不断|坚持|持续|着力|把|以|从"
"""How begins what a body will do (将继续…)."""

OFFICE = lazy_regex(
    rf"[{LEVELS}](?!域){WORD}{{1,14}}?(?:局(?:{WORD}{{2,6}}[支大]队|(?![面限势部]))"
    r"|厅|委员会|委(?![托员派会])|[支大]队|医院|保健院|学院|学校|[中小]学|公司|中心|管委会)|(?<=[一-鿿]区)管委会"
    r"|(?<=[一-鿿][市县区旗])(?:人民)?政府(?!信息|网|门户)(?:办公室)?"
    r"|(?<=[一-鿿]{2})分局|(?<=[一-鿿]{2})(?:(?<![乡村集城全各])镇|(?<!民族)乡(?!镇)|街道)(?:办事处|(?:人民)?政府(?!信息|网|门户)|党政(?:综合)?办(?:公室)?"
    rf"|{COMMITTEE})?"
)
"""The end of a body's name from its level on, or what a place has behind its name."""

STEM = lazy_regex(
    r"(?:(?![的与及对由向在被请赴到因其我本全各该以为是]|经(?!开区)|[有相]关|[乡村集城]镇)[一-鿿]){0,10}$"
)
LEADING = lazy_regex(
    r"其中|[今去]年(?:以来)?|[近一]年来|过去一年|年内|目前|当前|此外|为此|同时|维持了?|责令|撤销了?|确认|将|学习|借鉴|参照|对标|推广|结合|查找|针对|属于|通过|作出|年度?|度|会同|联合|协同|配合|依托|商请|邀请|重新|编制|制定|完善|修订|督促|推动|协调|对接|争取|明确|指定|安排|抽调|确定|选派|梳理|细化|公布|汇编|纳入|列入|提升|提高|增强|推进|做好|规范|加强"
)
"""Words before a name that are none of it."""

TIME = (
    r"(?:20[0-9]{2}年(?:度|以来)?|下一步|下步|今后|明年|近年来|一年来|过去一年|全年|本年度?|今年(?:以来)?|年内|目前|当前|此外|为此|同时|"
    r"针对[^。,;]{2,12}),?"
)
"""When, or to what end, before the name of a body that acts."""

NUMBERING = r"(?:[0-9]{1,2}[.、]|\([一二三四五六七八九十]{1,2}\)|[一二三四五六]是)?"
YEAR = r"(?:20[0-9]{2}年度?|全年|本年度?)?,?"
MATTERS = (
    "信息处理费|收费通知|公开(?:的)?申请|行政复议|行政诉讼|"
    "报告的事项|规章的?(?:权限|权力)|独立网站|规范性文件"
)


class Role(NamedTuple):
    """What stands before and behind the name of a body that is the reporting one.

    ``reviewed`` tells that its answers were reviewed, as bureaus of justice and governments tell of others;
    ``alike`` that offices of another kind may stand there too, as one of its own or of its government;
    ``measure`` that only among measures told one by one it is the reporting one that stands there, and that
    offices of another kind or level may; ``town`` that only a township or street is no partner there.
    """

    before: re.Pattern[str]
    behind: re.Pattern[str]
    reviewed: bool = False
    alike: bool = False
    measure: bool = False
    town: bool = False


# Where a sentence, a clause and a paragraph begin, before the name.
HEAD = lazy_regex(rf"(?:^|[。;!]|》,){NUMBERING}(?:{TIME})?$")
CLAUSE = lazy_regex(rf"(?:^|[,;:。、()]|因|由于|其中|不由|[是为系]|属于|经(?:查找?|检索|核实),?)(?:{TIME})?$")
ITEM = lazy_regex(
    r"(?:^|[。;:!])(?:[0-9]{1,2}[.、]|\([一二三四五六七八九十]{1,2}\)|其?[一二三四五六]是|[其第][一二三四五六],|(?:首先|其次|再次|最后|此外|另外)是?,?)"
    r"(?:[^,。;]{2,12}[,。])?$"
)
PARAGRAPH = rf"^(?:\([一二三四五六七八九十]{{1,2}}\)[^。;,]{{2,16}}。)?{NUMBERING}(?:{TIME})?"

ROLES = (
    Role(
        HEAD,
        lazy_regex(
            YEAR + r"(?:因|依申请公开|[办受]理的[^。;,]{0,12})?"
            rf"(?:(?:没有|未|无)(?!能)[^。;]{{0,30}}?(?:{MATTERS})"
            r"|的?(?:政府信息|政务|信息)?公开(?:工作)?(?:的主要问题|中|方面)?(?:还|仍|存在|取得|有)"
            r"|(?:新收|收到|受理)[^。;,]{0,12}公开(?:的)?申请|(?:新收|收到)申请)"
        ),
    ),
    Role(
        HEAD,
        lazy_regex(
            YEAR + r"(?:(?:因|作出的)?[^。;,]{0,8}信息公开[^。;,]{0,8}被|被(?:申请|提起)|"
            r"[办受]理的[^。;,]{0,12}(?:未|没有)被)"
        ),
        reviewed=True,
    ),
    Role(
        CLAUSE,
        lazy_regex(
            YEAR + r"(?:(?:没有|[未无不共]|全年|已)?(?:向[^。;,]{1,6})?"
            r"(?:发出|收取|产生)[^。;,]{0,16}(?:信息处理费|收费通知)|(?:依据|按照|根据)《[^。》]{0,16}信息处理费|无权制[发定]|没有制定规章)"
        ),
    ),
    Role(
        lazy_regex(PARAGRAPH + "$"),
        lazy_regex(
            r"(?:紧紧)?围绕|紧扣|聚焦|立足|坚持|始终|以[^。,;]{2,40}?为|认真(?:学习|贯彻|落实)|深入(?:学习|贯彻)|全面(?:贯彻|落实)|"
            r"切实|严格(?:按照|落实|执行)|落实|对照|高度重视|依法公开|抢抓|扎实|现有|编制|于20[0-9]{2}年[^。,;]{0,6}成立|[是为][^。,;]{0,16}(?:机构|学校|企业|部门|医院|单位|直属)|不具有行政"
        ),
    ),
    Role(
        lazy_regex("^[^。;]{0,40},$"),
        lazy_regex(
            "(?:坚持)?以习近平|认真学习|深入(?:学习|贯彻)|(?:政府信息|信息|政务)公开工作(?:还|仍)?存在"
        ),
    ),
    Role(
        lazy_regex("(?:评估|考核|测评|评议|评比|排名)[^。;,]{0,4}中,$"),
        lazy_regex("(?:政务公开|信息公开|综合)?(?:得|排|列|名列|居|获|位列|位居)"),
    ),
    Role(HEAD, lazy_regex("[把将](?:政府信息|信息|政务)*公开(?:工作)?(?:列入|纳入|摆|作为|融入)")),
    Role(
        HEAD, lazy_regex("(?:会议?)?[^。;,]{0,6}(?:研究|部署|听取)[^。;,]{0,6}(?:信息|政务)公开"), town=True
    ),
    Role(HEAD, lazy_regex(r"成立[^。;,]{0,24}(?:政务公开|信息公开)[^。;,]{0,6}领导小组")),
    Role(lazy_regex("针对$"), lazy_regex("(?:政府)?信息公开工作")),
    Role(lazy_regex("以$"), lazy_regex("名义")),
    Role(lazy_regex("(?:编印|出版|编发)了?《$"), lazy_regex("公报")),
    Role(
        lazy_regex(r"(?:^|[。;!])(?:针对(?:上述|以上|这些|存在)[^。,;]{0,12}|为此|下一步|下步|今后|对此),?$"),
        lazy_regex(r"(?![的和与及、]|等)"),
    ),
    Role(CLAUSE, lazy_regex("(?:不|未|没有)?(?:掌握|保存|留存)")),
    Role(ITEM, lazy_regex(r"(?![的和与及、]|等|[^。;,]{0,12}的)"), measure=True),
    Role(
        lazy_regex(rf"(?:^|[。;!,:]){NUMBERING}(?:{TIME})?$"),
        lazy_regex(f"[将要](?:{INTENT}|这样|重点|对|在|按|加|做|抓)"),
        measure=True,
    ),
    Role(lazy_regex(f"[。;!:,]{NUMBERING}由$"), lazy_regex(r"(?![的和与及、]|等)"), measure=True, town=True),
    Role(
        CLAUSE,
        lazy_regex(r"已?(?:经|在|按|于)?(?:(?!责令|要求|[我本])[^。;]){0,20}重新(?:作出)?答复"),
        reviewed=True,
    ),
    Role(CLAUSE, lazy_regex("(?:作为|是)被(?:申请人|告)"), reviewed=True),
    Role(
        lazy_regex("(?:修订|制定|出台|印发|编制|完善|建立)了?《$"),
        lazy_regex("[^》]{0,10}(?:信息|公开|公文|保密)[^》]{0,12}(?:指南|目录|规定|规程|办法|制度|细则)"),
    ),
    Role(
        lazy_regex("(?:对|梳理|细化|修订|编制|完善|公布|汇编)了?$"),
        lazy_regex("的?(?:政府|政务|信息)*公开(?:事项|目录|指南|清单|标准)"),
    ),
    Role(
        lazy_regex("(?:纳入|列入)了?$"),
        lazy_regex("的?(?:年度|年终)?(?:综合|目标|绩效|工作|管理|责任制){0,3}考核"),
        town=True,
    ),
    Role(
        lazy_regex("(?:提升|提高|增强|推进|推动|做好|规范|加强)了?$"),
        lazy_regex(
            "的?(?:政府信息|信息|政务)公开(?:工作)?(?:的|水平|质量|质效|实效|能力|透明度)"
            "|各[^。;,]{1,8}(?:人员|干部|信息员)的"
        ),
        town=True,
    ),
    Role(lazy_regex("结合$"), lazy_regex("的?(?:工作)?实际")),
    Role(
        lazy_regex("报告[^。;]{0,60}由$"),
        lazy_regex("(?:负责|组织|牵头|依法|汇总)*(?:编制|编写|撰写|起草|公布|发布|向社会公布)"),
        alike=True,
    ),
    Role(
        lazy_regex("(?:维持了?|责令|撤销了?|确认)$"),
        lazy_regex("的?(?:答复|决定|行为|政府信息|信息公开|重新|作出|不予)"),
        reviewed=True,
    ),
    Role(
        lazy_regex("对$"),
        lazy_regex("的?(?:不予公开|答复|作出|政府信息公开(?:答复|行为)|信息公开(?:答复|行为))"),
        reviewed=True,
    ),
)
"""What reports tell of their own body: of some 5,000 passages and 400 reports none tells it of another."""

LEAD = 80
"""How many characters of a sentence before a name are looked at."""

BUREAUS = ("局", "厅", "委", "委员会")
"""Bodies that are above towns and institutions."""

WITH = lazy_regex("[^,。;]*(?:[我本][局委厅办院校镇乡]|共享|共同|联合|协同|配合|支持|帮助|指导)")
"""Words by which a measure tells of another body on purpose."""

OFFICES = lazy_regex(rf"(?:{COMMITTEE}|(?:人民)?政府|办事处|党政(?:综合)?办(?:公室)?)$")
"""What the name of a township may have behind it."""

TOWNS = ("街道", "镇", "乡")
"""Types of which one may stand for the other, as of hospitals: their reports are alike."""

REVIEWERS = lazy_regex("司法|政府")
"""Agencies that report on reviews of others' answers."""


def in_own_place(reading: str, agency: str, measures: int) -> Iterator[tuple[int, int]]:
    """Yield where the name of a body stands that reports, in a passage: the agency's own or another.

    From the offset ``measures`` on it tells one by one what the body does about its problems.
    """
    reviewer = REVIEWERS.search(agency) is not None
    bodies = [(start, end, _lead(reading, start)) for start, end in named(reading)]
    several = sum(ITEM.search(lead) is not None for _, _, lead in bodies) > 1  # a list of who does what
    for start, end, lead in bodies:
        beside = not several and start >= measures and _is_beside(reading, start, end, agency)
        if any(
            role.behind.match(reading, end) and role.before.search(lead)
            for role in ROLES
            if not (role.reviewed and reviewer)
            if not (role.alike and reading[end - 1] != agency[-1:])
            if not (role.measure and not beside)
            if not (role.town and not OFFICES.sub("", reading[start:end]).endswith(TOWNS))
        ):
            yield start, end


def _lead(reading: str, start: int) -> str:
    """Return what stands before a name in its sentence, or the last of it."""
    begins = reading.rfind("。", max(0, start - LEAD), start - 1) + 1 if start else 0
    cut = "…" if not begins and start > LEAD else ""
    return cut + reading[max(begins, start - LEAD) : start]


def _is_beside(reading: str, start: int, end: int, agency: str) -> bool:
    """Whether a body is of the agency's kind, of no place below its own, and no partner of it."""
    body, behind = reading[start:end], reading[end : end + 1]
    if WITH.search(body) or WITH.match(reading, end):
        return False
    own, other = regions(agency), regions(body)
    if own and other and other[-1].height > own[-1].height:
        return False
    place, agency = (OFFICES.sub("", name) for name in (body, agency))
    if place.endswith(TOWNS):
        # 建立乡信息员交流群, 街道党政办: what stands before is a verb, or nothing.
        is_named = place != body or behind in ("将", "要", "拟")
        return is_named and agency.endswith(TOWNS) and len(place.removesuffix("街道")) > 1
    return body[-1] == agency[-1] or (body.endswith(BUREAUS) and agency.endswith(BUREAUS))


def named(reading: str) -> Iterator[tuple[int, int]]:
    """Yield where bodies are named, with the place before them if it is told."""
    for office in OFFICE.finditer(reading):
        stem = STEM.search(reading, max(0, office.start() - 10), office.start())
        start = stem.start() if stem else office.start()
        leading = [each.end() for each in LEADING.finditer(reading, start, office.start())]
        yield max([start, *leading]), office.end()


def is_namesake(body: str, agency: str) -> bool:
    """Whether a body is the same office of another place of the same level (岭川市审计局, 临江市审计局)."""
    if not regions(body) or not regions(agency):
        return False
    own, there = regions(agency)[-1], regions(body)[-1]
    apart = own.height == there.height and own.stem not in body and there.stem not in agency
    return apart and without_regions(body) == without_regions(agency) != ""
