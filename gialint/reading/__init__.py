"""Reading: a file becomes a document. Only this station opens files."""

from __future__ import annotations

from dataclasses import dataclass

from gialint.report import Words


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for before it is left alone (GIA907)."""

    bytes: int = 50_000_000
    zip_entries: int = 5_000
    inflated_bytes: int = 200_000_000
    inflation_ratio: int = 200
    xml_depth: int = 200
    span: int = 1_000
    cells: int = 200_000
    pages: int = 500
    paragraphs: int = 50_000
    seconds: float = 20.0


class Unreadable(Exception):
    """A file that cannot be read: the reason, and what its owner can do (GIA902).

    ``quote`` is the offending line with a caret under the spot, for formats written by hand.
    """

    code = "GIA902"

    def __init__(self, reason: Words, advice: Words | None = None, quote: str = "") -> None:
        super().__init__(reason.zh)
        self.reason = reason
        self.advice = advice
        self.quote = quote


class LimitExceeded(Unreadable):
    """A file that asks for more than ``Limits`` allows; the reason names the limit (GIA907)."""

    code = "GIA907"
