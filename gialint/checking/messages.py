"""Messages in both languages, put together from parts and with names in braces filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gialint.lazy_regex import lazy_regex
from gialint.model import Text

PLACEHOLDER = lazy_regex(r"\{([^{}]*)\}")
LANGUAGES = ("zh", "en")

Filling = Mapping[str, str | Text]
"""What stands for each name, the same in both languages or not."""


def fill(message: Text, title: Text, filling: Filling) -> Text:
    """Return a rule's message with its names filled in; ``{title}`` is the rule's, unknown ones are empty."""
    named = {"title": title, **filling}
    return Text(*(_filled(message.in_language(each), named, each) for each in LANGUAGES))


def put(template: Text, **named: str | Text) -> Text:
    """Return a template of our own (``{left}，{right}``) with all of its names filled in."""
    return Text(
        *(
            template.in_language(language).format(
                **{name: _said(each, language) for name, each in named.items()}
            )
            for language in LANGUAGES
        )
    )


def joined(parts: Iterable[Text], between: Text) -> Text:
    """Return parts one after the other, with ``between`` between them."""
    held = list(parts)
    return Text(
        *(between.in_language(each).join(part.in_language(each) for part in held) for each in LANGUAGES)
    )


def _said(given: str | Text, language: str) -> str:
    return given.in_language(language) if isinstance(given, Text) else given


def _filled(text: str, filling: Filling, language: str) -> str:
    return PLACEHOLDER.sub(lambda match: _said(filling.get(match[1], ""), language), text)
