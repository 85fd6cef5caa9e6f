"""Rules in SARIF: what each demands, how grave it is, what it rests on."""

from __future__ import annotations

from typing import Any

from gialint.finding import RuleCard, Severity
from gialint.reporting.notes import BASIS, HINT, MORE, basis_text
from gialint.reporting.phrases import colon

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def descriptor(card: RuleCard, language: str) -> dict[str, Any]:
    """Return a reporting descriptor; there is no page about rules on the web, so none is named."""
    lines = []
    if card.hint:
        lines.append(HINT.say(language) + colon(language) + card.hint)
    if card.basis:
        lines.append(BASIS.say(language) + colon(language) + basis_text(card.basis, language))
    lines.append(MORE.say(language) + colon(language) + f"gialint explain {card.code}")
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.title or card.name},
        "help": {"text": "\n".join(lines)},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": {"tags": list(card.tags), "basis": list(card.basis)},
    }
