"""Why a Word document is left alone, told to its owner."""

from __future__ import annotations

from gialint.model import Words
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.docx_xml import RESAVE


def foreign_document(number: int, name: str) -> Unreadable:
    """Return the error for a file that stands in the file after that paragraph, as ``name``."""
    return Unreadable(
        Words(
            f"正文第 {number} 段后嵌着另一份文件（{name}），里面的文字读不到",
            f"another file is embedded after paragraph {number} ({name}), whose text cannot be read",
        ),
        RESAVE,
    )


def too_many_paragraphs(limits: Limits) -> LimitExceeded:
    """Return the error for more paragraphs than any report has."""
    return LimitExceeded(
        Words(
            f"正文超过 {limits.paragraphs} 段，未读取",
            f"more than {limits.paragraphs} paragraphs; not read",
        ),
        RESAVE,
    )
