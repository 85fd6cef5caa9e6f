"""Rules in SARIF: what each demands, how grave it is, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gialint.model import RuleCard, Severity
from gialint.reporting import Style
from gialint.reporting.markdown import escaped
from gialint.reporting.notes import BASIS, HINT, MORE, basis_text
from gialint.reporting.phrases import colon

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def descriptor(card: RuleCard, style: Style) -> dict[str, Any]:
    """Return a reporting descriptor, with the address of the rule's page if the style knows one."""
    page = style.docs_url.replace("{code}", card.code).replace("{language}", style.language)
    lines = _lines(card, style.language)
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.title or card.name},
        **({"helpUri": page} if page else {}),
        "help": {
            "text": "\n".join(label + colon(style.language) + text for label, text in lines),
            "markdown": _markdown(card, lines, page, style.language),
        },
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": {"tags": list(card.tags), "basis": list(card.basis)},
    }


def _lines(card: RuleCard, language: str) -> list[tuple[str, str]]:
    lines = [(HINT.say(language), card.hint)] if card.hint else []
    if card.basis:
        lines.append((BASIS.say(language), basis_text(card.basis, language)))
    return [*lines, (MORE.say(language), f"gialint explain {card.code}")]


def _markdown(card: RuleCard, lines: Sequence[tuple[str, str]], page: str, language: str) -> str:
    """Return the help as services show it that know Markdown: GitHub shows no other."""
    heading = [f"**{escaped(card.title)}**"] if card.title else []
    told = [f"**{label}**{colon(language)}{escaped(text)}" for label, text in lines[:-1]]
    label, command = lines[-1]
    last = f"[{card.code}]({page})" if page else f"`{command}`"
    return "\n\n".join([*heading, *told, f"**{label}**{colon(language)}{last}"])
