"""Problems over all reports of a run: one that is there more than once (GIA805), or is not there (GIA806)."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from gialint.members.roll import Member, Roll
from gialint.model import MISSING, SELF, TWICE, Fact, Problem, Report, Severity, Text
from gialint.records import replace
from gialint.reporting.gathering import MOST_NAMED, together
from gialint.reporting.layout import visible
from gialint.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from gialint.model import Checked
    from gialint.run.spool import Card

    Known = Checked | Card
    """What is known of a report: an outcome, or its card."""

PUBLISHED = f"{SELF}published_on"

_SAME = Text("同一份报告有几个文件", "the same report is in several files")
_ALIKE = Text(
    "同一机关同一年度的报告不止一份，内容不同", "several reports are of one agency and year, and differ"
)
_ONE_OF_THEM = Text(
    "只检查其中一个（在命令行上，用 --exclude 或设置 exclude 排除其余的）。",
    "Check only one of them (on the command line, exclude the others with --exclude or the setting exclude).",
)
_WHICH = Text(
    "确认以哪一份为准，只检查那一份"
    "（在命令行上，gialint diff 比较两份，--exclude 或设置 exclude 排除其余的）。",
    "Decide which of them counts, and check only that one (on the command line, gialint diff compares two,"
    " and --exclude or the setting exclude leaves the others out).",
)


def figures_digest(report: Report) -> str:
    """Return by what reports of the same figures are known, in whatever format; nothing without figures."""
    figures = [fact for fact in report.facts.stated() if not fact.path.startswith(SELF)]
    if not figures:
        return ""
    # No name goes on with anything that sorts before the space behind it.
    lines = sorted(f"{fact.path} {fact.state} {_figure(fact)}\n" for fact in figures)
    # Only reports of one agency and year are compared, for which so short a digest does; a longer one is
    # of a module that takes 3 ms to import.
    return f"{crc32(''.join(lines).encode(errors='surrogateescape')):08x}"


def _figure(fact: Fact) -> str:
    """Return a figure in the one way in which it is written here, or the words in its place."""
    if fact.value is None:
        return fact.text.strip()
    text = str(fact.value)
    # Most are whole, and only what ends in a zero may be written shorter.
    return text if text == "0" or (text[-1] != "0" and text.isdigit()) else str(fact.value.normalize())


NameOf = Callable[[str], str] | None
"""Returns the one name by which an agency is known; without, it is the name that a report says."""


class _Group:
    """Reports that have something in common: their number, and the first of them by their figures."""

    def __init__(self) -> None:
        self.count = 0
        self.paths: list[str] = []
        self.differing: dict[str, Known] = {}

    def add(self, each: Known) -> None:
        self.count += 1
        if len(self.paths) < MOST_NAMED:
            self.paths.append(each.path)
        self.differing[each.figures] = self.differing.pop(each.figures, each)


def same(reports: Iterable[Known], name_of: NameOf = None) -> Iterator[Problem]:
    """Yield each group of files that are one report: of one agency and year, with the same figures."""
    found: dict[Hashable, _Group] = {}
    for each in filter(_is_known, reports):
        found.setdefault((_whose(each, name_of), each.figures), _Group()).add(each)
    for group in found.values():
        if group.count > 1:
            [first] = group.differing.values()
            yield _problem(_SAME, _ONE_OF_THEM, first, group.paths, group.count, Severity.INFO)


def differing(reports: Iterable[Known], among: Iterable[Known], name_of: NameOf = None) -> Iterator[Problem]:
    """Yield each group of reports of one agency and year that differ and cannot both be meant.

    Agencies of one name in two counties are different: across folders only figures decide, unless
    ``name_of`` knows them by one name each, or a file is ``among`` reports of another year.
    """
    here: dict[Hashable, _Group] = {}
    everywhere: dict[Hashable, _Group] = {}
    for each in filter(_is_known, reports):
        whose = _whose(each, name_of)
        here.setdefault((os.path.dirname(each.path), whose), _Group()).add(each)
        everywhere.setdefault(whose, _Group()).add(each)
    differing = (list(group.differing.values()) for group in (*here.values(), *everywhere.values()))
    groups = [group for group in differing if len(group) > 1]
    usual = _usual(among) if groups else {}
    told: set[tuple[str, ...]] = set()
    for group in groups:
        paths = tuple(each.path for each in group)
        apart = len({os.path.dirname(path) for path in paths}) > 1
        # A report that lies in a folder of another year's.
        stray = next(
            (one for one in group if usual.get(os.path.dirname(one.path), one.year) != one.year), None
        )
        if paths in told or (apart and not (name_of or stray)):
            continue
        told.add(paths)
        advice = _WHICH
        if stray:
            year, path, said = usual[os.path.dirname(stray.path)], stray.path, stray.year
            advice = Text(
                f"{path} 在 {year} 年的报告中间，却写着 {said} 年：哪一份是 {said} 年的？",
                f"{path} is among reports for {year}, and says {said}: which is the report for {said}?",
            )
        yield _problem(_ALIKE, advice, group[0], paths, len(paths), Severity.WARNING)


def _is_known(each: Known) -> bool:
    return bool(each.agency and each.year and each.figures)


def _whose(each: Known, name_of: NameOf) -> Hashable:
    return name_of(each.agency or "") if name_of else each.agency, each.year


def _usual(reports: Iterable[Known]) -> Mapping[str, int]:
    """Return the year that most reports in a folder are about, of the folders where there is one."""
    folders: dict[str, Counter[int]] = {}
    for each in filter(_is_known, reports):
        folders.setdefault(os.path.dirname(each.path), Counter())[each.year or 0] += 1
    found = {}
    for folder, years in folders.items():
        [(year, count)] = years.most_common(1)
        if count > 2 and 2 * count > years.total():
            found[folder] = year
    return found


def _problem(
    message: Text, hint: Text, first: Known, paths: Sequence[str], whole: int, severity: Severity
) -> Problem:
    whose = Text(
        f"{message.zh}（{first.agency} {first.year} 年）", f"{message.en} ({first.agency}, {first.year})"
    )
    said = together(whose, [*map(visible, paths)], whole)
    return Problem(TWICE, said, first.path, hint=hint, severity=severity)


def as_listed(report: Report, roll: Roll) -> Report:
    """Return a report with the day of its publication, where the roll says it; the report itself may not."""
    day = roll.published(report.agency or "", report.year or 0)
    if not day:
        return report
    label = report.facts.label(PUBLISHED)
    return replace(report, facts=report.facts.with_facts([Fact(PUBLISHED, label, None, "text", day)]))


def called(reports: Iterable[Known], roll: Roll | None) -> Iterator[Problem]:
    """Yield a problem for each member without a report for the year, and each report of no member."""
    rolls = list(roll.rolls) if roll else []
    if not rolls:
        return
    read = [each for each in reports if each.edition]
    strangers = [each for each in read if not any(_belongs(each, one) for one in rolls)]
    for one in rolls:
        here = {each.year for each in read if each.year and _belongs(each, one)}
        for year in sorted({one.year} if one.year else here):
            yield from _missing(one, year, read, strangers)
    yield from (_stranger(each, rolls) for each in strangers)


def _belongs(each: Known, roll: Roll) -> bool:
    agency = each.agency or ""
    return roll.is_government(agency) or roll.find(agency) is not None


def _missing(
    roll: Roll, year: int, reports: Iterable[Known], strangers: Sequence[Known]
) -> Iterator[Problem]:
    absent = roll.missing(year, [each.agency or "" for each in reports if each.year == year])
    if len(absent) > 1 and len(absent) == len(roll.due(year)):
        yield Problem(
            MISSING,
            Text(
                f"名单里 {len(absent)} 个机关都没有 {year} 年的报告",
                f"none of the {len(absent)} members has a report for {year}",
            ),
            roll.path,
        )
        return
    yield from (_absent(member, year, strangers, roll) for member in absent)


def _absent(member: Member, year: int, strangers: Sequence[Known], roll: Roll) -> Problem:
    named = {roll.bare(each.agency): each for each in strangers if each.agency and each.year == year}
    near, day = did_you_mean(roll.bare(member.name), named), roll.published(member.name, year)
    hint: Text | None = None
    if near:
        agency, path = named[near].agency, visible(named[near].path)
        hint = Text(
            f"有一份报告的机关名称相近：{agency}（{path}）。是同一机关的，把这个名称写进 also。",
            f"There is a report of {agency} ({path}): if that is the same, add its name to also.",
        )
    elif day:
        hint = Text(
            f"名单写明它已于 {day} 公布：报告没有交来，或不在所给的文件夹里。",
            f"It was published on {day}, says the list: it was not handed in, or is in another folder.",
        )
    return member.at._replace(
        code=MISSING,
        message=Text(f"{member.name}没有 {year} 年的报告", f"{member.name} has no report for {year}"),
        hint=hint,
    )


def _stranger(each: Known, rolls: Iterable[Roll]) -> Problem:
    if not each.agency:
        said = Text(
            "没有读出机关名称，无法与名单核对",
            "no agency was read, so it cannot be looked up among the members",
        )
        return Problem(MISSING, said, each.path, severity=Severity.INFO)
    # The place before all names of a county makes none of them alike.
    rolls = [*rolls]
    named = {roll.bare(name): name for roll in reversed(rolls) for name in roll.names}
    near = named.get(did_you_mean(min((roll.bare(each.agency) for roll in rolls), key=len), named) or "")
    return Problem(
        MISSING,
        Text(f"名单里没有这份报告的机关：{each.agency}", f"{each.agency} is not a member"),
        each.path,
        hint=Text(
            f"名单里相近的是“{near}”：是同一机关的，把报告上的名称写进 also。"
            if near
            else "核对名单和报告上的机关名称。",
            f"The nearest in the list is “{near}”: if that is the same, add the other name to also."
            if near
            else "Check the list, and the agency's name in the report.",
        ),
        severity=Severity.INFO,
    )
