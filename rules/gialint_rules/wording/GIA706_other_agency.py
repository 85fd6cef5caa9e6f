"""GIA706: another body writes about itself, or signs (我乡 in the report of a 镇)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gialint import Facts, Finding, Related, Report, Text, Unassessed, rule
from gialint.checking.kinds.stretches import NONE, readings, spans
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint_rules.agency_kinds import told_by
from gialint_rules.telling import counted
from gialint_rules.wording.other_bodies import BRACKETED, GOVERNMENTS, named_instead, portals, shortens
from gialint_rules.wording.own_matters import is_namesake
from gialint_rules.wording.places import elsewhere

KINDS = {"镇": ("镇",), "乡": ("乡",), "街道": ("街道",), "局": ("局", "中心")}
"""What bodies call themselves, and what those have in their names that may: a centre is one of a bureau."""
SELF = lazy_regex(
    r"[我本](?<![自忘样基根成资版文书脚].)(?P<kind>镇(?!江|海)|乡(?![镇村土亲情本])|街道|局(?![部限面势促]))"
)
"""How townships, streets and bureaus call themselves; all offices there may write 我县 and 我市."""

QUOTED = lazy_regex(r"“[^“”]*”|《[^《》]*》")
BODY = lazy_regex(r"[一-鿿]{3,30}(?:政府|街道|办事处|[局委办厅处会部院所站队]|中心|办公室)")
GOVERNMENT = lazy_regex(r"(?P<place>[一-鿿()（）]{2,30}?)(?:人民)?政府")
NEUTRAL = lazy_regex(
    r"人民政府|办公室|办公厅|办事处|委员会|管理|党工委|党委|中共|[省市县区旗州盟镇乡局委办厅]|街道|中心"
)
BUREAU = {"title": "云坪县民政局2024年政府信息公开工作年度报告"}
FINANCE = {"title": "云坪县财政局2024年政府信息公开工作年度报告"}
COUNTY = {"title": "云坪县人民政府2024年政府信息公开工作年度报告"}
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
            "violates": {**TOWN, "preface": "本报告按照《条例》的规定，由白水镇人民政府编制。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“白水镇人民政府”",
        },
        {"clean": {**TOWN, "preface": "本报告由云坪县政务服务中心汇总编制。"}},
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
                "title": "国家税务总局临江市税务局2024年政府信息公开工作年度报告",
                "六": "无。",
                "signature": "国家税务总局岭川市税务局\n2025年1月10日",
            },
            "says": "落款“国家税务总局岭川市税务局”与标题中的“国家税务总局临江市税务局”不是同一个机关",
        },
        {
            "violates": {**BUREAU, "五": "改进情况：一是每周更新；二是县教育局编写办理指引2份。"},
            "says": "本机关是“云坪县民政局”，这里写的却是“县教育局”",
        },
        {
            "clean": {
                **BUREAU,
                "五": "存在问题：一是县财政局反映材料报送偏慢。改进情况：一是会同县教育局编写办理指引2份；"
                "二是县教育局反映的3个问题已解决；三是青石乡中心服务站开设专栏。",
            }
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
            "violates": {**FINANCE, "preface": "对本报告如有疑问，请与云坪县城市管理局办公室联系。"},
            "says": "本机关是“云坪县财政局”，这里却以“云坪县城市管理局”的名义行文",
        },
        {"clean": {**FINANCE, "preface": "对本报告如有疑问，请与云坪县财政局办公室联系。"}},
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
            "violates": {
                **COUNTY,
                "一": "全县工作平稳。石渡县政府办公室牵头清理目录。云坪县政府办公室组织培训。",
            },
            "says": "本机关是“云坪县人民政府”，这里却以“石渡县政府办公室”的名义行文",
        },
        {"clean": {**COUNTY, "一": "石渡县政府办公室组织人员来我县交流。县政府办公室牵头清理目录。"}},
        {"clean": {**FINANCE, "preface": "如有疑问，请与云坪县人民政府政务公开办、云坪县政务服务中心联系。"}},
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
        {
            "violates": {
                **TOWN,
                "五": "今后抓好改进。一是定时更新。二是充实内容，白水镇党政办会同各站所列清单。",
            },
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“白水镇党政办”",
        },
        {
            "clean": {
                **BUREAU,
                "五": "改进情况：一是重新编制县民政局公开指南；二是县政务公开办到我局指导2次。",
            }
        },
        {
            "clean": {
                **BUREAU,
                "五": "改进情况：一是县民政局与县财政局公布标准；二是县教育局公布名单；三是县卫健局公布。",
            }
        },
        {
            "violates": {**BUREAU, "五": "更新偏慢。改进措施：2025年，市水利局将进一步完善机制。"},
            "says": "本机关是“云坪县民政局”，这里写的却是“市水利局”",
        },
        {
            "violates": {**COUNTY, "五": "更新偏慢。下一步，石渡县将继续抓好培训。"},
            "says": "本机关是“云坪县人民政府”，这里却以“石渡县”的名义行文",
        },
        {
            "violates": {**TOWN, "一": "（三）政府信息管理。沙河镇对照目录清单，补发信息5条。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“沙河镇”",
        },
        {
            "violates": {**TOWN, "五": "改进措施：一是充实内容；二是列入考核，由白水镇党政办每月通报一次。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“白水镇党政办”",
        },
        {
            "violates": {**TOWN, "五": "改进情况：一是对照标准目录，梳理柳塘乡公开事项96项。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“柳塘乡”",
        },
        {
            "violates": {**TOWN, "一": "（五）监督保障。把政务公开纳入柳塘街道年度目标考核，分值3分。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“柳塘街道”",
        },
        {"clean": {**TOWN, "一": "（五）监督保障。把政务公开纳入县直部门和乡镇年度目标考核。"}},
        {
            "violates": {**TOWN, "五": "实行信息发布月排期，不断提升柳塘街道政务公开的及时性。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“柳塘街道”",
        },
        {
            "violates": {**TOWN, "五": "加强培训，不断提升柳塘街道各站办人员的业务水平。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“柳塘街道”",
        },
        {"clean": {**TOWN, "五": "实行信息发布月排期，不断提升各村和青石镇政务公开水平。"}},
        {"clean": {**TOWN, "五": "更新偏慢。改进措施：第一，明确镇党政综合办为责任部门。"}},
        {
            "violates": {
                "title": "临江市实验中学2024年政府信息公开工作年度报告",
                "五": "更新偏慢。改进措施：第一，明确责任。第二，市第三中学将由办公室统一检查栏目。",
            },
            "says": "本机关是“临江市实验中学”，这里写的却是“市第三中学”",
        },
        {"clean": {**BUREAU, "一": "原云坪县救助局并入本局，以云坪县救助局名义发布的39条继续保留。"}},
        {"clean": {**TOWN, "一": "2024年，青石镇结合民族乡实际，用群众听得懂的话讲政策。"}},
        {
            "violates": {**TOWN, "五": "今后从两方面改进。首先是定时更新。其次，柳塘乡将建立月查制度。"},
            "says": "本机关是“云坪县青石镇人民政府”，这里写的却是“柳塘乡”",
        },
        {
            "clean": {
                **TOWN,
                "五": "今后抓好改进。一是建立乡村公示栏台账。二是充实内容，镇党政办会同各站所列清单。",
            }
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
        {
            "violates": {**BUREAU, "六": "2024年，县水务局未收取信息处理费。"},
            "says": "本机关是“云坪县民政局”，这里写的却是“县水务局”",
        },
        {
            "violates": {**BUREAU, "一": "收到申请2件，1件因云坪县财政局不掌握无法提供。"},
            "says": "本机关是“云坪县民政局”，这里写的却是“云坪县财政局”",
        },
        {
            "violates": {**BUREAU, "四": "申请复议1件，复议机关维持了石渡县民政局的决定。"},
            "says": "本机关是“云坪县民政局”，这里写的却是“石渡县民政局”",
        },
        {
            "violates": {**BUREAU, "一": "2024年，云坪县教育局围绕群众关切，依法公开信息。"},
            "says": "本机关是“云坪县民政局”，这里写的却是“云坪县教育局”",
        },
        {
            "violates": {
                "title": "云坪经济技术开发区管理委员会2024年政府信息公开工作年度报告",
                "五": "2025年，临溪高新技术产业开发区管理委员会将把政策汇编成册。",
            },
            "says": "本机关是“云坪经济技术开发区管理委员会”，"
            "这里却以“临溪高新技术产业开发区管理委员会”的名义行文",
        },
        {"clean": {**BUREAU, "一": "2024年，县民政局围绕群众关切公开信息。县教育局来函征求意见1次。"}},
        {
            "clean": {
                **BUREAU,
                "一": "告知申请人向县水务局申请1件。县政府办公室组织的评估中，我局排第3位。",
            }
        },
        {
            "clean": {
                "title": "云坪县司法局2024年政府信息公开工作年度报告",
                "四": "我局审理复议3件，维持县水务局的答复2件，责令县财政局重新答复1件。",
            }
        },
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
    yield from named_instead(report, facts, report.agency)
    yield from portals(report, facts, report.agency)
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
    return not shortens(short, long)


def _is_other(agency: str, signed: str) -> bool:
    """Return whether a signature has nothing of the agency's own name, not even as an abbreviation."""
    agency, signed = (BRACKETED.sub("", name) for name in (agency, signed))
    if agency in signed or signed in agency or not BODY.fullmatch(signed) or shortens(agency, signed):
        return False
    if elsewhere(signed, agency) or is_namesake(signed, agency):
        return True
    shared = next(
        (at for at, (one, other) in enumerate(zip(agency, signed, strict=False)) if one != other), 0
    )
    own, others = (NEUTRAL.sub("", name[shared:]) for name in (agency, signed))
    if len(others) < 2 or not own:
        return False
    if any(one + other in own for one, other in pairwise(others)):
        return False
    return not shortens(others, own)
