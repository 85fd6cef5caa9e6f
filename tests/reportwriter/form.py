"""The three tables of the form of 2021 (国办公开办函〔2021〕30号), filled from figures by fact path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.reportwriter.draft import Grid, Slot

Figures = Mapping[str, str]
Outcomes = Mapping[str, Mapping[str, str]]
"""Row labels by path of the groups of outcomes; a group of one row has that row's label."""

HEADINGS = {
    "一": "一、总体情况",
    "二": "二、主动公开政府信息情况",
    "三": "三、收到和处理政府信息公开申请情况",
    "四": "四、政府信息公开行政复议、行政诉讼情况",
    "五": "五、存在的主要问题及改进情况",
    "六": "六、其他需要报告的事项",
}

COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare",
    "legal_service",
    "other_organization",
    "total",
)

OUTCOMES = {
    "（三）不予公开": {
        "denied.state_secret": "1.属于国家秘密",
        "denied.law": "2.其他法律行政法规禁止公开",
        "denied.safety": "3.危及“三安全一稳定”",
        "denied.third_party": "4.保护第三方合法权益",
        "denied.internal": "5.属于三类内部事务信息",
        "denied.process": "6.属于四类过程性信息",
        "denied.enforcement_file": "7.属于行政执法案卷",
        "denied.admin_query": "8.属于行政查询事项",
    },
    "（四）无法提供": {
        "unavailable.not_held": "1.本机关不掌握相关政府信息",
        "unavailable.needs_making": "2.没有现成信息需要另行制作",
        "unavailable.unclear": "3.补正后申请内容仍不明确",
    },
    "（五）不予处理": {
        "not_processed.petition": "1.信访举报投诉类申请",
        "not_processed.repeat": "2.重复申请",
        "not_processed.publication": "3.要求提供公开出版物",
        "not_processed.abusive": "4.无正当理由大量反复申请",
        "not_processed.reissue": "5.要求行政机关确认或重新出具已获取信息",
    },
    "（六）其他处理": {
        "other.overdue_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "other.overdue_fee": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "other.other": "3.其他",
    },
}

OUTCOME_ROWS = ("granted", "partial", *(row for group in OUTCOMES.values() for row in group))
CASES = ("upheld", "corrected", "other", "pending", "total")
CASE_LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
WAYS = ("review", "litigation.direct", "litigation.after_review")


def disclosure(figures: Figures) -> Grid:
    """Lay out table two (第二十条): four columns."""

    def block(article: str, caption: str, **rows: str) -> Iterator[tuple[Slot, ...]]:
        yield (Slot(f"第二十条第（{article}）项", 4),)
        yield Slot("信息内容"), Slot(caption, 3)
        for label, path in rows.items():
            yield Slot(label), figure(figures, path, 3)

    def documents(label: str, path: str) -> tuple[Slot, ...]:
        return Slot(label), *(figure(figures, f"{path}.{way}") for way in ("issued", "repealed", "valid"))

    decisions = "本年处理决定数量"
    return Grid(
        4,
        (
            (Slot("第二十条第（一）项", 4),),
            tuple(map(Slot, ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))),
            documents("规章", "docs.regulations"),
            documents("行政规范性文件", "docs.normative"),
            *block("五", decisions, 行政许可="decisions.permits"),
            *block("六", decisions, 行政处罚="decisions.penalties", 行政强制="decisions.coercion"),
            *block("八", "本年收费金额（单位：万元）", 行政事业性收费="fees.charges_wanyuan"),
        ),
    )


def applications(figures: Figures, groups: Outcomes = OUTCOMES) -> Grid:
    """Lay out table three: three columns of labels, seven of figures."""

    def values(row: str) -> tuple[Slot, ...]:
        return tuple(figure(figures, f"requests.{row}.{column}") for column in COLUMNS)

    def outcomes() -> Iterator[tuple[Slot, ...]]:
        height = 3 + sum(len(rows) for rows in groups.values())
        yield Slot("三、本年度办理结果", 1, height), Slot("（一）予以公开", 2), *values("granted")
        yield Slot("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2), *values("partial")
        for group, rows in groups.items():
            for number, (row, label) in enumerate(rows.items()):
                lead = () if number or label == group else (Slot(group, 1, len(rows)),)
                yield *lead, Slot(label, 2 if label == group else 1), *values(row)
        yield Slot("（七）总计", 2), *values("closed")

    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    organisations = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    return Grid(
        10,
        (
            (Slot(corner, 3, 3), Slot("申请人情况", 7)),
            (Slot("自然人", 1, 2), Slot("法人或其他组织", 5), Slot("总计", 1, 2)),
            tuple(map(Slot, organisations)),
            (Slot("一、本年新收政府信息公开申请数量", 3), *values("new")),
            (Slot("二、上年结转政府信息公开申请数量", 3), *values("carried_in")),
            *outcomes(),
            (Slot("四、结转下年度继续办理", 3), *values("carried_out")),
        ),
    )


def review(figures: Figures) -> Grid:
    """Lay out table four: five columns of reviews, twice five of suits."""
    captions = tuple(Slot(label, 1, 2) for label in CASE_LABELS)
    return Grid(
        15,
        (
            (Slot("行政复议", 5), Slot("行政诉讼", 10)),
            (*captions, Slot("未经复议直接起诉", 5), Slot("复议后起诉", 5)),
            tuple(map(Slot, CASE_LABELS * 2)),
            tuple(figure(figures, f"{way}.{case}") for way in WAYS for case in CASES),
        ),
    )


def figure(figures: Figures, path: str, colspan: int = 1) -> Slot:
    """Return the cell of a figure, 0 if none is given."""
    return Slot(figures.get(path, "0"), colspan, figure=True)


def paths() -> Iterator[str]:
    """Yield the path of every figure of the three tables, in the form's order."""
    for kind in ("regulations", "normative"):
        yield from (f"docs.{kind}.{way}" for way in ("issued", "repealed", "valid"))
    yield from ("decisions.permits", "decisions.penalties", "decisions.coercion", "fees.charges_wanyuan")
    yield from request_paths(OUTCOME_ROWS)
    yield from (f"{way}.{case}" for way in WAYS for case in CASES)


def request_paths(outcomes: tuple[str, ...]) -> Iterator[str]:
    """Yield the paths of table three, of which the outcomes' rows are given."""
    for row in ("new", "carried_in", *outcomes, "closed", "carried_out"):
        yield from (f"requests.{row}.{column}" for column in COLUMNS)
