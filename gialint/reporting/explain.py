"""The output of ``explain``: one rule, why it holds, what to do, and its examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gialint.finding import Diagnostic, Rule
from gialint.report import Words
from gialint.reporting import Style
from gialint.reporting.ink import BOLD, GOOD, INFO, ink_of, paint
from gialint.reporting.masking import mask
from gialint.reporting.notes import BASIS, HINT, basis_text
from gialint.reporting.phrases import SEVERITIES, STATES, colon, listed
from gialint.reporting.rewriting import rewritten_diagnostic
from gialint.reporting.width import cells, visible, visible_lines
from gialint.reporting.wrapping import hang, wrap

_WIDTH = 100
_TAGS = Words("标签", "tags")
_SINCE = Words("始于版本", "since")
_EXAMPLE = Words("示例", "example")
_SAYS = Words("输出", "says")
_OUTCOMES = {
    "violates": Words("违反", "violated"),
    "clean": Words("符合", "holds"),
    "unassessed": Words("无法核对", "not assessed"),
}


def explain(rule: Rule, style: Style, diagnostics: Mapping[int, Diagnostic] | None = None) -> str:
    """Return everything about a rule; ``diagnostics`` are what its examples yielded, by their index."""
    width = max(style.width or _WIDTH, 30)
    blocks = [list(_heading(rule, style, width)), list(_reasons(rule, style.language, width))]
    for index, example in enumerate(rule.examples):
        found = (diagnostics or {}).get(index)
        blocks.append(list(_example(index, example, found, style, width)))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _heading(rule: Rule, style: Style, width: int) -> Iterator[str]:
    severity = SEVERITIES[rule.severity].say(style.language)
    tag = f"{severity}[{rule.code}]"
    yield paint(tag, ink_of(rule.severity), style.colour) + paint(
        f" {visible(rule.name)}", BOLD, style.colour
    )
    for line in wrap(visible_lines(rule.title.say(style.language)), width):
        yield paint(line, BOLD, style.colour)


def _reasons(rule: Rule, language: str, width: int) -> Iterator[str]:
    hint = rule.hint.say(language) if rule.hint else ""
    basis = basis_text(rule.basis, language)
    tags = listed(rule.tags, language)
    for label, text in ((BASIS, basis), (HINT, hint), (_TAGS, tags), (_SINCE, rule.since)):
        if text:
            yield from hang(label.say(language) + colon(language), visible_lines(text), width)


def _example(
    index: int, example: Mapping[str, Any], found: Diagnostic | None, style: Style, width: int
) -> Iterator[str]:
    language = style.language
    kind = next((kind for kind in _OUTCOMES if kind in example), "violates")
    outcome = _OUTCOMES[kind].say(language)
    bracketed = f" ({outcome})" if language == "en" else f"（{outcome}）"
    yield paint(
        f"{_EXAMPLE.say(language)} {index + 1}{bracketed}", GOOD if kind == "clean" else INFO, style.colour
    )
    yield from _given(example.get(kind), language, width)
    for text in _said(example, found):
        yield from hang(f"  {_SAYS.say(language)}{colon(language)}", visible_lines(mask(text)), width)


def _given(given: Any, language: str, width: int) -> Iterator[str]:
    """Return what an example consists of: figures by fact, or text as it stands."""
    if given is None:
        return
    if not isinstance(given, Mapping):
        for line in wrap(visible_lines(mask(str(given))), width - 2):
            yield f"  {line}"
        return
    room = min(max((cells(str(key)) for key in given), default=0), width // 2)
    for key, value in given.items():
        name = visible(str(key))
        text = STATES["blank"].say(language) if value is None else visible_lines(mask(str(value)))
        yield from hang(f"  {name}{' ' * (room - cells(name))}  ", text, width)


def _said(example: Mapping[str, Any], found: Diagnostic | None) -> list[str]:
    if found is None:
        says = example.get("says")
        return [str(says)] if says else []
    found = rewritten_diagnostic(found, mask)
    return [found.message, *(line for line in found.working if line not in found.message)]
