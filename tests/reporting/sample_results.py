"""Results as a run yields them, made by hand over one invented report."""

from __future__ import annotations

import re
from dataclasses import replace

from gialint.model import (
    Checked,
    Diagnostic,
    Document,
    FullText,
    Gap,
    Location,
    ParagraphKind,
    Place,
    Result,
    RuleCard,
    Severity,
    Text,
)
from gialint.reading import Limits
from gialint.reading.text import read

PATH = "drafts/青石镇2024.txt"

TEXT = """青石镇人民政府2024年政府信息公开工作年度报告
一、总体情况
（一）主动公开。全年通过政府网站公开信息88条，通过“青石发布”微信公众号推送信息152条，内容涉及乡村振兴、民政救助、安全生产、防汛抗旱、医疗保障等群众关心的事项，并在便民服务中心设置了查阅点，配备了专门的工作人员，为群众提供更加便捷的查询服务。
（二）依申请公开。本镇畅通信函、电子邮件、当面提交等申请渠道，明确专人登记、转办、答复，做到件件有登记、事事有回音。2024年共收到政府信息公开申请1件，目前正在办理中。
三、收到和处理政府信息公开申请情况
 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0
（七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1
六、其他需要报告的事项
2024年，未收到群众向青石镇申请公开政府信息，未发生收取信息处理费的情况。联系电话：0000-1234567
"""

DOCUMENT = Document(PATH, "text", TEXT, ())

KINDS: dict[int, ParagraphKind] = {
    0: "title",
    **{TEXT.index(words): "section" for words in ("一、总体", "三、收到", "六、其他")},
}

ROWS = {
    "本年新收": "一、本年新收政府信息公开申请数量",
    "上年结转": "二、上年结转政府信息公开申请数量",
    "办理结果总计": "（七）总计",
    "结转下年度继续办理": "四、结转下年度继续办理",
}


FIGURES = frozenset(
    found.start(1)
    for row in re.finditer(r"^[一二四（].+ \|.+$", TEXT, re.MULTILINE)
    for found in re.compile(r"\| (\d)").finditer(TEXT, row.start(), row.end())
)
"""Where the figures of its table stand."""


def location(words: str, address: str, section: str) -> Location:
    """Return where some words stand in the sample report."""
    start = TEXT.index(words)
    return Place(DOCUMENT, start, start + len(words), address, section).location()


def cell(row: str, column: str) -> Location:
    """Return where a figure of table three stands: the first cell of its row, or the last."""
    start = TEXT.index(ROWS[row])
    line = TEXT[start : TEXT.index("\n", start)]
    offset = start + (line.index(" | ") + 3 if column == "自然人" else len(line) - 1)
    return Place(DOCUMENT, offset, offset + 1, f"三/表1/{ROWS[row]}/{column}", "三").location()


def no_applications(language: str) -> Diagnostic:
    """Prose denies an application that other prose and table three show: three places."""
    zh = language == "zh"
    return Diagnostic(
        "GIA501",
        "no-applications-claimed",
        Severity.ERROR,
        "称未收到政府信息公开申请，但第一部分说收到 1 件，表三“本年新收”总计为 1"
        if zh
        else "Says that no application was received, but section one says 1 and table three shows 1",
        "核对后改正第六部分的文字，或改正表三。"
        if zh
        else "Check which is right, then mend section six or table three.",
        ("《中华人民共和国政府信息公开条例》第五十条", "国办公开办函〔2021〕30号"),
        location("未收到群众向青石镇申请公开政府信息", "六/段1", "六"),
        (
            ("收到 1 件" if zh else "1 received", location("收到政府信息公开申请1件", "一/（二）/段1", "一")),
            ("本年新收，总计" if zh else "received in the year, total", cell("本年新收", "总计")),
        ),
        {"prose": "0", "table": "1"},
        fingerprint="1f0c8f6f7f0a41d2",
    )


def balance(language: str) -> Diagnostic:
    """Table three does not balance in two columns: eight cells in four rows."""
    zh = language == "zh"
    names = {
        "本年新收": "received",
        "上年结转": "carried in",
        "办理结果总计": "closed",
        "结转下年度继续办理": "carried out",
    }
    cells = [(row if zh else names[row], cell(row, column)) for row in ROWS for column in ("自然人", "总计")]
    return Diagnostic(
        "GIA301",
        "balance",
        Severity.ERROR,
        "收到与办理的申请数量不相等（自然人、总计 2 列）"
        if zh
        else "Requests received and handled are not equal (2 columns: 自然人, 总计)",
        "核对“上年结转”与去年报告的“结转下年度继续办理”。"
        if zh
        else "Compare 上年结转 with last year's 结转下年度继续办理.",
        ("国办公开办函〔2021〕30号 表三勾稽关系",),
        cells[0][1],
        tuple(cells[1:]),
        {"left": "1", "right": "2", "delta": "1"},
        tuple(
            f"{column}：本年新收 1 + 上年结转 0 = 1，办理结果总计 1 + 结转下年度继续办理 1 = 2，相差 1"
            if zh
            else f"{column}: received 1 + carried in 0 = 1, closed 1 + carried out 1 = 2, off by 1"
            for column in ("自然人", "总计")
        ),
        fingerprint="a1b2c3d4e5f60718",
    )


