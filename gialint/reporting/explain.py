"""The output of ``explain``: a rule or a frame, why it holds, what to do, and its examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gialint.checking.options import form_of
from gialint.checking.rulefiles.examples import Outcome, says_of
from gialint.model import Diagnostic, Gap, Rule, Text, mask
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
from gialint.understanding.claims.patterns import Frame, Statement

TAGS = Text("标签", "tags")
SINCE = Text("始于版本", "since")
EXAMPLE = Text("示例", "example")
SAYS = Text("输出", "says")
OPTION = Text("选项", "option")
DEFAULT = Text("默认", "default")
UNDER = Text("设置", "under")
NONE = Text("没有", "none")
OUTCOMES = {
    "violates": Text("违反", "violated"),
    "clean": Text("符合", "holds"),
    "unassessed": Text("无法核对", "not assessed"),
}
FRAME = Text("句式", "frame")
PATTERN = Text("样式", "pattern")
STATED = Text("陈述", "states")
NOTHING = Text("不陈述任何数字，只说明这些词有了着落", "no figure; it only accounts for its words")
VALUES = {
    "QTY": Text("文中的数字", "the number in it"),
    "all": Text("前面数字的全部", "all of the number before"),
    "rest": Text("前面数字的其余", "the rest of the number before"),
    "single": Text("前面的 1 件", "the one case before"),
    "denied": Text("0（否定）", "0, by negation"),
    "also": Text("0（承前否定）", "0, by the negation before"),
}
FRAME_OUTCOMES = {
    "states": Text("读出", "states"),
    "doubtful": Text("存疑", "doubtful"),
    "not": Text("不作陈述", "states nothing"),
    "unread": Text("不读", "left unread"),
}


class _Page:
    """Lays out lines as wide as a style allows."""

    def __init__(self, style: Style) -> None:
        self.width = max(style.room, 30)
        self.language = style.language
        self.colour = style.colour

    def painted(self, text: str, ink: str) -> str:
        """Return text in a colour, if the style has any."""
        return paint(text, ink, self.colour)

    def item(self, label: str, text: str) -> list[str]:
        """Return a label and its text, which hangs behind it."""
        return hang(label + colon(self.language), visible_lines(text), self.width)

    def text(self, text: str, indent: str = "") -> list[str]:
        """Return the lines of a text."""
        return [indent + line for line in wrap(visible_lines(text), self.width - len(indent))]

    def example(self, index: int, kind: Text, ink: str) -> str:
        """Return the title of an example."""
        outcome = bracketed(kind.in_language(self.language), self.language)
        return self.painted(f"{EXAMPLE.in_language(self.language)} {index + 1}{outcome}", ink)


def explain(
    rule: Rule, style: Style, outcomes: Mapping[int, Sequence[Diagnostic | Gap]] | None = None
) -> str:
    """Return everything about a rule; ``outcomes`` are what its examples yielded, by their index."""
    page, language = _Page(style), style.language
    tag = f"{SEVERITIES[rule.severity].in_language(language)}[{rule.code}]"
    title = page.painted(tag, ink_of(rule.severity)) + page.painted(f" {visible(rule.name)}", BOLD)
    blocks = [
        [title, *(page.painted(line, BOLD) for line in page.text(rule.title.in_language(language)))],
        [],
    ]
    hint, tags = rule.hint.in_language(language) if rule.hint else "", listed(rule.tags, language)
    for label, text in (
        (BASIS, basis_text(rule.basis, language)),
        (HINT, hint),
        (TAGS, tags),
        (SINCE, rule.since),
    ):
        blocks[-1] += page.item(label.in_language(language), text) if text else []
    blocks.append([])
    for option in rule.options:
        form = bracketed(form_of(option).in_language(language), language)
        about = option.about.in_language(language) + form
        blocks[-1] += page.item(f"{OPTION.in_language(language)} {visible(option.name)}", about)
        blocks[-1] += page.item(f"  {DEFAULT.in_language(language)}", option_text(option.default, language))
    for index, example in enumerate(rule.examples):
        kind = kind_of(example)
        blocks.append([page.example(index, OUTCOMES[kind], GOOD if kind == "clean" else INFO)])
        blocks[-1] += _given(example.get(kind), page)
        if example.get("options"):
            blocks[-1] += page.item(
                f"  {UNDER.in_language(language)}", mask(option_text(example["options"], language))
            )
        for text in said(rule, index, (outcomes or {}).get(index, ()), language):
            blocks[-1] += page.item(f"  {SAYS.in_language(language)}", text)
    return _joined(blocks)


def explain_frame(frame: Frame, outcomes: Sequence[Outcome], style: Style) -> str:
    """Return everything about a frame; ``outcomes`` are those of its examples."""
    page, language = _Page(style), style.language
    blocks = [[page.painted(f"{FRAME.in_language(language)}{colon(language)}{frame.name}", BOLD)]]
    for slots in frame.patterns:
        said = ("|".join(sorted(slot.labels)) + "?" * slot.optional + "+" * slot.repeated for slot in slots)
        blocks[0] += page.item(PATTERN.in_language(language), " ".join(said))
    for text in [_statement(each, language) for each in frame.states] or [NOTHING.in_language(language)]:
        blocks[0] += page.item(STATED.in_language(language), text)
    for index, example in enumerate(frame.examples):
        kind = next(kind for kind in FRAME_OUTCOMES if kind in example)
        words = example[kind]
        given: Mapping[str, Any] = words if isinstance(words, Mapping) else {"text": str(words)}
        blocks.append([page.example(index, FRAME_OUTCOMES[kind], GOOD if kind == "not" else INFO)])
        blocks[-1] += page.text(given["text"], "  ")
        blocks[-1] += (f"  {path} = {value}" for path, value in given.get("claims", {}).items())
        for outcome in outcomes:
            if outcome.index == index and outcome.detail:
                blocks[-1] += hang("  ", visible_lines(outcome.detail.in_language(language)), page.width)
    return _joined(blocks)


def option_text(value: Any, language: str) -> str:
    """Return the value of an option as people write it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {option_text(one, language)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) if value else NONE.in_language(language)
    return str(value).lower() if isinstance(value, bool) else str(value)


