"""What the documentation shows is true: outputs are as printed, and rules in it pass their own examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gialint.builtin import REPORTERS
from gialint.cli import main
from gialint.reading import Limits

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_what_is_said(
    name: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    draft, said = (text for kind, text in blocks(name) if not kind)
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--lang", language, "--select", "GIA301,GIA501", "draft.txt"]) == 1
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("start", "name"),
    [("code: QSH101", "QSH101-carried-out-plausible.yaml"), ("from collections", "QSH102_full_stop.py")],
)
def test_the_rules_in_the_documentation_pass_their_examples(
    start: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rule,) = (text for _, text in blocks("docs/writing-rules.md") if text.startswith(start))
    path = tmp_path / name
    path.write_text(rule, encoding="utf-8")
    assert main(["test", "--lang", "zh", str(path)]) == 0, capsys.readouterr().err
    assert "全部通过" in capsys.readouterr().out


def test_the_reader_in_the_documentation_reads() -> None:
    (code,) = (text for kind, text in blocks("docs/writing-plugins.md") if kind == "python")
    shown: dict[str, Any] = {"__name__": "shown"}
    exec(compile(code, "writing-plugins.md", "exec"), shown)
    document = shown["read"]("一\n二\n".encode(), "list.lines", Limits())
    assert [block.native for block in document.blocks] == ["line 1", "line 2"]


@pytest.mark.parametrize(
    "name",
    [str(path.relative_to(ROOT)) for folder in (ROOT, ROOT / "docs") for path in sorted(folder.glob("*.md"))],
)
def test_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    assert [to for to in LINK.findall(path.read_text("utf-8")) if not (path.parent / to).exists()] == []


@pytest.mark.parametrize("name", [reporter.name for reporter in REPORTERS])
def test_every_output_is_told_of(name: str) -> None:
    assert f"\n| `{name}` |" in (ROOT / "docs/formats.md").read_text("utf-8")


def blocks(name: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page, each with the language it is said to be in."""
    return BLOCK.findall((ROOT / name).read_text("utf-8"))
