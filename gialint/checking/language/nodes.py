"""What an expression names: figures, words, facts and claims; each evaluates itself and tells itself.

Truth is Kleene's: what is unknown (None) stays unknown unless the rest decides. What is reckoned of nodes
is in operations.py, what is judged in truth.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal

from gialint.checking import messages
from gialint.checking.language.scope import ZERO, Range, Scope, claimed_range, rounded_range, zeroed
from gialint.checking.messages import joined, label, member_label, path_label, plain, put, quoted, said, split
from gialint.model import Claim, Fact, Facts, Text
from gialint.records import NamedTuple, dataclass, field

NameKind = Literal["member", "claim"]
"""What a bound name stands for: a member of a set (a path part) or a claim (文字陈述)."""

Kind = Literal["number", "text", "truth", "fact", "claim"]

FACT = "fact"
"""``claim.fact`` is the report's own figure of what a claim speaks of."""

INNER = {ord("“"): "‘", ord("”"): "’"}
"""Quotes inside quotes."""

FEW = 4
"""A sum of so few parts shows the zeros among them as well."""


def fact_name(claim: str) -> str:
    """Return the name under which the path of a bound claim is bound as well."""
    return f"{claim}.{FACT}"


class Teller(NamedTuple):
    """What words are made from: a report's facts, the set of each name, and names ``told`` by a prefix."""

    facts: Facts
    scope: Scope
    sets: Mapping[str, str]
    told: Collection[str]


class Side(NamedTuple):
    """A node in words; ``loose`` where it needs brackets inside a product or behind a minus."""

    text: Text
    terms: int = 1
    loose: bool = False

    def bracketed(self, wanted: bool) -> Text:
        """Return the words, in brackets where those are wanted and needed."""
        return put(Text("({text})"), text=self.text) if wanted and self.loose else self.text


