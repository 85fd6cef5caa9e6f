"""``gialint new-plugin``: write a package to begin with, whose rules, output and tests work as they are."""

from __future__ import annotations

import os
import re
from argparse import Namespace

from gialint.cli.arguments import Command, UsageError
from gialint.cli.configured import configured
from gialint.cli.output import print_out, write_file
from gialint.config import Flag
from gialint.model import Words
from gialint.reporting.phrases import as_word

COMMAND = Command(
    "new-plugin",
    Words(
        "生成一个插件包的样板：两条规则、一种输出格式和测试；名称如 yunping",
        "write a starter plugin: two rules, an output and tests; give its name, such as yunping",
    ),
    "NAME",
    least=1,
    most=1,
    options=(
        Flag(
            ("-o", "--output"),
            Words("写入的文件夹（默认 gialint-名称）", "folder to write to (default: gialint-NAME)"),
            "DIR",
        ),
    ),
    example="gialint new-plugin yunping",
)

NAME = re.compile(r"[a-z]{2}[a-z0-9_]{1,30}")
PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "gialint-{dashed}"
version = "0.1.0"
description = "{description}"
requires-python = ">=3.11"
dependencies = ["gialint>=0.1"]

# {entry}
[project.entry-points.gialint]
{name} = "gialint_{name}"

[tool.hatch.build.targets.wheel]
packages = ["gialint_{name}"]
"""
MODULE = '''\
"""{about}"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gialint import Facts, Finding, Report, Reporter, Result, Rule, Severity, Words, hookimpl, rule
from gialint.reporting import Style


@rule(
    "{prefix}102",
    "overview-length",
    title=Words("第一部分应当有具体内容", "Section one must say something"),
    severity=Severity.INFO,
    basis=("custom",),
    examples=[
        {{"clean": {{"一": "全年公开信息30条，内容涉及民政、农业和应急管理，并办结了全部申请。"}}}},
        {{"violates": {{"一": "见附件。"}}, "says": "4 字"}},
    ],
)
def overview_length(report: Report, facts: Facts) -> Iterator[Finding]:
    """{rule}"""
    overview = report.section("一")
    if not overview.passages:
        return
    length = sum(len(passage.reading) for passage in overview.passages)
    if length < 20:
        message = Words(f"第一部分只有 {{length}} 字", f"section one has {{length}} characters only")
        yield Finding(message, report.place(overview.passages[0]))


def count(result: Result, style: Style) -> str:
    """{output}"""
    return "".join(f"{{each.path}}: {{len(each.findings)}}\\n" for each in result.reports)


@hookimpl
def gialint_rules() -> Iterable[Rule | Path]:
    """{hook_rules}"""
    return [Path(__file__).parent / "rules", overview_length]


@hookimpl
def gialint_reporters() -> Iterable[Reporter]:
    """{hook_reporters}"""
    return [Reporter("{name}", count)]
'''
TESTS = '''\
"""{tests}"""

from __future__ import annotations

import gialint_{name}
import pytest
from gialint.testing import Example, check_example, load_examples

PACKAGE = gialint_{name}.__path__[0]


@pytest.mark.parametrize("example", load_examples(PACKAGE), ids=str)
def test_an_example_turns_out_as_it_says(example: Example) -> None:
    check_example(example)
'''
README = """\
# gialint-{dashed}

{description}

    pip install -e .
    gialint plugins
    gialint test gialint_{name}
    gialint test gialint_{name} --on FOLDER
    gialint check FOLDER --output-format {name}
    pip install pytest
    pytest
"""
SAID = {
    "about": Words("本地的规则和输出格式。", "Rules and an output of our own."),
    "description": Words(
        "本地对年度报告的要求", "What we require of annual reports, beyond the national form"
    ),
    "entry": Words("gialint 由此找到这个模块", "gialint finds the module by this"),
    "rule": Words("第一部分是否过短。", "Look at the length of section one."),
    "output": Words("每份报告一行，写出发现了几个问题。", "Count findings, one line per report."),
    "hook_rules": Words(
        "提供规则：YAML 规则的文件夹，和用 Python 写的。",
        "Return the rules: a folder of YAML files, and what is written in Python.",
    ),
    "hook_reporters": Words("提供输出格式。", "Return the output."),
    "tests": Words("规则里的示例都是测试。", "The examples inside rules are their tests."),
}
"""What is written for people, in their language."""


def run(given: Namespace) -> int:
    """Write the package; raises UsageError for a name that no module can have, or a folder that is there."""
    config, _ = configured(given)
    [name] = given.operands
    _verify(name)
    folder = given.output or f"gialint-{name.replace('_', '-')}"
    if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.listdir(folder)):
        raise UsageError(
            Words(f"{folder} 已经存在，没有写入", f"{folder} already exists: nothing was written"),
            Words("请用 -o 换一个文件夹。", "Name another folder with -o."),
        )
    for path, text in files(name, config.language).items():
        write_file(os.path.join(folder, path), text, new=True)
    package = as_word(os.path.join(folder, f"gialint_{name}"))
    done = Words(
        f"已写入 {folder}\n试一试：gialint test {package}\n安装：pip install -e {as_word(folder)}，"
        "然后用 gialint plugins 查看\n",
        f"wrote {folder}\ntry it: gialint test {package}\ninstall it: pip install -e {as_word(folder)};"
        " then gialint plugins lists it\n",
    )
    print_out(done.say(config.language))
    return 0


def files(name: str, language: str) -> dict[str, str]:
    """Return the files of a plugin by their paths, with what is said in them in a language."""
    from gialint.cli.new_rule import scaffold

    prefix = _prefix(name)
    filling = {"name": name, "dashed": name.replace("_", "-"), "prefix": prefix}
    filling |= {key: words.say(language) for key, words in SAID.items()}
    package = f"gialint_{name}"
    return {
        "pyproject.toml": PYPROJECT.format(**filling),
        "README.md": README.format(**filling),
        f"{package}/__init__.py": MODULE.format(**filling),
        f"{package}/rules/{prefix}101-carried-out.yaml": scaffold(
            f"{prefix}101", "carried-out", "assert", language
        ),
        f"tests/test_{package}.py": TESTS.format(**filling),
    }


def _prefix(name: str) -> str:
    """Return how the codes of a plugin's rules begin."""
    return re.sub("[^a-z]", "", name)[:3].upper()


def _verify(name: str) -> None:
    if not NAME.fullmatch(name) or _prefix(name) == "GIA":
        raise UsageError(
            Words(
                f"名称“{name}”应如 yunping：小写字母、数字和下划线，以两个字母开头，至少三个字符",
                "a name looks like yunping (small letters, digits, _; it begins with two"
                f" letters), not “{name}”",
            ),
            Words("gia 开头的名称留给 gialint。", "Names with gia are gialint's own."),
        )
