"""Count a result, and say in a line each how the run ended and which configurations held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from gialint.model import (
    NO_REPORT,
    NOT_CHECKED,
    Checked,
    Diagnostic,
    Holding,
    LeftOut,
    Result,
    Severity,
    Text,
    is_engine,
)
from gialint.records import NamedTuple
from gialint.reporting.layout import visible
from gialint.reporting.phrases import bracketed, colon, counted, few

UNREAD = ("GIA902", "GIA907")
MOST = 5
"""How many configurations are named, those that switch off most first."""

MOST_CODES = 3
_SUMS = (
    "reports", "error", "warning", "info", "suppressed", "unassessed", "engine", "unread", "unrecognised",
    "met", "without_rules", "not_understood",
)  # fmt: skip
"""What is counted report by report."""
_NOUNS = (Text("个错误", "error"), Text("个警告", "warning"), Text("条提示", "note"))


def is_unread(checked: Checked) -> bool:
    """Return whether a file could not be read at all; where a rule met a limit the file was read."""
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
    """Reports that no rule checked."""
    unchecked: int = 0
    """Files met in folders that were not checked (GIA908), and that are in no other count."""
    own: int = 0
    """How many of these gialint itself wrote."""
    left_out: LeftOut = LeftOut()
    not_understood: int = 0
    """Statements of prose that were compared with nothing."""


class Closing:
    """What a run comes to, counted as one goes through its reports."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.held: Counter[Holding] = Counter()
        self.counts: Counter[str] = Counter()
        self._count(result.engine)

    def add(self, report: Checked) -> None:
        """Count a report with its findings and gaps."""
        self.held[report.holding] += 1
        self._count(report.findings)
        self.counts.update(reports=1, unassessed=len(report.unassessed), not_understood=report.unread)
        foreign = any(found.code == NO_REPORT for found in report.findings)
        self.counts.update(unread=is_unread(report), without_rules=report.rules == 0 and not foreign)

    def _count(self, found: Iterable[Diagnostic]) -> None:
        for each in found:
            if each.code == NOT_CHECKED:
                continue
            self.counts["unrecognised"] += each.code == NO_REPORT
            if is_engine(each):
                self.counts["engine"] += 1
            elif each.suppressed:
                self.counts["suppressed"] += 1
            else:
                self.counts[each.severity.word] += 1
                self.counts["met"] += each.code == NO_REPORT

    def tally(self) -> Tally:
        """Return what was counted so far."""
        left, unchecked = self.result.left_out, self.result.unchecked
        own = sum(found.severity is Severity.INFO for found in unchecked)
        named = {name: self.counts[name] for name in Tally._fields if name in _SUMS}
        return Tally(**named, exit=self.result.exit, unchecked=len(unchecked), own=own, left_out=left)

    def configurations(self, language: str) -> list[str]:
        """Return a line for each configuration that held; none where there is none for any report."""
        if not any(holding.config for holding in self.held):
            return []
        ordered = sorted(self.held, key=lambda each: (-len(each.ignored) - len(each.lowered), each))
        lines = [_line(each, self.held[each], language) for each in ordered[:MOST]]
        rest = len(ordered) - MOST
        if rest > 0:
            lines.append(
                Text(f"另有 {rest} 份配置", f"{counted(rest, 'more configuration')}").in_language(language)
            )
        return lines

    def lines(self, language: str) -> list[str]:
        """Return the last lines of a text output: the configurations that held, and the verdict."""
        return [*self.configurations(language), verdict(self.tally(), language)]


def closing(result: Result) -> Closing:
    """Return what a whole run comes to."""
    counted_ = Closing(result)
    for report in result.reports:
        counted_.add(report)
    return counted_


def tally(result: Result) -> Tally:
    """Count the findings, gaps and engine problems of a result."""
    return closing(result).tally()


def unfit(counts: Tally) -> bool:
    """Return whether a report must not be published as it stands: an error, or what the user set as one."""
    return counts.error > 0 or counts.exit == 1


def closing_lines(result: Result, language: str) -> list[str]:
    """Return the last lines of a text output: the configurations that held, and the verdict."""
    return closing(result).lines(language)


def verdict(counts: Tally, language: str) -> str:
    """Return the last line of a text output: what was checked, what was found, what it means."""
    return "".join(part.in_language(language) for part in _verdict(counts))


def left_out_words(left_out: LeftOut) -> Iterator[Text]:
    """Yield what a walk left out as configured, and by what."""
    for number, name in zip(left_out, ("exclude", ".gitignore"), strict=True):
        if number:
            yield Text(f"按 {name} 排除 {number} 个文件", f"{counted(number, 'file')} left out by {name}")


