"""Two reports side by side, as plain words: figures, statements, prose, and findings that came and went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gialint.checking.suppression.baseline import at_its_place, entry_of, matched
from gialint.checking.suppression.codes import EnabledRules, can_be_suppressed, decided
from gialint.model import Checked, Claim, Diagnostic, Report, Text
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.diff import Differences, FactPair, Prose, diff_fields, differences, prose_changes
from gialint.reporting.facts import claimed, titled, value_in_words
from gialint.reporting.json import plain_number
from gialint.reporting.layout import hang, table, visible, wrap
from gialint.reporting.phrases import SCOPES, bracketed, counted
from gialint.reporting.places import address, listed_finding

FINDINGS = Text("问题", "Findings")
GONE, CAME = Text("不再有", "gone"), Text("新出现", "new")
STILL, UNSURE = Text("仍在", "still there"), Text("未能核对", "not assessed")
_FIGURES = (Text("数据", "figure"), Text("甲", "A"), Text("乙", "B"), Text("差", "change"))
_CLAIMS = Text("文字陈述", "Claims of the prose")
_ABSENT = "—"
_SLIGHT = {
    "blank": Text("只是一份空白、一份为 0", "only blank in one and 0 in the other"),
    "year": Text("只是年度不同", "only the year"),
}
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
        name: [{"code": each.code, "message": each.message, "address": address(".", each)} for each in part]
        for name, part in findings._asdict().items()
    }
    told["sentences"] = {"same": prose.same, "changed": len(prose.changes)}
    return Beside(
        side_of(first[0]),
        side_of(second[0]),
        tuple(_figure(pair, language) for pair in shown),
        len(found.facts) - len(shown),
        found.same,
        tuple(
            (
                pair.label.in_language(language),
                tuple(_claim(each, first[1].year, language) for each in pair.first),
                tuple(_claim(each, second[1].year, language) for each in pair.second),
            )
            for pair in found.claims
        ),
        prose,
        findings,
        found,
        told,
    )


def _figure(pair: FactPair, language: str) -> tuple[str, str, str, str]:
    """Return what a fact is called, its values in both reports, and the change."""
    one, other = (
        _ABSENT if fact.state == "absent" else value_in_words(fact, language)
        for fact in (pair.first, pair.second)
    )
    change = plain_number(pair.delta)
    sign = "+" if pair.delta and pair.delta > 0 else ""
    return pair.label.in_language(language), one, other, "" if change is None else f"{sign}{change}"


def _claim(claim: Claim, year: int | None, language: str) -> str:
    """Return what is asserted, with the year and the scope where not the report's own, then its words."""
    notes = [str(claim.year)] if claim.year not in (None, year) else []
    notes += [SCOPES[claim.scope].in_language(language)] if claim.scope != "total" else []
    noted = f" [{', '.join(notes)}]" if notes else ""
    return visible(f"{claimed(claim)}{noted}  {claim.text}")


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


def pair_text(pair: Beside, style: Style) -> str:
    """Return what differs in a pair as lines of text, the figures as a table."""
    language, room = style.language, style.room
    names = [heading.in_language(language) for heading in _FIGURES[1:3]]
    lines = [
        f"{name}  {titled(*side, language)}"
        for name, side in zip(names, (pair.first, pair.second), strict=True)
    ]
    if pair.figures:
        lines += ["", *table(_FIGURES, pair.figures, style).splitlines()]
    if pair.claims:
        lines += ["", _CLAIMS.in_language(language)]
    for label, *said in pair.claims:
        lines.append(visible(label))
        for name, texts in zip(names, said, strict=True):
            for text in texts:
                lines += hang(f"  {name}  ", text, room)
    lines += [*_finding_lines(pair.findings, style), "", *wrap(_verdict(pair).in_language(language), room)]
    return "\n".join(lines) + "\n"


def _finding_lines(changes: FindingChanges, style: Style) -> list[str]:
    """Return the findings of a pair as lines of text; those that are in both are counted."""
    language, room = style.language, style.room
    lines = ["", FINDINGS.in_language(language)]
    for label, part in ((GONE, changes.gone), (UNSURE, changes.unsure), (CAME, changes.came)):
        for each in part:
            lines += hang(f"  {label.in_language(language)}  ", listed_finding(each), room)
    if changes.still:
        both = Text(f"两份都有 {len(changes.still)} 处", f"in both: {len(changes.still)}")
        lines.append(f"  {both.in_language(language)}")
    return lines if len(lines) > 2 else []


def pairs_table(pairs: Sequence[Beside], alone: Sequence[Single], style: Style) -> str:
    """Return a line for each pair, then the reports that have no other, and the sums."""
    language, room = style.language, style.room
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


def _verdict(pair: Beside) -> Text:
    found = pair.found
    facts, claims = len(found.facts), len(found.claims)
    if not found.any:
        return Text(
            f"没有不同：{found.same} 项数据相同。", f"No difference; figures that agree: {found.same}."
        )
    left_out = _left_out([each for each in found.facts if each.slight] if pair.slight else [])
    return Text(
        f"{facts} 项数据不同{left_out.zh}，{found.same} 项相同；{claims} 项数据的文字陈述不同。",
        f"Figures that differ: {facts}{left_out.en}, that agree: {found.same};"
        f" on which the prose differs: {claims}.",
    )


def _left_out(hidden: Sequence[FactPair]) -> Text:
    """Return how many differences are not listed, and why."""
    kinds = [pair.slight for pair in hidden]
    parts = [(words, kinds.count(kind)) for kind, words in _SLIGHT.items() if kind in kinds]
    if not parts:
        return Text("")
    return Text(
        f"（{'，'.join(f'{count} 项{words.zh}' for words, count in parts)}，没有列出；-v 列出）",
        f" ({', '.join(f'{count} {words.en}' for words, count in parts)}: listed with -v)",
    )
