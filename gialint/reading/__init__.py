"""Reading: a file becomes a document. Only this station opens files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gialint.model import Text
from gialint.records import NamedTuple

if TYPE_CHECKING:
    from typing import Self

ONE_REPORT = Text(
    "请确认这是一份年度报告，一个文件只放一份。",
    "Check that this is one annual report; use one file per report.",
)


class Limits(NamedTuple):
    """How much a file may ask for before it is left alone (GIA907).

    They are set so that no file takes more than five seconds or 500 MB of memory.
    """

    bytes: int = 50_000_000
    characters: int = 150_000
    """Of a reading text; a long report has 60 000."""
    markup: int = 10_000_000
    """Characters of a page's source."""
    tags: int = 200_000
    """Of a page, texts between them counted too."""
    zip_entries: int = 5_000
    inflated_bytes: int = 200_000_000
    part_bytes: int = 20_000_000
    """Of a part of a package, inflated."""
    inflation_ratio: int = 200
    xml_depth: int = 200
    span: int = 1_000
    cells: int = 50_000
    pages: int = 500
    paragraphs: int = 20_000
    office_seconds: float = 60.0
    """By the clock: a conversion by LibreOffice is work that nobody here can count."""
    steps: int = 12_000_000
    """Of work that size does not bound: readings of damaged words that are weighed, some 0.3 µs each."""


class Steps:
    """What may still be tried over one file. It is counted, so that every machine gives up at the same."""

    def __init__(self, most: int) -> None:
        self.left = most

    def spend(self, steps: int) -> None:
        """Take some of what is left; raises LimitExceeded where it is not enough."""
        self.left -= steps
        if self.left < 0:
            raise LimitExceeded.because(
                "损坏的文字太多，没有检查完",
                "too much of the text is damaged; not checked to the end",
                Text(
                    "请用没有乱码的原稿检查；网页请从原网站重新保存。",
                    "Check the original, whose text is sound; save the page again from where it"
                    " was published.",
                ),
            )


class Unreadable(Exception):
    """A file that cannot be read: the reason, and what its owner can do (GIA902).

    ``quote`` is the offending line with a caret under the spot, for formats written by hand. A reader
    sets ``foreign`` on what plainly is no report, though its suffix is one that reports have: who
    names a folder does not mean that file. ``broken`` is set where not the file is at fault but a reader.
    """

    code = "GIA902"
    foreign = False
    broken = False

    def __init__(self, reason: Text, advice: Text | None = None, quote: str = "") -> None:
        super().__init__(reason.zh)
        self.reason = reason
        self.advice = advice
        self.quote = quote

    @classmethod
    def because(cls, zh: str, en: str, advice: Text | None = None) -> Self:
        """Return the error for a reason in both languages."""
        return cls(Text(zh, en), advice)


class LimitExceeded(Unreadable):
    """A file that asks for more than ``Limits`` allows; the reason names the limit (GIA907)."""

    code = "GIA907"


def not_read(zh: str, en: str, advice: Text) -> LimitExceeded:
    """Return the error for a file that is left alone because of a limit, which the words name."""
    return LimitExceeded.because(f"{zh}，未读取", f"{en}; not read", advice)
