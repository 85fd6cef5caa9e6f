"""Change every text of a result at once: to hide what is personal, and so that no output forgets a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial, reduce
from typing import Any, TypeVar

from gialint.model import (
    Cell,
    Checked,
    Diagnostic,
    Entry,
    FullText,
    Location,
    Paragraph,
    Result,
    Table,
    mask,
    starred,
)
from gialint.records import replace

Slice = TypeVar("Slice", Paragraph, Cell, Entry)
Change = Callable[[str], str]
"""A change that keeps the length of every text, so that columns keep their meaning."""

REMEMBERED = 10_000
"""How many texts are remembered with what they are changed to."""


class Changed(Sequence[Checked]):
    """Outcomes that are changed as one goes through them, since they are too many to be held."""

    def __init__(self, reports: Sequence[Checked], change: Callable[[Checked], Checked | None]) -> None:
        self.reports, self.change = reports, change

    def __iter__(self) -> Iterator[Checked]:
        return (changed for each in self.reports if (changed := self.change(each)) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, at: Any) -> Any:
        return tuple(self)[at]


def changed(reports: Sequence[Checked], change: Callable[[Checked], Checked | None]) -> Sequence[Checked]:
    """Return outcomes after a change to each, or without one for None; of many each is changed when met."""
    of_all = Changed(reports, change)
    return tuple(of_all) if isinstance(reports, tuple) else of_all


def masked(result: Result) -> Result:
    """Return the result with personal numbers masked in every text; to be called before any reporter.

    So are the words that findings declare secret, in whatever text they stand.
    """
    return rewritten(result, _hiding(secret for report in result.reports for secret in _secrets(report)))


def masked_report(checked: Checked, others: Iterable[str] = ()) -> Checked:
    """Return the outcome of a file with what no output may show starred: ``others`` are secrets, too."""
    return rewritten_report(checked, _hiding([*_secrets(checked), *others]))


def _secrets(checked: Checked) -> Iterator[str]:
    return (secret for found in checked.findings for secret in found.secrets)


def _hiding(secrets: Iterable[str]) -> Change:
    ordered = sorted({*secrets}, key=len, reverse=True)
    return lambda text: reduce(
        lambda said, secret: said.replace(secret, starred(secret)), ordered, mask(text)
    )


def rewritten(result: Result, change: Change) -> Result:
    """Return the result with every text changed; paths, codes, fingerprints and the rules themselves stay."""
    # Findings share lines, and a scraped page may be one line.
    change = lru_cache(REMEMBERED)(change)
    return replace(
        result,
        reports=changed(result.reports, partial(rewritten_report, change=change)),
        engine=tuple(rewritten_diagnostic(problem, change) for problem in result.engine),
    )


def rewritten_diagnostic(diagnostic: Diagnostic, change: Change) -> Diagnostic:
    """Return a diagnostic with every text changed, and so without secrets."""
    location = diagnostic.location
    return diagnostic._replace(
        message=change(diagnostic.message),
        hint=change(diagnostic.hint),
        basis=tuple(map(change, diagnostic.basis)),
        location=location and rewritten_location(location, change),
        related=tuple(
            (change(label), rewritten_location(place, change)) for label, place in diagnostic.related
        ),
        values={key: change(value) for key, value in diagnostic.values.items()},
        working=tuple(map(change, diagnostic.working)),
        fix=diagnostic.fix and _fix(diagnostic.fix, change),
        suppressed=diagnostic.suppressed and change(diagnostic.suppressed),
        quote=change(diagnostic.quote),
        secrets=(),
    )


def rewritten_location(location: Location, change: Change) -> Location:
    """Return a location with its texts changed, its words as they then stand in their line."""
    context, text = change(location.context), change(location.text)
    words = slice(location.column - 1, location.column - 1 + len(text))
    if location.context[words] == location.text:
        text = context[words]
    address, native = change(location.address), change(location.native)
    return location._replace(context=context, text=text, address=address, native=native)


def rewritten_report(report: Checked, change: Change) -> Checked:
    """Return the outcome of a file with every text changed, and so without secrets."""
    return report._replace(
        agency=report.agency and change(report.agency),
        findings=tuple(rewritten_diagnostic(found, change) for found in report.findings),
        unassessed=tuple(
            gap._replace(
                reason=change(gap.reason),
                missing=tuple(map(change, gap.missing)),
                labels=tuple(map(change, gap.labels)),
            )
            for gap in report.unassessed
        ),
        full_text=report.full_text and _full_text(report.full_text, change),
    )


def _full_text(full: FullText, change: Change) -> FullText:
    """Return a report's text changed line by line, as findings' lines are, and its blocks with it."""
    old = full.document
    text = "\n".join(
        change(line.removesuffix("\r")) + "\r" * line.endswith("\r") for line in old.text.split("\n")
    )
    if text == old.text:
        return full

    def moved(each: Slice) -> Slice:
        return each._replace(text=text[each.start : each.start + len(each.text)])

    def block(block: Paragraph | Table) -> Paragraph | Table:
        if isinstance(block, Paragraph):
            return moved(block)
        return block._replace(rows=tuple(tuple(map(moved, row)) for row in block.rows))

    entries = tuple(map(moved, old.entries))
    document = replace(old, text=text, blocks=tuple(map(block, old.blocks)), entries=entries)
    return full._replace(document=document)


def _fix(fix: Mapping[str, Any], change: Change) -> Mapping[str, Any] | None:
    """Return a fix with its description changed; none where its edits would no longer be the same."""
    if any(change(edit["text"]) != edit["text"] for edit in fix["edits"]):
        return None
    return {**fix, "description": change(fix["description"])}
