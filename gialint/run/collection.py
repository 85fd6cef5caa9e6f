"""Problems over all reports of a run: one that is there more than once (GIA805), or is not there (GIA806)."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from gialint.members.roll import Member, Roll
from gialint.model import MISSING, SELF, TWICE, Checked, Fact, Problem, Report, Severity, Words
from gialint.records import replace
from gialint.reporting.gathering import together
from gialint.reporting.layout import visible
from gialint.sources.suggest import did_you_mean

PUBLISHED = f"{SELF}published_on"

_SAME = Words("同一份报告有几个文件", "the same report is in several files")
_ALIKE = Words(
    "同一机关同一年度的报告不止一份，内容不同",
    "several reports are of one agency and year, and differ",
)
_ONE_OF_THEM = Words(
    "只检查其中一个：用 --exclude 或设置 exclude 排除其余的。",
    "Check one of them: exclude the others with --exclude or the setting exclude.",
)
_WHICH = Words(
    "确认以哪一份为准（gialint diff 比较两份），用 --exclude 或设置 exclude 排除其余的。",
    "Decide which of them counts (gialint diff compares two), and exclude the others with --exclude or the"
    " setting exclude.",
)


def figures_digest(report: Report) -> str:
    """Return by what reports of the same figures are known, in whatever format; nothing without figures."""
    figures = [fact for fact in report.facts.stated() if not fact.path.startswith(SELF)]
    if not figures:
        return ""
    lines = [
        f"{fact.path} {fact.state} {fact.text.strip() if fact.value is None else fact.value.normalize()}\n"
        for fact in sorted(figures, key=lambda fact: fact.path)
    ]
    # Only reports of one agency and year are compared, for which so short a digest does; a longer one is
    # of a module that takes 3 ms to import.
    return f"{crc32(''.join(lines).encode(errors='surrogateescape')):08x}"


def over_all(reports: Sequence[Checked], roll: Roll | None) -> Iterator[Problem]:
    """Yield what is wrong with reports taken together, and with them beside the roll."""
    yield from told_twice(reports, roll.name if roll else None)
    if roll:
        yield from called(reports, roll)


def told_twice(reports: Iterable[Checked], name_of: Callable[[str], str] | None = None) -> Iterator[Problem]:
    """Yield each group of files that are one report, and those that differ and cannot both be meant.

    Agencies of one name in two counties are different: across folders only figures decide, unless
    ``name_of`` knows them by one name each, or a file is among reports of another year.
    """
    known = [each for each in reports if each.agency and each.year and each.figures]

    def whose(each: Checked) -> Hashable:
        return name_of(each.agency or "") if name_of else each.agency, each.year

    same = list(_groups(known, lambda each: (whose(each), each.figures)))
    yield from (_problem(_SAME, _ONE_OF_THEM, group, Severity.INFO) for group in same)
    told: set[tuple[str, ...]] = set()
    everywhere = list(_groups(known, whose))
    strays = _strays(known) if everywhere else {}
    here = _groups(known, lambda each: (os.path.dirname(each.path), whose(each)))
    for group in (*here, *everywhere):
        differing = list(reversed({each.figures: each for each in reversed(group)}.values()))
        paths = tuple(each.path for each in differing)
        apart = len({os.path.dirname(path) for path in paths}) > 1
        stray = next((each for each in differing if each.path in strays), None)
        if len(differing) < 2 or not told.isdisjoint([paths]) or (apart and not (name_of or stray)):
            continue
        told.add(paths)
        yield _problem(_ALIKE, _whose(stray, strays) if stray else _WHICH, differing, Severity.WARNING)


def _strays(reports: Iterable[Checked]) -> Mapping[str, int]:
    """Return the reports that lie in a folder of another year's, and that year."""
    folders: dict[str, list[Checked]] = {}
    for each in reports:
        folders.setdefault(os.path.dirname(each.path), []).append(each)
    found: dict[str, int] = {}
    for there in folders.values():
        years = Counter(each.year or 0 for each in there)
        year, count = years.most_common(1)[0]
        if count > 2 and 2 * count > len(there):
            found |= {each.path: year for each in there if each.year != year}
    return found


