"""The example reports: an invented township's annual report, sound and as a mirror site mangled it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.reportwriter.draft import DraftReport, DraftSection
from tests.reportwriter.form import COLUMNS, HEADINGS, OUTCOME_ROWS, applications, disclosure, paths, review
from tests.reportwriter.mirror import mangled

PREFACE = (
    "根据《中华人民共和国政府信息公开条例》第五十条和《国务院办公厅政府信息与政务公开办公室关于印发"
    "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）的要求，"
    "青石镇人民政府汇总全年工作，编制本报告。",
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、"
    "行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成✂。现将有关情况报告如下：",
)

OVERVIEW = (
    "2024年，青石镇把信息公开当作日常工作来做，围绕群众办事、村务监督和惠民补贴三件事安排公开内容，全年工作平稳有序。",
    "（一）主动公开情况",
    "全年在县政府门户网站青石镇专栏发布信息126条，其中政策文件18条、补贴名单65条、工作动态43条；"
    "在12个村的公开栏张贴公示240份。本年制发行政规范性文件1件，现行有效2件，都已全文公开✂，并附有解读。",
    "（二）依申请公开情况",
    "2024年，我镇收到政府信息公开申请1件，申请人为自然人，内容涉及通村道路的养护费用。"
    "该件于12月下旬收到，目前正在办理中。本年未发生政府信息公开行政复议、行政诉讼案件。",
    "（三）政府信息管理情况",
    "镇党政办公室设有公开目录台账✂，每季度核对一次，已经失效的内容及时标注。信息发布前须经科室初核、"
    "领导复核、保密审查三道手续，责任到人，全年没有发生失泄密事件。",
    "（四）政府信息公开平台建设情况",
    "门户网站专栏按办事主题重新分类，便民服务中心设有查阅点，配备电脑1台、资料架2个。"
    "“青石之窗”公众号每周推送一期，并在《云坪日报》刊登便民✂信息，由专人回复留言。",
    "（五）监督保障情况",
    "镇政府把信息公开列入年度考核，由镇长任组长的领导小组每半年听取一次汇报。"
    "全年组织业务培训2次，参加86人次；社会评议收到意见9条，都已采纳；没有需要追究责任的情形。",
)

PROBLEMS = (
    "（一）存在的主要问题",
    "2024年的工作还有三点不足。一是更新不够及时，个别村的补贴名单在发放半个月后才上栏。"
    "二是解读形式单一，多为文字，老年群众不易看懂。三是经办人员不稳定，年内更换3名，业务不够熟悉。",
    "（二）改进措施",
    "下一步，青石镇将从三个方面改进。一是补贴发放当日公开名单，由党政办公室每周抽查。二是与县融媒体中心合作，"
    "每季度制作一期方言短视频，方便✂群众了解政策。三是固定专职人员2名，新任人员先培训后上岗。",
)

CLOSING = (
    "本报告数据的统计期间为2024年1月1日至2024年12月31日。本报告的电子版可在云坪县人民政府门户网站"
    "（{address}）查阅或下载。如对报告内容有疑问，请与青石镇党政办公室联系，联系电话：0880-6120035。"
)
ADDRESS = "http://www.yunpingxian.gov.cn/"
FEES = "2024年，青石镇未发出信息处理费收费通知，未收取信息处理费。"
DENIAL = "2024年，未收到公民、法人或者其他组织向青石镇申请公开政府信息，未收取信息处理费。"

FIGURES = {
    "docs.normative.issued": "1",
    "docs.normative.valid": "2",
    "decisions.permits": "1126",
    "decisions.penalties": "3",
    "requests.new.natural_person": "1",
    "requests.new.total": "1",
    "requests.carried_out.natural_person": "1",
    "requests.carried_out.total": "1",
}

_ENDS = (COLUMNS[0], COLUMNS[-1])

FAULTS = {
    "requests.closed.natural_person": "1",
    "requests.closed.total": "1",
    **{f"requests.{row}.{column}": "" for row in OUTCOME_ROWS for column in COLUMNS},
}


def clean() -> DraftReport:
    """Return the sound report: it agrees with itself and with the form."""
    closing = FEES + CLOSING.format(address=ADDRESS)
    return _report(PROBLEMS, closing, FIGURES).spelled(_whole)


def faulty() -> DraftReport:
    """Return the report that denies what it shows, as a mirror site passed it on."""
    closing = DENIAL + CLOSING.format(address="http://www.qingshi-mirror.com/")
    head, problems, *measures = PROBLEMS
    return _report((head, problems.rstrip("。"), *measures), closing, FIGURES | FAULTS).spelled(mangled)


def varied(number: int) -> DraftReport:
    """Return a sound report with figures of its own; every tenth one does not balance."""
    new, carried_out = number % 97 + 1, number % 5
    closed = new - carried_out % new + (number % 10 == 9)
    counts = {"new": new, "granted": closed, "closed": closed, "carried_out": carried_out % new}
    figures = {f"requests.{row}.{column}": str(count) for row, count in counts.items() for column in _ENDS}
    report = _report(PROBLEMS, FEES + CLOSING.format(address=ADDRESS), FIGURES | figures)
    told = f"申请{new}件", f"发布信息{126 + number}条"
    return report.spelled(
        lambda text: _whole(text).replace("申请1件", told[0]).replace("发布信息126条", told[1])
    )


def _report(problems: tuple[str, ...], closing: str, figures: Mapping[str, str]) -> DraftReport:
    return DraftReport(
        "云坪县青石镇人民政府2024年政府信息公开工作年度报告",
        PREFACE,
        (
            DraftSection(HEADINGS["一"], OVERVIEW),
            DraftSection(HEADINGS["二"], (), disclosure(figures)),
            DraftSection(HEADINGS["三"], (), applications(figures)),
            DraftSection(HEADINGS["四"], (), review(figures)),
            DraftSection(HEADINGS["五"], problems),
            DraftSection(HEADINGS["六"], (closing,)),
        ),
        ("云坪县青石镇人民政府", "2025年1月10日"),
        {path: figures.get(path, "0") for path in paths()},
    )


def _whole(text: str) -> str:
    return text.replace("✂", "")
