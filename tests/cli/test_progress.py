"""The line that tells how far a run has come: for people only, not before two seconds, gone at the end."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest

from gialint.cli import progress
from gialint.cli.progress import shown

PATHS = ["甲.docx", "乙\x1b[31m.docx", "丙.docx"]


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell at once, and everything, on a line of forty columns."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    monkeypatch.setenv("COLUMNS", "40")


def test_a_pipe_gets_nothing(impatient: None) -> None:
    pipe = StringIO()
    assert list(shown(PATHS, 3, "zh", pipe)) == PATHS
    assert pipe.getvalue() == ""


def test_a_short_run_tells_nothing() -> None:
    terminal = Terminal()
    assert list(shown(PATHS, 3, "zh", terminal)) == PATHS
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh", ["已检查 0/3：甲.docx", "已检查 1/3：乙␛[31m.docx", "已检查 2/3：丙.docx", ""]),
        ("en", ["checked 0 of 3: 甲.docx", "checked 1 of 3: 乙␛[31m.docx", "checked 2 of 3: 丙.docx", ""]),
    ],
)
def test_a_terminal_is_told_on_one_line_that_is_gone_at_the_end(
    language: str, lines: list[str], impatient: None
) -> None:
    terminal = Terminal()
    assert list(shown(PATHS, 3, language, terminal)) == PATHS
    assert terminal.getvalue().split("\r\x1b[K")[1:] == lines


def test_a_long_name_is_cut(impatient: None) -> None:
    terminal = Terminal()
    list(shown(["青" * 40], 1, "zh", terminal))
    assert terminal.getvalue().split("\r\x1b[K")[1] == "已检查 0/1：" + "青" * 13


def test_the_line_is_gone_though_the_run_is_broken_off(impatient: None) -> None:
    terminal = Terminal()
    told: Iterator[str] = shown(PATHS, 3, "zh", terminal)
    next(told)
    del told
    assert terminal.getvalue().endswith("\r\x1b[K")
