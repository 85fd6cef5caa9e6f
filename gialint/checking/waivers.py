"""Waivers: findings that somebody has looked at and decided to live with, each with its reason.

A waiver names a finding by its place and figures, or by its fingerprint, so that it ends as soon as
a figure it stood for changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gialint.checking.path_pattern import fits, somewhere
from gialint.checking.suppression import UNUSED, Put, decided, silenced
from gialint.model import Checked, Diagnostic, Problem, Words


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver as written; ``at`` is the problem that is told of it, without its message.

    ``path`` is a pattern as seen from ``root``, the folder of the file it stands in, or empty for all
    reports; ``until`` is the last day it holds (``2027-03-31``), or empty.
    """

    code: str
    reason: str
    at: Problem
    root: str = ""
    path: str = ""
    place: str = ""
    fingerprint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    until: str = ""

    def meets(self, path: str) -> bool:
        """Tell whether a report is one of those it is for: a file, a folder or a pattern."""
        return not self.path or fits(self.path, self.root, path)

    def names(self, found: Diagnostic) -> bool:
        """Tell whether it is about a finding, whatever its figures."""
        if found.code != self.code:
            return False
        if self.fingerprint:
            return found.fingerprint.startswith(self.fingerprint)
        return found.location is not None and found.location.address == self.place

    def covers(self, found: Diagnostic) -> bool:
        """Tell whether it is about a finding with these very figures."""
        return self.names(found) and (bool(self.fingerprint) or self.values == found.values)

    def ended(self, today: str) -> bool:
        """Tell whether its last day is over; nobody knows without a date."""
        return bool(self.until) and bool(today) and today > self.until


def waived(reports: Sequence[Checked], waivers: Sequence[Waiver], today: str, language: str) -> list[Checked]:
    """Return reports with the findings suppressed that waivers cover."""
    valid: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        if not waiver.ended(today):
            valid.setdefault(waiver.code, []).append(waiver)
    done: list[Checked] = []
    for checked in reports:
        findings = [
            _waived(each, checked.path, valid.get(each.code, ()), language) for each in checked.findings
        ]
        done.append(checked._replace(findings=tuple(findings)))
    return done


PATH = Words(
    "path 从豁免文件所在的文件夹算起；报告已经改名或移走的，改写 path，不再需要的删去这一条。",
    "A path begins at the folder of this file: rewrite it if the report was renamed, or delete the waiver.",
)


def without_effect(
    reports: Sequence[Checked], waivers: Sequence[Waiver], today: str, put: Put
) -> Iterator[Problem]:
    """Yield a problem (GIA904) for each waiver that has ended, or that covers nothing it was held against."""
    for waiver in waivers:
        mine = [checked for checked in reports if waiver.meets(checked.path)]
        if not mine:
            if waiver.path and not somewhere(waiver.path, waiver.root):
                said = Words(f"没有文件与 path 相符：{waiver.path}", f"no file fits the path {waiver.path}")
                yield _told(waiver, said, PATH)
            continue
        if waiver.ended(today):
            yield _told(
                waiver,
                Words(f"豁免已于 {waiver.until} 到期，不再起作用", f"this waiver ended on {waiver.until}"),
                Words(
                    "核实后改写期限和原因，或删去这一条。",
                    "Look at the finding again: renew the waiver or delete it.",
                ),
            )
            continue
        found = [each for checked in mine for each in checked.findings if each.code == waiver.code]
        held = any(decided(checked, waiver.code, put) for checked in mine)
        if held and not any(map(waiver.covers, found)):
            yield _idle(waiver, found)


def _waived(found: Diagnostic, path: str, waivers: Sequence[Waiver], language: str) -> Diagnostic:
    for waiver in waivers:
        if waiver.covers(found) and waiver.meets(path):
            return silenced(found, how(waiver).say(language))
    return found


def how(waiver: Waiver) -> Words:
    """Return how and why a finding is waived."""
    where = waiver.at.where.rpartition(":")[0]
    zh = "，".join(filter(None, (where, waiver.author, waiver.until and f"至 {waiver.until}")))
    en = ", ".join(filter(None, (where, waiver.author, waiver.until and f"until {waiver.until}")))
    return Words(f"豁免（{zh}）：{waiver.reason}", f"waived ({en}): {waiver.reason}")


def _shown(values: Mapping[str, str]) -> str:
    """Return figures as a waiver writes them."""
    return "{" + ", ".join(f'{key}: "{value}"' for key, value in sorted(values.items())) + "}"


def _idle(waiver: Waiver, found: Sequence[Diagnostic]) -> Problem:
    """Tell why a waiver covers none of the findings of its rule."""
    named = [each for each in found if waiver.names(each)]
    if not named:
        return _elsewhere(waiver, found)
    now = _shown(named[0].values)
    if not waiver.values:
        return _told(
            waiver,
            Words(
                "按位置豁免要写明数字（values），否则不起作用", "a waiver by place needs its figures (values)"
            ),
            Words(f"核实后补上 values: {now}", f"look at the finding, then add values: {now}"),
        )
    changes = _changes(waiver.values, named[0].values)
    return _told(
        waiver,
        Words(
            "数字已经变了：" + "，".join(f"{key} 由 {old} 变为 {new}" for key, old, new in changes),
            "the figures have changed: "
            + ", ".join(f"{key} from {old} to {new}" for key, old, new in changes),
        ),
        Words(
            f"重新核实；仍可保留的，改写原因和 values: {now}",
            f"look again; if it may still stay, rewrite reason and values: {now}",
        ),
    )


def _elsewhere(waiver: Waiver, found: Sequence[Diagnostic]) -> Problem:
    """Tell that nothing is found where a waiver says, and where the very same now stands."""
    named = waiver.place or waiver.fingerprint
    message = Words(f"没有这样的问题：{waiver.code} {named}", f"there is no {waiver.code} at {named}")
    moved = [
        each.location.address
        for each in found
        if waiver.values and each.location and waiver.values == each.values
    ]
    if not moved:
        return _told(waiver, message)
    return _told(
        waiver,
        message,
        Words(
            f"同样数字的问题现在在 {moved[0]}：核实后改写 place。",
            f"one with these figures is at {moved[0]} now: look at it, then rewrite place.",
        ),
    )


def _changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the figures that are not the same, by name: what each was and what it is."""
    names = sorted({*before, *now})
    return [
        (name, before.get(name, "–"), now.get(name, "–"))
        for name in names
        if before.get(name) != now.get(name)
    ]


def _told(waiver: Waiver, message: Words, hint: Words | None = None) -> Problem:
    return waiver.at._replace(code=UNUSED, message=message, hint=hint)
