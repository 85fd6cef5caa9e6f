"""The kinds of YAML rule: for each, what its file must hold and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gialint.checking.assertion import assertion_check
from gialint.checking.assertion_slips import assertion_slips
from gialint.finding import Check, Problem

if TYPE_CHECKING:
    from gialint.checking.yamlplace import Loaded

Spec = Mapping[str, Any]
"""A rule as plain data, ready for JSON."""


class Kind(NamedTuple):
    """``slips`` finds what is wrong with a file (given the names an edition knows); ``check`` compiles."""

    slips: Callable[[Loaded, Collection[str]], Iterable[Problem]]
    check: Callable[[Spec], Check]


KINDS: Mapping[str, Kind] = {
    "assert": Kind(assertion_slips, assertion_check),
}
