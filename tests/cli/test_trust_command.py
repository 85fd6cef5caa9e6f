"""``gialint trust``, and what every command does in a folder of strangers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.cli.new_rule import scaffold
from gialint.config.trust import VARIABLE

EXAMPLES = Path(__file__).parents[2] / "examples"
PLUGIN = """
from pathlib import Path
from gialint import Rule, Severity, Text, hookimpl

Path("ran").touch()

@hookimpl
def gialint_rules():
    return [Rule("QS101", "ours", Text("我们的"), Severity.INFO, ("custom",), lambda report, facts: ())]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the current folder one that somebody else has filled."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    for name in ("clean.txt", "clean.docx"):
        shutil.copy(EXAMPLES / name, folder / name)
    (folder / "ours.py").write_text(PLUGIN, "utf-8")
    (folder / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
    (folder / "rule.yaml").write_text(scaffold("QSH101", "first", "assert", "zh"), "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.chdir(folder)
    return folder


WITHHELD = "未经信任，没有加载插件：./ours.py"
COMMANDS = {
    "check clean.txt": 2,
    "check .": 2,
    "check clean.txt --config gialint.yaml": 2,
    "check clean.txt --diff": 2,
    "test rule.yaml": 2,
    "baseline -o b.json clean.txt": 2,
    "annotate clean.docx -o out.docx": 2,
    "facts clean.txt": 0,
    "text clean.txt": 0,
    "diff clean.txt clean.docx": 0,
    "explain GIA301": 0,
    "rules --select GIA301": 0,
    "plugins": 0,
    "config": 0,
    "config clean.txt": 0,
    "completions bash": 0,
    "new --year 2025 --agency 青石镇人民政府 -o new.txt": 0,
    "new-rule QS102 more": 0,
    "new-plugin yunping": 0,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_runs_code_of_strangers(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command.split()) == COMMANDS[command]
    told = capsys.readouterr()
    assert not (folder / "ran").exists()
    assert WITHHELD in told.out + told.err
    assert "gialint trust gialint.yaml" in (told.out + told.err).replace("\n          ", " ")
    if COMMANDS[command] == 0:
        assert WITHHELD not in told.out


@pytest.mark.parametrize("command", [each for each in COMMANDS if "--config" not in each])
def test_isolated_it_is_not_asked(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if command.startswith(("new-rule", "new-plugin")):
        return
    assert main([*command.split(), "--isolated"]) == 0
    told = capsys.readouterr()
    assert not (folder / "ran").exists()
    assert WITHHELD not in told.out + told.err


def test_it_is_told_once_though_the_command_is_begun_anew(folder: Path) -> None:
    """Other plugins, which are trusted, are entered in a process of their own."""
    (folder / "sub").mkdir()
    shutil.copy("clean.txt", "sub")
    (folder / "sub" / "ours.py").write_text(PLUGIN, "utf-8")
    (folder / "sub" / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
    assert main(["trust", "sub/gialint.yaml"]) == 0
    command = [sys.executable, "-m", "gialint", "facts", "clean.txt", "sub/clean.txt", "--lang", "zh"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr.count(WITHHELD)) == (0, 1)
    assert (folder / "ran").exists()


def test_isolated_and_a_file_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--isolated", "--config", "gialint.yaml"]) == 2
    assert capsys.readouterr().err.startswith("gialint: --isolated 和 --config 只能用一个\n")


@pytest.mark.parametrize("way", ["trust", "variable", "allowed"])
def test_with_trust_it_runs(
    way: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["check", "clean.txt"]
    if way == "trust":
        assert main(["trust", "gialint.yaml"]) == 0
        assert "  ./ours.py: ours.py\n" in capsys.readouterr().out
    elif way == "variable":
        assert main(["trust", "--digest", "gialint.yaml"]) == 0
        monkeypatch.setenv(VARIABLE, capsys.readouterr().out.strip())
    else:
        words.append("--allow-plugins")
    assert not (folder / "ran").exists()
    assert main(words) == 0
    assert (folder / "ran").exists()


def test_it_is_noted_until_something_changes_or_it_is_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def listed() -> list[str]:
        main(["trust", "--list"])
        return [line.split()[-1] for line in capsys.readouterr().out.splitlines() if "gialint.yaml" in line]

    assert listed() == []
    main(["trust", "gialint.yaml"])
    capsys.readouterr()
    assert (listed(), main(["check", "clean.txt"])) == (["没有变动"], 0)
    capsys.readouterr()
    with (folder / "ours.py").open("a") as file:
        file.write("# \n")
    assert listed() == ["有改动，不再信任"]
    assert main(["check", "clean.txt"]) == 2
    assert "信任之后有改动，没有加载插件：./ours.py" in capsys.readouterr().out
    (folder / "gialint.yaml").rename(folder / "other.yaml")
    assert listed() == ["文件不在了"]
    assert main(["trust", "--remove", "gialint.yaml"]) == 0
    capsys.readouterr()
    assert listed() == []


def test_a_copy_elsewhere_is_not_trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["trust", "gialint.yaml"])
    shutil.copytree(folder, folder.parent / "copy")
    monkeypatch.chdir(folder.parent / "copy")
    assert main(["check", "clean.txt"]) == 2


def test_the_same_file_by_another_way_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["trust", "gialint.yaml"])
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder.parent / "link")
    assert main(["check", "clean.txt"]) == 0


def test_files_elsewhere_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "words.yaml").write_text("lexicon: more\n")
    (folder / "gialint.yaml").write_text("lexicons: [../words.yaml]\n")
    assert main(["check", "clean.txt"]) == 2
    capsys.readouterr()
    assert main(["trust", "gialint.yaml"]) == 0
    assert "  lexicons: ../words.yaml\n" in capsys.readouterr().out
    assert main(["check", "clean.txt"]) == 0


@pytest.mark.parametrize(
    ("words", "text", "status", "said"),
    [
        ([], "", 2, "请给出一份配置，或 --list"),
        (["gialint.yaml", "--list"], "", 2, "请给出一份配置，或 --list"),
        (["gialint.yml"], "", 2, "没有这个设置文件：gialint.yml"),
        (["."], "", 2, "这是文件夹，不是设置文件：."),
        (["--remove", "gialint.yaml"], "", 2, "没有信任过 gialint.yaml"),
        (["gialint.yaml"], "strict: true\n", 0, "不需要信任"),
        (["gialint.yaml"], "plugins: [./ours.py]\nstrct: true\n", 2, "没有“strct”这项设置"),
        (["gialint.yaml"], "plugins: [qs_nowhere]\n", 2, "找不到插件 qs_nowhere"),
        (["--digest", "gialint.yaml"], "plugins: [qs_nowhere]\n", 2, "找不到插件 qs_nowhere"),
    ],
)
def test_what_cannot_be_trusted(
    words: list[str], text: str, status: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text:
        (folder / "gialint.yaml").write_text(text, "utf-8")
    assert main(["trust", *words]) == status
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert not (folder.parent / "settings").exists()


def test_a_damaged_store_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["trust", "gialint.yaml"])
    store = folder.parent / "settings" / "gialint" / "trust.json"
    store.write_text("{")
    capsys.readouterr()
    for words in (["gialint.yaml"], ["--list"], ["--remove", "gialint.yaml"]):
        assert main(["trust", *words]) == 2
        assert capsys.readouterr().err.startswith(f"gialint: {store} 不能用：内容已损坏\n")
    assert store.read_text() == "{"
    assert main(["check", "clean.txt"]) == 2
