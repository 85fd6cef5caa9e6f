"""The matrix of a store is that of the reports that were written into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.store.writing import Store

COUNTY = Path(__file__).parents[2] / "examples" / "county"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the county's reports into a store, from the county's folder."""
    monkeypatch.chdir(COUNTY)
    path = tmp_path / "county.db"
    words = ["check", "--lang", "zh", "2024", "--last", "2023", "--members", "members.xlsx", "-q"]
    main([*words, "-o", f"sqlite:{path}", "--output-format", "concise"])
    return path


def test_it_is_that_of_the_files(store: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    words = ["--lang", "zh", "--members", "members.xlsx"]
    assert main(["matrix", "2024", "--last", "2023", *words, "-o", f"json:{one}"]) == 0
    assert main(["matrix", str(store), *words, "-o", f"json:{other}"]) == 0
    assert json.loads(other.read_text("utf-8")) == json.loads(one.read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2024"], "库要单独写"),
        (["--last", "2023"], "库里的报告已经检查过"),
        (["--select", "GIA3"], "库里的报告已经检查过"),
    ],
)
def test_what_it_cannot_be_asked(
    store: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["matrix", "--lang", "zh", str(store), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_store_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["matrix", "--lang", "zh", str(tmp_path / "gone.db")]) == 2
    assert "没有这个文件" in capsys.readouterr().err


def test_a_run_that_did_not_come_to_its_end_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store(str(store), "zh").close()
    assert main(["matrix", "--lang", "zh", str(store)]) == 2
    assert "没有做完" in capsys.readouterr().err
