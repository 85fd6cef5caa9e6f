"""What the processes do that check: each task takes and returns plain values, bytes among them.

A report is never opened in the process that talks to browsers. What that keeps of one it cannot read: an
outcome or result goes there as a packed value and comes back to be used.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gialint.checking.diagnostics import unread
from gialint.members.reading import read_members
from gialint.members.roll import Roll
from gialint.model import Checked, Problem, Result, Text
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.files import checked_size
from gialint.records import NamedTuple, replace
from gialint.reporting import Style
from gialint.reporting.gathering import shown
from gialint.reporting.masking import masked, rewritten
from gialint.run.archives import handed_over
from gialint.run.discover import Ground, Terms, find
from gialint.run.linter import Linter, linter
from gialint.run.result import concluded
from gialint.run.unchecked import broken_over
from gialint.web.site import Site

if TYPE_CHECKING:
    from gialint.matrix import Deductions, Matrix

LANGUAGES = ("zh", "en")
OFFICE = "office"
"""The reader that has LibreOffice convert a file."""
Packed = bytes

TAKEN_LONG = Text("检查超过 {seconds:g} 秒，已停止", "the check took more than {seconds:g} seconds; stopped")
CRASHED = Text(
    "检查这个文件的进程意外终止（{how}），没有检查完",
    "the process that checked this file ended early ({how}); it was not checked to the end",
)
OTHERS = Text(
    "其他文件都已检查。请另存为 .docx 再试；再次出错的话，请反馈给维护者。",
    "All other files were checked. Save it as .docx and try again; if it fails again, report it.",
)


class Unfolded(NamedTuple):
    """The files to check, with whether each stood in a folder, and what is not checked."""

    files: tuple[tuple[str, bytes, bool], ...]
    problems: Packed


class Line(NamedTuple):
    """A report of a result by its place, from 1: its path, and whether comments can be written into it."""

    place: int
    path: str
    takes_comments: bool


class Concluded(NamedTuple):
    """A result; ``single`` if it is about one file only, ``agencies`` counts those that it is about."""

    result: Packed
    lines: tuple[Line, ...]
    single: bool
    agencies: int


class Start(NamedTuple):
    """What a process tells when it is ready: suffixes that are read, and what is wrong with its plugins."""

    suffixes: tuple[str, ...]
    problems: tuple[Problem, ...]


def packed(value: object) -> Packed:
    """Return a value as bytes."""
    return zlib.compress(pickle.dumps(value), 1)


def unpacked(data: Packed) -> Any:
    """Return a value from its bytes, which ``packed`` made."""
    return pickle.loads(zlib.decompress(data))


class Tasks:
    """The tasks over the reports of a site; every public method but ``of`` is one."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lints = self._linters()

    def _linters(self) -> Mapping[str, Linter]:
        config = self.site.config._replace(waivers=None, baseline=None)
        made: list[Linter] = []
        for language in LANGUAGES:
            settings = config._replace(language=language)
            made.append(linter(settings, problems=self.site.problems, beside=made))
        if not self.site.office:
            made = [_without_office(each) for each in made]
        return dict(zip(LANGUAGES, made, strict=True))

    @cached_property
    def _roll(self) -> Roll | None:
        return read_members(Path(self.site.members))[0] if self.site.members else None

    @cached_property
    def _deductions(self) -> tuple[Deductions | None, list[Problem]]:
        if not self.site.deductions:
            return None, []
        from gialint.matrix import read_deductions

        codes = [rule.code for rule in self.lints[self.site.config.language].plugins.rules]
        return read_deductions(Path(self.site.deductions), codes)

    @cached_property
    def _earlier(self) -> tuple[Checked, ...] | None:
        """The reports of earlier years, read once; they are told in the language of the site."""
        if not self.site.earlier:
            return None
        lint = self.lints[self.site.config.language]._replace(digests=True)
        found = find(self.site.earlier, Terms(lambda folder: Ground(lint.plugins.suffixes), gitignore=False))
        return tuple(map(self._by_its_name, lint.reading().each(found.files, {}, 1)))

    def start(self) -> Start:
        """Return what is known before any report is."""
        lint = self.lints[self.site.config.language]
        return Start(lint.plugins.suffixes, (*lint.problems, *self._deductions[1]))

    def unfold(self, given: Iterable[tuple[str, bytes]]) -> Unfolded:
        """Return the files to check of those that were sent."""
        found = handed_over(given, self.lints["zh"].plugins.suffixes, self.site.bounds.sent)
        files = tuple((name, data, name in found.walked) for name, data in found.files.items())
        return Unfolded(files, packed(found.problems))

    def check(self, language: str, name: str, data: bytes, walked: bool, alone: bool) -> Packed:
        """Return the outcome of a file."""
        lint = self.lints[language]._replace(
            full_text=True,
            walked=frozenset({name} if walked else ()),
            digests=not alone or bool(self.site.earlier),
        )
        checked = lint.check_file(name, data)
        config = self._without_folders(checked.holding.config)
        return packed(checked._replace(holding=checked.holding._replace(config=config)))

    def too_large(self, language: str, name: str, size: int) -> Packed:
        """Return the outcome of a file that was not taken because of its size."""
        try:
            checked_size(size, Limits()._replace(bytes=self.site.bounds.file))
        except Unreadable as error:
            return self._not_checked(language, name, error)
        return self._not_checked(language, name, LimitExceeded(Text("", "")))

    def given_up(self, language: str, name: str, how: str) -> Packed:
        """Return the outcome of a file over which a process ended, or took too long (``how`` is empty)."""
        words = Text(CRASHED.zh.format(how=how), CRASHED.en.format(how=how))
        if not how:
            seconds = self.site.bounds.seconds
            words = Text(TAKEN_LONG.zh.format(seconds=seconds), TAKEN_LONG.en.format(seconds=seconds))
        return self._not_checked(language, name, LimitExceeded(words, OTHERS))

    def broken_over(self, language: str, name: str, how: str) -> Packed:
        """Return the outcome of a file over which gialint itself broke."""
        return self._not_checked(language, name, broken_over(how))

    def _not_checked(self, language: str, name: str, error: Unreadable) -> Packed:
        lint = self.lints[language]
        return packed(unread(name, error, lint.engine, lint.terms))

    def conclude(self, language: str, outcomes: Iterable[Packed], problems: Packed) -> Concluded:
        """Return the result of all files of a check, compared with one another and with earlier years."""
        reports: tuple[Checked, ...] = tuple(map(unpacked, outcomes))
        lint = self.lints[language]
        agencies = {each.agency for each in reports if each.agency}
        lint = lint._replace(
            problems=(*lint.problems, *unpacked(problems)),
            digests=len(reports) > 1 or bool(self.site.earlier),
            keeps_digests=True,
            # Who hands over their own report does not ask who else has reported.
            roll=self._roll if len(agencies) > 1 else None,
        )
        result = rewritten(masked(concluded(lint, reports, self._earlier)), self._without_folders)
        listed = shown(result, Style(language)).reports
        lines = tuple(
            Line(place, each.path, each.reader == "docx") for place, each in enumerate(listed, start=1)
        )
        return Concluded(packed(result), lines, len(result.reports) == 1, len(agencies))

    def screen(self, language: str, result: Packed, place: int) -> tuple[Any, ...]:
        """Return the first screen of a result (``place`` 0), or that of a report, as ``Screen`` has it."""
        from gialint.reporting.html import report_screen, result_screen

        of, style = unpacked(result), self._style(language)
        return tuple(report_screen(of, style, place) if place else result_screen(of, style))

    def matrix(self, language: str, result: Packed) -> tuple[str, str]:
        """Return the title and the tables of the matrix."""
        from gialint.matrix import tables

        return tables(self._matrix(language, unpacked(result)), language, self._deductions[0])

    def output(self, language: str, result: Packed, form: str) -> bytes:
        """Return a result as a file: ``json``, ``xlsx``, ``docx``, ``html``; ``matrix`` or ``circular``."""
        of, style = unpacked(result), self._style(language)
        if form in ("matrix", "circular"):
            from gialint.matrix import circular, workbook

            matrix = self._matrix(language, of)
            if form == "circular":
                return circular(matrix, self.lints[language].plugins.rules)
            return workbook(matrix, language, self._deductions[0])
        from gialint.hookspecs import loaded
        from gialint.plugins.builtin import REPORTERS

        load = next(each.load for each in REPORTERS if each.name == form)
        if form != "html":
            of = replace(of, reports=tuple(each._replace(full_text=None) for each in of.reports))
        made: str | bytes = loaded(load)(of, style)
        return made.encode("utf-8") if isinstance(made, str) else made

    def commented(self, language: str, result: Packed, path: str, data: bytes) -> bytes | tuple[str, str]:
        """Return a copy of a Word file with comments; where there can be none, why, and what to do."""
        from gialint.files.seal import sealed_package
        from gialint.writing.comments import commented

        of: Result = unpacked(result)
        checked = next(each for each in of.reports if each.path == path)
        try:
            return sealed_package(commented(self.lints[language], path, data, checked)[0])
        except Unreadable as error:
            advice = error.advice.in_language(language) if error.advice else ""
            return error.reason.in_language(language), advice

    def rules(self, language: str) -> list[tuple[str, list[tuple[str, ...]]]]:
        """Return the rules by family: code, title, severity and bases of each."""
        from gialint.reporting.phrases import SEVERITIES, basis_text

        families: dict[str, list[tuple[str, ...]]] = {}
        for card in self.lints[language].cards():
            row = (card.code, card.title, SEVERITIES[card.severity].in_language(language))
            families.setdefault(card.family, []).append((*row, basis_text(card.basis, language)))
        return list(families.items())

    def _by_its_name(self, checked: Checked) -> Checked:
        """Return the outcome of a file of the server itself as others may see it."""
        path = self._without_folders(checked.path)
        digest = checked.digest and checked.digest._replace(path=path)
        return checked._replace(path=path, digest=digest)

    def _without_folders(self, text: str) -> str:
        """Return a text that does not tell where the files of the server itself are."""
        for folder in self.site.folders:
            text = text.replace(folder, "")
        return text

    def _matrix(self, language: str, result: Result) -> Matrix:
        from gialint.matrix import matrix_of
        from gialint.plugins.knowledge import indicators_by_form

        known = self.lints[language].knowledge
        return matrix_of(result, known.every_edition, self._roll, indicators_by_form(known))

    def _style(self, language: str) -> Style:
        return Style(language, docs_url=self.site.config.docs_url or "")


def _without_office(lint: Linter) -> Linter:
    readers = tuple(each for each in lint.plugins.readers if each.name != OFFICE or each.plugin)
    return lint._replace(plugins=lint.plugins._replace(readers=readers))
