"""Outline: which paragraphs are title, preface, headings, prose and signature, and of which section.

A section is found by its heading, never by the mere mention of its title: a preface lists
all titles in one sentence, and table rows are numbered 一、二、三、四、 too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Literal

from gialint.lazy_regex import lazy_regex
from gialint.model import Document, Paragraph, Passage, Section, Table
from gialint.records import NamedTuple
from gialint.understanding.chrome import Chrome
from gialint.understanding.edition import Edition, OfficialSection
from gialint.understanding.repair import Habits, Repaired, read_through
from gialint.understanding.title import Title, find_title

LONGEST_HEADING = 40
LONGEST_TOPIC = 25
FRONT_LINES = 300
"""How many paragraphs are searched for the title: pages bring navigation before it."""

NO_CHROME = Chrome()

_NUMBER = lazy_regex(
    r"^(?:第([一二三四五六七八九十])部分[、.,:]?|([一二三四五六七八九十])(?:、|[.,:](?=\D)))"
)
_ARABIC = lazy_regex(r"^([1-9])[、.](?=\D)")
_NUMBERS = "〇一二三四五六七八九"
_TOPIC = lazy_regex(r"^(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十]是)(.*)")
_SENTENCE = lazy_regex(r"[。;]|:(?!//)")
_COUNT = lazy_regex(r"\d万?[件条个份次项宗起元人篇期%]")
_DATE = lazy_regex(r"^(?:20\d\d|二[〇零○O0]二[一二三四五六七八九〇零])年\S{1,3}月\S{1,3}日$")

Kind = Literal["title", "preface", "heading", "prose", "signature"]


class _Open:
    """The section being filled, and the sub-heading under which its prose stands."""

    def __init__(self) -> None:
        self.number = ""
        self.topic = ""
        self.prose = 0


class Outline(NamedTuple):
    """The report's parts in order; ``spots`` are the repaired stretches with their paragraphs."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    title: Title | None
    repaired: tuple[tuple[Paragraph, Repaired], ...]
    table_sections: tuple[str, ...]
    """For each table of the document, the number of the section in which it stands."""


def outline(document: Document, edition: Edition, habits: Habits, around: Chrome = NO_CHROME) -> Outline:
    """Split a document into the form's sections; ``around`` is what sites print around a title."""
    repaired = [
        (block, read_through(block, habits)) if isinstance(block, Paragraph) else None
        for block in document.blocks
    ]
    prose = [pair for pair in repaired if pair is not None]
    proper = _proper(prose, edition)
    title = find_title(list(_front(prose, edition, proper)), edition, around)
    titles = {id(paragraph) for paragraph in title.paragraphs} if title else set()
    passages: list[Passage] = []
    tables: list[tuple[str, Table]] = []
    here = _Open()
    for block, pair in zip(document.blocks, repaired, strict=True):
        if isinstance(block, Table):
            tables.append((here.number, block))
        elif pair is not None and pair[1].reading:
            passages.extend(_passages(*pair, here, edition, proper, titles))
    _sign(passages)
    sections = tuple(_section(official, passages, tables) for official in edition.sections)
    return Outline(sections, tuple(passages), title, tuple(prose), tuple(number for number, _ in tables))


def cut(passage: Passage, start: int, end: int, *, kind: Kind, address: str) -> Passage:
    """Return the stretch of a passage between two offsets of its reading, as a passage of its own."""
    offsets = passage.offsets or tuple(range(len(passage.reading) + 1))
    stretch = (*offsets[start:end], offsets[end - 1] + 1 if end > start else offsets[start])
    return passage._replace(reading=passage.reading[start:end], offsets=stretch, kind=kind, address=address)


def _proper(paragraphs: Sequence[tuple[Paragraph, Repaired]], edition: Edition) -> Set[str]:
    """Return the sections that have their heading as the form has it: no other number opens them."""
    return {
        section.number
        for _, repaired in paragraphs
        for section in edition.sections
        if repaired.reading.startswith(f"{section.number}、{section.title.zh}")
    }


def _front(
    paragraphs: Sequence[tuple[Paragraph, Repaired]], edition: Edition, proper: Set[str]
) -> Iterable[tuple[Paragraph, Repaired]]:
    """Yield what stands before the first section."""
    for paragraph, repaired in paragraphs[:FRONT_LINES]:
        if _heading(repaired.reading, paragraph.heading, edition, proper):
            return
        if repaired.reading:
            yield paragraph, repaired


