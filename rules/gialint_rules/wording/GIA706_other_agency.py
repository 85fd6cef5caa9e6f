"""GIA706: another body writes about itself, or signs (我乡 in the report of a 镇)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gialint import Facts, Finding, Related, Report, Text, Unassessed, rule
from gialint.checking.kinds.stretches import NONE, readings, spans
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint_rules.agency_kinds import told_by
from gialint_rules.telling import counted
from gialint_rules.wording.places import elsewhere, regions, without_regions

KINDS = {"镇": ("镇",), "乡": ("乡",), "街道": ("街道",), "局": ("局", "中心")}
"""What bodies call themselves, and what those have in their names that may: a centre is one of a bureau."""
SELF = lazy_regex(
    r"[我本](?<![自忘样基根成资版文书脚].)(?P<kind>镇(?!江|海)|乡(?![镇村土亲情本])|街道|局(?![部限面势促]))"
)
"""How townships, streets and bureaus call themselves; all offices there may write 我县 and 我市."""

QUOTED = lazy_regex(r"“[^“”]*”|《[^《》]*》")
GOVERNMENTS = ("county_government", "city_government", "provincial_government")
BODY = lazy_regex(r"[一-鿿]{3,30}(?:政府|街道|办事处|[局委办厅处会部院所站队]|中心|办公室)")
GOVERNMENT = lazy_regex(r"(?P<place>[一-鿿()（）]{2,30}?)(?:人民)?政府")
BRACKETED = lazy_regex(r"\([^()]*\)")
NEUTRAL = lazy_regex(
    r"人民政府|办公室|办公厅|办事处|委员会|管理|党工委|党委|中共|[省市县区旗州盟镇乡局委办厅]|街道|中心"
)
TYPES = (
    "街道", "镇", "乡", "人民政府", "管理委员会", "委员会", "公司", "集团", "医院", "大学", "学院", "学校",
    "中学", "小学", "中心", "管委会", "支队", "大队", "分局", "局",
)  # fmt: skip
"""How the names of bodies end; one that ends like the agency's may be in its place."""

NAME = (
    r"(?P<body>(?:(?![的与及对由向在被请赴到]|我|本[镇乡街局市县区旗]|[各该][镇乡街局])[一-鿿]){2,9}[省市县区旗镇乡州盟][一-鿿()]{0,14}?"
    r"(?:局|公司|集团|政府(?!信息公开)|办事处|委员会|医院|大学|学院|学校|[中小]学|中心|管委会|[支大]队)|(?:(?![的与及对由向在被请赴到]|我|本[镇乡街局市县区旗]|[各该][镇乡街局])[一-鿿]){2,6}(?:街道|镇|乡)(?:办事处|(?:人民)?政府(?!信息公开))?)"
)
BEGINS = (
    r"(?:^|(?<=[。;!]))(?:[0-9]{1,2}[.、]|\([一二三四五六七八九十]\)|[一二三四五六]是)?"
    r"(?:(?:20[0-9]{2}年(?:度|以来)?|下一步|下步|今后|近年来|一年来|全年|针对[^。,;]{2,12}),?)?"
)
SUBJECT = lazy_regex(
    BEGINS + NAME + r"(?=的?(?:政府)?信息公开工作|在(?:政府)?信息公开(?:工作)?[中方上]|"
    r"针对(?:上述|以上|这些|存在的?)|将(?:认真|继续|进一步|切实|严格|不断|坚持|持续|着力)|高度重视|认真(?:贯彻|落实|总结|做好|执行|学习)|"
    r"严格(?:按照|落实|执行|遵守)|深入(?:贯彻|学习|推进)|全面(?:贯彻|落实|推进)|切实(?:做好|加强)|始终|坚持|"
    r"(?:按照|依据|根据)[^。;]{0,40}(?:条例|规定|要求)|(?:编制|发布)(?:本|20))"
)
"""A body that writes like the reporting one: about its own plans, at the beginning of a sentence."""

CONTACT = lazy_regex(r"(?:请|可)(?:直接|径)?[与向同]" + NAME + r"(?=[^。;]{0,30}(?:联系|咨询|反映))")
"""A body to which readers of the report may turn."""

SERVING = ("政府", "中心")
"""Bodies to which departments may send their readers: their government, and centres for services or sites."""

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

