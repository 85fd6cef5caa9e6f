"""The output of ``explain``: a rule or a frame, why it holds, what to do, and its examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gialint.checking.options import form_of
from gialint.checking.rulefiles.examples import Outcome
from gialint.model import Diagnostic, Gap, Option, Rule, Words, mask
from gialint.reporting import Style
from gialint.reporting.layout import (
    BOLD,
    GOOD,
    INFO,
    cells,
    hang,
    ink_of,
    paint,
    visible,
    visible_lines,
    wrap,
)
from gialint.reporting.masking import rewritten_diagnostic
from gialint.reporting.phrases import BASIS, HINT, SEVERITIES, STATES, basis_text, bracketed, colon, listed
from gialint.understanding.claims.patterns import Frame, Slot, Statement

_WIDTH = 100
TAGS = Words("标签", "tags")
SINCE = Words("始于版本", "since")
EXAMPLE = Words("示例", "example")
_SAYS = Words("输出", "says")
OPTION = Words("选项", "option")
DEFAULT = Words("默认", "default")
UNDER = Words("设置", "under")
_FORM = Words("（{form}）", " ({form})")
_NONE = Words("没有", "none")
OUTCOMES = {
    "violates": Words("违反", "violated"),
    "clean": Words("符合", "holds"),
    "unassessed": Words("无法核对", "not assessed"),
}


def explain(
    rule: Rule, style: Style, outcomes: Mapping[int, Sequence[Diagnostic | Gap]] | None = None
) -> str:
    """Return everything about a rule; ``outcomes`` are what its examples yielded, by their index."""
    width = max(style.width or _WIDTH, 30)
    blocks = [
        list(_heading(rule, style, width)),
        list(_reasons(rule, style.language, width)),
        list(_options(rule.options, style.language, width)),
    ]
    for index in range(len(rule.examples)):
        found = (outcomes or {}).get(index, ())
        blocks.append(list(_example(index, rule, found, style, width)))
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
    for label, text in ((BASIS, basis), (HINT, hint), (TAGS, tags), (SINCE, rule.since)):
        if text:
            yield from hang(label.say(language) + colon(language), visible_lines(text), width)


def _options(options: Sequence[Option], language: str, width: int) -> Iterator[str]:
    """Return what a configuration may set of a rule: its names, what they mean, and the defaults."""
    for option in options:
        about = f"{visible(option.name)}{colon(language)}"
        told = f"{option.about.say(language)}{_FORM.say(language).format(form=form_of(option).say(language))}"
        yield from hang(f"{OPTION.say(language)} {about}", visible_lines(told), width)
        default = option_text(option.default, language)
        yield from hang(f"  {DEFAULT.say(language)}{colon(language)}", visible_lines(default), width)


def option_text(value: Any, language: str) -> str:
    """Return the value of an option as people write it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {option_text(one, language)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) if value else _NONE.say(language)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(
    index: int, rule: Rule, found: Sequence[Diagnostic | Gap], style: Style, width: int
) -> Iterator[str]:
    language, example = style.language, rule.examples[index]
    kind = kind_of(example)
    outcome = OUTCOMES[kind].say(language)
    title = f"{EXAMPLE.say(language)} {index + 1}{bracketed(outcome, language)}"
    yield paint(title, GOOD if kind == "clean" else INFO, style.colour)
    yield from _given(example.get(kind), language, width)
    if example.get("options"):
        under = option_text(example["options"], language)
        yield from hang(f"  {UNDER.say(language)}{colon(language)}", visible_lines(mask(under)), width)
    for text in said(rule, index, found, language):
        yield from hang(f"  {_SAYS.say(language)}{colon(language)}", visible_lines(text), width)


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


def kind_of(example: Mapping[str, Any]) -> str:
    """Return of what kind an example is; one that does not say so is there to be found fault with."""
    return next((kind for kind in OUTCOMES if kind in example), "violates")


