"""``gialint matrix``: many reports at once: who reported, what was found where, what it adds up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError
from gialint.cli.comparing import file_given, gathered
from gialint.cli.configured import configured
from gialint.cli.linters import Linters, fitting, jobs_asked
from gialint.cli.options import BASELINE, CODES, CONFIGURING, JOBS, NO_CACHE, TODAY, WAIVERS, WALKING
from gialint.cli.output import print_out, print_problems, warn, write_file
from gialint.cli.stored_matrix import named_store, stored_run
from gialint.cli.storing import cached
from gialint.cli.targets import Target, kept_apart, spare_reports
from gialint.config import Flag, flag_of
from gialint.hookspecs import Reporter
from gialint.model import Text
from gialint.run.result import result_of

if TYPE_CHECKING:
    from gialint.matrix import Deductions, Matrix
    from gialint.model import Problem, Result
    from gialint.plugins.indicators_form import Indicator
    from gialint.run.linter import Linter

FORMATS = ("xlsx", "html", "json", "docx")

COMMAND = Command(
    "matrix",
    Text(
        "汇总多份报告：谁没有报送、各机关有什么问题、各表数据之和，并起草通报",
        "sum up many reports: who has not reported, what was found where, sums; drafts a circular",
    ),
    "PATH…",
    options=(
        Flag(
            ("-o", "--output"),
            Text(
                "写入文件：xlsx:汇总.xlsx、html:汇总.html、json:汇总.json、docx:通报.docx（通报的初稿），"
                "可多次给出；默认打印摘要",
                "write to a file: xlsx:FILE, html:FILE, json:FILE, docx:FILE (the draft of a circular);"
                " repeatable; default: print a summary",
            ),
            "FORMAT:FILE",
            many=True,
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

    began = time()
    outputs = [_output(each) for each in given.output or ()]
    file_given(given, "deductions")  # it is missed before all reports are checked
    store = named_store(given)
    lint, result = stored_run(given, store) if store else _checked(given, outputs, began)
    reckoned, wrong = _indicators(lint)
    deductions, slips = _deductions(given, lint)
    matrix = matrix_of(result, lint.knowledge.every_edition, lint.roll, reckoned)
    language = lint.config.language
    writers: dict[str, Callable[[], str | bytes]] = {
        "xlsx": partial(workbook, matrix, language, deductions),
        "html": partial(page, matrix, language, deductions),
        "json": partial(matrix_json, matrix, deductions),
        "docx": partial(circular, matrix),
    }
    for form, path in outputs:
        write_file(path, writers[form]())
        warn(Text(f"已写入 {path}\n", f"Wrote {path}\n").in_language(language))
    if not outputs and matrix.units:
        print_out(_summary(matrix, language))
    if matrix.elsewhere and not matrix.units:
        warn(f"{_no_such_year(matrix).in_language(language)}\n")
    _print_faults(result, lint)
    print_problems([*wrong, *slips], language)
    return 2 if result.exit == 2 or not matrix.units or wrong or slips else 0


def _no_such_year(matrix: Matrix) -> Text:
    years = sorted({unit.year for unit in matrix.elsewhere if unit.year})
    told = ", ".join(map(str, years)) or "?"
    count, year = len(matrix.elsewhere), matrix.year
    return Text(
        f"{count} 份报告没有一份是 {year} 年的（有 {told} 年的）：核对名单里的年度（year）。",
        f"none of {count} reports is for {year} (there are some for {told}): check the year of the list.",
    )


def _checked(given: Namespace, outputs: Sequence[tuple[str, str]], began: float) -> tuple[Linter, Result]:
    """Check the reports, and return what came of it and by which linter."""
    lint, paths, jobs = _linter(given, outputs)
    if not given.no_cache:
        lint = cached(lint, len(paths), began)
    if len(paths) < 2:
        return lint, result_of(lint, paths, {}, jobs)
    from gialint.cli.progress import shown

    return lint, result_of(lint, shown(paths, len(paths), lint.config.language), {}, jobs)


def _indicators(lint: Linter) -> tuple[Mapping[str, tuple[Indicator, ...]], list[Problem]]:
    """Return the indicators of each form, and what is wrong with their files."""
    from gialint.plugins.indicators_form import slips
    from gialint.plugins.knowledge import all_names, indicators_by_form

    files = [file for each in lint.knowledge.every for file in each.indicators]
    wrong = slips(files, lint.plugins.lexicons, all_names(lint.knowledge))
    return indicators_by_form(lint.knowledge), wrong


def _deductions(given: Namespace, lint: Linter) -> tuple[Deductions | None, list[Problem]]:
    """Return the office's table of deductions, if there is one, and what is wrong with it."""
    config = lint.config
    path = file_given(given, "deductions") or config.deductions
    if path is None:
        return None, []
    from gialint.matrix import read_deductions

    table, problems = read_deductions(path, [rule.code for rule in lint.plugins.rules])
    if config.bounded and not given.deductions:
        from gialint.config.bounds import veiled

        problems = [*veiled(problems, config.origin)]
    return table, problems


def _output(given: str) -> tuple[str, str]:
    """Return the format and the file of an output; raises UsageError."""
    form, _, path = given.partition(":")
    suffix = Path(given).suffix.lower().removeprefix(".")
    if form not in FORMATS or not path:
        likely = f"{suffix}:{given}" if suffix in FORMATS else f"xlsx:{given or 'FILE'}"
        raise UsageError(
            Text(f"-o 应写成“格式:文件”：{given}", f"-o is FORMAT:FILE: {given}"),
            Text(
                f"例如 -o {likely}；格式有 {'、'.join(FORMATS)}",
                f"for example -o {likely}; formats: {', '.join(FORMATS)}",
            ),
        )
    if suffix != form:
        raise UsageError(
            Text(f"{form} 文件的名称应以 .{form} 结尾：{path}", f"a file of {form} ends in .{form}: {path}")
        )
    return form, path


def _linter(given: Namespace, outputs: Sequence[tuple[str, str]]) -> tuple[Linter, list[str], int]:
    """Return the linter with what it is to compare, the reports, and in how many processes it runs."""
    config, problems = configured(given, wholly=True)
    wanted = jobs_asked(given)
    lints = Linters(given, config, problems, wholly=True)
    all_read = gathered(given, lints, [Path(path) for _, path in outputs])
    there, earlier = all_read.reports, all_read.earlier or ()
    files = [*there.files, *earlier]
    asked = [Target(Reporter(form, ""), path) for form, path in outputs]
    kept_apart(asked, files)
    lint = lints.of_files(files)
    unknown = spare_reports(asked, lint)
    print_problems(lints.unheeded, config.language)
    lint = lint._replace(
        problems=(*all_read.problems, *unknown, *lint.problems),
        earlier=tuple(earlier),
        roll=all_read.roll,
        digests=True,
        keeps_digests=True,
        walked=there.walked,
        left_out=there.left_out,
    )
    return lint, list(there.files), wanted or fitting(len(there.files))


def _summary(matrix: Matrix, language: str) -> str:
    """Return the matrix in a few lines."""
    from gialint.matrix.sheets import named, verdict
    from gialint.reporting.standing import STANDINGS

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


def _print_faults(result: Result, lint: Linter) -> None:
    """Print what kept gialint from reading a file; what was found in the reports stands in the matrix."""
    from gialint.model import is_engine

    for each in result.reports:
        for problem in each.findings:
            if is_engine(problem):
                warn(f"{each.path}: {problem.code} {problem.message}\n")
    print_problems([each for each in lint.problems if is_engine(each)], lint.config.language)