class Node:
    """A part of an expression; ``kind`` is what it comes to, a ``literal`` is written out in the rule."""

    __slots__ = ()
    kind: ClassVar[Kind]
    literal: ClassVar[bool] = False

    @property
    def of_prose(self) -> bool:
        """Whether it is a figure that prose states."""
        return False

    @property
    def first_path(self) -> Path | None:
        """The fact that it begins with, where it begins with one."""
        return None

    def run(self, scope: Scope) -> Any:
        """Return a Decimal, text, a truth value, or None for unknown."""
        raise NotImplementedError

    def range(self, scope: Scope) -> Range | None:
        """Return the least and greatest figure that it may stand for, None for unknown."""
        exact = self.run(scope)
        return None if exact is None else (exact, exact)

    def shown(self, scope: Scope) -> Any:
        """Return the value that is shown; a claim comes to its figure, however hedged."""
        return self.run(scope)

    def pair(self, scope: Scope) -> tuple[Any, Any] | None:
        """Return what both sides of a comparison come to."""
        return None

    def tell(self, teller: Teller) -> Side:
        """Return it in words and figures."""
        raise NotImplementedError

    def failures(self, scope: Scope) -> Iterator[Node]:
        """Yield what in it is false and makes it false."""
        yield self

    def successes(self, scope: Scope) -> Iterator[Node]:
        """Yield what makes it true, each as the opposite that fails."""
        yield Not(self)

    def why_false(self, teller: Teller) -> Text:
        """Tell that it is false, though it should be true."""
        raise NotImplementedError

    def why_true(self, teller: Teller) -> Text:
        """Tell that it is true, though it should be false."""
        raise NotImplementedError

    def spelled(self, teller: Teller) -> Text:
        """Return it in words, with its value behind where that is not all there is."""
        side = self.tell(teller)
        if side.terms == 1:
            return side.text
        return put(Text("{text} = {value}"), text=side.text, value=plain(self.shown(teller.scope)))

    def standing(self, teller: Teller, whole: bool) -> Text:
        """Return what prose is held against, with the table it stands in.

        ``whole`` where it is a sentence of its own: 表二“…”为 0, and not 表二… 0.
        """
        path = self.first_path
        fact = teller.facts[path.of(teller.scope.names)] if path else None
        table = teller.facts.table(fact.path) if fact else None
        if path is None or path is not self or fact is None or fact.parts or not (whole or table):
            figures = self.spelled(teller)
            words = messages.CELLS if whole else messages.CELL
            return put(words, table=table, figures=figures) if table else figures
        name = Text(*(each.translate(INNER) for each in path.label(teller)))
        value = messages.BLANK if fact.figure is None else plain(fact.figure)
        if table and not whole:
            return put(messages.CELL, table=table, figures=named(name, value))
        return put(messages.CELL_IS, table=table or messages.FORM, label=name, value=value)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A figure written out."""

    value: Decimal
    kind: ClassVar[Kind] = "number"
    literal: ClassVar[bool] = True

    def run(self, scope: Scope) -> Decimal:
        return self.value

    def tell(self, teller: Teller) -> Side:
        return Side(Text(plain(self.value)))


@dataclass(frozen=True, slots=True)
class StringNode(Node):
    """Words written out."""

    value: str
    kind: ClassVar[Kind] = "text"
    literal: ClassVar[bool] = True

    def run(self, scope: Scope) -> str:
        return self.value

    def tell(self, teller: Teller) -> Side:
        return Side(Text(f"“{self.value}”"))


@dataclass(frozen=True, slots=True)
class Member(Node):
    """A name bound to a member of a set, which is a part of a path."""

    name: str
    kind: ClassVar[Kind] = "text"

    def run(self, scope: Scope) -> Any:
        return scope.names[self.name]

    def tell(self, teller: Teller) -> Side:
        value = teller.scope.names[self.name]
        return Side(member_label(teller.facts, teller.sets.get(self.name, ""), value))


@dataclass(frozen=True, slots=True)
class Stated(Node):
    """A name bound to a claim: the figure that prose states."""

    name: str
    kind: ClassVar[Kind] = "claim"

    @property
    def of_prose(self) -> bool:
        return True

    def run(self, scope: Scope) -> Decimal | None:
        claim: Claim = scope.names[self.name]
        exact = claim.op == "="
        if scope.claim:
            scope.claim(claim, not exact)
        return claim.value if exact else None

    def range(self, scope: Scope) -> Range:
        claim: Claim = scope.names[self.name]
        if scope.claim:
            scope.claim(claim, False)
        return claimed_range(claim)

    def shown(self, scope: Scope) -> Any:
        return scope.names[self.name].value

    def tell(self, teller: Teller) -> Side:
        return Side(said(teller.scope.names[self.name]))


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """What is known of a claim besides its figure: ``claim.denial``."""

    claim: str
    name: str
    kind: Kind  # type: ignore[misc]

    @property
    def of_prose(self) -> bool:
        return self.name == "value"

    def run(self, scope: Scope) -> Any:
        claim: Claim = scope.names[self.claim]
        value = getattr(claim, self.name)
        if scope.claim:
            scope.claim(claim, value is None)
        return Decimal(value) if self.kind == "number" and value is not None else value

    def tell(self, teller: Teller) -> Side:
        claim: Claim = teller.scope.names[self.claim]
        if self.name == "value":
            return Side(said(claim))
        if self.name == "text":
            return Side(quoted(claim))
        words = Text("{quote} {attribute} {value}")
        value = str(self.run(teller.scope))
        return Side(put(words, quote=quoted(claim), attribute=messages.ATTRIBUTES[self.name], value=value))

    def why_false(self, teller: Teller) -> Text:
        claim: Claim = teller.scope.names[self.claim]
        return put(messages.IS_NOT, quote=quoted(claim), attribute=messages.ATTRIBUTES[self.name])

    def why_true(self, teller: Teller) -> Text:
        return quoted(teller.scope.names[self.claim])


@dataclass(frozen=True, slots=True)
class Path(Node):
    """A fact path, or the name of a set; bound names among its parts are filled in."""

    parts: tuple[str | Member, ...]
    _template: str = field(init=False, repr=False, compare=False)
    _names: tuple[str, ...] = field(init=False, repr=False, compare=False)
    kind: ClassVar[Kind] = "fact"

    def __post_init__(self) -> None:
        template = ".".join("%s" if isinstance(part, Member) else part for part in self.parts)
        object.__setattr__(self, "_template", template)
        object.__setattr__(self, "_names", tuple(p.name for p in self.parts if isinstance(p, Member)))

    @property
    def first_path(self) -> Path | None:
        return self

    def of(self, names: Mapping[str, Any]) -> str:
        """Return the path with its bound names filled in."""
        if not self._names:
            return self._template
        return self._template % tuple([names[name] for name in self._names])

    @property
    def dotted(self) -> str:
        """The path as people write it, with ``*`` for bound names."""
        return ".".join(part if isinstance(part, str) else "*" for part in self.parts)

    def run(self, scope: Scope) -> Decimal | None:
        fact = scope.fact(self.of(scope.names))
        return zeroed(fact) if scope.zeroing else fact.figure

    def range(self, scope: Scope) -> Range | None:
        exact = self.run(scope)
        return None if exact is None else rounded_range(scope.look(self.of(scope.names)).text, exact)

    def label(self, teller: Teller) -> Text:
        """Return what people call it, less what a prefix has said already."""
        parts = [
            (part, None) if isinstance(part, str) else (teller.scope.names[part.name], part.name)
            for part in self.parts
        ]
        return path_label(teller.facts, parts, teller.sets, teller.told)

    def tell(self, teller: Teller) -> Side:
        fact = teller.facts[self.of(teller.scope.names)]
        if fact.parts:
            names, sets = teller.scope.names, teller.sets.items()
            members = {names[name]: of for name, of in sets if isinstance(names.get(name), str)}
            bases = (split(teller.facts, part.path, members)[0] for part in fact.parts)
            parts = zip(fact.parts, bases, strict=True)
            return sum_side([addend(part, label(teller.facts, base)) for part, base in parts], few=True)
        value = messages.BLANK if fact.figure is None else plain(fact.figure)
        return Side(named(self.label(teller), value))


@dataclass(frozen=True, slots=True)
class Wording(Node):
    """A fact compared with words: its text instead of its figure."""

    path: Path
    kind: ClassVar[Kind] = "text"

    def run(self, scope: Scope) -> str | None:
        fact = scope.look(self.path.of(scope.names))
        if fact.state in ("text", "number"):
            return fact.text
        scope.fact(fact.path)
        return None

    def tell(self, teller: Teller) -> Side:
        return Side(named(self.path.label(teller), f"“{self.run(teller.scope)}”"))


@dataclass(frozen=True, slots=True)
class Exists(Node):
    """Whether a fact stands in the report at all, blank or not."""

    path: Path
    kind: ClassVar[Kind] = "truth"

    def run(self, scope: Scope) -> bool:
        return scope.look(self.path.of(scope.names)).state != "absent"

    def why_false(self, teller: Teller) -> Text:
        return put(messages.STANDS_NOT, label=self.path.label(teller))

    def why_true(self, teller: Teller) -> Text:
        return put(messages.STANDS, label=self.path.label(teller))


@dataclass(frozen=True, slots=True)
class Not(Node):
    """A truth value, denied; what is unknown stays unknown."""

    term: Node
    kind: ClassVar[Kind] = "truth"

    def run(self, scope: Scope) -> bool | None:
        value = self.term.run(scope)
        return None if value is None else not value

    def failures(self, scope: Scope) -> Iterator[Node]:
        yield from self.term.successes(scope)

    def successes(self, scope: Scope) -> Iterator[Node]:
        yield from self.term.failures(scope)

    def why_false(self, teller: Teller) -> Text:
        return self.term.why_true(teller)


class Addend(NamedTuple):
    """A part of a sum; ``blank`` where its cell is."""

    label: Text
    value: Decimal
    blank: bool


def addend(fact: Fact, words: Text) -> Addend:
    """Return a fact as a part of a sum."""
    return Addend(words, zeroed(fact) or ZERO, fact.figure is None)


def sum_side(parts: list[Addend], few: bool = False) -> Side:
    """Return a sum in words: the parts that count, then in a word the rest."""
    shown = [part for part in parts if part.value or (few and len(parts) <= FEW)]
    rest = [part for part in parts if part not in shown]
    blank = sum(part.blank for part in rest)
    if not shown:
        note = messages.ALL_BLANK if blank == len(rest) else messages.SOME_BLANK if blank else Text("")
        return Side(joined([messages.SUM, note], Text("")))
    words = (
        named(part.label, messages.BLANK if part.blank and not part.value else plain(part.value))
        for part in shown
    )
    note = messages.REST_MIXED if blank else messages.REST_ZERO if rest else Text("")
    if blank and blank == len(rest):
        note = messages.REST_BLANK
    told = joined([joined(words, messages.PLUS), note], Text(""))
    return Side(told, len(shown), len(shown) > 1)


def named(name: Text, value: str | Text) -> Text:
    """Return a name and what stands there: 本年新收 1."""
    return put(Text("{name} {value}"), name=name, value=value)
