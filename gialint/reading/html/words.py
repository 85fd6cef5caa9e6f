"""Turn the numbered texts of a line into its words, each run with its offset in the source.

White space collapses as in a browser (CSS Text 3, 4.1): a run of it becomes one space, or nothing
where a line of source breaks between two Chinese characters. A no-break space becomes a space of
its own. What stands at either end of a line is trimmed.

Signs stand around texts that are not shown as they stand. They are noncharacters, which stand in no text,
so that a line may be trimmed and its white space collapse with them in it. Then they are taken out, and
what they said is kept beside the line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter

from gialint.lazy_regex import lazy_regex
from gialint.model import Manner, Marked
from gialint.reading.html.tree import Skeleton, unescape
from gialint.records import NamedTuple

Origins = list[tuple[int, int]]
"""Offsets in a text with their offsets in the source, ascending, the first for offset 0."""

ENTITY = lazy_regex(r"(&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?))")
WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]"
SPACE = lazy_regex(rf"((?<={WIDE})[ \t\f\r]*\n[ \t\n\f\r]*(?={WIDE}))|[ \t\n\f\r]{{2,}}|[\t\n\f\r]")
"""White space that does not stay as it is; what the group holds goes altogether."""

EFFECTS: dict[str, str] = {
    "struck": "\ufdd2",
    "raised": "\ufdd3",
    "lowered": "\ufdd4",
    "unseen": "\ufdd5",
    "reversed": "\ufdd6",
    "hidden": "\ufdd7",
    "gloss": "\ufdd8",
    "point": "\ufdd9",
    "seen": "",
}
"""What a tag does to its text, and the sign for it.

