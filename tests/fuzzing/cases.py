"""The cases of fuzzing: case 17 of seed 1 is the same file on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from pdfdraw import lines, pdf, plain, ruled

from tests.fuzzing.mutating import KINDS, mutated
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.files import NAMES, example
from tests.reportwriter.town import clean, faulty
from tests.reportwriter.workbook import xlsx

FOUND = Path(__file__).parents[1] / "corpus" / "found"
ROWS = [["规章", "0", "0", "0"], ["行政规范性文件", "1", "0", "2"], ["行政许可", "1126", "", ""]]
LINES, ROOM = 28, 34
"""Of a page of a PDF: lines, and characters of a line."""


class Case(NamedTuple):
    """A file to be held to the law; ``number`` also chooses the output in which it is told."""

    number: int
    suffix: str
    content: bytes

    @property
    def name(self) -> str:
        """The file's name."""
        return f"报告{self.suffix}"


@cache
def seeds() -> Mapping[str, list[bytes]]:
    """Return by suffix the files to begin with: the examples, and what was found before."""
    known: dict[str, list[bytes]] = {
        suffix: [example(name, suffix[1:]) for name in NAMES]
        for suffix in (".txt", ".md", ".yaml", ".html", ".docx")
    }
    known[".xlsx"] = [xlsx(clean()), xlsx(faulty())]
    known[".pdf"] = [_pdf(clean()), _pdf(faulty())]
    for path in sorted(FOUND.iterdir()):
        known[path.suffix].append(path.read_bytes())
    return known


def case(seed: int, number: int, suffix: str | None = None) -> Case:
    """Return a case; formats take turns."""
    chosen = suffix or list(KINDS)[number % len(KINDS)]
    chance = Random(f"{seed}/{number}/{chosen}")
    return Case(number, chosen, mutated(chance, chosen, chance.choice(seeds()[chosen])))


def _pdf(draft: DraftReport) -> bytes:
    """Return a report as a PDF that is not packed: its prose, and a table with lines on each page."""
    prose = [draft.title, *draft.preface]
    for section in draft.sections:
        prose += [section.heading, *section.lines]
    cut = [line[at : at + ROOM] for line in prose for at in range(0, len(line), ROOM)]
    pages = [cut[at : at + LINES] for at in range(0, len(cut), LINES)]
    return pdf(*([lines(*page), ruled(plain(ROWS, top=200))] for page in pages), pageCompression=0)
