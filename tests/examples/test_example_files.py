"""The example reports in examples/ are what the generator writes, and hold what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reportwriter.files import FORMATS, NAMES, content, example, write_examples

FOLDER = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_is_what_the_generator_writes(name: str, form: str) -> None:
    kept = (FOLDER / f"{name}.{form}").read_bytes()
    assert content(kept, form) == content(example(name, form), form), "run `make examples`"


def test_the_command_writes_every_file(tmp_path: Path) -> None:
    paths = list(write_examples(tmp_path))
    assert sorted(path.name for path in paths) == sorted(
        f"{name}.{form}" for name in NAMES for form in FORMATS
    )
    assert all(path.stat().st_size > 5_000 for path in paths)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "docx"])
def test_the_faulty_report_is_damaged_alike_in_every_format(form: str) -> None:
    text = example("faulty", form).decode()
    for damage in ("?,F(xi", "?瑏K", "?考径群藢?du", "?畔ⅲ蓪?zhu", "?罕?zh"):
        assert text.count(damage) == 1


def test_the_mirror_only_changes_how_it_is_spelled() -> None:
    clean, faulty = (example(name, "txt").decode().splitlines() for name in ("clean", "faulty"))
    assert len(clean) == len(faulty)
