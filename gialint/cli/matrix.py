"""``gialint matrix``: many reports at once: who reported, what was found where, what it adds up to."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError, misuse, nearest_file, year_in
from gialint.cli.configured import configured
from gialint.cli.linters import Linters, cached, file_given, jobs_for, roll_of
from gialint.cli.matrix_targets import matrix_targets
from gialint.cli.options import BASELINE, CODES, CONFIGURING, JOBS, NO_CACHE, TODAY, WAIVERS, WALKING
from gialint.cli.output import print_out, print_problems, shown, warn, write_file
from gialint.cli.targets import Target, kept_apart
from gialint.config import Flag, flag_of
from gialint.model import Text, is_engine
from gialint.records import replace
from gialint.reporting.phrases import agency_kind_names
from gialint.run.result import result_of

if TYPE_CHECKING:
    from gialint.matrix import Deductions, Matrix
    from gialint.model import Problem, Result
    from gialint.run.linter import Linter


SUFFIXES = (".db", ".sqlite3")
HEAD = b"SQLite format 3\0"
"""How a database of SQLite begins."""

COMMAND = Command(
    "matrix",
    "汇总多份报告：谁没有报送、各机关有什么问题、各表数据之和，并起草通报",
    "sum up many reports: who has not reported, what was found where, sums; drafts a circular",
    "PATH…",
    options=(
        Flag(
            ("-o", "--output"),
            "写入文件，扩展名决定格式：汇总.xlsx、汇总.html、汇总.json、通报.docx（通报的初稿），"
            "也可写成“格式:文件”，可多次给出；默认打印摘要",
            "write to a file, its suffix gives the format: .xlsx, .html, .json, .docx (the draft of a"
            " circular); FORMAT:FILE does, too; repeatable; default: print a summary",
            "FILE",
            many=True,
        ),
        Flag(
            ("--year",),
            "汇总哪一年的报告，如 2025（默认：名单的年度，或者报告中最近的年度）",
            "the year to sum up, such as 2025 (default: the list's, or the latest that reports are about)",
            "YEAR",
        ),
        flag_of("members"),
        flag_of("archive"),
        flag_of("deductions"),
        BASELINE,
        WAIVERS,
        TODAY,
        *CODES,
        JOBS,
        NO_CACHE,
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint matrix 2024 --members members.xlsx -o xlsx:汇总.xlsx -o docx:通报.docx",
)


def run(given: Namespace) -> int:
    """Write what was asked for; status 2 if a report could not be read, else 0."""
    from gialint.matrix import circular, matrix_json, matrix_of, page, workbook
    from gialint.plugins.indicators_form import slips
    from gialint.plugins.knowledge import all_names, indicators_by_form

    began = time()
    year = year_in(given.year) if given.year is not None else 0
    outputs = matrix_targets(given.output or ())
    file_given(given, "deductions")  # it is missed before all reports are checked
    store = _named_store(given)
    lint, result = _stored_run(given, store) if store else _checked_run(given, outputs, began)
    files = [file for each in lint.knowledge.every for file in each.indicators]
    wrong = [*slips(files, lint.plugins.lexicons, all_names(lint.knowledge))]
    reckoned = indicators_by_form(lint.knowledge)
    deductions, slips_of_deductions = _deductions(given, lint)
    wrong += slips_of_deductions
    matrix = matrix_of(result, lint.knowledge.every_edition, lint.roll, reckoned, year)
    language = lint.config.language
    if len(matrix.years) > 1 and not (year or (lint.roll and lint.roll.year)):
        warn(_several_years(matrix).in_language(language))
    writers: dict[str, Callable[[], str | bytes]] = {
        "xlsx": partial(workbook, matrix, language, deductions),
        "html": partial(page, matrix, language, deductions),
        "json": partial(matrix_json, matrix, deductions),
        "docx": partial(circular, matrix, [rule for each in lint.every for rule in each.plugins.rules]),
    }
    for target in outputs:
        write_file(target.path, writers[target.reporter.name]())
        warn(Text(f"已写入 {target.path}\n", f"Wrote {target.path}\n").in_language(language))
    if not outputs and matrix.units:
        print_out(_summary(matrix, language))
    if matrix.elsewhere and not matrix.units:
        years = ", ".join(map(str, sorted({unit.year for unit in matrix.elsewhere if unit.year}))) or "?"
        count, year = len(matrix.elsewhere), matrix.year
        none = Text(
            f"{count} 份报告没有一份是 {year} 年的（有 {years} 年的）："
            "核对 --year 和名单里的年度（year）。\n",
            f"none of {count} reports is for {year} (there are some for {years}): check --year and the"
            " year of the list.\n",
        )
        warn(none.in_language(language))
    # What was found in the reports stands in the matrix; here is what kept gialint from reading one.
    for checked in result.reports:
        for each in filter(is_engine, checked.findings):
            warn(f"{checked.path}: {each.code} {each.message}\n")
    print_problems([*filter(is_engine, lint.problems), *wrong], language)
    return 2 if result.exit == 2 or not matrix.units or wrong else 0


def _several_years(matrix: Matrix) -> Text:
    """Return which of several years is summed up, which nobody has said."""
    years = sorted(matrix.years.items())
    zh = "、".join(f"{year} 年 {count} 份" for year, count in years)
    en = ", ".join(f"{year}: {count}" for year, count in years)
    return Text(
        f"报告不止一个年度（{zh}），汇总的是 {matrix.year} 年；汇总别的年度用 --year。\n",
        f"The reports are about several years ({en}); {matrix.year} is summed up. Another: --year.\n",
    )


def _checked_run(given: Namespace, outputs: Sequence[Target], began: float) -> tuple[Linter, Result]:
    """Check the reports, and return what came of it and by which linter."""
    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, problems, wholly=True)
    read = lints.gathered([Path(each.path) for each in outputs])
    paths = read.reports.files
    jobs = jobs_for(given, len(paths))
    kept_apart(outputs, [*paths, *(read.earlier or ())])
    lint = lints.of_run(read, paths, outputs)._replace(digests=True, keeps_digests=True)
    print_problems(lints.unheeded, config.language)
    if not given.no_cache:
        lint = cached(lint, len(paths), began)
    return lint, result_of(lint, shown(paths, config.language), jobs=jobs)


def _deductions(given: Namespace, lint: Linter) -> tuple[Deductions | None, list[Problem]]:
    """Return the office's table of deductions, if there is one, and what is wrong with it."""
    path = file_given(given, "deductions") or lint.config.deductions
    if path is None:
        return None, []
    from gialint.matrix import read_deductions

    table, problems = read_deductions(path, [rule.code for rule in lint.plugins.rules])
    return table, problems if given.deductions else lint.config.veiled(problems)


