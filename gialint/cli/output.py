"""Output: always UTF-8, never half a file, and silent once nobody reads it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from errno import EINVAL, ENOTDIR, EPIPE
from io import StringIO
from typing import TextIO

from gialint.cli.arguments import UsageError
from gialint.model import Problem, Text
from gialint.reporting import Style

ELSEWHERE = Text("可以用 -o 写到别的文件夹。", "Give a file in another folder with -o.")
CHANGED = Text(
    "检查期间这个文件被别人改动了，没有覆盖",
    "the file was changed by somebody else during the check, and was not overwritten",
)
CHECK_AGAIN = Text("请再运行一次。", "Run it again.")


def print_out(content: str | bytes, *, exact: bool = False) -> None:
    """Write to standard output; raises UsageError where a terminal would have to show a binary file.

    In a job on GitHub nothing of it is a command to the runner, but for what programs read, which is
    written ``exact``.
    """
    if isinstance(content, bytes) and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(
            Text("这种格式不能显示在终端里", "this format cannot be shown in a terminal"),
            Text("请用 -o 写入文件。", "Write it to a file with -o."),
        )
    _write(sys.stdout, content if exact or isinstance(content, bytes) else _uncommanding(content))


class Unheard(StringIO):
    """Replaces standard error once that accepts nothing more."""

    def write(self, text: str) -> int:
        """Take no notice of a text."""
        return len(text)


def warn(text: str) -> None:
    """Write to standard error; if that fails, an ``Unheard`` replaces it from then on."""
    try:
        _write(sys.stderr, _uncommanding(text))
    except UsageError:
        sys.stderr = Unheard()


def print_problems(problems: Iterable[Problem], language: str) -> None:
    """Write problems to standard error: where, what, the line in question, what to do."""
    from gialint.model import mask
    from gialint.reporting.layout import visible_lines

    for problem in problems:
        where = f"{problem.where}: " if problem.where else ""
        code = f"{problem.code} " if problem.code else ""
        said = [problem.message.in_language(language), problem.quote]
        said += [problem.hint.in_language(language)] if problem.hint else []
        first, *lines = "\n".join(mask(text) for text in said if text).splitlines()
        warn(visible_lines("\n  ".join([f"{where}{code}{first}", *lines])) + "\n")


def style_of(language: str, color: str | None = None, environ: Mapping[str, str] = os.environ) -> Style:
    """Return the style of standard output: a width only if it is a terminal, and colours.

    ``color`` is ``always``, ``never``, or ``auto``: then the variables say it, or else that it is a terminal.
    """
    terminal = sys.stdout is not None and sys.stdout.isatty()
    colour = color == "always"
    if color in (None, "auto"):
        # no-color.org and force-color.org: whatever the variable says, if it says anything.
        wanted = environ.get("FORCE_COLOR") or (terminal and environ.get("TERM") != "dumb")
        colour = bool(wanted) and not environ.get("NO_COLOR")
    if not terminal:
        return Style(language, colour)
    from shutil import get_terminal_size

    return Style(language, colour, get_terminal_size().columns)


def refuse_existing(path: str, force: bool) -> None:
    """Raise UsageError for a file that is there already, unless by ``force``."""
    if os.path.lexists(path) and not force:
        raise UsageError(
            Text(f"文件已经存在：{path}", f"the file exists: {path}"),
            Text("换一个名字，或加 --force 覆盖。", "Choose another name, or overwrite it with --force."),
        )


def write_file(
    path: str,
    content: str | bytes | Iterable[str | bytes],
    *,
    like: str | None = None,
    new: bool = False,
    was: bytes | None = None,
    advice: Text | None = None,
) -> None:
    """Write a file whole or not at all, as ``atomic_write`` does, and the folders it is to be in.

    It may come in pieces.

    Raises UsageError, with an advice if the system refuses.
    """
    from gialint.files.atomic_write import Changed, atomic_write

    data: bytes | Iterable[bytes]
    if isinstance(content, str | bytes):
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    else:
        data = (each if isinstance(each, bytes) else each.encode("utf-8", "replace") for each in content)
    try:
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            _send(path, (data,) if isinstance(data, bytes) else data)
            return
        _make(os.path.dirname(path))
        atomic_write(path, data, new=new, was=was, like=like)
    except Changed as error:
        raise UsageError(CHANGED, CHECK_AGAIN) from error
    except OSError as error:
        raise unwritable(path, error, advice) from error


def _make(folder: str) -> None:
    try:
        os.makedirs(folder or os.curdir, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), folder) from error


def _send(path: str, data: Iterable[bytes]) -> None:
    """Write to a pipe or a device, such as /dev/null, in the place of which no file may be put."""
    with open(path, "wb") as stream:
        stream.writelines(data)


def append(path: str, text: str) -> None:
    """Add a text to the end of a file; raises UsageError."""
    try:
        with open(path, "ab") as file:
            file.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise unwritable(path, error) from error


def named(path: str) -> str:
    """Return a path as it can be printed: legible, without control characters for a terminal."""
    from gialint.reading.files import legible
    from gialint.reporting.layout import visible

    return visible(legible(path))


def silence(stream: TextIO) -> None:
    """Send what a closed pipe did not take nowhere, or Python complains on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _uncommanding(text: str) -> str:
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    from gialint.reporting.ci import inert

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
            from gialint.model import os_error

            why = os_error(error)
            message = Text(f"无法输出：{why.zh}", f"cannot write the output: {why.en}")
            raise UsageError(message) from error


def unwritable(path: str, error: OSError, advice: Text | None = None) -> UsageError:
    """Return the error for a file that the system does not let be written."""
    from gialint.model import os_error

    why = os_error(error)
    return UsageError(Text(f"无法写入 {path}：{why.zh}", f"cannot write {path}: {why.en}"), advice)


def _in_utf8(stream: TextIO) -> TextIO:
    """Make a stream take any character, whatever the locale or code page."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    return stream
