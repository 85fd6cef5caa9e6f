"""``check --watch`` checks anew what has changed: a report, the configuration, a file that comes or goes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.processes import GIALINT, ROOT, begun, hit, line

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals")
WAITING = "正在等待改动"
VERDICT = "共 "
CLEAN, DRAFT = (ROOT / "examples" / name for name in ("clean.txt", "draft.txt"))
WITHOUT = """
import sys
sys.modules["watchfiles"] = None
from gialint.cli import main
sys.exit(main(["check", "--watch", "--lang", "zh", "."]))
"""


class Run:
    """A run that watches."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def told(self) -> list[str]:
        """Return what is printed until it waits, standard error last."""
        assert self.process.stderr is not None
        said: list[str] = []
        for words in iter(self.process.stderr.readline, b""):
            said.append(words.decode().rstrip("\n"))
            if said[-1].startswith(WAITING):
                break
        return said[:-1]

    def verdict(self) -> str:
        """Return the next verdict."""
        return next(words for words in iter(lambda: line(self.process), "") if words.startswith(VERDICT))


@contextmanager
def watching(folder: Path, *words: str) -> Iterator[Run]:
    environ = {"XDG_CACHE_HOME": str(folder.parent / "cache"), "LC_ALL": "zh_CN.UTF-8"}
    command = ["check", "--watch", "--output-format", "concise", *words]
    with begun(GIALINT, command, folder=folder, environ=environ) as process:
        yield Run(process)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    shutil.copy(CLEAN, tmp_path / "drafts" / "a.txt")
    return tmp_path / "drafts"


def test_a_folder_is_checked_again_for_each_change(folder: Path) -> None:
    with watching(folder, "-o", "html:out.html") as run:
        assert run.verdict() == "共 1 份报告：未发现问题。"
        for change, verdict in (
            (lambda: shutil.copy(DRAFT, folder / "a.txt"), "共 1 份报告：1 个错误，1 个警告"),
            (lambda: shutil.copy(CLEAN, folder / "b.txt"), "共 2 份报告：1 个错误，1 个警告"),
            (lambda: (folder / "a.txt").rename(folder / "c.txt"), "共 2 份报告：1 个错误，1 个警告"),
            (lambda: (folder / "c.txt").unlink(), "共 1 份报告：未发现问题"),
            (lambda: (folder / "gialint.yaml").write_text("ignore: [GIA9]\n"), "共 1 份报告：未发现问题"),
            (lambda: (folder / "gialint.yaml").write_text("ignor: [GIA3]\n"), "共 1 份报告"),
            (lambda: (folder / "gialint.yaml").unlink(), "共 1 份报告：未发现问题"),
        ):
            run.told()
            change()
            assert run.verdict().startswith(verdict)
        run.told()
        hit(run.process, signal.SIGINT)
        assert run.process.wait(30) == 130
    assert (folder / "out.html").exists()


def test_a_named_file_may_be_gone_half_written_and_back(folder: Path) -> None:
    report = folder / "a.txt"
    with watching(folder, "a.txt") as run:
        assert "未发现问题" in run.verdict()
        run.told()
        report.unlink()
        assert "未发现问题" not in run.verdict()
        run.told()
        report.write_bytes(CLEAN.read_bytes()[:3000])
        assert "未发现问题" not in run.verdict()
        run.told()
        shutil.copy(CLEAN, folder / "other.txt")
        (folder / "other.txt").replace(report)  # as editors save
        assert "未发现问题" in run.verdict()
        run.told()
        hit(run.process, signal.SIGINT)
        assert run.process.wait(30) == 130


def test_a_folder_that_is_replaced_is_watched_on(folder: Path) -> None:
    with watching(folder.parent, "drafts") as run:
        assert "未发现问题" in run.verdict()
        run.told()
        folder.rename(folder.parent / "old")
        assert "无法读取" in run.verdict()
        run.told()
        folder.mkdir()
        shutil.copy(DRAFT, folder / "a.txt")
        assert "1 个错误" in run.verdict()


@pytest.mark.parametrize(
    ("words", "said"), [(("--fix",), "--fix"), (("-", "--stdin-filename", "a.txt"), "-")]
)
def test_what_cannot_be_watched_is_refused(folder: Path, words: tuple[str, ...], said: str) -> None:
    with watching(folder, *words) as run:
        _, told = run.process.communicate(timeout=60)
    assert run.process.returncode == 2
    assert said in told.decode()


def test_without_its_package_it_says_how_to_install_it(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, encoding="utf-8", timeout=60, cwd=folder
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install watchfiles" in done.stderr
