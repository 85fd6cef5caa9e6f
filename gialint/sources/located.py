"""Where the keys and values of a file stood, and problems that point there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import getitem
from typing import Any
from unicodedata import combining, east_asian_width

from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Text
from gialint.records import dataclass, field

_WIDE_COLON = lazy_regex(r"\s*(?:- +)?\{?[A-Za-z_][\w.-]*：")
_WIDE_BRACKET = lazy_regex(r"\s*(?:- +)?[A-Za-z_][\w.-]*:\s*[［【]")
_WIDE_COMMA = lazy_regex(r"\{[^{}]*，\s*[A-Za-z_][\w.-]*\s*[:：]")

Keys = tuple[str | int, ...]


class BadYaml(Exception):
    """A YAML file that cannot be used; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message.zh}")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key and its value begin (offsets into the file's text), and the scalar's style."""

    key: int
    value: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A YAML file: its data, and the spot of every key and item by the keys that lead to it.

    ``quoted`` is whether problems may show its lines.
    """

    path: str
    text: str
    data: Any = None
    spots: Mapping[Keys, Spot] = field(default_factory=dict)
    code: str = "GIA903"
    quoted: bool = True

    def locate(self, keys: Keys = (), *, key: bool = False, offset: int = 0) -> tuple[int, int]:
        """Return the 1-based line and column of a value (or its key, or a character inside its text).

        Keys that are not in the file mean the innermost mapping that should contain them.
        """
        return _line_and_column(self.text, self._index(keys, key, offset))

    def problem(
        self, message: Text, keys: Keys = (), *, key: bool = False, offset: int = 0, hint: Text | None = None
    ) -> Problem:
        """Return a problem that quotes the line of a value with a caret under it."""
        return self.problem_at(self._index(keys, key, offset), message, hint)

    def problem_at(self, index: int, message: Text, hint: Text | None = None) -> Problem:
        """Return a problem that quotes the line of an offset with a caret under it."""
        line, column = _line_and_column(self.text, index)
        lines = self.text.split("\n")
        shown = quote(lines[line - 1], column) if self.quoted else ""
        return Problem(
            self.code, message, f"{self.path}:{line}:{column}", shown, hint or _typed_wide(lines, line)
        )

    def _index(self, keys: Keys, key: bool, offset: int) -> int:
        while keys not in self.spots:
            if not keys:
                return 0
            keys, offset = keys[:-1], 0
        spot = self.spots[keys]
        if key or not offset:
            return spot.key if key else _content(self.text, spot)
        value = reduce(getitem, keys, self.data)
        return _inside(self.text, spot, value, offset)


@dataclass(frozen=True, slots=True)
class At:
    """A value in a file, and the keys that lead to it: what a check is given to judge."""

    file: Loaded
    keys: Keys = ()
    value: Any = None

    def __getitem__(self, key: str | int) -> At:
        """Return what a key or index of the value holds, None if it has no such key."""
        held = self.value.get(key) if isinstance(self.value, dict) else self.value[key]
        return At(self.file, (*self.keys, key), held)

    def each(self) -> Iterator[At]:
        """Yield the items of a list, or the value itself if it is not a list."""
        if not isinstance(self.value, list):
            yield self
            return
        for index in range(len(self.value)):
            yield self[index]

    def problem(
        self, zh: str, en: str, *, key: bool = False, offset: int = 0, hint: Text | None = None
    ) -> Problem:
        """Return a problem at the value, at its ``key``, or at a character inside its text."""
        return self.file.problem(Text(zh, en), self.keys, key=key, offset=offset, hint=hint)


def root(file: Loaded) -> At:
    """Return all that a file holds."""
    return At(file, (), file.data)


def quote(line: str, column: int) -> str:
    """Return a line with a caret under its 1-based column, as a fixed-width screen shows it."""
    return f"{line}\n{''.join(map(_blank, line[: column - 1]))}^"


def _typed_wide(lines: list[str], line: int) -> Text | None:
    """Return a hint if a mark of YAML was typed in full width, in a line or in the one above it."""
    for number in filter(None, (line, line - 1)):
        if _WIDE_COLON.match(lines[number - 1]):
            zh = f"第 {number} 行的冒号是全角的：换成半角冒号，后面空一格。"
            return Text(zh, f"the colon of line {number} is a full-width one: write “: ”.")
        if _WIDE_COMMA.search(lines[number - 1]):
            zh = f"第 {number} 行括号里的逗号是全角的：换成半角逗号，后面空一格。"
            return Text(zh, f"a comma in the brackets of line {number} is a full-width one: write “, ”.")
    if _WIDE_BRACKET.match(lines[line - 1]):
        zh = f"第 {line} 行的方括号是全角的：换成半角的 [ ]。"
        return Text(zh, f"the brackets of line {line} are full-width ones: write [ ].")
    return None


def _blank(character: str) -> str:
    if character == "\t":
        return "\t"
    if combining(character):
        return ""
    return "  " if east_asian_width(character) in "WF" else " "


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, start) + 1, index - start + 1


def _content(text: str, spot: Spot) -> int:
    """Where the words of a scalar begin: past its quotation mark, or on the line below ``>`` or ``|``."""
    if not spot.style:
        return spot.value
    if spot.style in "'\"":
        return spot.value + 1
    below = text.find("\n", spot.value) + 1
    return _past_blanks(text, below) if below else spot.value


def _inside(text: str, spot: Spot, value: Any, offset: int) -> int:
    """The place of a character of a scalar's value; folding and indentation only ever change blanks."""
    position = _content(text, spot)
    if not isinstance(value, str):
        return position
    for character in value[:offset]:
        if character.isspace():
            continue
        position = _past_blanks(text, position)
        doubled = spot.style == "'" and character == "'"
        escaped = spot.style == '"' and text[position : position + 1] == "\\"
        position += 2 if doubled or escaped else 1
    # What is missing at the end is missing there, and not on the next line.
    return _past_blanks(text, position) if value[offset:].strip() else position


def _past_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
