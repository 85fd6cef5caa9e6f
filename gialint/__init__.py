"""gialint checks 政府信息公开工作年度报告 before they are published.

The names below are the public API. They are imported when first used, so that
``gialint --version`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gialint.checking.decorator import rule
    from gialint.document import Document, Location, Place
    from gialint.finding import (
        Diagnostic,
        Finding,
        Option,
        Options,
        Related,
        Result,
        Rule,
        Severity,
        Unassessed,
    )
    from gialint.hookspecs import Reader, Reporter, hookimpl
    from gialint.linter import check, read
    from gialint.report import Claim, Fact, Facts, Report, Words

__version__ = "0.1.0"

_HOMES = {
    "check": "gialint.linter",
    "read": "gialint.linter",
    "rule": "gialint.checking.decorator",
    "Document": "gialint.document",
    "Location": "gialint.document",
    "Place": "gialint.document",
    "Claim": "gialint.report",
    "Fact": "gialint.report",
    "Facts": "gialint.report",
    "Report": "gialint.report",
    "Words": "gialint.report",
    "Diagnostic": "gialint.finding",
    "Finding": "gialint.finding",
    "Option": "gialint.finding",
    "Options": "gialint.finding",
    "Related": "gialint.finding",
    "Result": "gialint.finding",
    "Rule": "gialint.finding",
    "Severity": "gialint.finding",
    "Unassessed": "gialint.finding",
    "Reader": "gialint.hookspecs",
    "Reporter": "gialint.hookspecs",
    "hookimpl": "gialint.hookspecs",
}

__all__ = [
    "Claim",
    "Diagnostic",
    "Document",
    "Fact",
    "Facts",
    "Finding",
    "Location",
    "Option",
    "Options",
    "Place",
    "Reader",
    "Related",
    "Report",
    "Reporter",
    "Result",
    "Rule",
    "Severity",
    "Unassessed",
    "Words",
    "__version__",
    "check",
    "hookimpl",
    "read",
    "rule",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'gialint' has no attribute {name!r}")
    return getattr(import_module(home), name)
