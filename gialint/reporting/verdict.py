"""Say in one plain line how a run ended and whether the reports are fit for publication."""

from __future__ import annotations

from collections.abc import Iterator

from gialint.model import LeftOut, Words
from gialint.reporting.phrases import counted
from gialint.reporting.tally import Tally


def verdict(counts: Tally, language: str) -> str:
    """Return the last line of a text output: what was checked, what was found, what it means."""
    return _english(counts) if language == "en" else _chinese(counts)


def unfit(counts: Tally) -> bool:
    """Whether a report must not be published as it stands: an error, or what the user set as one."""
    return counts.error > 0 or counts.exit == 1


def _chinese(counts: Tally) -> str:
    nouns = ("个错误", "个警告", "条提示")
    found = "，".join(
        f"{number} {noun}" for number, noun in zip(_found(counts), nouns, strict=True) if number
    )
    reports = counts.reports - counts.unrecognised
    text = f"共 {reports} 份报告" if reports else "没有检查任何报告"
    for number, said in ((counts.unread, "无法读取"), (counts.without_rules, "没有用任何规则检查")):
        if number:
            text += f"，其中 {number} 份{said}" if number < reports else f"，都{said}"
    if found or _checked(counts):
        text += f"：{found or '未发现问题'}"
    if counts.suppressed:
        text += f"，另有 {counts.suppressed} 个已豁免"
    if counts.unassessed:
        text += f"；{counts.unassessed} 项检查因缺少数据未能进行"
    if counts.not_understood:
        text += f"；正文有 {counts.not_understood} 处说法未能理解，未核对"
    text += "".join(f"；{words.zh}" for words in _strays(counts))
    if counts.engine:
        text += f"；另有 {counts.engine} 处未能检查，以上结果不完整"
    if unfit(counts):
        return text + "。不宜发布。"
    return text + ("。请逐条核实警告后再发布。" if _found(counts)[1] else "。")


def _english(counts: Tally) -> str:
    nouns = ("error", "warning", "note")
    found = ", ".join(
        counted(number, noun) for number, noun in zip(_found(counts), nouns, strict=True) if number
    )
    reports = counts.reports - counts.unrecognised
    text = counted(reports, "report") if reports else "No report was checked"
    if counts.unread:
        text += (
            f", {counts.unread} of them unreadable" if counts.unread < reports else ", none of them readable"
        )
    if counts.without_rules:
        text += f", {counts.without_rules} of them" if counts.without_rules < reports else ""
        text += " checked by no rule" if counts.without_rules < reports else ", checked by no rule"
    if found or _checked(counts):
        text += f": {found or 'nothing found'}"
    if counts.suppressed:
        text += f", {counts.suppressed} more waived"
    if counts.unassessed:
        text += f"; {counted(counts.unassessed, 'check')} not made: missing data"
    if counts.not_understood:
        text += f"; {counted(counts.not_understood, 'statement')} in the prose not understood and not checked"
    text += "".join(f"; {words.en}" for words in _strays(counts))
    if counts.engine:
        text += f"; {counts.engine} more could not be checked, so this result is incomplete"
    if unfit(counts):
        return text + ". Not fit for publication."
    return text + (". Look at each warning before publishing." if _found(counts)[1] else ".")


def left_out_words(left_out: LeftOut) -> Iterator[Words]:
    """Yield what a walk left out because it was told to, and by what."""
    for number, name in zip(left_out, ("exclude", ".gitignore"), strict=True):
        if number:
            yield Words(f"按 {name} 排除 {number} 个文件", f"{counted(number, 'file')} left out by {name}")


def _strays(counts: Tally) -> Iterator[Words]:
    """Yield how many files are in no other count: they were met, and not checked."""
    if counts.unrecognised:
        yield Words(
            f"{counts.unrecognised} 个文件看不出是报告，未检查",
            f"{counted(counts.unrecognised, 'file')} not recognised as a report and not checked",
        )
    if counts.unchecked:
        own = Words("", "")
        if counts.own:
            some = counts.own if counts.own < counts.unchecked else 0
            own = Words(
                f"（{f'其中 {some} 个' if some else '都'}是 gialint 自己写出的）",
                f" ({f'{some} of them ' if some else ''}written by gialint)",
            )
        yield Words(
            f"另有 {counts.unchecked} 个文件未检查{own.zh}",
            f"{counted(counts.unchecked, 'more file')} not checked{own.en}",
        )
    yield from left_out_words(counts.left_out)


def _found(counts: Tally) -> tuple[int, int, int]:
    """Return the errors, warnings and notes; files that are no reports are told apart."""
    return counts.error, counts.warning - counts.met, counts.info


def _checked(counts: Tally) -> int:
    """Return how many reports were put to any rule."""
    return counts.reports - counts.unrecognised - counts.unread - counts.without_rules
