"""Parsed expressions as plain values, which are kept: from them a rule is made without parsing anything."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gialint.checking.language import nodes, operations, truth
from gialint.checking.language.binding import Source
from gialint.checking.language.expression import Expression

_CLASSES = {
    each.__name__: each
    for each in (
        *(nodes.Attribute, nodes.Exists, nodes.Member, nodes.Not, nodes.Number, nodes.Path),
        *(nodes.Stated, nodes.StringNode, nodes.Wording),
        *(operations.Absolute, operations.Arithmetic, operations.Extreme, operations.Length),
        *(operations.Negative, operations.OrAny, operations.OrZero, operations.Over, operations.Rounded),
        *(truth.Comparison, truth.Logic, Decimal, Expression, Source),
    )
}


def plain_tree(value: Any) -> Any:
    """Return expressions, and whence their names come, as plain values.

    An object is a list of the name of its class and its fields; a tuple stays one.
    """
    if isinstance(value, Decimal):
        return [Decimal.__name__, str(value)]
    name = type(value).__name__
    if name in _CLASSES:
        return [name, *(plain_tree(getattr(value, field)) for field in type(value).__match_args__)]
    return tuple(map(plain_tree, value)) if isinstance(value, tuple) else value


def tree_of(data: Any) -> Any:
    """Return what ``plain_tree`` made plain; raises LookupError or TypeError where that cannot be."""
    if isinstance(data, list):
        return _CLASSES[data[0]](*map(tree_of, data[1:]))
    return tuple(map(tree_of, data)) if isinstance(data, tuple) else data