def kind_of(example: Mapping[str, Any]) -> str:
    """Return of what kind an example is; one that does not say so violates its rule."""
    return next((kind for kind in OUTCOMES if kind in example), "violates")


def said(rule: Rule, index: int, outcomes: Sequence[Diagnostic | Gap], language: str) -> list[str]:
    """Return what is said of an example, masked: what it yielded, or what it says that it does.

    An example lacks most that a report has: what was not assessed is shown only where that is the point.
    """
    example = rule.examples[index]
    if not outcomes:
        return says_of(example)
    gaps = kind_of(example) == "unassessed"
    shown = [each for each in outcomes if gaps or isinstance(each, Diagnostic)]
    return [line for each in shown for line in _lines(rule, each, language)]


def _joined(blocks: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _given(given: Any, page: _Page) -> Iterator[str]:
    """Yield what an example consists of: figures by fact, or text as it stands."""
    if not isinstance(given, Mapping):
        yield from page.text(mask(str(given)), "  ") if given is not None else ()
        return
    room = min(max((cells(str(key)) for key in given), default=0), page.width // 2)
    for key, value in given.items():
        name = visible(str(key))
        text = (
            STATES["blank"].in_language(page.language) if value is None else visible_lines(mask(str(value)))
        )
        yield from hang(f"  {name}{' ' * (room - cells(name))}  ", text, page.width)


def _lines(rule: Rule, outcome: Diagnostic | Gap, language: str) -> list[str]:
    if isinstance(outcome, Gap):
        return [mask(outcome.reason)]
    found = rewritten_diagnostic(outcome, mask)
    other = found.severity is not rule.severity
    grade = bracketed(SEVERITIES[found.severity].in_language(language), language) if other else ""
    return [found.message + grade, *(line for line in found.working if line not in found.message)]


def _statement(stated: Statement, language: str) -> str:
    value = VALUES.get(stated.value, Text(stated.value, stated.value)).in_language(language)
    options = "".join(f", {key}: {option}" for key, option in stated.options.items())
    return f"{stated.fact} = {value}{options}"
