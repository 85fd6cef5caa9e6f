"""One edition of a statutory form, compiled from data: its sections, tables, labels and sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from gialint.files.cache import classes_of, flat, shape, whole
from gialint.lazy_regex import lazy_regex
from gialint.model import Text
from gialint.records import NamedTuple
from gialint.understanding.figures import looks_like_value
from gialint.understanding.folding import folded
from gialint.understanding.repair import Habits, repair, unlimited

ANYTHING = Habits(gloss=True, traditional=True, folded=True, damaged=True)
LONGEST_LABEL = 10
MOST_LABELS = 5000
"""How many cells of tables are remembered."""
LONGEST_REMEMBERED = 100
"""Characters of a cell beyond which it is no label that recurs."""

_MARKS = "\"'“”‘’《》、,，/.。;；:："
_DROPPED = lazy_regex(rf"[\s{_MARKS}]+")
_NUMBERING = lazy_regex(r"^(?:(?:[一二三四五六七八九十]+|\d+)[、.,]|\([一二三四五六七八九十\d]+\))\s*")
_BRACKETED_END = lazy_regex(r"(?<=.)\([^()]*\)$")


class Row(NamedTuple):
    """A row of an official table: the labels above and before its values, and the fact of each value."""

    table: str
    label: str
    of: Text
    facts: tuple[str, ...]
    columns: tuple[Text, ...]
    names: tuple[Text, ...]
    """What each value is called: the row's words with the column's."""
    addresses: tuple[str, ...]
    """Where each value stands within its table, as an address shows it."""
    under: frozenset[str] = frozenset()
    """Folded labels that may stand before the row's own in the same row."""


class Group(NamedTuple):
    """Rows with a label in common: the row that a report makes of them which joins them in one.

    ``name`` is what its facts are called in sets, and ``parts`` what those of its ``members`` are.
    """

    row: Row
    members: tuple[Row, ...]
    name: str
    parts: tuple[str, ...]


class OfficialTable(NamedTuple):
    """An official table: the section it belongs to, the words by which it is known, its rows in order."""

    name: str
    section: str
    title: Text
    anchors: tuple[str, ...]
    columns: Mapping[str, int]
    """Folded column headings to the index of the value, where the table has such headings."""
    captions: frozenset[str] = frozenset()
    """Folded words above its figures that are not the row of any figure."""
    rows: tuple[Row, ...] = ()
    groups: Mapping[str, Group] = {}
    """Groups of its rows by folded label."""


class OfficialSection(NamedTuple):
    """A section of the form: its numeral, its title, and words that old titles share."""

    number: str
    title: Text
    words: tuple[str, ...]


class Edition(NamedTuple):
    """A form: everything that reading a report of its years needs."""

    name: str
    first_year: int
    last_year: int
    title_patterns: tuple[re.Pattern[str], ...]
    title_words: tuple[str, ...]
    sections: tuple[OfficialSection, ...]
    tables: tuple[OfficialTable, ...]
    rows: Mapping[str, Row]
    """Rows by folded label; the row without a label stands under ``""``."""
    known: Mapping[str, Text]
    standing: Mapping[str, Text]
    """The usual name of the table (表二) of each figure, if the form gives it."""
    sets: Mapping[str, tuple[str, ...]]
    sums: Mapping[str, tuple[str, ...]]
    totals: Mapping[str, tuple[str, ...]]
    """Figures of its tables that are sums of others."""
    aliases: Mapping[str, str]
    folded: dict[str, str]
    """Labels folded before: the same few hundred recur in every report of a run."""
    labels: dict[str, str]
    """Cells read before, with their labels folded, and nothing for values."""
    grid: tuple[str, ...] = ()
    """Folded headings that the tables of no other edition have."""
    paths: frozenset[str] = frozenset()
    """Every figure of its tables."""
    form: str = ""
    """The kind of report it is an edition of, where packs bring several."""
    cited: Mapping[str, str] = {}
    """What rules cite, and which document replaces it in reports of these years."""
    spend: Callable[[int], None] = unlimited
    """Called with the cost of reading damaged labels; raises if that is too much."""

    def for_damaged(self, spend: Callable[[int], None]) -> Edition:
        """Return the edition for a file whose labels may be damaged; what it costs is that file's own."""
        return self._replace(folded={}, labels={}, spend=spend)

    def fold(self, text: str) -> str:
        """Return the normal form of a label as written in a report."""
        known = self.folded.get(text)
        if known is None:
            known = fold_label(repair(text, ANYTHING._replace(spend=self.spend)).reading)
            if len(self.folded) < MOST_LABELS and len(text) <= LONGEST_REMEMBERED:
                self.folded[text] = known
        return known

    def label(self, text: str) -> str:
        """Return the normal form of a label as written in a cell, empty if the cell holds a value."""
        known = self.labels.get(text)
        if known is None:
            known = "" if looks_like_value(text) else self.fold(text)
            if len(self.labels) < MOST_LABELS and len(text) <= LONGEST_REMEMBERED:
                self.labels[text] = known
        return known


