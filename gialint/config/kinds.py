"""Kinds of values that settings take: each reads a value from a file, and has a JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from gialint.lazy_regex import lazy_regex
from gialint.model import Severity, Text
from gialint.records import NamedTuple

if TYPE_CHECKING:
    from gialint.sources.located import Keys

    Schema = dict[str, Any]

_PAGE = lazy_regex(r"^https?://(?=\S*\{code\})(?:[^\s{}<>\"]|\{code\}|\{language\})+$")
"""The address of the pages of rules, with a place for the code."""

PYTHON_RULES = Text("Python 规则要由插件提供", "rules in Python come from a plugin")
AS_PLUGIN = Text(
    "在文件末尾加上钩子：@gialint.hookimpl，下一行 def gialint_rules(): return […]，"
    "并在配置里写 plugins: [./文件.py]。",
    "End the file with the hook: @gialint.hookimpl, and below it def gialint_rules(): return […];"
    " name the file in the configuration, as plugins: [./file.py].",
)
"""What to do about a rule in Python that no plugin gives."""


class SettingError(Exception):
    """A value that a setting does not take; ``keys`` lead to it from the setting."""

    def __init__(self, *keys: str | int) -> None:
        super().__init__(*keys)
        self.keys: Keys = keys


class Kind(NamedTuple):
    """How a value is read (raises ``SettingError``), the forms it may have, and the words it may be."""

    read: Callable[[Any], Any]
    forms: tuple[Schema, ...]
    words: tuple[str, ...] = ()


def is_path(plugin: str) -> bool:
    """Return whether a plugin is a path (``./our_rules.py``), not the name of a module (``our_rules``)."""
    return plugin.endswith(".py") or plugin.startswith(".") or "/" in plugin or "\\" in plugin


def codes(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in texts like ``GIA3,GIA501``, in capitals, each once."""
    parts = (part.strip().upper() for text in texts for part in text.replace("，", ",").split(","))
    return tuple(dict.fromkeys(filter(None, parts)))


def one_of(words: tuple[str, ...]) -> Kind:
    """Return the kind of a value that is one of a few words."""

    def read(value: Any) -> str:
        if value not in words:
            raise SettingError
        return str(value)

    return Kind(read, ({"enum": list(words)},), words)


def _texts(value: Any) -> tuple[str, ...]:
    """Read a list of texts; a single one stands for a list."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list):
        raise SettingError
    for place, text in enumerate(texts):
        if not isinstance(text, str) or not text.strip():
            raise SettingError(*(() if texts[0] is value else (place,)))
    return tuple(texts)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SettingError
    return value


def _page(value: Any) -> str:
    if not _PAGE.match(_text(value)):
        raise SettingError
    return str(value)


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingError
    return value


def _severities(value: Any) -> dict[str, Severity]:
    for code, word in _mapping(value).items():
        if word not in SEVERITIES:
            raise SettingError(code)
    return {code.upper(): Severity[word.upper()] for code, word in value.items()}


def _options(value: Any) -> dict[str, dict[str, Any]]:
    """Read the options of each code; whether the rule has them is checked where rules are known."""
    for code, options in _mapping(value).items():
        if options is not None and not isinstance(options, dict):
            raise SettingError(code)
    return {
        code.upper(): {name.replace("-", "_"): given for name, given in (options or {}).items()}
        for code, options in value.items()
    }


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingError
    return value


SEVERITIES = ("error", "warning", "info")
_STRING: Schema = {"type": "string", "pattern": r"\S"}
_STRINGS: tuple[Schema, ...] = (_STRING, {"type": "array", "items": _STRING})
_OBJECT: Schema = {"type": "object", "additionalProperties": {"type": "object"}}

TEXT = Kind(_text, (_STRING,))
TEXTS = Kind(_texts, _STRINGS)
CODES = Kind(lambda value: codes(_texts(value)), _STRINGS)
PAGE = Kind(_page, ({"type": "string", "pattern": _PAGE.pattern},))
TRUTH = Kind(_truth, ({"type": "boolean"},))
LEVELS = Kind(
    _severities, ({"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}},), SEVERITIES
)
OPTIONS = Kind(_options, (_OBJECT,))
PER_PATH = Kind(_mapping, (_OBJECT,))
