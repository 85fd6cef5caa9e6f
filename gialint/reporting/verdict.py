"""Say in one plain line how a run ended and whether the reports are fit for publication."""

from __future__ import annotations

from gialint.reporting.phrases import counted
from gialint.reporting.tally import Tally


def verdict(counts: Tally, language: str) -> str:
    """Return the last line of a text output: what was checked, what was found, what it means."""
    return _english(counts) if language == "en" else _chinese(counts)


def unfit(counts: Tally) -> bool:
    """Whether a report must not be published as it stands: an error, or what the user set as one."""
    return counts.error > 0 or counts.exit == 1


def _chinese(counts: Tally) -> str:
    nouns = ((counts.error, "个错误"), (counts.warning, "个警告"), (counts.info, "条提示"))
    found = "，".join(f"{number} {noun}" for number, noun in nouns if number)
    text = f"共 {counts.reports} 份报告" if counts.reports else "没有检查任何报告"
    if counts.unread:
        text += f"，其中 {counts.unread} 份无法读取" if counts.unread < counts.reports else "，都无法读取"
    if counts.unread < counts.reports:
        text += f"：{found or '未发现问题'}"
    if counts.suppressed:
        text += f"，另有 {counts.suppressed} 个已豁免"
    if counts.unassessed:
        text += f"；{counts.unassessed} 项规则因数据缺失未能核对"
    if counts.engine:
        text += f"；{counts.engine} 处 gialint 未能完成检查，结论不完整"
    if unfit(counts):
        return text + "。不宜发布。"
    return text + ("。请逐条核对警告后再发布。" if counts.warning else "。")


def _english(counts: Tally) -> str:
    nouns = ((counts.error, "error"), (counts.warning, "warning"), (counts.info, "note"))
    found = ", ".join(counted(number, noun) for number, noun in nouns if number)
    text = "No report was checked"
    if counts.reports:
        text = counted(counts.reports, "report")
    if counts.unread:
        text += f", {counts.unread if counts.unread < counts.reports else 'none'} of them "
        text += "unreadable" if counts.unread < counts.reports else "readable"
    if counts.unread < counts.reports:
        text += f": {found or 'nothing found'}"
    if counts.suppressed:
        text += f", {counts.suppressed} more waived"
    if counts.unassessed:
        text += f"; {counted(counts.unassessed, 'check')} could not be made for want of data"
    if counts.engine:
        text += f"; gialint could not do its job in {counted(counts.engine, 'place')}, so this is incomplete"
    if unfit(counts):
        return text + ". Not fit for publication."
    return text + (". Look at each warning before publishing." if counts.warning else ".")