_KEPT = classes_of((Row, Group, OfficialTable, OfficialSection, Text))
SHAPE = f"{shape(_KEPT)}; {Edition._fields}"
"""Changes when an edition that was kept would be none any more."""


def is_dropped(character: str) -> bool:
    """Return whether a label's normal form leaves a character out."""
    return character in _MARKS or character.isspace()


def fold_label(reading: str) -> str:
    """Return a label without numbering, spaces, quotes, marks and a bracketed remark at its end."""
    text = _NUMBERING.sub("", reading.strip())
    text = _DROPPED.sub("", text)
    return _BRACKETED_END.sub("", text)


def edition(data: Mapping[str, Any]) -> Edition:
    """Compile an edition from its data; raises KeyError, TypeError or ValueError on a lack."""
    sets = {name: tuple(members) for name, members in data.get("sets", {}).items()}
    tables: list[OfficialTable] = []
    rows: dict[str, Row] = {}
    known: dict[str, Text] = {}
    standing: dict[str, Text] = {}
    for spec in data["tables"]:
        columns = spec.get("columns", {})
        labelled = list(_rows(spec))
        for label, row, names in labelled:
            rows[label] = row
            known.update(names)
        own = tuple(dict.fromkeys(row for _, row, _ in labelled))
        if "short" in spec:
            standing.update(dict.fromkeys((path for row in own for path in row.facts), words(spec["short"])))
        groups = _groups(spec, own, data.get("words", {}))
        tables.append(_table(spec, own)._replace(groups={_fold(each.row.label): each for each in groups}))
        for name, column in columns.items():
            for held, members in sets.items():
                if name in members:
                    known.setdefault(f"{held}.{name}", words(column["of"]))
    _name_members(sets, known)
    for name, text in data.get("words", {}).items():
        known[name] = words(text)
    sums = dict(_sums(data.get("sums", ()), sets))
    for path in sums:
        known.setdefault(path, _sum_words(path, sets, known))
    years = data.get("years", {})
    title = data["title"]
    return Edition(
        name=str(data["edition"]),
        first_year=int(years.get("from", 0)),
        last_year=int(years.get("to", 9999)),
        title_patterns=tuple(lazy_regex(pattern) for pattern in title["patterns"]),
        title_words=tuple(title["words"]),
        sections=tuple(
            OfficialSection(str(section["number"]), words(section["title"]), tuple(section["words"]))
            for section in data["sections"]
        ),
        tables=tuple(tables),
        rows=rows,
        known=known,
        standing=standing,
        sets=sets,
        sums=sums,
        totals=dict(_sums(data.get("totals", ()), sets)),
        aliases=_aliases(known),
        folded={},
        labels={},
        grid=tuple(map(_fold, data.get("grid", ()))),
        paths=frozenset(path for row in rows.values() for path in row.facts),
        form=str(data.get("form", "")),
        cited=dict(data.get("cited", {})),
    )


def as_kept(made: Edition) -> Any:
    """Return an edition as plain values, from which ``as_compiled`` makes it in a tenth of the time."""
    patterns = tuple(each.pattern for each in made.title_patterns)
    return flat(
        tuple(made._replace(title_patterns=(), folded={}, labels={}, spend=unlimited)[:-1]), _KEPT
    ), patterns


def as_compiled(kept: Any) -> Edition:
    """Return the edition that was kept; raises LookupError, TypeError or ValueError where it is none."""
    fields, patterns = kept
    made = Edition(*whole(fields, _KEPT))
    return made._replace(title_patterns=tuple(map(lazy_regex, patterns)), folded={}, labels={})


def edition_of(form: str, name: str, editions: Iterable[Edition]) -> Edition | None:
    """Return the edition that a report was read under, by the form and the name that are kept of it."""
    return next((each for each in editions if (each.form, each.name) == (form, name)), None)


def words(text: str | Mapping[str, str]) -> Text:
    """Return bilingual words from a string or a mapping of ``zh`` and ``en``."""
    if isinstance(text, str):
        return Text(text)
    return Text(text["zh"], text.get("en", ""))


def short(label: str) -> str:
    """Return a label as an address shows it: ``一、本年新收…``."""
    return label if len(label) <= LONGEST_LABEL else label[:6] + "…"


