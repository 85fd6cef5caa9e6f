"""Take the bytes of a file from the disk, within limits, or say what stands in the way.

A path may lead into a ``.zip``, which is read as if it were a folder: ``a.zip/青石镇/年报.docx``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from errno import ELOOP

from gialint.model import Text, os_error
from gialint.reading import ONE_REPORT, Limits, Unreadable, not_read

ZIP = ".zip"
READ_ONLY = Text(
    "压缩包里的文件只读取，不改动也不批注", "files in an archive are only read, not fixed or annotated"
)
UNPACK_FIRST = Text("请先解压，再处理里面的文件。", "Unpack it first.")

NO_FILE = Text("这是管道或设备，不是文件", "this is a pipe or a device, not a file")
SAVE_FIRST = Text(
    "请先存成文件；或用 - 从标准输入读取，并用 --stdin-filename 给出文件名。",
    "Save it to a file first; or read standard input with - and name it with --stdin-filename.",
)
LOOK = Text("请核对路径和文件名。", "Check the path and the name of the file.")
UNLOCK = Text(
    "请检查文件的权限，或先关闭正在打开它的程序。",
    "Check the file's permissions, or close the program that has it open.",
)
ENTER = Text(
    "请给出其中的文件；gialint check 可以直接检查整个文件夹。",
    "Name a file in it; gialint check takes whole folders.",
)
SHRINK = Text(
    "请删去或压缩文中的图片和附件，另存后再检查。",
    "Remove or compress pictures and attachments, save, and check again.",
)
FILL = Text("请确认文件已保存、已完整下载。", "Check that the file was saved and fully downloaded.")


def is_archive(path: str) -> bool:
    """Return whether a path is that of a ``.zip``, by its name."""
    return path.lower().endswith(ZIP) and os.path.isfile(path)


def parted(path: str) -> tuple[str, str] | None:
    """Return the archive that a path leads into, and the rest of it with ``/``; none for a path on disk."""
    if ZIP not in path.lower():
        return None
    head, names = path.rstrip("/" + os.sep), list[str]()
    while head:
        if is_archive(head):
            return head, "/".join(reversed(names))
        above, name = os.path.split(head)
        if above == head:
            return None
        names.append(name)
        head = above
    return None


def on_disk(path: str, limits: Limits) -> bytes:
    """Return the bytes of a file; raises Unreadable, or LimitExceeded before reading too much."""
    try:
        mode = os.stat(path).st_mode
        if not (
            stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        ):  # it would be waited for; opening tells of a folder
            raise Unreadable(NO_FILE, SAVE_FIRST)
        with open(path, "rb") as file:
            checked_size(os.fstat(file.fileno()).st_size, limits)
            return file.read(limits.bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    except OSError as error:
        raise _closed(path, error) from error
    except ValueError as error:
        raise Unreadable.because("路径无效：含有不能用的字符", f"not a path: {error}", LOOK) from error


def legible(path: str) -> str:
    """Return a path as it can be shown: a name that is no UTF-8 is one in GBK, as old archives have them."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.sep.join(map(_named, path.split(os.sep)))
    return path


def _named(name: str) -> str:
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            return name.encode("utf-8", "surrogateescape").decode(encoding)
    return name.encode("utf-8", "replace").decode("utf-8")


def checked_size(size: int, limits: Limits) -> None:
    """Raise where a file has more than ``limits.bytes``."""
    if size > limits.bytes:
        has, most = f"{size / 1e6:.1f} MB", f"{limits.bytes / 1e6:.1f} MB"
        raise not_read(
            f"文件大小 {has}（{size} 字节），超过上限 {most}",
            f"the file has {has} ({size} bytes), above the limit of {most}",
            SHRINK,
        )


def checked_length(characters: int, limits: Limits) -> None:
    """Raise where a text has more than ``limits.characters``."""
    if characters > limits.characters:
        raise not_read(
            f"文字超过 {limits.characters} 个字",
            f"the text has more than {limits.characters} characters",
            ONE_REPORT,
        )


def empty() -> Unreadable:
    """Return the error for a file of no bytes."""
    return Unreadable.because("文件是空的（0 字节）", "the file is empty (0 bytes)", FILL)


def _missing(path: str) -> Unreadable:
    if path == "-":
        return Unreadable.because(
            "这里不能从标准输入读取",
            "standard input is not read here",
            Text("请给出文件；只有 gialint check 能读 -。", "Name a file; only gialint check takes -."),
        )
    if path.startswith(("http://", "https://")):
        return Unreadable.because(
            "gialint 不从网上读取",
            "gialint reads nothing from the network",
            Text("请先在浏览器里另存为 .html 文件。", "Save the page as a .html file first."),
        )
    folder, name = os.path.split(path)
    try:
        neighbours = os.listdir(folder or os.curdir)
    except OSError:
        return Unreadable.because(f"没有这个文件夹：{folder}", f"no such folder: {folder}", LOOK)
    return Unreadable.because("没有这个文件", "no such file", nearest(folder, name, neighbours))


def nearest(folder: str, name: str, known: Iterable[str]) -> Text:
    """Return the advice on a name that is not in a folder: those that are like it, or else to look."""
    from difflib import get_close_matches

    near = [os.path.join(folder, *match.split("/")) for match in get_close_matches(name, known)]
    return Text(f"是不是 {'、'.join(near)}？", f"Did you mean {', '.join(near)}?") if near else LOOK


def _closed(path: str, error: OSError) -> Unreadable:
    if os.path.isdir(path):
        return Unreadable.because("这是文件夹，不是文件", "this is a folder, not a file", ENTER)
    if isinstance(error, PermissionError):
        return Unreadable.because("没有读取这个文件的权限", "no permission to read this file", UNLOCK)
    if error.errno == ELOOP:
        return Unreadable.because("这是绕成圈的链接，不通向文件", "this is a link that leads to itself", LOOK)
    why = os_error(error)
    return Unreadable.because(f"无法打开文件：{why.zh}", f"cannot open the file: {why.en}", LOOK)
