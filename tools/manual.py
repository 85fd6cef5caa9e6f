"""Write the manual pages docs/gialint.1 and docs/gialint.zh_CN.1 from the tables of commands and options.

Run ``python tools/manual.py`` after a command or an option has changed. Pages are in the language of
man(7): a line that begins with a dot is a request, and in text only the backslash, the hyphen
and a dot or quote at the start of a line need escaping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gialint import __version__
from gialint.cli.arguments import Command
from gialint.cli.options import ALWAYS
from gialint.cli.running import ABOUT, COMMANDS, command
from gialint.config import Flag
from gialint.model import Text

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {"en": DOCS / "gialint.1", "zh": DOCS / "gialint.zh_CN.1"}

MANUAL = Text("gialint 手册", "gialint manual")
NAME = Text("名称", "NAME")
SYNOPSIS = Text("概要", "SYNOPSIS")
DESCRIPTION = Text("说明", "DESCRIPTION")
COMMAND = Text("命令", "COMMANDS")
STATUS = Text("退出状态", "EXIT STATUS")
ENVIRONMENT = Text("环境变量", "ENVIRONMENT")
FILES = Text("文件", "FILES")
EXAMPLE = Text("例如：", "For example:")

BREAK = re.compile("([，。；：、）])(?=.)")
"""After these a line may end, which troff does not know of Chinese."""

WHAT = Text(
    "gialint 检查政府信息公开工作年度报告：格式是否齐全，表内数据是否平衡，文字与表格是否一致。它离线运行，"
    "同样的输入得到同样的结果；每一条问题都写明位置、算式、改法和依据。",
    "gialint checks annual reports on the disclosure of government information (政府信息公开工作年度报告)"
    " against the form, against their own tables, and against themselves. It works offline, and the same"
    " input gives the same result; each finding names its place, the arithmetic, what to do, and the basis.",
)
STATUSES = {
    "0": Text(
        "没有达到 --fail-on 级别的问题（默认 error）。", "Nothing at or above --fail-on (default error)."
    ),
    "1": Text("有问题；diff：两份报告不同。", "There are findings; diff: the reports differ."),
    "2": Text(
        "gialint 未能完成工作：文件读不了、规则或插件有误、选项写错。2 优先于 1。",
        "gialint could not do its job: an unreadable file, a broken rule or plugin, a wrong option."
        " 2 takes precedence over 1.",
    ),
}
VARIABLES = {
    "LC_ALL, LC_MESSAGES, LANG": Text(
        "决定输出语言：en 开头用英文，其余用中文。", "Choose the language: English where they begin with en."
    ),
    "NO_COLOR": Text("设为任意值则不用颜色。", "If set to any value, no colours are used."),
    "XDG_CACHE_HOME": Text(
        "编译好的规则和格式保存在其中的 gialint 文件夹。",
        "Compiled rules and forms are stored in its folder gialint.",
    ),
    "GIALINT_TRUST": Text(
        "信任这些摘要的配置，不论它在哪里；由 gialint trust --digest 打印，多个用逗号隔开。",
        "Configurations with these digests are trusted wherever they are; gialint trust --digest prints them;"
        " separate several by commas.",
    ),
    "XDG_CONFIG_HOME": Text(
        "信任了哪些配置，记在其中的 gialint/trust.json。",
        "Trusted configurations are recorded in its gialint/trust.json.",
    ),
    "GIALINT_DEBUG": Text("出错时打印详细经过。", "When gialint itself crashes, show where."),
}
PATHS = {
    "gialint.yaml, pyproject.toml [tool.gialint]": Text(
        "配置：从当前文件夹往上，最近的一个有效。", "The configuration: the nearest going up from the folder."
    )
}


def page(language: str) -> str:
    """Return the manual in ``en`` or ``zh``."""

    def heading(words: Text) -> str:
        return f".SH {words.in_language(language)}"

    lines = [
        f'.TH GIALINT 1 "" "gialint {__version__}" "{MANUAL.in_language(language)}"',
        # No hyphenation or justification: Chinese has no blanks, and commands are copied.
        *(".ds AD l", ".ad l", ".nh"),
        *(heading(NAME), f"gialint \\- {_said(ABOUT.in_language(language).rstrip('。.'))}"),
        *(heading(SYNOPSIS), ".B gialint", "\\fICOMMAND\\fR [\\fIOPTION\\fR…] [\\fIPATH\\fR…]"),
        *(heading(DESCRIPTION), _said(WHAT.in_language(language))),
        heading(COMMAND),
    ]
    for each in map(command, COMMANDS):
        lines += _command(each, language)
    for title, terms in ((STATUS, STATUSES), (ENVIRONMENT, VARIABLES), (FILES, PATHS)):
        lines += [
            heading(title),
            *_terms(((name, words.in_language(language)) for name, words in terms.items())),
        ]
    return "\n".join(lines) + "\n"


def _command(each: Command, language: str) -> Iterator[str]:
    yield f".SS gialint {_said(' '.join(filter(None, (each.name, each.operands))))}"
    yield _said(each.summary.in_language(language))
    options: Iterable[Flag] = (*each.options, *ALWAYS)
    names = (" ".join(filter(None, (", ".join(option.flags), option.metavar))) for option in options)
    yield from _terms(zip(names, (option.help.in_language(language) for option in options), strict=True))
    if each.example:
        yield from (".PP", EXAMPLE.in_language(language), ".br", f"\\fB{_said(each.example)}\\fR")


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, words in pairs:
        yield from (".TP", f"\\fB{_said(name)}\\fR", _said(words))


def _said(text: str) -> str:
    plain = BREAK.sub(r"\1\:", text.replace("\\", "\\e").replace("-", "\\-"))
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")
        print(path)
