"""Sort what was found by what is to be done about it: mend, look at, check by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gialint.model import Checked, Diagnostic, Gap, Severity, Words, is_engine

FIX = Words("必须改正", "must be fixed")
CONFIRM = Words("请核实", "please confirm")
UNCHECKED = Words("未能核对", "could not be checked")
WAIVED = Words("已豁免", "waived")
NOTHING = Words("未发现问题", "nothing found")


@dataclass(frozen=True, slots=True)
class Triage:
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


def triage(checked: Checked) -> Triage:
    """Sort a report's findings: errors must be fixed, warnings and notes are to be confirmed."""
    broken = tuple(found for found in checked.findings if is_engine(found))
    spoken = [found for found in checked.findings if not is_engine(found)]
    open_ = [found for found in spoken if not found.suppressed]
    return Triage(
        tuple(found for found in open_ if found.severity is Severity.ERROR),
        tuple(found for found in open_ if found.severity is not Severity.ERROR),
        broken,
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
