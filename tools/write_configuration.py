"""Fill in the tables of docs/configuration.md and its Chinese twin: ``make pages``.

What stands between ``<!-- settings -->`` and ``<!-- end -->`` is made from the settings, what follows
``<!-- options -->`` from the rules.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gialint.checking.kinds import ALLOW  # noqa: E402
from gialint.config import (  # noqa: E402
    PER_PATH,
    SETTINGS,
    Config,
)
from gialint.model import Text  # noqa: E402
from gialint.reporting.explain import option_text  # noqa: E402
from gialint.reporting.markdown import escaped  # noqa: E402
from gialint.run.linter import linter  # noqa: E402
from tools.write_rule_pages import linked  # noqa: E402

PAGES = {"en": ROOT / "docs" / "configuration.md", "zh": ROOT / "docs" / "configuration.zh-CN.md"}
SETTING_HEADINGS = (
    Text("设置", "setting"),
    Text("含义", "meaning"),
    Text("写什么", "value"),
    Text("默认", "default"),
    Text("可按路径", "per path"),
)
OPTION_HEADINGS = (
    Text("规则", "rule"),
    Text("选项", "option"),
    Text("含义", "meaning"),
    Text("默认", "default"),
)
YES = Text("可以", "yes")
NONE = Text("没有", "none")
TOLD = {"extends": Text("recommended"), "language": Text("系统语言", "the locale's")}
"""Defaults that are not simply the value of a configuration without a file."""
LONG = 60


def filled(text: str, language: str) -> str:
    """Return a page with its tables as they are today."""
    for name, lines in (("settings", settings_table(language)), ("options", options_table(language))):
        head, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, tail = rest.partition("<!-- end -->\n")
        assert end, f"the page has no place for {name}"
        text = "".join((head, begin, *(f"{line}\n" for line in lines), end, tail))
    return text


def settings_table(language: str) -> Iterator[str]:
    """Yield the lines of the table of settings."""
    defaults: dict[str, Any] = Config()._asdict()
    yield from _head(SETTING_HEADINGS, language)
    for name, setting in SETTINGS.items():
        default = _default(name, defaults, language)
        by_path = YES.in_language(language) if name in PER_PATH else ""
        about, form = setting.about.in_language(language), setting.form.in_language(language)
        yield _row(f"`{name}`", escaped(about), escaped(form), default, by_path)


def _default(name: str, defaults: dict[str, Any], language: str) -> str:
    value = defaults.get(name)
    nothing = value is None or value == {}
    told = TOLD.get(name, NONE if nothing else Text(option_text(value, language)))
    return told.in_language(language)


def options_table(language: str) -> Iterator[str]:
    """Yield the lines of the table of options; what all rules about words have is described in the text."""
    yield from _head(OPTION_HEADINGS, language)
    for rule in linter(Config()).plugins.rules:
        for option in rule.options:
            if option == ALLOW:
                continue
            default = option_text(option.default, language)
            default = default if len(default) < LONG else f"{default[:LONG].rpartition(',')[0]}, …"
            yield _row(linked(rule), f"`{option.name}`", escaped(option.about.in_language(language)), default)


def _head(headings: tuple[Text, ...], language: str) -> Iterator[str]:
    yield _row(*(heading.in_language(language) for heading in headings))
    yield "|" + "---|" * len(headings)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Fill in both pages."""
    for language, path in PAGES.items():
        path.write_text(filled(path.read_text("utf-8"), language), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