def said(rule: Rule, index: int, outcomes: Sequence[Diagnostic | Gap], language: str) -> list[str]:
    """Return what is said of an example, masked: what it yielded, or what it says that it does.

    Most that a report has is not in an example; what could not be assessed is told where it is the point.
    """
    example = rule.examples[index]
    if not outcomes:
        says = example.get("says")
        return [mask(str(says))] if says else []
    gaps = kind_of(example) == "unassessed"
    told = [each for each in outcomes if gaps or isinstance(each, Diagnostic)]
    return [line for each in told for line in _lines(rule, each, language)]


def _lines(rule: Rule, outcome: Diagnostic | Gap, language: str) -> list[str]:
    if isinstance(outcome, Gap):
        return [mask(outcome.reason)]
    found = rewritten_diagnostic(outcome, mask)
    other = found.severity is not rule.severity
    grade = bracketed(SEVERITIES[found.severity].say(language), language) if other else ""
    return [found.message + grade, *(line for line in found.working if line not in found.message)]


WIDTH = 100
SHOWN = {
    "states": Words("读出", "states"),
    "doubtful": Words("存疑", "doubtful"),
    "not": Words("不作陈述", "states nothing"),
    "unread": Words("不读", "left unread"),
}
FRAME = Words("句式", "frame")
PATTERN = Words("样式", "pattern")
STATED = Words("陈述", "states")
NOTHING = Words("不陈述任何数字，只说明这些词有了着落", "no figure; it only accounts for its words")
VALUES = {
    "QTY": Words("文中的数字", "the number in it"),
    "all": Words("前面数字的全部", "all of the number before"),
    "rest": Words("前面数字的其余", "the rest of the number before"),
    "single": Words("前面的 1 件", "the one case before"),
    "denied": Words("0（否定）", "0, by negation"),
    "also": Words("0（承前否定）", "0, by the negation before"),
}


def explain_frame(frame: Frame, outcomes: Sequence[Outcome], style: Style) -> str:
    """Return everything about a frame; ``outcomes`` tell how its examples turned out."""
    width, say = max(style.width or WIDTH, 30), style.language
    blocks = [list(_frame_heading(frame, say, width, style.colour))]
    blocks += [
        list(_frame_example(each, outcomes, index, style)) for index, each in enumerate(frame.examples)
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _frame_heading(frame: Frame, language: str, width: int, colour: bool) -> Iterator[str]:
    yield paint(f"{FRAME.say(language)}{colon(language)}{frame.name}", BOLD, colour)
    for slots in frame.patterns:
        pattern = " ".join(map(_slot, slots))
        yield from hang(f"{PATTERN.say(language)}{colon(language)}", pattern, width)
    stated = [_statement(each, language) for each in frame.states] or [NOTHING.say(language)]
    for text in stated:
        yield from hang(f"{STATED.say(language)}{colon(language)}", text, width)


def _slot(slot: Slot) -> str:
    return "|".join(sorted(slot.labels)) + "?" * slot.optional + "+" * slot.repeated


def _statement(stated: Statement, language: str) -> str:
    value = VALUES.get(stated.value, Words(stated.value, stated.value)).say(language)
    options = "".join(f", {key}: {option}" for key, option in stated.options.items())
    return f"{stated.fact} = {value}{options}"


def _frame_example(
    example: Mapping[str, Any], outcomes: Sequence[Outcome], index: int, style: Style
) -> Iterator[str]:
    width, say = max(style.width or WIDTH, 30), style.language
    kind = next(kind for kind in SHOWN if kind in example)
    given = example[kind]
    text = given["text"] if isinstance(given, Mapping) else str(given)
    claims = given.get("claims", {}) if isinstance(given, Mapping) else {}
    title = f"{EXAMPLE.say(say)} {index + 1}{bracketed(SHOWN[kind].say(say), say)}"
    yield paint(title, GOOD if kind == "not" else INFO, style.colour)
    yield from (f"  {line}" for line in wrap(visible_lines(text), width - 2))
    for path, value in claims.items():
        yield f"  {path} = {value}"
    for outcome in outcomes:
        if outcome.index == index and outcome.detail:
            yield from hang("  ", visible_lines(outcome.detail.say(say)), width)
