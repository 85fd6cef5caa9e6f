"""``gialint annotate`` on folders and files: each report gets a copy; those without one are reported."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path

from gialint.cli.annotating import WORD, concluded, copy_of, wrote
from gialint.cli.arguments import Namespace, UsageError
from gialint.cli.comparing import gathered
from gialint.cli.configured import configured
from gialint.cli.copies import LOST, loses_signature, write_copy
from gialint.cli.linters import Linters, fitting, is_within, jobs_asked
from gialint.cli.output import named, print_out, print_problems, warn
from gialint.cli.problems import as_problem, in_few_lines, obstacles, outside_reports
from gialint.cli.progress import shown
from gialint.files.seal import sealed_package
from gialint.model import NO_REPORT, Checked, Problem, Result, Text, is_engine, mask
from gialint.reading import Limits, Unreadable
from gialint.reading.files import READ_ONLY, UNPACK_FIRST, parted
from gialint.reading.opening import contents_of
from gialint.records import NamedTuple
from gialint.reporting.gathering import together
from gialint.reporting.masking import masked
from gialint.run.linter import Linter
from gialint.run.result import result_of
from gialint.run.unchecked import CHECKED
from gialint.writing.comments import commented

COPY = Text("已批注的副本，不再批注", "already a copy with comments; not annotated again")
LINK = Text("这是链接，未批注", "a link, which was not annotated")
NAME_TARGET = Text("要批注它所指的文件，请直接写出那个文件。", "To annotate its file, name that file.")
NO_WORD_FILE = Text(
    "批注只能写入 .docx 文件，这些没有写副本", "no copy, because only a .docx can have comments"
)
SAVE = Text(
    "请另存为 .docx 再批注；或用 gialint check -o html:文件夹/ 看结果。",
    "Save it as .docx and annotate that; or look at the result of gialint check -o html:FOLDER/.",
)
THERE = Text("副本已经存在，没有覆盖", "the copy already exists and was not overwritten")
OVERWRITE = Text(
    "加 --force 覆盖，或用 -o 写到别的文件夹。",
    "Overwrite it with --force, or write the copies to another folder with -o.",
)
SAME_COPY = Text("另一份报告的副本已用了这个名字", "the copy of another report has this name already")
RENAME = Text("请给它改名，或分开批注。", "Rename it, or annotate it alone.")
CHANGED = Text("检查期间文件被改动了，未批注", "the file was changed during the check; no copy was written")
CHECK_AGAIN = Text("请再运行一次。", "Run it again.")


class Missing(NamedTuple):
    """A report that got no copy: why, and what to do."""

    path: str
    reason: Text
    advice: Text | None


def annotate_many(given: Namespace) -> int:
    """Write the copies of all reports that were named or met; status 2 if one that should have got none."""
    out = given.output or ""
    _refuse_no_folder(out)
    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, problems, wholly=True)
    all_read = gathered(given, lints, _apart(out, given.operands))
    there, earlier = all_read.reports, all_read.earlier or ()
    copies = [path for path in there.files if path in there.walked and _is_copy(path)]
    paths = [path for path in there.files if path not in copies]
    lint = lints.of_files([*paths, *earlier])
    lint = lint._replace(
        problems=(*all_read.problems, *lint.problems),
        earlier=tuple(earlier),
        roll=all_read.roll,
        digests=len(paths) > 1 or all_read.earlier is not None,
        walked=there.walked,
        left_out=there.left_out,
    )
    jobs = jobs_asked(given) or fitting(len(paths))
    result = result_of(lint, shown(paths, len(paths), config.language), jobs=jobs)
    told = [*outside_reports(result), *_strays(result), *obstacles(result)]
    told += [Problem("GIA908", COPY, path) for path in copies]
    print_problems(in_few_lines(told), config.language)
    work = _Copies(given, lint, out, there.walked)
    # Where no form is loaded there are no reports to the paths.
    for path, checked, shown_ in zip(paths, result.reports, masked(result).reports, strict=False):
        if not any(is_engine(each) or each.code == NO_REPORT for each in checked.findings):
            work.write(path, checked, shown_)
    work.report_missing()
    print_out(f"{concluded(result, config.language)}\n")
    return 2 if work.missing else result.exit


class _Copies:
    """Writes copies, reports each, and keeps the files that got none."""

    def __init__(self, given: Namespace, lint: Linter, out: str, walked: Container[str]) -> None:
        self.given, self.lint, self.out, self.walked = given, lint, out, walked
        self.language = lint.config.language
        self.missing: list[Missing] = []
        self.taken: set[str] = set()

    def write(self, path: str, checked: Checked, shown_: Checked) -> None:
        """Write the copy of a file as it was ``checked`` and may be ``shown_``, or keep why there is none."""
        try:
            target, count, lost = self._written(path, checked, shown_)
        except Unreadable as error:
            self.missing.append(Missing(path, error.reason, error.advice))
        except UsageError as error:
            self.missing.append(Missing(path, error.message, error.hint))
        else:
            print_out(f"{wrote(target, count).in_language(self.language)}\n")
            if lost:
                warn(f"{named(target)}: {LOST.in_language(self.language)}\n")

    def _written(self, path: str, checked: Checked, shown_: Checked) -> tuple[str, int, bool]:
        if parted(path):
            raise UsageError(READ_ONLY, UNPACK_FIRST)
        if checked.reader != "docx":
            raise UsageError(NO_WORD_FILE, SAVE)
        if path in self.walked and os.path.islink(path):
            raise UsageError(LINK, NAME_TARGET)
        target = self._target(path)
        key = os.path.normcase(os.path.realpath(target))
        if key in self.taken:
            raise UsageError(SAME_COPY, RENAME)
        data = contents_of(path, Limits())
        _refuse_what_changed(self.lint, path, data, checked)
        content, count = commented(self.lint, path, data, shown_)
        lost = loses_signature(data, content, self.given.force)
        there = UsageError(THERE, OVERWRITE)
        write_copy(path, target, sealed_package(content), self.given.force, there)
        self.taken.add(key)
        return target, count, lost

    def _target(self, path: str) -> str:
        if not self.out:
            return copy_of(path)
        root = next(
            (each for each in self.given.operands if _is_in_folder(path, each)), os.path.dirname(path)
        )
        return os.path.join(self.out, copy_of(os.path.relpath(path, root or os.curdir)))

    def report_missing(self) -> None:
        """Report the files without a copy and why; files with the same reason share a line."""
        alike: dict[tuple[Text, Text | None], list[str]] = {}
        for each in self.missing:
            alike.setdefault((each.reason, each.advice), []).append(each.path)
        for (reason, advice), paths in alike.items():
            one = len(paths) == 1
            message = reason if one else together(reason, [named(path) for path in paths])
            print_problems([Problem("", message, named(paths[0]) if one else "", hint=advice)], self.language)


def _refuse_what_changed(lint: Linter, path: str, data: bytes, checked: Checked) -> None:
    """Raise UsageError where the lines that findings are about are not what they were when it was checked."""
    document = lint.read(path, data).document
    for each in checked.findings:
        place = each.location
        line = document.line(place.line) if place and place.line <= len(document.lines) else None
        # What comparing found was kept with personal numbers starred, or without the line.
        if place and (line is None or place.context not in (line, mask(line), "")):
            raise UsageError(CHANGED, CHECK_AGAIN)


def _strays(result: Result) -> Iterator[Problem]:
    """Yield that files which were met are no reports."""
    for checked in result.reports:
        for each in checked.findings:
            if each.code == NO_REPORT and not is_engine(each):
                yield as_problem(checked.path, each)


def _is_copy(path: str) -> bool:
    """Return whether a file is by its name a copy with comments, which may have been edited since."""
    return path.lower().endswith(f"{CHECKED}{WORD}")


def _refuse_no_folder(out: str) -> None:
    if out and (os.path.isfile(out) or (out.lower().endswith(WORD) and not os.path.isdir(out))):
        raise UsageError(
            Text(f"几份报告的副本要放进文件夹：{out}", f"copies of several reports go into a folder: {out}"),
            Text("可以写成 -o 批注/", "For example: -o comments/"),
        )


def _apart(out: str, operands: list[str]) -> tuple[Path, ...]:
    """Return the folder of the copies, unless reports are in it that are to be annotated."""
    if not out or any(_is_in_folder(operand, out) for operand in operands):
        return ()
    return (Path(out),)


def _is_in_folder(path: str, folder: str) -> bool:
    return os.path.isdir(folder) and is_within(path, folder)
