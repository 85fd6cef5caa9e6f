"""A file with comments: what is written on it and how it is called, for one report or a folder of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gialint.cli.output import named
from gialint.model import Text
from gialint.reporting.phrases import counted
from gialint.run.unchecked import CHECKED

if TYPE_CHECKING:
    from gialint.model import Checked, Result

WORD = ".docx"
"""What comments are written into."""


def masked_report(result: Result) -> Checked:
    """Return the one report of a result as it may be shown."""
    from gialint.reporting.masking import masked

    [checked] = masked(result).reports
    return checked


def wrote(target: str, count: int) -> Text:
    """Return that a copy was written."""
    name = named(target)
    return Text(f"已写入 {name}：{count} 条批注。", f"Wrote {name}: {counted(count, 'comment')}.")


def concluded(result: Result, language: str) -> str:
    """Return the verdict of a run."""
    from gialint.reporting.summary import tally, verdict

    return verdict(tally(result), language)


def copy_of(path: str) -> str:
    """Return the name of the copy of a file that bears its comments."""
    stem, suffix = os.path.splitext(path)
    return f"{stem}{CHECKED}{suffix if suffix.lower() == WORD else WORD}"
