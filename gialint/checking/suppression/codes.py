"""What comments, waivers and baselines share: the codes they may name, and when one can be called unused."""

from __future__ import annotations

from collections.abc import Callable, Collection

from gialint.model import MISSING, TWICE, Checked, Diagnostic, Text
from gialint.sources.suggest import did_you_mean, meant

EnabledRules = Callable[[str], Collection[str]]
"""Returns the codes of the rules that run on a file, by its path."""

UNUSED = "GIA904"
DIGITS = 16
LEAST_DIGITS = 8
"""How many digits a fingerprint has, and how many are enough to name a finding."""


def silenced(
    found: Diagnostic, how: str, *, in_source: bool = False, in_baseline: bool = False
) -> Diagnostic:
    """Return a finding with how and why it is suppressed; one that is already stays as it is."""
    if found.suppressed:
        return found
    return found._replace(suppressed=how, in_source=in_source, in_baseline=in_baseline)


def can_be_suppressed(code: str) -> bool:
    """Tell whether findings of a code can be suppressed: not those about gialint's own work."""
    return not code.startswith("GIA9") and code not in (TWICE, MISSING)


def code_problem(code: str, known: Collection[str]) -> tuple[Text, Text | None] | None:
    """Return what is wrong with a code that is to be suppressed, and what was probably meant."""
    if not can_be_suppressed(code):
        own = Text(f"{code} 说的是 gialint 自身的工作，不能豁免", f"{code} is about gialint itself: it stays")
        return own, None
    if code in known:
        return None
    if any(each.startswith(code) for each in known):
        whole = Text(f"豁免要写完整的规则代码，不能只写 {code}", f"name the whole code, not {code} alone")
        return whole, None
    return Text(f"没有 {code} 这条规则", f"there is no rule {code}"), meant(did_you_mean(code, known))


def decided(checked: Checked, code: str, enabled: EnabledRules) -> bool:
    """Tell whether a rule ran on a file and came to a verdict, so that silence means something."""
    if code not in enabled(checked.path) or checked.reader is None:
        return False
    if any(gap.code == code for gap in checked.unassessed):
        return False
    return not any(
        found.code == "GIA905" or (found.code == "GIA901" and found.values.get("rule") == code)
        for found in checked.findings
    )
