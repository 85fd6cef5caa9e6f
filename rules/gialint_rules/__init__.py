"""The national pack: what the law asks of 政府信息公开工作年度报告, as data wherever data can say it.

A plugin like any other. Each rule is a file named by its code in the folder of its family;
``editions/`` holds the statutory form by year, ``claims/`` the words and frames from which claims are read,
``lexicon/`` what else there is to know: set phrases, documents, names; ``indicators/`` rates of many reports.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.hookspecs import hookimpl

if TYPE_CHECKING:
    from gialint.model import Rule

FAMILIES = ("outline", "disclosure", "applications", "review", "prose", "dates", "wording", "series")
HERE = Path(__file__).parent


@hookimpl
def gialint_rules() -> Iterable[Rule | Path]:
    """Return the folder of YAML rules and every rule written in Python."""
    yield HERE
    for family in FAMILIES:
        yield from _python_rules(family)


@hookimpl
def gialint_editions() -> Iterable[Path]:
    """Return the editions of the form."""
    return sorted((HERE / "editions").glob("*.yaml"))


@hookimpl
def gialint_lexicons() -> Iterable[Path]:
    """Return the phrases from which claims are read, and the indicators."""
    return [
        path
        for folder in ("lexicon", "claims", "indicators")
        for path in sorted((HERE / folder).glob("*.yaml"))
    ]


@hookimpl
def gialint_profiles() -> Iterable[Path]:
    """Return the profiles: how strictly a report is checked."""
    return sorted((HERE / "profiles").glob("*.yaml"))


def _python_rules(family: str) -> Iterator[Rule]:
    for name in sorted(os.listdir(HERE / family)):
        if name.startswith("GIA") and name.endswith(".py"):
            yield import_module(f"{__name__}.{family}.{name.removesuffix('.py')}").check
