"""The county of forty units: its files are what the generator writes, and what was put in is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shlex import join, quote

import pytest

from gialint.cli import main
from gialint.members.reading import read_members
from tests.corpus.test_great_county import told_in
from tests.reportwriter.great_slips import example, write_example

FOLDER = Path(__file__).parents[2] / "examples" / "county"
FILES, SLIPS = example()
REPORTS = [name for name in FILES if not name.endswith(".xlsx")]
LARGEST = 600_000


def test_the_reports_are_what_the_generator_writes() -> None:
    kept = {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*")
        if path.is_file() and ".gialint" not in path.parts
    }
    assert kept == {*FILES, "README.md", "points.yaml"}, "run `make examples`"
    stale = [name for name in REPORTS if (FOLDER / name).read_bytes() != FILES[name]]
    assert stale == [], "run `make examples`"
    assert sum((FOLDER / name).stat().st_size for name in kept) < LARGEST


def test_the_list_is_what_the_generator_writes(tmp_path: Path) -> None:
    list(write_example(tmp_path))
    written, kept = (read_members(folder / "members.xlsx") for folder in (tmp_path, FOLDER))
    told = [
        [(each.name, each.also, each.until, each.into, each.counted) for each in roll.members]
        for roll, _ in (written, kept)
    ]
    assert told[0] == told[1]
    assert len(told[1]) == 41
    assert (kept[0].government, kept[1]) == ("云坪县人民政府", [])


@pytest.mark.parametrize("words", [["2023", "2024"], ["2024", "--last", "2023"]], ids=" ".join)
def test_what_is_found_is_what_was_put_in(words: list[str], tmp_path: Path) -> None:
    found = told_in(FOLDER, tmp_path / "result.json", *words)
    named = {each._replace(others=each.others[:1]) if each.code == "GIA804" else each for each in found.slips}
    assert named == {*SLIPS}
    assert {each["code"] for report in found.result["reports"] for each in report["findings"]} <= {
        each.code for each in SLIPS
    }


def test_the_countys_own_table_of_points_is_sound(tmp_path: Path) -> None:
    words = ["matrix", "2024", "--last", "2023", "--members", "members.xlsx", "--deductions", "points.yaml"]
    done = subprocess.run(
        [str(Path(sys.executable).parent / "gialint"), *words, "-o", f"json:{tmp_path}/m.json"],
        cwd=FOLDER,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    units = json.loads((tmp_path / "m.json").read_text("utf-8"))["units"]
    slips = {each.code for each in SLIPS if each.code in ("GIA801", "GIA802", "GIA803", "GIA807", "GIA808")}
    told = {code for unit in units for taken in unit["deducted"] for code in taken["codes"]}
    assert slips <= told
    assert all(unit["points"] == 100 - sum(each["points"] for each in unit["deducted"]) for unit in units)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "有数据没有读到的机关：云坪县卫生健康局\n"),
        (["--exclude", "*重报*"], "格与各机关之和不符（之和还缺 2 个机关）\n"),
    ],
)
def test_the_summary_tells_what_the_page_says(
    options: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(FOLDER)
    words = ["matrix", "2024", "--last", "2023", "--members", "members.xlsx", *options]
    assert f"$ {join(['gialint', *words])}\n" in (FOLDER / "README.md").read_text("utf-8")
    assert main([*words, "--no-cache", "--lang", "zh"]) == 0
    assert told in capsys.readouterr().out


def test_the_demo_ends_with_the_county() -> None:
    """What ``make demo`` shows last: its command, run as it stands in the Makefile."""
    root = FOLDER.parents[1]
    lines = (root / "Makefile").read_text("utf-8").splitlines()
    (line,) = (line for line in lines if "gialint matrix" in line)
    command = (
        line.strip().lstrip("@").replace("$(BIN)", quote(str(Path(sys.executable).parent))).replace("$$", "$")
    )
    done = subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=root,
        env={**os.environ, "LANG": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    missing = [each.others[0] for each in SLIPS if each.code == "GIA806"]
    assert len(missing) == 2
    assert all(name in done.stdout for name in missing)
