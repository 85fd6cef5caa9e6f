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
    errno.EROFS: Words("这个磁盘是只读的", "the disk is read-only"),
    errno.ENAMETOOLONG: Words("名字太长", "the name is too long"),
    errno.EINVAL: Words("这个系统不允许这样的名字", "the system does not allow such a name"),
    errno.EBUSY: Words("正被别的程序使用", "another program is using it"),
    errno.EIO: Words("磁盘读写出错", "the disk reported a fault"),
}


def refusal(error: OSError) -> Words:
    """Return why the system refused, in its own words where there are no better ones."""
    own = error.strerror or type(error).__name__
    return SAID.get(error.errno or 0, Words(own, own))
