"""The words of a Word document: where they stand in its XML, and edits of them within their runs.

The reading text comes from the reader. Its native places (``tbl[2]/tr[4]/tc[2]``) name the paragraphs
here, and the texts of a paragraph (``w:t``, ``w:tab``) are laid against what was read of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import groupby
from operator import attrgetter, itemgetter

from lxml.etree import QName, SubElement, _Element, iterwalk

from gialint.checking.fixes import applied
from gialint.checking.kinds.near import shared
from gialint.lazy_regex import lazy_regex
from gialint.model import Document, Edit, Table, Text
from gialint.reading import Limits
from gialint.reading.compose import one_line
from gialint.reading.package import OFF, document_part, open_package
from gialint.records import NamedTuple
from gialint.writing.package import MACROS, attribute, bytes_of, has_macros, local, repacked, tree_of
from gialint.writing.plain import is_read_as

SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Elements that are read as one character."""

SILENT = frozenset(("del", "moveFrom", "rt"))
"""What is not read: deletions and phonetic guides."""

BARRIERS = frozenset(
    ("p", "del", "ins", "moveFrom", "moveTo", "fldChar", "fldSimple", "drawing", "pict", "object", "sdt",
     "hyperlink", "smartTag", "footnoteReference", "endnoteReference", "commentReference", "sym", "ruby")
)  # fmt: skip
"""What no edit may reach across: the words on both sides of it are no one stretch."""

FIXED = frozenset(("ins", "moveTo", "fldSimple", "AlternateContent", "ruby"))
"""What no edit may be made in: tracked changes, fields, what is written twice."""

FORMULAS = ("oMath", "oMathPara")
APART = lazy_regex(r"del|ins|move\w+|fld\w+|sdt|drawing|pict|object|AlternateContent")
"""What an empty paragraph may hold that does not read as text, and that nothing is written beside."""

UNFIT = lazy_regex(r"ins|del|move\w+|rPrChange|\w*[vV]anish|webHidden")
"""What makes a look that new words do not take: a tracked change, or that they would be hidden."""

UNSPEAKABLE = lazy_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold in any spelling."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
KEPT_APART = Text(
    "这里有修订、域、脚注、制表符或自动编号，请在 Word 里改",
    "there is a tracked change, a field, a note, a tab or an automatic number here; change it in Word",
)
NOT_IN_WORD = Text("要写的字不能存入 Word 文件", "this text cannot be stored in a Word file")


class Piece(NamedTuple):
    """Words from ``start`` of the reading text on, and the element they are written in.

    ``order`` counts the elements of the file; ``stretch`` is equal for pieces with nothing but the ends
    of runs between. One that is not ``plain`` cannot be cut, one that is ``fixed`` not edited either.
    """

    start: int
    text: str
    element: _Element
    order: int
    stretch: int
    plain: bool
    fixed: bool

    @property
    def end(self) -> int:
        """Where it ends in the reading text."""
        return self.start + len(self.text)


