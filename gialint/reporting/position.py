"""Say where a diagnostic stands in the form that editors and terminals open: ``path:line:column``."""

from __future__ import annotations

from gialint.model import Diagnostic
from gialint.reporting.width import visible


def position(path: str, diagnostic: Diagnostic) -> str:
    """Return ``path:line:column`` as far as it is known; columns count characters from 1.

    What stands in no report (``path`` empty) says in its address which file it is about.
    """
    location = diagnostic.location
    if location is None:
        return visible(path)
    where = path or location.address or location.native
    spot = f":{location.line}:{location.column}" if location.line else ""
    return visible(where if where.endswith(spot) else where + spot)


def address(path: str, diagnostic: Diagnostic) -> str:
    """Return the address within the report, or nothing."""
    return diagnostic.location.address if path and diagnostic.location else ""
