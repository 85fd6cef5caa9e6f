"""Say what is wrong with a report written as YAML: where, in plain words, with the line quoted."""

from __future__ import annotations

from unicodedata import east_asian_width

from gialint.model import Words, mask
from gialint.reading import Unreadable
from gialint.sources.yaml import COLON, NO_COLON, line_before, slip_at

NOWHERE = -1
"""The offset of what did not come from a file."""

MESSAGES: tuple[tuple[str, Words], ...] = (
    (
        COLON,
        Words(
            "这里不该有冒号：这一行缩进多了，或含冒号的文字没有加引号",
            "no colon is expected: too much indentation, or text with a colon that is not quoted",
        ),
    ),
    (
        NO_COLON,
        Words(
            "这一行既不是“键: 值”，也没有缩进到上一个键之下", "neither “key: value” nor indented under a key"
        ),
    ),
    (
        "unknown escape",
        Words(
            "双引号里的反斜线不成转义，请改用单引号", "an unknown escape in double quotes: use single quotes"
        ),
    ),
    ("scanning a quoted scalar", Words("引号没有合上", "a quotation mark is never closed")),
    ("flow mapping", Words("花括号没有合上，或缺逗号", "a brace is never closed, or a comma is missing")),
    (
        "cannot start any token",
        Words("值不能以这个字符开头，请加引号", "quote a value that begins with this character"),
    ),
    (
        "expected <block end>",
        Words("缩进与上面各行对不齐", "the indentation does not line up with the lines above"),
    ),
    (
        "<document start>",
        Words("缩进与上面各行对不齐", "the indentation does not line up with the lines above"),
    ),
)
"""What the parser's own words contain, and what is told instead; the first that fits."""

OPENED = (NO_COLON, "scanning a quoted scalar", "flow mapping")
"""What is best shown where it began."""

OTHERWISE = Words("不合 YAML 语法", "not valid YAML")


def fault(text: str, at: int, reason: Words, advice: Words | None = None) -> Unreadable:
    """Return the error for a spot in a file, with its line quoted; no file, no line."""
    if at == NOWHERE:
        return Unreadable(reason, advice)
    number, column, line = _line(mask(text), at)
    said = Words(
        f"第 {number} 行第 {column} 列：{reason.zh}", f"line {number}, column {column}: {reason.say('en')}"
    )
    return Unreadable(said, advice, _quote(column, line))


def syntax_fault(text: str, error: Exception) -> Unreadable:
    """Return the error for what the YAML parser refused; a slip often made is told as such."""
    position = getattr(error, "position", None)
    if isinstance(position, int) and position < len(text):
        shown = f"U+{ord(text[position]):04X}"
        return fault(
            text, position, Words(f"有控制字符 {shown}，请删去", f"control character {shown}: remove it")
        )
    problem = getattr(error, "problem_mark", None)
    if problem is None:
        return fault(text, 0, OTHERWISE)
    at = min(problem.index, len(text))
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    context = getattr(error, "context_mark", None)
    began = context.index if context is not None else at
    spots = (at, began, line_before(text, at)) if COLON in said or NO_COLON in said else (at,)
    for spot in spots:
        slip = slip_at(text, spot)
        if slip is not None:
            return fault(text, *slip)
    for part, words in MESSAGES:
        if part in said:
            return fault(text, began if part in OPENED else at, words)
    return fault(text, at, Words(OTHERWISE.zh, f"{OTHERWISE.en} ({said})"))


def _line(text: str, at: int) -> tuple[int, int, str]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : len(text) if end < 0 else end].rstrip("\r")
    return text.count("\n", 0, start) + 1, at - start + 1, line


def _quote(column: int, line: str) -> str:
    """Return the line with a caret under it; a long one is cut, and tabs are shown as spaces."""
    first = max(column - 40, 0) if column > 60 else 0
    shown = line[first : first + 80].replace("\t", " ")
    under = "".join(
        "  " if east_asian_width(character) in "WF" else " " for character in line[first : column - 1]
    )
    return f"{shown}\n{under}^"
