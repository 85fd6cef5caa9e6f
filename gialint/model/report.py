"""What a document means: sections, facts from its tables and claims from its prose."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeVar

from gialint.model.document import Aside, Certainty, Document, Manner, Paragraph, Place, Table
from gialint.model.text import Listed, Text
from gialint.records import NamedTuple, dataclass, field

State = Literal["number", "blank", "mark", "text", "unreadable", "absent"]
Operator = Literal["=", ">=", "<=", "~"]
Scope = Literal["total", "part", "comparison", "target", "other_body"]
Body = Literal["", "office", "area"]
"""Of whom a government tells: of its own office (市本级), of all its area (全市), or it does not say."""

CERTAINTIES: tuple[Certainty, ...] = ("none", "derived", "positional", "exact")
"""How sure figures are, the least first."""

Made = TypeVar("Made")


WHY_UNREADABLE: Mapping[Manner, Text] = {
    "struck": Text("有删除线", "struck out"),
    "raised": Text("有上标", "raised digits"),
    "lowered": Text("有下标", "lowered digits"),
    "hidden": Text("有隐藏的数字", "hidden digits"),
    "reversed": Text("数字倒序显示", "shown in reverse"),
    "identity": Text("填的是身份证号", "an identity number"),
    "card": Text("填的是银行卡号", "the number of a bank card"),
    "mobile": Text("填的是手机号", "a mobile number"),
    "unreadable": Text(
        "是图片、控件、公式、嵌套的表格或断开的数字",
        "a picture, control, formula, nested table or broken figure",
    ),
}
"""What keeps the figure of a cell from being read."""


EMPTY: tuple[State, ...] = ("blank", "mark")
"""States of a cell without a figure."""

SELF = "meta."
"""Prefixes of the facts that a report states about itself: its title, agency and dates."""


class Fact(NamedTuple):
    """A figure of the form: ``path`` is its canonical name, ``label`` the report's own words.

    ``value`` is set exactly when ``state`` is ``number``; ``parts`` are the facts a sum was
    taken from. An ``absent`` fact has no place. ``why`` says what keeps the figure of a single
    ``unreadable`` cell from being read; it is None if a row cannot be matched to its figures.
    """

    path: str
    label: Text
    value: Decimal | None = None
    state: State = "absent"
    text: str = ""
    place: Place | None = None
    certainty: Certainty = "exact"
    parts: tuple[Fact, ...] = ()
    why: Manner | None = None

    due: Decimal | None = None
    """The value that a blank cell must have, if others determine it; such a fact is ``derived``."""

    @property
    def figure(self) -> Decimal | None:
        """What may be reckoned with: the value, or what a blank must be."""
        return self.due if self.value is None else self.value


FULL_STOP = "。"


class Claim(NamedTuple):
    """A fact asserted by prose (文字陈述): ``path op value`` in ``year``, from the words at ``place``.

    ``derived``: the number itself is not in the words (均已答复); ``denial``: it
    was stated by negation (未收到…申请); ``alternatives`` are facts the words may mean instead, and
    ``doubts`` words near it that were not understood.
    """

    path: str
    op: Operator
    value: Decimal
    unit: str
    year: int | None
    scope: Scope
    derived: bool
    section: str
    text: str
    place: Place
    denial: bool = False
    alternatives: tuple[str, ...] = ()
    doubts: tuple[Place, ...] = ()
    read: bool = True
    """False for what is not claimed: what it would say without the words in ``doubts``."""
    body: Body = ""

    @property
    def sentence(self) -> str:
        """The sentence that states it, as the document has it."""
        text, place = self.place.document.text, self.place
        end = text.find(FULL_STOP, place.end)
        return text[text.rfind(FULL_STOP, 0, place.start) + 1 : end if end >= 0 else None]

    @property
    def certain(self) -> bool:
        """Whether every word of its clause, and of what that inherits, was accounted for."""
        return not self.doubts

    @property
    def doubtful(self) -> bool:
        """Whether the words leave room: not certain, derived, hedged or open to another reading."""
        return bool(self.doubts) or self.derived or self.op != "=" or bool(self.alternatives)


class Understood(NamedTuple):
    """What was read of prose: claims, what was left unread, and how many numbers were accounted for."""

    claims: tuple[Claim, ...] = ()
    unread: tuple[Claim, ...] = ()
    numbers: int = 0
    of: int = 0
    too_long: tuple[Place, ...] = ()


class Damage(NamedTuple):
    """A stretch of the reading text that was hurt on its way, and how it was read through.

    ``recovered`` is the reading restored, or none where the text is lost.
    """

    kind: Literal["byte_slip", "lost", "gloss", "traditional", "folded"]
    place: Place
    recovered: str | None = None


class Altered(NamedTuple):
    """A row that the report names differently from the form, or that ``joins`` several of the form's in one.

    ``label`` is the form's, the report's is at ``place``.
    """

    table: str
    label: str
    place: Place
    joins: bool = False


class Passage(NamedTuple):
    """A paragraph as understood: ``reading`` is its repaired text, for matching only.

    ``topic`` is the sub-heading it is under (（二）依申请公开情况), repaired; ``kind`` separates
    prose from headings and from front and back matter. ``offsets[i]`` is the place of
    ``reading[i]`` in the paragraph's own text, with one entry more for its end; none where
    they are the same.
    """

    paragraph: Paragraph
    reading: str
    section: str
    address: str
    topic: str = ""
    kind: Literal["title", "preface", "heading", "prose", "signature"] = "prose"
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn offsets of the repaired reading into offsets of the reading text."""
        base = self.paragraph.start
        if self.offsets is None:
            return base + start, base + end
        if end <= start:
            return base + self.offsets[start], base + self.offsets[start]
        return base + self.offsets[start], base + self.offsets[end - 1] + 1

    def place(self, document: Document, start: int = 0, end: int | None = None) -> Place:
        """Return the place of a stretch of its reading."""
        first, last = self.span(start, len(self.reading) if end is None else end)
        paragraph = self.paragraph
        return Place(document, first, last, self.address, self.section, paragraph.native, paragraph.page)


