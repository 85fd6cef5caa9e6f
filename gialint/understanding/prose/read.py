"""From a passage to its claims: the phases in order."""

from __future__ import annotations

from gialint.understanding.prose.clauses import clauses, filtered, phrased
from gialint.understanding.prose.frames import covered
from gialint.understanding.prose.reconciliation import reconciled
from gialint.understanding.prose.statements import Draft, Reader, Speaker, drafts
from gialint.understanding.prose.tokens import tokens
from gialint.understanding.prose.vocabulary import Vocabulary


def topic_of(topic: str, section: str, vocabulary: Vocabulary) -> str:
    """Return the object that a heading makes the topic."""
    for counted in vocabulary.objects.values():
        if any(word in topic for word in counted.topics):
            return counted.name
    if topic:
        return ""
    return next((each.name for each in vocabulary.objects.values() if section in each.sections), "")


def read_passage(
    reading: str, section: str, topic: str, vocabulary: Vocabulary, speaker: Speaker
) -> list[Draft]:
    """Return what a passage states."""
    names = vocabulary.own_names(speaker.agency)
    cut = tokens(reading, vocabulary, names, speaker.year)
    cut = phrased(filtered(cut, vocabulary.filters), vocabulary.phrases)
    covers = [covered(clause, vocabulary.frames) for clause in clauses(cut)]
    made = drafts(covers, topic_of(topic, section, vocabulary), Reader(vocabulary, speaker, reading))
    return reconciled(made, vocabulary)
