"""Patterns over tokens: slots with labels, some optional, some repeated; frames are made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from gialint.records import NamedTuple
from gialint.understanding.claims.words import Token

AMBIENT = frozenset(("PLAIN", "AMONG", "TOTAL", "BODY", "PERIOD", "QUOTE", "TITLE"))
"""Kinds of words that may stand between two slots: what they tell of whom and when is taken in elsewhere."""

LINKS = frozenset(("LINK",))

ANYTHING = "…"
"""A slot of any words but those that say whose, when, whether or how many (涉及…的申请)."""

REMEMBERED = 4096

Turn = Literal[
    "", "among", "except", "last", "open", "other", "raised", "share", "unknown", "unlike", "way", "whole"
]
"""What a frame makes of the clauses behind it, or of its own object; it makes nothing of them without one."""


class Slot(NamedTuple):
    """A place in a pattern: which labels fit it, and whether it may be left out or repeated."""

    name: str
    """What the slot is called: its first label without what specifies it."""
    labels: frozenset[str]
    optional: bool = False
    repeated: bool = False


Pattern = tuple[Slot, ...]


class Match(NamedTuple):
    """Tokens from ``start`` to ``end`` that fit a pattern, and by slot which of them fill it."""

    start: int
    end: int
    filled: tuple[tuple[str, int], ...]
    passed: tuple[int, ...] = ()
    """Tokens in between that neither a slot nor anything ambient accounts for."""

    def of(self, name: str) -> tuple[int, ...]:
        """Return the tokens that fill slots of a name."""
        return tuple([index for slot, index in self.filled if slot == name])


class Phrase(NamedTuple):
    """Tokens that together are one of another kind (网络、信函等渠道 is plain)."""

    label: str
    patterns: tuple[Pattern, ...]
    before: tuple[str, ...] = ()
    """What must follow, if anything."""
    keeps: str = ""
    """The slot whose word it is in the end: the clause is read as if that stood alone."""
    doubtful: bool = False
    """Whether it may be of some only: a count of it is in doubt, and nothing else is claimed."""


class Statement(NamedTuple):
    """What a frame states: a ``fact`` (a path, or the slot whose word names it) and its value."""

    fact: str
    value: str
    options: Mapping[str, Any]


class Frame(NamedTuple):
    """What a clause states, as patterns; one that states nothing only accounts for its words."""

    name: str
    patterns: tuple[Pattern, ...]
    states: tuple[Statement, ...]
    turns: Turn = ""
    whole: bool = False
    """Whether it must be all of its clause."""
    sole: bool = False
    """Whether nothing but it may be in the clause."""
    opens: bool = False
    """Whether it must begin a sentence or follow a colon."""
    several: bool = False
    """Whether it is of more than one quantity."""
    examples: tuple[Mapping[str, Any], ...] = ()


def pattern(text: str) -> Pattern:
    """Read ``NEGATION STATE.receive|STATE.handle OBJECT+ QTY?``; raises ValueError on malformed text."""
    slots = []
    for part in text.split():
        bare = part.rstrip("?+*")
        marks = part[len(bare) :]
        labels = tuple(bare.split("|"))
        if bare != ANYTHING and not all(label and label[0].isupper() for label in labels):
            raise ValueError(part)
        name = labels[0].partition(".")[0]
        slots.append(
            Slot(name, frozenset(labels), "?" in marks or "*" in marks, "+" in marks or "*" in marks)
        )
    if not slots or slots[0].optional:
        raise ValueError(text)
    return tuple(slots)


def _patterns(spec: Mapping[str, Any]) -> tuple[Pattern, ...]:
    texts = spec["pattern"]
    return tuple(pattern(text) for text in ([texts] if isinstance(texts, str) else texts))


def phrase(spec: Mapping[str, Any]) -> Phrase:
    """Make a phrase of data."""
    return Phrase(
        spec["phrase"],
        _patterns(spec),
        tuple(spec.get("before", ())),
        spec.get("keeps", ""),
        spec.get("doubtful", False),
    )


def frame(spec: Mapping[str, Any]) -> Frame:
    """Make a frame of data."""
    states = spec.get("states", ())
    states = [states] if isinstance(states, Mapping) else states
    return Frame(
        spec["frame"],
        _patterns(spec),
        tuple(
            Statement(
                each["fact"],
                str(each.get("value", "")),
                {key: value for key, value in each.items() if key not in ("fact", "value")},
            )
            for each in states
        ),
        spec.get("turns", ""),
        spec.get("whole", False),
        spec.get("sole", False),
        spec.get("opens", False),
        spec.get("several", False),
        tuple(spec.get("examples", ())),
    )


def match(slots: Pattern, tokens: Sequence[Token], start: int, loose: bool = False) -> Match | None:
    """Return the match of a pattern that begins at a token, the longest its slots allow, or None."""
    found = _match(slots, 0, tokens, start, loose)
    if found is None:
        return None
    filled, passed, end = found
    return Match(start, end, filled, passed)


class Entry(NamedTuple):
    """A pattern of a frame or phrase: its place in their order, and what a clause must have to fit it."""

    order: int
    owner: Any
    slots: Pattern
    needed: tuple[frozenset[str], ...]
    second: frozenset[str]
    """One of these labels must follow what begins it; none where anything may."""


Among = Mapping[str, Sequence[Entry]]
"""By the label that they begin with the patterns that a clause can fill."""


class Patterns(NamedTuple):
    """The patterns of frames or phrases in order."""

    all: tuple[Entry, ...]
    starting: Among
    """Those that begin with a label."""
    seen: dict[frozenset[str], Among]
    """What clauses of certain labels can fill, as clauses of the same shape come again and again."""

    def among(self, labels: frozenset[str]) -> Among:
        """Return by the label that they begin with those that tokens with some labels can fill."""
        known = self.seen.get(labels)
        if known is not None:
            return known
        found: dict[str, list[Entry]] = {}
        for label in labels:
            if label in self.starting:
                found[label] = fitting = []
                for entry in self.starting[label]:
                    for wanted in entry.needed:
                        if labels.isdisjoint(wanted):
                            break
                    else:
                        fitting.append(entry)
        if len(self.seen) >= REMEMBERED:
            self.seen.clear()
        self.seen[labels] = found
        return found


def indexed(owners: Sequence[Any]) -> Patterns:
    """Index the patterns of frames or phrases."""
    every = tuple(
        Entry(order, owner, slots, _needed(slots), _second(slots))
        for order, owner in enumerate(owners)
        for slots in owner.patterns
    )
    starting: dict[str, list[Entry]] = {}
    for entry in every:
        for label in entry.slots[0].labels:
            starting.setdefault(label, []).append(entry)
    return Patterns(every, starting, {})


def _needed(slots: Pattern) -> tuple[frozenset[str], ...]:
    return tuple([slot.labels for slot in slots[1:] if not slot.optional and slot.name != ANYTHING])


def _second(slots: Pattern) -> frozenset[str]:
    """Return the labels of which one must follow what begins a pattern, or none."""
    found = slots[0].labels | LINKS if slots[0].repeated else frozenset()
    for slot in slots[1:]:
        if slot.name == ANYTHING:
            return frozenset()
        found |= slot.labels
        if not slot.optional:
            return found
    return frozenset()


def begun(
    tokens: Sequence[Token], at: int, among: Among, *, loose: bool = False
) -> Iterator[tuple[int, Any, Match]]:
    """Yield the matches of patterns that begin at a token; ``loose`` ones pass over words in between."""
    following: frozenset[str] | None = None
    for label in tokens[at].labels:
        for order, owner, slots, _, second in among.get(label, ()):
            if second and not loose:
                if following is None:
                    following = _following(tokens, at)
                if second.isdisjoint(following):
                    continue
            hit = match(slots, tokens, at, loose)
            if hit is not None:
                yield order, owner, hit


def _following(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return the labels of what may come next in a pattern: up to the first word that is not ambient."""
    found: frozenset[str] = frozenset()
    for here in range(at + 1, len(tokens)):
        labels = tokens[here].labels
        found |= labels
        if labels.isdisjoint(AMBIENT):
            break
    return found


