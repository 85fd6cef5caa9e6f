"""``gialint new-plugin``: write a package to begin with, whose rules, output and tests work as they are."""

from __future__ import annotations

import os
import re

from gialint.cli.arguments import Command, Namespace, misuse
from gialint.cli.configured import configured
from gialint.cli.output import print_out, write_file
from gialint.config import Flag
from gialint.lazy_regex import lazy_regex
from gialint.model import Text
from gialint.reporting.phrases import as_word

COMMAND = Command(
    "new-plugin",
    "生成一个插件包的样板：两条规则、一种输出格式和测试；名称如 yunping",
    "write a starter plugin: two rules, an output and tests; give its name, such as yunping",
    "NAME",
    least=1,
    most=1,
    options=(
        Flag(
            ("-o", "--output"),
            "写入的文件夹（默认 gialint-名称）",
            "folder to write to (default: gialint-NAME)",
            "DIR",
        ),
    ),
    example="gialint new-plugin yunping",
)

NAME = lazy_regex(r"[a-z]{2}[a-z0-9_]{1,30}")


def run(given: Namespace) -> int:
    """Write the package; raises UsageError for a name that no module can have, or a folder that is there."""
    config, _ = configured(given)
    [name] = given.operands
    _verify(name)
    folder = given.output or f"gialint-{name.replace('_', '-')}"
    if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.listdir(folder)):
        raise misuse(
            f"{folder} 已经存在，没有写入",
            f"{folder} already exists: nothing was written",
            "请用 -o 换一个文件夹。",
            "Name another folder with -o.",
        )
    for path, text in files(name, config.language).items():
        write_file(os.path.join(folder, path), text, new=True)
    package = as_word(os.path.join(folder, f"gialint_{name}"))
    done = Text(
        f"已写入 {folder}\n试一试：gialint test {package}\n安装：pip install -e {as_word(folder)}，"
        "然后用 gialint plugins 查看\n",
        f"wrote {folder}\ntry it: gialint test {package}\ninstall it: pip install -e {as_word(folder)};"
        " then gialint plugins lists it\n",
    )
    print_out(done.in_language(config.language))
    return 0


def files(name: str, language: str) -> dict[str, str]:
    """Return the files of a plugin by their paths, with their comments in a language."""
    from gialint.cli.new_rule import filled, scaffold

    prefix, package = _prefix(name), f"gialint_{name}"
    words = {"name": name, "dashed": name.replace("_", "-"), "prefix": prefix}
    rule = scaffold(f"{prefix}101", "carried-out", "assert", language)
    return {
        "pyproject.toml": filled("plugin-pyproject.toml", language, **words),
        "README.md": filled("plugin-readme.md", language, **words),
        f"{package}/__init__.py": filled("plugin-module.txt", language, **words),
        f"{package}/rules/{prefix}101-carried-out.yaml": rule,
        f"tests/test_{package}.py": filled("plugin-test.txt", language, **words),
    }


def _prefix(name: str) -> str:
    """Return how the codes of a plugin's rules begin."""
    return re.sub("[^a-z]", "", name)[:3].upper()


def _verify(name: str) -> None:
    if not NAME.fullmatch(name) or _prefix(name) == "GIA":
        raise misuse(
            f"名称“{name}”应如 yunping：小写字母、数字和下划线，以两个字母开头，至少三个字符",
            f"a name looks like yunping (small letters, digits, _; it begins with two letters), not “{name}”",
            "gia 开头的名称留给 gialint。",
            "Names with gia are gialint's own.",
        )
