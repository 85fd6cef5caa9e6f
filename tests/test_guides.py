"""The guides show what is true: commands that there are, outputs as they are, files that CI would take."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gialint.cli.arguments import parsed
from gialint.cli.running import COMMANDS, command

ROOT = Path(__file__).parents[1]
GUIDES = ("continuous-integration", "drafting", "fixing", "annotating", "trust")
PAGES = [f"docs/{name}{suffix}.md" for name in GUIDES for suffix in ("", ".zh-CN")]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^    (gialint .*)$|`(gialint [a-z][^`…]*)…?`", re.MULTILINE)
SETTING = re.compile(r"^    ((?:git|echo) .*)$", re.MULTILINE)


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, kind: str) -> list[str]:
    return [text for found, text in BLOCK.findall(page(name)) if found == kind]


@pytest.mark.parametrize("name", PAGES)
def test_every_command_can_be_given(name: str) -> None:
    lines = [indented or quoted for indented, quoted in COMMAND.findall(page(name))]
    assert lines
    for line in lines:
        _, first, *words = shlex.split(line.partition(" > ")[0])
        assert first in COMMANDS
        # A command that is only mentioned has no words.
        if words:
            parsed(command(first), words)


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_show_the_same(name: str) -> None:
    english, chinese = (page(f"docs/{name}{suffix}.md") for suffix in ("", ".zh-CN"))
    for shown in (re.compile(r"^##? ", re.MULTILINE), BLOCK, SETTING, re.compile(r"^\|", re.MULTILINE)):
        assert len(shown.findall(english)) == len(shown.findall(chinese))
    assert blocks(f"docs/{name}.md", "yaml") == blocks(f"docs/{name}.zh-CN.md", "yaml")


@pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("zh", ".zh-CN")])
def test_the_difference_shown_is_the_one_told(language: str, suffix: str) -> None:
    told = (ROOT / f"tests/golden/diff-{language}-80.txt").read_text("utf-8")
    assert told in blocks(f"docs/drafting{suffix}.md", "")


def test_ci_is_given_what_there_is() -> None:
    github, gitlab, hooks = (YAML(typ="safe").load(text) for text in blocks(PAGES[0], "yaml"))
    action: Any = YAML(typ="safe").load(page("action.yml"))
    job: Any = YAML(typ="safe").load(page("gitlab/gialint.yml"))
    [step] = [step for step in github["jobs"]["gialint"]["steps"] if "gialint@" in step.get("uses", "")]
    assert set(step["with"]) <= set(action["inputs"])
    assert set(gitlab["variables"]) <= set(job["variables"])
    assert (ROOT / gitlab["include"][0]["file"]).is_file()
    known = {hook["id"] for hook in YAML(typ="safe").load(page(".pre-commit-hooks.yaml"))}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} <= known
    for name, spec in action["inputs"].items():
        default = f"`{spec['default']}`" if spec["default"] else "none"
        assert re.search(rf"^\| `{name}` \|.*\| {re.escape(default)} \|$", page(PAGES[0]), re.MULTILINE)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_takes_the_settings_shown(tmp_path: Path) -> None:
    script = "\n".join(["git init -q .", *SETTING.findall(page(PAGES[0])), "git config --list --local"])
    told = subprocess.run(
        ["sh", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=20
    )
    assert "diff.gialint.textconv=gialint text --isolated\ndiff.gialint.cachetextconv=true\n" in told.stdout
    assert (tmp_path / ".gitattributes").read_text() == "*.docx diff=gialint\n"
