"""The words of the text outputs in Chinese and English, and the notes under a finding."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from gialint.model import WHY_UNREADABLE, Diagnostic, Fact, Rule, RuleCard, Scope, Severity, State, Text
from gialint.records import NamedTuple

if TYPE_CHECKING:
    from gialint.understanding.understand import Knowledge

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
STATES: dict[State, Text] = {
    "number": Text("数字", "number"),
    "blank": Text("（空白）", "(blank)"),
    "mark": Text("（符号，不是数字）", "(a mark, not a number)"),
    "text": Text("（文字，不是数字）", "(words, not a number)"),
    "unreadable": Text("（无法辨认）", "(unreadable)"),
    "absent": Text("（缺失）", "(absent)"),
}
SCOPES: dict[Scope, Text] = {
    "total": Text("总数", "total"),
    "part": Text("其中一部分", "part"),
    "comparison": Text("对比", "comparison"),
    "target": Text("目标", "target"),
    "other_body": Text("其他单位", "another body"),
}
FIXABLE: dict[bool | str, Text] = {
    True: Text("可自动改正", "fixable"),
    "unsafe": Text("可改正，须先核实", "fixable once checked"),
}
"""Whether findings of a rule may have a fix."""

DERIVED = Text("推算", "inferred")
HINT = Text("怎么改", "hint")
BASIS = Text("依据", "basis")
BASES = {
    "arithmetic": Text("算术关系", "arithmetic"),
    "custom": Text("惯例，无明文规定", "custom, no written rule"),
}
MORE = Text("详见", "more")
SAFE_FIX = Text("可自动改正", "fix")
UNSAFE_FIX = Text("可改正，须先核实", "possible fix, to be checked")


class Note(NamedTuple):
    """A line under a finding; an equal note is shown only once a file."""

    code: str
    label: str
    text: str


def state_in_words(fact: Fact) -> Text:
    """Return what stands for the figure of a fact without a number."""
    if fact.due is not None:
        return Text(f"（空白，应为 {fact.due}）", f"(blank; must be {fact.due})")
    if fact.why is None:
        return STATES[fact.state]
    why = WHY_UNREADABLE[fact.why]
    return Text(f"（{why.zh}，无法辨认）", f"(unreadable: {why.en})")


def colon(language: str) -> str:
    """Return the colon of a language, with the space that follows it in English."""
    return ": " if language == "en" else "："


def semicolon(language: str) -> str:
    """Return the semicolon of a language, with the space that follows it in English."""
    return "; " if language == "en" else "；"


def bracketed(text: str, language: str) -> str:
    """Return a remark in the brackets of a language."""
    return f" ({text})" if language == "en" else f"（{text}）"


def listed(items: Iterable[str], language: str) -> str:
    """Join items as a list within a sentence."""
    return (", " if language == "en" else "、").join(items)


def few(items: Sequence[str], most: int, language: str) -> str:
    """Join the first items as a list, and say if there are more."""
    more = "" if len(items) <= most else ", …" if language == "en" else "等"
    return listed(items[:most], language) + more


def counted(number: int, noun: str) -> str:
    """Return an English count with its noun in the right number."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_word(path: str) -> str:
    """Return a path as a word of a command that is to be copied."""
    if not set(path) & set(" \t\"'$`\\!*?[](){}<>|&;#~"):
        return path
    return f'"{path}"' if os.name == "nt" else "'" + path.replace("'", "'\\''") + "'"


def notes_of(diagnostic: Diagnostic, language: str) -> list[Note]:
    """Return the notes of a finding in order; working that its message spells out already is left out."""
    code = diagnostic.code
    notes = [Note(code, "", line) for line in diagnostic.working if line not in diagnostic.message]
    if diagnostic.hint:
        notes.append(Note(code, HINT.in_language(language), diagnostic.hint))
    if diagnostic.fix:
        label = SAFE_FIX if diagnostic.fix["applicability"] == "safe" else UNSAFE_FIX
        notes.append(Note(code, label.in_language(language), diagnostic.fix["description"]))
    if diagnostic.basis:
        notes.append(Note(code, BASIS.in_language(language), basis_text(diagnostic.basis, language)))
    notes.append(Note(code, MORE.in_language(language), f"gialint explain {code}"))
    return notes


def in_full(diagnostic: Diagnostic) -> str:
    """Return all that is said of a problem: what is wrong, the line that it quotes, and what to do."""
    return "\n".join(filter(None, (diagnostic.message, diagnostic.quote, diagnostic.hint)))


def basis_text(basis: Sequence[str], language: str) -> str:
    """Return what a rule rests on; the two that are no document in words."""
    sources = (BASES[each].in_language(language) if each in BASES else each for each in basis)
    return semicolon(language).join(sources)


def family(code: str) -> str:
    """Return the family of a code: ``GIA301`` → ``GIA3``."""
    return code[: len(code.rstrip("0123456789")) + 1]


def family_name(name: str, names: Mapping[str, Text], language: str) -> str:
    """Return what people call a family, or its codes; ``names`` are those that packs give."""
    return names[name].in_language(language) if name in names else f"{name}xx"


def family_names(knowledge: Knowledge) -> Mapping[str, Text]:
    """Return what families are called: gialint's own, and others as packs say in their list ``families``."""
    from gialint.checking.engine_rules import FAMILIES

    return {**_named(knowledge, "families"), **FAMILIES}


def agency_kind_names(knowledge: Knowledge, language: str) -> dict[str, str]:
    """Return what kinds of agency are called, as packs say in their list ``agency_kinds``."""
    return {name: text.in_language(language) for name, text in _named(knowledge, "agency_kinds").items()}


def _named(knowledge: Knowledge, kind: str) -> dict[str, Text]:
    given = (known.lists.get(kind) for known in knowledge.every)
    pairs = [pair for each in given if isinstance(each, Mapping) for pair in each.items()]
    return {name: Text(**words) for name, words in pairs}


def card(rule: Rule, names: Mapping[str, Text], language: str) -> RuleCard:
    """Return what outputs show of a rule in one language; ``names`` are those of families."""
    named = names.get(family(rule.code))
    return RuleCard(
        rule.code,
        rule.name,
        rule.title.in_language(language),
        rule.severity,
        rule.hint.in_language(language) if rule.hint else "",
        rule.basis,
        rule.tags,
        named.in_language(language) if named else "",
    )
