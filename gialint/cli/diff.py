"""``gialint diff``: what differs between two reports, or between the reports of two folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, misuse, nearest_file
from gialint.cli.configured import configured
from gialint.cli.linters import Linters, jobs_for, roll_of
from gialint.cli.options import CONFIGURING, JOBS, TABLE_OR_JSON, WALKING
from gialint.cli.output import print_out, print_problems, shown, style_of, warn, write_file, write_folder
from gialint.cli.problems import as_problem, in_few_lines, readable
from gialint.cli.targets import Target, kept_apart, spare_reports
from gialint.config import Flag, flag_of
from gialint.hookspecs import Reporter
from gialint.model import NO_REPORT, Problem, Text, is_engine
from gialint.reading.files import is_archive
from gialint.run.result import result_of

if TYPE_CHECKING:
    from gialint.reporting import Style
    from gialint.reporting.beside import Beside, Single
    from gialint.run.linter import Linter
    from gialint.run.pairs import Paired

COMMAND = Command(
    "diff",
    "比较两份报告，或两个文件夹里同一机关的报告：数据、文字陈述、文字和问题；格式可以不同",
    "compare two reports, or those of the same agencies in two folders: figures, claims, prose and"
    " findings, in any format",
    "A B",
    least=1,
    most=2,
    limit=Text("一次只能比较两个文件或文件夹", "two files or folders are compared at a time"),
    options=(
        TABLE_OR_JSON,
        Flag(
            ("-o", "--output"),
            "左右对照写成网页：html:对照.html；文件夹也可以写成 html:对照/，一对一页",
            "write a page with both side by side: html:FILE, of folders also html:FOLDER/, a page a pair",
            "html:FILE",
        ),
        Flag(
            ("-v", "--verbose"),
            "空白与 0 之别、只是年度不同的也列出（默认只计数）",
            "also list differences that are only blank and 0, or only the year (default: count them)",
        ),
        flag_of("members"),
        JOBS,
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint diff 2023 2024 -o html:对照/",
)


def run(given: Namespace) -> int:
    """Print or write what differs; status 0 for nothing, 1 for something, 2 if a report cannot be read."""
    output = _output(given.output)
    folders = [path for path in given.operands if os.path.isdir(path) or is_archive(path)]
    many = bool(folders) and len(folders) == len(given.operands)
    for path in given.operands if folders else ():
        if not os.path.lexists(path):
            raise nearest_file(Text(f"没有这个文件夹：{path}", f"there is no folder {path}"), path)
    if len(given.operands) == 1 and not many:
        raise misuse("缺少 B", "missing B", "用法：gialint diff A B", "usage: gialint diff A B")
    if output and output.folder and not many:
        raise misuse(
            "只有比较文件夹才能写成一个文件夹",
            "a folder is written only when folders are compared",
            f"请写成 -o html:{given.output}对照.html 这样的文件。",
            "Name a file: -o html:FILE.html",
        )
    config, problems = configured(given)
    lints = Linters(given, config, problems)
    style = style_of(config.language, given.color)._replace(verbose=given.verbose)
    return (_folders if many else _files)(given, lints, output, style)


def _files(given: Namespace, lints: Linters, output: Target | None, style: Style) -> int:
    """Compare two files."""
    from gialint.reporting.beside import beside, pair_text

    lint = lints.of_files(given.operands)
    problems = [*_spare(output, lint, given.operands), *lint.problems]
    read = list(readable(lint, given.operands, problems))
    print_problems(problems, style.language)
    if len(read) < 2:
        return 2
    first, second = read
    checked = result_of(lint._replace(problems=(), digests=True, lenient=True), given.operands).reports
    one, other = (checked[0], first[1]), (checked[1], second[1])
    pair = beside(one, other, lint.enabled_rules, style.language, verbose=style.verbose)
    if output:
        _write(output, [pair], [], style, many=False)
    elif given.output_format == "json":
        from gialint.reporting.diff import pair_json

        print_out(pair_json(pair.fields), exact=True)
    else:
        print_out(pair_text(pair, style))
    return 2 if problems else 1 if pair.differs else 0


def _folders(given: Namespace, lints: Linters, output: Target | None, style: Style) -> int:
    """Compare the reports of two folders, or of one, as they belong together."""
    from gialint.members.roll import plain
    from gialint.reporting.beside import Single, pairs_table, side_of
    from gialint.run.pairs import pairs_between, pairs_within

    roll, problems = roll_of(given, lints.run.config)
    apart = [Path(output.path)] if output else []
    sides = [lints.found(apart, named=[path]) for path in given.operands]
    files = list(dict.fromkeys(file for side in sides for file in side.files))
    jobs = jobs_for(given, len(files))
    lint = lints.of_files(files)
    problems = [*problems, *_spare(output, lint, files), *lint.problems]
    problems += [problem for side in sides for problem in side.problems]
    walked = frozenset(file for side in sides for file in side.walked)
    lint = lint._replace(problems=(), digests=True, walked=walked, lenient=True)
    result = result_of(lint, shown(files, style.language), jobs=jobs)
    outcome = {each.path: each for each in result.reports if each.edition}
    named = roll.name if roll else plain
    first, *second = [[outcome[file] for file in side.files if file in outcome] for side in sides]
    paired = pairs_between(first, second[0], named) if second else pairs_within(first, named)
    pairs = list(_compared(lint, paired, style, problems))
    alone = [Single(side_of(each.checked), each.reason) for each in paired.alone]
    problems += [
        as_problem(each.path, found)
        for each in result.reports
        for found in each.findings
        if is_engine(found) or found.code == NO_REPORT
    ]
    print_problems(in_few_lines(problems), style.language)
    if output:
        _write(output, pairs, alone, style, many=True)
    elif given.output_format == "json":
        from gialint.reporting.diff import pairs_json

        told = [{"path": one.side.path, "reason": one.reason.in_language(style.language)} for one in alone]
        print_out(pairs_json([pair.fields for pair in pairs], told), exact=True)
    else:
        print_out(pairs_table(pairs, alone, style))
    if not pairs or any(map(is_engine, problems)):
        return 2
    return 1 if alone or any(pair.differs for pair in pairs) else 0


def _compared(lint: Linter, paired: Paired, style: Style, problems: list[Problem]) -> Iterator[Beside]:
    """Yield each pair, read again for its prose, so that no more than two reports are held."""
    from gialint.reporting.beside import beside

    for pair in paired.pairs:
        read = [report for _, report in readable(lint, (pair.first.path, pair.second.path), problems)]
        if len(read) == 2:
            one, other = (pair.first, read[0]), (pair.second, read[1])
            yield beside(one, other, lint.enabled_rules, style.language, verbose=style.verbose)


def _output(given: str | None) -> Target | None:
    """Return where the page goes; raises UsageError."""
    if not given:
        return None
    form, _, path = given.partition(":")
    if form != "html" or not path:
        raise misuse(
            f"-o 应写成 html:文件：{given}",
            f"-o is html:FILE: {given}",
            "例如 -o html:对照.html",
            "for example -o html:beside.html",
        )
    folder = path.endswith(("/", os.sep)) or os.path.isdir(path)
    if not folder and not path.lower().endswith((".html", ".htm")):
        raise misuse(f"网页的文件名应以 .html 结尾：{path}", f"a page is a file that ends in .html: {path}")
    return Target(Reporter("html", ""), path, folder)


def _spare(output: Target | None, lint: Linter, files: Sequence[str]) -> list[Problem]:
    """Raise UsageError for an output that would go over a report; where nobody knows, that is a problem."""
    asked = [output] if output else []
    kept_apart(asked, files)
    return spare_reports(asked, lint)


def _write(
    output: Target, pairs: Sequence[Beside], alone: Sequence[Single], style: Style, *, many: bool
) -> None:
    from gialint.reporting.html import diff_page, diff_pages

    if output.folder:
        write_folder(output.path, diff_pages(pairs, alone, style.language))
    else:
        write_file(output.path, diff_page(pairs, alone, style.language, many=many))
    warn(Text(f"已写入 {output.path}\n", f"Wrote {output.path}\n").in_language(style.language))
