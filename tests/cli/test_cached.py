"""``check`` keeps outcomes: what is told is what a run without them tells, whatever has changed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.cli.options import FEW
from gialint.run.result_cache import ResultCache

EXAMPLES = Path(__file__).parents[2] / "examples"
RULE = """\
code: QS101
name: mirror
title: {zh: 本年新收不应为零, en: New requests are none}
severity: %s
basis: [自定]
since: 0.1.0
tags: [local]
assert: requests.new != 0
examples:
  - clean: {requests.new.total: 3}
  - violates: {requests.new.total: 0}
"""
SMALL = "title: 青石镇人民政府%s年政府信息公开工作年度报告\nfacts: {requests.new.total: 0}\n"
LEXICON = "lists: {known: [%s]}\n"
PLUGIN = """\
from gialint import Finding, Text, hookimpl, rule


@rule("QS102", "always", severity="info", title=Text("总有"), basis=["自定"])
def check(report, facts):
    yield Finding(Text("%s"))


@hookimpl
def gialint_rules():
    return [check]
"""
SETTINGS = "rules: [./rules]\nlexicons: [./words.yaml]\n%s\n"
LAST_YEAR = 1_700_000_000


def write(path: Path, text: str) -> None:
    """Write a file as if long ago: what is being written is not trusted."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (LAST_YEAR, LAST_YEAR))


@pytest.fixture
def results(own_folders: Path) -> Path:
    """The folder of results, which is not there when a test begins."""
    return own_folders / "gialint" / "results"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with more than a few drafts and rules of its own the current one."""
    # The files of gialint itself may have been written a moment ago, where it is being worked on.
    monkeypatch.setattr("gialint.run.result_cache.TICK", -(10**9))
    (tmp_path / "drafts").mkdir()
    for number, source in enumerate(("clean.docx", "faulty.txt")):
        shutil.copy(EXAMPLES / source, tmp_path / "drafts" / f"{number}-{source}")
    for number in range(2, FEW + 1):
        (tmp_path / "drafts" / f"{number}.yaml").write_text(SMALL % (2000 + number), "utf-8")
    write(tmp_path / "rules" / "QS101-mirror.yaml", RULE % "error")
    write(tmp_path / "words.yaml", LEXICON % "甲")
    write(tmp_path / "gialint.yaml", SETTINGS % "")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were checked and not remembered, as they are checked."""
    paths: list[str] = []
    check = ResultCache.check

    def counted(cache: ResultCache, path: str, do: Callable[..., object]) -> object:
        def done(path: str, data: bytes | None) -> object:
            paths.append(path)
            return do(path, data)

        return check(cache, path, done)  # type: ignore[arg-type]

    monkeypatch.setattr(ResultCache, "check", counted)
    return paths


def run(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """Check the drafts; return the status and what was told."""
    status = main(["check", "drafts", "--output-format", "json", "--jobs", "1", *options])
    return status, capsys.readouterr().out


def add_draft(folder: Path) -> None:
    shutil.copy(EXAMPLES / "faulty.html", folder / "drafts")


CHANGES: dict[str, tuple[Callable[[Path], object], tuple[str, ...], int]] = {
    "nothing": (lambda folder: None, (), 0),
    "a date": (lambda folder: os.utime(folder / "rules" / "QS101-mirror.yaml", (1, 1)), (), 0),
    "a report": (
        lambda folder: shutil.copy(EXAMPLES / "clean.txt", folder / "drafts" / "1-faulty.txt"),
        (),
        1,
    ),
    "one more report": (add_draft, (), 1),
    "a picture beside": (lambda folder: (folder / "drafts" / "扫描.png").touch(), (), 0),
    "what is left out": (lambda folder: None, ("--exclude", "nowhere"), 0),
    "a rule": (lambda folder: write(folder / "rules" / "QS101-mirror.yaml", RULE % "info"), (), FEW + 1),
    "one more rule": (
        lambda folder: write(folder / "rules" / "QS103.yaml", RULE.replace("QS101", "QS103") % "info"),
        (),
        FEW + 1,
    ),
    "one rule less": (lambda folder: (folder / "rules" / "QS101-mirror.yaml").unlink(), (), FEW + 1),
    "a lexicon": (lambda folder: write(folder / "words.yaml", LEXICON % "乙"), (), FEW + 1),
    "a setting": (lambda folder: write(folder / "gialint.yaml", SETTINGS % "ignore: [GIA301]"), (), FEW + 1),
    "a selection": (lambda folder: None, ("--select", "GIA5"), FEW + 1),
    "the language": (lambda folder: None, ("--lang", "en"), FEW + 1),
    "what fails": (lambda folder: None, ("--fail-on", "info", "--strict"), 0),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_never_missed(
    name: str, folder: Path, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    change, options, checks = CHANGES[name]
    run(capsys)
    assert len(checked) == FEW + 1
    checked.clear()
    change(folder)
    told = run(capsys, *options)
    assert len(checked) == checks
    assert told == run(capsys, "--no-cache", *options)


def test_a_waiver_needs_no_new_check(
    folder: Path, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, before = run(capsys)
    write(
        folder / "waivers.yaml",
        "waivers:\n  - {code: GIA301, path: 'drafts/*', reason: 已核实, until: 2999-12-31}\n",
    )
    checked.clear()
    options = ("--waivers", "waivers.yaml", "--today", "2026-01-01")
    told = run(capsys, *options)
    assert checked == []
    assert told[1] != before
    assert told == run(capsys, "--no-cache", *options)


def test_a_local_plugin_is_always_asked(
    folder: Path, results: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "gialint.yaml", SETTINGS % "plugins: [./ours.py]")
    told = []
    for words in ("先这样说", "后来那样说"):  # of two lengths, by which Python knows its bytecode is old
        write(folder / "ours.py", PLUGIN % words)
        trust(folder)
        told.append(run(capsys)[1])
        assert words in told[-1]
    assert not results.exists()


@pytest.mark.parametrize(
    "options",
    [("--no-cache",), ("--timings",), ("--fix",), ("-o", "html:out.html")],
    ids=lambda given: given[0],
)
def test_nothing_is_kept(options: tuple[str, ...], results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *options)
    assert not results.exists()


def test_nothing_is_kept_of_a_few(folder: Path, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((folder / "drafts").iterdir()).unlink()
    run(capsys)
    assert not results.exists()


def test_rules_being_written_are_not_trusted(
    folder: Path, results: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gialint.run.result_cache.TICK", 2)
    (folder / "rules" / "QS101-mirror.yaml").write_text(RULE % "info", "utf-8")
    run(capsys)
    assert not results.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_processes_share_what_is_kept(jobs: str, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = run(capsys, "--no-cache")
    assert run(capsys, "--jobs", "2") == plain
    assert len(list(results.iterdir())) == FEW + 1
    assert run(capsys, "--jobs", jobs) == plain
