"""Where outputs go: standard output, files and folders, each in a format of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from gialint.cli.arguments import Namespace, UsageError, misuse, nearest, not_installed
from gialint.cli.output import written_before
from gialint.files.seal import is_sealed
from gialint.hookspecs import Reporter
from gialint.model import Problem, Text
from gialint.reading.files import parted
from gialint.records import NamedTuple

if TYPE_CHECKING:
    from gialint.run.linter import Linter

FULL = "full"
DRAFTS = (".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".zip")
"""Kinds of file that reports come in, and no output: a text under such a name would open nowhere."""

UNKNOWN = (".csv", ".tsv", ".xls", ".yaml", ".yml")
"""Ends of names that mean a format which is none of ours: what people read as text would open nowhere."""

OFFICE = ("xlsx", "docx")
"""Formats that nothing opens under another name than their own."""
SLIP = 0.8
"""How like the end of a format's name another is that was meant to be it (.xslx), unlike .out and .log."""

ANOTHER = Text("请用 -o 给出另一个文件名。", "Give another name with -o.")


class Target(NamedTuple):
    """A format and where it goes; ``path`` is ``""`` for standard output."""

    reporter: Reporter
    path: str = ""
    folder: bool = False


def targets(given: Namespace, reporters: Mapping[str, Reporter], *, broken: bool = False) -> list[Target]:
    """Return what ``--output-format`` and ``-o`` ask for; raises UsageError.

    Where a plugin is ``broken`` or was not loaded, a format that is not known may have been its own: its
    reporter has no ``load``, and the other outputs are written all the same.
    """

    def named(name: str) -> Reporter:
        if broken and name not in reporters and name.isalnum():
            return Reporter(name, "")
        return _reporter(name, reporters)

    main = named(given.output_format or FULL)
    if main.store:
        raise misuse(
            f"{main.name} 要写入文件，不能打印",
            f"{main.name} is written to a file and not printed",
            f"例如 -o {main.name}:reports.db",
            f"for example -o {main.name}:reports.db",
        )
    if _is_folder(main):
        raise misuse(
            f"{main.name} 要写入文件夹，不能打印",
            f"{main.name} is written to a folder and not printed",
            f"例如 -o {main.name}:reports/",
            f"for example -o {main.name}:reports/",
        )
    asked: list[Target] = []
    printed = True
    for word in given.output or ():
        name, colon, path = word.partition(":")
        # One letter before a colon is a drive of Windows.
        if colon and len(name) > 1 and name.isalnum():
            asked.append(_target(named(name), path))
            continue
        if word.lower() in reporters:
            raise _no_file(word)
        by_suffix = None if given.output_format else _by_suffix(word, reporters)
        if not (by_suffix or given.output_format or word.lower().endswith(DRAFTS)):
            _refuse_other_formats(word, () if broken else _ends(reporters))
        asked.append(_target(by_suffix or main, word))
        printed = False
    if sum(target.reporter.store for target in asked) > 1:
        raise misuse(
            "一次检查只能写入一个库",
            "a run is written into one store only",
            "只写一个 -o sqlite:文件。",
            "Give -o sqlite:FILE once.",
        )
    return [Target(main), *asked] if printed else asked


