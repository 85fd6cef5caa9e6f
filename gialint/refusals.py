"""Why the system refused to open or write a file, in plain words of both languages."""

from __future__ import annotations

import errno

from gialint.report import Words

SAID = {
    errno.ENOENT: Words("没有这个文件或文件夹", "there is no such file or folder"),
    errno.EACCES: Words("没有权限", "permission denied"),
    errno.EPERM: Words("没有权限", "permission denied"),
    errno.EISDIR: Words("这是文件夹", "it is a folder"),
    errno.ENOTDIR: Words("路径中有一段是文件，不是文件夹", "part of the path is a file, not a folder"),
    errno.EEXIST: Words("已有同名的文件", "a file of this name is there"),
    errno.ENOSPC: Words("磁盘已满", "the disk is full"),
    errno.EDQUOT: Words("磁盘配额已用完", "the disk quota is used up"),
    errno.EFBIG: Words("文件太大，系统不允许", "the system allows no file of this size"),
    errno.EROFS: Words("这个磁盘是只读的", "the disk is read-only"),
    errno.ENAMETOOLONG: Words("名字太长", "the name is too long"),
    errno.ELOOP: Words("这是绕成圈的链接", "it is a link that leads to itself"),
    errno.EINVAL: Words("这个系统不允许这样的名字", "the system does not allow such a name"),
    errno.EBUSY: Words("正被别的程序使用", "another program is using it"),
    errno.EIO: Words("磁盘读写出错", "the disk reported a fault"),
}

SHARED = 32
"""ERROR_SHARING_VIOLATION of Windows."""


def refusal(error: OSError) -> Words:
    """Return why the system refused, in its own words where there are no better ones."""
    own = error.strerror or type(error).__name__
    # Windows says that permission is denied where Word has the file open.
    number = errno.EBUSY if getattr(error, "winerror", None) == SHARED else error.errno or 0
    return SAID.get(number, Words(own, own))
