"""Read YAML as written: every scalar keeps its spelling (1,353 or 0.190) and knows where it stands.

Only what a report needs is understood: nested mappings of scalars. Lists, tags, anchors,
aliases, second documents and keys written twice are rejected, in plain words and with the line quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, TypeAlias
from unicodedata import east_asian_width

from gialint.model import Text, mask
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.grid import too_many_cells
from gialint.records import dataclass, replace
from gialint.sources.yaml import COLON, NO_COLON, line_before, slip_at

NOWHERE = -1
"""The offset of what did not come from a file."""

MESSAGES: tuple[tuple[str, Text], ...] = (
    (
        COLON,
        Text(
            "这里不该有冒号：这一行缩进多了，或含冒号的文字没有加引号",
            "no colon is expected: too much indentation, or text with a colon that is not quoted",
        ),
    ),
    (
        NO_COLON,
        Text(
            "这一行既不是“键: 值”，也没有缩进到上一个键之下", "neither “key: value” nor indented under a key"
        ),
    ),
    (
        "unknown escape",
        Text(
            "双引号里的反斜线不成转义，请改用单引号", "an unknown escape in double quotes: use single quotes"
        ),
    ),
    ("scanning a quoted scalar", Text("引号没有合上", "a quotation mark is never closed")),
    ("flow mapping", Text("花括号没有合上，或缺逗号", "a brace is never closed, or a comma is missing")),
    (
        "cannot start any token",
        Text("值不能以这个字符开头，请加引号", "quote a value that begins with this character"),
    ),
    (
        "expected <block end>",
        Text("缩进与上面各行对不齐", "the indentation does not line up with the lines above"),
    ),
    (
        "<document start>",
        Text("缩进与上面各行对不齐", "the indentation does not line up with the lines above"),
    ),
)
"""What the parser's own words contain, and what is reported instead; the first that fits."""

OPENED = (NO_COLON, "scanning a quoted scalar", "flow mapping")
"""What is best shown where it began."""

OTHERWISE = Text("不合 YAML 语法", "not valid YAML")

MOST_CHARACTERS = 300_000
"""A long report has 20 000; beyond this a YAML parser in Python takes its time."""
DEEPEST = 12
NULLS = ("", "~", "null", "Null", "NULL")


def fault(text: str, at: int, zh: str, en: str, advice: Text | None = None) -> Unreadable:
    """Return the error for a spot in a file, with its line quoted; no file, no line."""
    if at == NOWHERE:
        return Unreadable.because(zh, en, advice)
    text = mask(text)
    start = text.rfind("\n", 0, at) + 1
    number, column = text.count("\n", 0, start) + 1, at - start + 1
    said = Text(f"第 {number} 行第 {column} 列：{zh}", f"line {number}, column {column}: {en}")
    return Unreadable(said, advice, _quote(column, text[start:].partition("\n")[0].rstrip("\r")))


def syntax_fault(text: str, error: Exception) -> Unreadable:
    """Return the error for what the YAML parser rejected; a common slip is reported as such."""
    position = getattr(error, "position", None)
    if isinstance(position, int) and position < len(text):
        shown = f"U+{ord(text[position]):04X}"
        return fault(text, position, f"有控制字符 {shown}，请删去", f"control character {shown}: remove it")
    problem = getattr(error, "problem_mark", None)
    if problem is None:
        return fault(text, 0, *OTHERWISE)
    at = min(problem.index, len(text))
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    context = getattr(error, "context_mark", None)
    began = context.index if context is not None else at
    spots = (at, began, line_before(text, at)) if COLON in said or NO_COLON in said else (at,)
    for spot in spots:
        slip = slip_at(text, spot)
        if slip is not None:
            return fault(text, slip[0], *slip[1])
    for part, words in MESSAGES:
        if part in said:
            return fault(text, began if part in OPENED else at, *words)
    return fault(text, at, OTHERWISE.zh, f"{OTHERWISE.en} ({said})")


def _quote(column: int, line: str) -> str:
    """Return the line with a caret under it; a long one is cut, and tabs are shown as spaces."""
    first = max(column - 40, 0) if column > 60 else 0
    shown = line[first : first + 80].replace("\t", " ")
    under = "".join(
        "  " if east_asian_width(character) in "WF" else " " for character in line[first : column - 1]
    )
    return f"{shown}\n{under}^"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar: its words, its offset in the file, and whether it is what YAML calls null.

    ``runs`` pairs offsets in ``text`` with offsets in the file, ascending, a pair a line; it is
    empty where they cannot be told apart (quoted text with escapes).
    """

    text: str
    at: int = NOWHERE
    blank: bool = False
    runs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A mapping: its keys with their values, as ordered in the file."""

    items: tuple[tuple[Leaf, Tree], ...] = ()
    at: int = NOWHERE


Tree: TypeAlias = Leaf | Branch


def parse(text: str, limits: Limits) -> Branch:
    """Return the mapping a file holds; raises Unreadable that quotes the line, or LimitExceeded."""
    if len(text) > MOST_CHARACTERS:
        raise LimitExceeded.because(
            f"YAML 文件超过 {MOST_CHARACTERS} 个字符",
            f"a YAML file of more than {MOST_CHARACTERS} characters",
            Text("请确认一个文件只写一份报告。", "Check that the file holds one report."),
        )
    from ruamel.yaml import YAML

    try:
        return _Parser(text, iter(YAML(typ="safe", pure=True).parse(text)), limits).root()
    except Unreadable:
        raise
    except Exception as error:  # beside its own errors the parser lets ValueError and the like slip through
        raise syntax_fault(text, error) from error


