"""``gialint diff``: two files in any format, and the status that tells whether they differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run among the examples."""
    monkeypatch.chdir(EXAMPLES)


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "txt", "yaml"])
def test_one_report_in_two_formats_is_the_same(suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "clean.docx", f"clean.{suffix}"]) == 0
    told = capsys.readouterr()
    assert told.out.endswith("\n\n没有不同：208 项数据相同。\n")
    assert told.err == ""


def test_what_differs_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "clean.docx", "faulty.yaml", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("A  clean.docx · 云坪县青石镇人民政府 · 2024\nB  faulty.yaml · ")
    assert "closed in all (total)" in told


def test_slight_differences_are_listed_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "faulty.docx", "clean.docx"]) == 1
    assert "予以公开" not in capsys.readouterr().out
    assert main(["diff", "faulty.docx", "clean.docx", "--verbose"]) == 1
    assert "予以公开" in capsys.readouterr().out


def test_what_differs_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "clean.docx", "faulty.yaml", "--output-format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["a"]["path"], told["b"]["path"]) == (
        "gialint/diff/1", "clean.docx", "faulty.yaml",
    )  # fmt: skip
    closed = next(fact for fact in told["facts"] if fact["fact"] == "requests.closed.total")
    assert (closed["a"]["value"], closed["b"]["value"], closed["change"]) == (0, 1, 1)
    assert told["same"] + len(told["facts"]) == 208


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["clean.docx", "没有.docx"], "没有.docx: GIA902 没有这个文件"),
        (["没有.docx", "clean.docx"], "没有.docx: GIA902 没有这个文件"),
        (["clean.docx", "."], ".: GIA902 这是文件夹，不是文件"),
        (["clean.docx"], "gialint: 缺少 B"),
        (["clean.docx", "clean.md", "clean.txt"], "gialint: 一次只能比较两个文件，多给了 clean.txt"),
        (["clean.docx", "clean.md", "--output-format", "xml"], "gialint: --output-format 只能是 table, json"),
    ],
)
def test_what_cannot_be_compared(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(said)