class Section(NamedTuple):
    """One of the form's sections: ``number`` is its numeral, ``found`` its heading if there is one."""

    number: str
    title: str
    heading: Passage | None
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the report has this section."""
        return self.heading is not None


class Facts(Mapping[str, Fact]):
    """Every fact of a report by path; a path the report lacks yields an ``absent`` fact.

    ``sets`` names lists of path parts (``requests.columns``); ``sums`` names facts that are
    sums of others; ``totals`` figures of the form itself that are, computed from others where they are
    blank; ``aliases`` names facts by a shorter path (``requests.new`` for its total); ``standing``
    gives the usual name of the table that a figure is in (表二).
    """

    __slots__ = ("_facts", "_stated", "aliases", "known", "sets", "standing", "sums", "totals")

    def __init__(
        self,
        facts: Mapping[str, Fact],
        *,
        sets: Mapping[str, tuple[str, ...]] | None = None,
        sums: Mapping[str, tuple[str, ...]] | None = None,
        aliases: Mapping[str, str] | None = None,
        known: Mapping[str, Text] | None = None,
        totals: Mapping[str, tuple[str, ...]] | None = None,
        standing: Mapping[str, Text] | None = None,
    ) -> None:
        self.totals = totals or {}
        self._facts = {**facts, **_determined(facts, self.totals)}
        self._stated: Mapping[str, Fact] | None = None  # kept for who asks of hundreds of other figures
        self.sets = sets or {}
        self.sums = sums or {}
        self.aliases = aliases or {}
        self.known = known or {}
        self.standing = standing or {}

    def __getitem__(self, path: str) -> Fact:
        fact = self._facts.get(path)
        if fact is None:
            path = self.aliases.get(path, path)
            fact = self._facts.get(path) or self._derive(path)
            self._facts[path] = fact
        return fact

    def __iter__(self) -> Iterator[str]:
        return iter([path for path, fact in self._facts.items() if fact.state != "absent" and not fact.parts])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def stated(self) -> list[Fact]:
        """Return every fact of the report but sums, as iterating names them."""
        return [fact for fact in self._facts.values() if fact.state != "absent" and not fact.parts]

    def label(self, path: str) -> Text:
        """Return the form's words for a path, or the path itself."""
        return self.known.get(path) or self.known.get(self.aliases.get(path, path)) or Text(path)

    def table(self, path: str) -> Text | None:
        """Return the usual name of the table of a figure, or of the parts of a sum (表二)."""
        first = next(iter(self.sums.get(self.aliases.get(path, path), ())), path)
        return self.standing.get(first) or self.standing.get(self.aliases.get(first, first))

    def with_values(self, values: Mapping[str, Decimal]) -> Facts:
        """Return the facts as they would be with other figures in the place of some, by path."""
        return self.with_facts(
            self[path]._replace(value=value, text=str(value)) for path, value in values.items()
        )

    def with_facts(self, facts: Iterable[Fact]) -> Facts:
        """Return the facts with others in the place of those of the same path, or beside them."""
        if self._stated is None:
            self._stated = {path: self._facts[path] for path in self}
        return Facts(
            {**self._stated, **{fact.path: fact for fact in facts}},
            sets=self.sets,
            sums=self.sums,
            aliases=self.aliases,
            known=self.known,
            totals=self.totals,
            standing=self.standing,
        )

    def _derive(self, path: str) -> Fact:
        parts = tuple(self[part] for part in self.sums.get(path, ()))
        if not parts or any(part.state == "absent" for part in parts):
            return Fact(path, self.label(path), parts=())
        first = next((part for part in parts if part.place), None)
        place = first.place if first else None
        certainty = min((part.certainty for part in parts), key=CERTAINTIES.index)
        value: Decimal | None = None
        state: State = next((part.state for part in parts if part.value is None), "number")
        figures = [part.figure for part in parts if part.figure is not None]
        total = sum(figures, Decimal(0)) if len(figures) == len(parts) else None
        if state == "number":
            value = total
        due = total if value is None else None
        return Fact(path, self.label(path), value, state, str(value or ""), place, certainty, parts, due=due)


