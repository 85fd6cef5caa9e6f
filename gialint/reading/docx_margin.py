"""What stands beside the text of a paragraph while it is read: tracked changes, comments, hidden words."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from gialint.document import AsideKind
from gialint.reading.docx_xml import attribute


class Note(NamedTuple):
    """Something beside a paragraph's text, at ``offset`` in that text; a comment's ``text`` is its id."""

    kind: AsideKind
    text: str
    author: str
    offset: int


class Jotted(NamedTuple):
    """A note while its paragraph is open: it stands between two of its ``pieces``."""

    kind: AsideKind
    text: str
    author: str
    pieces: list[str]
    begin: int
    end: int


class Margin:
    """Keeps what is beside the text of the paragraphs that are open."""

    def __init__(self) -> None:
        self.jotted: list[Jotted] = []
        self.changes: list[Jotted] = []
        """The tracked changes that are open."""
        self.commented: set[str] = set()

    def begin(self, kind: AsideKind, attributes: list[str], pieces: list[str]) -> None:
        """Begin a tracked change."""
        at = len(pieces)
        self.changes.append(Jotted(kind, "", attribute(attributes, "author"), pieces, at, at))

    def end(self) -> None:
        """End a tracked change; what was inserted is noted, what was deleted has been so already."""
        change = self.changes.pop()
        if change.kind == "inserted" and len(change.pieces) > change.begin:
            self._jot(change._replace(end=len(change.pieces)))

    def unseen(self, text: str, hidden: bool, pieces: list[str]) -> None:
        """Note words that are left out because they are deleted, or else hidden."""
        at = len(pieces)
        if self.changes and self.changes[-1].kind == "deleted":
            self._jot(Jotted("deleted", text, self.changes[-1].author, pieces, at, at))
        elif hidden:
            self._jot(Jotted("hidden", text, "", pieces, at, at))

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
            said = text[at : offsets[end]] if kind == "inserted" else words
            if said:
                notes.append(Note(kind, said, author, at))
        return notes

    def _jot(self, new: Jotted) -> None:
        """Keep a note; words that one hand left side by side, run by run, are one note.

        A comment between them is beside the text itself, and does not part them.
        """
        at = next((at for at in reversed(range(len(self.jotted))) if self.jotted[at].kind != "comment"), None)
        if at is not None:
            last = self.jotted[at]
            alike = last.kind == new.kind and last.author == new.author
            if alike and last.pieces is new.pieces and last.end == new.begin:
                new = new._replace(text=last.text + new.text, begin=self.jotted.pop(at).begin)
        self.jotted.append(new)
