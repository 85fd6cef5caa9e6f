"""What stands beside the text of a Word document: tracked changes, comments, hidden words.

And how its text is shown where that is not plainly: struck, raised, with a picture in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Literal, get_args

from gialint.model import AsideKind, Manner
from gialint.reading.package import End, attribute
from gialint.records import NamedTuple

Mark = Literal[
    "struck", "raised", "lowered", "white", "turned", "reversed", "unseen", "unreadable", "floating", "boxed"
]
"""How text is shown. Nothing of the text itself are hidden digits (``unseen``), what stands among
the words but is none (``unreadable``), or over them (``floating``), and a text box (``boxed``)."""

MANNERS: Mapping[str, Manner] = {
    "struck": "struck",
    "raised": "raised",
    "lowered": "lowered",
    "white": "hidden",
    "turned": "reversed",
    "reversed": "reversed",
    "unseen": "hidden",
    "unreadable": "unreadable",
    "floating": "unreadable",
    "boxed": "unreadable",
}
"""What a mark means for a figure."""

BESIDE = ("floating", "boxed")
"""Marks that bear on a cell alone: in prose what floats, or stands in a box, is not among the words."""

ASIDES: tuple[AsideKind, ...] = get_args(AsideKind)

APART = ("raised", "lowered", "white", "turned")
"""What tells nothing where all of a paragraph is so: a figure is raised beside another."""

ASIDE = ("deleted", "comment", "hidden")
"""Notes whose words are not in the text."""


class Note(NamedTuple):
    """Something beside a paragraph's text, at ``offset`` in that text; a comment's ``text`` is its id."""

    kind: AsideKind | Mark
    text: str
    author: str
    offset: int

    @property
    def aside(self) -> AsideKind | None:
        """What it is beside the text, none where it tells how the text is shown."""
        return next((kind for kind in ASIDES if kind == self.kind), None)


class Jotted(NamedTuple):
    """A note while its paragraph is open: it stands between two of its ``pieces``."""

    kind: AsideKind | Mark
    text: str
    author: str
    pieces: list[str]
    begin: int
    end: int


class Margin:
    """Keeps what is beside the text of the paragraphs that are open."""

    def __init__(self) -> None:
        self.jotted: list[Jotted] = []
        self.changes: list[tuple[AsideKind, str]] = []
        """The tracked changes that are open, and who made them."""
        self.commented: set[str] = set()

    def change(self, kind: AsideKind, attributes: list[str], pieces: list[str]) -> End:
        """Begin a tracked change; at its end what was inserted is noted, as what was deleted has been."""
        author, begin = attribute(attributes, "author"), len(pieces)
        self.changes.append((kind, author))

        def end() -> None:
            self.changes.pop()
            if kind == "inserted" and len(pieces) > begin:
                self._jot(Jotted(kind, "", author, pieces, begin, len(pieces)))

        return end

    def unseen(self, text: str, hidden: bool, pieces: list[str]) -> None:
        """Note words that are left out because they are deleted, or else hidden."""
        at = len(pieces)
        if self.changes and self.changes[-1][0] == "deleted":
            self._jot(Jotted("deleted", text, self.changes[-1][1], pieces, at, at))
        elif hidden:
            self._jot(Jotted("hidden", text, "", pieces, at, at))
            if any(map(str.isnumeric, text)):
                self.jotted.append(Jotted("unseen", "", "", pieces, at, at))

    def mark(self, mark: Mark, pieces: list[str], begin: int | None = None) -> None:
        """Note how the pieces from ``begin`` on are shown, or that something stands behind them all."""
        end = len(pieces)
        self._jot(Jotted(mark, "", "", pieces, end if begin is None else begin, end))

    def comment(self, attributes: list[str], pieces: list[str]) -> None:
        """Note a comment where its range begins, or where it is referred to if it has none."""
        number = attribute(attributes, "id")
        if number not in self.commented:
            self.commented.add(number)
            self.jotted.append(Jotted("comment", number, "", pieces, len(pieces), len(pieces)))

    def taken(self, pieces: list[str], text: str) -> list[Note]:
        """Return the notes of the paragraph that ``pieces`` make up and that reads ``text``."""
        mine = [each for each in self.jotted if each.pieces is pieces]
        self.jotted = [each for each in self.jotted if each.pieces is not pieces]
        whole = "".join(pieces)
        lead = len(whole) - len(whole.lstrip("\n"))
        offsets = [min(max(end - lead, 0), len(text)) for end in accumulate(map(len, pieces), initial=0)]
        notes: list[Note] = []
        for kind, words, author, _, begin, end in mine:
            at = offsets[begin]
            said = words if kind in ASIDE else text[at : offsets[end]]
            if said or (begin == end and kind in MANNERS):
                notes.append(Note(kind, said, author, at))
        # How text is shown where all of it is tells nothing.
        whole_size = len("".join(text.split()))
        for mark in APART:
            marked = "".join(note.text for note in notes if note.kind == mark)
            if marked and len("".join(marked.split())) == whole_size:
                notes = [note for note in notes if note.kind != mark]
        return notes

    def _jot(self, new: Jotted) -> None:
        """Keep a note; words that one hand left side by side, run by run, are one note.

        A comment between them is beside the text itself, and does not split them.
        """
        at = next((at for at in reversed(range(len(self.jotted))) if self.jotted[at].kind != "comment"), None)
        if at is not None:
            last = self.jotted[at]
            alike = last.kind == new.kind and last.author == new.author
            if alike and last.pieces is new.pieces and last.end == new.begin:
                new = new._replace(text=last.text + new.text, begin=self.jotted.pop(at).begin)
        self.jotted.append(new)
