"""The reports of ``examples/repo``: six agencies of a county in two years, in several formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.reportwriter.described import CORPUS, Described, described, loaded
from tests.reportwriter.files import written


def county() -> dict[str, Described]:
    """Return each report by the name of its file."""
    prose = loaded(CORPUS / "prose.yaml")
    return {name: described(name, spec, prose) for name, spec in loaded(CORPUS / "county.yaml").items()}


def county_file(name: str, report: Described) -> bytes:
    """Return a report as the file of its name."""
    return written(report.draft, name.rpartition(".")[2])


def write_county(folder: Path) -> Iterator[Path]:
    """Write each report under a folder, and yield where."""
    for name, report in county().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(county_file(name, report))
        yield path