Text ``hidden``, or a ``gloss`` (ruby), is left out of the line; ``unseen`` stays in it. ``seen`` undoes
that for what stands within. A ``point`` stands for what is no text.
"""
LEFT_OUT = frozenset({"hidden", "gloss"})
POINT = EFFECTS["point"]
END = "\ufdda"
SIGNS = frozenset({*filter(None, EFFECTS.values()), END})
MANNERS: dict[str, Manner] = {
    EFFECTS["struck"]: "struck",
    EFFECTS["raised"]: "raised",
    EFFECTS["gloss"]: "raised",
    EFFECTS["lowered"]: "lowered",
    EFFECTS["reversed"]: "reversed",
    EFFECTS["unseen"]: "hidden",
    EFFECTS["hidden"]: "hidden",
    POINT: "unreadable",
}
_SIGN = lazy_regex(f"([{''.join(sorted(SIGNS))}])")
OMITTED = frozenset(EFFECTS[name] for name in LEFT_OUT)
_HIDDEN = frozenset({EFFECTS["hidden"], EFFECTS["unseen"]})


class Line(NamedTuple):
    """A line of text outside tables or inside a cell; ``heading`` is its level, 0 for none.

    Offsets of what is ``marked`` and ``hidden`` on it count from its beginning. It may have no text.
    """

    text: str
    origins: Origins
    heading: int
    marked: tuple[Marked, ...] = ()
    hidden: tuple[tuple[int, str], ...] = ()


def lines_of(built: Skeleton, marks: str, preformatted: bool = False) -> list[tuple[str, Origins]]:
    """Return the lines that are not blank among the texts named by ``marks`` (``3, 4,``)."""
    if marks.isspace():
        return []
    text, origins = _joined(built, marks)
    if preformatted:
        found: list[tuple[str, Origins]] = []
        start = 0
        for line in text.split("\n"):
            found += _trimmed(line, origins_between(origins, start, start + len(line)))
            start += len(line) + 1
        return found
    if SPACE.search(text):
        text, origins = _collapsed(text, origins)
    return _trimmed(text, origins)


def origins_between(origins: Origins, start: int, end: int, at: int = 0) -> Origins:
    """Return the origins of ``text[start:end]``, for a text in which that stands at ``at``."""
    first = bisect_right(origins, start, key=itemgetter(0))
    last = bisect_left(origins, end, first, key=itemgetter(0))
    offset, origin = origins[first - 1]
    moved = [(place + at - start, source) for place, source in origins[first:last]]
    return [(at, origin + start - offset), *moved]


def _joined(built: Skeleton, marks: str) -> tuple[str, Origins]:
    """Return the texts as one, with the white space between them as the marks have it."""
    texts, offsets = built.texts, built.offsets
    pieces: list[str] = []
    origins: Origins = []
    length = 0
    number = -1
    for mark in marks.split(",")[:-1]:
        if mark[0] in " \n" and pieces:
            if number + 1 < len(texts) and texts[number + 1].isspace():
                origins.append((length, offsets[number + 1]))
            gap = mark[: -len(mark.lstrip())]
            pieces.append(gap)
            length += len(gap)
        number = int(mark)
        text = texts[number]
        if "&" in text:
            text, inner = _resolved(text, offsets[number])
            origins += [(length + offset, origin) for offset, origin in inner]
        else:
            origins.append((length, offsets[number]))
        pieces.append(text)
        length += len(text)
    return "".join(pieces), origins


def _resolved(raw: str, start: int) -> tuple[str, Origins]:
    """Return a text with its character references resolved."""
    pieces: list[str] = []
    origins: Origins = [(0, start)]
    length = 0
    for index, piece in enumerate(ENTITY.split(raw)):
        value = unescape(piece) if index % 2 else piece
        if index % 2 and len(value) == 1 and "\ufdd0" <= value <= "\ufdef":
            value = "\ufffd"  # noncharacters are signs here
        pieces.append(value)
        if index % 2 and value != piece:
            # What follows a reference without semicolon stays (``&ampx`` is ``&x``).
            kept = 0
            while kept + 1 < len(value) and value[-kept - 1] == piece[-kept - 1]:
                kept += 1
            origins.append((length, start))
            origins.append((length + len(value) - kept, start + len(piece) - kept))
        length += len(value)
        start += len(piece)
    return "".join(pieces), origins


def _collapsed(text: str, origins: Origins) -> tuple[str, Origins]:
    pieces: list[str] = []
    moved: Origins = []
    length = start = 0
    for space in SPACE.finditer(text):
        kept = "" if space[1] else " "
        end = space.start() + len(kept)
        moved += origins_between(origins, start, end, length)
        pieces.append(text[start : space.start()] + kept)
        length += end - start
        start = space.end()
    moved += origins_between(origins, start, len(text), length)
    pieces.append(text[start:])
    return "".join(pieces), moved


def _trimmed(text: str, origins: Origins) -> list[tuple[str, Origins]]:
    words = text.strip()
    if not words:
        return []
    if len(words) != len(text):
        start = len(text) - len(text.lstrip())
        origins = origins_between(origins, start, start + len(words))
    return [(words.replace("\xa0", " "), origins)]


def without_signs(page: str) -> str:
    """Return a page in which no character of its own is a sign."""
    return _SIGN.sub("\ufffd", page) if any(sign in page for sign in SIGNS) else page


def read_signs(text: str, origins: Origins, heading: int, begun: str) -> tuple[Line, str]:
    """Take the signs out of a line; ``begun`` is the one left open on the line before.

    The second part is the sign that is still open at the end.
    """
    pieces: list[str] = []
    moved: Origins = []
    marked: list[Marked] = []
    hidden: list[tuple[int, str]] = []
    length = at = 0
    for index, piece in enumerate(_SIGN.split(text)):
        if index % 2:
            if piece == POINT:
                marked.append(Marked(length, length, "unreadable"))
            else:
                begun = "" if piece == END else piece
        elif piece:
            left_out = begun in OMITTED
            end = length if left_out else length + len(piece)
            if begun and not piece.isspace():
                if not left_out or any(map(str.isnumeric, piece)):
                    marked.append(Marked(length, end, MANNERS[begun]))
                if begun in _HIDDEN:
                    hidden.append((length, piece.strip()))
            if not left_out:
                pieces.append(piece)
                moved += origins_between(origins, at, at + len(piece), length)
                length = end
        at += len(piece)
    text, origins = "".join(pieces), moved
    words = text.strip()
    before = len(text) - len(text.lstrip()) if words else 0
    last = len(words)
    if origins and len(words) != len(text):
        origins = origins_between(origins, before, before + last)

    def at_words(offset: int) -> int:
        return min(max(offset - before, 0), last)

    shown = tuple(Marked(at_words(start), at_words(end), manner) for start, end, manner in marked)
    unseen = tuple((at_words(offset), said) for offset, said in hidden)
    return Line(words, origins, heading, shown, unseen), begun