def _passages(
    paragraph: Paragraph,
    repaired: Repaired,
    here: _Open,
    edition: Edition,
    proper: Set[str],
    titles: Set[int],
) -> Iterable[Passage]:
    reading = repaired.reading
    whole = Passage(paragraph, reading, here.number, "", here.topic, "prose", repaired.offsets)
    if id(paragraph) in titles:
        yield whole._replace(kind="title", address="标题")
        return
    heading = _heading(reading, paragraph.heading, edition, proper)
    if heading is None:
        yield _body(whole, here)
        return
    official, end = heading
    here.number, here.topic, here.prose = official.number, "", 0
    whole = whole._replace(section=official.number, topic="")
    yield cut(whole, 0, end, kind="heading", address=f"{official.number}/标题")
    rest = len(reading) - len(reading[end:].lstrip("。:;,. "))
    if rest < len(reading):
        yield _body(cut(whole, rest, len(reading), kind="prose", address=""), here)


def _body(passage: Passage, here: _Open) -> Passage:
    """Number a passage of prose within its section and note the sub-heading it opens."""
    topic = _TOPIC.match(passage.reading)
    if topic and passage.reading[0] == "(":
        end = _SENTENCE.search(topic[1])
        words = topic[1][: end.start()] if end else topic[1]
        here.topic = words[:LONGEST_TOPIC]
        if not (end and topic[1][end.end() :]) and _is_sub_heading(words, ended=end is not None):
            return passage._replace(
                topic=here.topic,
                kind="heading",
                address=f"{here.number or '前言'}/{passage.reading[:3]}",
            )
    here.prose += 1
    kind: Kind = "prose" if here.number else "preface"
    address = f"{here.number or '前言'}/段{here.prose}"
    return passage._replace(topic=here.topic, kind=kind, address=address)


def _is_sub_heading(words: str, *, ended: bool) -> bool:
    """Whether all that a paragraph says names a topic: not a sentence of several clauses, nor a count."""
    return len(words) <= LONGEST_TOPIC and not (_COUNT.search(words) or (ended and "," in words))


def _heading(
    reading: str, level: int, edition: Edition, proper: Set[str]
) -> tuple[OfficialSection, int] | None:
    """Return the section a paragraph opens and where its heading ends, or none.

    A list inside a section may use the form's titles with numbers of its own: a section that is
    ``proper``ly headed elsewhere does not begin there.
    """
    number = _NUMBER.match(reading)
    if number is None:
        return _unnumbered(reading, level, edition, proper)
    rest, counted = reading[number.end() :], number[1] or number[2]
    sections = [each for each in edition.sections if each.number == counted or each.number not in proper]
    for section in sections:
        if rest.startswith(section.title.zh):
            return section, number.end() + len(section.title.zh)
    if len(reading) > LONGEST_HEADING or _SENTENCE.search(rest.rstrip("。:")):
        return None
    named = [section for section in sections if any(word in rest for word in section.words)]
    same = [section for section in named if section.number == counted]
    if same or len(named) == 1:
        return (same or named)[0], len(reading)
    return None


def _unnumbered(
    reading: str, level: int, edition: Edition, proper: Set[str]
) -> tuple[OfficialSection, int] | None:
    """A heading whose number was lost must be the official title itself; a bare number must be a heading.

    So must one with the number in figures (1、总体情况), where the section has no proper heading.
    """
    text = reading.rstrip("。:")
    figure = _ARABIC.match(text)
    if figure:
        number, title = _NUMBERS[int(figure[1])], text[figure.end() :]
        meant = (each for each in edition.sections if each.number == number and each.title.zh == title)
        section = next((each for each in meant if each.number not in proper), None)
        return (section, len(reading)) if section else None
    for section in edition.sections:
        if text == section.title.zh or (level and text.rstrip("、.") == section.number):
            return section, len(reading)
    return None


def _sign(passages: list[Passage]) -> None:
    """Mark the signature: the date at the end and the short line above it."""
    last = len(passages) - 1
    while last > 0 and passages[last].kind == "prose" and not _DATE.match(passages[last].reading):
        if len(passages[last].reading) > LONGEST_HEADING or len(passages) - last > 6:
            return
        last -= 1
    if last < 1 or passages[last].kind != "prose":
        return
    for index in range(last - 1, len(passages)):
        passage = passages[index]
        short = len(passage.reading) <= LONGEST_HEADING and "。" not in passage.reading
        if passage.kind == "prose" and (index == last or short):
            passages[index] = passage._replace(kind="signature", address="落款")


def _section(
    official: OfficialSection, passages: Sequence[Passage], tables: Sequence[tuple[str, Table]]
) -> Section:
    mine = [passage for passage in passages if passage.section == official.number]
    heading = next((p for p in mine if p.kind == "heading" and p.address.endswith("/标题")), None)
    return Section(
        official.number,
        official.title.zh,
        heading,
        tuple(passage for passage in mine if passage is not heading),
        tuple(table for number, table in tables if number == official.number),
    )
