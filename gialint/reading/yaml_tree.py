"""Read YAML as written: every scalar keeps its spelling (1,353 or 0.190) and knows where it stands.

Only what a report needs is understood: nested mappings of scalars. Lists, tags, anchors,
aliases, second documents and keys written twice are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from gialint.model import Words
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.grid import too_many_cells
from gialint.reading.yaml_faults import NOWHERE, fault, syntax_fault
from gialint.sources.yaml import slip_at

MOST_CHARACTERS = 300_000
"""A long report has 20 000; beyond this a YAML parser in Python takes its time."""
DEEPEST = 12

NULLS = ("", "~", "null", "Null", "NULL")
_BLANK = re.compile(r"[ \t\n]*")


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
        raise LimitExceeded(
            Words(
                f"YAML 文件超过 {MOST_CHARACTERS} 个字符",
                f"a YAML file of more than {MOST_CHARACTERS} characters",
            ),
            Words("请确认一个文件只写一份报告。", "Check that the file holds one report."),
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
            _refuse_depth("", NOWHERE, depth + 1)
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
                        Words(
                            "一个文件只能写一份报告，不能用 --- 再起一份",
                            "one report a file: no second one after ---",
                        ),
                    )
            tree = self._tree(event, 1)
            branch = tree if isinstance(tree, Branch) else self._rootless(tree)
        return branch or Branch()

    def _rootless(self, leaf: Leaf) -> Branch:
        if leaf.blank:
            return Branch()
        slip = slip_at(self.text, leaf.at)
        expected = Words("文件应由“键: 值”组成，例如 title: …", "expected “key: value”, such as title: …")
        raise fault(self.text, *(slip or (leaf.at, expected)))

    def _tree(self, event: Any, depth: int) -> Tree:
        at = event.start_mark.index
        self._refuse_marks(event, at)
        match type(event).__name__:
            case "ScalarEvent":
                return self._leaf(event, at)
            case "MappingStartEvent":
                _refuse_depth(self.text, at, depth)
                return self._branch(at, depth)
        raise _list_fault(self.text, at)

    def _branch(self, at: int, depth: int) -> Branch:
        items: list[tuple[Leaf, Tree]] = []
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key = self._tree(event, depth + 1)
            if isinstance(key, Branch):
                raise fault(
                    self.text,
                    key.at,
                    Words("键必须是文字，不能是花括号", "a key must be text, not a mapping"),
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

    def _refuse_marks(self, event: Any, at: int) -> None:
        if getattr(event, "anchor", None) is not None:
            raise fault(
                self.text,
                at,
                Words("报告里不能用锚点 & 和引用 *，请写出原文", "no anchors & or aliases *: write it out"),
            )
        if getattr(event, "tag", None) is not None:
            raise fault(
                self.text, at, Words("报告里不能用标签 !，请删去或加引号", "no tags !: remove it or quote it")
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
            position = _after_blank(words, position)
            if not words.startswith(piece, position):
                return ()
            runs.append((position, at + line.index(piece)))
            position += len(piece)
        at += len(line) + 1
    return tuple(runs)


def _after_blank(words: str, position: int) -> int:
    match = _BLANK.match(words, position)
    return match.end() if match else position


def _unique(text: str, items: Sequence[tuple[Leaf, Tree]], at: int) -> Branch:
    seen: set[str] = set()
    for key, _ in items:
        if key.text in seen:
            raise fault(
                text, key.at, Words(f"“{key.text}”写了两次，请删去一处", f"“{key.text}” is written twice")
            )
        seen.add(key.text)
    return Branch(tuple(items), at)


def _refuse_depth(text: str, at: int, depth: int) -> None:
    if depth > DEEPEST:
        raise fault(text, at, Words(f"嵌套超过 {DEEPEST} 层", f"nested more than {DEEPEST} deep"))


def _list_fault(text: str, at: int) -> Unreadable:
    return fault(
        text,
        at,
        Words("报告里不用列表；多行文字请写在 | 之后", "a report has no lists: write several lines after |"),
    )