ASIDE = lazy_regex(
    r"[我本](?<![自基根成版文书脚样].)[省市县区旗州盟镇乡局委办厅院校司站所队]|[我本](?:街道|单位|机关|公司|集团|中心)|来[校院镇]|"
    r"交流|考察|协作|合作|结对|帮扶|对口|更名|改名|原名|前身|加挂|挂牌|牌子|子公司|分公司|分院|分校|成员|下属|所属|控股|医共体|医联体|教育集团"
)
"""Words by which a sentence tells of another body on purpose: as a partner, a part or a predecessor."""

INSTITUTIONS = ("公司", "集团", "医院", "大学", "学院", "学校", "中学", "小学")
"""Types of bodies that report of their own work alone."""

OFFICE = lazy_regex("(?<=街道)办事处$|(?<=[镇乡])(?:人民)?政府$")
"""What the name of a township or street may have behind it, or not."""

ENDING = lazy_regex(f"(?:股份)?(?:有限)?(?:责任)?(?:{'|'.join(TYPES)})$")
PORTAL = lazy_regex(
    r"(?:登录|登陆|访问|通过|浏览|以及|^|[在到从于至和与及、,;。])"
    r"(?P<name>(?:(?![在从到于可本和与及的])[一-鿿]){2,12}?[省市县区旗州盟])(?:人民)?政府(?:门户|官方|信息公开)?(?:网站|网|门户)"
)
PUBLISHED = lazy_regex(r"[^。;]*报告[^。;]*")
OFFERED = lazy_regex(r"查阅|查询|下载|登录|登陆|访问|浏览|获取|公布|发布|公开")
TOWN = {"title": "云坪县青石镇人民政府2024年政府信息公开工作年度报告"}