def _verdict(counts: Tally) -> Iterator[Text]:
    """Yield the verdict piece by piece: clauses for what there is, then the conclusion."""
    reports = counts.reports - counts.unrecognised
    if reports:
        yield Text(f"共 {reports} 份报告", counted(reports, "report"))
    else:
        yield Text("没有检查任何报告", "No report was checked")
    number = counts.unread
    if 0 < number < reports:
        yield Text(f"，其中 {number} 份无法读取", f", {number} of them unreadable")
    elif number:
        yield Text("，都无法读取", ", none of them readable")
    number = counts.without_rules
    if 0 < number < reports:
        yield Text(f"，其中 {number} 份没有用任何规则检查", f", {number} of them checked by no rule")
    elif number:
        yield Text("，都没有用任何规则检查", ", checked by no rule")
    warnings = counts.warning - counts.met  # files that are no reports are counted apart
    found = [each for each in zip((counts.error, warnings, counts.info), _NOUNS, strict=True) if each[0]]
    if found or reports - counts.unread - counts.without_rules:
        zh = "，".join(f"{number} {noun.zh}" for number, noun in found) or "未发现问题"
        en = ", ".join(counted(number, noun.en) for number, noun in found) or "nothing found"
        yield Text(f"：{zh}", f": {en}")
    number = counts.suppressed
    if number:
        yield Text(f"，另有 {number} 个已豁免", f", {number} more waived")
    number = counts.unassessed
    if number:
        yield Text(
            f"；{number} 项检查因缺少数据未能进行", f"; {counted(number, 'check')} not made: missing data"
        )
    number = counts.not_understood
    if number:
        statements = counted(number, "statement")
        yield Text(
            f"；正文有 {number} 处说法未能理解，未核对",
            f"; {statements} in the prose not understood and not checked",
        )
    for words in _strays(counts):
        yield Text(f"；{words.zh}", f"; {words.en}")
    number = counts.engine
    if number:
        yield Text(
            f"；另有 {number} 处未能检查，以上结果不完整",
            f"; {number} more could not be checked, so this result is incomplete",
        )
    if unfit(counts):
        yield Text("。不宜发布。", ". Not fit for publication.")
    elif warnings:
        yield Text("。请逐条核实警告后再发布。", ". Look at each warning before publishing.")
    else:
        yield Text("。", ".")


def _strays(counts: Tally) -> Iterator[Text]:
    """Yield how many files are in no other count: they were met, and not checked."""
    number = counts.unrecognised
    if number:
        yield Text(
            f"{number} 个文件看不出是报告，未检查",
            f"{counted(number, 'file')} not recognised as a report and not checked",
        )
    number, own = counts.unchecked, counts.own
    if number:
        some = Text(f"其中 {own} 个", f"{own} of them ") if own < number else Text("都", "")
        by = (
            Text(f"（{some.zh}是 gialint 自己写出的）", f" ({some.en}written by gialint)")
            if own
            else Text("")
        )
        files = counted(number, "more file")
        yield Text(f"另有 {number} 个文件未检查{by.zh}", f"{files} not checked{by.en}")
    yield from left_out_words(counts.left_out)


def configuration_lines(result: Result, language: str) -> list[str]:
    """Return a line for each configuration that held; none where there is none for any report."""
    return closing(result).configurations(language)


def configuration_of(holding: Holding, language: str) -> str:
    """Return the configuration of one report and what it switched off, ``""`` if there is none."""
    return _said(holding, "", language) if holding.config else ""


def off(every: Collection[Holding]) -> tuple[int, int]:
    """Return how many rules some configuration switched off, and of how many it lowered the severity."""
    ignored = {code for each in every for code in each.ignored}
    return len(ignored), len({code for each in every for code in each.lowered} - ignored)


def _line(holding: Holding, reports: int, language: str) -> str:
    many = Text(f"{reports} 份报告", counted(reports, "report")).in_language(language)
    return _said(holding, bracketed(many, language), language)


def _said(holding: Holding, many: str, language: str) -> str:
    name = Text("没有配置", "no configuration")
    if holding.config:
        name = Text(f"配置 {visible(holding.config)}", f"configuration {visible(holding.config)}")
    off = (
        Text("，", ", ")
        .in_language(language)
        .join(words.in_language(language) for words in _switched_off(holding))
    )
    return name.in_language(language) + many + (colon(language) + off if off else "")


def _switched_off(holding: Holding) -> Iterator[Text]:
    number, codes = len(holding.ignored), holding.ignored
    if number:
        zh, en = (few(codes, MOST_CODES, language) for language in ("zh", "en"))
        yield Text(f"停用 {number} 条规则（{zh}）", f"{counted(number, 'rule')} switched off ({en})")
    number, codes = len(holding.lowered), holding.lowered
    if number:
        zh, en = (few(codes, MOST_CODES, language) for language in ("zh", "en"))
        severities = "1 severity" if number == 1 else f"{number} severities"
        yield Text(f"调低 {number} 条规则的级别（{zh}）", f"{severities} lowered ({en})")
