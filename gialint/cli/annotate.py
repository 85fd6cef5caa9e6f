"""``gialint annotate``: write what was found into copies of Word documents, as comments."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gialint.cli.annotating import WORD, concluded, copy_of, masked_report, wrote
from gialint.cli.arguments import Command, Namespace, UsageError
from gialint.cli.comparing import gathered
from gialint.cli.configured import configured
from gialint.cli.copies import LOST, loses_signature
from gialint.cli.linters import Linters
from gialint.cli.options import BASELINE, CODES, CONFIGURING, JOBS, TODAY, WAIVERS, WALKING
from gialint.cli.output import ELSEWHERE, named, print_out, print_problems, warn, write_file
from gialint.cli.problems import obstacles, unread
from gialint.config import Flag, flag_of
from gialint.model import Text
from gialint.reading.files import parted
from gialint.reporting.phrases import as_word
from gialint.run.discover import is_pattern
from gialint.run.result import result_of

if TYPE_CHECKING:
    from gialint.run.linter import Linter

COMMAND = Command(
    "annotate",
    Text(
        "把检查结果作为批注写进 .docx 的副本，批注在有关的字词或单元格上；原文件不动；文件夹里的逐份批注",
        "write findings into a copy of a .docx, as comments on the words and cells concerned; for a"
        " folder, into a copy of each",
    ),
    "PATH…",
    least=1,
    options=(
        Flag(
            ("-o", "--output"),
            Text(
                "副本的文件名，几份报告时是放副本的文件夹（默认：原文件旁边的 报告.checked.docx）",
                "name of the copy, or folder for the copies of several (default: FILE.checked.docx next"
                " to each)",
            ),
            "OUT",
        ),
        Flag(
            ("--force",),
            Text(
                "副本已经存在时覆盖它；文件有数字签名也写副本（副本里签名失效）",
                "overwrite an existing copy; copy a signed file, too, without its signature",
            ),
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


def run(given: Namespace) -> int:
    """Write the annotated copies; status 0 clean, 1 findings, 2 a copy could not be written."""
    [path, *others] = given.operands
    if others or os.path.isdir(path) or is_pattern(path) or parted(path):
        from gialint.cli.annotate_many import annotate_many

        return annotate_many(given)
    return _annotate_one(given, path)


def _annotate_one(given: Namespace, path: str) -> int:
    from gialint.files.seal import sealed_package
    from gialint.reading import Limits, Unreadable
    from gialint.reading.opening import contents_of
    from gialint.writing.comments import commented

    target = given.output or copy_of(path)
    _refuse_to_overwrite(path, target, given.force)
    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, problems, wholly=True)
    read = gathered(given, lints, [])
    lint = lints.of_files([path, *(read.earlier or ())])
    lint = lint._replace(
        problems=(*read.problems, *lint.problems),
        earlier=tuple(read.earlier or ()),
        roll=read.roll,
        digests=read.earlier is not None,
    )
    limits = Limits()
    try:
        data = contents_of(path, limits)
        _refuse_what_is_no_word_file(lint, path, data)
        result = result_of(lint, [path], {path: data})
        if any(found.code == "GIA905" for report in result.reports for found in report.findings):
            print_problems([*lint.problems, *obstacles(result)], config.language)
            return 2
        content, count = commented(lint, path, data, masked_report(result))
        lost = loses_signature(data, content, given.force)
    except Unreadable as error:
        print_problems([*lint.problems, unread(path, error)], config.language)
        return 2
    write_file(target, sealed_package(content), like=path, new=not given.force, advice=ELSEWHERE)
    print_problems([*lint.problems, *obstacles(result)], config.language)
    if lost:
        warn(f"{named(target)}: {LOST.in_language(config.language)}\n")
    print_out(f"{wrote(target, count).in_language(config.language)}\n{concluded(result, config.language)}\n")
    return result.exit


def _refuse_to_overwrite(path: str, target: str, force: bool) -> None:
    there = os.path.lexists(target)
    if os.path.exists(target) and os.path.exists(path) and os.path.samefile(path, target):
        raise UsageError(
            Text("副本不能就是原文件", "the copy cannot be the file itself"),
            Text("请用 -o 给出另一个文件名。", "Give another name with -o."),
        )
    if os.path.isdir(target):
        name = os.path.join(target, os.path.basename(copy_of(path)))
        raise UsageError(
            Text(f"{target} 是文件夹，不是文件名", f"{target} is a folder, not a file's name"),
            Text(f"可以写成 -o {as_word(name)}", f"For example: -o {as_word(name)}"),
        )
    if not target.lower().endswith(WORD):
        raise UsageError(
            Text(
                f"副本的文件名应以 {WORD} 结尾：{target}",
                f"the name of the copy should end with {WORD}: {target}",
            ),
            Text(
                "批注写在 Word 文件里；要别的格式用 gialint check -o。",
                "Comments are written into a Word file; for other formats use gialint check -o.",
            ),
        )
    if there and not force:
        raise UsageError(
            Text(f"{target} 已经存在，没有覆盖", f"{target} already exists and was not overwritten"),
            Text(
                "加 --force 覆盖它，或用 -o 换一个文件名。",
                "Overwrite it with --force, or give another name with -o.",
            ),
        )


def _refuse_what_is_no_word_file(lint: Linter, path: str, data: bytes) -> None:
    """Raise UsageError for a file that can be read but holds no comments; its bytes decide."""
    from gialint.reading.opening import chosen
    from gialint.reading.package import SAVE_AS

    if chosen(path, lint.linter_for(path).plugins.readers, data).name != "docx":
        suffix = os.path.splitext(path)[1] or path
        raise UsageError(
            Text(
                f"批注只能写入 .docx 文件，不能写入 {suffix} 文件：{path}",
                f"comments go into a .docx, not into a {suffix}: {path}",
            ),
            SAVE_AS,
        )
