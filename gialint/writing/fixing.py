"""Apply the fixes of a file, round by round, until none is left; a safe one never changes a figure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from gialint.checking.fixes import Proposal, chosen, keeps, numbers, overlap, proposals
from gialint.checking.kinds.stretches import spans
from gialint.hookspecs import loaded
from gialint.model import Claim, Diagnostic, Document, Edit, Report, Text
from gialint.reading import Limits, Unreadable
from gialint.records import NamedTuple
from gialint.run.linter import Linter
from gialint.run.result import result_of

MEDIA: Mapping[str, str] = {
    "text": "gialint.writing.plain:plain",
    "markdown": "gialint.writing.plain:plain",
    "html": "gialint.writing.plain:page",
    "docx": "gialint.writing.docx:WordFile",
}
"""By reader, what opens a file of it for writing."""

ROUNDS = 10
"""A fix may reveal what could not be found before, but not for ever."""

TRIES = 40
"""How often a round writes and reads the file anew to find out which fixes may be made."""

Said = tuple[str, str, Decimal, str, int | None, str]

YEAR = "meta.year"

FIGURE = Text("会改动数字", "it would change a figure")
UNWRITTEN = Text("这种格式的文件不能自动改正", "files of this format cannot be fixed automatically")
UNSAFE = Text("须先核实；确认后加 --unsafe-fixes", "to be checked first; --unsafe-fixes applies it")
OTHERWISE = Text("改后读出的内容与预期不符", "the file would not read as intended afterwards")
UNTRIED = Text("有太多处不能改，没有逐一试改", "too many could not be applied, and not all were tried")


class Medium(Protocol):
    """A file open for writing; ``text`` is what edits are counted over: its source or reading text."""

    @property
    def text(self) -> str: ...

    def refusal(self, edits: Sequence[Edit]) -> Text | None:
        """Return why the file cannot take edits, or none if it can."""
        ...

    def meant(self, edits: Sequence[Edit]) -> str:
        """Return what ``text`` is to be once edits are made."""
        ...

    def written(self, edits: Sequence[Edit]) -> bytes:
        """Return the file's bytes with edits made that do not overlap and were not rejected."""
        ...


class Left(NamedTuple):
    """A fix that was not made, and why."""

    proposal: Proposal
    reason: Text


class Fixed(NamedTuple):
    """A file after its fixes: its bytes and text before and after, what was changed and what was not."""

    was: bytes
    data: bytes
    before: str
    after: str
    made: tuple[Proposal, ...]
    left: tuple[Left, ...]
    rewritable: bool
    """Whether it is a file of which a copy is to be written (.docx), its text being the reading text."""

    @property
    def edits(self) -> int:
        """How many places were changed."""
        return sum(len(proposal.edits) for proposal in self.made)


class Figure(NamedTuple):
    """What a fact is read as: its value, or the numbers in words that are none (a date, a remark)."""

    value: Decimal | None
    numbers: tuple[str, ...] = ()


NOTHING = Figure(None)


class Figures(NamedTuple):
    """The figures of a report: facts by path, and what its prose claims."""

    year: int | None
    facts: Mapping[str, Figure]
    claims: Counter[Said]


class Asked(NamedTuple):
    """What was asked to be changed: facts by path, and claims."""

    facts: Collection[str]
    claims: Counter[Said]


NONE = Asked((), Counter())


class _Step(NamedTuple):
    made: list[Proposal]
    left: list[Left]
    data: bytes
    report: Report


def fixed(lint: Linter, path: str, data: bytes, *, unsafe: bool = False) -> Fixed:
    """Return a file with its safe fixes made, and if wanted the ``unsafe`` ones; raises Unreadable."""
    report = lint.read(path, data)
    was, before = data, _text(report.document)
    made: list[Proposal] = []
    left: list[Left] = []
    for _ in range(ROUNDS):
        [checked] = result_of(lint, [path], {path: data}).reports  # what is waived is not fixed
        proposed = proposals(checked.findings, _text(report.document))
        medium = _medium(report.document, data) if proposed else None
        if medium is None:
            left = [Left(proposal, UNWRITTEN) for proposal in proposed]
            break
        judged = [(each, _refusal(medium, each, unsafe)) for each in proposed]
        left = [Left(each, reason) for each, reason in judged if reason]
        wanted = [each for each, reason in judged if not reason]
        # Apart, or what an unsafe one may change would be no fault of a safe one either.
        step = _step(lint, report, medium, chosen([each for each in wanted if each.safe]))
        left += step.left
        if not step.made:
            step = _step(lint, report, medium, chosen([each for each in wanted if not each.safe]))
            left += step.left
        if not step.made:
            break
        made += step.made
        data, report = step.data, step.report
    document = report.document
    return Fixed(was, data, before, _text(document), tuple(made), tuple(left), document.rewritable)


def offered(document: Document, data: bytes, found: Diagnostic) -> list[Proposal]:
    """Return the fixes of a finding that an editor can make in a file that is text, spelled as there.

    Whether the file reads as intended afterwards is not tried.
    """
    from gialint.writing.plain import Plain

    proposed = proposals([found], _text(document))
    medium = _medium(document, data) if proposed else None
    if not isinstance(medium, Plain):
        return []
    sound = [each for each in proposed if _refusal(medium, each, unsafe=True) is None]
    return [each._replace(edits=tuple(medium.as_written(each.edits))) for each in sound]


