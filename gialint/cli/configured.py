"""The configuration of a command: the file's, with what the command line says over it."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from gialint.cli.arguments import UsageError, nearest
from gialint.cli.output import warn_of
from gialint.config import Config, Excluded, codes, load
from gialint.finding import Problem
from gialint.report import Words


def _loaded(given: Namespace) -> tuple[Config, list[Problem]]:
    file, profile = getattr(given, "config", None), getattr(given, "profile", None)
    isolated = getattr(given, "isolated", False)
    if file is not None:
        refuse_no_file(file)
        if isolated:
            raise UsageError(
                Words("--isolated 和 --config 只能用一个", "--isolated and --config do not go together"),
                Words("--isolated 不用任何配置文件。", "--isolated does without any file of settings."),
            )
    try:
        config, problems = load(
            Path(),
            file=Path(file) if file else None,
            profile=profile or "",
            allow_plugins=getattr(given, "allow_plugins", False),
            isolated=isolated,
        )
    except KeyError:
        raise _no_profile(profile or "") from None
    if file and not (config.layers or config.withheld):
        raise UsageError(Words(f"{file} 里没有 [tool.gialint]", f"{file} has no [tool.gialint]"))
    return config, problems


def refuse_no_file(file: str) -> None:
    """Raise UsageError for what is no file of settings, with the one that was probably meant."""
    if Path(file).is_dir():
        from gialint.checking.nearness import meant

        message = Words(f"这是文件夹，不是设置文件：{file}", f"this is a folder, no file of settings: {file}")
        inside = os.path.join(file, "gialint.yaml")
        raise UsageError(message, meant(inside) if os.path.isfile(inside) else None)
    if not Path(file).is_file():
        folder = Path(file).parent
        names = [str(folder / name) for name in os.listdir(folder)] if folder.is_dir() else []
        raise nearest(Words(f"没有这个设置文件：{file}", f"there is no file of settings {file}"), file, names)


def _no_profile(name: str) -> UsageError:
    from gialint.plugins.registering import profile_files

    known = sorted(profile_files())
    message = Words(
        f"没有“{name}”这个方案（可用：{'、'.join(known)}）",
        f"there is no profile “{name}” (known: {', '.join(known)})",
    )
    return nearest(message, name, known)


def configured(given: Namespace, *, wholly: bool = False) -> tuple[Config, list[Problem]]:
    """Return the configuration that holds in the current folder under these options, and its problems.

    What is withheld from a configuration that is not trusted is among the problems for a command that
    wants it ``wholly``, and else told on standard error. Raises UsageError for a file that is not there,
    or a profile that no pack offers.
    """
    config, problems = _loaded(given)
    options: dict[str, Any] = {
        "select": codes(getattr(given, "select", None) or ()),
        "ignore": codes(getattr(given, "ignore", None) or ()),
        "fail_on": getattr(given, "fail_on", None),
        "language": given.lang,
        "strict": getattr(given, "strict", False),
    }
    config = config._replace(**{name: value for name, value in options.items() if value})
    more = codes(getattr(given, "extend_select", None) or ())
    patterns = map(Excluded, getattr(given, "exclude", None) or ())
    config = config._replace(
        extend_select=(*config.extend_select, *more), exclude=(*config.exclude, *patterns)
    )
    if config.waivers or any(getattr(given, name, None) for name in ("waivers", "baseline", "today")):
        from gialint.cli.living import living

        config = living(config, given)
    if config.withheld and not wholly:
        problems = [problem for problem in problems if problem not in config.withheld]
        warn_of((problem._replace(quote="") for problem in config.withheld), config.language)
    return config, problems