def kept_apart(asked: Sequence[Target], files: Iterable[str]) -> None:
    """Raise UsageError for an output that would be lost, or would go over a report that is to be checked.

    What is found in folders are no outputs; what is named may be one by a slip of the keyboard.
    """
    goals: set[str] = set()
    wanted = {os.path.realpath(each.path) for each in asked if each.path}
    places = ((file, parted(file)) for file in (files if wanted else ()))
    reports = wanted.intersection(os.path.realpath(place[0] if place else file) for file, place in places)
    for target in asked:
        goal = os.path.realpath(target.path)
        if not target.path or not (os.path.isfile(goal) or not os.path.exists(goal)):
            continue
        if goal in reports:
            raise UsageError(
                Text(
                    f"{target.path} 是要检查的报告，结果不能写在它上面",
                    f"{target.path} is a report to be checked; the result cannot be written over it",
                ),
                ANOTHER,
            )
        if target.path.lower().endswith(DRAFTS) and os.path.isfile(goal) and not is_sealed(goal):
            raise UsageError(
                Text(
                    f"{target.path} 已经存在，而且不是 gialint 写出的原样，没有覆盖",
                    f"{target.path} exists and is not as gialint wrote it; it was not overwritten",
                ),
                ANOTHER,
            )
        if goal in goals:
            raise misuse(
                f"有两种结果要写入同一个文件：{target.path}",
                      f"two outputs would go into one file: {target.path}",
                "请给它们不同的文件名。", "Give them different names."
            )  # fmt: skip
        goals.add(goal)
        above = os.path.dirname(goal)
        while not os.path.lexists(above) and above != os.path.dirname(above):
            above = os.path.dirname(above)
        if not os.path.isdir(above):  # better now than after the check
            raise misuse(
                f"无法写入 {target.path}：路径中有一段是文件，不是文件夹",
                      f"cannot write {target.path}: part of the path is a file, not a folder"
            )  # fmt: skip


def spare_reports(asked: Iterable[Target], lint: Linter) -> list[Problem]:
    """Raise UsageError for an output that would go over a report, wherever that is.

    A file is one that says whose it is and for which year; pages and copies of gialint's own are not.
    Where a reader breaks over one, nobody knows: it is returned as a problem.
    """
    from gialint.reading import Unreadable

    unknown = []
    for target in asked:
        path = target.path
        if not path.lower().endswith(tuple(lint.plugins.suffixes)) or not os.path.isfile(path):
            continue
        if is_sealed(path):
            continue
        try:
            report = lint.read(path)
        except Unreadable as error:
            if error.broken:
                unknown.append(Problem(error.code, error.reason, path, hint=error.advice))
            continue
        if report.recognised and report.agency and report.year:
            raise UsageError(
                Text(
                    f"{path} 是{report.agency} {report.year} 年的报告，没有覆盖",
                    f"{path} is the report of {report.agency} for {report.year}, and was not overwritten",
                ),
                ANOTHER,
            )
    return unknown


def written_to(target: Target) -> list[str]:
    """Return the files into which an output goes, or an earlier one of its folder went."""
    if target.folder:
        return written_before(target.path)
    return [target.path] if target.path else []


def _target(reporter: Reporter, path: str) -> Target:
    if not path or path == "-":
        raise misuse(
            "-o 后面缺少文件名",
            "-o needs a file name",
            f"要打印而不写文件：--output-format {reporter.name}",
            f"To print instead of writing a file: --output-format {reporter.name}",
        )
    ends, suffix = path.lower(), os.path.splitext(path)[1]
    if ends.endswith((*DRAFTS, ".xlsx")) and not (reporter.plugin or ends.endswith(f".{reporter.name}")):
        raise misuse(
            f"{reporter.name} 格式的结果不能写成 {suffix} 文件：{path}",
            f"an output of the format {reporter.name} is not a {suffix} file: {path}",
            "可以写成 .html 或 .xlsx；退回意见用 -o docx:文件；要把问题批注在 Word 文件的副本里，"
            "用 gialint annotate。",
            "Write .html or .xlsx, or docx:FILE for what to send back; gialint annotate writes comments"
            " into a copy of a Word file.",
        )
    folder = _is_folder(reporter) or path.endswith(("/", os.sep))
    folder = folder or (bool(reporter.folder) and os.path.isdir(path))
    if folder and not reporter.folder:
        raise misuse(
            f"{reporter.name} 格式只能写入文件，不能写入文件夹：{path}",
                  f"{reporter.name} is written to a file, not to a folder: {path}"
        )  # fmt: skip
    if suffix and reporter.name in OFFICE and not (reporter.plugin or ends.endswith(f".{reporter.name}")):
        raise misuse(
            f"{reporter.name} 文件的名称应以 .{reporter.name} 结尾：{path}",
            f"a file of {reporter.name} ends in .{reporter.name}: {path}",
        )
    if folder and os.path.lexists(path) and not os.path.isdir(path):
        raise misuse(
            f"{path} 不是文件夹，{reporter.name} 写不进去",
                  f"{path} is no folder, to which {reporter.name} could be written"
        )  # fmt: skip
    if reporter.requires:
        from importlib.util import find_spec  # most outputs need nothing

        need, name = reporter.requires, reporter.name
        if find_spec(need) is None:
            raise not_installed(
                f"不能输出 {name}：缺少程序包 {need}", f"no output {name}: {need} is missing", [need]
            )
    return Target(reporter, path, folder)


