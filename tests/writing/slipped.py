"""A sound report with slips of the pen in it, of which gialint knows what was meant."""

from __future__ import annotations

from dataclasses import replace

from tests.reportwriter.draft import DraftReport, Grid
from tests.reportwriter.town import clean

SLIPS = {
    "五、存在的主要问题及改进情况": "五、存在的问题及改进措施",
    "〔2021〕30号": "[2021]30号",
    "发布信息126条，其中": "发布信息１２６条,其中",
    "本年未发生政府信息公开行政复议、": "本年未发生政府信息公开行政复仪、",
    "（http://www.yunpingxian.gov.cn/）查阅": "(http://www.yunpingxian.gov.cn/）查阅",
}
CODES = {"GIA103", "GIA704", "GIA707", "GIA721", "GIA724"}
"""The rules that find them."""


BLANKED = "requests.granted.natural_person"


def slipped(draft: DraftReport | None = None) -> DraftReport:
    """Return a report, or the clean example, with slips in it wherever their words are."""
    return (draft or clean()).spelled(_slip)


def blanked() -> DraftReport:
    """Return the clean example with a cell left blank that can only be 0: its row and its total are."""
    draft = clean()
    sections = tuple(
        replace(section, grid=_blanked(section.grid)) if section.grid else section
        for section in draft.sections
    )
    return replace(draft, sections=sections)


def _blanked(grid: Grid) -> Grid:
    rows = list(grid.rows)
    for nth, row in enumerate(rows):
        if any("予以公开" in slot.text for slot in row):
            first = next(at for at, slot in enumerate(row) if slot.figure)
            rows[nth] = (*row[:first], replace(row[first], text=""), *row[first + 1 :])
    return replace(grid, rows=tuple(rows))


def _slip(text: str) -> str:
    for right, wrong in SLIPS.items():
        text = text.replace(right, wrong)
    return text
