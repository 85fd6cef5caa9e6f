"""Paths that lead into a ``.zip``, which is read as if it were a folder: ``a.zip/青石镇/年报.docx``."""

from __future__ import annotations

import os

from gialint.model import Words

ZIP = ".zip"
READ_ONLY = Words(
    "压缩包里的文件只读取，不改动也不批注",
    "what is in an archive is only read, and neither mended nor annotated",
)
UNPACK_FIRST = Words("请先解压，再处理里面的文件。", "Unpack it first.")


def is_archive(path: str) -> bool:
    """Tell whether a path is that of a ``.zip``, by its name."""
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
