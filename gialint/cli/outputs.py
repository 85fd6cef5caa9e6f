"""Writing a result: every output that is asked for, each by itself, so that one failure stops no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from gialint.cli.arguments import UsageError
from gialint.cli.output import append, named, print_out, print_problems, warn, write_file, write_folder
from gialint.cli.targets import Target
from gialint.foreign import Entry, cause, enter, reraise_interrupt
from gialint.hookspecs import Reporter, loaded
from gialint.model import Problem, Result, Text, missing_package
from gialint.reporting import Style, pieces
from gialint.reporting.masking import masked
from gialint.reporting.phrases import counted

Content = str | bytes | Mapping[str, str | bytes | Iterable[bytes]] | Iterable[str]
READABLE = ("full", "concise")
"""Formats that people read as they are: a table may follow, and a report's words may begin a line."""
GITHUB = "github"
BLOCK = 1 << 16
"""Characters of a text that are written at once."""


def write_outputs(
    result: Result,
    style: Style,
    asked: Sequence[Target],
    with_problems: Callable[[Result, Iterable[Problem]], Result],
) -> tuple[Result, bool]:
    """Write every output, printed ones in this style; return the final result, and whether all succeeded.

    Reporters of plugins are asked first: if one breaks, all other outputs say so, by ``with_problems``.
    """
    shown, language = masked(result), style.language
    ready: dict[int, Any] = {}
    broken: list[Problem] = []
    for place, target in enumerate(asked):
        if target.reporter.plugin:
            content = _foreign_content(target, shown, _fitting(target, style))
            if isinstance(content, Problem):
                broken.append(content)
            else:
                ready[place] = content
    if broken:
        print_problems(broken, language)
        result = with_problems(result, broken)
        shown = masked(result)
    failed = bool(broken)
    for place, target in enumerate(asked):
        if target.reporter.plugin and place not in ready:
            continue
        for problem in _told(target, ready.get(place), shown, style):
            print_problems([problem], language)
            failed = True
    return result, not failed


def _told(target: Target, content: Any, result: Result, style: Style) -> Iterator[Problem]:
    """Write one output; yield what kept it from being written, for the others are all the same."""
    reporter = target.reporter
    if reporter.store:  # The run itself has written it.
        _tell(target.path, style)
        return
    if not reporter.load:
        lost = Text(
            f"没有“{reporter.name}”这种输出格式：提供它的插件没有加载",
            f"there is no output format “{reporter.name}”: the plugin that provides it was not loaded",
        )
        yield Problem("", lost, "gialint")
        return
    try:
        if content is None:
            content = _content(target, result, _fitting(target, style))
        _write(target, content, style)
        path = os.environ.get("GITHUB_STEP_SUMMARY")
        if reporter.name == GITHUB and path:  # annotations are cut off after ten of a kind
            from gialint.reporting.ci import summary

            append(path, summary(result, Style(style.language)))
    except UsageError as error:
        yield Problem("", error.message, "gialint", hint=error.hint)
    except BaseException as error:
        reraise_interrupt(error)
        if os.environ.get("GIALINT_DEBUG"):
            raise
        yield _failed(target, error)


def _content(target: Target, result: Result, style: Style) -> Content:
    reporter = target.reporter
    if target.folder or not reporter.stream:
        content: Content = loaded(reporter.folder if target.folder else reporter.load)(result, style)
        return content
    return _in_blocks(pieces(loaded(reporter.stream)(style), result))


