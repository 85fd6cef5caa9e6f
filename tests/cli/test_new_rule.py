"""``gialint new-rule`` writes what gialint itself takes, in every kind and language."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.checking.kinds import KINDS
from gialint.cli import main, new_rule


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", new_rule.KINDS)
def test_a_scaffold_passes_its_own_examples(
    kind: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "our" / "rules"
    words = ["new-rule", "QSH101", "first-try", "--kind", kind, "-o", str(folder), "--lang", language]
    assert main(words) == 0
    path = folder / "QSH101-first-try.yaml"
    assert str(path) in capsys.readouterr().out
    assert kind in path.read_text("utf-8")
    assert main(["test", "--lang", "zh", str(path)]) == 0
    assert "全部通过" in capsys.readouterr().out


def test_every_kind_has_a_scaffold() -> None:
    assert set(new_rule.KINDS) == set(KINDS)
    templates = {path.name for path in new_rule.TEMPLATES.glob("rule-*.yaml")}
    assert templates == {f"rule-{kind}.yaml" for kind in new_rule.KINDS}


def test_editors_are_told_of_a_schema_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "rule", "-o", str(tmp_path / new_rule.SCHEMA)]) == 0
    assert main(["new-rule", "QSH101", "x", "-o", str(tmp_path), "--lang", "zh"]) == 0
    path = tmp_path / "QSH101-x.yaml"
    assert path.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=rule.schema.json\ncode: QSH101\n"
    )
    assert main(["test", "--lang", "zh", str(path)]) == 0
    assert "全部通过" in capsys.readouterr().out


def test_comments_are_in_the_language_asked_for() -> None:
    assert "确定无疑" in new_rule.scaffold("QSH101", "x", "assert", "zh")
    assert "what is certain" in new_rule.scaffold("QSH101", "x", "assert", "en")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["QSH101"], "缺少 NAME"),
        (["qsh101", "x"], "代码“qsh101”应如"),
        (["GIA301", "x"], "代码“GIA301”应如"),
        (["QSH1", "x"], "代码“QSH1”应如"),
        (["QSH101", "First Try"], "名称“First Try”应如"),
        (["QSH101", "x", "--kind", "mach"], "match"),
        (["QSH101", "x", "y"], "参数太多，多给了 y"),
    ],
)
def test_what_no_rule_can_be_called(
    words: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new-rule", "--lang", "zh", *words]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("QSH101-x.yaml").write_text("mine", encoding="utf-8")
    assert main(["new-rule", "--lang", "zh", "QSH101", "x"]) == 2
    assert "已有同名的文件" in capsys.readouterr().err
    assert Path("QSH101-x.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("settings", "taken"), [("", "ours/QSH101-first.yaml"), ("rules: ours", "ours/QSH101-first.yaml")]
)
@pytest.mark.parametrize("folder", ["ours", "other"])
def test_a_code_that_is_taken(
    settings: str,
    taken: str,
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new-rule", "QSH101", "first", "-o", "ours"]) == 0
    Path("gialint.yaml").write_text(settings, encoding="utf-8")
    capsys.readouterr()
    known = settings or folder == "ours"
    assert main(["new-rule", "--lang", "zh", "QSH101", "second", "-o", folder]) == (2 if known else 0)
    said = f"规则代码 QSH101 已经用了：{Path(taken)}\n换一个代码。\n" if known else ""
    assert said in capsys.readouterr().err
    assert Path(folder, "QSH101-second.yaml").exists() is not bool(known)
    assert main(["new-rule", "--lang", "zh", "QSH102", "second", "-o", folder]) == 0


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["new-rule", "--lang", "zh", "QSH101", "x", "-o", str(tmp_path / "file" / "rules")]) == 2
    assert "路径中有一段是文件" in capsys.readouterr().err
