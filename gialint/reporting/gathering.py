"""What a result reports: its findings, those of many files as one, and what is to be done about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from gialint.model import (
    NO_REPORT,
    NOT_CHECKED,
    Checked,
    Diagnostic,
    Gap,
    Result,
    Severity,
    Text,
    is_engine,
)
from gialint.records import NamedTuple, replace
from gialint.reporting import Style
from gialint.reporting.layout import visible, visible_lines
from gialint.reporting.masking import REMEMBERED, changed, rewritten_diagnostic, rewritten_report
from gialint.reporting.phrases import listed
from gialint.reporting.position import position

FIX = Text("必须改正", "must be fixed")
CONFIRM = Text("请核实", "please confirm")
UNCHECKED = Text("未能核对", "could not be checked")
WAIVED = Text("已豁免", "waived")
NOTHING = Text("未发现问题", "nothing found")

MOST_NAMED = 3
"""How many files a message names that is about several."""

_EACH = Text("--verbose 逐个列出。", " --verbose lists each.")


class Triage(NamedTuple):
    """A report's findings by what they ask for; ``broken`` are what kept gialint from its job."""

    fix: tuple[Diagnostic, ...]
    confirm: tuple[Diagnostic, ...]
    broken: tuple[Diagnostic, ...]
    gaps: tuple[Gap, ...]
    waived: tuple[Diagnostic, ...]

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.fix or self.confirm or self.broken or self.gaps)


def unsuppressed(result: Result) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each finding not suppressed with its file's path; what stands in no file comes first."""
    yield from (("", problem) for problem in result.engine)
    for checked in result.reports:
        yield from ((checked.path, found) for found in left(checked))


class Showing:
    """A result as it is printed, as ``shown`` has it, one report after another."""

    def __init__(self, result: Result, style: Style) -> None:
        self.change = lru_cache(REMEMBERED)(visible_lines)
        self.gathered = frozenset[tuple[str, str]]()
        engine = result.engine
        if not style.verbose:
            engine, self.gathered = _gathered(result, style.language)
        self.engine = tuple(rewritten_diagnostic(each, self.change) for each in engine)

    def report(self, checked: Checked) -> Checked | None:
        """Return a report as it is printed; None if it is told of together with others."""
        if _is_stray(checked) and _what(checked.findings[0]) in self.gathered:
            return None
        return rewritten_report(checked, self.change)


def left(checked: Checked) -> Iterator[Diagnostic]:
    """Yield the findings of a report that are not suppressed."""
    return (found for found in checked.findings if not found.suppressed)


def shown(result: Result, style: Style) -> Result:
    """Return the result as it is printed: hidden characters are visible, and files alike are one diagnostic.

    Those are files that are no reports, or were not checked, for the same reason; the diagnostic stands
    outside any report. With ``verbose`` each has its own.
    """
    showing = Showing(result, style)
    return replace(result, reports=changed(result.reports, showing.report), engine=showing.engine)


def together(message: Text, paths: Sequence[str], whole: int | None = None) -> Text:
    """Return a message about several files, with the names of the first and their number.

    Where they are more than the ``paths`` given, ``whole`` is their number.
    """
    whole = len(paths) if whole is None else whole
    rest = whole - MOST_NAMED
    zh, en = (listed(paths[:MOST_NAMED], language) for language in ("zh", "en"))
    return Text(
        f"{message.zh}：{zh}" + (f" 等 {whole} 个文件" if rest > 0 else ""),
        f"{message.en}: {en}" + (f" and {rest} more" if rest > 0 else ""),
    )


def triage(checked: Checked) -> Triage:
    """Sort a report's findings: errors must be fixed, warnings and notes are to be confirmed."""
    spoken = [found for found in checked.findings if not is_engine(found)]
    left = [found for found in spoken if not found.suppressed]
    return Triage(
        tuple(found for found in left if found.severity is Severity.ERROR),
        tuple(found for found in left if found.severity is not Severity.ERROR),
        tuple(found for found in checked.findings if is_engine(found)),
        checked.unassessed,
        tuple(found for found in spoken if found.suppressed),
    )


def by_reason(gaps: Iterable[Gap]) -> list[tuple[str, tuple[str, ...]]]:
    """Return each reason with the codes that it kept from being assessed, in the order given."""
    reasons: dict[str, dict[str, None]] = {}
    for gap in gaps:
        reasons.setdefault(gap.reason, {})[gap.code] = None
    return [(reason, tuple(codes)) for reason, codes in reasons.items()]


def heading(checked: Checked, language: str) -> str:
    """Return agency and year as far as they are known, or nothing."""
    year = str(checked.year) if language == "en" else f"{checked.year} 年"
    return " · ".join(filter(None, (checked.agency, year if checked.year else "")))


class _Alike:
    """Files of which the same is told: the first, its diagnostic, and how many they are."""

    def __init__(self, first: Diagnostic) -> None:
        self.first, self.paths, self.count = first, list[str](), 0

    def add(self, path: str) -> None:
        self.count += 1
        if len(self.paths) < MOST_NAMED:
            self.paths.append(path)

    def told(self, language: str) -> Diagnostic:
        first = self.first
        said = together(Text(first.message, first.message), self.paths, self.count).in_language(language)
        more = _EACH.in_language(language) if self.count > MOST_NAMED else ""
        return first._replace(message=said, hint=(first.hint + more).strip(), location=None)


def _gathered(result: Result, language: str) -> tuple[tuple[Diagnostic, ...], frozenset[tuple[str, str]]]:
    """Return what stands outside any report with what is told of several, and what that is."""
    alike: dict[tuple[str, str], _Alike] = {}
    strays = ((visible(each.path), each.findings[0]) for each in result.reports if _is_stray(each))
    for path, found in chain(((position("", each), each) for each in result.unchecked), strays):
        alike.setdefault(_what(found), _Alike(found)).add(path)
    groups = {what: each for what, each in alike.items() if each.count > 1}
    engine = (each for each in result.engine if each.code != NOT_CHECKED or _what(each) not in groups)
    return (*engine, *(each.told(language) for each in groups.values())), frozenset(groups)


def _what(found: Diagnostic) -> tuple[str, str]:
    return found.code, found.message


def _is_stray(checked: Checked) -> bool:
    """Return whether a file was met and is no report, and has no other finding."""
    if len(checked.findings) != 1 or checked.unassessed:
        return False
    return checked.findings[0].code == NO_REPORT and not is_engine(checked.findings[0])
