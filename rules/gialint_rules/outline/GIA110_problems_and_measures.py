"""GIA110: section five names no problem, or no measure against it (条例 art. 50(4))."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Section
from gialint_rules.outline.reports import whole

SECTION = "五"
PROBLEM = lazy_regex(
    r"问题|短板|弱项|薄弱|差距|距离|困难|瓶颈|压力|矛盾|有待|生疏|占用|过于|简略|时断时续|参差|占比[较偏过]?[大高]|"
    r"需要?(?:进一步)?(?:增强|加强|提高|提升|改进|完善)|"
    r"不(?![断仅但只忘懈同得]|少于|超过|低于|晚于|折不扣)|没|未(?!来)|无(?![障偿纸])|难|(?<![不至])少(?![数年于儿])|慢|"
    r"(?<!不)晚|弱|(?<![不最])低(?![于保收碳])|缺|欠|差(?![异旅])|远(?![程景])|陈?旧|仍|尚|偏(?!远)|滞|薄|漏|错|误|迟|"
    r"较(?![上去]|好)|冗|繁|杂|单一|单调"
)
"""Signs of a problem: complaints have a negation, or a word for too little of something."""

MEASURE = lazy_regex(
    r"将(?!有关)|拟(?!稿)|改进|措施|下一步|下步|今后|今年|明年|准备|打算|计划|着手|争取|力争|要求(?=[各每全所从对凡]|相关|信息员|工作人员|科室|单位|部门|项目)|规定|统一|安排|明确|"
    r"加强|加大|加快|抓|做好|深化|深入|丰富|增强|严格|畅通|细化|创新|压实|夯实|聚焦|坚持|进一步|提升|提高|完善|健全|强化|优化|推进|落实|整改|继续|规范|建立|拓宽|修订|组织|制定|增设|开展|"
    r"把(?![握关控])|实行|推行|改为|改成|印发|编印|已(?:对|从|在|由|经|将|把(?![握关控])|于|会同|联合|全部)|逐[一步项]|定期|每[月季周年半]"
)
"""Signs of something that was or will be done."""

PRAISE = lazy_regex(r"成效|成绩|进展|进步|取得|得到|较好|扎实|有力|积极|认真|稳步|有序|顺利|总体|圆满|依法")
"""Words of sentences about success: neither a problem nor a measure."""

LEAD_IN = lazy_regex(r"[^。;]{0,40}(?:问题|不足|措施|方面|如下|情况)(?:有|是|为)?:")
WANTING = lazy_regex(r"(?:有待|亟待|尚待|亟需|[尚还仍]需|需要?)(?:进一步|继续|不断)?[一-鿿]{2}")
"""Such words say of what there is too little: 有待加强 is no measure."""

SENTENCE = lazy_regex(r"[^。;!\n]+")
LABEL = lazy_regex(
    r"(?:\([一二三四五]\)|[0-9][.、])?(?:存在的?)?(?:主要)?(?:问题|不足|改进(?:情况|措施)?|措施)[和及:]*"
)
NOTHING = lazy_regex(
    r"(?:本\S{1,4})?(?:暂?无|没有|不存在|未发现)(?:存在)?(?:明显|突出|主要)*(?:的?问题|不足)?"
)
ANY = ("问题", "不足", "改进", "措施", "无", "没有", "不存在", "未发现")
"""Without one of these a piece of text is neither a label nor nothing."""


@rule(
    "GIA110",
    "problems-and-measures",
    severity="error",
    title=Text("第五部分应写明主要问题和改进情况", "Section five must name problems and improvements"),
    basis=["《政府信息公开条例》第五十条第（四）项"],
    hint=Text(
        "请写明本年度实际存在的问题，并逐项写明改进措施；不能只写“无”。",
        "Name the problems of the year and the measure taken for each; 无 is not enough.",
    ),
    tags=["outline", "section-five"],
    since="0.1.0",
    covers=["GIA108"],
    examples=[
        {"clean": whole()},
        {"clean": whole(t5="（一）存在的主要问题\n一是更新偏晚。\n（二）改进情况\n一是每周抽查。")},
        {"clean": whole(t5="本镇没有经费方面的问题，但人员不稳定，业务不够熟悉；下一步将固定专人。")},
        {"clean": whole(t5="公开载体少；拟增设电子屏。")},
        {"clean": whole(t5="不足之处：干部对条例理解不深。下步打算：以案释法4次。")},
        {"clean": whole(t5="职业举报人的申请占用大量人力；将制发处理指引。")},
        {"violates": whole(t5=""), "says": "第五部分没有内容，没有写明问题和改进情况"},
        {"violates": whole(t5="无。"), "says": "第五部分只写了“无。”，没有写明问题和改进情况"},
        {
            "violates": whole(t5="（一）存在问题：暂无。\n（二）改进措施：无。"),
            "says": "第五部分只写了“(一)存在问题:暂无。(二)改进措施:无。”，没有写明问题和改进情况",
        },
        {"violates": whole(t5="个别栏目更新不够及时，解读形式单一。"), "says": "第五部分没有写改进措施"},
        {"violates": whole(t5="下一步，继续做好公开工作。"), "says": "第五部分没有写问题"},
        {"violates": whole(t5="全年工作有序推进，成效明显。今后将再接再厉。"), "says": "第五部分没有写问题"},
        {"clean": whole(t5="办事大厅的查阅点设在三楼，老人上楼吃力。已在一楼服务台旁另设一处。")},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell an empty answer as an error, one side left out as a warning."""
    section = report.section(SECTION)
    if section.heading is None:
        return
    place = report.place(section.heading)
    told = _told(section)
    if _says_nothing(told):
        said = f"只写了“{told}”" if told else "没有内容"
        said_en = f"only says “{told}”" if told else "is empty"
        words = Text(f"第五部分{said}，没有写明问题和改进情况", f"section five {said_en}")
        yield Finding(words, place, values={"told": told})
        return
    lacking = _lacking(section)
    if lacking:
        english = " and ".join({"问题": "problem", "改进措施": "measure"}[name] for name in lacking)
        words = Text(f"第五部分没有写{'和'.join(lacking)}", f"section five names no {english}")
        yield Finding(words, place, values={"lacking": "，".join(lacking)}, severity=Severity.WARNING)


def _lacking(section: Section) -> list[str]:
    """Return what is certainly missing: a sentence with neither sign may still be a problem or a measure."""
    sentences = [
        sentence
        for passage in section.passages
        if passage.kind != "signature"
        for sentence in SENTENCE.findall(passage.reading)
        if not (LABEL.fullmatch(sentence) or LEAD_IN.fullmatch(sentence))
    ]
    problems = [bool(PROBLEM.search(sentence)) for sentence in sentences]
    measures = [bool(MEASURE.search(WANTING.sub("", sentence))) for sentence in sentences]
    praised = [bool(PRAISE.search(sentence)) for sentence in sentences]
    lacking = []
    if not any(problems) and all(map(max, measures, praised)):
        lacking.append("问题")
    if not any(measures) and all(map(max, problems, praised)):
        lacking.append("改进措施")
    return lacking


def _told(section: Section) -> str:
    return "".join(passage.reading for passage in section.passages if passage.kind != "signature")


def _says_nothing(told: str) -> bool:
    """Whether every piece of the text is a label or 无."""
    for mark in ";,:":
        told = told.replace(mark, "。")
    return all(map(_is_nothing, told.split("。")))


def _is_nothing(piece: str) -> bool:
    if not any(word in piece for word in ANY):
        return not piece
    piece = LABEL.sub("", piece, count=1)
    return not piece or NOTHING.fullmatch(piece) is not None
