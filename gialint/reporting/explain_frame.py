"""The output of ``explain`` for a frame: what it looks like, what it states, and its examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gialint.checking.examples import Outcome
from gialint.model import Words
from gialint.reporting import Style
from gialint.reporting.explain import EXAMPLE
from gialint.reporting.ink import BOLD, GOOD, INFO, paint
from gialint.reporting.phrases import bracketed, colon
from gialint.reporting.width import visible_lines
from gialint.reporting.wrapping import hang, wrap
from gialint.understanding.claims.patterns import Frame, Slot, Statement

WIDTH = 100
SHOWN = {
    "states": Words("读出", "states"),
    "doubtful": Words("存疑", "doubtful"),
    "not": Words("不作陈述", "states nothing"),
    "unread": Words("不读", "left unread"),
}
FRAME = Words("句式", "frame")
PATTERN = Words("样式", "pattern")
STATES = Words("陈述", "states")
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
    blocks = [list(_heading(frame, say, width, style.colour))]
    blocks += [list(_example(each, outcomes, index, style)) for index, each in enumerate(frame.examples)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _heading(frame: Frame, language: str, width: int, colour: bool) -> Iterator[str]:
    yield paint(f"{FRAME.say(language)}{colon(language)}{frame.name}", BOLD, colour)
    for slots in frame.patterns:
        pattern = " ".join(map(_slot, slots))
        yield from hang(f"{PATTERN.say(language)}{colon(language)}", pattern, width)
    stated = [_statement(each, language) for each in frame.states] or [NOTHING.say(language)]
    for text in stated:
        yield from hang(f"{STATES.say(language)}{colon(language)}", text, width)


def _slot(slot: Slot) -> str:
    return "|".join(sorted(slot.labels)) + "?" * slot.optional + "+" * slot.repeated


def _statement(stated: Statement, language: str) -> str:
    value = VALUES.get(stated.value, Words(stated.value, stated.value)).say(language)
    options = "".join(f", {key}: {option}" for key, option in stated.options.items())
    return f"{stated.fact} = {value}{options}"


def _example(
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
