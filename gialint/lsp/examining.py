"""What an editor shows of one file, over the text as it stands there and the settings as they are now.

A report is checked by the configuration of its folder, and compared with no other. Code of plugins runs only
where the user trusts the configuration."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lsprotocol import types
from lsprotocol.types import Position, PositionEncodingKind, Range
from pygls.workspace import PositionCodec

from gialint.checking.diagnostics import problem
from gialint.checking.fixes import Proposal
from gialint.checking.rulefiles.examples import frames
from gialint.config import nearest, settled
from gialint.model import NO_REPORT, Diagnostic, Document, Location, Problem, Report, Severity, Text
from gialint.records import NamedTuple, replace
from gialint.reporting import Style
from gialint.reporting.explain import explain_frame
from gialint.reporting.masking import masked
from gialint.reporting.places import Spot, file_of, quoted_line
from gialint.reporting.rules import rule_page
from gialint.run.linter import Linter, linter
from gialint.run.own_files import judged, outline_of
from gialint.run.result import result_of
from gialint.sources.located import Loaded
from gialint.understanding.edition import edition_of
from gialint.writing.fixing import offered

Encoding = PositionEncodingKind | str | None
_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[^\s,\[\]{}]*")
SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
OF_FOLDERS = ("GIA904", "GIA908")
"""Codes about the files of a folder together, of which an editor has but one."""
UNSAFE = Text("（须先核实）", " (to be checked first)")
_NAMED = re.compile(r"\b[A-Z]{2,10}\d{3,5}\b|(?<=frame: )[\w-]+")
Marks = Iterable[tuple[types.Range, int, str]]
"""Where parts of a file begin, their level (1, 2) and their names."""


class Ruler:
    """Turns offsets of a text into positions in it."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text, self.codec = text, PositionCodec(encoding)
        self.starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def range(self, start: int, end: int) -> Range:
        """Return the stretch between two offsets."""
        return Range(self._position(start), self._position(end))

    def word(self, spot: Spot | None) -> Range:
        """Return the word at a line and column (from 1), the beginning of the text if it has no such line."""
        if spot is None or not 0 < spot.line <= len(self.starts):
            return self.range(0, 0)
        found = _WORD.match(self.text, self.starts[spot.line - 1] + max(spot.column - 1, 0))
        return self.range(*found.span()) if found else self.range(0, 0)

    def place(self, at: Location, document: Document) -> Range:
        """Return where a place of a report stands in the text that it was read from."""
        lines = document.line_starts
        return self.stretch(
            document, lines[at.line - 1] + at.column - 1, lines[at.end_line - 1] + at.end_column - 1
        )

    def stretch(self, document: Document, start: int, end: int) -> Range:
        """Return where a stretch of the reading text stands in the text that it was read from."""
        source = document.source
        if source is None:
            return self.range(start, end)
        first = source.offset(start)
        return self.range(first, source.offset(end - 1) + 1 if end > start else first)

    def _position(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset) - 1
        return Position(line, self.codec.client_num_units(self.text[self.starts[line] : offset]))


class Opened(NamedTuple):
    """A file in an editor; ``encoding`` is how its client counts columns."""

    uri: str
    path: str
    text: str
    version: int | None
    encoding: Encoding
    language: str = ""


class Shown(NamedTuple):
    """What is shown of a version of a file; ``pages`` explain what stands somewhere, in Markdown."""

    version: int | None = None
    diagnostics: Sequence[types.Diagnostic] = ()
    actions: Sequence[types.CodeAction] = ()
    symbols: Sequence[types.DocumentSymbol] = ()
    pages: Sequence[tuple[types.Range, str]] = ()


def examiner() -> Callable[[Opened], Shown]:
    """Return ``examine`` to a process that answers over its connection, not over the streams of an editor."""
    os.dup2(2, 1)  # what plugins print is none of the protocol
    return examine


def examine(opened: Opened) -> Shown:
    """Return what is shown of a file: one of gialint's own, or else a report."""
    config, problems = settled(nearest(Path(opened.path).parent))
    config = config._replace(today=date.today().isoformat(), language=opened.language or config.language)
    desk = _Desk(opened, linter(config, problems=problems))
    own = judged(opened.path, opened.text, desk.lint)
    return desk.report() if own is None else desk.own(*own)


