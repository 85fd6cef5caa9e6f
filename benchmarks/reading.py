"""What reading alone costs in each format, in time of the processor, against parsing the format barely."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

import bare
from turns import Comparison, take_turns

REPORTS = 10
BUDGETS = {"docx": 2, "html": 3, "pdf": 2}
AGAINST = {
    "docx": "unzipping and parsing it",
    "html": "its tags and texts",
    "pdf": "its characters and lines",
}
BARE = {"docx": bare.parse_docx, "html": bare.walk_html, "pdf": bare.parse_pdf}
TEXT = 3
"""Milliseconds that a report of plain text may take."""


def formats(rounds: int) -> list[Comparison]:
    """Compare the readers; PDF, and Word files with all formatting, where LibreOffice can write some."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _written(Path(folder))
        compared = [_text(paths["txt"], rounds)]
        compared += [_compared(kind, paths[kind], rounds) for kind in BUDGETS if paths[kind]]
        if paths["office"]:
            formatted = _compared("docx", paths["office"], rounds)
            compared.append(replace(formatted, what="reading .docx of LibreOffice"))
        return compared


def _text(paths: Sequence[str], rounds: int) -> Comparison:
    took = take_turns({"read": _reading("txt", paths)}, rounds, process_time)
    return Comparison("reading .txt", f"{TEXT} ms", took["read"] / len(paths), TEXT, 1)


def _compared(kind: str, paths: Sequence[str], rounds: int) -> Comparison:
    sides = {"read": _reading(kind, paths), "parse": lambda: [BARE[kind](path) for path in paths]}
    took = {side: time / len(paths) for side, time in take_turns(sides, rounds, process_time).items()}
    return Comparison(f"reading .{kind}", AGAINST[kind], took["read"], took["parse"], BUDGETS[kind])


def _reading(kind: str, paths: Sequence[str]) -> Callable[[], object]:
    """Return what reads the files, with the reader that their name asks for."""
    from gialint.plugins.builtin import READERS
    from gialint.reading import Limits
    from gialint.reading.opening import open_document

    return lambda: [open_document(path, READERS, Limits()) for path in paths]


def _written(folder: Path) -> dict[str, list[str]]:
    """Write some reports in every format and return their paths."""
    from tests.reportwriter.files import written
    from tests.reportwriter.plain import text
    from tests.reportwriter.town import varied

    paths: dict[str, list[str]] = {"txt": [], "docx": [], "html": [], "pdf": [], "office": []}
    for number in range(REPORTS):
        draft = varied(number)
        for kind in ("txt", "docx", "html"):
            path = folder / f"{number}.{kind}"
            path.write_bytes(text(draft).encode() if kind == "txt" else written(draft, kind))
            paths[kind].append(str(path))
    if shutil.which("soffice"):
        for kind, suffix in (("pdf", "pdf"), ("office", "docx")):
            command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(folder / kind)]
            profile = f"-env:UserInstallation={folder.as_uri()}/profile"
            subprocess.run([*command, paths["docx"][0], profile], capture_output=True)
            paths[kind] = [str(path) for path in (folder / kind).glob(f"*.{suffix}")]
    return paths
