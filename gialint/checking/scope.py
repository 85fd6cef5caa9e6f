"""What an expression is evaluated in: facts, bound names and sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from gialint.checking.nodes import Bound, Node, Path
from gialint.model import Claim, Fact

ZERO = Decimal(0)
ENDLESS = Decimal("Infinity")
ASSUMING = frozenset({"or_zero", "or_any"})
"""Functions that take a blank for something."""


class Scope:
    """What a closure reads: facts, bound names and sets.

    ``fact`` is asked where a figure is needed, ``look`` where a fact is merely looked at;
    ``claim`` is told of every claim used, and whether it served as an exact figure in vain.
    ``assume`` takes blanks inside ``or_zero`` as 0, ``zeroing`` tells that we are inside one; with
    ``most`` those inside ``or_any`` are as much as a count can be.
    """

    __slots__ = ("assume", "claim", "fact", "look", "most", "names", "sets", "zeroing")

    def __init__(
        self,
        fact: Callable[[str], Fact],
        look: Callable[[str], Fact],
        names: Mapping[str, Any],
        sets: Mapping[str, tuple[str, ...]],
        claim: Callable[[Claim, bool], None] | None = None,
        assume: bool = False,
    ) -> None:
        self.fact = fact
        self.look = look
        self.names = dict(names)
        self.sets = sets
        self.claim = claim
        self.assume = assume
        self.zeroing = False
        self.most = False


Run = Callable[[Scope], Any]
"""An expression, or a part of one, ready to be evaluated."""

Build = Callable[[Node], Run]


@cache
def path_closure(path: Path) -> Callable[[Scope], str]:
    """Turn a path into a function that fills in its bound names."""
    template = ".".join("%s" if isinstance(part, Bound) else part for part in path.parts)
    names = [part.name for part in path.parts if isinstance(part, Bound)]
    if not names:
        return lambda scope: template
    first, last = names[0], names[-1]
    if len(names) == 1:
        return lambda scope: template % scope.names[first]
    if len(names) == 2:
        return lambda scope: template % (scope.names[first], scope.names[last])
    return lambda scope: template % tuple([scope.names[name] for name in names])


def zeroed(fact: Fact) -> Decimal | None:
    """Return a fact's value with blank and mark cells taken as 0, none if that does not help."""
    if fact.figure is not None:
        return fact.figure
    if not fact.parts:
        return ZERO if fact.state in ("blank", "mark") else None
    values = [zeroed(part) for part in fact.parts]
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if len(known) == len(values) else None
