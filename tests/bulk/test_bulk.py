"""Reports by the table say what they say one by one, and a file that ends a worker is told."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gialint import check
from tests.reportwriter.files import written
from tests.reportwriter.town import varied

ROOT = Path(__file__).parents[2]
pa = pytest.importorskip("pyarrow")

RECIPES = (ROOT / "docs" / "clusters.md").read_text("utf-8")


def recipe(engine: str) -> str:
    """Return the recipe of an engine, as it is in the docs."""
    found = re.search(rf"<!-- run: {engine} -->\n```python\n(.*?)```", RECIPES, re.S)
    assert found
    return found[1]


def make(folder: Path, count: int) -> list[str]:
    """Write so many reports into a folder."""
    folder.mkdir()
    paths = [folder / f"{number:03}.docx" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(written(varied(number), "docx"))
    return list(map(str, paths))


def test_a_table_says_what_a_check_says(tmp_path: Path) -> None:
    from gialint.bulk import SCHEMA, check_table, chunks

    paths = [*make(tmp_path / "in", 12), str(tmp_path / "gone.docx")]
    [table] = chunks(paths, 100)
    found = check_table(table)
    assert found.schema == SCHEMA
    rows = found.to_pylist()
    plain = check(paths)
    assert [row["path"] for row in rows] == paths
    alone = [[each.code for each in report.findings if each.code < "GIA8"] for report in plain.reports[:-1]]
    assert [[each["code"] for each in row["findings"]] for row in rows[:-1]] == alone
    assert rows[-1]["findings"][0]["code"] == "GIA902"
    facts = {fact["fact"]: fact["value"] for fact in rows[0]["facts"]}
    assert isinstance(facts["requests.new.total"], float)


def test_bytes_and_addresses(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    from gialint.bulk import check_table

    data = written(varied(1), "docx")
    with fsspec.open("memory://reports/a.docx", "wb") as file:
        file.write(data)
    given = pa.table({"path": ["a.docx"], "bytes": pa.array([data], pa.binary())})
    uris = pa.table({"uri": ["memory://reports/a.docx", "memory://reports/none.docx", "nowhere://a.docx"]})
    [held], [fetched, *missing] = check_table(given).to_pylist(), check_table(uris).to_pylist()
    assert held["facts"] == fetched["facts"]
    for row in missing:
        [told] = row["findings"]
        assert told["code"] in ("GIA902", "GIA907")
        assert "无法打开这个地址" in told["message"]


@pytest.mark.parametrize("engine", ["dask", "spark", "spark-stream", "ray"])
def test_recipes_are_short(engine: str) -> None:
    assert len([line for line in recipe(engine).splitlines() if line]) <= 15


def needs(*packages: str, java: bool = False) -> pytest.MarkDecorator:
    """Skip a test where an engine is not installed."""
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    return pytest.mark.skipif(bool(missing) or (java and not shutil.which("java")), reason="not installed")


def test_batches_say_what_a_table_says(tmp_path: Path) -> None:
    from gialint.bulk import check_batches, check_table, chunks

    [table] = chunks(make(tmp_path / "in", 6), 100)
    found = pa.Table.from_batches(check_batches(table.to_batches(max_chunksize=2)))
    assert found == check_table(table)


@needs("distributed")
def test_dask_with_two_workers(tmp_path: Path) -> None:
    make(tmp_path / "prov", 60)
    agree(run(recipe("dask"), tmp_path), tmp_path)


@needs("ray")
def test_ray(tmp_path: Path) -> None:
    paths = make(tmp_path / "prov", 20)
    (tmp_path / "paths.txt").write_text("\n".join(paths), encoding="utf-8")
    agree(run(recipe("ray"), tmp_path), tmp_path)


@needs("pyspark", java=True)
def test_spark(tmp_path: Path) -> None:
    paths = make(tmp_path / "prov", 20)
    (tmp_path / "paths.txt").write_text("\n".join(paths), encoding="utf-8")
    agree(run(recipe("spark"), tmp_path), tmp_path)


@needs("pyspark", java=True)
def test_a_stream_of_spark_goes_on(tmp_path: Path) -> None:
    paths = make(tmp_path / "prov", 20)
    (tmp_path / "lists").mkdir()
    for name, some in (("a.txt", paths[:12]), ("b.txt", paths[12:])):
        (tmp_path / "lists" / name).write_text("\n".join(some), encoding="utf-8")
        rows = run(recipe("spark-stream"), tmp_path)
        assert len(rows) == (12 if name == "a.txt" else 20)
    agree(rows, tmp_path)


def agree(rows: list[dict[str, Any]], folder: Path) -> None:
    """Assert that rows are those of a plain check of the reports in a folder ``prov``, each there once."""
    plain = check(sorted(map(str, (folder / "prov").iterdir()))).reports
    found = sorted((Path(row["path"]).name, [each["code"] for each in row["findings"]]) for row in rows)
    assert found == [
        (Path(each.path).name, [found.code for found in each.findings if found.code < "GIA8"])
        for each in plain
    ]


@needs("distributed")
def test_a_file_that_ends_its_worker_is_told_and_no_other_is_lost(tmp_path: Path) -> None:
    paths = make(tmp_path / "prov", 8)
    poisonous = recipe("dask").replace(
        "from gialint.bulk import check_table, chunks, lost\n",
        "from gialint.bulk import chunks, lost\nfrom poison import check_table\n",
    )
    (tmp_path / "poison.py").write_text(
        "import os\nfrom gialint import bulk\ndef check_table(table):\n"
        "    if any(p.endswith('005.docx') for p in table.column('path').to_pylist()): os._exit(3)\n"
        "    return bulk.check_table(table)\n"
    )
    rows = run(poisonous, tmp_path)
    assert sorted(row["path"] for row in rows) == [os.path.relpath(path, tmp_path) for path in paths]
    told = {row["path"] for row in rows if any(each["code"] == "GIA907" for each in row["findings"])}
    assert told == {"prov/005.docx"}


def run(code: str, folder: Path) -> list[dict[str, Any]]:
    """Run a recipe in a folder, and return the rows that it has written."""
    from pyarrow import parquet

    (folder / "recipe.py").write_text(code, encoding="utf-8")
    python = {"PYSPARK_PYTHON": sys.executable}
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}  # a worker that dies is not tried again
    environ = {**os.environ, "PYTHONPATH": str(folder), **once, **python}
    done = subprocess.run(
        [sys.executable, "recipe.py"], cwd=folder, env=environ, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows: list[dict[str, Any]] = parquet.read_table(folder / "prov.parquet").to_pylist()
    return rows
