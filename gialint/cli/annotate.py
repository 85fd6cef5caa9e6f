"""``gialint annotate``: write what was found into copies of Word documents, as comments.

One report gets the copy that is asked for; of several, each gets one, and those without are reported.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError, misuse
from gialint.cli.configured import configured
from gialint.cli.copies import LOST, loses_signature, write_copy
from gialint.cli.linters import Linters, is_within, jobs_for
from gialint.cli.options import BASELINE, CODES, CONFIGURING, JOBS, TODAY, WAIVERS, WALKING
from gialint.cli.output import ELSEWHERE, named, print_out, print_problems, shown, warn
from gialint.cli.problems import as_problem, in_few_lines, obstacles, outside_reports, unread
from gialint.config import Flag, flag_of
from gialint.files.seal import sealed_package
from gialint.model import NO_REPORT, Checked, Problem, Result, Text, is_engine, mask
from gialint.reading import Limits, Unreadable
from gialint.reading.files import READ_ONLY, UNPACK_FIRST, parted
from gialint.reading.opening import contents_of
from gialint.reporting.phrases import counted
from gialint.run.discover import is_pattern
from gialint.run.unchecked import CHECKED

if TYPE_CHECKING:
    from gialint.run.linter import Linter

WORD = ".docx"
"""What comments are written into."""
COMMAND = Command(
    "annotate",
    "把检查结果作为批注写进 .docx 的副本，批注在有关的字词或单元格上；原文件不动；文件夹里的逐份批注",
    "write findings into a copy of a .docx, as comments on the words and cells concerned; for a"
    " folder, into a copy of each",
    "PATH…",
    least=1,
    options=(
        Flag(
            ("-o", "--output"),
            "副本的文件名，或放副本的文件夹，几份报告时是文件夹（默认：原文件旁边的 报告.checked.docx）",
            "name of the copy, or folder for it or for several (default: FILE.checked.docx next to each)",
            "OUT",
        ),
        Flag(
            ("--force",),
            "副本已经存在时覆盖它；文件有数字签名也写副本（副本里签名失效）",
            "overwrite an existing copy; copy a signed file, too, without its signature",
        ),
        *CODES,
        flag_of("archive"),
        flag_of("members"),
        BASELINE,
        WAIVERS,
        TODAY,
        JOBS,
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint annotate 年度报告.docx -o 年度报告.checked.docx",
)
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


def run(given: Namespace) -> int:
    """Write the annotated copies; status 0 clean, 1 findings, 2 a copy could not be written."""
    [path, *others] = given.operands
    if others or os.path.isdir(path) or is_pattern(path) or parted(path):
        return _annotate_many(given)
    return _annotate_one(given, path)


def _annotate_one(given: Namespace, path: str) -> int:
    from gialint.reporting.masking import masked
    from gialint.run.result import result_of
    from gialint.writing.comments import commented

    target = _target(path, given.output)
    _refuse_target(path, target)
    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, problems, wholly=True)
    lint = lints.of_run(lints.gathered(), [path])
    try:
        data = contents_of(path, Limits())
        _refuse_what_is_no_word_file(lint, path, data)
        result = result_of(lint, [path], {path: data})
        if any(found.code == "GIA905" for report in result.reports for found in report.findings):
            print_problems([*lint.problems, *obstacles(result)], config.language)
            return 2
        [report] = masked(result).reports
        content, count = commented(lint, path, data, report)
        lost = loses_signature(data, content, given.force)
    except Unreadable as error:
        print_problems([*lint.problems, unread(path, error)], config.language)
        return 2
    there = misuse(
        f"{target} 已经存在，没有覆盖",
        f"{target} already exists and was not overwritten",
        "加 --force 覆盖它，或用 -o 换一个文件名。",
        "Overwrite it with --force, or give another name with -o.",
    )
    write_copy(path, target, sealed_package(content), given.force, there, advice=ELSEWHERE)
    print_problems([*lint.problems, *obstacles(result)], config.language)
    if lost:
        warn(f"{named(target)}: {LOST.in_language(config.language)}\n")
    _print_written(target, count, config.language)
    _print_verdict(result, config.language)
    return result.exit


def _target(path: str, out: str | None) -> str:
    """Return where the copy of a file goes: beside it, to the name that is asked for, or into that folder."""
    if not out:
        return _copy_of(path)
    is_folder = out.endswith(("/", os.sep)) or os.path.isdir(out)
    return os.path.join(out, os.path.basename(_copy_of(path))) if is_folder else out


def _refuse_target(path: str, target: str) -> None:
    if os.path.exists(target) and os.path.exists(path) and os.path.samefile(path, target):
        raise misuse(
            "副本不能就是原文件",
            "the copy cannot be the file itself",
            "请用 -o 给出另一个文件名。",
            "Give another name with -o.",
        )
    if not target.lower().endswith(WORD):
        raise misuse(
            f"副本的文件名应以 {WORD} 结尾：{target}",
            f"the name of the copy should end with {WORD}: {target}",
            "批注写在 Word 文件里；要别的格式用 gialint check -o。",
            "Comments are written into a Word file; for other formats use gialint check -o.",
        )


def _refuse_what_is_no_word_file(lint: Linter, path: str, data: bytes) -> None:
    """Raise UsageError for a file that can be read but holds no comments; its bytes decide."""
    from gialint.reading.opening import chosen
    from gialint.reading.package import SAVE_AS

    if chosen(path, lint.linter_for(path).plugins.readers, data).name != "docx":
        suffix = os.path.splitext(path)[1] or path
        message = Text(
            f"批注只能写入 .docx 文件，不能写入 {suffix} 文件：{path}",
            f"comments go into a .docx, not into a {suffix}: {path}",
        )
        raise UsageError(message, SAVE_AS)


def _annotate_many(given: Namespace) -> int:
    """Write the copies of all reports that were named or met; status 2 if one that should have got none."""
    from gialint.reporting.masking import masked
    from gialint.run.result import result_of

    out = given.output or ""
    if out and (os.path.isfile(out) or (out.lower().endswith(WORD) and not os.path.isdir(out))):
        raise misuse(
            f"几份报告的副本要放进文件夹：{out}",
            f"copies of several reports go into a folder: {out}",
            "可以写成 -o 批注/",
            "For example: -o comments/",
        )
    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, problems, wholly=True)
    # No report is looked for among the copies, unless one is named that is to be annotated.
    read = lints.gathered(
        [Path(out)] if out and not any(_is_in_folder(each, out) for each in given.operands) else []
    )
    # By its name a copy with comments, which may have been edited since.
    copies = [path for path in read.reports.files if path in read.reports.walked and _is_copy(path)]
    paths = [path for path in read.reports.files if path not in copies]
    lint = lints.of_run(read, paths)
    result = result_of(lint, shown(paths, config.language), jobs=jobs_for(given, len(paths)))
    told = [*outside_reports(result), *_strays(result), *obstacles(result)]
    told += [Problem("GIA908", COPY, path) for path in copies]
    print_problems(in_few_lines(told), config.language)
    work = _Copies(given, lint, out, read.reports.walked)
    # Where no form is loaded there are no reports to the paths.
    for path, checked, shown_ in zip(paths, result.reports, masked(result).reports, strict=False):
        if not any(is_engine(each) or each.code == NO_REPORT for each in checked.findings):
            work.write(path, checked, shown_)
    work.report_missing()
    _print_verdict(result, config.language)
    return 2 if work.missing else result.exit


class _Copies:
    """Writes copies, reports each, and keeps the files that got none."""

    def __init__(self, given: Namespace, lint: Linter, out: str, walked: Container[str]) -> None:
        self.given, self.lint, self.out, self.walked = given, lint, out, walked
        self.language = lint.config.language
        self.missing: list[Problem] = []
        self.taken: set[str] = set()

    def write(self, path: str, checked: Checked, shown_: Checked) -> None:
        """Write the copy of a file as it was ``checked`` and may be ``shown_``, or keep why there is none."""
        try:
            target, count, lost = self._written(path, checked, shown_)
        except Unreadable as error:
            self.missing.append(Problem("", error.reason, named(path), hint=error.advice))
        except UsageError as error:
            self.missing.append(Problem("", error.message, named(path), hint=error.hint))
        else:
            _print_written(target, count, self.language)
            if lost:
                warn(f"{named(target)}: {LOST.in_language(self.language)}\n")

    def _written(self, path: str, checked: Checked, shown_: Checked) -> tuple[str, int, bool]:
        from gialint.writing.comments import commented

        if parted(path):
            raise UsageError(READ_ONLY, UNPACK_FIRST)
        if checked.reader != "docx":
            raise UsageError(NO_WORD_FILE, SAVE)
        if path in self.walked and os.path.islink(path):
            raise UsageError(LINK, NAME_TARGET)
        target = _copy_of(path)
        if self.out:
            folders = (each for each in self.given.operands if _is_in_folder(path, each))
            root = next(folders, os.path.dirname(path)) or os.curdir
            target = os.path.join(self.out, _copy_of(os.path.relpath(path, root)))
        key = os.path.normcase(os.path.realpath(target))
        if key in self.taken:
            raise UsageError(SAME_COPY, RENAME)
        data = contents_of(path, Limits())
        _refuse_what_changed(self.lint, path, data, checked)
        content, count = commented(self.lint, path, data, shown_)
        lost = loses_signature(data, content, self.given.force)
        write_copy(path, target, sealed_package(content), self.given.force, UsageError(THERE, OVERWRITE))
        self.taken.add(key)
        return target, count, lost

    def report_missing(self) -> None:
        """Report the files without a copy and why; files with the same reason share a line."""
        from gialint.reporting.gathering import together

        alike: dict[tuple[Text, Text | None], list[Problem]] = {}
        for each in self.missing:
            alike.setdefault((each.message, each.hint), []).append(each)
        for first, *more in alike.values():
            if more:
                message = together(first.message, [each.where for each in (first, *more)])
                first = first._replace(message=message, where="")
            print_problems([first], self.language)


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


def _copy_of(path: str) -> str:
    """Return the name of the copy of a file that bears its comments."""
    stem, suffix = os.path.splitext(path)
    return f"{stem}{CHECKED}{suffix if suffix.lower() == WORD else WORD}"


def _is_copy(path: str) -> bool:
    return path.lower().endswith(f"{CHECKED}{WORD}")


def _is_in_folder(path: str, folder: str) -> bool:
    return os.path.isdir(folder) and is_within(path, folder)


def _print_written(target: str, count: int, language: str) -> None:
    name = named(target)
    told = Text(f"已写入 {name}：{count} 条批注。\n", f"Wrote {name}: {counted(count, 'comment')}.\n")
    print_out(told.in_language(language))


def _print_verdict(result: Result, language: str) -> None:
    from gialint.reporting.summary import tally, verdict

    print_out(f"{verdict(tally(result), language)}\n")