@rule(
    "GIA706",
    "other-agency",
    severity="warning",
    title=Text("自称和落款应为本机关", "The report must name its own agency and be signed by it"),
    basis=["《政府信息公开条例》第四十九条、第五十条", "custom"],
    hint=Text(
        "请核对是否沿用了其他单位的文字，并通读全文。",
        "Check whether text was copied from another agency's report, and read all of it.",
    ),
    tags=["wording", "names"],
    since="0.1.0",
    examples=[
        {"clean": {**TOWN, "一": "我镇按照我县要求公开信息，本乡本土人才名单一并公开，推动我乡村振兴工作。"}},
        {"clean": {**TOWN, "一": "我镇开设“我乡我土”专栏。", "signature": "青石镇人民政府\n2025年1月10日"}},
        {
            "clean": {
                "title": "云坪县卫生健康委员会2024年政府信息公开工作年度报告",
                "signature": "云坪县卫健委\n2025年1月10日",
            }
        },
        {
            "violates": {**TOWN, "一": "2024年，我乡公开政府信息30条。"},
            "says": "本机关为云坪县青石镇人民政府，正文却自称“我乡”（1 处）",
        },
        {
            "violates": {**TOWN, "一": "2024年，我镇公开信息30条，我局收到申请1件。"},
            "says": "本机关为云坪县青石镇人民政府，正文却自称“我局”（1 处）",
        },
        {
            "clean": {
                "title": "云坪县政务服务中心2024年政府信息公开工作年度报告",
                "一": "2024年，我局公开信息30条，本中心收到申请1件。",
            }
        },
        {
            "violates": {
                "title": "云坪县政务服务中心2024年政府信息公开工作年度报告",
                "一": "2024年，我镇公开信息30条。",
            },
            "says": "本机关为云坪县政务服务中心，正文却自称“我镇”（1 处）",
        },
        {
            "violates": {**TOWN, "六": "无。", "signature": "云坪县白水镇人民政府\n2025年1月10日"},
            "says": "落款“云坪县白水镇人民政府”与标题中的“云坪县青石镇人民政府”不是同一个机关",
        },
        {
            "clean": {
                "title": "木垒县人民政府2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "木垒哈萨克自治县人民政府\n2025年1月10日",
            }
        },
        {
            "clean": {
                "title": "临江市人民政府2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "临江市政务服务和数据管理局\n2025年1月10日",
            }
        },
        {
            "clean": {
                "title": "县政府办2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "云坪县人民政府办公室\n2025年1月10日",
            }
        },
        {
            "violates": {
                "title": "临江市人民政府2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "临川市人民政府\n2025年1月10日",
            },
            "says": "落款“临川市人民政府”与标题中的“临江市人民政府”只差一个字",
        },
        {
            "violates": {
                "title": "临江市人民政府2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "白水县人民政府\n2025年1月10日",
            },
            "says": "落款“白水县人民政府”与标题中的“临江市人民政府”不是同一个机关",
        },
        {
            "violates": {
                "title": "云坪县司法局2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "石渡县司法局\n2025年1月10日",
            },
            "says": "落款“石渡县司法局”与标题中的“云坪县司法局”不是同一个机关",
        },
        {
            "violates": {
                "title": "临江市供热有限公司2024年政府信息公开工作年度报告",
                "五": "更新偏慢。临江市燃气有限公司将认真总结经验，加强培训。",
            },
            "says": "本机关是“临江市供热有限公司”，这里却以“临江市燃气有限公司”的名义行文",
        },
        {
            "violates": {**TOWN, "六": "本报告可在石渡县人民政府门户网站查阅。"},
            "says": "本机关是“云坪县青石镇人民政府”，报告却说在“石渡县”的政府网站公布",
        },
        {
            "violates": {**TOWN, "五": "沙河镇的信息公开工作还有差距。今后将加强培训。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里却以“沙河镇”的名义行文",
        },
        {
            "violates": {
                "title": "云坪县财政局2024年政府信息公开工作年度报告",
                "preface": "对本报告如有疑问，请与云坪县城市管理局办公室联系。",
            },
            "says": "本机关是“云坪县财政局”，这里却以“云坪县城市管理局”的名义行文",
        },
        {
            "clean": {
                "title": "云坪县财政局2024年政府信息公开工作年度报告",
                "preface": "对本报告如有疑问，请与云坪县财政局办公室联系。",
            },
        },
        {
            "violates": {
                "title": "云坪县第一医院2024年政府信息公开工作年度报告",
                "五": "更新偏慢。云坪县中医院成立科普专家库，加强审核。",
            },
            "says": "本机关是“云坪县第一医院”，这里却以“云坪县中医院”的名义行文",
        },
        {
            "violates": {
                "title": "临江市审计局2024年政府信息公开工作年度报告",
                "六": "2024年，岭川市审计局没有收取信息处理费。",
            },
            "says": "本机关是“临江市审计局”，这里却以“岭川市审计局”的名义行文",
        },
        {
            "violates": {**TOWN, "五": "更新偏慢。沙河镇针对上述问题逐项整改。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里却以“沙河镇”的名义行文",
        },
        {"clean": {**TOWN, "一": "石渡县白水镇人民政府组织人员来我镇学习政务公开经验。"}},
        {
            "clean": {
                "title": "云坪县财政局2024年政府信息公开工作年度报告",
                "preface": "如有疑问，请与云坪县人民政府政务公开办、云坪县政务服务中心联系。",
            },
        },
        {
            "clean": {
                "title": "云坪县应急管理局2024年政府信息公开工作年度报告",
                "preface": "如有疑问，请与云坪县地震局办公室联系。",
            },
        },
        {
            "clean": {
                "title": "义乌市审计局2024年政府信息公开工作年度报告",
                "一": "金华市审计局组织信息公开培训2次。",
            },
        },
        {
            "clean": {
                "title": "临江市审计局2024年政府信息公开工作年度报告",
                "一": "云坪县审计局未收到申请。",
            },
        },
        {
            "clean": {
                "title": "云坪县人民医院2024年政府信息公开工作年度报告",
                "一": "云坪县第一医院成立于1950年。云坪县中医院设立公开栏，为我院医共体成员单位。",
            },
        },
        {
            "clean": {
                "title": "临江市城市建设投资集团有限公司2024年政府信息公开工作年度报告",
                "一": "临江市安居置业有限公司开展房源信息公开。",
            },
        },
        {"clean": {**TOWN, "五": "青石镇信息公开工作还有差距。青石镇人民政府将加强培训。"}},
        {"clean": {**TOWN, "五": "虽然我镇政府信息公开工作取得了成效，仍有差距，将加强培训。"}},
        {
            "violates": {
                "title": "云坪县第一中学2024年政府信息公开工作年度报告",
                "五": "云坪县第二中学在信息公开工作中还存在更新不及时的问题。今后将加强培训。",
            },
            "says": "本机关是“云坪县第一中学”，这里却以“云坪县第二中学”的名义行文",
        },
        {"clean": {**TOWN, "六": "本报告可在临江市人民政府门户网站、云坪县人民政府网站查阅。"}},
        {"clean": {**TOWN, "一": "石渡县人民政府来我镇考察，我镇与石渡县人民政府网站开展对口交流。"}},
        {"unassessed": {"一": "2024年，我乡公开政府信息30条。"}, "says": "标题和落款都没有机关名称"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Tell each foreign way of speaking of oneself once, and a signature that is another body's."""
    if not report.agency:
        yield Unassessed(
            Text("标题和落款都没有机关名称", "neither title nor signature names an agency"),
            ("meta.agency",),
        )
        return
    yield from _spoken(report, facts, report.agency)
    if facts["meta.agency"].certainty == "derived":
        return
    yield from _subjects(report, facts, report.agency)
    yield from _portals(report, facts, report.agency)
    signed = facts["meta.signed_by"]
    if signed.place is None:
        return
    slip = _one_off(report.agency, signed.text)
    is_other = _is_other_government if report.agency_kind in GOVERNMENTS else _is_other
    if slip or is_other(report.agency, signed.text):
        title = facts["meta.agency"].place
        said, said_en = ("只差一个字", ", one character off") if slip else ("不是同一个机关", "")
        yield Finding(
            Text(
                f"落款“{signed.text}”与标题中的“{report.agency}”{said}",
                f"signed by {signed.text}, while the title names {report.agency}{said_en}",
            ),
            signed.place,
            (Related(Text("标题", "title"), title),) if title else (),
            {"signed": signed.text, "agency": report.agency},
        )


def _spoken(report: Report, facts: Facts, agency: str) -> Iterator[Finding]:
    """Tell 我乡 where the agency is a 镇; a name with both words in it may call itself either."""
    text = readings(report)
    foreign = [kind for kind, names in KINDS.items() if not any(name in agency for name in names)]
    if report.agency_kind == "other":
        return
    if not any(f"我{kind}" in text or f"本{kind}" in text for kind in foreign):
        return
    found: dict[str, list[Place]] = {}
    for passage in report.passages:
        spoken = [match for match in SELF.finditer(passage.reading) if match["kind"] in foreign]
        quoted = spans(each.span() for each in QUOTED.finditer(passage.reading)) if spoken else NONE
        for match in spoken:
            if not quoted.over(match.start(), match.start() + 1):
                found.setdefault(match[0], []).append(report.place(passage, *match.span()))
    source, related = told_by(facts)
    for called, places in found.items():
        times = counted(len(places), "time")
        yield Finding(
            Text(
                f"本机关为{agency}{source.zh}，正文却自称“{called}”（{len(places)} 处）",
                f"the agency is {agency}{source.in_language('en')}, but the text says {called} ({times})",
            ),
            places[0],
            (*(Related(Text("另一处", "again"), place) for place in places[1:]), *related),
            {"called": called, "count": str(len(places))},
        )


def _subjects(report: Report, facts: Facts, agency: str) -> Iterator[Finding]:
    """Report another body of the agency's type in the agency's place; a government has many."""
    own = OFFICE.sub("", agency)
    ending = next((each for each in TYPES if own.endswith(each)), "")
    if not ending or report.agency_kind in GOVERNMENTS:
        return
    for passage in report.passages:
        if passage.kind not in ("preface", "prose"):
            continue
        writers = [each for each in WRITER.finditer(passage.reading) if _is_apart(each, agency)]
        named: dict[int, tuple[re.Match[str], tuple[str, ...]]] = {
            each.start("body"): (each, (ending,)) for each in (*SUBJECT.finditer(passage.reading), *writers)
        }
        if passage.kind == "preface" and report.agency_kind.endswith("department"):
            told = (
                each for each in CONTACT.finditer(passage.reading) if not _may_serve(each["body"], agency)
            )
            named |= {each.start("body"): (each, TYPES) for each in told}
        for match, types in named.values():
            body = match["body"]
            akin = _akin(OFFICE.sub("", body), own) and not _is_namesake(body, agency)
            if OFFICE.sub("", body).endswith(types) and not akin:
                words = Text(
                    f"本机关是“{agency}”，这里却以“{body}”的名义行文",
                    f"the agency is {agency}, but {body} is named here in its place",
                )
                yield _foreign(report, facts, words, report.place(passage, *match.span("body")), body)


def _may_serve(body: str, agency: str) -> bool:
    """Whether readers of a department's report may turn to a body: one over it, beside it or part of it."""
    return not elsewhere(body, agency) and (body.endswith(SERVING) or HUNG.search(body + agency) is not None)


def _is_apart(match: re.Match[str], agency: str) -> bool:
    """Whether a body that did something is of another place, or an institution that is not the agency's.

    A body of a county may be under the agency of a city, and one of a city above that of another, which
    arranges things for it; a group has companies.
    """
    body = match["body"]
    reading = match.string
    end = reading.find("。", match.start("body"))
    sentence = reading[match.start("body") : end if end >= 0 else None]
    if agency in sentence or ASIDE.search(sentence):
        return False
    own, other = regions(agency), regions(body)
    if own and other and other[-1].height > own[-1].height:
        return False
    may_be_above = bool(other) and other[-1].level == "市" and match["done"] is None
    namesake = _is_namesake(body, agency) and not may_be_above
    institution = body.endswith(INSTITUTIONS) and "集团" not in agency
    return namesake or institution or elsewhere(body, agency)


def _is_namesake(body: str, agency: str) -> bool:
    """Whether a body is the same office of another place of the same level (岭川市审计局, 临江市审计局)."""
    if not regions(body) or not regions(agency):
        return False
    own, other = regions(agency)[-1], regions(body)[-1]
    apart = own.level == other.level and own.stem not in body and other.stem not in agency
    return apart and without_regions(body) == without_regions(agency) != ""


def _akin(body: str, agency: str) -> bool:
    """Return whether one of two names may be the other's, or a part of it (市公安局, 市公安局城东分局)."""
    body, agency = (BRACKETED.sub("", name) for name in (body, agency))
    if elsewhere(body, agency):
        return False
    stem = body.removesuffix("局").removesuffix("有限公司").removesuffix("公司").removesuffix("集团")
    if stem in agency or agency in body or _shortens(body, agency) or _shortens(agency, body):
        return True
    # One may be the other's older or shorter name (工业和信息化局, 科技和工业信息化局).
    one, other = (set(ENDING.sub("", without_regions(name))) for name in (body, agency))
    return 2 * len(one & other) > min(len(one), len(other))


def _portals(report: Report, facts: Facts, agency: str) -> Iterator[Finding]:
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


def _one_off(agency: str, signed: str) -> bool:
    """Return whether two names differ in one character (临江市人民政府, 临川市人民政府)."""
    return (
        len(agency) == len(signed)
        and sum(one != other for one, other in zip(agency, signed, strict=True)) == 1
    )


def _is_other_government(agency: str, signed: str) -> bool:
    """Return whether a signature is a government's elsewhere: offices sign for theirs, under many names."""
    own, other = GOVERNMENT.fullmatch(agency), GOVERNMENT.fullmatch(signed)
    if not own or not other or own["place"] in signed or other["place"] in agency:
        return False
    short, long = sorted((own["place"], other["place"]), key=len)
    return not _shortens(short, long)


def _is_other(agency: str, signed: str) -> bool:
    """Return whether a signature has nothing of the agency's own name, not even as an abbreviation."""
    agency, signed = (BRACKETED.sub("", name) for name in (agency, signed))
    if agency in signed or signed in agency or not BODY.fullmatch(signed) or _shortens(agency, signed):
        return False
    if elsewhere(signed, agency):
        return True
    shared = next(
        (at for at, (one, other) in enumerate(zip(agency, signed, strict=False)) if one != other), 0
    )
    own, others = (NEUTRAL.sub("", name[shared:]) for name in (agency, signed))
    if len(others) < 2 or not own:
        return False
    if any(one + other in own for one, other in pairwise(others)):
        return False
    return not _shortens(others, own)


def _shortens(short: str, name: str) -> bool:
    """Return whether a name has all characters of a shorter one in order (县政府办, 云坪县人民政府办公室)."""
    rest = iter(name)
    return all(character in rest for character in short)
