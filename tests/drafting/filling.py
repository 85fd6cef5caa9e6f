"""Fill a draft in as its author would: the marks in its text, the cells of its tables, in the file itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from gialint.drafting.draft import Draft, Grid

MARK = re.compile(r"【填写：[^】]*】|_{2,}")

Fill = Callable[[bytes, Draft, "Answers", Mapping[str, str]], bytes]


class Answers:
    """What is put for each mark, in the order in which they stand."""

    def __init__(self, answers: list[str]) -> None:
        self.left = iter(answers)

    def put(self, text: str) -> str:
        return MARK.sub(lambda _: next(self.left), text)

    @property
    def used_up(self) -> bool:
        return next(self.left, None) is None


def in_docx(data: bytes, draft: Draft, answers: Answers, figures: Mapping[str, str]) -> bytes:
    import docx

    document = docx.Document(BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = answers.put(run.text)
    for table, grid in zip(document.tables, _grids(draft), strict=True):
        for row, placed in enumerate(grid.placed()):
            for column, slot in placed:
                cell = table.cell(row, column)
                assert cell.text == slot.text
                if slot.fact:
                    cell.paragraphs[0].add_run(figures[slot.fact])
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def in_markdown(data: bytes, draft: Draft, answers: Answers, figures: Mapping[str, str]) -> bytes:
    rows = (row for grid in _grids(draft) for row in _piped(grid, figures))
    lines = answers.put(data.decode()).split("\n")
    return "\n".join(
        next(rows) if line.startswith("| ") and line.endswith("|") else line for line in lines
    ).encode()


def in_text(data: bytes, draft: Draft, answers: Answers, figures: Mapping[str, str]) -> bytes:
    rows = (row for grid in _grids(draft) for row in grid.rows)
    lines = answers.put(data.decode()).split("\n")
    return "\n".join(
        " | ".join(slot.text or figures[slot.fact] for slot in next(rows)) + " |"
        if line[-1:] == "|"
        else line
        for line in lines
    ).encode()


def in_yaml(data: bytes, draft: Draft, answers: Answers, figures: Mapping[str, str]) -> bytes:
    text = re.sub(r"(?m)^  ([a-z_.]+):(?=  #)", lambda line: f"{line[0]} {figures[line[1]]}", data.decode())
    return answers.put(text).encode()


FILL: Mapping[str, Fill] = {".docx": in_docx, ".md": in_markdown, ".txt": in_text, ".yaml": in_yaml}


def _grids(draft: Draft) -> Iterator[Grid]:
    for part in draft.parts:
        yield from part.grids


def _piped(grid: Grid, figures: Mapping[str, str]) -> Iterator[str]:
    for placed in grid.placed():
        cells = [""] * len(grid.widths)
        for column, slot in placed:
            cells[column] = slot.text or figures[slot.fact]
        yield "| " + " | ".join(cells) + " |"
