"""A folder of results: what an earlier run left there and this one no longer has is removed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

from gialint.cli.output import write_file

MANIFEST = "gialint-pages.json"
SCHEMA = "gialint/pages/1"
_LARGEST = 10_000_000
"""Bytes of a manifest; a larger one is none of ours."""


def write_folder(path: str, files: Mapping[str, str | bytes | Iterable[bytes]]) -> int:
    """Write files into a folder, made if need be, each whole or not at all; raises UsageError.

    A manifest beside them tells their names and digests. Removed are files that it told before, that are
    not written now, and that are still as they were written; returned is how many.
    """
    before = written_before(path)
    written = {}
    for name, content in files.items():
        digest = sha256()
        write_file(os.path.join(path, name), _noted(content, digest.update))
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


def _noted(content: str | bytes | Iterable[bytes], note: Callable[[bytes], object]) -> Iterator[bytes]:
    """Yield what is written, each piece after it was noted."""
    whole = content.encode("utf-8", "replace") if isinstance(content, str) else content
    for piece in (whole,) if isinstance(whole, bytes) else whole:
        note(piece)
        yield piece


def written_before(path: str) -> list[str]:
    """Return the files in a folder that an earlier run wrote there, as far as they are as they were."""
    listed = _listed(os.path.join(path, MANIFEST)).items()
    files = ((os.path.join(path, name), digest) for name, digest in listed)
    return [file for file, digest in files if not os.path.islink(file) and _digest(file) == digest]


def _listed(manifest: str) -> dict[str, str]:
    """Return the digests of files by name; names of what is not in this very folder are not believed."""
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
    try:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return sha256(file.read()).hexdigest()
    except OSError:
        pass
    return None