def figures(report: Report) -> Figures:
    """Return the figures that stand in a report; sums that are not written there do not count."""
    facts = {
        fact.path: Figure(fact.value, () if fact.value is not None else tuple(numbers(fact.text)))
        for fact in report.facts.stated()
    }
    return Figures(report.year, facts, Counter(map(_said, report.claims)))


def asked(report: Report, edits: Iterable[Edit]) -> Asked:
    """Return what edits of the file may change: facts that stand there, and claims of the same paragraph."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    document, paragraphs = report.document, [passage.paragraph for passage in report.passages]
    stretches = [(each.start, each.start + len(each.text)) for each in paragraphs]
    touched = spans(each for each in stretches if _is_edited(document, *each, ordered))
    claims = [claim for claim in report.claims if touched.meet(claim.place.start, claim.place.start + 1)]
    facts = [
        fact.path
        for fact in report.facts.stated()
        if fact.place and _is_edited(document, fact.place.start, fact.place.end, ordered)
    ]
    return Asked(facts, Counter(map(_said, claims)))


def changed(before: Figures, after: Figures, but: Asked = NONE) -> list[str]:
    """Return the paths of facts and claims that are not what they were, ``but`` for what was asked.

    A cell in which no figure could be read must not have one now. Prose may now be understood that was not.
    """
    paths = [
        path
        for path in dict.fromkeys([*before.facts, *after.facts])
        if path not in but.facts and _differs(before.facts.get(path), after.facts.get(path, NOTHING))
    ]
    lost = before.claims - after.claims - but.claims
    paths += [path for path, *_ in lost if path not in paths]
    if before.year is not None and before.year != after.year and YEAR not in but.facts:
        paths.append(YEAR)
    return list(dict.fromkeys(paths))


def _step(lint: Linter, report: Report, medium: Medium, batch: list[Proposal]) -> _Step:
    """Make those of a batch that may be made: all at once, or else by halves, to find which may not."""
    step = _Step([], [], b"", report)
    chunks = [batch] if batch else []
    for _ in range(TRIES):
        if not chunks:
            break
        chunk = chunks.pop()
        tried = _tried(lint, report, medium, [*step.made, *chunk])
        if not isinstance(tried, Text):
            step = _Step([*step.made, *chunk], step.left, *tried)
        elif len(chunk) == 1:
            step.left.append(Left(chunk[0], tried))
        else:
            half = len(chunk) // 2
            chunks += [chunk[half:], chunk[:half]]
    step.left.extend(Left(each, UNTRIED) for chunk in chunks for each in chunk)
    return step


def _tried(
    lint: Linter, report: Report, medium: Medium, batch: Sequence[Proposal]
) -> tuple[bytes, Report] | Text:
    """Return the file with fixes made and how it reads then, or why that must not be."""
    edits = [edit for proposal in batch for edit in proposal.edits]
    try:
        data = medium.written(edits)
        after = lint.read(report.document.path, data)
    except Unreadable as error:
        return error.reason
    if _text(after.document) != medium.meant(edits):
        return OTHERWISE
    unsafe = [edit for proposal in batch if not proposal.safe for edit in proposal.edits]
    touched = changed(figures(report), figures(after), asked(report, unsafe))
    if touched:
        return Text(f"{FIGURE.zh}（{touched[0]}）", f"{FIGURE.en} ({touched[0]})")
    return data, after


def _refusal(medium: Medium, proposal: Proposal, unsafe: bool) -> Text | None:
    if not (proposal.safe or unsafe):
        return UNSAFE
    if proposal.safe and not keeps(medium.text, proposal.edits):
        return FIGURE
    return medium.refusal(proposal.edits)


def _text(document: Document) -> str:
    return document.source.text if document.source else document.text


def _medium(document: Document, data: bytes) -> Medium | None:
    """Open the bytes a document was read from for writing; none where its format is not written."""
    if document.reader not in MEDIA or not (document.source or document.rewritable):
        return None
    opened: Callable[[Document, bytes, Limits], Medium] = loaded(MEDIA[document.reader])
    return opened(document, data, Limits())


def _differs(before: Figure | None, after: Figure) -> bool:
    return after.value is not None if before is None else after != before


def _is_edited(document: Document, start: int, end: int, edits: Sequence[Edit]) -> bool:
    """Return whether one of the edits, which are in order and apart, changes a stretch."""
    source = document.source
    if source is not None:
        last = source.offset(end - 1) + 1 if end > start else source.offset(start)
        start, end = source.offset(start), last
    at = bisect_left(edits, start, key=lambda edit: edit.end)
    # The first may end where the stretch begins.
    return any(overlap(Edit(start, end, ""), edit) for edit in edits[at : at + 2])


def _said(claim: Claim) -> Said:
    return claim.path, claim.op, claim.value, claim.unit, claim.year, claim.scope
