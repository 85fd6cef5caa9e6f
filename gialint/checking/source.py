"""The text of an expression and its syntax tree, with errors that know their column."""

from __future__ import annotations

import ast
import re
import warnings
from typing import NamedTuple

from gialint.checking.nodes import ExpressionError
from gialint.model import Words
from gialint.model.errors import parser_error

MAX_CHARACTERS = 2_000

_BLANK = re.compile(r"\s")
_SLIPS = (
    ("&&", "“并且”写作 and", "write “and”"),
    ("||", "“或者”写作 or", "write “or”"),
    ("=<", "“小于或等于”写作 <=", "at most is written <="),
    ("=>", "“大于或等于”写作 >=", "at least is written >="),
    ("!", "“不”写作 not，“不等于”写作 !=", "write “not”, or “!=” for unequal"),
    ("=", "“等于”写作 ==", "equality is written =="),
)


class Source(NamedTuple):
    """An expression on one line; ``indent`` counts the blanks that stood before it."""

    text: str
    indent: int

    def tree(self) -> ast.expr:
        """Parse; raises ExpressionError."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self.text, mode="eval").body
        except SyntaxError as error:
            raise self._syntax(error) from error
        except (ValueError, MemoryError, RecursionError) as error:
            raise ExpressionError(Words("表达式无法解析", "the expression cannot be parsed"), 0) from error

    def column(self, node: ast.expr) -> int:
        """Return the character column of a node; ``ast`` counts in UTF-8 bytes."""
        return self.indent + len(self.text.encode()[: node.col_offset].decode())

    def refuse(self, node: ast.expr, zh: str, en: str, near: str | None = None) -> ExpressionError:
        """Return the error that a node is not allowed."""
        return ExpressionError(Words(zh, en), self.column(node), near)

    def _syntax(self, error: SyntaxError) -> ExpressionError:
        column = error.offset - 1 if error.offset else len(self.text)
        column = min(column, len(self.text))
        for slip, zh, en in _SLIPS:
            start = self.text.find(slip, max(column - len(slip) + 1, 0), column + len(slip))
            if start >= 0:
                return ExpressionError(Words(zh, en), self.indent + start)
        why = parser_error(error.msg)
        said = Words(f"表达式语法错误：{why.zh}", f"syntax error: {why.en}")
        return ExpressionError(said, self.indent + column)


def source_of(written: str) -> Source:
    """Return the source of an expression as written, over one line or several; raises ExpressionError."""
    flat = _BLANK.sub(" ", written)
    text = flat.strip(" ")
    indent = len(flat) - len(flat.lstrip(" "))
    if not text:
        raise ExpressionError(Words("表达式是空的", "the expression is empty"), 0)
    if len(text) > MAX_CHARACTERS:
        zh, en = f"表达式超过 {MAX_CHARACTERS} 个字符", f"longer than {MAX_CHARACTERS} characters"
        raise ExpressionError(Words(zh, en), 0)
    for stray in "#\\":
        if stray in text:
            zh, en = f"表达式里不能有 {stray}", f"no {stray} in an expression"
            raise ExpressionError(Words(zh, en), indent + text.index(stray))
    return Source(text, indent)
