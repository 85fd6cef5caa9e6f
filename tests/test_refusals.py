"""What the system refused is told in words of both languages."""

from __future__ import annotations

import errno

import pytest

from gialint.refusals import refusal


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满", "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限", "permission denied"),
        (OSError(errno.EMLINK, "Too many links"), "Too many links", "Too many links"),
        (OSError("odd"), "OSError", "OSError"),
    ],
)
def test_refusals(error: OSError, zh: str, en: str) -> None:
    said = refusal(error)
    assert (said.zh, said.en) == (zh, en)
