"""Reading: a file becomes a document. Only this station opens files."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import NamedTuple

from gialint.report import Words

ONE_REPORT = Words(
    "请确认这是一份年度报告，一个文件只放一份。",
    "Check that this is one annual report; give one report a file.",
)


class Limits(NamedTuple):
    """How much a file may ask for before it is left alone (GIA907).

    They are set so that no file takes much more than ``seconds`` or 500 MB of memory.
    """

    bytes: int = 50_000_000
    characters: int = 500_000
    """Of a reading text; a long report has 60 000."""
    markup: int = 10_000_000
    """Characters of a page's source."""
    tags: int = 300_000
    """Of a page, texts between them counted too."""
    zip_entries: int = 5_000
    inflated_bytes: int = 200_000_000
    part_bytes: int = 50_000_000
    """Of a part of a package, inflated."""
    inflation_ratio: int = 200
    xml_depth: int = 200
    span: int = 1_000
    cells: int = 200_000
    pages: int = 500
    paragraphs: int = 50_000
    seconds: float = 20.0
    deadline: float = inf
    """When ``seconds`` will have passed, by ``time.monotonic``."""

    def started(self) -> Limits:
        """Return the limits for a file that is begun now, or as they are where it has been begun."""
        return self if self.deadline < inf else self._replace(deadline=monotonic() + self.seconds)

    def check_time(self) -> None:
        """Raise LimitExceeded where the time is over; to be called between steps."""
        if monotonic() > self.deadline:
            raise LimitExceeded(
                Words(
                    f"用时超过 {self.seconds:g} 秒，没有检查完",
                    f"it took more than {self.seconds:g} seconds and was given up",
                ),
                Words(
                    "请确认这是一份年度报告；可以只保留报告正文，另存后再检查。",
                    "Check that this is one annual report; try keeping only its text in a new file.",
                ),
            )


class Unreadable(Exception):
    """A file that cannot be read: the reason, and what its owner can do (GIA902).

    ``quote`` is the offending line with a caret under the spot, for formats written by hand. A reader
    sets ``foreign`` on what plainly is no report, though its suffix is one that reports have: whoever
    named a folder did not mean that file.
    """

    code = "GIA902"
    foreign = False

    def __init__(self, reason: Words, advice: Words | None = None, quote: str = "") -> None:
        super().__init__(reason.zh)
        self.reason = reason
        self.advice = advice
        self.quote = quote


class LimitExceeded(Unreadable):
    """A file that asks for more than ``Limits`` allows; the reason names the limit (GIA907)."""

    code = "GIA907"
