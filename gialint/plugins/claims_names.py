"""What a file of claims names, and whether anything is called that: facts, objects, and kinds of words.

Files name what others bring (a province's frames the nation's words), so all are looked at together. What a
file names is kept with its data, so that a start compares sets, and reads a file anew only for a slip.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from gialint.model import Text
from gialint.plugins.claims_form import patterns_of, statements_of
from gialint.records import NamedTuple
from gialint.sources.located import Keys
from gialint.sources.misfits import Misfit
from gialint.sources.suggest import known_words
from gialint.understanding.claims.patterns import ANYTHING

GIVEN = frozenset(
    (
        *("QTY", "OTHERQTY", "AMOUNT", "NUMBER", "NUMBER.zero", "ZERO", "ONE", "PERCENT", "PERCENT.all"),
        *("UNKNOWN", "TEXT", "TITLE", "LISTED", "QUOTE", "OPEN", "CLOSE", "LINK", "CHANNEL"),
        *("PLAIN", "PLAIN.days", "PLAIN.manner", "BODY", "BODY.own", "BODY.strange", "DOUBTED"),
        *",;:()。!?、",
        *("PERIOD", *(f"PERIOD.{kind}" for kind in ("own", "last", "next", "other", "span", "part"))),
    )
)
"""What reading itself takes numbers, times, names and marks for, without any word of a pack."""

SOUGHT = frozenset(
    (
        *("ACCEPT", "ALL", "AMONG", "AMOUNT", "APART", "APPLICANT", "AREA", "BESIDES", "BODY", "CAUSE"),
        *(
            "CHANNEL",
            "CLOSE",
            "COMPARE",
            "CONDITION",
            "DECISION",
            "DOUBTED",
            "EACH",
            "EXCEPT",
            "HEAD",
            "LEVEL",
        ),
        *("LINK", "LISTED", "MAKE", "NAMED", "NARROW", "NEGATION", "NIL", "NUMBER", "OBJECT", "ONE", "OPEN"),
        *("OTHER", "OTHERQTY", "OUTCOME", "PART", "PERCENT", "PERIOD", "PLAIN", "PLAN", "PUBLISH", "QTY"),
        *("QUOTE", "REACH", "REMAINDER", "REST", "REVIEWER", "SAME_YEAR", "SHARE", "SHORT", "STATE", "STEP"),
        *("TERM", "TEXT", "TITLE", "TOTAL", "UNCOUNTED", "UNKNOWN", "WEAK", "ZERO"),
    )
)
"""What reading itself looks for, so that no pattern need speak of it."""

Role = Literal["fact", "facts", "section", "object", "kind", "label"]
"""What is named: a fact, how facts begin, a section, an object, a kind of words that some are of, or one
that is looked for."""

SAID: Mapping[Role, Text] = {
    "fact": Text("没有“{}”这个数据", "there is no fact “{}”"),
    "facts": Text("没有以“{}”开头的数据", "no fact begins with “{}”"),
    "section": Text("没有第{}部分", "there is no section {}"),
    "object": Text("objects 里没有“{}”", "there is no object “{}”"),
    "kind": Text("没有句式用到“{}”这类词", "no pattern speaks of words of the kind “{}”"),
    "label": Text("没有“{}”这类词", "no words are of the kind “{}”"),
}


Named = Mapping[str, Sequence[str]]
"""What a file names, by role, and what it ``brings``: kinds of words, and ``objects``."""


class Naming(NamedTuple):
    """A name in a file of claims, and where it stands."""

    role: Role
    name: str
    keys: Keys
    offset: int = 0
    key: bool = False


class Names(NamedTuple):
    """Every name that a file of claims may use, by what is named (``Role``)."""

    fact: Collection[str]
    facts: Collection[str]
    section: Collection[str]
    object: Collection[str]
    kind: Collection[str]
    label: Collection[str]

    def of(self, role: Role) -> Collection[str]:
        """Return the names of a role."""
        named: Collection[str] = getattr(self, role)
        return named

    def has(self, role: Role, name: str) -> bool:
        """Return whether anything of a role is called so."""
        begins = role == "facts" and any(fact.startswith(name) for fact in self.fact)
        return begins or name in self.of(role)


def named_in(data: Mapping[str, Any]) -> Named:
    """Return what a file of claims names and brings."""
    found: dict[str, set[str]] = {"objects": {spec["object"] for spec in data.get("objects", ())}}
    found["brings"] = {*_brought(data)}
    for each in namings(data):
        found.setdefault(each.role, set()).add(each.name)
    return {role: sorted(names) for role, names in found.items()}


def names(
    files: Iterable[Named], own: Iterable[Named], facts: Collection[str], sections: Collection[str]
) -> Names:
    """Return what a file may name beside others: kinds of words of all, the objects of those of its form."""
    every = [*files]
    sought = {label for each in every for label in each.get("label", ())} | SOUGHT
    return Names(
        dict.fromkeys(sorted(facts)),
        dict.fromkeys(f"{_kind(fact)}." for fact in sorted(facts)),
        dict.fromkeys(sections),
        dict.fromkeys(name for each in own for name in each["objects"]),
        dict.fromkeys(sorted({*map(_kind, sought), *sought})),
        dict.fromkeys(sorted({*GIVEN, ANYTHING, *(label for each in every for label in each["brings"])})),
    )


def unknown(named: Named, known: Names) -> bool:
    """Return whether a file names anything that is not known."""
    roles: tuple[Role, ...] = tuple(SAID)
    return any(not known.has(role, name) for role in roles for name in named.get(role, ()))


def name_misfits(data: Mapping[str, Any], known: Names) -> Iterator[Misfit]:
    """Yield every name in a file of the right form that nothing has."""
    for each in namings(data):
        if not known.has(each.role, each.name):
            said, hint = SAID[each.role], known_words(each.name, known.of(each.role))
            message = Text(said.zh.format(each.name), said.in_language("en").format(each.name))
            yield Misfit(each.keys, message, key=each.key, offset=each.offset, hint=hint)


def namings(data: Mapping[str, Any]) -> Iterator[Naming]:
    """Yield every name in a file of claims of the right form, with its place."""
    for place, spec in enumerate(data.get("objects", ())):
        yield from _facts(("objects", place), spec, "fact", "denied")
        for number, section in enumerate(spec.get("sections", ())):
            yield Naming("section", section, ("objects", place, "sections", number))
    for place, spec in enumerate(data.get("words", ())):
        yield from _of_word(("words", place), spec)
    for fact in data.get("amounts", {}):
        yield Naming("fact", fact, ("amounts", fact), key=True)
    yield from _facts((), data, "carried")
    for place, start in enumerate(data.get("office_made", ())):
        yield Naming("facts", start, ("office_made", place))
    for place, spec in enumerate(data.get("partitions", ())):
        yield from _facts(("partitions", place), spec, "of", "parts")
    for place, spec in enumerate(data.get("filters", ())):
        yield Naming("label", spec["drop"], ("filters", place, "drop"))
    for place, spec in enumerate(data.get("phrases", ())):
        yield Naming("kind", _kind(spec["phrase"]), ("phrases", place, "phrase"))
        yield from _sought(("phrases", place), spec)
        for number, label in enumerate(spec.get("before", ())):
            yield Naming("label", label, ("phrases", place, "before", number))
    for place, spec in enumerate(data.get("frames", ())):
        yield from _sought(("frames", place), spec)
        yield from _of_frame(("frames", place), spec)


def _kind(label: str) -> str:
    return label.partition(".")[0]


def _brought(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the kinds that words and phrases of a file are of."""
    for spec in data.get("words", ()):
        name = spec.get("name", "")
        yield spec["kind"]
        yield from spec.get("also", ())
        if name:
            yield f"{spec['kind']}.{name}"
        if spec["kind"] == "OBJECT":
            yield from (f"NAMED.{name}", f"WEAK.{name}")
    for spec in data.get("phrases", ()):
        yield from (spec["phrase"], _kind(spec["phrase"]))