def _is_folder(reporter: Reporter) -> bool:
    """Return whether an output is always a folder."""
    return bool(reporter.folder) and reporter.folder == reporter.load


def _by_suffix(path: str, reporters: Mapping[str, Reporter]) -> Reporter | None:
    """Return the format that the end of a file's name means, the longest end first."""
    ends = _ends(reporters)
    fitting = [end for end in ends if path.lower().endswith(end.lower())]
    return ends[max(fitting, key=len)] if fitting else None


def _ends(reporters: Mapping[str, Reporter]) -> dict[str, Reporter]:
    """Return the formats by the ends of names that mean them."""
    ends = {f".{name}": each for name, each in reporters.items() if each.plugin or f".{name}" not in DRAFTS}
    return ends | {suffix: reporter for reporter in reporters.values() for suffix in reporter.suffixes}


def _no_file(word: str) -> UsageError:
    """Return the error for the name of a format where a file is expected."""
    name = word.lower()
    return misuse(
        f"“{word}”是输出格式，不是文件名",
        f"“{word}” is an output format, not the name of a file",
        f"打印这种格式：--output-format {name}；写入文件：-o {name}:result.{name}"
        f"（文件真叫这个名字时：-o ./{word}）",
        f"To print it: --output-format {name}; to write a file: -o {name}:result.{name}"
        f" (if the file really has that name: -o ./{word})",
    )


def _refuse_other_formats(word: str, ends: Iterable[str]) -> None:
    """Raise UsageError for a file whose name means a format in which nothing is written, or misspells one."""
    from gialint.sources.suggest import did_you_mean

    stem, suffix = os.path.splitext(word)
    foreign = suffix.lower() in UNKNOWN
    near = None if foreign else did_you_mean(suffix, (*ends, ".docx"), SLIP)
    if foreign:
        instead = Text("表格可以写成 .xlsx；", "A table is written to .xlsx;")
    elif near:
        meant = f"docx:{stem}{near}" if near == ".docx" else f"{stem}{near}"
        instead = Text(f"您是不是想写 -o {meant}？", f"Did you mean -o {meant}?")
    else:
        return
    raise misuse(
        f"没有 {suffix} 这种输出格式：{word}",
        f"there is no output format for {suffix}: {word}",
        f"{instead.zh}确要这个名字，请写明格式，例如 -o full:{word}",
        f"{instead.en} For exactly this name give the format, such as -o full:{word}",
    )


def _reporter(name: str, reporters: Mapping[str, Reporter]) -> Reporter:
    if name in reporters:
        return reporters[name]
    known = sorted(reporters)
    message = Text(
        f"没有“{name}”这种输出格式（可用：{'、'.join(known)}）",
        f"there is no output format “{name}” (known: {', '.join(known)})",
    )
    if name.partition(":")[0] in reporters or _by_suffix(name, reporters):
        hint = Text(
            f"--output-format 后面只写格式；写入文件：-o {name}",
            f"--output-format takes a format only; to write a file: -o {name}",
        )
        raise UsageError(message, hint)
    raise nearest(message, name, known)