def _fold(label: str) -> str:
    """Return the normal form of a label as the form itself has it: nothing is to be repaired there."""
    return fold_label(folded(label, odd=False))


def _table(spec: Mapping[str, Any], rows: tuple[Row, ...]) -> OfficialTable:
    columns = [_fold(column["label"]) for column in spec.get("columns", {}).values()]
    headings = [_fold(heading) for heading in {heading.zh for row in rows for heading in row.columns}]
    return OfficialTable(
        spec["name"],
        spec["section"],
        words(spec["title"]),
        tuple(spec.get("anchors", ())),
        {heading: index for index, heading in enumerate(columns)},
        frozenset((*columns, *headings, *map(_fold, spec.get("captions", ())))),
        rows,
    )


def _rows(table: Mapping[str, Any]) -> Iterator[tuple[str, Row, dict[str, Text]]]:
    columns: Mapping[str, Any] = table.get("columns", {})
    prefix = table.get("prefix", "")
    for spec in table["rows"]:
        of = words(spec["of"])
        if "row" in spec:
            base = f"{prefix}.{spec['row']}"
            facts = tuple(f"{base}.{name}" for name in columns)
            headings = tuple(words(column["of"]) for column in columns.values())
            names = {base: of}
        else:
            facts = tuple(spec["facts"])
            headings = tuple(words(value["of"]) for value in spec["values"])
            names = {}
        told = tuple(_joined(of, heading) for heading in headings)
        names.update(zip(facts, told, strict=True))
        under = frozenset(_fold(label) for label in spec.get("under", ()))
        first = short(spec["label"])
        addresses = tuple("/".join(filter(None, (first, heading.zh))) for heading in headings)
        row = Row(table["name"], spec["label"], of, facts, headings, told, addresses, under)
        for label in (spec["label"], *spec.get("variants", ())):
            yield _fold(label), row, names


def _groups(table: Mapping[str, Any], rows: Sequence[Row], named: Mapping[str, Any]) -> Iterator[Group]:
    """Yield the groups whose facts are all parts of one: 不予公开 of each of the reasons for it."""
    specs = [(spec, row) for spec, row in zip(table["rows"], rows, strict=True) if "." in spec.get("row", "")]
    labels = dict.fromkeys(label for spec, _ in specs for label in spec.get("under", ()))
    for label in labels:
        under = [spec for spec in table["rows"] if label in spec.get("under", ())]
        members = [(spec["row"], row) for spec, row in specs if spec in under]
        names = {part.rpartition(".")[0] for part, _ in members}
        if len(members) == len(under) and len(names) == 1:
            name = names.pop()
            above = [each for each in under[0]["under"] if each != label]
            of = named.get(f"{table.get('prefix', '')}.{name}", label)
            [(_, row, _)] = _rows(
                {**table, "rows": [{"row": name, "under": above, "label": label, "of": of}]}
            )
            yield Group(row, tuple(row for _, row in members), name, tuple(part for part, _ in members))


def _joined(of: Text, heading: Text) -> Text:
    if not of.zh:
        return heading
    return Text(f"{of.zh}·{heading.zh}", f"{of.in_language('en')} ({heading.in_language('en')})")


def _sums(
    specs: Sequence[Mapping[str, Any]], sets: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for spec in specs:
        for outer in _bindings(spec["for"], sets):
            parts = tuple(spec["parts"].format(**outer, **inner) for inner in _bindings(spec["over"], sets))
            yield spec["fact"].format(**outer), parts


def _bindings(names: Mapping[str, str], sets: Mapping[str, tuple[str, ...]]) -> Iterable[dict[str, str]]:
    for members in product(*(sets[name] for name in names.values())):
        yield dict(zip(names, members, strict=True))


def _name_members(sets: Mapping[str, tuple[str, ...]], known: dict[str, Text]) -> None:
    for name, members in sets.items():
        family = name.partition(".")[0]
        for member in members:
            of = known.get(f"{family}.{member}")
            if of is not None:
                known.setdefault(f"{name}.{member}", of)


def _sum_words(path: str, sets: Iterable[str], known: Mapping[str, Text]) -> Text:
    base, _, member = path.rpartition(".")
    of = known.get(base)
    heading = next((known[f"{name}.{member}"] for name in sets if f"{name}.{member}" in known), None)
    return _joined(of, heading) if of and heading else of or Text(path)


def _aliases(known: Mapping[str, Text]) -> dict[str, str]:
    """The total of a row also has the row's own name."""
    return {path.removesuffix(".total"): path for path in known if path.endswith(".total")}
