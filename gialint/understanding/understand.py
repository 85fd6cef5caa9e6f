"""The whole of understanding: repair, outline, tables, claims and what the report says of itself.

A report is read by the form that its tables show, and only if they do not show one by that of its year:
a report on an old form is read by that form, and judged afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from gialint.model import Damage, Document, Facts, Listed, Passage, Place, Report, Table
from gialint.reading.redaction import protected
from gialint.records import NamedTuple
from gialint.understanding.agency import Lexicon
from gialint.understanding.claims.read import Speaker, read_claims
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.edition import Edition, fold_label
from gialint.understanding.flattened import at_headings, in_paragraphs
from gialint.understanding.marked import stating
from gialint.understanding.outline import FRONT_LINES, Outline, outline
from gialint.understanding.repair import Habits, habits, repair, unlimited
from gialint.understanding.reporting_body import as_tabled
from gialint.understanding.self_description import describe
from gialint.understanding.tables import tables
from gialint.understanding.title import apart


class Knowledge(NamedTuple):
    """What understanding knows of forms and phrases; all of it comes from packs."""

    editions: tuple[Edition, ...]
    lexicon: Lexicon
    vocabulary: Vocabulary
    lists: Mapping[str, Listed] = {}
    """What is of no use here and passed on to rules."""
    indicators: tuple[Mapping[str, Any], ...] = ()
    """Files of rates to be reckoned over many reports, passed on to the matrix."""
    others: tuple[Knowledge, ...] = ()
    """What is known of other kinds of report, where packs bring several."""

    @property
    def every(self) -> tuple[Knowledge, ...]:
        """What is known, by kind of report; this one first."""
        return (self, *self.others)

    @property
    def every_edition(self) -> tuple[Edition, ...]:
        """The editions of every kind of report."""
        return tuple(edition for each in self.every for edition in each.editions)

    def edition(self, year: int | None) -> Edition:
        """Return the edition for a report year, the newest where the year is unknown or later."""
        fitting = [each for each in self.editions if year and each.first_year <= year <= each.last_year]
        return (fitting or sorted(self.editions, key=lambda each: each.first_year))[-1]


def understand(document: Document, knowledge: Knowledge, spend: Callable[[int], None] = unlimited) -> Report:
    """Understand a document under the edition that its tables show, or its year requires.

    ``spend`` is called for every step not bounded by size, and may raise if there are too many.
    """
    document = protected(document)  # as files are that were opened; examples of rules were not
    needs = habits(document.text)._replace(spend=spend)
    if knowledge.others:
        newest_forms = [each.edition(None) for each in knowledge.every]
        knowledge = knowledge.every[_likeliest(document, newest_forms, needs)]
    if needs.damaged or "?" in document.text:
        editions = tuple(each.for_damaged(spend) for each in knowledge.editions)
        knowledge = knowledge._replace(editions=editions)
    newest = knowledge.edition(None)
    around = knowledge.lexicon.chrome
    document = apart(at_headings(in_paragraphs(document, newest, needs), newest), newest, needs)
    parts = outline(document, newest, needs, around)
    found = describe(document, parts, knowledge.lexicon, newest.known)
    edition = filled_form(document, parts, knowledge.editions, knowledge.edition(found.year))
    tabled = tables(document, parts.table_sections, edition)
    bordered = document
    if not tabled.complete(edition):
        from gialint.understanding.unbordered import with_tables  # most reports have all their tables

        bordered = with_tables(document, parts, edition)
    if edition is not newest or bordered is not document:
        document, parts = bordered, outline(bordered, edition, needs, around)
        found = describe(document, parts, knowledge.lexicon, edition.known)
        tabled = tables(document, parts.table_sections, edition)
    speaker = Speaker(found.agency or "", found.year, found.agency_kind in knowledge.lexicon.whole_kinds)
    prose = read_claims(document, stating(document, parts.passages), speaker, knowledge.vocabulary)
    facts = Facts(
        {**found.facts, **tabled.facts},
        sets=tabled.sets(edition),
        sums=edition.sums,
        aliases=edition.aliases,
        known=edition.known,
        standing=edition.standing,
        totals=edition.totals,
    )
    return Report(
        document=document,
        edition=edition.name,
        title=found.title,
        agency=found.agency,
        agency_kind=found.agency_kind,
        year=found.year,
        sections=parts.sections,
        passages=parts.passages,
        facts=facts,
        claims=as_tabled(prose.claims, facts, found.year, knowledge.vocabulary.office_made),
        damages=tuple(_damages(document, needs, parts)),
        recognised=bool(found.title or tabled.found or any(section.found for section in parts.sections)),
        tables=tabled.found,
        lists=knowledge.lists,
        form=edition.form,
        unread=prose.unread,
        understood=(prose.numbers, prose.of),
        cited=knowledge.edition(found.year).cited,
        too_long=prose.too_long,
        altered=tabled.altered,
    )


def _damages(document: Document, needs: Habits, parts: Outline) -> Sequence[Damage]:
    """List every hurt stretch, and once for the file what was read through everywhere."""
    hurt = [(paragraph, repaired) for paragraph, repaired in parts.repaired if repaired.spots]
    addresses = {id(passage.paragraph): passage for passage in parts.passages} if hurt else {}
    found: list[Damage] = []
    for paragraph, repaired in hurt:
        place = addresses.get(id(paragraph), Passage(paragraph, "", "", "前言")).place(document)
        for spot in repaired.spots:
            start, end = paragraph.start + spot.start, paragraph.start + spot.end
            found.append(Damage(spot.kind, place._replace(start=start, end=end), spot.recovered))
    whole = Place(document, 0, 0, "全文")
    if needs.gloss:
        found.append(Damage("gloss", whole))
    if needs.traditional:
        found.append(Damage("traditional", whole))
    if needs.folded:
        found.append(Damage("folded", whole))
    return found


def _likeliest(document: Document, forms: Sequence[Edition], habits: Habits) -> int:
    """Return which form has most in common with a document, the first of them in doubt."""
    lines = [repair(line, habits).reading for line in document.text.split("\n")]
    figures = {entry.fact for entry in document.entries}
    scores = [_likeness(lines, figures, form) for form in forms]
    return scores.index(max(scores))


def _likeness(lines: Sequence[str], figures: Collection[str], form: Edition) -> float:
    """Add up to 1 each for the title, for words of sections and tables, and for figures given as data."""
    titled = any(
        all(word in line for word in form.title_words)
        and any(pattern.search(line) for pattern in form.title_patterns)
        for line in lines[:FRONT_LINES]
    )
    text = "\n".join(lines)
    words = [section.title.zh for section in form.sections]
    words += [anchor for table in form.tables for anchor in table.anchors]
    known = {*form.known, *form.aliases}
    return titled + _share(word in text for word in words) + _share(figure in known for figure in figures)


def _share(held: Iterable[bool]) -> float:
    found = list(held)
    return sum(found) / len(found) if found else 0.0


WHOLE = 30
"""How many figures a report given as data must have to show its form; an example has a few."""

SENTENCE_ENDS = ("。", ";", ":", "!")


def filled_form(
    document: Document, parts: Outline, editions: Sequence[Edition], expected: Edition
) -> Edition:
    """Return the edition whose column headings the report has most of, ``expected`` in doubt."""
    if len(editions) < 2:
        return expected
    for words in (_in_tables(document, expected), _in_lines(parts)):
        scores = {each.name: sum(heading in words for heading in each.grid) for each in editions}
        if any(scores.values()):
            return _best(scores, editions, expected)
    if len(document.entries) < WHOLE:
        return expected
    names = {entry.fact for entry in document.entries}
    return _best({each.name: len(names & each.paths) for each in editions}, editions, expected)


def _best(scores: Mapping[str, int], editions: Iterable[Edition], expected: Edition) -> Edition:
    most = max(scores.values())
    if scores[expected.name] == most:
        return expected
    return next(each for each in editions if scores[each.name] == most)


def _in_tables(document: Document, edition: Edition) -> str:
    """Return what no ASCII character begins in all tables, folded, a line each."""
    cells = {
        cell.text
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if len(cell.text) > 3 and cell.text[0] > "~"
    }
    return "\n".join(map(edition.fold, cells))


def _in_lines(parts: Outline) -> str:
    """Return the lines that are no sentences, run together: tables without borders are such lines."""
    lines = [repaired.reading for _, repaired in parts.repaired]
    return fold_label("".join(line for line in lines if not line.endswith(SENTENCE_ENDS)))
