"""``gialint text``: print the reading text of a file, the lines that diagnostics count."""

from __future__ import annotations

import sys

from gialint.cli.arguments import Command, Namespace
from gialint.cli.configured import configured, configured_for
from gialint.cli.options import CONFIGURING
from gialint.cli.output import print_out, print_problems
from gialint.cli.problems import unread
from gialint.model import Text

COMMAND = Command(
    "text",
    "打印文件的阅读文本：诊断里的行号和列号都按它计算",
    "print a file's reading text, to which the lines and columns of diagnostics refer",
    "FILE",
    least=1,
    most=1,
    limit=Text("一次只能打印一个文件", "one file is printed at a time"),
    options=CONFIGURING,
    example="git config diff.gialint.textconv 'gialint text --isolated'",
)


def run(given: Namespace) -> int:
    """Print the reading text, in which personal numbers are starred at the same length."""
    from gialint.plugins.loading import load
    from gialint.reading import Limits, Unreadable
    from gialint.reading.opening import open_document
    from gialint.reporting.layout import visible_lines

    [path] = given.operands
    config, problems = configured(given)
    own, more = configured_for(path, given, config)
    plugins = load(own, rules=False)
    print_problems((*problems, *more, *plugins.problems), config.language)
    try:
        document = open_document(path, plugins.readers, Limits())
    except Unreadable as error:
        print_problems([unread(path, error)], config.language)
        return 2
    # A pipe gets the text as it is; a terminal would obey its control characters.
    print_out(visible_lines(document.text) if sys.stdout.isatty() else document.text)
    return 0
