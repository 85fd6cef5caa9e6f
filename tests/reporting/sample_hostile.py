"""A result whose every text tries to be more than text, for each output to be held against."""

from __future__ import annotations

from gialint.model import Checked, Diagnostic, Gap, Location, Result, RuleCard, Severity

ATTACK = (
    "=cmd|'/c calc'!A1 <script>alert(1)</script> ]]> &amp; ::error file=x::y %0A | `code` **b** "
    "[l](javascript:1) @all http://x.com {{ 7*7 }} {% raw %} "
    "\"q\" 'a' \x00\x07\x1b[31m\r\n::add-mask::z\n# h \u202eevil\u200f\u2028 "
    "\ufffe\ud800 _x0041_ 𠮷"
)
"""Markup of every medium, line breaks, control characters, marks of direction, what is no character."""

PATH = "drafts/<b>&\"'=1+1]]>,:%::|`@x\u202e\x07.txt"


def hostile() -> Result:
    """Return one report and one problem full of it."""
    place = Location(ATTACK, "一", 1, 1, 1, 5, None, ATTACK, ATTACK[:4], ATTACK)
    beside = Location("二/表1/" + ATTACK, "二", 2, 2, 2, 4, 3, "n", "a", f"a | {ATTACK} | b")
    found = Diagnostic(
        "GIA301",
        "balance",
        Severity.ERROR,
        ATTACK,
        ATTACK,
        (ATTACK,),
        place,
        ((ATTACK, beside),),
        {"x": ATTACK},
        (ATTACK,),
        {"applicability": "safe", "description": ATTACK, "edits": []},
        "0123456789abcdef",
        None,
        ATTACK,
    )
    waived = Diagnostic("GIA502", "received", Severity.WARNING, ATTACK, suppressed=ATTACK)
    gap = Gap("GIA401", "review-total", ATTACK, (ATTACK,))
    problem = Diagnostic("GIA903", "plugin-broken", Severity.ERROR, ATTACK, ATTACK, quote=ATTACK)
    card = RuleCard("GIA301", "balance", ATTACK, Severity.ERROR, ATTACK, (ATTACK,), (ATTACK,))
    checked = Checked(PATH, "text", ATTACK, "township", 2024, "2021", (found, waived), (gap,))
    return Result("0.1.0", (checked,), (problem,), 2, (card,))