def _of_word(keys: Keys, spec: Mapping[str, Any]) -> Iterator[Naming]:
    yield Naming("kind", spec["kind"], (*keys, "kind"))
    if spec["kind"] == "OBJECT":
        yield Naming("object", spec.get("name", ""), (*keys, "name"))
    for number, label in enumerate(spec.get("also", ())):
        yield Naming("kind", label, (*keys, "also", number))
    for key in ("facts", "denied", "past"):
        for name in spec.get(key, {}):
            yield Naming("object", name, (*keys, key, name), key=True)
        yield from _facts((*keys, key), spec.get(key, {}), *spec.get(key, {}))
    yield from _facts(keys, spec, "alternatives")


def _of_frame(keys: Keys, spec: Mapping[str, Any]) -> Iterator[Naming]:
    for place, stated in statements_of(keys, spec):
        if stated["fact"][0].islower():
            yield Naming("fact", stated["fact"], (*place, "fact"))
        for key in ("several", "beside", "unless"):
            yield from _labels((*place, key), stated.get(key, ""))
    for number, example in enumerate(spec.get("examples", ())):
        for kind, given in example.items():
            for fact in given["claims"] if isinstance(given, Mapping) else ():
                yield Naming("fact", fact, (*keys, "examples", number, kind, "claims", fact), key=True)


def _facts(keys: Keys, spec: Mapping[str, Any], *within: str) -> Iterator[Naming]:
    """Yield the facts under some keys, one or several under each; an empty one stands for none."""
    for key in within:
        given = spec.get(key, ())
        for number, fact in enumerate([given] if isinstance(given, str) else given):
            if fact:
                yield Naming("fact", fact, (*keys, key) if given is fact else (*keys, key, number))


def _sought(keys: Keys, spec: Mapping[str, Any]) -> Iterator[Naming]:
    """Yield the kinds of words in the patterns of a phrase or frame."""
    for place, text in patterns_of(keys, spec):
        at = 0
        for part in text.split():
            at = text.index(part, at)
            yield from _labels(place, part.rstrip("?+*"), at)
            at += len(part)


def _labels(keys: Keys, written: str, at: int = 0) -> Iterator[Naming]:
    """Yield the kinds of words in ``STATE.receive|STATE.handle``."""
    for label in filter(None, written.split("|")):
        yield Naming("label", label, keys, at + written.index(label))
