"""What a plugin's reporter makes of a result: run as code of others is, and held to what it may return."""

from __future__ import annotations

import os
from collections.abc import Mapping

from gialint.cli.targets import Target
from gialint.foreign.conforming import misfit
from gialint.foreign.entering import Entry, enter, reraise_interrupt
from gialint.foreign.spots import spot
from gialint.hookspecs import loaded
from gialint.model import Problem, Result, Words
from gialint.plugins.importing import broken
from gialint.plugins.slips import problem
from gialint.reporting import Style

Content = str | bytes | Mapping[str, str | bytes]


def foreign_content(target: Target, result: Result, style: Style) -> Content | Problem:
    """Return what is to be written, or what was wrong with the plugin (GIA903)."""
    reporter = target.reporter
    entry = Entry(reporter.plugin, Words(f"输出 {reporter.name} 格式", f"reporting as {reporter.name}"))
    try:
        return enter(entry, lambda: _held(target, result, style, entry))
    except BaseException as error:
        reraise_interrupt(error)
        return broken(reporter.plugin, error, entry.doing)


def _held(target: Target, result: Result, style: Style, entry: Entry) -> Content | Problem:
    reporter = target.reporter
    report = loaded(reporter.folder if target.folder else reporter.load)
    content: Content = enter(entry._replace(where=spot(report)), lambda: report(result, style))
    kind = Mapping[str, str | bytes] if target.folder else str | bytes
    slip = misfit(content, kind, f"{reporter.name}()")
    for name in content if isinstance(content, Mapping) and slip is None else ():
        if os.path.basename(name) != name or "\0" in name:
            slip = Words(f"{name!r:.60} 不是文件名", f"{name!r:.60} is no name of a file")
    if slip is None:
        return content
    return problem(
        reporter.plugin,
        Words(f"的输出格式 {slip.zh}", f"broke while reporting: {slip.en}"),
        spot(report),
    )
