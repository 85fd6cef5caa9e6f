"""Two reports side by side, as plain words: figures, statements, prose, and findings that came and went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from gialint.checking.suppression.baseline import at_its_place, entry_of, matched
from gialint.checking.suppression.codes import EnabledRules, can_be_suppressed, decided
from gialint.model import Checked, Diagnostic, Report, Text, mask
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.diff import Differences, claim_lines, diff_fields, differences, figure_row
from gialint.reporting.layout import hang, table, visible, wrap
from gialint.reporting.phrases import bracketed, counted
from gialint.reporting.places import address, listed_finding

FRONT = Text("前言", "front")
LONGEST, WIDEST, LEAST = 400, 2500, 0.35
"""Characters up to which words are marked; pairs of sentences up to which all are tried; what part of their
pairs of characters two sentences must share to stand beside each other."""

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]*\s*")
_WORD = re.compile(r"[A-Za-z0-9.,%]+|\s+|.", re.DOTALL)
FINDINGS = Text("问题", "Findings")
GONE, CAME = Text("不再有", "gone"), Text("新出现", "new")
STILL, UNSURE = Text("仍在", "still there"), Text("未能核对", "not assessed")
_HEADINGS = (
    Text("机关", "agency"),
    Text("甲", "A"),
    Text("乙", "B"),
    Text("数据", "figures"),
    Text("陈述", "claims"),
    Text("文字", "sentences"),
    Text("问题消失", "findings gone"),
    Text("新增", "new"),
    Text("仍在", "still there"),
)


class Piece(NamedTuple):
    """A stretch of a sentence, ``changed`` if the other one does not have it."""

    text: str
    changed: bool


class Change(NamedTuple):
    """A sentence of a section as both reports have it; nothing where one has none like it."""

    section: str
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]


class Prose(NamedTuple):
    """All sentences that differ, section by section, and how many are the same."""

    changes: tuple[Change, ...]
    same: int


def prose_changes(first: Report, second: Report) -> Prose:
    """Compare the prose of two reports."""
    one, other = _sentences(first), _sentences(second)
    changes: list[Change] = []
    same = 0
    for section in dict.fromkeys((*one, *other)):
        here, there = one.get(section, []), other.get(section, [])
        keys = [_key(text, first.year) for text in here], [_key(text, second.year) for text in there]
        for kind, start, end, begin, stop in SequenceMatcher(None, *keys).get_opcodes():
            if kind == "equal":
                same += end - start
                continue
            beside = [*_aligned(here[start:end], there[begin:stop])]
            apart = [(left, right) for left, right in beside if left != right]
            same += len(beside) - len(apart)
            changes += (Change(section, *_marked(left, right)) for left, right in apart)
    return Prose(tuple(changes), same)


def _sentences(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for passage in report.passages:
        if passage.kind != "heading":
            texts = _SENTENCE.findall(mask(passage.reading))
            found.setdefault(passage.section, []).extend(filter(None, map(str.strip, texts)))
    return found


def _key(text: str, year: int | None) -> str:
    text = re.sub(r"\s+", "", text)
    for back in range(3) if year else ():
        text = text.replace(str(year - back), f"<{back}>") if year else text
    return text


def _aligned(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield sentences beside those that they are most like, in order (Needleman and Wunsch)."""
    if len(first) * len(second) > WIDEST:
        yield from zip_longest(first, second, fillvalue="")
        return
    one, other = [_pairs(text) for text in first], [_pairs(text) for text in second]
    likeness = [[_share(left, right) for right in other] for left in one]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            beside = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= LEAST else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], beside)
    i = j = 0
    while i < len(first) and j < len(second):
        if likeness[i][j] >= LEAST and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield first[i], second[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield first[i], ""
            i += 1
        else:
            yield "", second[j]
            j += 1
    yield from ((text, "") for text in first[i:])
    yield from (("", text) for text in second[j:])


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(len(text) - 1, 1)))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _marked(first: str, second: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if not first or not second or max(len(first), len(second)) > LONGEST:
        return _whole(first), _whole(second)
    one, other = _WORD.findall(first), _WORD.findall(second)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left += _piece("".join(one[start:end]), kind)
        right += _piece("".join(other[begin:stop]), kind)
    return tuple(left), tuple(right)


def _piece(text: str, kind: str) -> list[Piece]:
    return [Piece(text, kind != "equal")] if text else []


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()


class FindingChanges(NamedTuple):
    """Findings of the first report that the second does not have, or has too, and those only it has.

    Of ``unsure`` the rule did not run on the second, or came to no verdict.
    """

    gone: tuple[Diagnostic, ...]
    unsure: tuple[Diagnostic, ...]
    came: tuple[Diagnostic, ...]
    still: tuple[Diagnostic, ...]


class Side(NamedTuple):
    """A report of a pair."""

    path: str
    agency: str
    year: int | None


class Beside(NamedTuple):
    """A pair: what differs in words, and all of it as JSON has it.

    ``figures`` are label, both values and the change; ``slight`` counts those that are blank in one and 0 in
    the other, or differ by the year alone, and are not among them. ``claims`` are the figure and what
    each report says of it.
    """

    first: Side
    second: Side
    figures: tuple[tuple[str, str, str, str], ...]
    slight: int
    same: int
    claims: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    prose: Prose
    findings: FindingChanges
    found: Differences
    fields: dict[str, Any]

    @property
    def differs(self) -> bool:
        """Whether figures or statements differ, be it slightly."""
        return self.found.any


class Single(NamedTuple):
    """A report that belongs to no other, and why."""

    side: Side
    reason: Text


def beside(
    first: tuple[Checked, Report],
    second: tuple[Checked, Report],
    enabled: EnabledRules,
    language: str,
    *,
    verbose: bool = False,
) -> Beside:
    """Return two reports side by side; slight differences are only counted, unless ``verbose``.

    ``enabled`` tells which rules ran on which.
    """
    reports = ((first[0].path, first[1]), (second[0].path, second[1]))
    found: Differences = differences(first[1], second[1])
    shown = [pair for pair in found.facts if verbose or not pair.slight]
    findings = finding_changes(first[0], second[0], enabled)
    prose = prose_changes(first[1], second[1])
    told = diff_fields(reports, found)
    told["findings"] = {
        name: [{"code": each.code, "message": each.message, "address": address(".", each)} for each in part]
        for name, part in findings._asdict().items()
    }
    told["sentences"] = {"same": prose.same, "changed": len(prose.changes)}
    return Beside(
        side_of(first[0]),
        side_of(second[0]),
        tuple(figure_row(pair, language) for pair in shown),
        len(found.facts) - len(shown),
        found.same,
        tuple(claim_lines(pair, (first[1], second[1]), language) for pair in found.claims),
        prose,
        findings,
        found,
        told,
    )


def side_of(checked: Checked) -> Side:
    """Return whose report a file is."""
    return Side(checked.path, checked.agency or "", checked.year)


def finding_changes(first: Checked, second: Checked, enabled: EnabledRules) -> FindingChanges:
    """Hold the findings of two reports against each other; another wrong figure at a place is still there.

    ``enabled`` tells which rules ran on which.
    """
    before = [each for each in first.findings if not each.suppressed and can_be_suppressed(each.code)]
    held = matched(second, map(entry_of, before), "", at_its_place)
    unmet = [*held.unmet]
    gone: dict[bool, list[Diagnostic]] = {True: [], False: []}
    for each in before:
        if entry_of(each) in unmet:
            unmet.remove(entry_of(each))
            gone[decided(second, each.code, enabled)].append(each)
    return FindingChanges(tuple(gone[True]), tuple(gone[False]), tuple(held.new), tuple(held.still))


def finding_lines(changes: FindingChanges, style: Style) -> list[str]:
    """Return the findings of a pair as lines of text; those that are in both are counted."""
    language, room = style.language, style.room
    lines = ["", FINDINGS.in_language(language)]
    for label, part in ((GONE, changes.gone), (UNSURE, changes.unsure), (CAME, changes.came)):
        for each in part:
            lines += hang(f"  {label.in_language(language)}  ", listed_finding(each), room)
    if changes.still:
        both = Text(f"两份都有 {len(changes.still)} 处", f"in both: {len(changes.still)}")
        lines.append(f"  {both.in_language(language)}")
    return lines if len(lines) > 2 else []


def pairs_table(pairs: Sequence[Beside], alone: Sequence[Single], style: Style) -> str:
    """Return a line for each pair, then the reports that have no other, and the sums."""
    language, room = style.language, style.room
    rows = [row_of(each) for each in pairs]
    lines = table(_HEADINGS, rows, style).splitlines() if rows else []
    lines += [""] if rows and alone else []
    for one in alone:
        whose = " · ".join(filter(None, (one.side.agency, str(one.side.year or ""))))
        lines += wrap(
            visible(f"{one.side.path} · {whose}") + bracketed(one.reason.in_language(language), language),
            room,
        )
    differ = sum(each.differs for each in pairs)
    last = Text(
        f"共 {len(pairs)} 对报告，{differ} 对的数据或陈述不同；没有成对的 {len(alone)} 份。",
        f"{counted(len(pairs), 'pair')}, of which {differ} differ in figures or claims; reports without"
        f" another: {len(alone)}.",
    )
    return "\n".join([*lines, "", *wrap(last.in_language(language), room)]).lstrip("\n") + "\n"


def headings(language: str) -> list[str]:
    """Return what the columns of ``row_of`` are called."""
    return [words.in_language(language) for words in _HEADINGS]


def row_of(each: Beside) -> tuple[str, ...]:
    """Return a pair as a line of a table: whose it is, both years, how much differs."""
    changes = each.findings
    numbers = (
        len(each.figures) + each.slight,
        len(each.claims),
        len(each.prose.changes),
        len(changes.gone) + len(changes.unsure),
        len(changes.came),
        len(changes.still),
    )
    whose = visible(each.second.agency or each.second.path)
    years = (str(side.year or "?") for side in (each.first, each.second))
    return whose, *years, *(str(number or "") for number in numbers)
