"""A pack for another report than the national one: the yearly statistics of 行政执法 (enforcement).

Nothing but paths: the form, the words and the rules are data.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gialint import hookimpl

HERE = Path(__file__).parent


@hookimpl
def gialint_rules() -> Iterable[Path]:
    """Return the folder of rules."""
    return [HERE / "rules"]


@hookimpl
def gialint_editions() -> Iterable[Path]:
    """Return the form: its title, sections and table."""
    return [HERE / "form.yaml"]


@hookimpl
def gialint_lexicons() -> Iterable[Path]:
    """Return the words of families, and those from which claims about the table are read."""
    return [HERE / "words.yaml", HERE / "claims.yaml"]
