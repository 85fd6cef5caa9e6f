"""``gialint check``: check reports and print the findings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError
from gialint.cli.comparing import gathered
from gialint.cli.configured import configured
from gialint.cli.linters import Linters, fitting, jobs_asked
from gialint.cli.options import BASELINE, CODES, CONFIGURING, JOBS, NO_CACHE, TODAY, WAIVERS, WALKING
from gialint.cli.output import print_out, print_problems, style_of, warn
from gialint.cli.outputs import READABLE, write_outputs
from gialint.cli.storing import cached, stored
from gialint.cli.targets import Target, kept_apart, spare_reports, targets, written_to
from gialint.config import Flag, flag_of
from gialint.model import NOT_CHECKED, Text
from gialint.plugins.builtin import REPORTERS
from gialint.reading.files import is_archive
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.run.result import result_of, with_problems

if TYPE_CHECKING:
    from gialint.cli.timings import Timings
    from gialint.model import Result
    from gialint.run.linter import Linter, Watch

_FORMATS = [reporter.name for reporter in REPORTERS]
COMMAND = Command(
    "check",
    Text(
        "检查报告：文件、文件夹、.zip、通配符或 -（标准输入）；默认检查当前文件夹",
        "check reports: files, folders, .zip, patterns or - (standard input); by default the current folder",
    ),
    "PATH…",
    options=(
        *CODES,
        Flag(
            ("--output-format",),
            Text(
                f"{_FORMATS[0]}（默认）、{'、'.join(_FORMATS[1:])}，或插件的格式",
                f"{_FORMATS[0]} (default), {', '.join(_FORMATS[1:])}, plugins'",
            ),
            "FORMAT",
        ),
        Flag(
            ("-o", "--output-file", "--output"),
            Text(
                "写入文件，而不是打印；“格式:文件”则另写一份，可多次给出（html:文件夹/ 每份报告一页）",
                "write to a file instead of printing; FORMAT:FILE writes one more; repeatable"
                " (html:FOLDER/ is a page per report)",
            ),
            "FILE",
            many=True,
        ),
        flag_of("fail_on"),
        flag_of("strict"),
        Flag(
            ("-q", "--quiet"),
            Text(
                "只打印发现的问题，不打印结论、进度和写了哪些文件",
                "print findings only: no verdict, no progress, no names of files that are written",
            ),
        ),
        Flag(
            ("-v", "--verbose"),
            Text(
                "逐个列出看不出是报告、没有检查的文件（默认同一情况合为一行）",
                "list each file that is not a report or was not checked (default: similar ones on one line)",
            ),
        ),
        JOBS,
        NO_CACHE,
        Flag(
            ("--statistics",),
            Text("最后列出每条规则发现了多少问题", "list at the end how often each rule found something"),
        ),
        Flag(
            ("--timings",),
            Text(
                "最后列出各阶段耗时和最慢的规则、文件",
                "list at the end how long the phases and the slowest rules and files took",
            ),
        ),
        Flag(
            ("--fix",),
            Text(
                "自动改正标点、错别字等（不改数字）：txt、md、html 直接修改，.docx 另存为 .fixed.docx",
                "fix punctuation, typos and the like, never a figure: in place in txt, md and html, in a copy"
                " (.fixed.docx) of a .docx",
            ),
        ),
        Flag(
            ("--unsafe-fixes",),
            Text(
                "与 --fix 或 --diff 连用：也做须先核实的改正（如空白格填 0）；请先用 --diff 核对",
                "with --fix or --diff: also the fixes to be checked first, such as 0 for a blank;"
                " preview with --diff",
            ),
        ),
        Flag(
            ("--diff",),
            Text("显示 --fix 会改什么，不写文件", "show what --fix would change, and write nothing"),
        ),
        Flag(
            ("--skip-unrecognized",),
            Text(
                "写出名字的文件看不出是报告时只警告，不以 2 退出（用于 pre-commit）",
                "only warn about a named file that is not a report, instead of exiting with 2"
                " (for pre-commit)",
            ),
        ),
        Flag(
            ("--allow-plugins",),
            Text(
                "本次不要求信任即运行配置中的插件（仅用于命令本身经过审查时）",
                "run the configuration's plugins without trust, for this run only (for reviewed commands)",
            ),
        ),
        Flag(
            ("--force",),
            Text(
                "与 --fix 连用：.fixed.docx 已经存在也覆盖；文件有数字签名也写副本（副本里签名失效）",
                "with --fix: overwrite a .fixed.docx; copy a signed file, too, without its signature",
            ),
        ),
        Flag(
            ("--watch",),
            Text(
                "报告或配置一有改动就重新检查，直到按 Ctrl-C",
                "check again whenever a report or the configuration changes, until Ctrl-C",
            ),
        ),
        Flag(("--exit-zero",), Text("有问题也以 0 退出", "exit with 0 even if there are findings")),
        flag_of("archive"),
        flag_of("members"),
        BASELINE,
        WAIVERS,
        TODAY,
        Flag(
            ("--stdin-filename",),
            Text(
                "标准输入的文件名，扩展名决定格式", "the name of standard input; its suffix gives the format"
            ),
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

    @property
    def language(self) -> str:
        return self.lint.config.language

    @property
    def watch(self) -> Watch:
        """What the phases of the run go through."""
        return self.timings.watch if self.timings else self.lint.watch


def run(given: Namespace) -> int:
    """Check what was named; status 0 clean, 1 findings, 2 gialint could not do its job."""
    if given.watch:
        from gialint.cli.watch import watch

        return watch(given, partial(_run, given))
    return _run(given)


def _run(given: Namespace) -> int:
    began = time()
    job = _job(given)
    failed = False
    if given.fix or given.diff:
        from gialint.cli.fixing import fix_or_diff

        paths, asked, failed = fix_or_diff(given, job.lint, job.paths, job.asked, job.stdin)
        # Copies that were made are checked, and no longer files that were met and are not.
        still = (each for each in job.lint.problems if each.code != NOT_CHECKED or each.where not in paths)
        job = job._replace(paths=paths, asked=asked, lint=job.lint._replace(problems=tuple(still)))
    elif not (job.timings or given.no_cache or any(target.reporter.store for target in job.asked)):
        job = job._replace(lint=cached(job.lint, len(job.paths), began))
    with stored(job.lint, job.asked, began) as lint:
        result = _checked(job._replace(lint=lint), quiet=given.quiet)
    style = style_of(job.language, given.color)._replace(
        verbose=given.verbose, quiet=given.quiet, docs_url=job.lint.config.docs_url or ""
    )
    result, sound = job.watch(
        "report", partial(write_outputs, result, style, job.asked, partial(with_problems, job.lint))
    )
    _print_extras(given, job, result)
    if failed or not sound:
        return 2
    return 0 if given.exit_zero and result.exit == 1 else result.exit


def _job(given: Namespace) -> _Job:
    """Read the options; raises UsageError for what cannot be done, before anything is checked."""
    from gialint.run.discover import STDIN
    from gialint.run.linter import unwatched

    config, problems = configured(given, wholly=True)
    timings = _timings(given)
    wanted = jobs_asked(given)
    watch: Watch = timings.watch if timings else unwatched
    lints = watch("start", partial(Linters, given, config, problems, wholly=True))
    plugins = lints.run.plugins
    asked = targets(given, plugins.reporters, broken=bool(plugins.problems))
    if given.fix or given.diff or given.unsafe_fixes or given.force:
        from gialint.cli.fixing import check_options

        check_options(given)
    _agree_on_stdin(given)
    written = [Path(file) for target in asked for file in written_to(target)]
    all_read = gathered(given, lints, written, met=given.skip_unrecognized)
    there, earlier = all_read.reports, all_read.earlier or ()
    kept_apart(asked, (*there.files, *earlier, *filter(is_archive, given.operands)))
    paths, walked = there.files, there.walked
    if STDIN in there.files:
        paths = [given.stdin_filename if file == STDIN else file for file in there.files]
        walked = {given.stdin_filename if file == STDIN else file for file in there.walked}
    lint = watch("start", partial(lints.of_files, [*paths, *earlier]))
    unknown = spare_reports(asked, lint)
    # Once, and not before it is settled which process is to enter plugins: what is read is gone.
    stdin = {given.stdin_filename: sys.stdin.buffer.read()} if STDIN in there.files else {}
    print_problems(lints.unheeded, config.language)
    _mention_idle(lint, paths)
    kept = any(target.reporter.digests for target in asked)
    lint = lint._replace(
        problems=(*all_read.problems, *unknown, *lint.problems),
        earlier=tuple(earlier),
        roll=all_read.roll,
        digests=len(paths) > 1 or all_read.earlier is not None or kept,
        keeps_digests=kept,
        walked=walked,
        lenient=given.skip_unrecognized,
        left_out=there.left_out,
        full_text=any(target.reporter.full_text for target in asked),
    )
    # Timings are of one process.
    return _Job(lint, paths, stdin, 1 if timings else wanted or fitting(len(paths)), asked, timings)


def _checked(job: _Job, *, quiet: bool) -> Result:
    walked: Iterable[str] = job.paths
    if len(job.paths) > 1 and not quiet:
        from gialint.cli.progress import shown

        walked = shown(job.paths, len(job.paths), job.language)
    if job.timings:
        return result_of(job.timings.of(job.lint), job.timings.each(walked), job.stdin, job.jobs)
    return result_of(job.lint, walked, job.stdin, job.jobs)


def _print_extras(given: Namespace, job: _Job, result: Result) -> None:
    """Print what was asked for in addition to the findings."""
    if given.diff:
        from gialint.cli.fixing import print_around_diff

        print_around_diff(result, job.language)
    if given.statistics:
        _print_statistics(result, job.asked, style_of(job.language, given.color))
    if job.timings:
        from gialint.cli.timings import timings_table

        warn("\n" + timings_table(job.timings, Style(job.language)))


def _mention_idle(lint: Linter, paths: list[str]) -> None:
    """Mention what configurations say without effect; what is checked is checked all the same."""
    for each in lint.every:
        config = each.config if each is lint else each.config._replace(exclude=())
        if config.per_path or config.exclude:
            from gialint.config.rules import unused_patterns

            print_problems(unused_patterns(config, paths), lint.config.language)


def _timings(given: Namespace) -> Timings | None:
    if not given.timings:
        return None
    from gialint.cli.timings import Timings

    return Timings()


def _print_statistics(result: Result, asked: Sequence[Target], style: Style) -> None:
    """Print statistics after output for people; output for programs has standard output to itself."""
    from gialint.reporting.statistics import statistics

    if all(target.path or target.reporter.name in READABLE for target in asked):
        print_out("\n" + statistics(result, style))
    else:
        warn(statistics(result, Style(style.language)))


def _agree_on_stdin(given: Namespace) -> None:
    """Raise UsageError where standard input is to be checked and has no name, or is none."""
    if "-" not in given.operands:
        return
    if not given.stdin_filename:
        raise UsageError(
            Text("检查标准输入要用 --stdin-filename 说明文件名", "standard input needs --stdin-filename"),
            Text("例如：--stdin-filename 年度报告.docx", "for example --stdin-filename report.docx"),
        )
    if sys.stdin is None:
        raise UsageError(
            Text("标准输入没有打开，读不到内容", "standard input is closed, nothing can be read")
        )
