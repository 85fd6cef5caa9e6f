"""``gialint completions``: what a real bash completes, and what the scripts are made of."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.cli.completions import SHELLS
from gialint.cli.running import COMMANDS

ASK = """\
source gialint.bash
COMP_WORDS=({words}) COMP_CWORD={place}
$(complete -p gialint | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a report and a folder the current one."""
    (tmp_path / "draft.docx").touch()
    (tmp_path / "drafts").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "some"),
    [
        (["gialint", ""], {*COMMANDS}),
        (["gialint", "ne"], {"new", "new-plugin", "new-rule"}),
        (["gialint", "check", "dr"], {"draft.docx", "drafts"}),
        (["gialint", "check", "--o"], {"--output-format", "--output", "--output-file"}),
        (["gialint", "check", "--fail-on", ""], {"error", "warning", "info"}),
        (["gialint", "check", "--output-format", "sa"], {"sarif"}),
        (["gialint", "facts", "--output-format", ""], {"table", "json"}),
        (["gialint", "explain", "GIA30"], {"GIA301", "GIA302", "GIA303", "GIA304", "GIA305"}),
        (["gialint", "new-rule", "QSH1"], set()),
        (["gialint", "new", "--year", "2025", "--ag"], {"--agency"}),
        (["gialint", "completions", ""], {*SHELLS}),
        (["gialint", "schema", ""], {"rule", "config", "lexicon", "waivers", "indicators", "deductions"}),
        (["gialint", "rules", "--family", "GIA8"], {"GIA8"}),
        (["gialint", "rules", "--family", "GIA9"], {"GIA9"}),
        (["gialint", "rules", "--severity", ""], {"error", "warning", "info"}),
        (["gialint", "rules", "--tag", "table-th"], {"table-three"}),
    ],
)
def test_bash_completes(
    words: list[str], some: set[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completions", "bash"]) == 0
    (folder / "gialint.bash").write_text(capsys.readouterr().out, "utf-8")
    typed = " ".join(f"'{word}'" for word in words)
    script = ASK.format(words=typed, place=len(words) - 1)
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, timeout=20)
    completed = {word for word in told.stdout.split("\n") if word}
    assert completed - {"-h", "--help", "--lang", "--color", "-o"} == some


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_in_every_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", shell, "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert [name for name in (*COMMANDS, "gialint", "--output-format") if name not in told.out] == []


def test_an_unknown_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", "bsh", "--lang", "zh"]) == 2
    said = "gialint: completions 只能是 bash、zsh、fish，不能是“bsh”\n您是不是想写“bash”？\n"
    assert capsys.readouterr().err == said
