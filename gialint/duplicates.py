"""The same report more than once in a run, where it would be counted more than once (GIA909)."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from zlib import crc32

from gialint.finding import TWICE, Checked, Problem
from gialint.report import SELF, Report, Words

_SAME = Words("同一份报告有几个文件", "the same report is in several files")
_ALIKE = Words(
    "同一机关同一年度的报告不止一份，内容不同",
    "several reports are of one agency and year, and differ",
)
_ONE_OF_THEM = Words(
    "只检查其中一个：用 --exclude 或设置 exclude 排除其余的。",
    "Check one of them: leave the others out by --exclude or the setting exclude.",
)
_WHICH = Words(
    "确认以哪一份为准（gialint diff 比较两份），用 --exclude 或设置 exclude 排除其余的。",
    "Settle which of them counts (gialint diff compares two), and leave the others out by --exclude or the"
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


def told_twice(reports: Iterable[Checked]) -> Iterator[Problem]:
    """Yield each group of files that are one report, and of such in one folder as differ.

    Agencies of one name in two counties are not one: elsewhere than in one folder only figures tell.
    """
    known = [each for each in reports if each.agency and each.year and each.figures]
    same = list(_groups(known, lambda each: (each.agency, each.year, each.figures)))
    alike = _groups(known, lambda each: (os.path.dirname(each.path), each.agency, each.year))
    yield from (_problem(_SAME, _ONE_OF_THEM, group) for group in same)
    for group in alike:
        differing = {each.figures: each for each in reversed(group)}
        if len(differing) > 1:
            yield _problem(_ALIKE, _WHICH, list(reversed(differing.values())))


def _groups(reports: Iterable[Checked], key: Callable[[Checked], Hashable]) -> Iterator[list[Checked]]:
    found: dict[Hashable, list[Checked]] = {}
    for each in reports:
        found.setdefault(key(each), []).append(each)
    return (group for group in found.values() if len(group) > 1)


def _problem(message: Words, hint: Words, group: Sequence[Checked]) -> Problem:
    from gialint.reporting.gathering import together
    from gialint.reporting.width import visible

    first = group[0]
    whose = Words(
        f"{message.zh}（{first.agency} {first.year} 年）", f"{message.en} ({first.agency}, {first.year})"
    )
    return Problem(TWICE, together(whose, [visible(each.path) for each in group]), first.path, hint=hint)
