"""GIA706: another body speaks of itself, or signs (我乡 in the report of a 镇)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gialint import Facts, Finding, Related, Report, Unassessed, Words, rule
from gialint.checking.spans import NONE, spans
from gialint.checking.stretches import readings
from gialint.document import Place
from gialint.lazily import lazily
from gialint_rules.agency_kinds import told_by
from gialint_rules.telling import counted

KINDS = ("镇", "乡", "街道", "局")
SELF = lazily(
    r"[我本](?<![自忘样基根成资版文书脚].)(?P<kind>镇(?!江|海)|乡(?![镇村土亲情本])|街道|局(?![部限面势促]))"
)
"""How townships, streets and bureaus call themselves; 我县 and 我市 may be said by all offices there."""

QUOTED = lazily(r"“[^“”]*”|《[^《》]*》")
GOVERNMENTS = ("county_government", "city_government", "provincial_government")
BODY = lazily(r"[一-鿿]{3,30}(?:政府|街道|办事处|[局委办厅处会部院所站队]|中心|办公室)")
GOVERNMENT = lazily(r"(?P<place>[一-鿿()（）]{2,30}?)(?:人民)?政府")
BRACKETED = lazily(r"\([^()]*\)")
NEUTRAL = lazily(
    r"人民政府|办公室|办公厅|办事处|委员会|管理|党工委|党委|中共|[省市县区旗州盟镇乡局委办厅]|街道|中心"
)
TOWN = {"title": "云坪县青石镇人民政府2024年政府信息公开工作年度报告"}


@rule(
    "GIA706",
    "other-agency",
    severity="warning",
    title=Words(
        "自称和落款应当是本机关", "The report should call its agency by its own name and be signed by it"
    ),
    basis=["《政府信息公开条例》第四十九条、第五十条", "custom"],
    hint=Words(
        "请核对是否沿用了其他单位的文字，并通读全文。",
        "See whether the text was taken from another body's report, and read all of it.",
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
        {"violates": {**TOWN, "一": "2024年，我乡公开政府信息30条。"}, "says": "我乡"},
        {"violates": {**TOWN, "一": "2024年，我镇公开信息30条，我局收到申请1件。"}, "says": "我局"},
        {
            "violates": {**TOWN, "六": "无。", "signature": "云坪县白水镇人民政府\n2025年1月10日"},
            "says": "白水镇",
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
            "says": "只差一个字",
        },
        {
            "violates": {
                "title": "临江市人民政府2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "白水县人民政府\n2025年1月10日",
            },
            "says": "不是同一个机关",
        },
        {"unassessed": {"一": "2024年，我乡公开政府信息30条。"}},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Tell each foreign way of speaking of oneself once, and a signature that is another body's."""
    if not report.agency:
        yield Unassessed(
            Words("标题和落款里都没有机关名称", "no agency is named"),
            ("meta.agency",),
        )
        return
    yield from _spoken(report, facts, report.agency)
    signed = facts["meta.signed_by"]
    if signed.place is None or facts["meta.agency"].certainty == "derived":
        return
    slip = _one_off(report.agency, signed.text)
    is_other = _is_other_government if report.agency_kind in GOVERNMENTS else _is_other
    if slip or is_other(report.agency, signed.text):
        title = facts["meta.agency"].place
        said, said_en = ("只差一个字", ", one character off") if slip else ("不是同一个机关", "")
        yield Finding(
            Words(
                f"落款“{signed.text}”与标题中的“{report.agency}”{said}",
                f"signed by {signed.text}, while the title names {report.agency}{said_en}",
            ),
            signed.place,
            (Related(Words("标题", "title"), title),) if title else (),
            {"signed": signed.text, "agency": report.agency},
        )


def _spoken(report: Report, facts: Facts, agency: str) -> Iterator[Finding]:
    """Tell 我乡 where the agency is a 镇; a name with both words in it may call itself either."""
    text = readings(report)
    foreign = [kind for kind in KINDS if kind not in agency and report.agency_kind != "other"]
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
            Words(
                f"本机关是{agency}{source.zh}，文中却自称“{called}”（{len(places)} 处）",
                f"the agency is {agency}{source.say('en')}, but {called} in the text ({times})",
            ),
            places[0],
            (*(Related(Words("又见", "again"), place) for place in places[1:]), *related),
            {"called": called, "count": str(len(places))},
        )


def _one_off(agency: str, signed: str) -> bool:
    """Tell whether two names differ in one character (临江市人民政府, 临川市人民政府)."""
    return (
        len(agency) == len(signed)
        and sum(one != other for one, other in zip(agency, signed, strict=True)) == 1
    )


def _is_other_government(agency: str, signed: str) -> bool:
    """Tell whether a signature is a government's elsewhere: offices sign for theirs, under many names."""
    own, other = GOVERNMENT.fullmatch(agency), GOVERNMENT.fullmatch(signed)
    if not own or not other or own["place"] in signed or other["place"] in agency:
        return False
    short, long = sorted((own["place"], other["place"]), key=len)
    return not _shortens(short, long)


def _is_other(agency: str, signed: str) -> bool:
    """Tell whether a signature has nothing of the agency's own name, not even as an abbreviation."""
    agency, signed = (BRACKETED.sub("", name) for name in (agency, signed))
    if agency in signed or signed in agency or not BODY.fullmatch(signed) or _shortens(agency, signed):
        return False
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
    """Tell whether a name has all characters of a shorter one in order (县政府办, 云坪县人民政府办公室)."""
    rest = iter(name)
    return all(character in rest for character in short)
