"""What a web page may not ask for, and how that is told."""

from __future__ import annotations

from gialint.model import Words
from gialint.reading import LimitExceeded, Limits

SPELLED = 4
"""How many characters a page may spend on one that is read: ``&#24180;`` has eight."""

SAVE_REPORT = Words(
    "请只保留报告正文，另存为网页或 .docx 后再检查。",
    "Keep only the report itself, save it as a page or .docx and check that.",
)


def checked_source(characters: int, limits: Limits) -> None:
    """Raise where a page's source is longer than ``limits.markup``."""
    if characters > limits.markup:
        raise LimitExceeded(
            Words(
                f"网页源码超过 {limits.markup} 个字符，未读取",
                f"the page's source has more than {limits.markup} characters; not read",
            ),
            SAVE_REPORT,
        )


def too_many_tags(limits: Limits) -> LimitExceeded:
    """Return the error for a page of more tags and texts than ``limits.tags``."""
    return LimitExceeded(
        Words(
            f"网页的标签和文字超过 {limits.tags} 段，未读取",
            f"the page has more than {limits.tags} tags and texts; not read",
        ),
        SAVE_REPORT,
    )


def too_many_styles() -> LimitExceeded:
    """Return the error for a page whose style sheets have too many selectors for its tags."""
    return LimitExceeded(
        Words("网页的样式规则太多，未读取", "the page has too many style rules; not read"), SAVE_REPORT
    )


def too_long(limits: Limits) -> LimitExceeded:
    """Return the error for a page whose texts are longer than any report, however they are written."""
    most = limits.characters * SPELLED
    return LimitExceeded(
        Words(
            f"网页源码里的文字超过 {most} 个字符，未读取",
            f"the texts in the page's source have more than {most} characters; not read",
        ),
        SAVE_REPORT,
    )


def too_deep(limits: Limits) -> LimitExceeded:
    """Return the error for tables within tables beyond ``limits.xml_depth``."""
    return LimitExceeded(
        Words(
            f"表格嵌套超过 {limits.xml_depth} 层，未读取",
            f"tables nested more than {limits.xml_depth} deep; not read",
        ),
        Words("请把报告正文另存为 .docx 后再检查。", "Save the report itself as .docx and check that."),
    )


def too_many_paragraphs(limits: Limits) -> LimitExceeded:
    """Return the error for more blocks than ``limits.paragraphs``."""
    return LimitExceeded(
        Words(
            f"段落超过 {limits.paragraphs} 个，未读取", f"more than {limits.paragraphs} paragraphs; not read"
        ),
        SAVE_REPORT,
    )
