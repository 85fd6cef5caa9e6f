"""GIA110: section five names no problem, or no measure against it (条例 art. 50(4))."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Words, rule
from gialint.lazily import lazily
from gialint.report import Section
from gialint_rules.outline.reports import whole

SECTION = "五"
PROBLEMS = (
    "问题", "不足", "不够", "短板", "薄弱", "差距", "欠缺", "缺乏", "缺少", "有待", "不到位", "困难",
    "不强", "不高", "不深", "不及时", "不全", "不准", "不规范", "滞后", "单一", "不均", "不平衡", "弱项",
    "不熟", "不易", "不便", "占用", "压力", "繁重",
)  # fmt: skip
PROBLEM = lazily(
    r"偏[晚慢少低弱]|较[弱少低慢]|(?:内容|载体|形式|渠道|数量|人员)(?:少|不多)"
    r"|占比[较偏过]?[大高]|需要?(?:进一步)?(?:加强|提高|改进|完善)"
)
"""Turns of phrase that tell of a problem where none of the words does."""

MEASURES = (
    "改进", "措施", "下一步", "今后", "加强", "进一步", "提升", "提高", "完善", "健全", "强化", "优化",
    "推进", "落实", "整改", "继续", "规范", "建立", "拓宽", "修订", "组织", "制定", "打算", "计划", "增设",
    "开展",
)  # fmt: skip
MEASURE = lazily(r"将(?!有关)|拟(?!稿)")
LABEL = lazily(
    r"(?:\([一二三四五]\)|[0-9][.、])?(?:存在的?)?(?:主要)?(?:问题|不足|改进(?:情况|措施)?|措施)[和及:]*"
)
NOTHING = lazily(r"(?:本\S{1,4})?(?:暂?无|没有|不存在|未发现)(?:存在)?(?:明显|突出|主要)*(?:的?问题|不足)?")
ANY = ("问题", "不足", "改进", "措施", "无", "没有", "不存在", "未发现")
"""Without one of these a piece of text is neither a label nor nothing."""


@rule(
    "GIA110",
    "problems-and-measures",
    severity="error",
    title=Words(
        "第五部分应当写明主要问题和改进情况", "Section five must name problems and what is done about them"
    ),
    basis=["《政府信息公开条例》第五十条第（四）项"],
    hint=Words(
        "请写出本年度实际存在的问题，并针对每个问题写明改进措施；不能只写“无”。",
        "Name the problems of the year, and against each what is being done; 无 will not do.",
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
        {"violates": whole(t5=""), "says": "没有内容"},
        {"violates": whole(t5="无。"), "says": "“无。”"},
        {"violates": whole(t5="（一）存在问题：暂无。\n（二）改进措施：无。"), "says": "暂无"},
        {"violates": whole(t5="个别栏目更新不够及时，解读形式单一。"), "says": "没有写改进"},
        {"violates": whole(t5="下一步，继续做好公开工作。"), "says": "没有写问题"},
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
        words = Words(f"第五部分{said}，没有写明问题和改进情况", f"section five {said_en}")
        yield Finding(words, place, values={"told": told})
        return
    lacking = [] if any(word in told for word in PROBLEMS) or PROBLEM.search(told) else ["问题"]
    lacking += [] if any(word in told for word in MEASURES) or MEASURE.search(told) else ["改进措施"]
    if lacking:
        english = " and ".join({"问题": "problem", "改进措施": "measure"}[name] for name in lacking)
        words = Words(f"第五部分没有写{'和'.join(lacking)}", f"section five names no {english}")
        yield Finding(words, place, values={"lacking": "，".join(lacking)}, severity=Severity.WARNING)


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
