"""Problems of what is not checked: places without a report (GIA902), and files that may be one (GIA908)."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Collection

from gialint.files.seal import is_sealed
from gialint.lazy_regex import lazy_regex
from gialint.model import NOT_CHECKED, Problem, Severity, Text, os_error, spaced
from gialint.reading import LimitExceeded, Unreadable
from gialint.reading.files import parted
from gialint.reading.kinds import HEAD, KINDS, advice_on, kind_of
from gialint.records import NamedTuple

OURS = ("gialint.yaml", "gialint-waivers.yaml", "gialint-baseline.json")
"""Files of gialint itself, which are no reports wherever they stand."""
LOCK = "~$"
"""Prefix of the files that Word keeps next to an open document."""
CHECKED, FIXED = ".checked", ".fixed"
"""What is put before the suffix for the names of gialint's own copies: with comments, and with fixes."""

_SEALED = (".html", ".htm", ".xlsx")
_COPIES = (f"{CHECKED}.docx", f"{FIXED}.docx")
_KNOWN = frozenset(suffix for kind in KINDS for suffix in kind.suffixes)
_SUFFIX = lazy_regex(r"\.[a-z][a-z0-9]{0,9}", re.I)
"""A suffix that indicates a format: a year or a Chinese word after a point does not."""

_RESULT = Text("gialint 写出的检查结果，不是报告", "a result that gialint wrote, not a report")
_COPY = Text(
    "gialint 写出的副本，原件在旁边，不另作一份报告检查",
    "a copy that gialint wrote, next to its original; not checked as a separate report",
)
_LINK = Text("这是通向别的文件夹的链接，未检查", "a link to a folder elsewhere, which was not followed")
_NAME_FOLDER = Text("要检查那里的报告，请直接写出那个文件夹。", "To check reports there, name that folder.")
_LEAVE_IT = Text("不用处理；用 exclude 排除后不再提到。", "Nothing to do; exclude hides it.")
_NAME_IT = Text("要检查它，请直接写出文件名。", "To check it, name it.")


def _head(path: str) -> bytes:
    if not os.path.isfile(path):  # a pipe would be waited for
        return b""
    try:
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


class Look(NamedTuple):
    """How a file is looked at by its path: whether it is there, whether it is sealed, and how it begins."""

    there: Callable[[str], bool] = os.path.lexists
    sealed: Callable[[str], bool] = is_sealed
    head: Callable[[str], bytes] = _head


ON_DISK = Look()


def not_checked(path: str, endings: Collection[str], look: Look = ON_DISK) -> Problem | None:
    """Return why a file found in a folder is not checked although one might expect it.

    ``endings`` are those of the files that are. None for these, and for files that are clearly not reports.
    """
    name = os.path.basename(path).lower()
    if name.endswith(tuple(endings)):
        return _own(path, name, endings, look)
    suffix = os.path.splitext(name)[1]
    if suffix in _KNOWN:
        reason = Text(f"不能直接检查 {suffix} 文件", f"gialint cannot check a {suffix} file directly")
        return Problem(NOT_CHECKED, reason, path, hint=advice_on(suffix))
    if _SUFFIX.fullmatch(suffix):
        return None
    kind = kind_of(look.head(path))
    if kind is None:
        return None
    what = Text(
        f"文件名没有扩展名，内容是{spaced(kind.what.zh)}", f"named without a suffix, but it is {kind.what.en}"
    )
    return Problem(NOT_CHECKED, what, path, hint=kind.advice)


def without_reader(path: str) -> Problem:
    """Return that a file was left alone because no reader takes it."""
    suffix = os.path.splitext(path)[1].lower() or os.path.basename(path)
    reason = Text(f"没有能读 {suffix} 文件的读取器", f"no reader for {suffix} files")
    return Problem(NOT_CHECKED, reason, path, hint=advice_on(suffix))


def link_out(path: str, start: str) -> Problem | None:
    """Return that a link to a folder was not followed, if it leads out of the folder where a walk started."""
    if not os.path.islink(path):
        return None
    real, root = os.path.realpath(path), os.path.realpath(start)
    if os.path.join(real, "").startswith(os.path.join(root, "")):
        return None
    return Problem(NOT_CHECKED, _LINK, path, hint=_NAME_FOLDER)


