"""``gialint plugins``: what is loaded, from where, and what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace
from gialint.cli.configured import configured
from gialint.cli.options import CONFIGURING
from gialint.cli.output import print_out, print_problems, style_of
from gialint.model import Text

if TYPE_CHECKING:
    from gialint.hookspecs import Reader, Reporter
    from gialint.model import Problem
    from gialint.plugins.loading import Plugins

COMMAND = Command(
    "plugins",
    "列出已加载的插件、来源和故障",
    "list the plugins, where they come from and what is broken",
    most=0,
    options=CONFIGURING,
    example="gialint plugins",
)
_HEADINGS = (Text("插件", "plugin"), Text("来源", "from"), Text("提供", "brings"))
_KINDS = {
    "rules": Text("规则", "rules"),
    "readers": Text("格式", "readers"),
    "reporters": Text("输出", "reporters"),
    "editions": Text("年报格式", "editions"),
    "lexicons": Text("词表", "lexicons"),
    "profiles": Text("方案", "profiles"),
}


def run(given: Namespace) -> int:
    """Print every plugin, and import what readers and reporters name; status 2 if anything is broken."""
    from gialint.reporting.layout import table, visible
    from gialint.run.linter import linter

    config, problems = configured(given)
    lint = linter(config)
    plugins = lint.plugins
    problems += [*lint.problems, *_unloadable(plugins)]
    language = config.language
    rows = []
    for each in plugins.registered:
        kinds = [kind for kind in _KINDS if kind in each.brought]
        brought = [f"{_KINDS[kind].in_language(language)} {_few(each.brought[kind])}" for kind in kinds]
        rows.append((visible(each.name), visible(each.origin), visible("; ".join(brought))))
    print_out(
        table([heading.in_language(language) for heading in _HEADINGS], rows, style_of(language, given.color))
    )
    print_problems(problems, language)
    return 2 if problems else 0


def _few(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:6])
    return f"{shown}, … ({len(names)})" if len(names) > 6 else shown


def _unloadable(plugins: Plugins) -> Iterator[Problem]:
    """Yield a problem for each reader and reporter whose function cannot be imported.

    Of a reporter that needs a package which not everybody has, that is none where there is no such package.
    """
    from importlib.util import find_spec

    from gialint.foreign import Entry, enter, reraise_interrupt
    from gialint.hookspecs import loaded, spelled
    from gialint.plugins.registering import broken

    reporters = (each for each in plugins.reporters.values() if not each.requires or find_spec(each.requires))
    items: list[Reader | Reporter] = [*plugins.readers, *reporters]
    for item in items:
        name = spelled(item.load)
        entry = Entry(item.plugin, Text(f"导入 {name} ", f"importing {name}"))
        load = partial(loaded, item.load)
        try:
            enter(entry, load) if item.plugin else load()
        except BaseException as error:
            reraise_interrupt(error)
            yield broken(item.name, error, entry.doing)
