"""Where ``gialint matrix`` writes: the format and the file that each ``-o`` means."""

from __future__ import annotations

import os
from collections.abc import Iterable

from gialint.cli.arguments import UsageError, misuse
from gialint.cli.targets import Target
from gialint.hookspecs import Reporter
from gialint.model import Text

FORMATS = ("xlsx", "html", "json", "docx")
TABLES = ("csv", "tsv", "xls")
"""Formats of tables in which none is written."""


def matrix_targets(words: Iterable[str]) -> list[Target]:
    """Return what some ``-o`` ask for: a file whose suffix gives the format, or both; raises UsageError."""
    return [_target(word) for word in words]


def _target(word: str) -> Target:
    name, colon, path = word.partition(":")
    # One letter before a colon is a drive of Windows.
    form = name if colon and len(name) > 1 and name.isalnum() else ""
    if form and form not in FORMATS:
        raise _unknown(form, word)
    path = path if form else word
    if path in ("", "-"):
        example = f"-o {form or 'xlsx'}:"
        raise misuse(
            "-o 后面缺少文件名",
            "-o needs a file name",
            f"例如 {example}汇总.{form or 'xlsx'}",
            f"for example {example}sums.{form or 'xlsx'}",
        )
    suffix = os.path.splitext(path)[1].lower().removeprefix(".")
    if form and suffix != form:
        raise misuse(
            f"{form} 文件的名称应以 .{form} 结尾：{path}", f"a file of {form} ends in .{form}: {path}"
        )
    if suffix not in FORMATS:
        raise _unknown(suffix, word, dot=".")
    return Target(Reporter(suffix, ""), path)


def _unknown(name: str, word: str, dot: str = "") -> UsageError:
    """Return the error for a format that there is not, before a colon or after a ``dot``."""
    from gialint.sources.suggest import did_you_mean, meant

    message = Text(
        f"没有“{dot}{name}”这种输出格式：{word}", f"there is no output format “{dot}{name}”: {word}"
    )
    if not name:
        message = Text(f"文件名没有扩展名，不知道写成什么格式：{word}", f"a file name needs a suffix: {word}")
    near = "xlsx" if name in TABLES else did_you_mean(name, FORMATS)
    known = [f".{each}" for each in FORMATS]
    listed = Text(f"可以写成 {'、'.join(known)}", f"It may end in {', '.join(known)}")
    return UsageError(message, meant(f"{dot}{near}") if near else listed)