def planted(example: Mapping[Any, Any], depth: int = 1) -> Branch:
    """Return a mapping that is loaded already as a tree without places; raises Unreadable."""
    items: list[tuple[Leaf, Tree]] = []
    for key, value in example.items():
        if isinstance(value, Mapping):
            _reject_depth("", NOWHERE, depth + 1)
            items.append((Leaf(str(key)), planted(value, depth + 1)))
        elif isinstance(value, (Sequence, Set)) and not isinstance(value, str):
            raise _list_fault("", NOWHERE)
        else:
            items.append((Leaf(str(key)), Leaf("" if value is None else str(value), blank=value is None)))
    return _unique("", items, NOWHERE)


@dataclass(slots=True)
class _Parser:
    text: str
    events: Iterator[Any]
    limits: Limits
    leaves: int = 0

    def root(self) -> Branch:
        branch: Branch | None = None
        for event in self.events:
            match type(event).__name__:
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                    continue
                case "DocumentStartEvent" if branch is None:
                    continue
                case "DocumentStartEvent":
                    raise fault(
                        self.text,
                        event.start_mark.index,
                        "一个文件只能写一份报告，不能用 --- 再起一份",
                        "one report per file: no second one after ---",
                    )
            tree = self._tree(event, 1)
            branch = tree if isinstance(tree, Branch) else self._rootless(tree)
        return branch or Branch()

    def _rootless(self, leaf: Leaf) -> Branch:
        if leaf.blank:
            return Branch()
        expected = Text("文件应由“键: 值”组成，例如 title: …", "expected “key: value”, such as title: …")
        at, words = slip_at(self.text, leaf.at) or (leaf.at, expected)
        raise fault(self.text, at, *words)

    def _tree(self, event: Any, depth: int) -> Tree:
        at = event.start_mark.index
        self._reject_marks(event, at)
        match type(event).__name__:
            case "ScalarEvent":
                return self._leaf(event, at)
            case "MappingStartEvent":
                _reject_depth(self.text, at, depth)
                return self._branch(at, depth)
        raise _list_fault(self.text, at)

    def _branch(self, at: int, depth: int) -> Branch:
        items: list[tuple[Leaf, Tree]] = []
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key = self._tree(event, depth + 1)
            if isinstance(key, Branch):
                raise fault(
                    self.text, key.at, "键必须是文字，不能是花括号", "a key must be text, not a mapping"
                )
            end = event.end_mark.index
            value = self._tree(next(self.events), depth + 1)
            if isinstance(value, Leaf) and value.blank:
                value = replace(value, at=self._after_colon(end, value.at))
            items.append((key, value))
        return _unique(self.text, items, at)

    def _after_colon(self, key_end: int, at: int) -> int:
        """Return where a blank value stands: the parser puts it as far down as the next key."""
        colon = self.text.find(":", key_end, at)
        line = self.text.find("\n", key_end, at)
        return at if line < 0 else min(colon + 1 or at, line)

    def _leaf(self, event: Any, at: int) -> Leaf:
        self.leaves += 1
        if self.leaves > self.limits.cells:
            raise too_many_cells(self.limits)
        blank = event.style is None and event.value in NULLS
        if blank:
            return Leaf("", at, blank=True)
        return Leaf(
            event.value, at, runs=_runs(event.value, self.text[at : event.end_mark.index], at, event.style)
        )

    def _reject_marks(self, event: Any, at: int) -> None:
        if getattr(event, "anchor", None) is not None:
            raise fault(
                self.text,
                at,
                "报告里不能用锚点 & 和引用 *，请写出原文",
                "no anchors & or aliases *: write it out",
            )
        if getattr(event, "tag", None) is not None:
            raise fault(
                self.text, at, "报告里不能用标签 !，请删去或加引号", "no tags !: remove it or quote it"
            )


def _runs(words: str, raw: str, at: int, style: str | None) -> tuple[tuple[int, int], ...]:
    """Pair every line of a scalar with its place; nothing if one line is not as it stands in the file."""
    if style in ("'", '"'):
        raw, at = raw[1:-1], at + 1
    runs: list[tuple[int, int]] = []
    position = 0
    for number, line in enumerate(raw.split("\n")):
        piece = line.strip(" \t\r")
        if piece and not (number == 0 and style in ("|", ">")):
            while position < len(words) and words[position] in " \t\n":
                position += 1
            if not words.startswith(piece, position):
                return ()
            runs.append((position, at + line.index(piece)))
            position += len(piece)
        at += len(line) + 1
    return tuple(runs)


def _unique(text: str, items: Sequence[tuple[Leaf, Tree]], at: int) -> Branch:
    seen: set[str] = set()
    for key, _ in items:
        if key.text in seen:
            raise fault(text, key.at, f"“{key.text}”写了两次，请删去一处", f"“{key.text}” is written twice")
        seen.add(key.text)
    return Branch(tuple(items), at)


def _reject_depth(text: str, at: int, depth: int) -> None:
    if depth > DEEPEST:
        raise fault(text, at, f"嵌套超过 {DEEPEST} 层", f"nested more than {DEEPEST} deep")


def _list_fault(text: str, at: int) -> Unreadable:
    return fault(
        text,
        at,
        "报告里不用列表；多行文字请写在 | 之后",
        "a report has no lists: write several lines after |",
    )
