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
        unchecked = self.result.unchecked
        return Tally._make(self.counts[name] for name in Tally._fields)._replace(
            exit=self.result.exit,
            unchecked=len(unchecked),
            own=sum(found.severity is Severity.INFO for found in unchecked),
            left_out=self.result.left_out,
        )

    def configurations(self, language: str) -> list[str]:
        """Return a line for each configuration that held; none where there is none for any report."""
        if not any(holding.config for holding in self.held):
            return []
        ordered = sorted(self.held, key=lambda each: (-len(each.ignored) - len(each.lowered), each))
        lines = [configuration_of(each, language, self.held[each]) for each in ordered[:MOST]]
        rest = len(ordered) - MOST
        if rest > 0:
            more = Text(f"另有 {rest} 份配置", counted(rest, "more configuration"))
            lines.append(more.in_language(language))
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
    yield (
        Text(f"共 {reports} 份报告", counted(reports, "report"))
        if reports
        else Text("没有检查任何报告", "No report was checked")
    )
    yield from _of_them(counts.unread, reports, Text("无法读取", "unreadable"), "none of them readable")
    unruled = Text("没有用任何规则检查", "checked by no rule")
    yield from _of_them(counts.without_rules, reports, unruled, unruled.en)
    warnings = counts.warning - counts.met  # files that are no reports are counted apart
    found = [each for each in zip((counts.error, warnings, counts.info), _NOUNS, strict=True) if each[0]]
    if found or reports - counts.unread - counts.without_rules:
        zh = "，".join(f"{number} {noun.zh}" for number, noun in found) or "未发现问题"
        en = ", ".join(counted(number, noun.en) for number, noun in found) or "nothing found"
        yield Text(f"：{zh}", f": {en}")
    if number := counts.suppressed:
        yield Text(f"，另有 {number} 个已豁免", f", {number} more waived")
    if number := counts.unassessed:
        checks = counted(number, "check")
        yield Text(f"；{number} 项检查因缺少数据未能进行", f"; {checks} not made: missing data")
    if number := counts.not_understood:
        said = f"; {counted(number, 'statement')} in the prose not understood and not checked"
        yield Text(f"；正文有 {number} 处说法未能理解，未核对", said)
    for words in _strays(counts):
        yield Text(f"；{words.zh}", f"; {words.en}")
    if number := counts.engine:
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


def _of_them(number: int, reports: int, what: Text, none: str) -> Iterator[Text]:
    """Yield of how many reports something is true, be it all of them."""
    if 0 < number < reports:
        yield Text(f"，其中 {number} 份{what.zh}", f", {number} of them {what.en}")
    elif number:
        yield Text(f"，都{what.zh}", f", {none}")


def _strays(counts: Tally) -> Iterator[Text]:
    """Yield how many files are in no other count: they were met, and not checked."""
    if number := counts.unrecognised:
        files = counted(number, "file")
        yield Text(
            f"{number} 个文件看不出是报告，未检查", f"{files} not recognised as a report and not checked"
        )
    if number := counts.unchecked:
        by, own = Text(""), counts.own
        if own:
            some = Text(f"其中 {own} 个", f"{own} of them ") if own < number else Text("都", "")
            by = Text(f"（{some.zh}是 gialint 自己写出的）", f" ({some.en}written by gialint)")
        files = counted(number, "more file")
        yield Text(f"另有 {number} 个文件未检查{by.zh}", f"{files} not checked{by.en}")
    yield from left_out_words(counts.left_out)


def configuration_of(holding: Holding, language: str, reports: int | None = None) -> str:
    """Return a configuration, how many ``reports`` it held for, and what it switched off."""
    name = Text("没有配置", "no configuration")
    if holding.config:
        name = Text(f"配置 {visible(holding.config)}", f"configuration {visible(holding.config)}")
    many = Text(f"{reports} 份报告", counted(reports or 0, "report")).in_language(language)
    said = name.in_language(language) + (bracketed(many, language) if reports else "")
    off = [words.in_language(language) for words in _switched_off(holding)]
    return said + (colon(language) + Text("，", ", ").in_language(language).join(off) if off else "")


def off(every: Collection[Holding]) -> tuple[int, int]:
    """Return how many rules some configuration switched off, and of how many it lowered the severity."""
    ignored = {code for each in every for code in each.ignored}
    return len(ignored), len({code for each in every for code in each.lowered} - ignored)


def _switched_off(holding: Holding) -> Iterator[Text]:
    if codes := holding.ignored:
        zh, en = (few(codes, MOST_CODES, language) for language in ("zh", "en"))
        off = counted(len(codes), "rule")
        yield Text(f"停用 {len(codes)} 条规则（{zh}）", f"{off} switched off ({en})")
    if codes := holding.lowered:
        zh, en = (few(codes, MOST_CODES, language) for language in ("zh", "en"))
        severities = "1 severity" if len(codes) == 1 else f"{len(codes)} severities"
        yield Text(f"调低 {len(codes)} 条规则的级别（{zh}）", f"{severities} lowered ({en})")
