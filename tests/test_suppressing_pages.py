"""The pages on living with findings are true: their files, run by their commands, print what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gialint.cli import main

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ gialint (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an empty folder the current one, on a day on which the waiver holds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)


def commands(name: str) -> Iterator[tuple[str, str]]:
    """Write the files of a page as they come, and yield its commands with what they print."""
    for kind, file, text in BLOCK.findall((DOCS / name).read_text(encoding="utf-8")):
        if file:
            Path(file).write_text(text, encoding="utf-8")
        elif kind == "console":
            yield from COMMAND.findall(text)


@pytest.mark.parametrize(
    ("name", "locale"), [("suppressing.md", "en_US.UTF-8"), ("suppressing.zh-CN.md", "zh_CN.UTF-8")]
)
def test_the_page_shows_what_is_said(
    name: str, locale: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", locale)
    shown = 0
    for words, said in commands(name):
        main(words.split())
        told = capsys.readouterr()
        assert told.out + told.err == said
        shown += 1
    assert shown == 9


def test_both_pages_show_the_same() -> None:
    zh, en = (
        [(kind, file) for kind, file, _ in BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))]
        for name in ("suppressing.zh-CN.md", "suppressing.md")
    )
    assert zh == en