class WordFile:
    """A package open for writing: the tree of its main part, and where the words stand in it.

    ``pieces`` are in reading order. ``blanks`` has the first paragraph of each cell without words by where
    it is in the reading text, ``natives`` the first at each native place, ``lines`` those that are read.
    """

    def __init__(self, document: Document, data: bytes, limits: Limits) -> None:
        self.opened = document, data, limits
        self.text = document.text
        self.package = open_package(data, limits)
        self.part = document_part(self.package)
        self.root = tree_of(self.package, self.part)
        self.pieces: list[Piece] = []
        self.lines: list[tuple[int, _Element]] = []
        self.blanks: dict[int, _Element] = {}
        self.natives: dict[str, _Element] = {}
        self._map(document)

    def _map(self, document: Document) -> None:
        """Find the words of the document in the tree, before anything in it is changed."""
        leaves = _leaves(self.root)
        paragraphs = _paragraphs(self.root)
        for place, [first, *_] in paragraphs.items():
            self.natives[place] = first
            if "/" in place:
                self.natives.setdefault(place.rpartition("/")[0], first)  # the row of a cell
        self.natives |= _references(self.root)
        written: list[tuple[str, int, str]] = []
        for block in document.blocks:
            cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block]
            written += ((each.native, each.start, each.text) for each in cells)
        for native, blocks in groupby(sorted(written, key=itemgetter(0)), itemgetter(0)):
            place = native.removeprefix(f"{self.part}#")
            there = paragraphs.get(place, ())
            waiting = iter(there)
            for _, start, text in blocks:
                if there and text:
                    self.lines.append((start, there[0]))
                elif there:
                    self.blanks[start] = there[0]
                at = 0
                while at < len(text) and (paragraph := next(waiting, None)) is not None:
                    found = _aligned(text, at, leaves.get(paragraph, []), alone=len(there) == 1)
                    if found:
                        self.lines.append((start + found[0].start, paragraph))
                        self.pieces += (piece._replace(start=start + piece.start) for piece in found)
                        at = found[-1].end + 1
        self.pieces.sort(key=attrgetter("start"))
        self.lines.sort(key=itemgetter(0))

    def between(self, start: int, end: int) -> list[Piece]:
        """Return the pieces that have some of the reading text from ``start`` to ``end``."""
        first = bisect_right(self.pieces, start, key=attrgetter("end"))
        return self.pieces[first : bisect_left(self.pieces, end, first, key=attrgetter("start"))]

    def paragraph(self, at: int, native: str) -> _Element | None:
        """Return the paragraph at a native place, or else the one that is read at an offset."""
        place = native.partition("#")[2]
        if place in self.natives:
            return self.natives[place]
        after = bisect_right(self.lines, at, key=itemgetter(0))
        return self.lines[max(after - 1, 0)][1] if self.lines else next(iter(self.natives.values()), None)

    def refusal(self, edits: Sequence[Edit]) -> Text | None:
        """Return why the file cannot take edits, or none if it can."""
        if has_macros(self.package):
            return MACROS
        for edit in edits:
            if UNSPEAKABLE.search(edit.text) or "\n" in edit.text:
                return NOT_IN_WORD
            least = _least(self.text, edit)
            blank = self.blanks.get(least.start) if least.start == least.end else None
            if not (_takes_words(blank) if blank is not None else self._edited(least)):
                return KEPT_APART
        return None

    def meant(self, edits: Sequence[Edit]) -> str:
        """Return what the reading text is to be once edits are made."""
        return applied(self.text, edits)

    def written(self, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with edits made that were not rejected.

        New words take the formatting of the first that they replace.
        """
        file = WordFile(*self.opened)  # others may be tried on this one
        changes: list[tuple[int, _Element, int, int, str]] = []
        for edit in (_least(file.text, each) for each in edits):
            if edit.start == edit.end and edit.start in file.blanks:
                _fill(file.blanks[edit.start], edit.text)
                continue
            for nth, (piece, start, end) in enumerate(file._edited(edit)):
                changes.append((piece.start + start, piece.element, start, end, "" if nth else edit.text))
        for _, element, start, end, new in sorted(changes, key=itemgetter(0), reverse=True):
            element.text = element.text[:start] + new + element.text[end:]
            if new.strip() != new:
                element.set(SPACE, "preserve")
        return repacked(file.package, {file.part: bytes_of(file.root)})

    def _edited(self, edit: Edit) -> list[tuple[Piece, int, int]]:
        """Return the pieces an edit changes, each with its first and last character; none if it may not."""
        if edit.start == edit.end:
            around = self.between(edit.start - 1, edit.end + 1)
            touching = [piece for piece in around if piece.start <= edit.start <= piece.end]
            found = sorted(touching, key=lambda piece: piece.fixed)[:1]
        else:
            found = self.between(edit.start, edit.end)
        spans = [(max(edit.start - each.start, 0), min(edit.end, each.end) - each.start) for each in found]
        covered = sum(end - start for start, end in spans) == edit.end - edit.start
        alike = all(not each.fixed and each.stretch == found[0].stretch for each in found)
        return [(each, *span) for each, span in zip(found, spans, strict=True)] if covered and alike else []


def _paragraphs(root: _Element) -> dict[str, list[_Element]]:
    """Return the paragraphs by native place, as the reader counts them.

    Those of a text box stand at the place of the paragraph or cell that holds it.
    """
    names = ("{*}p", "{*}tbl", "{*}tr", "{*}tc")
    counts: Counter[str] = Counter()
    places: dict[_Element, str] = {}
    found: dict[str, list[_Element]] = {}
    for element in root.iter(*names):
        name = local(element)
        place = next((places[each] for each in element.iterancestors(*names)), "")
        if name != "p" or not place:
            key = f"{place}/{name}".lstrip("/")
            counts[key] += 1
            place = f"{key}[{counts[key]}]"
        places[element] = place
        if name == "p":
            found.setdefault(place, []).append(element)
    return found


def _references(root: _Element) -> dict[str, _Element]:
    """Return what refers to each note first, by the note's native place (``footnote[2]``)."""
    found: dict[str, _Element] = {}
    for each in root.iter("{*}footnoteReference", "{*}endnoteReference"):
        place = f"{local(each).removesuffix('Reference')}[{attribute(each, 'id')}]"
        found.setdefault(place, next(each.iterancestors("{*}p"), each))
    return found


def _leaves(root: _Element) -> dict[_Element, list[Piece]]:
    """Return what each paragraph is written in, silent and hidden runs left out."""
    locked = _locked(root)
    found: dict[_Element, list[Piece]] = {}
    opened: Counter[str] = Counter()
    around: dict[str, list[_Element]] = {"r": [], "p": []}
    order = stretch = fields = held = 0
    for event, element in iterwalk(root, events=("start", "end")):
        name, begins = local(element), event == "start"
        opened[name] += 1 if begins else -1
        held += (1 if begins else -1) * (element in locked)
        stretch += name in BARRIERS
        if name in around and begins:
            around[name].append(element)
        elif name in around:
            around[name].pop()
        if name == "fldChar" and begins:  # a table of contents is one field over many paragraphs
            kind = attribute(element, "fldCharType")
            fields = max(fields + (kind == "begin") - (kind == "end"), 0)
        text = "".join(element.itertext()) if name == "t" else SIGNS.get(name, "")
        if not (begins and text and around["r"] and around["p"]) or any(opened[each] for each in SILENT):
            continue
        run, paragraph = around["r"][-1], around["p"][-1]
        right = element.getparent() is run
        hidden = run.find("{*}rPr/{*}vanish")
        if (name != "t" and not right) or (hidden is not None and attribute(hidden, "val") not in OFF):
            continue
        order += 1
        plain = name == "t" and not len(element) and is_right_in(run, element)
        fixed = not plain or fields > 0 or held > 0 or any(opened[each] for each in FIXED)
        found.setdefault(paragraph, []).append(Piece(0, text, element, order, stretch, plain, fixed))
    return found


def is_right_in(run: _Element, element: _Element) -> bool:
    """Return whether an element stands right in a run of the document's own vocabulary."""
    paragraph = next(run.iterancestors("{*}p"))
    return element.getparent() is run and QName(run).namespace == QName(paragraph).namespace


def _locked(root: _Element) -> set[_Element]:
    """Return the content controls that are locked or filled from elsewhere."""
    found = [*root.iter("{*}dataBinding")]
    found += (each for each in root.iter("{*}lock") if "contentlocked" in attribute(each, "val").lower())
    return {control for each in found if (control := next(each.iterancestors("{*}sdt"), None)) is not None}


def _aligned(text: str, at: int, leaves: Sequence[Piece], *, alone: bool) -> list[Piece]:
    """Return the pieces in which a block's text from ``at`` on is written in a paragraph, if it is ``alone``.

    An automatic number may stand before them, and line breaks at their ends are not read. Which leaves a
    style hides is not known here: they are those without which the words are found.
    """
    read: list[Piece] = []
    length = at
    for leaf in leaves:
        if text.startswith(one_line(leaf.text), length):
            read.append(leaf)
            length += len(leaf.text)
    for chosen in (leaves, read):
        whole = "".join(leaf.text for leaf in chosen)
        words = one_line(whole.strip("\n"))
        for start in (len(text) - len(words) if alone else at, text.find(words, at)):
            if words and start >= at and is_read_as(words, text[start : start + len(words)]):
                return _laid(chosen, start, len(whole) - len(whole.lstrip("\n")), len(words))
    return []


def _laid(leaves: Iterable[Piece], start: int, lead: int, length: int) -> list[Piece]:
    """Place leaves one after the other, without the ``lead`` and what is beyond ``length``."""
    pieces: list[Piece] = []
    at = -lead
    for leaf in leaves:
        begin, end = max(at, 0), min(at + len(leaf.text), length)
        if end > begin:
            text = leaf.text[begin - at : end - at]
            whole = leaf.plain and text == leaf.text
            fixed = leaf.fixed or not whole
            pieces.append(leaf._replace(start=start + begin, text=text, plain=whole, fixed=fixed))
        at += len(leaf.text)
    return pieces


def _least(text: str, edit: Edit) -> Edit:
    """Leave out of an edit what is the same before and after, at its beginning and at its end."""
    old, new = text[edit.start : edit.end], edit.text
    lead, trail = shared(old, new)
    return Edit(edit.start + lead, edit.end - trail, new[lead : len(new) - trail])


def _takes_words(blank: _Element) -> bool:
    """Return whether an empty paragraph holds nothing that words could not stand beside."""
    locked = _locked(blank.getroottree().getroot())
    around = blank.iterancestors()
    inside = (each for child in blank if local(child) != "pPr" for each in child.iter())
    return not (
        any(local(each) in FIXED or each in locked for each in around)
        or any(APART.fullmatch(local(each)) for each in inside)
    )


def _fill(blank: _Element, text: str) -> None:
    """Write words into an empty paragraph, formatted as words typed there would be."""
    namespace = f"{{{QName(blank).namespace}}}"
    properties = blank.find("{*}pPr")
    looks = [look for child in blank if child is not properties for look in child.iter("{*}rPr")][:1]
    looks += properties.findall("{*}rPr") if properties is not None else []
    run = blank.makeelement(f"{namespace}r")
    for look in looks:
        if not any(UNFIT.fullmatch(local(each)) for each in look.iter()):
            run.append(deepcopy(look))
            break
    SubElement(run, f"{namespace}t").text = text
    blank.insert(0 if properties is None else blank.index(properties) + 1, run)
