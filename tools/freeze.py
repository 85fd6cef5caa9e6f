"""Write the output for the corpus into a folder, so that two versions can be compared with ``diff -r``.

    python tools/freeze.py before      # on the old version
    python tools/freeze.py after       # on the new one
    diff -r before after

Reports of ``tests/corpus`` are written in every form they have, and the whole reports as Markdown. Of each
form there is one JSON file of ``check`` and of ``facts`` (with the claims), and the reading text of each
report. By default a quarter of the reports is taken, the same one every time; ``--all`` takes each.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gialint.cli import main  # noqa: E402
from tests.reportwriter.described import corpus  # noqa: E402
from tests.reportwriter.forms import FORMS  # noqa: E402
from tests.reportwriter.plain import markdown  # noqa: E402
from tests.reportwriter.whole import wholes  # noqa: E402

SHARE = 4


def reports(every: bool) -> Iterator[tuple[str, str, bytes]]:
    """Yield the form, the file name and the bytes of each report."""
    for name, form in FORMS.items():
        for described in corpus():
            if every or _taken(f"{name} {described.name}"):
                yield name, f"{described.name}.{form.suffix}", form.write(described.draft)
    for whole in wholes():
        if every or _taken(whole.name):
            yield "whole", f"{whole.name}.md", markdown(whole.draft).encode()


def freeze(folder: Path, every: bool) -> None:
    """Write the output for every report into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as workplace, chdir(workplace):
        for form, name, written in reports(every):
            path = Path(form, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(written)
        for form in sorted(os.listdir()):
            names = sorted(f"{form}/{name}" for name in os.listdir(form))
            checked = _output("check", *names, "--no-cache", "--output-format", "json")
            _write(folder / f"{form}.check.json", checked)
            _write(folder / f"{form}.facts.json", _output("facts", *names, "--output-format", "json"))
            _write(folder / f"{form}.txt", "".join(_output("text", name) for name in names))


def _output(*arguments: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([*arguments, "--isolated", "--lang", "en"])
    return f"{out.getvalue()}\n{err.getvalue()}\nstatus {status}\n"


def _write(path: Path, output: str) -> None:
    path.write_text(output, encoding="utf-8")


def _taken(name: str) -> bool:
    return hashlib.blake2b(name.encode()).digest()[0] % SHARE == 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="every report, not a quarter")
    chosen = parser.parse_args()
    freeze(chosen.folder.resolve(), chosen.all)
