"""``gialint check``: check reports and tell what was found."""

from __future__ import annotations

import sys
from argparse import Namespace

from gialint.cli.arguments import Command, Option, UsageError
from gialint.cli.configured import configured
from gialint.cli.targets import targets, told
from gialint.config import SEVERITIES, unmatched
from gialint.report import Words

COMMAND = Command(
    "check",
    Words(
        "检查报告：文件、文件夹、通配符或 -（标准输入）；默认检查当前文件夹",
        "check reports: files, folders, patterns or - (standard input); by default the current folder",
    ),
    "PATH…",
    options=(
        Option(
            ("--select",),
            Words("只用这些规则，代码或前缀，逗号分隔", "only these rules, by code or prefix"),
            "CODES",
            many=True,
        ),
        Option(("--ignore",), Words("不用这些规则", "all but these rules"), "CODES", many=True),
        Option(
            ("--output-format",),
            Words(
                "full（默认）、concise、json、sarif、junit、github、gitlab、markdown、html、xlsx，或插件的格式",
                "full (default), concise, json, sarif, junit, github, gitlab, markdown, html, xlsx, plugins'",
            ),
            "FORMAT",
        ),
        Option(
            ("-o", "--output"),
            Words(
                "写入文件，而不是打印；“格式:文件”则另写一份，可多次给出（html:文件夹/ 每份报告一页）",
                "write to a file instead of printing; FORMAT:FILE writes one more, as often as given"
                " (html:FOLDER/ is a page a report)",
            ),
            "FILE",
            many=True,
        ),
        Option(
            ("--fail-on",),
            Words("达到此级别即以 1 退出（默认 error）", "exit with 1 at this severity (default error)"),
            "|".join(SEVERITIES),
            known=SEVERITIES,
        ),
        Option(
            ("--strict",),
            Words(
                "有规则因数据缺失未能核对时也以 1 退出", "exit with 1 also if a rule could not be assessed"
            ),
        ),
        Option(("--exit-zero",), Words("有问题也以 0 退出", "exit with 0 in spite of findings")),
        Option(
            ("--stdin-filename",),
            Words(
                "标准输入的文件名，扩展名决定格式", "the name of standard input; its suffix tells the format"
            ),
            "NAME",
        ),
    ),
    example="gialint check drafts --output-format concise -o json:result.json",
)


def run(given: Namespace) -> int:
    """Check what was named; status 0 clean, 1 findings, 2 gialint could not do its job."""
    from gialint.discover import STDIN, find
    from gialint.linter import linter

    config, problems = configured(given)
    lint = linter(config)
    asked = targets(given, lint.plugins.reporters)
    stdin = _stdin(given)
    files, nothing = find(given.operands or ["."], lint.plugins.suffixes, config.local)
    paths = [given.stdin_filename if file == STDIN else file for file in files]
    problems += [*nothing, *unmatched(config, [rule.code for rule in lint.plugins.rules])]
    result = lint._replace(problems=(*problems, *lint.problems)).check(paths, stdin)
    if not told(result, config.language, asked):
        return 2
    return 0 if given.exit_zero and result.exit == 1 else result.exit


def _stdin(given: Namespace) -> dict[str, bytes]:
    """Return standard input by the name it is to have, if it is to be checked."""
    if "-" not in given.operands:
        return {}
    if not given.stdin_filename:
        raise UsageError(
            Words("检查标准输入要用 --stdin-filename 说明文件名", "standard input wants --stdin-filename"),
            Words("例如：--stdin-filename 年度报告.docx", "for example --stdin-filename report.docx"),
        )
    return {given.stdin_filename: sys.stdin.buffer.read()}
