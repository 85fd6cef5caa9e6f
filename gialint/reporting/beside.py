"""Two reports side by side, as plain words: figures, statements, prose, and findings that came and went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gialint.checking.suppression.baseline import at_its_place, entry_of, matched
from gialint.checking.suppression.codes import EnabledRules, can_be_suppressed, decided
from gialint.model import Checked, Diagnostic, Report, Text
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.diff import Differences, claim_lines, diff_fields, differences, figure_row
from gialint.reporting.layout import hang, table, visible, wrap
from gialint.reporting.phrases import bracketed, counted
from gialint.reporting.prose_diff import Prose, prose_changes

ROOM = 100
"""Columns of lines where nothing limits them."""

FINDINGS = Text("问题", "Findings")
GONE, CAME = Text("不再有", "gone"), Text("新出现", "new")
STILL, UNSURE = Text("仍在", "still there"), Text("未能核对", "not assessed")
_HEADINGS = (
    Text("机关", "agency"),
    Text("甲", "A"),
    Text("乙", "B"),
    Text("数据", "figures"),
    Text("陈述", "claims"),
    Text("文字", "sentences"),
    Text("问题消失", "findings gone"),
    Text("新增", "new"),
    Text("仍在", "still there"),
)


class FindingChanges(NamedTuple):
    """Findings of the first report that the second does not have, or has too, and those only it has.

    Of ``unsure`` the rule did not run on the second, or came to no verdict.
    """

    gone: tuple[Diagnostic, ...]
    unsure: tuple[Diagnostic, ...]
    came: tuple[Diagnostic, ...]
    still: tuple[Diagnostic, ...]


class Side(NamedTuple):
    """A report of a pair."""

    path: str
    agency: str
    year: int | None


class Beside(NamedTuple):
    """A pair: what differs in words, and all of it as JSON has it.

    ``figures`` are label, both values and the change; ``slight`` counts those that are blank in one and 0 in
    the other, or differ by the year alone, and are not among them. ``claims`` are the figure and what
    each report says of it.
    """

    first: Side
    second: Side
    figures: tuple[tuple[str, str, str, str], ...]
    slight: int
    same: int
    claims: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    prose: Prose
    findings: FindingChanges
    found: Differences
    fields: dict[str, Any]

    @property
    def differs(self) -> bool:
        """Whether figures or statements differ, be it slightly."""
        return self.found.any


class Single(NamedTuple):
    """A report that belongs to no other, and why."""

    side: Side
    reason: Text


def beside(
    first: tuple[Checked, Report],
    second: tuple[Checked, Report],
    enabled: EnabledRules,
    language: str,
    *,
    verbose: bool = False,
) -> Beside:
    """Return two reports side by side; slight differences are only counted, unless ``verbose``.

    ``enabled`` tells which rules ran on which.
    """
    reports = ((first[0].path, first[1]), (second[0].path, second[1]))
    found: Differences = differences(first[1], second[1])
    shown = [pair for pair in found.facts if verbose or not pair.slight]
    findings = finding_changes(first[0], second[0], enabled)
    prose = prose_changes(first[1], second[1])
    told = diff_fields(reports, found)
    told["findings"] = {
        name: [{"code": each.code, "message": each.message, "address": _address(each)} for each in part]
        for name, part in findings._asdict().items()
    }
    told["sentences"] = {"same": prose.same, "changed": len(prose.changes)}
    return Beside(
        _side(*reports[0]),
        _side(*reports[1]),
        tuple(figure_row(pair, language) for pair in shown),
        len(found.facts) - len(shown),
        found.same,
        tuple(claim_lines(pair, (first[1], second[1]), language) for pair in found.claims),
        prose,
        findings,
        found,
        told,
    )


def side_of(checked: Checked) -> Side:
    """Return whose report a file is."""
    return Side(checked.path, checked.agency or "", checked.year)


def finding_changes(first: Checked, second: Checked, enabled: EnabledRules) -> FindingChanges:
    """Hold the findings of two reports against each other; another wrong figure at a place is still there.

    ``enabled`` tells which rules ran on which.
    """
    before = [each for each in first.findings if not each.suppressed and can_be_suppressed(each.code)]
    held = matched(second, map(entry_of, before), "", at_its_place)
    unmet = [*held.unmet]
    gone: dict[bool, list[Diagnostic]] = {True: [], False: []}
    for each in before:
        if entry_of(each) in unmet:
            unmet.remove(entry_of(each))
            gone[decided(second, each.code, enabled)].append(each)
    return FindingChanges(tuple(gone[True]), tuple(gone[False]), tuple(held.new), tuple(held.still))


def finding_lines(changes: FindingChanges, style: Style) -> list[str]:
    """Return the findings of a pair as lines of text; those that are in both are counted."""
    language, room = style.language, style.width or ROOM
    lines = ["", FINDINGS.in_language(language)]
    for label, part in ((GONE, changes.gone), (UNSURE, changes.unsure), (CAME, changes.came)):
        for each in part:
            place = _address(each)
            text = f"{each.code} {visible(each.message)}" + (f" [{visible(place)}]" if place else "")
            lines += hang(f"  {label.in_language(language)}  ", text, room)
    if changes.still:
        both = Text(f"两份都有 {len(changes.still)} 处", f"in both: {len(changes.still)}")
        lines.append(f"  {both.in_language(language)}")
    return lines if len(lines) > 2 else []


def pairs_table(pairs: Sequence[Beside], alone: Sequence[Single], style: Style) -> str:
    """Return a line for each pair, then the reports that have no other, and the sums."""
    language, room = style.language, style.width or ROOM
    rows = [row_of(each) for each in pairs]
    lines = table(_HEADINGS, rows, style).splitlines() if rows else []
    lines += [""] if rows and alone else []
    for one in alone:
        whose = " · ".join(filter(None, (one.side.agency, str(one.side.year or ""))))
        lines += wrap(
            visible(f"{one.side.path} · {whose}") + bracketed(one.reason.in_language(language), language),
            room,
        )
    differ = sum(each.differs for each in pairs)
    last = Text(
        f"共 {len(pairs)} 对报告，{differ} 对的数据或陈述不同；没有成对的 {len(alone)} 份。",
        f"{counted(len(pairs), 'pair')}, of which {differ} differ in figures or claims; reports without"
        f" another: {len(alone)}.",
    )
    return "\n".join([*lines, "", *wrap(last.in_language(language), room)]).lstrip("\n") + "\n"


def headings(language: str) -> list[str]:
    """Return what the columns of ``row_of`` are called."""
    return [words.in_language(language) for words in _HEADINGS]


def row_of(each: Beside) -> tuple[str, ...]:
    """Return a pair as a line of a table: whose it is, both years, how much differs."""
    changes = each.findings
    numbers = (
        len(each.figures) + each.slight,
        len(each.claims),
        len(each.prose.changes),
        len(changes.gone) + len(changes.unsure),
        len(changes.came),
        len(changes.still),
    )
    whose = visible(each.second.agency or each.second.path)
    years = (str(side.year or "?") for side in (each.first, each.second))
    return whose, *years, *(str(number or "") for number in numbers)


def _side(path: str, report: Report) -> Side:
    return Side(path, report.agency or "", report.year)


def _address(found: Diagnostic) -> str:
    return found.location.address if found.location else ""
