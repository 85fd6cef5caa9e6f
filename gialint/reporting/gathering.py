"""What a result reports: its findings, those of many files as one, and what is to be done about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gialint.model import NO_REPORT, Checked, Diagnostic, Gap, Result, Severity, Words, is_engine
from gialint.records import NamedTuple, replace
from gialint.reporting import Style
from gialint.reporting.layout import visible, visible_lines
from gialint.reporting.masking import rewritten
from gialint.reporting.phrases import listed
from gialint.reporting.position import position

FIX = Words("必须改正", "must be fixed")
CONFIRM = Words("请核实", "please confirm")
UNCHECKED = Words("未能核对", "could not be checked")
WAIVED = Words("已豁免", "waived")
NOTHING = Words("未发现问题", "nothing found")

_MOST_NAMED = 3
_EACH = Words("--verbose 逐个列出。", " --verbose lists each.")


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
        yield from ((checked.path, found) for found in checked.findings if not found.suppressed)


def shown(result: Result, style: Style) -> Result:
    """Return the result as it is printed: hidden characters are visible, and files alike are one diagnostic.

    Those are files that are no reports, or were not checked, for the same reason; the diagnostic stands
    outside any report. With ``verbose`` each has its own.
    """
    return rewritten(result if style.verbose else _gathered(result, style.language), visible_lines)


def together(message: Words, paths: Sequence[str]) -> Words:
    """Return a message about several files, with the names of the first and their number."""
    rest = len(paths) - _MOST_NAMED
    zh, en = (listed(paths[:_MOST_NAMED], language) for language in ("zh", "en"))
    return Words(
        f"{message.zh}：{zh}" + (f" 等 {len(paths)} 个文件" if rest > 0 else ""),
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


def _gathered(result: Result, language: str) -> Result:
    strays = [(visible(each.path), each.findings[0]) for each in result.reports if _is_stray(each)]
    alike: dict[tuple[str, str], list[tuple[str, Diagnostic]]] = {}
    for path, each in [*((position("", each), each) for each in result.unchecked), *strays]:
        alike.setdefault((each.code, each.message), []).append((path, each))
    groups = [group for group in alike.values() if len(group) > 1]
    gathered = {id(found) for group in groups for _, found in group}
    return replace(
        result,
        reports=tuple(
            each for each in result.reports if not gathered & {id(found) for found in each.findings}
        ),
        engine=(
            *(each for each in result.engine if id(each) not in gathered),
            *(_one(group, language) for group in groups),
        ),
    )


def _is_stray(checked: Checked) -> bool:
    """Return whether a file was met and is no report, and has no other finding."""
    if len(checked.findings) != 1 or checked.unassessed:
        return False
    return checked.findings[0].code == NO_REPORT and not is_engine(checked.findings[0])


def _one(group: Sequence[tuple[str, Diagnostic]], language: str) -> Diagnostic:
    first = group[0][1]
    message = together(Words(first.message, first.message), [path for path, _ in group]).say(language)
    more = _EACH.say(language) if len(group) > _MOST_NAMED else ""
    return first._replace(message=message, hint=(first.hint + more).strip(), location=None)
