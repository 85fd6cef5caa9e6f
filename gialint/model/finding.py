"""What checking says: rules, findings, what was not assessed, and the plain result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import chain
from typing import Any, Literal

from gialint.model.document import Document, Location, Place
from gialint.model.likeness import Sketch
from gialint.model.report import Facts, Report
from gialint.model.text import Text
from gialint.records import NamedTuple, dataclass, field

NO_REPORT, NOT_CHECKED = "GIA905", "GIA908"
"""The codes for a file that is not a report, and for one found in a folder and not checked."""

TWICE, MISSING = "GIA805", "GIA806"
"""The codes for duplicate reports, and for missing ones."""


class Severity(IntEnum):
    """How certain and how grave a finding is; compares by gravity."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as configuration and JSON spell it."""
        return self.name.lower()


class Edit(NamedTuple):
    """A replacement over offsets of the source text (``Source.text``), or of the reading text without one."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that fix a finding; only a ``safe`` one, which never changes a figure, is applied by default."""

    applicability: Literal["safe", "unsafe"]
    description: Text
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that takes part in a finding, with what stands there."""

    label: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation: where, what (with figures), and every other place involved.

    ``severity`` and ``hint`` default to the rule's; ``working`` is the arithmetic, a line each.
    ``place`` is None for what is missing from the whole report.
    """

    message: Text
    place: Place | None = None
    related: tuple[Related, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    working: tuple[Text, ...] = ()
    severity: Severity | None = None
    hint: Text | None = None
    fix: Fix | None = None
    secrets: tuple[str, ...] = ()
    """Words of the report that no output may show: they are starred wherever they stand."""


@dataclass(frozen=True, slots=True)
class Unassessed:
    """A rule that could not be decided, with the facts that were missing."""

    reason: Text
    missing: tuple[str, ...] = ()


class Problem(NamedTuple):
    """What kept gialint from doing its job: a broken plugin, rule file or configuration (GIA90x).

    ``where`` is ``file:line:column`` as far as known; ``quote`` is the offending line with a
    caret under the spot, ready to print. ``severity`` defaults to the rule's.
    """

    code: str
    message: Text
    where: str = ""
    quote: str = ""
    hint: Text | None = None
    severity: Severity | None = None


Check = Callable[[Report, Facts], Iterable[Finding | Unassessed]]


class Option(NamedTuple):
    """What a configuration may set of a rule.

    A value is of the kind of ``default``: a number (from ``least`` to ``most``), a text, a truth, a tuple of
    texts, or a mapping whose keys are known and whose values are of one of these kinds. ``form`` is ``day``
    for a text that is a day of any year (``01-31``).
    """

    name: str
    default: Any
    about: Text
    form: Literal["", "day"] = ""
    least: int = 0
    most: int | None = None


Options = Mapping[str, Any]
"""The value of each option of a rule, by its name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, why it holds (``basis``), and the check itself.

    ``covers`` lists codes whose findings are echoes of this rule's at a shared place.
    ``examples`` are as written in the rule's file; ``origin`` is that file, for messages.
    """

    code: str
    name: str
    title: Text
    severity: Severity
    basis: tuple[str, ...]
    check: Check = field(repr=False, compare=False)
    hint: Text | None = None
    tags: tuple[str, ...] = ()
    since: str = ""
    status: Literal["stable", "preview", "off"] = "stable"
    fixable: bool | Literal["unsafe"] = False
    """Whether its findings may have a fix: one that is made unasked, or only an ``unsafe`` one."""
    scope: Literal["report", "series", "members", "texts", "engine"] = "report"
    covers: tuple[str, ...] = ()
    caps: Severity | None = None
    """What no other finding of a file may exceed in which this rule finds something."""
    editions: tuple[str, ...] = ()
    """Editions of the form the rule holds for; empty for all."""
    forms: tuple[str, ...] = ()
    """Kinds of report the rule is run on; empty for all."""
    examples: tuple[Mapping[str, Any], ...] = field(default=(), repr=False, compare=False)
    origin: str = ""
    condition: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What a rule written as data checks, as it is written; empty for a rule in Python."""
    options: tuple[Option, ...] = field(default=(), compare=False)
    bind: Callable[[Options], Check] | None = field(default=None, repr=False, compare=False)
    """Makes the check under other values than the defaults, under which ``check`` is."""
    plugin: str = ""
    """Whose code it is, where it is not gialint's own: set when it is loaded."""


class RuleFinding(NamedTuple):
    """A finding and the rule that made it."""

    rule: Rule
    finding: Finding


class Diagnostic(NamedTuple):
    """A finding as outputs show it: one language, plain values, places spelled out."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    basis: tuple[str, ...] = ()
    location: Location | None = None
    related: tuple[tuple[str, Location], ...] = ()
    values: Mapping[str, str] = {}
    working: tuple[str, ...] = ()
    fix: Mapping[str, Any] | None = None
    fingerprint: str = ""
    suppressed: str | None = None
    """How and why it is suppressed, if it is."""
    quote: str = ""
    """The offending lines with a caret, for problems in rule and configuration files."""
    secrets: tuple[str, ...] = ()
    """What must be masked before anything is shown."""
    in_source: bool = False
    """Whether a comment in the report itself suppresses it."""
    in_baseline: bool = False
    """Whether it is suppressed because a baseline knows it."""


class Gap(NamedTuple):
    """A rule that was not assessed, as outputs show it."""

    code: str
    name: str
    reason: str
    missing: tuple[str, ...]
    labels: tuple[str, ...] = ()
    """What each of the missing facts is called, where that is known; in the same order."""


class RuleCard(NamedTuple):
    """A rule that was run on the reports, as outputs show it; ``severity`` is the rule's own.

    ``family`` is the name of its rule family, if its pack has one.
    """

    code: str
    name: str
    title: str
    severity: Severity
    hint: str = ""
    basis: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    family: str = ""


ParagraphKind = Literal["title", "section", "topic", "signature"]
"""What a paragraph is that is not plain prose; a topic is a heading within a section."""


class FullText(NamedTuple):
    """The report itself, for outputs that show it; ``kinds`` gives the paragraphs' kinds by their start.

    ``figures`` are the offsets of figures of the form, ``unread`` the statements that were not
    understood: from where to where, and the words in the way.
    """

    document: Document
    kinds: Mapping[int, ParagraphKind] = {}
    figures: frozenset[int] = frozenset()
    unread: tuple[tuple[int, int, str], ...] = ()


class Holding(NamedTuple):
    """The configuration that held for a file (``""`` for none), and what it switched off, by code.

    ``ignored`` are rules that are put by default and were not, ``lowered`` those with a lesser severity.
    """

    config: str = ""
    ignored: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()


class Silence(NamedTuple):
    """A comment in the report by which a finding on its lines may stay: ``how`` says why."""

    code: str
    fingerprint: str
    how: str
    first: int
    last: int


class Pointed(NamedTuple):
    """A finding in the report by itself, as far as many reports are judged by it."""

    code: str
    severity: int
    fingerprint: str
    address: str
    suppressed: bool
    """Whether a comment in the report keeps it."""


class Digest(NamedTuple):
    """Who reports on which year under which form, what was found, the figures and the claims.

    ``packed`` holds the figures with their places, and ``said`` the claims of the prose, compressed;
    ``kept_facts`` and ``kept_claims`` open them. ``figures`` is the short digest by which the same
    report in another file is known.
    """

    schema: str
    path: str
    reader: str
    agency: str
    agency_kind: str
    year: int
    edition: str
    form: str
    figures: str
    findings: tuple[Pointed, ...]
    packed: bytes
    said: bytes
    silences: tuple[Silence, ...] = ()
    prose: tuple[Sketch, ...] = ()
    """The sections that have prose enough to be compared."""


class Checked(NamedTuple):
    """One file's outcome. GIA9xx diagnostics of the file stand among its findings."""

    path: str
    reader: str | None = None
    agency: str | None = None
    agency_kind: str | None = None
    year: int | None = None
    edition: str | None = None
    findings: tuple[Diagnostic, ...] = ()
    unassessed: tuple[Gap, ...] = ()
    full_text: FullText | None = None
    """Kept only where an output of the run asks for it (``Reporter.full_text``)."""
    rules: int | None = None
    """How many rules were run on it, if any could be."""
    holding: Holding = Holding()
    figures: str = ""
    """A digest of its figures, by which the same report in another file is known."""
    unread: int = 0
    """Statements of prose on these matters that were not understood, and so held against nothing."""
    digest: Digest | None = None
    """What is kept for comparing it with other reports, in a run of several."""
    last: tuple[Digest, ...] = ()
    """The digests of last year's report, or of several after a merger; kept as ``digest`` is."""


class LeftOut(NamedTuple):
    """How many files a walk excluded: by ``exclude``, or by a ``.gitignore``."""

    excluded: int = 0
    gitignored: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """A whole run: the files in the order given, and what went wrong outside any file.

    Of many files the outcomes lie in a spool, and are read anew each time one goes through them.
    Files that were met and not checked (GIA908) stand among what went wrong.
    ``exit`` is the exit status: 0 clean at ``fail_on``, 1 findings, 2 gialint could not do its job.
    """

    version: str
    reports: Sequence[Checked]
    engine: tuple[Diagnostic, ...] = ()
    exit: int = 0
    rules: tuple[RuleCard, ...] = ()
    """The rules that were put, gialint's own codes among them, in order of code."""
    left_out: LeftOut = field(default_factory=LeftOut)
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What kinds of agency are called (``Checked.agency_kind``)."""

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity that are not suppressed nor about gialint's own job."""
        return sum(
            each.severity is severity and not (each.suppressed or is_engine(each) or each.code == NOT_CHECKED)
            for each in chain(self.engine, (found for report in self.reports for found in report.findings))
        )

    @property
    def unchecked(self) -> tuple[Diagnostic, ...]:
        """The files that were met in folders and not checked; the place of each is the file."""
        return tuple(each for each in self.engine if each.code == NOT_CHECKED)


def is_engine(found: Diagnostic | Problem) -> bool:
    """Return whether it is about a job that gialint could not do, which means exit status 2.

    GIA904 (a suppression without effect), GIA908 (not checked) are about the input,
    and so is GIA905 (not an annual report), unless the file was named: then it is an error.
    """
    if found.code == NO_REPORT:
        return found.severity is Severity.ERROR
    return found.code.startswith("GIA9") and found.code not in ("GIA904", NOT_CHECKED)


def fingerprint(code: str, addresses: Iterable[str], values: Mapping[str, str]) -> str:
    """Return a name for a finding that lives as long as its figures and dies when they change.

    Over the code, the addresses of all its places and its values: text may move without
    changing it (peer reviews must survive), a changed figure changes it.
    """
    from hashlib import sha256  # 3 ms to import, and a clean report needs none

    parts = [code, *sorted(set(addresses)), *(f"{key}={values[key]}" for key in sorted(values))]
    # The names of files may hold what no encoding has.
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
