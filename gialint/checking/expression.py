"""The expression language: assertions over facts in a strict subset of Python's syntax.

``requests.new[column] + requests.carried_in[column] == requests.closed[column]``. Numbers,
text, ``+ - * /``, one comparison, ``and or not``, fact paths, names bound by ``each``,
``sum(… for name in set)`` and a handful of functions; nothing is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from gialint.checking.evaluation import closure
from gialint.checking.grammar import parse
from gialint.checking.naming import Names
from gialint.checking.nodes import Call, ExpressionError, Node, Path, children, kind_of
from gialint.checking.scope import ASSUMING, Run, Scope
from gialint.model import Claim, Fact, Facts, Words
from gialint.sources.suggest import did_you_mean

__all__ = ["Expression", "ExpressionError", "Unknown", "Verdict", "compile_expression", "unknown_names"]

Bindings = Mapping[str, str | Claim]
"""What ``each`` bound: a member of a set (a path part), or a claim."""

_NONE: Bindings = {}


class Verdict(NamedTuple):
    """What an expression came to: true, false, or none for unknown.

    Unless true, ``reads`` are the facts and claims it read, in order, each once, and
    ``missing`` those of them that had no figure to give. ``assumed`` tells that it is false
    only once blanks inside ``or_zero`` or ``or_any`` are counted as 0.
    """

    truth: bool | None
    reads: tuple[Fact | Claim, ...] = ()
    missing: tuple[Fact | Claim, ...] = ()
    assumed: bool = False


HOLDS = Verdict(True)


class Expression(NamedTuple):
    """A compiled expression: its tree, and the column of every name mentioned in it."""

    source: str
    root: Node
    mentions: tuple[tuple[Path, int], ...]
    run: Run
    assumes: bool = False

    def judge(self, facts: Facts, bindings: Bindings = _NONE) -> Verdict:
        """Evaluate over a report's facts. Reads are recorded only when the verdict is not true."""
        read = facts.__getitem__
        if self.run(Scope(read, read, bindings, facts.sets)):
            return HOLDS
        return self.weigh(facts, bindings)

    def weigh(self, facts: Facts, bindings: Bindings = _NONE) -> Verdict:
        """Evaluate as ``judge`` does, with what was read recorded whatever the verdict is."""
        read = facts.__getitem__
        verdict = self._recorded(facts, bindings, assume=False)
        if verdict.truth is None and self.assumes:
            scope = Scope(read, read, bindings, facts.sets, assume=True)
            if self.run(scope) is False:
                return self._recorded(facts, bindings, assume=True)
        return verdict

    def _recorded(self, facts: Facts, bindings: Bindings, assume: bool) -> Verdict:
        record = _Record(facts)
        scope = Scope(record.fact, record.look, bindings, facts.sets, record.claim, assume)
        truth = self.run(scope)
        missing = tuple(record.missing.values()) if truth is None else ()
        return Verdict(truth, tuple(record.reads.values()), missing, assume and truth is False)


class Unknown(NamedTuple):
    """A name that no edition knows: the name, its 0-based column, and the nearest known one."""

    name: str
    column: int
    near: str | None


def compile_expression(source: str, names: Names | None = None) -> Expression:
    """Compile an assertion; ``names`` are bound by ``each`` or set by options. Raises ExpressionError."""
    root, mentions = parse(source, names)
    if kind_of(root) != "truth":
        zh, en = "这不是判断：要用 ==、<= 等比较两边", "this is no assertion: compare two sides with ==, <= …"
        raise ExpressionError(Words(zh, en), 0)
    return Expression(source, root, mentions, closure(root), not ASSUMING.isdisjoint(_functions(root)))


def unknown_names(expression: Expression, known: Collection[str]) -> list[Unknown]:
    """Return the fact paths and sets of an expression that are not among the known names."""
    return [
        Unknown(name, column, did_you_mean(name, known))
        for path, column in expression.mentions
        if not is_known(path, known)
        for name in [dotted(path)]
    ]


def is_known(path: Path, known: Collection[str]) -> bool:
    """Tell whether a known name fits a path; a bound name in it may stand for one part or more."""
    if dotted(path) in known:
        return True
    parts = [re.escape(part) if isinstance(part, str) else ".+" for part in path.parts]
    pattern = re.compile(r"\.".join(parts))
    return ".+" in parts and any(map(pattern.fullmatch, known))


def dotted(path: Path) -> str:
    """Return a path as people write it, with ``*`` for bound names."""
    return ".".join(part if isinstance(part, str) else "*" for part in path.parts)


def _functions(node: Node) -> Iterator[str]:
    if isinstance(node, Call):
        yield node.function
    for child in children(node):
        yield from _functions(child)


class _Record:
    """Remembers what is read, in order, each once, and what of it had no figure."""

    __slots__ = ("_facts", "missing", "reads")

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.reads: dict[str | Claim, Fact | Claim] = {}
        self.missing: dict[str | Claim, Fact | Claim] = {}

    def look(self, path: str) -> Fact:
        fact = self._facts[path]
        self.reads[fact.path] = fact
        return fact

    def fact(self, path: str) -> Fact:
        fact = self._facts[path]
        self.reads[fact.path] = fact
        if fact.figure is None:
            self.missing[fact.path] = fact
        return fact

    def claim(self, claim: Claim, in_vain: bool) -> None:
        self.reads[claim] = claim
        if in_vain:
            self.missing[claim] = claim
