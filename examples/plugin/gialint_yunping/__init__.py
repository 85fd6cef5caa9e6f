"""What the county of Yunping asks of its townships' reports: two rules and a reader."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gialint import Reader, Rule, hookimpl

from . import access_point


@hookimpl
def gialint_rules() -> Iterable[Rule | Path]:
    """Return the rules: a folder of YAML files, and what is written in Python."""
    return [Path(__file__).parent / "rules", access_point.access_point]


@hookimpl
def gialint_readers() -> Iterable[Reader]:
    """Return the reader of the county's ledgers; its module is imported when a ledger is read."""
    return [Reader("ledger", (".csv",), f"{__name__}.ledger:read")]
