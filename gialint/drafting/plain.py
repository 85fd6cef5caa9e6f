"""Write a draft as plain text (a row a line), as Markdown, and as a report given as data (YAML)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from gialint.drafting.draft import Draft, Grid, is_subheading


def text(draft: Draft) -> bytes:
    """Return the lines of the report; the cells of a row are separated by `` | ``, and a bar ends it."""
    lines = [draft.title, *draft.preface]
    for part in draft.parts:
        lines += [part.heading, *part.lines]
        for grid in part.grids:
            lines += (" | ".join(slot.text for slot in row) + " |" for row in grid.rows)
    return _encoded([*lines, *draft.signature])


def markdown(draft: Draft) -> bytes:
    """Return headings with ``#`` and tables with pipes, a cell for every column of the grid."""
    blocks = [f"# {draft.title}", *draft.preface]
    for part in draft.parts:
        blocks.append(f"## {part.heading}")
        blocks += (f"### {line}" if is_subheading(line) else line for line in part.lines)
        blocks += ("\n".join(_piped(grid)) for grid in part.grids)
    return ("\n\n".join([*blocks, *draft.signature]) + "\n").encode()


def yaml(draft: Draft) -> bytes:
    """Return prose by heading and a line for every figure, with its name behind it."""
    lines = [f"title: {_quoted(draft.title)}", *_block("preface", draft.preface), "sections:"]
    for part in draft.parts:
        lines += (f"  {line}" for line in _block(_quoted(part.heading), part.lines))
    lines.append("facts:")
    lines += (f"  {path}:  # {draft.labels[path]}" for path in draft.facts)
    return _encoded([*lines, *_block("signature", draft.signature)])


def _piped(grid: Grid) -> Iterator[str]:
    for number, placed in enumerate(grid.placed()):
        cells = [""] * len(grid.widths)
        for column, slot in placed:
            cells[column] = slot.text
        yield "| " + " | ".join(cells) + " |"
        if not number:
            yield "|" + "---|" * len(grid.widths)


def _block(key: str, lines: tuple[str, ...]) -> Iterator[str]:
    if not lines:
        yield f'{key}: ""'
        return
    yield f"{key}: |-"
    yield from (f"  {line}" for line in lines)


def _quoted(text: str) -> str:
    """Return a text as YAML takes it whatever is in it: in the quotes of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
