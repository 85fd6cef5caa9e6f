"""What other programs are given: the pre-commit hook, the GitHub action, the GitLab job, the git driver.

The scripts are run as they stand, by a real shell and a real git.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gialint.cli.check import COMMAND
from gialint.plugins.builtin import READERS

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SUFFIXES = {suffix for reader in READERS for suffix in reader.suffixes}

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def loaded(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text("utf-8"))


def shell(script: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script by bash as CI does, with the gialint of this Python and nothing else of ours."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": path, "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(folder / ".cache"), **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with a faulty and a sound draft, one with a blank in its name."""
    (tmp_path / "drafts").mkdir()
    shutil.copy(EXAMPLES / "clean.docx", tmp_path / "drafts" / "青石镇 年报.docx")
    shutil.copy(EXAMPLES / "faulty.txt", tmp_path / "drafts" / "faulty.txt")
    return tmp_path


# pre-commit


@pytest.mark.parametrize(
    ("path", "checked"),
    [
        ("drafts/青石镇人民政府2025年政府信息公开工作年度报告.docx", True),
        ("2025/青石镇年报.md", True),
        ("年度报告.DOCX", True),
        ("青石镇政府信息公开（送审稿）.yaml", True),
        ("README.md", False),
        ("年报/说明.md", False),
        ("年度报告.png", False),
        ("gialint.yaml", False),
        ("docs/report.docx", False),
    ],
)
def test_which_files_are_checked_before_a_commit(path: str, checked: bool) -> None:
    [hook] = loaded(".pre-commit-hooks.yaml")
    assert bool(re.search(hook["files"], path)) == checked


def test_every_format_that_is_read_is_checked_before_a_commit() -> None:
    [hook] = loaded(".pre-commit-hooks.yaml")
    assert {suffix for suffix in SUFFIXES if not re.search(hook["files"], f"年报{suffix}")} == set()


