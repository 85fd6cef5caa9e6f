"""``gialint schema`` prints what docs/schema holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli import main
from tools.write_schemas import FILES, FOLDER


@pytest.mark.parametrize("kind", FILES)
def test_docs_hold_what_is_printed(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    assert (FOLDER / FILES[kind]).read_text("utf-8") == capsys.readouterr().out, "run `make schemas`"


@pytest.mark.parametrize("kind", FILES)
def test_it_is_written_to_a_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "x.schema.json"
    assert main(["schema", kind, "-o", str(path)]) == 0
    assert json.loads(path.read_text("utf-8"))["type"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["rul"], "schema 只能是 rule、config、lexicon、"),
        (["rul"], "您是不是想写“rule”？"),
        ([], "缺少 rule|config|lexicon|waivers"),
        (["rule", "x"], "x"),
    ],
)
def test_other_words_are_refused(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--lang", "zh", *words]) == 2
    assert says in capsys.readouterr().err
