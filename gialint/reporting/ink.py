"""The few colours a terminal is given, as SGR codes (ECMA-48)."""

from __future__ import annotations

from gialint.model import Severity

ERROR, WARNING, INFO, GUTTER, GOOD, BOLD = "1;31", "1;33", "1;36", "1;34", "1;32", "1"


def paint(text: str, ink: str, colour: bool) -> str:
    """Return the text in a colour, or untouched where colours are not wanted."""
    return f"\x1b[{ink}m{text}\x1b[0m" if colour and text else text


def ink_of(severity: Severity) -> str:
    """Return the colour of a severity."""
    return {Severity.ERROR: ERROR, Severity.WARNING: WARNING, Severity.INFO: INFO}[severity]
