"""What is seen in Neovim with the recipe of ``docs/editors.md``; skipped where there is no Neovim."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from gialint.run.result import result_of

ROOT = Path(__file__).parents[2]
EXAMPLES, PAGES = ROOT / "examples", (ROOT / "docs" / "editors.md", ROOT / "docs" / "editors.zh-CN.md")
FORMATS = ("txt", "md", "html", "yaml")
NEOVIM = shutil.which("nvim")
SLIP, TWICE, ONCE = "全年工作平稳有序", "𠮷镇" * 60 + "进一步进一步做好", "𠮷镇" * 60 + "进一步做好"
"""Words of the clean report, those of a slip in their place that end a long line, and those of its fix."""
SETTINGS = "ignore: [GIA301]\nignor: []\n"
LONGEST = 600
"""Seconds after which Neovim is given up."""


def example(name: str) -> str:
    return (EXAMPLES / name).read_text("utf-8")


SCENES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    # the file, its text, what is done there
    **{f"faulty.{suffix}": (example(f"faulty.{suffix}"), {"over": "GIA301"}) for suffix in FORMATS},
    **{f"clean.{suffix}": (example(f"clean.{suffix}"), {"outline": True}) for suffix in FORMATS},
    "slip.txt": (example("clean.txt").replace(SLIP, TWICE), {"fix": "GIA707"}),
    "apart/gialint.yaml": (SETTINGS, {"at": [1, 10]}),
}


def recipe(page: Path) -> str:
    [found] = re.findall(r"^```lua\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(found)


def test_both_pages_have_one_recipe() -> None:
    assert recipe(PAGES[0]) == recipe(PAGES[1])


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What was seen of each file, in one Neovim after the other."""
    if NEOVIM is None:
        pytest.skip("there is no Neovim here")
    folder, own = tmp_path_factory.mktemp("年报 草稿"), tmp_path_factory.mktemp("neovim")
    program = own / "gialint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gialint "$@"\n', "utf-8")
    program.chmod(0o755)
    (own / "init.lua").write_text(recipe(PAGES[0]), "utf-8")
    for name, (text, _) in SCENES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    scenes = [{"file": str(folder / name), **what} for name, (_, what) in SCENES.items()]
    (own / "scenes.json").write_text(json.dumps(scenes), "utf-8")
    environ = {
        **os.environ,
        **{f"XDG_{name}_HOME": str(own / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
        "PATH": f"{own}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "zh_CN.UTF-8",
        "SCENES": str(own / "scenes.json"),
        "SEEN": str(own / "seen.json"),
    }
    script = str(Path(__file__).with_name("in_neovim.lua"))
    words = [NEOVIM, "--headless", "-n", "-i", "NONE", "-u", str(own / "init.lua"), "-S", script]
    done = subprocess.run(
        words, cwd=folder, env=environ, capture_output=True, encoding="utf-8", timeout=LONGEST
    )
    told = json.loads((own / "seen.json").read_text("utf-8"))
    assert isinstance(told, list), (told, done.stderr)
    return dict(zip(SCENES, told, strict=True))


@pytest.mark.parametrize("suffix", FORMATS)
def test_findings_are_at_their_words(suffix: str, seen: Mapping[str, Any]) -> None:
    text = example(f"faulty.{suffix}")
    [checked] = result_of(linter(Config()), [f"x.{suffix}"], {f"x.{suffix}": text.encode()}).reports
    due = {(each.code, each.location.text if each.location else "") for each in checked.findings}
    told = seen[f"faulty.{suffix}"]["diagnostics"]
    assert {(code, words) for code, words, _ in told} == due
    assert any("相差 1" in message for code, _, message in told if code == "GIA301")


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_rule_is_explained_over_a_finding(suffix: str, seen: Mapping[str, Any]) -> None:
    page = seen[f"faulty.{suffix}"]["page"]
    assert "GIA301：" in page
    assert "国办公开办函〔2021〕30号" in page


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_sound_report_has_an_outline_and_no_finding(suffix: str, seen: Mapping[str, Any]) -> None:
    found = seen[f"clean.{suffix}"]
    assert found["diagnostics"] == []
    sections = [name.rpartition("] ")[2][0] for name in found["outline"] if name.startswith("[Module]")]
    assert sections == ["一", "二", "三", "四", "五", "六"]


def test_a_fix_changes_its_words_and_takes_its_finding_away(seen: Mapping[str, Any]) -> None:
    text, _ = SCENES["slip.txt"]
    assert seen["slip.txt"]["fixed"] == text.replace(TWICE, ONCE)
    assert seen["slip.txt"]["left"] == []


def test_settings_are_judged_and_codes_in_them_explained(seen: Mapping[str, Any]) -> None:
    found = seen["apart/gialint.yaml"]
    assert ["ignor:" in words for _, words, _ in found["diagnostics"]] == [True]
    assert "GIA301：" in found["page"]
