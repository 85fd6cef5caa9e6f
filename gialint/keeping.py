"""Keeping files in the cache of a user: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def keep(path: Path, data: bytes) -> None:
    """Write by rename, so that no other run reads half a file; a cache that cannot be written is none."""
    from tempfile import mkstemp  # 3 ms to import, and most runs keep nothing

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=path.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
