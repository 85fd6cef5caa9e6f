"""A folder of parquet files says what a store says, and is told about before anything is checked."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
COUNTY = [str(EXAMPLES / "county" / year) for year in ("2023", "2024")]
CHECK = ["check", "--lang", "zh", "--output-format", "concise", "-q"]
QUERIES = {
    "reports": "SELECT place, path, reader, agency, agency_kind, year, edition, form, config, rules, unread,"
    " figures FROM reports ORDER BY place",
    "facts": "SELECT place, fact, state, value, facts.text FROM facts JOIN reports USING (report)",
    "claims": "SELECT place, number, fact, op, value, unit, claims.year, scope, derived, certain, section,"
    " text, line FROM claims JOIN reports USING (report)",
    "findings": "SELECT place, number, code, name, severity, message, hint, basis, address, section, line,"
    ' "column", page, text, related, "values", fingerprint, suppressed'
    " FROM findings JOIN reports USING (report)",
    "unassessed": "SELECT place, number, code, name, reason, missing"
    " FROM unassessed JOIN reports USING (report)",
    "unchecked": "SELECT number, path, code, severity, message, hint FROM unchecked",
    "rules": "SELECT code, name, title, severity, family, hint, basis, tags FROM rules",
}
"""What a store has in the columns of each table."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(name: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table in the folder ``out``."""
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(f"out/{name}.parquet").to_pydict()
    return sorted(zip(*table.values(), strict=True), key=repr)


def columns(name: str) -> list[str]:
    """Return the names of the columns of a table in the folder ``out``."""
    parquet = pytest.importorskip("pyarrow.parquet")
    return list(parquet.read_schema(f"out/{name}.parquet").names)


def test_the_tables_are_those_of_a_store(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    assert main([*CHECK, *COUNTY, "-o", "sqlite:a.db", "-o", "parquet:out/"]) == 1
    with closing(sqlite3.connect("a.db")) as database:
        for name, query in QUERIES.items():
            cursor = database.execute(query)
            stored = cursor.fetchall()
            assert stored or name == "unassessed"
            names = ["report" if column == "place" else column for column, *_ in cursor.description]
            assert names == columns(name)
            found = [tuple(map(plain, row)) for row in rows(name)]
            assert found == sorted((tuple(map(plain, row)) for row in stored), key=repr), name


def plain(value: object) -> object:
    """Return a value as both have it: a database has no truths, and a whole number is one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(value) if isinstance(value, bool) else value


def test_one_report_and_none_that_is_read(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    main([*CHECK, str(EXAMPLES / "faulty.docx"), "-o", "parquet:out"])
    assert len(rows("reports")) == 1
    assert len(rows("facts")) == 200
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("会议通知", encoding="utf-8")
    main([*CHECK, "in", "-o", "parquet:out"])
    assert [row[1] for row in rows("reports")] == ["in/a.txt"]
    assert rows("facts") == []
    assert rows("unchecked") or rows("findings")


def test_the_same_run_gives_the_same_bytes(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    for out in ("one/", "two/"):
        main([*CHECK, COUNTY[0], "-o", f"parquet:{out}"])
    for path in (folder / "one").iterdir():
        assert path.read_bytes() == (folder / "two" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output-format", "parquet"], "parquet 要写入文件夹，不能打印"),
        (["-o", "parquet:taken"], "taken 不是文件夹"),
    ],
)
def test_what_cannot_be_asked(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    (folder / "taken").write_text("a", encoding="utf-8")
    assert main(["check", "--lang", "zh", COUNTY[0], *words]) == 2
    output = capsys.readouterr()
    assert said in output.err
    assert output.out == ""


def test_a_missing_package_is_told_before_anything_is_checked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["check", "--lang", "zh", COUNTY[0], "-o", "parquet:out/"]) == 2
    output = capsys.readouterr()
    assert "不能输出 parquet：缺少程序包 pyarrow" in output.err
    assert "pip install pyarrow\n" in output.err
    assert output.out == ""
