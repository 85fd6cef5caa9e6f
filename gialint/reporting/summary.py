"""Count a result, and report in a line how the run ended and which configurations held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gialint.model import (
    NO_REPORT,
    NOT_CHECKED,
    Checked,
    Holding,
    LeftOut,
    Result,
    Severity,
    Words,
    is_engine,
)
from gialint.reporting.layout import visible
from gialint.reporting.phrases import bracketed, colon, counted, listed

UNREAD = ("GIA902", "GIA907")


def is_unread(checked: Checked) -> bool:
    """Tell whether a file could not be read at all; a rule that met a limit was put to one that was."""
    return checked.rules is None and any(found.code in UNREAD for found in checked.findings)


class Tally(NamedTuple):
    """Counts over a run; findings that are suppressed or about gialint itself stand apart."""

    reports: int
    error: int
    warning: int
    info: int
    suppressed: int
    unassessed: int
    engine: int
    exit: int
    unread: int = 0
    """Files that could not be read at all, and so say nothing."""
    unrecognised: int = 0
    """Files that are no reports; each of those that nobody named is one of the warnings."""
    met: int = 0
    """How many of these nobody named."""
    without_rules: int = 0
    """Reports to which no rule was put."""
    unchecked: int = 0
    """Files met in folders that were not checked (GIA908), and that are in no other count."""
    own: int = 0
    """How many of these gialint itself wrote."""
    left_out: LeftOut = LeftOut()
    not_understood: int = 0
    """Statements of prose that were held against nothing."""


def tally(result: Result) -> Tally:
    """Count the findings, gaps and engine problems of a result."""
    counts = dict.fromkeys(Severity, 0)
    suppressed = engine = unrecognised = met = 0
    for found in (*result.engine, *(found for report in result.reports for found in report.findings)):
        unrecognised += found.code == NO_REPORT
        if found.code == NOT_CHECKED:
            continue
        if is_engine(found):
            engine += 1
        elif found.suppressed:
            suppressed += 1
        else:
            met += found.code == NO_REPORT
            counts[found.severity] += 1
    codes = [{found.code for found in report.findings} for report in result.reports]
    return Tally(
        len(result.reports),
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.INFO],
        suppressed,
        sum(len(report.unassessed) for report in result.reports),
        engine,
        result.exit,
        sum(map(is_unread, result.reports)),
        unrecognised,
        met,
        sum(
            report.rules == 0 and NO_REPORT not in told
            for report, told in zip(result.reports, codes, strict=True)
        ),
        len(result.unchecked),
        sum(found.severity is Severity.INFO for found in result.unchecked),
        result.left_out,
        sum(report.unread for report in result.reports),
    )


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


MOST = 5
"""How many configurations are told by name, those that switch off most first."""
MOST_CODES = 3


def configuration_lines(result: Result, language: str) -> list[str]:
    """Return a line for each configuration that held; none where there is none for any report."""
    held = Counter(checked.holding for checked in result.reports)
    if not any(holding.config for holding in held):
        return []
    ordered = sorted(held, key=lambda each: (-len(each.ignored) - len(each.lowered), each))
    lines = [_line(each, held[each], language) for each in ordered[:MOST]]
    rest = len(ordered) - MOST
    if rest > 0:
        lines.append(Words(f"另有 {rest} 份配置", f"{counted(rest, 'more configuration')}").say(language))
    return lines


def configuration_of(holding: Holding, language: str) -> str:
    """Return the configuration of one report and what it switched off, ``""`` if there is none."""
    return _said(holding, "", language) if holding.config else ""


def off(result: Result) -> tuple[int, int]:
    """Return how many rules some configuration switched off, and of how many it lowered the severity."""
    every = {checked.holding for checked in result.reports}
    ignored = {code for each in every for code in each.ignored}
    return len(ignored), len({code for each in every for code in each.lowered} - ignored)


def _line(holding: Holding, reports: int, language: str) -> str:
    many = Words(f"{reports} 份报告", counted(reports, "report")).say(language)
    return _said(holding, bracketed(many, language), language)


def _said(holding: Holding, many: str, language: str) -> str:
    name = Words(f"配置 {visible(holding.config)}", f"configuration {visible(holding.config)}")
    if not holding.config:
        name = Words("没有配置", "no configuration")
    off = Words("，", ", ").say(language).join(words.say(language) for words in _switched_off(holding))
    return name.say(language) + many + (colon(language) + off if off else "")


def _switched_off(holding: Holding) -> Iterator[Words]:
    if holding.ignored:
        number, codes = len(holding.ignored), _few(holding.ignored)
        yield Words(
            f"停用 {number} 条规则（{codes.zh}）", f"{counted(number, 'rule')} switched off ({codes.en})"
        )
    if holding.lowered:
        number, codes = len(holding.lowered), _few(holding.lowered)
        yield Words(
            f"调低 {number} 条规则的级别（{codes.zh}）",
            f"{counted(number, 'severity')} lowered ({codes.en})".replace("severitys", "severities"),
        )


def _few(codes: Sequence[str]) -> Words:
    shown = codes[:MOST_CODES]
    more = len(codes) > MOST_CODES
    return Words(listed(shown, "zh") + "等" * more, listed(shown, "en") + ", …" * more)
