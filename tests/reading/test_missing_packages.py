"""Where a package has no build for a machine, only what needs it cannot be done, and that is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reportwriter.files import FORMATS, example
from tests.reportwriter.printed import pdf
from tests.reportwriter.town import clean
from tests.reportwriter.workbook import xlsx

GIALINT = """
import sys
for name in sys.argv.pop(1).split():
    sys.modules[name] = None
from gialint.cli import main
sys.exit(main())
"""


def gialint(missing: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run gialint in a process in which some packages cannot be imported."""
    command = [sys.executable, "-c", GIALINT, missing, *words, "--lang", "zh"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder, timeout=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clean report in every format."""
    folder = tmp_path_factory.mktemp("reports")
    for form in FORMATS:
        (folder / f"clean.{form}").write_bytes(example("clean", form))
    (folder / "clean.pdf").write_bytes(pdf(clean()))
    (folder / "clean.xlsx").write_bytes(xlsx(clean()))
    return folder


@pytest.mark.parametrize(
    ("missing", "unread"),
    [
        ("turbohtml", "html"),
        ("pypdfium2_raw", "pdf"),
        ("python_calamine", "xlsx"),
        ("_ruamel_yaml", None),
        ("lxml", None),
        ("rich", None),
        ("jinja2", None),
        ("xlsxwriter", None),
    ],
)
def test_all_other_formats_are_read(missing: str, unread: str | None, folder: Path) -> None:
    files = sorted(path.name for path in folder.iterdir())
    done = gialint(missing, "check", "--output-format", "json", "--no-cache", *files, folder=folder)
    result = json.loads(done.stdout)
    told = {
        report["path"]: [found["message"] for found in report["findings"] if found["code"] == "GIA902"]
        for report in result["reports"]
    }
    due = f"不能读取 {unread}：缺少程序包 {missing}，或者它不适合这台机器"
    assert told == {name: [due] if name.endswith(f".{unread}") else [] for name in files}
    assert done.returncode == (2 if unread else 0)


@pytest.mark.parametrize(
    ("missing", "words", "said"),
    [
        ("jinja2", ("check", "clean.txt", "-o", "html:out.html"), "不能输出 html：缺少程序包 jinja2"),
        ("xlsxwriter", ("check", "clean.txt", "-o", "xlsx:out.xlsx"), "不能输出 xlsx：缺少程序包 xlsxwriter"),
        ("lxml", ("annotate", "clean.docx", "-o", "out.docx"), "缺少程序包 lxml"),
    ],
)
def test_what_cannot_be_written_is_said(
    missing: str, words: tuple[str, ...], said: str, folder: Path
) -> None:
    done = gialint(missing, *words, folder=folder)
    assert (done.returncode, "GIALINT_DEBUG" in done.stderr) == (2, False)
    assert said in done.stderr
    assert not (folder / words[-1].partition(":")[2]).is_file()