def _whose(stray: Checked, strays: Mapping[str, int]) -> Words:
    year, path = strays[stray.path], stray.path
    return Words(
        f"{path} 在 {year} 年的报告中间，却写着 {stray.year} 年：哪一份是 {stray.year} 年的？",
        f"{path} is among reports for {year}, and says {stray.year}: which is the report for {stray.year}?",
    )


def _groups(reports: Iterable[Checked], key: Callable[[Checked], Hashable]) -> Iterator[list[Checked]]:
    found: dict[Hashable, list[Checked]] = {}
    for each in reports:
        found.setdefault(key(each), []).append(each)
    return (group for group in found.values() if len(group) > 1)


def _problem(message: Words, hint: Words, group: Sequence[Checked], severity: Severity) -> Problem:
    first = group[0]
    whose = Words(
        f"{message.zh}（{first.agency} {first.year} 年）", f"{message.en} ({first.agency}, {first.year})"
    )
    return Problem(
        TWICE,
        together(whose, [visible(each.path) for each in group]),
        first.path,
        hint=hint,
        severity=severity,
    )


def as_listed(report: Report, roll: Roll) -> Report:
    """Return a report with the day of its publication, where the roll says it; the report itself may not."""
    day = roll.published(report.agency or "", report.year or 0)
    if not day:
        return report
    label = report.facts.label(PUBLISHED)
    return replace(report, facts=report.facts.with_facts([Fact(PUBLISHED, label, None, "text", day)]))


def called(reports: Sequence[Checked], roll: Roll) -> Iterator[Problem]:
    """Yield a problem for each member without a report for the year, and each report of no member."""
    rolls = list(roll.rolls)
    read = [each for each in reports if each.edition]
    strangers = [each for each in read if not any(_belongs(each, one) for one in rolls)]
    for one in rolls:
        here = {each.year for each in read if each.year and _belongs(each, one)}
        for year in sorted({one.year} if one.year else here):
            yield from _missing(one, year, read, strangers)
    yield from (_stranger(each, rolls) for each in strangers)


def _belongs(each: Checked, roll: Roll) -> bool:
    agency = each.agency or ""
    return roll.is_government(agency) or roll.find(agency) is not None


def _missing(
    roll: Roll, year: int, reports: Iterable[Checked], strangers: Sequence[Checked]
) -> Iterator[Problem]:
    absent = roll.missing(year, [each.agency or "" for each in reports if each.year == year])
    if len(absent) > 1 and len(absent) == len(roll.due(year)):
        yield Problem(
            MISSING,
            Words(
                f"名单里 {len(absent)} 个机关都没有 {year} 年的报告",
                f"none of the {len(absent)} members has a report for {year}",
            ),
            roll.path,
        )
        return
    yield from (_absent(member, year, strangers, roll) for member in absent)


def _absent(member: Member, year: int, strangers: Sequence[Checked], roll: Roll) -> Problem:
    named = {roll.bare(each.agency): each for each in strangers if each.agency and each.year == year}
    near, day = did_you_mean(roll.bare(member.name), named), roll.published(member.name, year)
    hint = near and _near(named[near])
    if day and not hint:
        hint = Words(
            f"名单写明它已于 {day} 公布：报告没有交来，或不在所给的文件夹里。",
            f"It was published on {day}, says the list: it was not handed in, or is in another folder.",
        )
    return member.at._replace(
        code=MISSING,
        message=Words(f"{member.name}没有 {year} 年的报告", f"{member.name} has no report for {year}"),
        hint=hint or None,
    )


def _near(each: Checked) -> Words:
    path = visible(each.path)
    return Words(
        f"有一份报告的机关名称相近：{each.agency}（{path}）。是同一机关的，把这个名称写进 also。",
        f"There is a report of {each.agency} ({path}): if that is the same, add its name to also.",
    )


def _stranger(each: Checked, rolls: Iterable[Roll]) -> Problem:
    if not each.agency:
        said = Words(
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
        Words(f"名单里没有这份报告的机关：{each.agency}", f"{each.agency} is not a member"),
        each.path,
        hint=Words(
            f"名单里相近的是“{near}”：是同一机关的，把报告上的名称写进 also。"
            if near
            else "核对名单和报告上的机关名称。",
            f"The nearest in the list is “{near}”: if that is the same, add the other name to also."
            if near
            else "Check the list, and the agency's name in the report.",
        ),
        severity=Severity.INFO,
    )