def _named_store(given: Namespace) -> str | None:
    """Return the store that is named in the place of reports, if it is one; raises UsageError."""
    stores: list[str] = [path for path in given.operands if _is_store(path)]
    if not stores:
        return None
    if len(given.operands) > 1:
        raise misuse(
            "库要单独写：gialint matrix 文件.db",
            "a store is named alone: gialint matrix FILE.db",
            "几处的报告用 gialint check 一次写进同一个库。",
            "Write reports of several places into one store by one gialint check.",
        )
    if not os.path.lexists(stores[0]):
        raise nearest_file(Text(f"没有这个文件：{stores[0]}", f"there is no file {stores[0]}"), stores[0])
    if given.last or given.select or given.ignore:
        raise misuse(
            "库里的报告已经检查过：--last、--select、--ignore 不再起作用",
            "what is in a store has been checked: --last, --select and --ignore mean nothing to it",
            "把它们写在写库的 gialint check 里。",
            "Give them to the gialint check that writes it.",
        )
    return stores[0]


def _is_store(path: str) -> bool:
    if path.lower().endswith(SUFFIXES):
        return True
    try:
        with open(path, "rb") as file:
            return file.read(len(HEAD)) == HEAD
    except OSError:
        return False


def _stored_run(given: Namespace, path: str) -> tuple[Linter, Result]:
    """Return what a store holds, and a linter that knows its forms and the roll; raises UsageError."""
    from gialint.store.opening import StoreFailed
    from gialint.store.reading import read_store

    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, problems, wholly=True)
    roll, slips = roll_of(given, config)
    lint = lints.of_files([])
    print_problems(lints.unheeded, config.language)
    try:
        stored = read_store(path)
    except StoreFailed as error:
        raise UsageError(error.message, error.hint) from error
    kinds = agency_kind_names(lint.knowledge, config.language)
    result = replace(stored.result, kinds=kinds)
    if not stored.finished:
        result = replace(result, exit=2)
        warn(
            Text(
                f"{path} 的检查没有做完：再运行一次写库的 gialint check，会接着做。\n",
                f"The run into {path} did not come to its end: run that gialint check again, it goes on.\n",
            ).in_language(config.language)
        )
    return lint._replace(problems=(*slips, *lint.problems), roll=roll), result


def _summary(matrix: Matrix, language: str) -> str:
    """Return the matrix in a few lines."""
    from gialint.matrix.sheets import named, verdict
    from gialint.reporting.gathering import STANDINGS

    states = [verdict(unit) for unit in matrix.units]
    counts = [(words, states.count(state)) for state, words in STANDINGS.items() if state in states]
    off = sum(bool(cell.difference) for cells in matrix.tables.values() for cell in cells)
    unread = {name for cells in matrix.tables.values() for cell in cells for name in cell.unread}
    missing = named(matrix.missing, language) or ""
    lines = [
        Text(f"{matrix.year} 年：{len(matrix.units)} 份报告", f"{matrix.year}: {len(matrix.units)} reports"),
        Text(
            "；".join(f"{words.zh} {count} 份" for words, count in counts),
            "; ".join(f"{words.in_language('en')}: {count}" for words, count in counts),
        ),
    ]
    if matrix.expected is not None:
        lines.append(
            Text(
                f"应报送 {matrix.expected} 个机关，没有报告的 {len(matrix.missing)} 个"
                + (f"：{missing}" if missing else ""),
                f"{matrix.expected} agencies must report, {len(matrix.missing)} have not"
                + (f": {missing}" if missing else ""),
            )
        )
    if unread:
        names = named(sorted(unread), language) or ""
        lines.append(
            Text(f"有数据没有读到的机关：{names}", f"agencies with cells that were not read: {names}")
        )
    if off:
        lack = len(matrix.missing)
        lines.append(
            Text(
                f"汇总报告有 {off} 格与各机关之和不符" + (f"（之和还缺 {lack} 个机关）" if lack else ""),
                f"{off} cells of the government's report are not the sum of the agencies"
                + (f" (which still lacks {lack} of them)" if lack else ""),
            )
        )
    lines.append(
        Text(
            "用 -o xlsx:汇总.xlsx 写出各表，-o docx:通报.docx 起草通报",
            "-o xlsx:FILE writes the tables, -o docx:FILE drafts the circular",
        )
    )
    return "".join(f"{line.in_language(language)}\n" for line in lines if line.in_language(language))
