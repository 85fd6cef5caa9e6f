"""The configuration of a command: the file's, with what the command line says over it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gialint.cli.arguments import Namespace, UsageError, misuse, nearest_file
from gialint.cli.arguments import nearest as nearest_word
from gialint.config import SETTINGS, Config, Excluded, codes, flag_of, nearest, settled
from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Text

_SETTING = lazy_regex(r"[A-Za-z_][\w.-]*=")


def is_setting(word: str) -> bool:
    """Return whether a word is a setting (``options.GIA113.max_chars=800``), not the name of a file."""
    return _SETTING.match(word) is not None and not os.path.lexists(word)


def _file(given: Namespace) -> Path | None:
    """Return the file of settings that holds for the run."""
    named, isolated = named_file(given), getattr(given, "isolated", False)
    if named is None:
        return None if isolated else nearest(Path())
    refuse_no_file(named)
    if isolated:
        raise misuse(
            "--isolated 和 --config 只能用一个",
            "--isolated and --config do not go together",
            "--isolated 不用任何配置文件。",
            "--isolated uses no settings file.",
        )
    return Path(named)


def named_file(given: Namespace) -> str | None:
    """Return the file of settings that the command line names, if it does."""
    files = [word for word in getattr(given, "config", None) or () if not is_setting(word)]
    if len(files) > 1:
        message = Text(f"只能给出一个设置文件：{files[1]}", f"only one settings file is allowed: {files[1]}")
        raise UsageError(message)
    return files[0] if files else None


def refuse_no_file(file: str) -> None:
    """Raise UsageError for what is no file of settings, with the one that was probably meant."""
    if Path(file).is_dir():
        from gialint.sources.suggest import meant

        message = Text(f"这是文件夹，不是设置文件：{file}", f"this is a folder, not a settings file: {file}")
        inside = os.path.join(file, "gialint.yaml")
        raise UsageError(message, meant(inside) if os.path.isfile(inside) else None)
    if not Path(file).is_file():
        raise nearest_file(Text(f"没有这个设置文件：{file}", f"there is no settings file {file}"), file)


def configured(given: Namespace, *, wholly: bool = False) -> tuple[Config, list[Problem]]:
    """Return the configuration that holds for the run under these options, and its problems.

    What is withheld from one that is not trusted is among the problems for a command that wants it
    ``wholly``, and else told on standard error at the end (``given.withheld``). Raises UsageError for a file
    that is not there, or a profile that no pack offers.
    """
    config, problems = configured_by(_file(given), given, wholly=wholly)
    file = named_file(given)
    if file and not config.origin:
        raise misuse(f"{file} 里没有 [tool.gialint]", f"{file} has no [tool.gialint]")
    config = _with_flags(config, given, ("exclude", "waivers", "baseline"))
    today = getattr(given, "today", None)
    return config._replace(today=_day(today)) if config.waivers or today else config, problems


def configured_by(
    path: Path | None, given: Namespace, *, wholly: bool = False
) -> tuple[Config, list[Problem]]:
    """Return what a file of settings comes to under these options, as ``configured`` does for the run."""
    profile = getattr(given, "profile", None) or ""
    try:
        config, problems = settled(
            path, profile=profile, allow_plugins=getattr(given, "allow_plugins", False)
        )
    except KeyError:
        from gialint.plugins.registering import profile_files

        known = sorted(profile_files())
        message = Text(
            f"没有“{profile}”这个方案（可用：{'、'.join(known)}）",
            f"there is no profile “{profile}” (known: {', '.join(known)})",
        )
        raise nearest_word(message, profile, known) from None
    by_hand = [word for word in getattr(given, "config", None) or () if is_setting(word)]
    if by_hand:
        from gialint.config.layers import WrongSetting, with_settings

        try:
            config = with_settings(config, by_hand)
        except WrongSetting as error:
            said = error.problem
            quote = f"\n  {said.quote.replace(chr(10), chr(10) + '  ')}" if said.quote else ""
            message = Text(f"--config：{said.message.zh}{quote}", f"--config: {said.message.en}{quote}")
            raise UsageError(message, said.hint) from error
    names = ("select", "ignore", "extend_select", "fail_on", "language", "strict")
    config = _with_flags(config, given, names)
    if config.withheld and not wholly:
        problems = [problem for problem in problems if problem not in config.withheld]
        given.withheld += [(problem._replace(quote=""), config.language) for problem in config.withheld]
    return config, problems


def _with_flags(config: Config, given: Namespace, names: Iterable[str]) -> Config:
    """Return a configuration with what the command line says of some settings over it, or added to it."""
    for name in names:
        value: Any = getattr(given, flag_of(name).field, None)
        if not value:
            continue
        if name == "exclude":
            value = map(Excluded, value)
        elif SETTINGS[name].scope == "pattern":
            value = codes(value)
        elif SETTINGS[name].paths:
            value = Path(value)
            config = config._replace(named=(*config.named, str(value)))
        if name in ("exclude", "extend_select"):
            value = (*getattr(config, name), *value)
        config = config._replace(**{name: value})
    return config


def _day(asked: str | None) -> str:
    """Return the day it is to be (``2026-03-31``); raises UsageError for one that is none."""
    from datetime import UTC, date, datetime

    if asked:
        try:
            return date.fromisoformat(asked).isoformat()
        except ValueError as error:
            message = Text(
                f"--today 应如 2026-03-31，不是“{asked}”", f"--today looks like 2026-03-31, not “{asked}”"
            )
            raise UsageError(message) from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and len(epoch) <= 11:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return date.today().isoformat()


def configured_for(path: str, given: Namespace, run: Config) -> tuple[Config, list[Problem]]:
    """Return the configuration of a file, which may be that of the run, and its problems if it is another."""
    if is_one_for_all(given):
        return run, []
    own = nearest_to(os.path.dirname(path))
    return (run, []) if str(own or "") == run.origin else configured_by(own, given)


def is_one_for_all(given: Namespace) -> bool:
    """Return whether one configuration, or none, was asked for all files, wherever they are."""
    return named_file(given) is not None or getattr(given, "isolated", False)


def nearest_to(folder: str) -> Path | None:
    """Return the configuration of the files in a folder; below the current folder, by its path from there."""
    if os.path.isabs(folder):
        here = os.getcwd()
        inside = os.path.join(folder, "").startswith(os.path.join(here, ""))
        folder = os.path.relpath(folder, here) if inside else folder
    return nearest(Path(folder))