def copied(path: str, endings: Collection[str]) -> tuple[str, ...]:
    """Return the files of which one may be a copy by gialint, if its name is that of one."""
    ending = next((ending for ending in _COPIES if path.lower().endswith(ending)), None)
    return tuple(path[: -len(ending)] + suffix for suffix in endings) if ending else ()


def own_copy(path: str) -> Problem:
    """Return the problem that a file is a copy that gialint wrote, next to its original."""
    return Problem(NOT_CHECKED, _COPY, path, hint=_NAME_IT, severity=Severity.INFO)


def may_be_checked(name: str, endings: Collection[str]) -> bool:
    """Return whether by its name a file is checked, or reported as not checked."""
    name = name.lower()
    return name.endswith(tuple(endings)) or os.path.splitext(name)[1] in _KNOWN


def _own(path: str, name: str, endings: Collection[str], look: Look) -> Problem | None:
    if name.endswith(_SEALED) and look.sealed(path):
        return Problem(NOT_CHECKED, _RESULT, path, hint=_LEAVE_IT, severity=Severity.INFO)
    # The copy may be all that is left, and the one to be published.
    if any(map(look.there, copied(path, endings))) and look.sealed(path):
        return own_copy(path)
    return None


def nothing(where: str, endings: tuple[str, ...], left_out: Counter[str]) -> Problem:
    """Return the problem that a folder, an archive or a pattern yields no report, and what was excluded."""
    known = " ".join(endings)
    if os.path.isdir(where):
        place = Text("文件夹里", "in this folder")
    elif parted(where):
        place = Text("压缩包里", "in this archive")
    else:
        place = Text("符合这个模式的文件里", "of this pattern")
    hint = Text("核对路径，或直接写出文件名。", "Check the path, or name the files themselves.")
    if left_out:
        hint = Text(
            f"另有 {left_out.total()} 个文件被 exclude 或 .gitignore 排除：核对它们，或加 --no-gitignore。",
            f"exclude and .gitignore leave out {left_out.total()}: look at them, or give --no-gitignore.",
        )
    return Problem(
        "GIA902",
        Text(f"{place.zh}没有可以检查的报告（{known}）", f"no report to check {place.en} ({known})"),
        where,
        hint=hint,
    )


def unmatched(pattern: str) -> Problem:
    """Return the problem that no file matches a pattern."""
    return Problem(
        "GIA902",
        Text("没有文件与这个模式相符", "no file matches this pattern"),
        pattern,
        hint=Text(
            "核对文件夹和文件名；** 表示任意多层子文件夹。",
            "Check the folder and the names; ** stands for folders at any depth.",
        ),
    )


def closed(error: OSError) -> Problem:
    """Return that a folder could not be opened."""
    why = os_error(error)
    return Problem(
        "GIA902",
        Text(f"无法打开文件夹：{why.zh}", f"cannot open the folder: {why.en}"),
        str(error.filename),
        hint=Text("核对权限后重试。", "Check its permissions and try again."),
    )


def broken_over(detail: str) -> Unreadable:
    """Return the error for a report over which gialint itself broke; ``detail`` says how."""
    return Unreadable(
        Text(f"gialint 没能读懂这份报告：{detail}", f"gialint failed to understand this report: {detail}"),
        Text(
            "这是 gialint 的缺陷：请把这一行反馈给维护者。",
            "This is a bug in gialint: send its maintainers this line.",
        ),
    )


def not_finished(detail: str) -> LimitExceeded:
    """Return the error for a file that is left alone because its process ended; ``detail`` says how."""
    return LimitExceeded(
        Text(
            f"检查这个文件的进程意外终止：{detail}",
            f"the process that checked this file ended early: {detail}",
        ),
        Text(
            "其他文件都已检查。请单独再检查这个文件（在命令行上加 --jobs 1）；再次出错的话，请反馈给维护者。",
            "All other files were checked. Check this one alone (on the command line, with --jobs 1); if it"
            " fails again, report it.",
        ),
    )
