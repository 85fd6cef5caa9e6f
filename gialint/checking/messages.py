"""Messages in both languages, put together from parts and with names in braces filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gialint.lazy_regex import lazy_regex
from gialint.model import Words

PLACEHOLDER = lazy_regex(r"\{([^{}]*)\}")
LANGUAGES = ("zh", "en")

Filling = Mapping[str, str | Words]
"""What stands for each name, the same in both languages or not."""


def fill(message: Words, title: Words, filling: Filling) -> Words:
    """Return a rule's message with its names filled in; ``{title}`` is the rule's, unknown ones are empty."""
    named = {"title": title, **filling}
    return Words(*(_filled(message.say(each), named, each) for each in LANGUAGES))


def put(template: Words, **named: str | Words) -> Words:
    """Return a template of our own (``{left}，{right}``) with all of its names filled in."""
    return Words(
        *(
            template.say(language).format(**{name: _said(each, language) for name, each in named.items()})
            for language in LANGUAGES
        )
    )


def joined(parts: Iterable[Words], between: Words) -> Words:
    """Return parts one after the other, with ``between`` between them."""
    held = list(parts)
    return Words(*(between.say(each).join(part.say(each) for part in held) for each in LANGUAGES))


def _said(given: str | Words, language: str) -> str:
    return given.say(language) if isinstance(given, Words) else given


def _filled(text: str, filling: Filling, language: str) -> str:
    return PLACEHOLDER.sub(lambda match: _said(filling.get(match[1], ""), language), text)