class _Desk:
    """One file, and the linter for it."""

    def __init__(self, opened: Opened, lint: Linter) -> None:
        self.opened, self.lint, self.style = opened, lint, Style(lint.config.language)
        self.ruler = Ruler(opened.text, opened.encoding)
        self.rules = {rule.code: rule for rule in lint.plugins.rules}

    def own(self, file: Loaded | None, problems: Iterable[Problem]) -> Shown:
        """Show a file of gialint's own: what is wrong with it, and the rules and frames that it names."""
        told = [self.outside(problem(each, self.lint.engine, self.lint.terms)) for each in problems]
        marks = [
            (self.ruler.range(at, at), level, name) for at, level, name in (outline_of(file) if file else ())
        ]
        pages = [*self.pages(told), *self.pages_in_text()]
        return Shown(self.opened.version, told, (), self.outline(marks), pages)

    def report(self) -> Shown:
        """Check a report; a file that is not one is left alone, but for a hint."""
        path, data = self.opened.path, self.opened.text.encode("utf-8", "replace")
        read: list[Report] = []

        def watch(phase: str, work: Callable[[], Any]) -> Any:
            made = work()
            if phase == "understand":
                read.append(made)
            return made

        lint = self.lint._replace(watch=watch, walked=frozenset((path,)), lenient=True)
        result = masked(result_of(lint, [path], {path: data}))
        found = [each for report in result.reports for each in report.findings if not each.suppressed]
        around = [self.outside(each) for each in result.engine if each.code not in OF_FOLDERS]
        if not read:
            told = [self.outside(each) for each in found if each.code != NO_REPORT] + around
            return Shown(self.opened.version, told)
        told = [self.inside(each, read[0].document) for each in found]
        fixes = zip(told, (offered(read[0].document, data, each) for each in found), strict=True)
        actions = [self.action(each, fix) for each, proposed in fixes for fix in proposed]
        symbols = self.outline(self.parts(read[0]))
        return Shown(self.opened.version, told + around, actions, symbols, [*self.pages(told + around)])

    def inside(self, found: Diagnostic, document: Document) -> types.Diagnostic:
        """Return a finding at its place in the report."""
        at = found.location
        related = [
            (self.opened.uri, self.ruler.place(each, document), f"{label} {each.text}".strip())
            for label, each in found.related
            if each.line and not each.path
        ]
        return self.told(found, self.ruler.place(at, document) if at and at.line else None, related)

    def outside(self, found: Diagnostic) -> types.Diagnostic:
        """Return what is about no place of a report: at its line of this file, or else at the top."""
        file, spot = file_of("", found)
        line = quoted_line(found)
        if not file and line and line.text in self.opened.text:
            at = self.opened.text.index(line.text) + line.marks[0].start
            return self.told(found, self.ruler.range(at, at))
        if not file or os.path.abspath(file) == self.opened.path:
            return self.told(found, self.ruler.word(spot))
        at = max(spot.line - 1, 0) if spot else 0
        start = types.Range(types.Position(at, 0), types.Position(at, 0))
        return self.told(found, None, [(Path(os.path.abspath(file)).as_uri(), start, file)])

    def told(
        self,
        found: Diagnostic,
        where: types.Range | None,
        related: Iterable[tuple[str, types.Range, str]] = (),
    ) -> types.Diagnostic:
        """Return a finding as the protocol has it, its working and hint on lines below the message."""
        return types.Diagnostic(
            where or self.ruler.range(0, 0),
            "\n".join(filter(None, (found.message, *found.working, found.hint))),
            types.DiagnosticSeverity.Hint if found.code == NO_REPORT else SEVERITIES[found.severity],
            found.code,
            source="gialint",
            related_information=[
                types.DiagnosticRelatedInformation(types.Location(uri, place), message)
                for uri, place, message in related
            ],
        )

    def action(self, told: types.Diagnostic, fix: Proposal) -> types.CodeAction:
        """Return a fix as a change of this version of the file, which a client makes of no other."""
        which = types.OptionalVersionedTextDocumentIdentifier(self.opened.uri, self.opened.version)
        edits = [types.TextEdit(self.ruler.range(each.start, each.end), each.text) for each in fix.edits]
        return types.CodeAction(
            fix.description + ("" if fix.safe else UNSAFE.in_language(self.style.language)),
            types.CodeActionKind.QuickFix,
            [told],
            is_preferred=fix.safe or None,
            edit=types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(which, edits)]),
        )

    def parts(self, report: Report) -> Marks:
        """Yield the sections, sub-headings and tables of a report."""
        document = report.document
        sections = {each.heading.paragraph.start for each in report.sections if each.heading}
        for start, name in (
            (each.paragraph.start, each.paragraph.text) for each in report.passages if each.kind == "heading"
        ):
            yield self.ruler.stretch(document, start, start), 1 if start in sections else 2, name
        form = edition_of(report.form, report.edition, self.lint.knowledge.every_edition)
        for official in form.tables if form else ():
            table = report.tables.get(official.name)
            if table and table.rows and table.rows[0]:
                start = table.rows[0][0].start
                name = official.title.in_language(self.style.language)
                yield self.ruler.stretch(document, start, start), 2, name

    def outline(self, marks: Marks) -> list[types.DocumentSymbol]:
        """Return an outline in which each part reaches to the next one of its level or a higher one."""
        end = self.ruler.range(0, len(self.opened.text)).end
        ends, below, all_ = {1: end, 2: end}, list[types.DocumentSymbol](), list[types.DocumentSymbol]()
        for first, level, name in sorted(marks, key=lambda mark: (mark[0].start, -mark[1]), reverse=True):
            whole = types.Range(first.start, ends[level])
            kind = types.SymbolKind.Module if level == 1 else types.SymbolKind.Field
            symbol = types.DocumentSymbol(name.strip() or "-", kind, whole, first)
            ends[2] = first.start
            if level == 1:
                ends[1], symbol.children, below = first.start, below[::-1], []
            (all_ if level == 1 else below).append(symbol)
        return all_[::-1]

    def pages(self, told: Iterable[types.Diagnostic]) -> Iterator[tuple[types.Range, str]]:
        """Yield the page of the rule behind each finding, at its place."""
        return ((each.range, self.page(str(each.code))) for each in told if each.code in self.rules)

    def pages_in_text(self) -> Iterator[tuple[types.Range, str]]:
        """Yield the page of each rule that a file names by its code, and of each frame."""
        known = {each.name: each for form in self.lint.knowledge.every for each in frames(form.vocabulary)}
        for found in _NAMED.finditer(self.opened.text):
            if found[0] in self.rules:
                yield self.ruler.range(*found.span()), self.page(found[0])
            elif found[0] in known:
                page = f"```\n{explain_frame(known[found[0]], (), self.style)}```"
                yield self.ruler.range(*found.span()), page

    def page(self, code: str) -> str:
        """Return the page of a rule without its examples, of which there may be many."""
        return rule_page(replace(self.rules[code], examples=()), self.style, families=self.lint.families)