def _in_blocks(texts: Iterable[str]) -> Iterator[str]:
    """Yield a text that comes in many small pieces in fewer larger ones."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size > BLOCK:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def _fitting(target: Target, style: Style) -> Style:
    # What is written is read by others, later, and elsewhere.
    return style._replace(colour=False, width=None, quiet=False) if target.path else style


def _failed(target: Target, error: BaseException) -> Problem:
    name, what, missing = target.reporter.name, cause(error), missing_package(error)
    if missing:
        return Problem(
            "", Text(f"不能输出 {name}：{missing.zh}", f"no output {name}: {missing.en}"), "gialint"
        )
    message = Text(
        f"{name} 格式输出时出错，请报告给维护者：{what}（设 GIALINT_DEBUG=1 可看到详情）",
        f"the output {name} failed, please report this: {what} (GIALINT_DEBUG=1 shows where)",
    )
    return Problem("", message, "gialint")


def _write(target: Target, content: Any, style: Style) -> None:
    if not target.path:
        for piece in (content,) if isinstance(content, str | bytes) else content:
            print_out(piece, exact=target.reporter.name not in READABLE)
        return
    removed = 0
    if target.folder:
        removed = write_folder(target.path, content)
    else:
        write_file(target.path, content)
    _tell(target.path, style, removed)


def _tell(path: str, style: Style, removed: int = 0) -> None:
    """Tell that an output was written."""
    if not style.quiet:
        name = named(path)
        zh = f"（删去上次留下的 {removed} 个文件）" if removed else ""
        en = f" (removed {counted(removed, 'file')} of an earlier run)" if removed else ""
        warn(Text(f"已写入 {name}{zh}\n", f"wrote {name}{en}\n").in_language(style.language))


def _foreign_content(target: Target, result: Result, style: Style) -> Content | Problem:
    """Return what is to be written, or what was wrong with the plugin (GIA903)."""
    from gialint.plugins.registering import broken

    reporter = target.reporter
    entry = Entry(reporter.plugin, Text(f"输出 {reporter.name} 格式", f"reporting as {reporter.name}"))
    try:
        return enter(entry, lambda: _checked_content(target, result, style, entry))
    except BaseException as error:
        reraise_interrupt(error)
        return broken(reporter.plugin, error, entry.doing)


def _checked_content(target: Target, result: Result, style: Style, entry: Entry) -> Content | Problem:
    from gialint.foreign import misfit, spot

    reporter = target.reporter
    if reporter.stream and not target.folder:
        return _checked_stream(target, result, style, entry)
    report = loaded(reporter.folder if target.folder else reporter.load)
    content: Content = enter(entry._replace(where=spot(report)), lambda: report(result, style))
    kind = Mapping[str, str | bytes] if target.folder else str | bytes
    slip = misfit(content, kind, f"{reporter.name}()")
    for name in content if isinstance(content, Mapping) and slip is None else ():
        if os.path.basename(name) != name or "\0" in name:
            slip = Text(f"{name!r:.60} 不是文件名", f"{name!r:.60} is not a file name")
    return content if slip is None else _slip(reporter, slip, spot(report))


def _checked_stream(target: Target, result: Result, style: Style, entry: Entry) -> Content | Problem:
    """Return what a stream writes, which is kept in a temporary file until all of it is known to be sound."""
    from tempfile import SpooledTemporaryFile

    from gialint.foreign import misfit, spot

    reporter = target.reporter
    make = loaded(reporter.stream)
    kept = SpooledTemporaryFile(BLOCK, "w+", encoding="utf-8", errors="surrogatepass", newline="")  # noqa: SIM115
    within = entry._replace(where=spot(make))
    texts = enter(within, lambda: pieces(make(style), result))
    for text in iter(lambda: enter(within, lambda: next(texts, None)), None):
        slip = misfit(text, str, f"{reporter.name}()")
        if slip:
            kept.close()
            return _slip(reporter, slip, spot(make))
        kept.write(text)

    def read_back() -> Iterator[str]:
        with kept:
            kept.seek(0)
            yield from iter(lambda: kept.read(BLOCK), "")

    return read_back()


def _slip(reporter: Reporter, slip: Text, where: str) -> Problem:
    from gialint.plugins.slips import problem

    said = Text(f"的输出格式 {slip.zh}", f"failed while reporting: {slip.en}")
    return problem(reporter.plugin, said, where)
