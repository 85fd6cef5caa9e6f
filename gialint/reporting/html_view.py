"""What the pages show of a result: plain values, in one language, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gialint.finding import Checked, Diagnostic, Result
from gialint.report import Words
from gialint.reporting.html_excerpt import Passage, passages
from gialint.reporting.notes import MORE, Note, notes_of
from gialint.reporting.phrases import SEVERITIES
from gialint.reporting.position import position
from gialint.reporting.tally import UNREAD, tally
from gialint.reporting.triage import Triage, by_reason, triage
from gialint.reporting.verdict import verdict
from gialint.reporting.width import visible

_STATUSES = {
    "unread": Words("未能读取", "not read"),
    "unfit": Words("不宜发布", "not fit to publish"),
    "confirm": Words("请核实", "please confirm"),
    "open": Words("未能全部核对", "partly unchecked"),
    "clean": Words("未发现问题", "nothing found"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A finding: its words, the passages with their marks, and the notes under them."""

    code: str
    severity: str
    label: str
    message: str
    where: str
    passages: tuple[Passage, ...]
    more: str
    quote: str
    notes: tuple[Note, ...]
    waived: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A reason for which rules could not be put, with these rules: code and what it demands."""

    reason: str
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report: who, what, how it stands, and all that was found; ``quiet`` if there is nothing to show."""

    anchor: str
    path: str
    agency: str
    year: int | None
    status: str
    status_word: str
    verdict: str
    fix: tuple[Item, ...]
    confirm: tuple[Item, ...]
    broken: tuple[Item, ...]
    missing: tuple[Missing, ...]
    waived: tuple[Item, ...]
    gaps: int
    quiet: bool


def sheet(checked: Checked, titles: Mapping[str, str], language: str, anchor: str) -> Sheet:
    """Return a report as shown; ``titles`` tell by code what rules demand."""
    found = triage(checked)
    status = status_of(checked, found)
    return Sheet(
        anchor,
        visible(checked.path),
        checked.agency or "",
        checked.year,
        status,
        _STATUSES[status].say(language),
        verdict(tally(Result("", (checked,))), language),
        items(found.fix, language),
        items(found.confirm, language),
        items(found.broken, language),
        _missing(checked, titles),
        items(found.waived, language),
        len({gap.code for gap in found.gaps}),
        found.quiet and not found.waived,
    )


def items(found: Iterable[Diagnostic], language: str, path: str = "-") -> tuple[Item, ...]:
    """Return findings as shown; ``path`` is empty for those in no report, which then say where they are."""
    return tuple(_item(each, language, path) for each in found)


def status_of(checked: Checked, found: Triage) -> str:
    """Return how a report stands, the worst first: unread, unfit, confirm, open or clean."""
    if any(each.code in UNREAD for each in checked.findings):
        return "unread"
    if found.fix:
        return "unfit"
    if found.confirm:
        return "confirm"
    return "open" if found.broken or found.gaps else "clean"


def status_counts(sheets: Iterable[Sheet], language: str) -> list[tuple[str, str, int]]:
    """Return each status that occurs with its word and how many reports have it, the worst first."""
    held = [each.status for each in sheets]
    return [
        (status, word.say(language), held.count(status))
        for status, word in _STATUSES.items()
        if status in held
    ]


def _item(found: Diagnostic, language: str, path: str) -> Item:
    shown, more = passages(found, language)
    notes = (note for note in notes_of(found, language) if note.label != MORE.say(language))
    return Item(
        found.code,
        found.severity.word,
        SEVERITIES[found.severity].say(language),
        found.message,
        "" if path else position(path, found),
        shown if path else (),
        more,
        found.quote,
        tuple(notes),
        found.suppressed or "",
    )


def _missing(checked: Checked, titles: Mapping[str, str]) -> tuple[Missing, ...]:
    names = {gap.code: gap.name for gap in checked.unassessed}
    return tuple(
        Missing(reason, tuple((code, titles.get(code) or names[code]) for code in codes))
        for reason, codes in by_reason(checked.unassessed)
    )