def _determined(facts: Mapping[str, Fact], totals: Mapping[str, tuple[str, ...]]) -> dict[str, Fact]:
    """Return the blank totals all of whose parts are figures, with what they must be."""
    found: dict[str, Fact] = {}
    for path, paths in totals.items():
        fact = facts.get(path)
        if fact is None or fact.state not in EMPTY:
            continue
        parts = [facts[part] for part in paths if part in facts]
        values = [part.value for part in parts if part.value is not None]
        if len(values) == len(paths):
            found[path] = fact._replace(due=sum(values, Decimal(0)), certainty="derived")
    return found


class Alike(NamedTuple):
    """A section of a report beside the same one of another: what part of both is the same, in percent."""

    section: str
    share: Decimal
    place: Place
    other: Place
    agency: str
    year: int


@dataclass(frozen=True, slots=True)
class Report:
    """A document as understood under one edition of the form."""

    document: Document
    edition: str
    title: str
    agency: str | None
    agency_kind: str
    year: int | None
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    facts: Facts
    claims: tuple[Claim, ...]
    damages: tuple[Damage, ...] = ()
    recognised: bool = True
    """Whether this is a report of the kind the edition describes at all."""
    tables: Mapping[str, Table | None] = field(default_factory=dict)
    """The official tables that were found, by the edition's name; none where figures came as data."""
    lists: Mapping[str, Listed] = field(default_factory=dict, repr=False, compare=False)
    """What lexicons list for rules: set phrases, known documents, typos."""
    form: str = ""
    """The kind of report it is, as its edition names it."""
    unread: tuple[Claim, ...] = ()
    """Statements of prose of which nothing is claimed, because words in them are not known."""
    understood: tuple[int, int] = (0, 0)
    """How many numbers of the prose on these matters were accounted for, and how many there are."""
    cited: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """What rules cite, and which document replaces it in reports of this year."""
    too_long: tuple[Place, ...] = ()
    """Sentences too long to be read, in which figures stand."""
    altered: tuple[Altered, ...] = ()
    """The rows of its tables that it calls otherwise than the form does."""
    alike: tuple[Alike, ...] = ()
    """Sections that are much like those of other reports of the run, for rules of the scope ``texts``."""
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def front(self) -> Place | None:
        """Return the place for findings about the whole report: at its title, else at its beginning."""
        titles = (passage for passage in self.passages if passage.kind == "title")
        passage = next(titles, self.passages[0] if self.passages else None)
        return self.place(passage) if passage else None

    def section(self, number: str) -> Section:
        """Return the section of that numeral (``三``); raises KeyError if the form has none."""
        for section in self.sections:
            if section.number == number:
                return section
        raise KeyError(number)

    def once(self, make: Callable[..., Made], *given: Hashable) -> Made:
        """Return what a function makes of this report, made when first asked for and then kept.

        It is for what several rules ask of every report.
        """
        key = (make, given)
        if key not in self._made:
            self._made[key] = make(self, *given)
        made: Made = self._made[key]
        return made

    def own(self, claim: Claim) -> bool:
        """Return whether a claim is about the whole of the agency's own report year.

        Parts, comparisons, targets, other bodies and other years are not.
        """
        return claim.scope == "total" and (self.year is None or claim.year in (None, self.year))

    def place(self, passage: Passage, start: int = 0, end: int | None = None) -> Place:
        """Return the place of a stretch of a passage's repaired reading."""
        return passage.place(self.document, start, end)

    def beside(self, aside: Aside) -> Place:
        """Return where an aside stands, under the address of the passage it is in or behind."""
        before = [passage for passage in self.passages if passage.paragraph.start <= aside.start]
        address, section = (before[-1].address, before[-1].section) if before else ("前言", "")
        return Place(self.document, aside.start, self.document.end_of(aside), address, section, aside.native)
