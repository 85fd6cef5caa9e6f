"""Keeping files in the cache of a user: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def keep(path: Path, data: bytes) -> None:
    """Write by rename, so that no other run reads half a file; a cache that cannot be written is none."""
    from gialint.atomic_write import atomic_write  # most runs keep nothing

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(str(path), data, lasting=False)
