"""What the system refused is told in words of both languages."""

from __future__ import annotations

import errno

import pytest

from gialint.model.errors import os_error


def opened_by_word() -> OSError:
    """The error of Windows for a file that Word has open."""
    error = PermissionError(errno.EACCES, "Permission denied")
    error.winerror = 32  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满", "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限", "permission denied"),
        (OSError(errno.EMLINK, "Too many links"), "Too many links", "Too many links"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "磁盘配额已用完", "the disk quota is used up"),
        (opened_by_word(), "正被别的程序使用", "another program is using it"),
        (OSError("odd"), "OSError", "OSError"),
    ],
)
def test_refusals(error: OSError, zh: str, en: str) -> None:
    said = os_error(error)
    assert (said.zh, said.en) == (zh, en)
