"""What is said under a finding's excerpts: the working, the hint, the fix, the basis, where to read more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gialint.model import Diagnostic, Words

HINT = Words("怎么改", "hint")
BASIS = Words("依据", "basis")
BASES = {
    "arithmetic": Words("算术关系", "arithmetic"),
    "custom": Words("惯例，无明文规定", "custom, no written rule"),
}
MORE = Words("详见", "more")
SAFE_FIX = Words("可自动改正", "fix")
UNSAFE_FIX = Words("可改正，须先核实", "possible fix, to be checked")


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a finding; an equal note needs to be told only once a file."""

    code: str
    label: str
    text: str


def notes_of(diagnostic: Diagnostic, language: str) -> list[Note]:
    """Return the notes of a finding in order; working that its message spells out already is left out."""
    code = diagnostic.code
    notes = [Note(code, "", line) for line in diagnostic.working if line not in diagnostic.message]
    if diagnostic.hint:
        notes.append(Note(code, HINT.say(language), diagnostic.hint))
    if diagnostic.fix:
        notes.append(_fix(code, diagnostic.fix, language))
    if diagnostic.basis:
        notes.append(Note(code, BASIS.say(language), basis_text(diagnostic.basis, language)))
    notes.append(Note(code, MORE.say(language), f"gialint explain {code}"))
    return notes


def basis_text(basis: Sequence[str], language: str) -> str:
    """Return what a rule rests on; the two that are no document in words."""
    separator = "; " if language == "en" else "；"
    return separator.join(BASES[source].say(language) if source in BASES else source for source in basis)


def _fix(code: str, fix: Mapping[str, Any], language: str) -> Note:
    label = SAFE_FIX if fix["applicability"] == "safe" else UNSAFE_FIX
    return Note(code, label.say(language), fix["description"])
