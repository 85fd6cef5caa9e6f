"""gialint checks 政府信息公开工作年度报告 before they are published.

The names below are the public API. They are imported when first used, so that
``gialint --version`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it; importing typing would be half of ``gialint --version``
if TYPE_CHECKING:
    from typing import Any

    from gialint.checking.python_rules import rule
    from gialint.hookspecs import Reader, Reporter, hookimpl
    from gialint.model import (
        Claim,
        Diagnostic,
        Document,
        Fact,
        Facts,
        Finding,
        Location,
        Option,
        Options,
        Place,
        Related,
        Report,
        Result,
        Rule,
        Severity,
        Text,
        Unassessed,
    )
    from gialint.run.result import check, read

__version__ = "0.1.0"

_HOMES = {
    "check": "gialint.run.result",
    "read": "gialint.run.result",
    "rule": "gialint.checking.python_rules",
    "Reader": "gialint.hookspecs",
    "Reporter": "gialint.hookspecs",
    "hookimpl": "gialint.hookspecs",
}
"""Where the names stand that are not of the model."""

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
    "Text",
    "Unassessed",
    "__version__",
    "check",
    "hookimpl",
    "read",
    "rule",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'gialint' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES.get(name, "gialint.model")), name)
    return found
