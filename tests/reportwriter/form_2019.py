"""Tables two and three of the form of 2019 (国办公开办函〔2019〕60号); table four is that of 2021."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.reportwriter.draft import Grid, Slot
from tests.reportwriter.form import CASES, OUTCOMES, WAYS, Figures, figure, request_paths
from tests.reportwriter.form import applications as applications_of

OUTCOMES_2019 = {**OUTCOMES, "（六）其他处理": {"other": "（六）其他处理"}}
OUTCOME_ROWS_2019 = ("granted", "partial", *(row for group in OUTCOMES_2019.values() for row in group))

MADE = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
ITEMS = ("上一年项目数量", "本年增/减", "处理决定数量")
CHARGES = ("上一年项目数量", "本年增/减")
PROCUREMENT = ("采购项目数量", "采购总金额")

Columns = tuple[str, ...]

BLOCKS: Mapping[str, tuple[Columns, Mapping[str, tuple[str, ...]]]] = {
    "一": (
        MADE,
        {
            "规章": tuple(f"docs.regulations.{way}" for way in ("issued", "newly_published", "public")),
            "规范性文件": tuple(f"docs.normative.{way}" for way in ("issued", "newly_published", "public")),
        },
    ),
    "五": (
        ITEMS,
        {
            "行政许可": ("items.permits.last_year", "items.permits.change", "decisions.permits"),
            "其他对外管理服务事项": (
                "items.services.last_year",
                "items.services.change",
                "decisions.services",
            ),
        },
    ),
    "六": (
        ITEMS,
        {
            "行政处罚": ("items.penalties.last_year", "items.penalties.change", "decisions.penalties"),
            "行政强制": ("items.coercion.last_year", "items.coercion.change", "decisions.coercion"),
        },
    ),
    "八": (CHARGES, {"行政事业性收费": ("items.charges.last_year", "items.charges.change")}),
    "九": (PROCUREMENT, {"政府集中采购": ("procurement.projects", "procurement.amount")}),
}
"""For each item of art. 20 its columns, and its rows with the paths of their figures."""

WIDTH = 4
"""A column of labels and three of figures; where there are two, the second spans two."""


def disclosure(figures: Figures) -> Grid:
    """Lay out table two (第二十条): a column of labels, then two or three of figures."""

    def rows() -> Iterator[tuple[Slot, ...]]:
        for article, (columns, labels) in BLOCKS.items():
            spans = (1, 1, 1) if len(columns) == 3 else (1, 2)
            yield (Slot(f"第二十条第（{article}）项", WIDTH),)
            yield Slot("信息内容"), *map(Slot, columns, spans)
            for label, paths in labels.items():
                yield Slot(label), *(figure(figures, *cell) for cell in zip(paths, spans, strict=True))

    return Grid(WIDTH, tuple(rows()))


def applications(figures: Figures) -> Grid:
    """Lay out table three: （六）其他处理 is one row."""
    return applications_of(figures, OUTCOMES_2019)


def paths() -> Iterator[str]:
    """Yield the path of every figure of the three tables, in the form's order."""
    for _, labels in BLOCKS.values():
        for row in labels.values():
            yield from row
    yield from request_paths(OUTCOME_ROWS_2019)
    yield from (f"{way}.{case}" for way in WAYS for case in CASES)
