"""Comments in text files: where they stand, what takes their place, and which are addressed to gialint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Aside, Paragraph, Table, is_remark
from gialint.reading import ONE_REPORT, LimitExceeded, Limits
from gialint.records import NamedTuple

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Where ``str.splitlines`` breaks; ``\\r\\n`` counts twice, which a limit can bear."""
OPEN, CLOSE = "<!--", "-->"
ROW = 2_000
"""How far around a comment its line is looked at."""

_BREAK = lazy_regex(f"[{BREAKS}]")


class Comment(NamedTuple):
    """A comment with its marks, from ``start`` to ``end``, and what it says."""

    start: int
    end: int
    said: str


def comments_of(text: str, limits: Limits) -> list[Comment]:
    """Return the comments of a text; one that is never closed is text. Raises LimitExceeded."""
    if text.count(OPEN) > limits.paragraphs:
        raise too_many_lines(limits)
    found: list[Comment] = []
    end = 0
    while (start := text.find(OPEN, end)) >= 0 and (end := text.find(CLOSE, start + 4) + 3) > 2:
        found.append(Comment(start, end, text[start + 4 : end - 3].strip()))
    return found


def remarks_of(comments: Iterable[Comment]) -> list[Comment]:
    """Return the comments that are addressed to gialint."""
    return [comment for comment in comments if is_remark(comment.said)]


def blanked(text: str, comments: Sequence[Comment]) -> str:
    """Return a text of the same length with white space in place of comments."""
    pieces: list[str] = []
    done = 0
    for start, end, _ in comments:
        # A comment parts what stands around it, but in a row of a table it is only space.
        parts = "|" not in _around(text, start, end) or _BREAK.search(text, start, end)
        pieces += text[done:start], parting(end - start) if parts else " " * (end - start)
        done = end
    return "".join(pieces) + text[done:]


def asides(text: str, comments: Sequence[Comment]) -> tuple[Aside, ...]:
    """Return the comments of a text that are addressed to gialint as its asides."""
    remarks = remarks_of(comments)
    if not remarks:
        return ()
    bare = list(text)
    for comment in comments:
        bare[comment.start : comment.end] = " " * (comment.end - comment.start)
    lines = "".join(bare)
    return tuple(
        Aside("comment", " ".join(said.split()), "", start, alone=not _around(lines, start, end).strip())
        for start, end, said in remarks
    )


def as_written(block: Paragraph | Table, text: str) -> Paragraph | Table:
    """Give words around a comment the comment back: they must be a slice of the file."""
    if isinstance(block, Paragraph):
        return block._replace(text=text[block.start : block.start + len(block.text)])
    cells = [
        [cell._replace(text=text[cell.start : cell.start + len(cell.text)]) for cell in row]
        for row in block.rows
    ]
    return block._replace(rows=tuple(map(tuple, cells)))


def parting(length: int) -> str:
    """Return white space that parts what stands before it from what stands after it."""
    return "\n" + " " * (length - 2) + "\n"


def _around(text: str, start: int, end: int) -> str:
    """Return what stands on the lines of a comment beside it."""
    before = _BREAK.split(text[max(start - ROW, 0) : start])[-1]
    return before + _BREAK.split(text[end : end + ROW], maxsplit=1)[0]


def too_many_lines(limits: Limits) -> LimitExceeded:
    """Return the error for a text of more lines than any report has."""
    most = limits.paragraphs + 2 * limits.cells
    return LimitExceeded.because(
        f"行数太多：段落超过 {limits.paragraphs} 个，或行数超过 {most} 行",
        f"too many lines: more than {limits.paragraphs} paragraphs or {most} lines",
        ONE_REPORT,
    )
