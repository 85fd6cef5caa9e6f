"""``gialint trust``: let a configuration run the code it names, as it is now."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError, misuse, nearest
from gialint.cli.configured import refuse_no_file
from gialint.cli.output import named, print_out, print_problems, style_of, unwritable
from gialint.config import Flag, language_of
from gialint.model import Text
from gialint.reporting.phrases import as_word

if TYPE_CHECKING:
    from gialint.config.trust import Wanted
    from gialint.reporting import Style

COMMAND = Command(
    "trust",
    "信任一份配置：列出它要运行的代码并记下，以后有任何改动都要重新信任",
    "trust a configuration: list the code it runs and record it; any change requires this again",
    "FILE",
    most=1,
    options=(
        Flag(("--list",), "列出已经信任的配置", "list the configurations that are trusted"),
        Flag(("--remove",), "不再信任这份配置", "no longer trust this configuration", "FILE"),
        Flag(
            ("--digest",),
            "只打印摘要，供 GIALINT_TRUST 使用（多个用逗号隔开），什么也不记",
            "print the digest for GIALINT_TRUST (separate several by commas), and record nothing",
            "FILE",
        ),
    ),
    example="gialint trust gialint.yaml",
)
STATES = {
    "same": Text("没有变动", "unchanged"),
    "changed": Text("有改动，不再信任", "changed, no longer trusted"),
    "gone": Text("文件不在了", "no longer there"),
}


def run(given: Namespace) -> int:
    """Record trust, or list it; status 2 for a configuration that cannot be read whole."""
    language = given.lang or language_of(os.environ)
    asked = [*given.operands, *filter(None, (given.remove, given.digest)), *(["--list"] * given.list)]
    if len(asked) != 1:
        message = Text("请给出一份配置，或 --list", "give one configuration, or --list")
        raise UsageError(message, Text(f"例如：{COMMAND.example}", f"For example: {COMMAND.example}"))
    if given.list:
        return _list(style_of(language, given.color))
    if given.remove:
        return _remove(given.remove, language)
    path = Path(asked[0])
    refuse_no_file(str(path))
    wants = _wanted(path, language)
    if wants is None:
        return 2
    if given.digest:
        print_out(f"{wants.digest}\n", exact=True)
        return 0
    return _note(path, wants, language)


def _wanted(path: Path, language: str) -> Wanted | None:
    """Return what a configuration wants to run, or None where it is incomplete, which is reported."""
    from gialint.config.trust import wanted
    from gialint.model import Problem

    wants = wanted(path)
    lacking = [
        Problem(
            "GIA903",
            Text(f"找不到插件 {source.plugin}：{source.lacking}",
                  f"plugin {source.plugin} was not found: {source.lacking}"),
            str(path),
        )
        for source in wants.sources
        if source.lacking
    ]  # fmt: skip
    print_problems((*wants.files.problems, *lacking), language)
    return None if lacking or wants.files.problems else wants


def _note(path: Path, wants: Wanted, language: str) -> int:
    from gialint.config.trust import outside

    lines = [
        f"{source.plugin}: {_from_here(source.folder / name)}"
        for source in wants.sources
        for name in source.files
    ]
    lines += [f"{setting}: {_from_here(file)}" for setting, file in outside(path, wants.files.layers)]
    name = named(str(path))
    if not lines:
        nothing = Text(
            f"{name} 不运行代码，也不使用它文件夹以外的文件，不需要信任。\n",
            f"{name} runs no code and uses no file outside its folder, so it needs no trust.\n",
        )
        print_out(nothing.in_language(language))
        return 0
    store = _store()
    _save(store, {**_noted(store), os.path.realpath(path): wants.digest})
    word = as_word(name)
    wanting = Text(f"{name} 要运行和使用：", f"{name} runs and uses:").in_language(language)
    done = Text(
        f"已信任，记在 {named(str(store))}。有任何改动都要重新信任；取消：gialint trust --remove {word}",
        f"Trusted, as {named(str(store))} records. Any change requires this again; to revoke it: "
        f"gialint trust --remove {word}",
    ).in_language(language)
    print_out("\n".join([wanting, *(f"  {named(line)}" for line in lines), done]) + "\n")
    return 0


def _from_here(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # On Windows, another drive.
        return str(path)


def _list(style: Style) -> int:
    from gialint.config.trust import VARIABLE, from_environment, wanted
    from gialint.reporting.layout import table

    language, store = style.language, _store()
    noted = _noted(store)
    rows = []
    for path, digest in noted.items():
        state = "gone"
        if os.path.isfile(path):
            state = "same" if wanted(Path(path)).digest == digest else "changed"
        rows.append((named(path), digest[:12], STATES[state].in_language(language)))
    rows += [(VARIABLE, digest[:12], "") for digest in sorted(from_environment(os.environ))]
    if not rows:
        print_out(Text("没有信任任何配置。\n", "No configuration is trusted.\n").in_language(language))
        return 0
    headings = (Text("配置", "configuration"), Text("摘要", "digest"), Text("现在", "now"))
    print_out(table([heading.in_language(language) for heading in headings], rows, style))
    return 0


def _remove(word: str, language: str) -> int:
    store = _store()
    noted = _noted(store)
    real = os.path.realpath(word)
    if real not in noted:
        message = Text(f"没有信任过 {word}", f"{word} is not trusted")
        raise nearest(message, real, noted)
    _save(store, {path: digest for path, digest in noted.items() if path != real})
    print_out(
        Text(f"不再信任 {named(word)}。\n", f"{named(word)} is no longer trusted.\n").in_language(language)
    )
    return 0


def _store() -> Path:
    from gialint.config.trust import VARIABLE, store

    found = store(os.environ)
    if found is None:
        raise misuse(
            "没有用户的设置文件夹，信任无处可记",
            "there is no settings folder to record trust in",
            f"可以改用环境变量 {VARIABLE}。",
            f"The variable {VARIABLE} works without one.",
        )
    return found


def _noted(store: Path) -> Mapping[str, str]:
    from gialint.config.trust import Damaged, read

    try:
        return read(store)
    except Damaged as error:
        raise misuse(
            f"{store} 不能用：{error.reason.zh}",
            f"{store} cannot be used: {error.reason.en}",
            "其中的信任一律不算；删去它再重来。",
            "It is ignored; delete it and start over.",
        ) from error


def _save(store: Path, noted: Mapping[str, str]) -> None:
    from gialint.config.trust import write

    try:
        write(store, noted)
    except OSError as error:
        raise unwritable(str(store), error) from error
