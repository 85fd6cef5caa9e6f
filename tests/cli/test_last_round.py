"""``gialint baseline --last``: what became of what was pointed out, from a folder and from a baseline."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.cli import main

COUNTY = Path(__file__).parents[2] / "examples/county/2024"
ROW = "本年新收政府信息公开申请数量 | {} | 2"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three drafts, of which one is wrong, and the second round: other files, one of them new."""
    monkeypatch.chdir(tmp_path)
    first, second = Path("first"), Path("second")
    first.mkdir()
    second.mkdir()
    for name in ("财政局", "司法局", "民政局"):
        text = (COUNTY / f"{name}.txt").read_text(encoding="utf-8")
        wrong = text.replace(ROW.format(23), ROW.format(24))
        assert (wrong == text) is (name != "财政局")
        (first / f"{name}.txt").write_text(wrong, encoding="utf-8")
    for name in ("财政局", "司法局", "公安局"):
        (second / f"{name}二稿.txt").write_bytes((COUNTY / f"{name}.txt").read_bytes())
    return tmp_path


def again(figure: int) -> None:
    """Hand in another second draft of the report that was wrong."""
    path = Path("second/财政局二稿.txt")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(ROW.format(23), ROW.format(figure)), encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Return status and output of the command."""
    status = main(["baseline", "--isolated", *words, "--lang", "zh"])
    return status, capsys.readouterr().out


def test_what_was_mended_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = told(capsys, "second", "--last", "first")
    assert status == 0
    assert "已改正  GIA301 三/表1" in said
    assert "共 3 份报告：上次指出 1 处，已改正 1 处，仍在 0 处；新增 0 处。" in said
    assert "上次没有的报告 1 份：云坪县公安局。" in said
    assert "上次有、这次没有的报告 1 份：云坪县民政局。" in said
    assert not Path("gialint-baseline.json").exists()


def test_what_is_wrong_still_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again(25)
    status, said = told(capsys, "second", "--last", "first")
    assert status == 1
    assert "仍在  GIA301" in said
    assert "本年新收 25" in said
    assert "已改正 0 处，仍在 1 处；新增 0 处" in said


def test_a_baseline_of_the_last_round_does_as_well(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "first", "-o", "r1.json")[0] == 0
    _, said = told(capsys, "second", "--last", "r1.json")
    assert "已改正 1 处，仍在 0 处；新增 0 处" in said
    # Of reports without findings a baseline knows nothing, and nothing is said of them.
    assert "上次没有" not in said


def test_the_next_round_is_written_where_that_is_asked(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again(25)
    assert told(capsys, "second", "--last", "first", "-o", "r2.json")[0] == 0
    assert "云坪县财政局" in Path("r2.json").read_text(encoding="utf-8")


def test_a_baseline_knows_a_report_that_is_handed_in_again(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though its first draft is still there, in another folder."""
    again(24)
    told(capsys, "first", "-o", "r1.json")
    assert main(["check", "--isolated", "second", "--baseline", "r1.json", "--lang", "zh"]) == 0
    assert "GIA301" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("last", "said"),
    [("frist", "“first”"), ("empty", "里没有报告"), ("bad.json", "这不是 gialint baseline 写的文件")],
)
def test_a_last_round_that_is_none(
    desk: Path, capsys: pytest.CaptureFixture[str], last: str, said: str
) -> None:
    Path("empty").mkdir()
    Path("bad.json").write_text("{}", encoding="utf-8")
    assert main(["baseline", "--isolated", "second", "--last", last, "--lang", "zh"]) == 2
    assert said in capsys.readouterr().err
