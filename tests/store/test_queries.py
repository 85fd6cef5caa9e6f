"""Every query of the pages about a store is run on a store of the example county."""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gialint.cli import main

ROOT = Path(__file__).parents[2]
COUNTY = [str(ROOT / "examples" / "county" / year) for year in ("2023", "2024")]
FOUND = re.compile(r"<!-- run: (\w+) -->\n```\w+\n(.*?)```", re.S)
BLOCKS = [
    (page, *found)
    for page in ("store.md", "store.zh-CN.md", "outputs/parquet.md")
    for found in FOUND.findall((ROOT / "docs" / page).read_text("utf-8"))
]


def queries(engine: str) -> list[str]:
    """Return the queries of the pages for an engine."""
    blocks = [code for _, of, code in BLOCKS if of == engine]
    assert blocks
    return [query for code in blocks for query in code.split(";") if query.strip()]


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with the county's store the current one."""
    monkeypatch.chdir(tmp_path)
    check = ["check", *COUNTY, "--output-format", "concise", "-q"]
    assert main([*check, "-o", "sqlite:prov.db"]) == 1
    return tmp_path


def test_the_pages_have_queries_for_each() -> None:
    assert {engine for _, engine, _ in BLOCKS} == {"sqlite", "duckdb", "polars"}
    assert len(queries("sqlite")) == 4


def test_sqlite(county: Path) -> None:
    with closing(sqlite3.connect("prov.db")) as database:
        for query in queries("sqlite"):
            rows = database.execute(query).fetchall()
            # In a sound county no sentence contradicts its table.
            assert rows or "claims" in query, query


def test_duckdb(county: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    parquet = pytest.importorskip("pyarrow.parquet")
    from gialint.bulk import check_table, chunks

    [table] = chunks(sorted(Path(COUNTY[1]).iterdir()), 100)
    parquet.write_table(check_table(table), "prov.parquet")
    main(["check", *COUNTY, "--output-format", "concise", "-q", "-o", "parquet:prov/"])
    for query in queries("duckdb"):
        assert duckdb.sql(query).fetchall(), query


def test_polars(county: Path) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    main(["check", *COUNTY, "--output-format", "concise", "-q", "-o", "parquet:prov/"])
    for code in (code for _, engine, code in BLOCKS if engine == "polars"):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "docs/store.md", "exec"), {})
        assert "2024" in printed.getvalue()
