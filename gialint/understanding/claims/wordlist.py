"""The words of packs by how they begin: packs write forty thousand, and one report looks at some hundreds.

So words that begin alike are kept as a stretch of bytes, and looked into when a text begins like them.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

from gialint.files.cache import WRITTEN_AS
from gialint.records import NamedTuple
from gialint.understanding.claims.words import Word, expanded

MOST_WORDS = 500_000
"""How many words the turns of phrase of a source may stand for."""

LIKE = 3
"""By so many characters words are looked up, shorter ones by all that they have."""

BETWEEN = "\n"
"""Stands between words; no word holds it, as none is on two lines."""

Entry = tuple[frozenset[str], tuple[Word, ...]]
"""The labels of all that a text may be, and the words themselves."""


class Beginning(NamedTuple):
    """The words of one beginning: how long they are, the longest first, and the specifications of each."""

    lengths: tuple[int, ...] = ()
    words: Mapping[str, tuple[int, ...]] = {}


NONE = Beginning()


class Wordlist(NamedTuple):
    """The words of several sources; what a word may be say the specifications with its numbers."""

    specs: tuple[Mapping[str, Any], ...]
    starts: tuple[tuple[int, Mapping[str, bytes]], ...]
    """Of each source, the number of its first specification, and its words by how they begin."""
    opened: dict[str, Beginning | None]
    """What was looked into, by beginning; every beginning is a key."""
    known: dict[tuple[int, ...], Entry]

    def at(self, start: str) -> Beginning:
        """Return the words with which a text may begin that has these first ``LIKE`` characters."""
        opened = self.opened
        while start not in opened:
            start = start[:-1]
            if not start:
                return NONE
        return opened[start] or self._open(start)

    def has(self, text: str) -> bool:
        """Return whether a text is a word."""
        return text in self.at(text[:LIKE]).words

    def entry(self, numbers: tuple[int, ...]) -> Entry:
        """Return what some specifications together say of a text."""
        made = self.known.get(numbers)
        if made is None:
            word = _word(self.specs[numbers[-1]])
            made = _with(self.entry(numbers[:-1]), word) if numbers[1:] else (word.labels, (word,))
            self.known[numbers] = made
        return made

    def _open(self, key: str) -> Beginning:
        words: dict[str, tuple[int, ...]] = {}
        for first, starts in self.starts:
            for start in (key[:end] for end in range(len(key), 0, -1)):
                for numbers, texts in marshal.loads(starts[start]) if start in starts else ():
                    own = tuple([first + number for number in numbers])
                    for text in texts.split(BETWEEN):
                        words[text] = words[text] + own if text in words else own
        made = self.opened[key] = Beginning(tuple(sorted(set(map(len, words)), reverse=True)), words)
        return made


def wordlist(sources: Sequence[Mapping[str, Any]]) -> Wordlist:
    """Put together the words of sources, as packs write them or as ``written_out`` returns them.

    Raises KeyError, TypeError or ValueError on malformed data.
    """
    ready = [data if "starts" in data else written_out(data) for data in sources]
    firsts = accumulate((len(data["words"]) for data in ready), initial=0)
    return Wordlist(
        tuple(chain.from_iterable(data["words"] for data in ready)),
        tuple(zip(firsts, (data["starts"] for data in ready), strict=False)),
        dict.fromkeys(chain.from_iterable(data["starts"] for data in ready)),
        {},
    )


def written_out(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source with every turn of phrase written out, so that it need not be done at each start.

    Its words are by their beginnings in ``starts``, and have left their specifications.
    """
    specs = data.get("words", ())
    numbers: dict[str, dict[int, None]] = {}
    for text, number in _numbered(specs):
        numbers.setdefault(text, {})[number] = None
    starts: dict[str, dict[tuple[int, ...], list[str]]] = {}
    for text, own in numbers.items():
        starts.setdefault(text[:LIKE], {}).setdefault(tuple(own), []).append(text)
    return {
        **data,
        "words": [{key: value for key, value in spec.items() if key != "words"} for spec in specs],
        "starts": {start: _bytes(groups) for start, groups in starts.items()},
    }


def _bytes(groups: Mapping[tuple[int, ...], Sequence[str]]) -> bytes:
    """Return words by the numbers of what specifies them; as one text they are read six times as fast."""
    return marshal.dumps([(own, BETWEEN.join(texts)) for own, texts in groups.items()], WRITTEN_AS)


def _numbered(specs: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    many = 0
    for number, spec in enumerate(specs):
        _word(spec)
        for template in spec["words"]:
            for text in expanded(template):
                if BETWEEN in text:
                    raise ValueError(text)
                many += 1
                yield text, number
        if many > MOST_WORDS:
            raise ValueError(f"more than {MOST_WORDS} words")


def _word(spec: Mapping[str, Any]) -> Word:
    kind, name = spec["kind"], spec.get("name", "")
    labels = [kind, f"{kind}.{name}"] if name else [kind]
    labels += spec.get("also", ())
    if kind == "OBJECT":
        labels.append(f"{'WEAK' if spec.get('weak') else 'NAMED'}.{name}")
    return Word(
        kind,
        name,
        frozenset(labels),
        {name: _texts(fact) for name, fact in spec.get("facts", {}).items()},
        {name: _texts(fact) for name, fact in spec.get("denied", spec.get("facts", {})).items()},
        {name: _texts(fact) for name, fact in spec.get("past", {}).items()},
        tuple(spec.get("alternatives", ())),
        bool(spec.get("weak", False)),
        bool(spec.get("again", False)),
    )


def _texts(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _with(entry: Entry, word: Word) -> Entry:
    """Add a word to an entry; what several say of one text as the same kind and name is one word."""
    others = [each for each in entry[1] if (each.kind, each.name) != (word.kind, word.name)]
    same = [each for each in entry[1] if (each.kind, each.name) == (word.kind, word.name)]
    words = (*others, _merged(same[0], word) if same else word)
    return frozenset().union(*(each.labels for each in words)), words


def _merged(first: Word, second: Word) -> Word:
    return first._replace(
        facts={**first.facts, **second.facts},
        denied={**first.denied, **second.denied},
        past={**first.past, **second.past},
        alternatives=tuple(dict.fromkeys((*first.alternatives, *second.alternatives))),
        weak=first.weak and second.weak,
        labels=first.labels | second.labels,
    )
