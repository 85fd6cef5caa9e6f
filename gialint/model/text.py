"""A text in Chinese and English, and the lists of words that a lexicon brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gialint.records import NamedTuple

Listed = Mapping[str, Any] | tuple[Any, ...]
"""A list of a lexicon: words or records, or what belongs to each word."""


class Text(NamedTuple):
    """One text in Chinese and English; English falls back to Chinese."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in ``zh`` or ``en``."""
        return self.en if language == "en" and self.en else self.zh