Filled = tuple[tuple[str, int], ...]


def _match(
    slots: Pattern, slot: int, tokens: Sequence[Token], at: int, loose: bool
) -> tuple[Filled, tuple[int, ...], int] | None:
    if slot == len(slots):
        return (), (), at
    wanted = slots[slot]
    if wanted.name == ANYTHING:
        return _anything(slots, slot, tokens, at, loose)
    here = at
    passed: tuple[int, ...] = ()
    while here < len(tokens):
        token = tokens[here]
        if not wanted.labels.isdisjoint(token.labels):
            taken = _taken(wanted, tokens, here)
            for ends in range(len(taken), 0, -1):
                rest = _match(slots, slot + 1, tokens, taken[ends - 1] + 1, loose)
                if rest is not None:
                    filled = tuple((wanted.name, index) for index in taken[:ends])
                    return filled + rest[0], passed + rest[1], rest[2]
            break
        if slot == 0:
            return None
        if token.labels.isdisjoint(AMBIENT):
            if not loose or not token.labels.isdisjoint(BARRIERS):
                break
            passed = (*passed, here)
        here += 1
    if wanted.optional:
        return _match(slots, slot + 1, tokens, at, loose)
    return None


def _anything(
    slots: Pattern, slot: int, tokens: Sequence[Token], at: int, loose: bool
) -> tuple[Filled, tuple[int, ...], int] | None:
    """Take the fewest words before what the next slot wants, or all where none follows."""
    filled: Filled = ()
    last = slot + 1 == len(slots)
    for here in range(at, len(tokens)):
        rest = _match(slots, slot + 1, tokens, here, loose) if filled and not last else None
        if rest is not None:
            return filled + rest[0], rest[1], rest[2]
        if _tells(tokens[here]):
            return None
        filled = (*filled, (ANYTHING, here))
    return (filled, (), len(tokens)) if last and filled else None


BARRIERS = frozenset(("QTY", "NUMBER", "AMOUNT", "NEGATION", "OBJECT", "STATE", "OTHER", "PART", "ZERO"))
TELLING = BARRIERS - {"STATE", "OTHER"} | {
    "BODY", "PERIOD", "ALL", "EACH", "REST", "COMPARE", "NARROW", "SHORT", "PUBLISH", *",;:()。!?"
}  # fmt: skip
"""What words of any kind do not pass over (ANYTHING)."""


def _tells(token: Token) -> bool:
    """Whether a word says whose, when, whether or how many; that it is one's own is no more than usual."""
    own = not token.labels.isdisjoint(("BODY.own", "BODY.self"))
    return not token.labels.isdisjoint(TELLING - {"BODY"} if own else TELLING)


def _taken(slot: Slot, tokens: Sequence[Token], at: int) -> list[int]:
    """Return the tokens that a slot takes from ``at`` on: one, or several with links between them."""
    taken = [at]
    if not slot.repeated:
        return taken
    linked = False
    for here in range(at + 1, len(tokens)):
        if linked and not slot.labels.isdisjoint(tokens[here].labels):
            taken.append(here)
            linked = False
        elif not tokens[here].labels.isdisjoint(LINKS):
            linked = True
        elif tokens[here].labels.isdisjoint(AMBIENT):
            break
    return taken
