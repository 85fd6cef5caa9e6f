"""Where outputs go: standard output, files and folders, each in a format of its own."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gialint.cli.arguments import UsageError, nearest
from gialint.cli.output import append, style_of, tell, warn, warn_of, write_file, write_folder
from gialint.hookspecs import Reporter, loaded
from gialint.report import Words
from gialint.reporting import Style

if TYPE_CHECKING:
    from gialint.finding import Result

FULL = "full"
GITHUB = "github"


class Target(NamedTuple):
    """A format and where it goes; ``path`` is ``""`` for standard output."""

    reporter: Reporter
    path: str = ""
    folder: bool = False


def targets(given: Namespace, reporters: Mapping[str, Reporter]) -> list[Target]:
    """Return what ``--output-format`` and ``-o`` ask for; raises UsageError."""
    main = _reporter(given.output_format or FULL, reporters)
    asked: list[Target] = []
    printed = True
    for word in given.output or ():
        name, colon, path = word.partition(":")
        # One letter before a colon is a drive of Windows.
        if colon and len(name) > 1 and name.isalnum():
            asked.append(_target(_reporter(name, reporters), path))
            continue
        by_suffix = None if given.output_format else _by_suffix(word, reporters)
        asked.append(_target(by_suffix or main, word))
        printed = False
    return [Target(main), *asked] if printed else asked


def told(result: Result, language: str, asked: list[Target]) -> bool:
    """Write every output; tell whether every reporter did its job."""
    from gialint.importing import broken
    from gialint.reporting.masking import masked

    result = masked(result)
    broke = False
    for target in asked:
        style = Style(language) if target.path else style_of(language)
        reporter = target.reporter
        try:
            content = loaded(reporter.folder if target.folder else reporter.load)(result, style)
        except Exception as error:
            if reporter.load.startswith("gialint."):
                raise
            warn_of([broken(reporter.name, error, Words("输出", "reporting"))], language)
            broke = True
            continue
        _write(target, content, language)
        if reporter.name == GITHUB:
            _summarise(result, language)
    return not broke


def _write(target: Target, content: Any, language: str) -> None:
    if not target.path:
        tell(content)
        return
    if target.folder:
        write_folder(target.path, content)
    else:
        write_file(target.path, content)
    warn(Words(f"已写入 {target.path}\n", f"wrote {target.path}\n").say(language))


def _summarise(result: Result, language: str, environ: Mapping[str, str] = os.environ) -> None:
    """Add to the summary of a job on GitHub, where annotations are cut off after ten of a kind."""
    path = environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from gialint.reporting.github import summary

        append(path, summary(result, Style(language)))


def _target(reporter: Reporter, path: str) -> Target:
    folder = path.endswith(("/", os.sep)) or (bool(reporter.folder) and os.path.isdir(path))
    if folder and not reporter.folder:
        raise UsageError(
            Words(f"{reporter.name} 格式只能写入文件，不能写入文件夹：{path}",
                  f"{reporter.name} is written to a file, not to a folder: {path}")
        )  # fmt: skip
    return Target(reporter, path, folder)


def _by_suffix(path: str, reporters: Mapping[str, Reporter]) -> Reporter | None:
    """Return the format that the end of a file's name means, the longest end first."""
    ends = {f".{name}": reporter for name, reporter in reporters.items()}
    ends |= {suffix: reporter for reporter in reporters.values() for suffix in reporter.suffixes}
    fitting = [end for end in ends if path.endswith(end)]
    return ends[max(fitting, key=len)] if fitting else None


def _reporter(name: str, reporters: Mapping[str, Reporter]) -> Reporter:
    if name in reporters:
        return reporters[name]
    known = sorted(reporters)
    message = Words(
        f"没有“{name}”这种输出格式（可用：{'、'.join(known)}）",
        f"there is no output format “{name}” (known: {', '.join(known)})",
    )
    raise nearest(message, name, known)
