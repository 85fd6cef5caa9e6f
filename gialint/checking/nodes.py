"""What an expression is made of: plain nodes."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from gialint.model import Words

NameKind = Literal["member", "claim"]
"""What a bound name stands for: a member of a set (a path part) or a claim (文字陈述)."""

Kind = Literal["number", "text", "truth", "fact", "claim"]


class ExpressionError(Exception):
    """Source that is not an expression: why, and the 0-based character ``column`` where."""

    def __init__(self, message: Words, column: int, near: str | None = None) -> None:
        super().__init__(message.zh)
        self.message = message
        self.column = column
        self.near = near


class Number(NamedTuple):
    """A figure written out."""

    value: Decimal


class Text(NamedTuple):
    """Words written out."""

    value: str


class Bound(NamedTuple):
    """A name bound by ``each`` or by a sum."""

    name: str
    kind: NameKind


class Attribute(NamedTuple):
    """What is known of a claim besides its value: ``claim.denial``."""

    claim: str
    name: str
    kind: Kind


class Path(NamedTuple):
    """A fact path, or the name of a set; bound names among its parts are filled in."""

    parts: tuple[str | Bound, ...]


class Wording(NamedTuple):
    """A fact compared with words: its text instead of its figure."""

    path: Path


class Arithmetic(NamedTuple):
    """Two figures, combined."""

    operator: Literal["+", "-", "*", "/"]
    left: Node
    right: Node


class Negative(NamedTuple):
    """A figure with its sign turned."""

    operand: Node


class Over(NamedTuple):
    """``sum``, ``min`` or ``max`` of a body over the members of a set."""

    function: Literal["sum", "min", "max"]
    body: Node
    variable: str
    members: Path


class Call(NamedTuple):
    """A function of one figure or more."""

    function: str
    arguments: tuple[Node, ...]


class Exists(NamedTuple):
    """Whether a fact stands in the report at all, blank or not."""

    path: Path


class Comparison(NamedTuple):
    """Two sides, compared."""

    operator: str
    left: Node
    right: Node


class Logic(NamedTuple):
    """Truth values, joined."""

    operator: Literal["and", "or"]
    terms: tuple[Node, ...]


class Not(NamedTuple):
    """A truth value, denied."""

    term: Node


Node = (
    Number
    | Text
    | Bound
    | Attribute
    | Path
    | Wording
    | Arithmetic
    | Negative
    | Over
    | Call
    | Exists
    | Comparison
    | Logic
    | Not
)

NEGATED = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not in", "not in": "in"}

_KINDS: dict[type, Kind] = {
    Number: "number",
    Text: "text",
    Path: "fact",
    Wording: "text",
    Arithmetic: "number",
    Negative: "number",
    Over: "number",
    Call: "number",
    Exists: "truth",
    Comparison: "truth",
    Logic: "truth",
    Not: "truth",
}


def kind_of(node: Node) -> Kind:
    """Tell what evaluating a node yields: a number, text, a truth value, a fact or a claim."""
    if isinstance(node, Bound):
        return "claim" if node.kind == "claim" else "text"
    if isinstance(node, Attribute):
        return node.kind
    return _KINDS[type(node)]


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly inside a node; the set of a sum is not among them."""
    if isinstance(node, Arithmetic | Comparison):
        return (node.left, node.right)
    if isinstance(node, Negative):
        return (node.operand,)
    if isinstance(node, Not):
        return (node.term,)
    if isinstance(node, Over):
        return (node.body,)
    if isinstance(node, Logic):
        return node.terms
    if isinstance(node, Call):
        return node.arguments
    return (node.path,) if isinstance(node, Wording | Exists) else ()


def same(one: Node, other: Node) -> bool:
    """Tell whether two nodes say the same."""
    return type(one) is type(other) and one == other