def sentence_end(language: str) -> Diagnostic:
    """A finding with a safe fix, at the very end of a long line."""
    zh = language == "zh"
    end = TEXT.index("0000-1234567") + len("0000-1234567")
    return Diagnostic(
        "GIA722",
        "sentence-end",
        Severity.INFO,
        "段末缺少句号" if zh else "The paragraph ends without a full stop",
        location=Place(DOCUMENT, end, end, "六/段1", "六").location(),
        basis=("custom",),
        fix={
            "applicability": "safe",
            "description": "补上“。”" if zh else "Add 。",
            "edits": [{"start": end, "end": end, "text": "。"}],
        },
        fingerprint="00aa11bb22cc33dd",
    )


def unreadable(language: str) -> Diagnostic:
    """A file that cannot be read."""
    zh = language == "zh"
    return Diagnostic(
        "GIA902",
        "unreadable",
        Severity.ERROR,
        "这是旧版 Word 文件（.doc），无法读取"
        if zh
        else "This is a file of old Word (.doc), which cannot be read",
        "用 Word 或 WPS 另存为 .docx 后再检查。"
        if zh
        else "Save it as .docx in Word or WPS, then check again.",
        fingerprint="9999000011112222",
    )


def broken_plugin(language: str) -> Diagnostic:
    """A local rule file with a mistake in it, quoted."""
    zh = language == "zh"
    return Diagnostic(
        "GIA903",
        "plugin-broken",
        Severity.ERROR,
        "没有名为 requests.newly 的数据" if zh else "There is no fact named requests.newly",
        "是否想写 requests.new？" if zh else "Did you mean requests.new?",
        location=Location("rules/balance.yaml", "", 7, 9, 7, 23, None, "", ""),
        quote="assert: requests.newly[column] == 0\n        ^",
    )


def cards(language: str) -> tuple[RuleCard, ...]:
    """The rules that were put, one of which found nothing."""
    zh = language == "zh"
    notice = "国办公开办函〔2021〕30号"
    titles = {
        "GIA101": ("missing-section", "六个部分应当齐全", "All six sections must be there", ("outline",)),
        "GIA301": (
            "balance",
            "收到与办理的申请数量应当相等",
            "Received must equal handled",
            ("table-three",),
        ),
        "GIA401": (
            "review-total",
            "行政复议各项之和应当等于总计",
            "Review outcomes must add up",
            ("table-four",),
        ),
        "GIA501": (
            "no-applications-claimed",
            "称未收到申请的，表三应当为 0",
            "Denied applications",
            ("prose",),
        ),
        "GIA722": ("sentence-end", "每段话以句号结束", "A paragraph ends with a full stop", ()),
        "GIA902": ("unreadable", "文件无法读取", "The file cannot be read", ("engine",)),
    }
    return tuple(
        RuleCard(
            code,
            name,
            chinese if zh else english,
            Severity.INFO if code == "GIA722" else Severity.ERROR,
            ("核对后改正。" if zh else "Check, then mend.") if code == "GIA501" else "",
            ("custom",) if code == "GIA722" else (notice,),
            tags,
            FAMILIES.get(code[:4], Text("")).in_language(language),
        )
        for code, (name, chinese, english, tags) in titles.items()
    )


FAMILIES = {
    "GIA1": Text("结构", "outline"),
    "GIA3": Text("申请办理", "requests"),
    "GIA4": Text("复议诉讼", "review"),
    "GIA5": Text("文字数据", "prose"),
    "GIA7": Text("用语", "wording"),
    "GIA8": Text("跨年跨单位", "series"),
    "GIA9": Text("文件", "file"),
}
"""What families are called."""


def whole(language: str = "zh") -> Result:
    """A run over four files: a faulty one, a clean one, one with gaps only, one unreadable."""
    zh = language == "zh"
    last = "缺少去年的报告" if zh else "last year's report is missing"
    blank = "表四没有读到" if zh else "table four was not found"
    gaps = (
        Gap("GIA401", "review-total", blank, ("review.total",)),
        Gap("GIA402", "direct-litigation-total", blank, ("litigation.direct.total",)),
        Gap("GIA801", "carried-over", last, ("last.requests.carried_out",)),
    )
    findings = (no_applications(language), balance(language), sentence_end(language))
    return Result(
        "0.1.0",
        (
            Checked(PATH, "text", "青石镇人民政府", "township", 2024, "2021", findings, gaps),
            Checked(
                "drafts/云坪县2024.docx", "docx", "云坪县人民政府办公室", "county_government", 2024, "2021"
            ),
            Checked("drafts/c.html", "html", None, "other", None, "2021", (), gaps[2:]),
            Checked("drafts/旧.doc", findings=(unreadable(language),)),
        ),
        (broken_plugin(language),),
        2,
        cards(language),
    )


def with_text(language: str = "zh") -> Result:
    """The faulty file alone, with its text."""
    result = whole(language)
    full = FullText(read(TEXT.encode(), PATH, Limits()), KINDS, FIGURES)
    return replace(result, reports=(result.reports[0]._replace(full_text=full),), engine=(), exit=1)
