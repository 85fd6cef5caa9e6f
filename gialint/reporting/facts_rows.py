"""Rows of figures as people read them: a line a figure in a pipe, a line a row of the form on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gialint.model import SELF, Fact, Facts, Place, Words
from gialint.reporting.json_facts import plain_number, shown_location
from gialint.reporting.phrases import colon, state_in_words
from gialint.reporting.width import visible

"""What a report says of itself is words by nature; that they are no number goes without saying."""

_BETWEEN = " · "
_COLUMNS = Words("各列依次为：", "Columns in order: ")


def single_rows(facts: Facts, language: str) -> list[tuple[str, ...]]:
    """Return a row for each fact: its path, label, value and place."""
    return [_single(facts[path], path, language) for path in facts]


def grouped_rows(facts: Facts, language: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return a row for each row of the form, its values in order, and what the columns are, once each."""
    rows: list[tuple[str, ...]] = []
    legends: dict[str, None] = {}
    for base, held in groupby(facts, lambda path: path.rpartition(".")[0]):
        paths = list(held)
        columns = _columns(base, paths, facts)
        if not columns:
            rows += [_single(facts[path], path, language) for path in paths]
            continue
        values = _in_runs([value_in_words(facts[path], language) for path in paths])
        label = visible(facts.label(base).say(language))
        rows.append((base, label, values, where(facts[paths[0]].place)))
        names = _BETWEEN.join(facts.label(f"{columns}.{_leaf(path)}").say(language) for path in paths)
        legends[_COLUMNS.say(language) + visible(names)] = None
    return rows, list(legends)


def value_in_words(fact: Fact, language: str) -> str:
    """Return the number, or the state in words with what stands there instead."""
    if fact.value is not None:
        return str(plain_number(fact.value))
    state = state_in_words(fact).say(language)
    text = visible(fact.text).strip()
    if fact.path.startswith(SELF):
        return text
    return f"{state}{colon(language)}{text}" if text else state


def where(place: Place | None) -> str:
    """Return line and column, and the passage or table: ``31:18 三/表1``."""
    location = shown_location(place)
    if location is None:
        return ""
    return visible(f"{location.line}:{location.column} {'/'.join(location.address.split('/')[:2])}")


def _single(fact: Fact, path: str, language: str) -> tuple[str, ...]:
    return path, visible(fact.label.say(language)), value_in_words(fact, language), where(fact.place)


def _columns(base: str, paths: Sequence[str], facts: Facts) -> str:
    """Return the set that the columns of a row make up in full, if the form names the row and them."""
    leaves = tuple(map(_leaf, paths))
    named = base in facts.known and len(leaves) > 1
    fitting = (name for name, members in facts.sets.items() if members == leaves)
    return next(
        (name for name in fitting if named and all(f"{name}.{leaf}" in facts.known for leaf in leaves)), ""
    )


def _in_runs(values: Sequence[str]) -> str:
    """Return values in order, several alike as one: ``1 · 0 × 5 · 1``."""
    runs = ((value, len(list(run))) for value, run in groupby(values))
    return _BETWEEN.join(value if times == 1 else f"{value} × {times}" for value, times in runs)


def _leaf(path: str) -> str:
    return path.rpartition(".")[2]
