"""Who of those that must report has not, and who reports though nobody names them (GIA806)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gialint.members.roll import Member, Roll
from gialint.model import MISSING, Checked, Problem, Severity, Words
from gialint.reporting.layout import visible
from gialint.sources.suggest import did_you_mean


def called(reports: Sequence[Checked], roll: Roll) -> Iterator[Problem]:
    """Yield a problem for each member without a report for the year, and each report of no member."""
    rolls = list(roll.rolls)
    read = [each for each in reports if each.edition]
    strangers = [each for each in read if not any(_belongs(each, one) for one in rolls)]
    for one in rolls:
        here = {each.year for each in read if each.year and _belongs(each, one)}
        for year in sorted({one.year} if one.year else here):
            yield from _missing(one, year, read, strangers)
    names = [name for one in rolls for name in one.names]
    yield from (_stranger(each, names) for each in strangers)


def _belongs(each: Checked, roll: Roll) -> bool:
    agency = each.agency or ""
    return roll.is_government(agency) or roll.find(agency) is not None


def _missing(
    roll: Roll, year: int, reports: Iterable[Checked], strangers: Sequence[Checked]
) -> Iterator[Problem]:
    there = {roll.find(each.agency or "") for each in reports if each.year == year}
    due = [member for member in roll.members if member.reports_on(year)]
    if due and there.isdisjoint(due):
        yield Problem(
            MISSING,
            Words(
                f"名单里 {len(due)} 个机关都没有 {year} 年的报告",
                f"none of the {len(due)} members has a report for {year}",
            ),
            roll.path,
        )
        return
    yield from (_absent(member, year, strangers) for member in due if member not in there)


def _absent(member: Member, year: int, strangers: Sequence[Checked]) -> Problem:
    named = {each.agency: each.path for each in strangers if each.agency and each.year == year}
    near = did_you_mean(member.name, named)
    hint = near and Words(
        f"有一份报告的机关名称相近：{near}（{visible(named[near])}）。是同一机关的，把这个名称写进 also。",
        f"There is a report of {near} ({visible(named[near])}): if that is the same, add its name to also.",
    )
    return member.at._replace(
        code=MISSING,
        message=Words(f"{member.name}没有 {year} 年的报告", f"{member.name} has no report for {year}"),
        hint=hint or None,
    )


def _stranger(each: Checked, names: Iterable[str]) -> Problem:
    if not each.agency:
        said = Words(
            "没有读出机关名称，无法与名单核对", "no agency was read, to be looked up among the members"
        )
        return Problem(MISSING, said, each.path, severity=Severity.INFO)
    near = did_you_mean(each.agency, names)
    return Problem(
        MISSING,
        Words(f"名单里没有这份报告的机关：{each.agency}", f"{each.agency} is no member"),
        each.path,
        hint=Words(
            f"名单里相近的是“{near}”：是同一机关的，把报告上的名称写进 also。"
            if near
            else "核对名单和报告上的机关名称。",
            f"Near in the list is “{near}”: if that is the same, add the other name to also."
            if near
            else "Check the list, and the agency's name in the report.",
        ),
        severity=Severity.INFO,
    )
