"""``gialint check``: check reports and print the findings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, misuse
from gialint.cli.configured import configured
from gialint.cli.linters import Linters, cached, jobs_asked, jobs_for, stored
from gialint.cli.options import BASELINE, CODES, CONFIGURING, JOBS, NO_CACHE, TODAY, WAIVERS, WALKING
from gialint.cli.output import print_out, print_problems, shown, style_of, warn
from gialint.cli.outputs import READABLE, write_outputs
from gialint.cli.targets import Target, kept_apart, targets, written_to
from gialint.config import Flag, flag_of
from gialint.model import NOT_CHECKED
from gialint.plugins.builtin import REPORTERS
from gialint.reading.files import is_archive
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.run.result import result_of, with_problems

if TYPE_CHECKING:
    from gialint.cli.timings import Timings
    from gialint.run.linter import Linter, Watch

_FORMATS = [reporter.name for reporter in REPORTERS]
COMMAND = Command(
    "check",
    "检查报告：文件、文件夹、.zip、通配符或 -（标准输入）；默认检查当前文件夹",
    "check reports: files, folders, .zip, patterns or - (standard input); by default the current folder",
    "PATH…",
    options=(
        *CODES,
        Flag(
            ("--output-format",),
            f"{_FORMATS[0]}（默认）、{'、'.join(_FORMATS[1:])}，或插件的格式",
            f"{_FORMATS[0]} (default), {', '.join(_FORMATS[1:])}, plugins'",
            "FORMAT",
        ),
        Flag(
            ("-o", "--output-file", "--output"),
            "写入文件，而不是打印；“格式:文件”则另写一份，可多次给出（html:文件夹/ 每份报告一页）",
            "write to a file instead of printing; FORMAT:FILE writes one more; repeatable"
            " (html:FOLDER/ is a page per report)",
            "FILE",
            many=True,
        ),
        flag_of("fail_on"),
        flag_of("strict"),
        Flag(
            ("-q", "--quiet"),
            "只打印发现的问题，不打印结论、进度和写了哪些文件",
            "print findings only: no verdict, no progress, no names of files that are written",
        ),
        Flag(
            ("-v", "--verbose"),
            "逐个列出看不出是报告、没有检查的文件（默认同一情况合为一行）",
            "list each file that is not a report or was not checked (default: similar ones on one line)",
        ),
        JOBS,
        NO_CACHE,
        Flag(
            ("--statistics",),
            "最后列出每条规则发现了多少问题",
            "list at the end how often each rule found something",
        ),
        Flag(
            ("--timings",),
            "最后列出各阶段耗时和最慢的规则、文件",
            "list at the end how long the phases and the slowest rules and files took",
        ),
        Flag(
            ("--fix",),
            "自动改正标点、错别字等（不改数字）：txt、md、html 直接修改，.docx 另存为 .fixed.docx",
            "fix punctuation, typos and the like, never a figure: in place in txt, md and html, in a copy"
            " (.fixed.docx) of a .docx",
        ),
        Flag(
            ("--unsafe-fixes",),
            "与 --fix 或 --diff 连用：也做须先核实的改正（如空白格填 0）；请先用 --diff 核对",
            "with --fix or --diff: also the fixes to be checked first, such as 0 for a blank;"
            " preview with --diff",
        ),
        Flag(("--diff",), "显示 --fix 会改什么，不写文件", "show what --fix would change, and write nothing"),
        Flag(
            ("--skip-unrecognized",),
            "写出名字的文件看不出是报告时只警告，不以 2 退出（用于 pre-commit）",
            "only warn about a named file that is not a report, instead of exiting with 2 (for pre-commit)",
        ),
        Flag(
            ("--allow-plugins",),
            "本次不要求信任即运行配置中的插件（仅用于命令本身经过审查时）",
            "run the configuration's plugins without trust, for this run only (for reviewed commands)",
        ),
        Flag(
            ("--force",),
            "与 --fix 连用：.fixed.docx 已经存在也覆盖；文件有数字签名也写副本（副本里签名失效）",
            "with --fix: overwrite a .fixed.docx; copy a signed file, too, without its signature",
        ),
        Flag(
            ("--watch",),
            "报告或配置一有改动就重新检查，直到按 Ctrl-C",
            "check again whenever a report or the configuration changes, until Ctrl-C",
        ),
        Flag(("--exit-zero",), "有问题也以 0 退出", "exit with 0 even if there are findings"),
        flag_of("archive"),
        flag_of("members"),
        BASELINE,
        WAIVERS,
        TODAY,
        Flag(
            ("--stdin-filename",),
            "标准输入的文件名，扩展名决定格式",
            "the name of standard input; its suffix gives the format",
            "NAME",
        ),
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint check drafts --output-format concise -o json:result.json",
)


class _Job(NamedTuple):
    """What is to be checked, by which linter, in how many processes, and where the result goes."""

    lint: Linter
    paths: list[str]
    stdin: Mapping[str, bytes]
    jobs: int
    asked: list[Target]
    timings: Timings | None


def run(given: Namespace) -> int:
    """Check what was named; status 0 clean, 1 findings, 2 gialint could not do its job."""
    if given.watch:
        from gialint.cli.watch import watch

        return watch(given, partial(_run, given))
    return _run(given)


def _run(given: Namespace) -> int:
    began = time()
    job = _job(given)
    lint, paths, asked, timings, failed = job.lint, job.paths, job.asked, job.timings, False
    language = lint.config.language
    if given.fix or given.diff:
        from gialint.cli.fixing import fix_or_diff

        paths, asked, failed = fix_or_diff(given, lint, paths, asked, job.stdin)
        # Copies that were made are checked, and no longer files that were met and are not.
        still = (each for each in lint.problems if each.code != NOT_CHECKED or each.where not in paths)
        lint = lint._replace(problems=tuple(still))
    elif not (timings or given.no_cache or any(target.reporter.store for target in asked)):
        lint = cached(lint, len(paths), began)
    with stored(lint, asked, began) as lint:
        walked: Iterable[str] = paths if given.quiet else shown(paths, language)
        if timings:
            result = result_of(timings.of(lint), timings.each(walked), job.stdin, job.jobs)
        else:
            result = result_of(lint, walked, job.stdin, job.jobs)
    plain = style_of(language, given.color)
    style = plain._replace(verbose=given.verbose, quiet=given.quiet, docs_url=lint.config.docs_url or "")
    watched = timings.watch if timings else lint.watch
    writing = partial(write_outputs, result, style, asked, partial(with_problems, lint))
    result, sound = watched("report", writing)
    if given.diff:
        from gialint.cli.fixing import print_around_diff

        print_around_diff(result, language)
    if given.statistics:
        from gialint.reporting.statistics import statistics

        # Output for programs has standard output to itself.
        if all(target.path or target.reporter.name in READABLE for target in asked):
            print_out("\n" + statistics(result, plain))
        else:
            warn(statistics(result, Style(language)))
    if timings:
        from gialint.cli.timings import timings_table

        warn("\n" + timings_table(timings, Style(language)))
    if failed or not sound:
        return 2
    return 0 if given.exit_zero and result.exit == 1 else result.exit


def _job(given: Namespace) -> _Job:
    """Read the options; raises UsageError for what cannot be done, before anything is checked."""
    from gialint.run.discover import STDIN
    from gialint.run.linter import unwatched

    config, problems = configured(given, wholly=True)
    timings = None
    if given.timings:
        from gialint.cli.timings import Timings

        timings = Timings()
    jobs_asked(given)
    watch: Watch = timings.watch if timings else unwatched
    lints = watch("start", partial(Linters, given, config, problems, wholly=True))
    plugins = lints.run.plugins
    missing = [*config.withheld, *plugins.problems]
    asked = targets(given, plugins.reporters, broken=bool(missing))
    if not all(target.reporter.load for target in asked):
        print_problems(missing, config.language)  # why a format is not known, which perhaps no output tells
    if given.fix or given.diff or given.unsafe_fixes or given.force:
        from gialint.cli.fixing import check_options

        check_options(given)
    _agree_on_stdin(given)
    written = [Path(file) for target in asked for file in written_to(target)]
    read = lints.gathered(written, met=given.skip_unrecognized)
    files, walked = read.reports.files, read.reports.walked
    kept_apart(asked, (*files, *(read.earlier or ()), *filter(is_archive, given.operands)))
    paths = files
    if STDIN in files:
        paths = [given.stdin_filename if file == STDIN else file for file in files]
        walked = {given.stdin_filename if file == STDIN else file for file in walked}
    lint = watch("start", partial(lints.of_run, read, paths, asked))
    # Once, and not before it is settled which process is to enter plugins: what is read is gone.
    stdin = {given.stdin_filename: sys.stdin.buffer.read()} if STDIN in files else {}
    print_problems(lints.unheeded, config.language)
    for each in lint.every:
        own = each.config if each is lint else each.config._replace(exclude=())
        if own.per_path or own.exclude:  # what they say without effect is mentioned
            from gialint.config.rules import unused_patterns

            print_problems(unused_patterns(own, paths), config.language)
    kept = any(target.reporter.digests for target in asked)
    lint = lint._replace(
        digests=lint.digests or kept,
        keeps_digests=kept,
        walked=walked,
        lenient=given.skip_unrecognized,
        full_text=any(target.reporter.full_text for target in asked),
    )
    # Timings are of one process.
    return _Job(lint, paths, stdin, 1 if timings else jobs_for(given, len(paths)), asked, timings)


def _agree_on_stdin(given: Namespace) -> None:
    """Raise UsageError where standard input is to be checked and has no name, or is none."""
    if "-" not in given.operands:
        return
    if not given.stdin_filename:
        raise misuse(
            "检查标准输入要用 --stdin-filename 说明文件名",
            "standard input needs --stdin-filename",
            "例如：--stdin-filename 年度报告.docx",
            "for example --stdin-filename report.docx",
        )
    if sys.stdin is None:
        raise misuse("标准输入没有打开，读不到内容", "standard input is closed, nothing can be read")
