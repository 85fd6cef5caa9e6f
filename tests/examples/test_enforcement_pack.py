"""A pack for another kind of report: the engine knows nothing of it, and neither form disturbs the other."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.cli.new import WRITERS
from gialint.config import Config
from gialint.config.trust import VARIABLE, wanted
from gialint.drafting.draft import begun
from gialint.hookspecs import loaded
from gialint.plugins.knowledge import templates
from gialint.run.linter import Linter, linter
from tests.reportwriter import enforcement
from tests.reportwriter.files import content

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "enforcement"
FAULTS = {"XZF101": "warning", "XZF201": "error", "XZF301": "error", "XZF401": "error"}
SPELLED_OUT = {
    "gialint/understanding/evidence.py": "what prose of offices looks like, to tell encodings apart",
    "gialint/checking/language/parse.py": "the name of a figure, in an error message",
    "gialint/checking/rulefiles/fields.py": "a set of the national form, in messages and for editors",
    "gialint/reading/yaml_report.py": "the same",
}
"""Modules of the engine that have words of a form outside their docstrings, and why."""


@pytest.fixture(scope="module")
def lint() -> Linter:
    return linter(Config(plugins=("./pack.py",), root=FOLDER))


@pytest.mark.parametrize("form", enforcement.FORMATS)
@pytest.mark.parametrize("name", ["clean", "faulty"])
def test_is_what_the_generator_writes(name: str, form: str, tmp_path: Path) -> None:
    list(enforcement.write_enforcement(tmp_path))
    kept, made = ((folder / f"{name}.{form}").read_bytes() for folder in (FOLDER, tmp_path))
    assert content(kept, form) == content(made, form), "run `make examples`"


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_report_is_begun_from_its_template(suffix: str, lint: Linter) -> None:
    [(form, template)] = [
        each for each in templates(lint.plugins.editions)[0] if each[0].form == "enforcement"
    ]
    draft = begun(template, form, "云坪县应急管理局", 2025)
    written = loaded(WRITERS[suffix])(draft)
    report = lint.read(f"draft{suffix}", written)
    assert (report.edition, report.agency, report.year) == ("enforcement-2020", "云坪县应急管理局", 2025)
    assert {report.facts[path].state for path in form.paths} == {"blank"}
    checked = lint.check_file(f"draft{suffix}", written)
    [left_open] = [each for each in checked.findings if each.code == "XZF401"]
    assert (
        left_open.message
        == "“____”、“【填写：执法监督情况】”、“【填写：其他事项，没有的写明没有】”等 10 处未填写"
    )


def test_brings_what_it_says(lint: Linter) -> None:
    assert lint.problems == ()
    (plugin,) = (plugin for plugin in lint.plugins.registered if plugin.name == "./pack.py")
    assert plugin.brought == {
        "rules": tuple(FAULTS),
        "editions": ("form.yaml",),
        "lexicons": ("words.yaml", "claims.yaml"),
    }


def test_families_of_rules_are_called_as_their_packs_say(lint: Linter) -> None:
    called = {card.code: card.family for card in lint.cards()}
    assert (called["XZF301"], called["GIA301"], called["GIA902"]) == ("文字数据", "申请办理", "文件")


@pytest.mark.parametrize("form", enforcement.FORMATS)
def test_beside_the_national_pack_each_report_is_put_to_its_own_rules(lint: Linter, form: str) -> None:
    clean, faulty = (lint.check_file(str(FOLDER / f"{name}.{form}")) for name in ("clean", "faulty"))
    assert (clean.findings, clean.unassessed) == ((), ())
    assert (clean.agency, clean.year, clean.edition) == ("云坪县应急管理局", 2024, "enforcement-2020")
    assert {each.code: each.severity.word for each in faulty.findings} == FAULTS
    assert faulty.unassessed == ()


@pytest.mark.parametrize("form", ["txt", "html", "md", "yaml", "docx"])
@pytest.mark.parametrize("name", ["clean", "faulty"])
def test_the_national_report_is_told_the_same_with_the_pack_as_without(
    lint: Linter, name: str, form: str
) -> None:
    path = str(ROOT / "examples" / f"{name}.{form}")
    assert lint.check_file(path) == linter(Config()).check_file(path)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_can_be_followed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(FOLDER)
    commands = re.findall(r"^    gialint (.*)$", (FOLDER / name).read_text("utf-8"), re.MULTILINE)
    assert {command: main(command.split()) for command in commands} == {
        "trust gialint.yaml": 0,
        "check clean.docx": 0,
        "check faulty.docx": 1,
        "test rules": 0,
    }
    assert "  ./pack.py: pack.py\n" in capsys.readouterr().out


def test_the_examples_of_each_form_hold_beside_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(FOLDER)
    assert [main(words) for words in (["trust", "gialint.yaml"], ["test"], ["test", "claims.yaml"])] == [
        0,
        0,
        0,
    ]
    assert "个句式、" in capsys.readouterr().out


def test_runs_where_the_national_pack_is_not_installed(tmp_path: Path) -> None:
    # The engine and the libraries it needs, and no package's metadata: nothing is an installed plugin.
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if entry.suffix not in (".dist-info", ".pth") and "gialint" not in entry.name:
            (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "gialint").symlink_to(ROOT / "gialint")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment[VARIABLE] = wanted(FOLDER / "gialint.yaml").digest

    def said(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-S", "-m", "gialint", *words, "--lang", "en"]
        done = subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, encoding="utf-8")
        assert done.stderr == ""
        return done.returncode, done.stdout

    assert "national" not in said("plugins")[1]
    held = "configuration gialint.yaml (1 report)\n"
    assert said("check", "clean.docx") == (0, f"{held}1 report: nothing found.\n")
    status, told = said("check", "faulty.docx", "--output-format", "concise")
    assert status == 1
    assert [line.split()[2] for line in told.splitlines()[:-2]] == ["XZF301", "XZF201", "XZF401", "XZF101"]
    assert told.endswith("1 report: 3 errors, 1 warning. Not fit for publication.\n")


def test_the_engine_has_no_word_of_either_form(lint: Linter) -> None:
    known = [*words(lint)]
    found = {}
    for path in sorted((ROOT / "gialint").rglob("*.py")):
        if spelled := {word for text in written_out(path) for word in known if word in text}:
            found[path.relative_to(ROOT).as_posix()] = spelled
    assert found.keys() == SPELLED_OUT.keys(), found


def words(lint: Linter) -> Iterator[str]:
    """Yield the titles, labels and families of facts of every form, the short ones left out."""
    for edition in (edition for each in lint.knowledge.every for edition in each.editions):
        known = {section.title.zh for section in edition.sections}
        known |= {anchor for table in edition.tables for anchor in (*table.anchors, table.title.zh)}
        known |= {row.label for row in edition.rows.values()}
        yield from (word for word in known if len(word) >= 5)
        # An address on the web may begin with docs.
        yield from (f"{path.partition('.')[0]}." for path in edition.paths if not path.startswith("docs."))


def written_out(path: Path) -> Iterator[str]:
    """Yield the texts in a module but its docstrings."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for child in ast.iter_child_nodes(node):
            if isinstance(node, ast.Expr) or not isinstance(child, ast.Constant):
                continue
            if isinstance(child.value, str):
                yield child.value
