"""Output: always UTF-8, never half a file, and silent once nobody reads it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from errno import EINVAL, ENOTDIR, EPIPE
from io import StringIO, TextIOWrapper
from typing import Any, TextIO

from gialint.cli.arguments import UsageError, misuse
from gialint.model import Problem, Text
from gialint.reporting import Style

ELSEWHERE = Text("可以用 -o 写到别的文件夹。", "Give a file in another folder with -o.")
CHANGED = Text(
    "检查期间这个文件被别人改动了，没有覆盖",
    "the file was changed by somebody else during the check, and was not overwritten",
)
CHECK_AGAIN = Text("请再运行一次。", "Run it again.")
PATIENCE = 2.0
"""Seconds before progress is shown: shorter runs need none."""
PAUSE = 0.1
"""Seconds between two looks of that line."""
_PROGRESS = Text("已检查 {}/{}：{}", "checked {} of {}: {}")
_CLEAR = "\r\x1b[K"
MANIFEST, SCHEMA = "gialint-pages.json", "gialint/pages/1"
_LARGEST = 10_000_000
"""Bytes of a manifest; a larger one is none of ours."""


def print_out(content: str | bytes, *, exact: bool = False) -> None:
    """Write to standard output; raises UsageError where a terminal would have to show a binary file.

    In a job on GitHub nothing of it is a command to the runner, but for what programs read, which is
    written ``exact``.
    """
    if isinstance(content, bytes) and sys.stdout is not None and sys.stdout.isatty():
        raise misuse(
            "这种格式不能显示在终端里",
            "this format cannot be shown in a terminal",
            "请用 -o 写入文件。",
            "Write it to a file with -o.",
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
        hint = problem.hint.in_language(language) if problem.hint else ""
        # The line in question may have a caret below it, so it stays as it is.
        quote = visible_lines(mask(problem.quote)).splitlines()
        message = wrapped(f"{where}{code}{mask(problem.message.in_language(language))}")
        warn("\n  ".join([*message, *quote, *wrapped(mask(hint))]) + "\n")


def wrapped(text: str) -> list[str]:
    """Return text for standard error line by line, indented or not: as wide as the terminal, if it is one."""
    from gialint.reporting.layout import visible_lines, wrap

    shown = visible_lines(text)
    if not text or sys.stderr is None or not sys.stderr.isatty():
        return shown.splitlines()
    from shutil import get_terminal_size

    return wrap(shown, get_terminal_size().columns - 2)


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
        raise misuse(
            f"文件已经存在：{path}",
            f"the file exists: {path}",
            "换一个名字，或加 --force 覆盖。",
            "Choose another name, or overwrite it with --force.",
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
            # In the place of a pipe or a device, such as /dev/null, no file may be put.
            with open(path, "wb") as stream:
                stream.writelines((data,) if isinstance(data, bytes) else data)
            return
        folder = os.path.dirname(path) or os.curdir
        try:
            os.makedirs(folder, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), folder) from error
        atomic_write(path, data, new=new, was=was, like=like)
    except Changed as error:
        raise UsageError(CHANGED, CHECK_AGAIN) from error
    except OSError as error:
        raise unwritable(path, error, advice) from error


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
            if isinstance(
                stream, TextIOWrapper
            ):  # takes any character then, whatever the locale or code page
                stream.reconfigure(encoding="utf-8", errors="replace")
            stream.write(content)
        stream.flush()
    except OSError as error:
        # What a closed pipe did not take goes nowhere, or Python complains on its way out.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
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


def shown(paths: Sequence[str], language: str, stream: TextIO | None = None) -> Iterator[str]:
    """Yield paths, telling on standard error which is the next where a person is watching.

    The line is removed when the run ends.
    """
    stream = sys.stderr if stream is None else stream
    return _told(paths, language, stream) if stream is not None and stream.isatty() else iter(paths)


def _told(paths: Sequence[str], language: str, stream: TextIO) -> Iterator[str]:
    from shutil import get_terminal_size
    from time import monotonic

    from gialint.reporting.layout import cells, fitting, visible

    due = monotonic() + PATIENCE
    visited = False
    try:
        for done, path in enumerate(paths):
            now = monotonic()
            if now >= due:
                told = _PROGRESS.in_language(language)
                line, room = told.format(done, len(paths), visible(path)), get_terminal_size().columns - 1
                stream.write(_CLEAR + (line if cells(line) <= room else line[: fitting(line, room)]))
                stream.flush()
                visited, due = True, now + PAUSE
            yield path
    finally:
        if visited:
            stream.write(_CLEAR)
            stream.flush()


def write_folder(path: str, files: Mapping[str, str | bytes | Iterable[bytes]]) -> int:
    """Write files into a folder, made if need be, each whole or not at all; raises UsageError.

    A manifest beside them tells their names and digests. Removed are files that it told before, that are
    not written now, and that are still as they were written; returned is how many.
    """
    import json
    from hashlib import sha256

    before = written_before(path)
    written = {}
    for name, content in files.items():
        digest = sha256()
        whole = content.encode("utf-8", "replace") if isinstance(content, str) else content
        pieces = (whole,) if isinstance(whole, bytes) else whole
        write_file(os.path.join(path, name), _noted(pieces, digest.update))
        written[name] = digest.hexdigest()
    removed = 0
    for stale in before:
        if os.path.basename(stale) not in files:
            with suppress(OSError):
                os.remove(stale)
                removed += 1
    manifest = {"schema": SCHEMA, "files": written}
    write_file(os.path.join(path, MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    return removed


def _noted(pieces: Iterable[bytes], note: Callable[[bytes], object]) -> Iterator[bytes]:
    """Yield what is written, each piece after it was noted."""
    for piece in pieces:
        note(piece)
        yield piece


def written_before(path: str) -> list[str]:
    """Return the files in a folder that an earlier run wrote there, as far as they are as they were."""
    listed = _listed(os.path.join(path, MANIFEST)).items()
    files = ((os.path.join(path, name), digest) for name, digest in listed)
    return [file for file, digest in files if not os.path.islink(file) and _digest(file) == digest]


def _listed(manifest: str) -> dict[str, str]:
    """Return the digests of files by name; names of what is not in this very folder are not believed."""
    import json

    try:
        if os.path.getsize(manifest) > _LARGEST:
            return {}
        with open(manifest, encoding="utf-8") as file:
            told: Any = json.load(file)
        if told["schema"] != SCHEMA:
            return {}
        return {
            name: digest
            for name, digest in told["files"].items()
            if isinstance(digest, str) and name == os.path.basename(name) and name not in ("", ".", "..")
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _digest(path: str) -> str | None:
    from hashlib import sha256

    with suppress(OSError):
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return sha256(file.read()).hexdigest()
    return None
