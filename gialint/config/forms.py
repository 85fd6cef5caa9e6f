"""What settings may hold: each form reads a value as it stands in a file, or says where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from gialint.config.values import codes
from gialint.model import Severity
from gialint.sources.located import Keys

PAGE = re.compile(r"^https?://(?=\S*\{code\})(?:[^\s{}<>\"]|\{code\}|\{language\})+$")
"""The address of the pages of rules."""


class SettingError(Exception):
    """A value that a setting does not take; ``keys`` lead to it from the setting."""

    def __init__(self, *keys: str | int) -> None:
        super().__init__(*keys)
        self.keys: Keys = keys


def read_texts(value: Any) -> tuple[str, ...]:
    """Read a list of texts; a single one stands for a list."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list):
        raise SettingError
    for place, text in enumerate(texts):
        if not isinstance(text, str) or not text.strip():
            raise SettingError(*(() if texts[0] is value else (place,)))
    return tuple(texts)


def read_text(value: Any) -> str:
    """Read one text."""
    if not isinstance(value, str) or not value.strip():
        raise SettingError
    return value


def read_page(value: Any) -> str:
    """Read the address of the pages of rules, which has a place for the code."""
    if not PAGE.match(read_text(value)):
        raise SettingError
    return str(value)


def read_codes(value: Any) -> tuple[str, ...]:
    """Read codes of rules and prefixes of codes."""
    return codes(read_texts(value))


def read_severities(value: Any) -> dict[str, Severity]:
    """Read a severity for each code."""
    for code, word in read_mapping(value).items():
        if not isinstance(word, str) or word.upper() not in Severity.__members__ or word != word.lower():
            raise SettingError(code)
    return {code.upper(): Severity[word.upper()] for code, word in value.items()}


def read_options(value: Any) -> dict[str, dict[str, Any]]:
    """Read the options of each code; whether the rule has them is told where rules are known."""
    for code, options in read_mapping(value).items():
        if options is not None and not isinstance(options, dict):
            raise SettingError(code)
    return {
        code.upper(): {name.replace("-", "_"): given for name, given in (options or {}).items()}
        for code, options in value.items()
    }


def read_mapping(value: Any) -> dict[str, Any]:
    """Read keys with values."""
    if not isinstance(value, dict):
        raise SettingError
    return value


def read_truth(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise SettingError
    return value


def one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    """Return what reads one of a few words."""

    def read(value: Any) -> str:
        if value not in known:
            raise SettingError
        return str(value)

    return read
