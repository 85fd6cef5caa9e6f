"""Writing out: always UTF-8, never half a file, and quiet when nobody reads any more."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping
from errno import EINVAL, EPIPE
from typing import TextIO

from gialint.cli.arguments import UsageError
from gialint.finding import Problem
from gialint.report import Words
from gialint.reporting import Style

ELSEWHERE = Words("可以用 -o 写到别的文件夹。", "Give a file in another folder with -o.")


def tell(content: str | bytes, *, exact: bool = False) -> None:
    """Write to standard output; raises UsageError where a terminal would have to show a binary file.

    In a job on GitHub nothing of it is a command to the runner, but for what programs read, which is
    written ``exact``.
    """
    if isinstance(content, bytes) and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(
            Words("这种格式不能显示在终端里", "this format cannot be shown in a terminal"),
            Words("请用 -o 写入文件。", "Write it to a file with -o."),
        )
    _write(sys.stdout, content if exact or isinstance(content, bytes) else _uncommanding(content))


def warn(text: str) -> None:
    """Write to standard error."""
    _write(sys.stderr, _uncommanding(text))


def warn_of(problems: Iterable[Problem], language: str) -> None:
    """Write problems to standard error: where, what, the line in question, what to do."""
    from gialint.reporting.masking import mask
    from gialint.reporting.width import visible_lines

    for problem in problems:
        where = f"{problem.where}: " if problem.where else ""
        code = f"{problem.code} " if problem.code else ""
        lines = [f"{where}{code}{problem.message.say(language)}", *problem.quote.splitlines()]
        if problem.hint:
            lines.append(problem.hint.say(language))
        warn(visible_lines(mask("\n  ".join(lines))) + "\n")


def style_of(language: str, environ: dict[str, str] | os._Environ[str] = os.environ) -> Style:
    """Return how to tell on standard output: colours and a width only if it is a terminal."""
    if sys.stdout is None or not sys.stdout.isatty():
        return Style(language)
    from shutil import get_terminal_size

    # no-color.org: whatever the variable says, if it says anything.
    colour = not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    return Style(language, colour, get_terminal_size().columns)


def write_file(path: str, content: str | bytes, like: str | None = None, advice: Words | None = None) -> None:
    """Write a file whole or not at all, over one that is there; raises UsageError with an advice.

    Who may read and write it is as for the file ``like``, if one is given; its owner always may write.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    goal = os.path.realpath(path)  # a link goes on leading to the file
    if os.path.exists(goal) and not os.path.isfile(goal) and not os.path.isdir(goal):
        _send(path, data)
        return
    # Short, or the longest names a file may have could not be written.
    part = os.path.join(os.path.dirname(goal), f".{os.getpid()}.part")
    try:
        with open(part, "xb") as file:
            file.write(data)
        if like is not None:
            os.chmod(part, os.stat(like).st_mode & 0o777 | 0o200)
        os.replace(part, goal)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.remove(part)
        if not os.path.isdir(os.path.dirname(goal)):
            raise no_folder(path) from error
        raise _unwritable(path, error, advice) from error


def write_folder(path: str, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, made if need be, each whole or not at all; raises UsageError."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    for name, content in files.items():
        write_file(os.path.join(path, name), content)


def _send(path: str, data: bytes) -> None:
    """Write to a pipe or a device, such as /dev/null, in the place of which no file may be put."""
    try:
        with open(path, "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise _unwritable(path, error) from error


def append(path: str, text: str) -> None:
    """Add a text to the end of a file; raises UsageError."""
    try:
        with open(path, "ab") as file:
            file.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise _unwritable(path, error) from error


def no_folder(path: str) -> UsageError:
    """Return the error for a file in a folder that is not there."""
    folder = os.path.dirname(path)
    return UsageError(
        Words(f"没有这个文件夹：{folder}", f"there is no folder {folder}"),
        Words(f"先建立它，才能写入 {path}。", f"Make it first, to write {path}."),
    )


def named(path: str) -> str:
    """Return a path as it can be told: legible, and with nothing in it that a terminal would obey."""
    from gialint.reading.contents import legible
    from gialint.reporting.width import visible

    return visible(legible(path))


def as_word(path: str) -> str:
    """Return a path as a word of a command that is to be copied."""
    if not set(path) & set(" \t\"'$`\\!*?[](){}<>|&;#~"):
        return path
    return f'"{path}"' if os.name == "nt" else "'" + path.replace("'", "'\\''") + "'"


def silence(stream: TextIO) -> None:
    """Send what a closed pipe did not take nowhere, or Python complains on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _uncommanding(text: str) -> str:
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    from gialint.reporting.workflow_commands import inert

    return inert(text)


def _write(stream: TextIO | None, content: str | bytes) -> None:
    if stream is None:  # pythonw has nowhere to write to.
        return
    try:
        if isinstance(content, bytes):
            stream.buffer.write(content)
        else:
            _in_utf8(stream).write(content)
        stream.flush()
    except OSError as error:
        silence(stream)
        # Windows says EINVAL of a closed pipe.
        if error.errno not in (EPIPE, EINVAL):
            from gialint.refusals import refusal

            why = refusal(error)
            message = Words(f"无法输出：{why.zh}", f"cannot write the output: {why.en}")
            raise UsageError(message) from error


def _unwritable(path: str, error: OSError, advice: Words | None = None) -> UsageError:
    from gialint.refusals import refusal

    why = refusal(error)
    return UsageError(Words(f"无法写入 {path}：{why.zh}", f"cannot write {path}: {why.en}"), advice)


def _in_utf8(stream: TextIO) -> TextIO:
    """Make a stream take any character, whatever the locale or code page."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    return stream