def test_the_hook_is_a_command_of_ours(drafts: Path) -> None:
    [hook] = loaded(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= set(hook)
    told = shell(f"{hook['entry']} 'drafts/青石镇 年报.docx' drafts/faulty.txt", drafts)
    assert told.returncode == 1
    assert "drafts/faulty.txt:" in told.stdout


# GitHub


def check_step() -> dict[str, Any]:
    step: dict[str, Any] = loaded("action.yml")["runs"]["steps"][-1]
    return step


@pytest.mark.parametrize(
    ("inputs", "status", "annotations"),
    [
        ({"paths": "drafts"}, 1, 4),
        ({"paths": "drafts/青石镇 年报.docx"}, 0, 0),
        ({"paths": "\ndrafts/青石镇 年报.docx\ndrafts/faulty.txt\n"}, 1, 4),
        ({"paths": "drafts", "args": "--exit-zero\n--select GIA5"}, 0, 1),
        ({"paths": "drafts", "args": "--select GIA2"}, 0, 0),
        ({"paths": "没有.docx"}, 2, 1),
        ({"paths": "$(touch made)`touch made`;touch made"}, 2, 1),
        ({"paths": "--exit-zero"}, 2, 1),
    ],
)
def test_the_action_checks(inputs: dict[str, str], status: int, annotations: int, drafts: Path) -> None:
    environ = {f"GIALINT_{name.upper()}": inputs.get(name, "") for name in ("paths", "args", "sarif")}
    told = shell(check_step()["run"], drafts, **environ)
    assert told.returncode == status, told.stderr
    assert sum(line.startswith("::error") for line in told.stdout.splitlines()) == annotations
    assert not (drafts / "made").exists()


def test_the_action_writes_sarif(drafts: Path) -> None:
    told = shell(
        check_step()["run"], drafts, GIALINT_PATHS="drafts", GIALINT_ARGS="", GIALINT_SARIF="out file.sarif"
    )
    assert told.returncode == 1
    assert json.loads((drafts / "out file.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_action_hands_every_input_over_as_a_variable() -> None:
    action = loaded("action.yml")
    used = re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", (ROOT / "action.yml").read_text("utf-8"))
    assert set(used) == set(action["inputs"])
    assert [step["run"] for step in action["runs"]["steps"] if "${{" in step.get("run", "")] == []
    assert all(step["shell"] == "bash" for step in action["runs"]["steps"] if "run" in step)
    assert all("description" in each for each in (action, *action["inputs"].values()))


# GitLab


def test_the_gitlab_job_checks_and_leaves_its_reports(drafts: Path) -> None:
    file = loaded("gitlab/gialint.yml")
    variables = {name: spec["value"] for name, spec in file["variables"].items()}
    job = file["gialint"]
    told = shell("\n".join(job["script"]), drafts, **{**variables, "GIALINT_PATHS": "drafts examples"})
    assert told.returncode == 2
    assert "faulty.txt" in told.stdout
    reports = job["artifacts"]["reports"]
    assert job["artifacts"]["when"] == "always"
    assert json.loads((drafts / reports["codequality"]).read_text("utf-8"))
    assert (drafts / reports["junit"]).read_text("utf-8").startswith("<?xml")
    told = shell("\n".join(job["script"]), drafts, **{**variables, "GIALINT_ARGS": "--exit-zero --strict"})
    assert told.returncode == 0


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ({}, "GIALINT_PACKAGE: 应写明从哪里安装 gialint"),
        ({"GIALINT_PACKAGE": "./none.whl"}, "none.whl"),
    ],
)
def test_the_gitlab_job_installs_what_is_named_and_nothing_by_default(
    package: dict[str, str], said: str, tmp_path: Path
) -> None:
    file = loaded("gitlab/gialint.yml")
    variables = {name: spec["value"] for name, spec in file["variables"].items()}
    told = shell("\n".join(file["gialint"]["before_script"]), tmp_path, **{**variables, **package})
    assert told.returncode != 0
    assert said in told.stderr


def test_only_options_that_there_are_are_used() -> None:
    flags = {flag for option in COMMAND.options for flag in option.flags}
    scripts = [check_step()["run"], *loaded("gitlab/gialint.yml")["gialint"]["script"]]
    used = {flag for script in scripts for flag in re.findall(r"(?<=\s)--[a-z][a-z-]*", script)}
    assert used
    assert used <= flags


# git


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_shows_how_the_words_of_a_word_file_changed(tmp_path: Path) -> None:
    script = """
    git init -q . && git config user.name 某人 && git config user.email some@one.example
    git config diff.gialint.textconv 'gialint text --isolated'
    echo '*.docx diff=gialint' > .gitattributes
    gialint new --year 2025 --agency 青石镇人民政府 -o 年报.docx > /dev/null
    git add -A && git commit -qm one
    gialint new --year 2025 --agency 白石镇人民政府 -o 年报.docx --force > /dev/null
    git diff -U0 | grep '^[-+]'
    """
    told = shell(script, tmp_path, HOME=str(tmp_path))
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert "-青石镇人民政府2025年政府信息公开工作年度报告" in lines
    assert "+白石镇人民政府2025年政府信息公开工作年度报告" in lines
    assert all("石镇人民政府" in line for line in lines if not line.startswith(("---", "+++")))


# branches of strangers

CODE = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n"


@pytest.fixture
def strange(drafts: Path) -> Path:
    """The drafts on a branch whose configuration names code."""
    (drafts / "drafts" / "gialint.yaml").write_text("plugins: [./code.py]\n", "utf-8")
    (drafts / "drafts" / "code.py").write_text(CODE, "utf-8")
    return drafts


def scripts() -> dict[str, str]:
    """Return what CI and git run, by the name of the program."""
    [hook] = loaded(".pre-commit-hooks.yaml")
    return {
        "GitHub": check_step()["run"],
        "GitLab": "\n".join(loaded("gitlab/gialint.yml")["gialint"]["script"]),
        "pre-commit": f"{hook['entry']} drafts/faulty.txt",
        "git": "gialint text --isolated drafts/faulty.txt",
        "git, not isolated": "gialint text drafts/faulty.txt",
    }


@pytest.mark.parametrize("name", scripts())
@pytest.mark.parametrize("trusted", [False, True])
def test_code_of_strangers_runs_nowhere_unless_it_is_trusted(name: str, trusted: bool, strange: Path) -> None:
    given = dict.fromkeys(("GIALINT_ARGS", "GIALINT_SARIF"), "") | {"GIALINT_PATHS": "drafts"}
    if trusted:
        given["GIALINT_TRUST"] = shell("gialint trust --digest drafts/gialint.yaml", strange).stdout.strip()
    told = shell(scripts()[name], strange, **given)
    assert (strange / "drafts" / "ran").exists() == (trusted and name != "git")
    assert told.returncode == (0 if name.startswith("git") else 2)
    assert ("code.py" in told.stdout + told.stderr) == (name != "git")
