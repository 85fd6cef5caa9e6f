"""Which configurations the user trusts: a file of his own that notes a digest under each real path."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from gialint.files.atomic_write import atomic_write
from gialint.lazy_regex import lazy_regex
from gialint.model import Text, os_error
from gialint.records import NamedTuple

SCHEMA = "gialint/trust/1"
NAME = "trust.json"
VARIABLE = "GIALINT_TRUST"
"""Digests of configurations that are trusted wherever they are, separated by commas."""

LARGEST = 1_000_000
_DIGEST = lazy_regex(r"[0-9a-f]{64}")


class Damaged(Exception):
    """The file of trust cannot be believed, so nothing in it is; ``reason`` says why."""

    def __init__(self, path: Path, reason: Text) -> None:
        super().__init__(f"{path}: {reason.en}")
        self.path, self.reason = path, reason


class Trusted(NamedTuple):
    """What is trusted: digests by the real path of the configuration, and digests wherever it is."""

    noted: Mapping[str, str] = {}
    anywhere: frozenset[str] = frozenset()

    def speaks_of(self, real: str) -> bool:
        """Return whether a configuration may be trusted, before its digest is known."""
        return bool(self.anywhere) or real in self.noted

    def holds(self, real: str, digest: str) -> bool:
        """Return whether a configuration is trusted as it is now."""
        return digest in self.anywhere or self.noted.get(real) == digest


def store(environ: Mapping[str, str]) -> Path | None:
    """Return the file in which trust is noted, or none if the user has no folder for settings."""
    # A relative folder would be one among the reports: the standard for these variables ignores it, too.
    for name, below in (("XDG_CONFIG_HOME", ()), ("APPDATA", ()), ("HOME", (".config",))):
        base = environ.get(name, "")
        if base and os.path.isabs(base):
            return Path(base, *below, "gialint", NAME)
    return None


def trusted(environ: Mapping[str, str]) -> Trusted:
    """Return what is trusted; raises Damaged."""
    path = store(environ)
    return Trusted(read(path) if path else {}, from_environment(environ))


def from_environment(environ: Mapping[str, str]) -> frozenset[str]:
    """Return the digests that the environment trusts; values that are no digest are ignored."""
    return frozenset(filter(_DIGEST.fullmatch, _given(environ)))


def no_digests(environ: Mapping[str, str]) -> list[str]:
    """Return what the environment gives for a digest and is none."""
    return [part for part in _given(environ) if part and not _DIGEST.fullmatch(part)]


def _given(environ: Mapping[str, str]) -> list[str]:
    return [part.strip().lower() for part in environ.get(VARIABLE, "").split(",")]


def read(path: Path) -> dict[str, str]:
    """Return the digests that are noted, by real path; raises Damaged."""
    try:
        with open(path, "rb", opener=_waiting_for_nothing) as file:
            _refuse_foreign(path, os.fstat(file.fileno()))
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Damaged(path, os_error(error)) from error
    try:
        kept = json.loads(content) if len(content) <= LARGEST else None
    except ValueError:
        kept = None
    noted = kept.get("trusted") if isinstance(kept, dict) and kept.get("schema") == SCHEMA else None
    if not isinstance(noted, dict) or not all(
        isinstance(digest, str) and _DIGEST.fullmatch(digest) for digest in noted.values()
    ):
        raise Damaged(path, Text("内容已损坏", "its content is damaged"))
    return noted


def write(path: Path, noted: Mapping[str, str]) -> None:
    """Write the digests, readable and writable by the user only; raises OSError."""
    content = json.dumps({"schema": SCHEMA, "trusted": dict(sorted(noted.items()))}, indent=2)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    atomic_write(str(path), f"{content}\n".encode(), private=True)


def _waiting_for_nothing(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_foreign(path: Path, found: os.stat_result) -> None:
    """Raise Damaged for what is no file, or what somebody else may have written."""
    if not stat.S_ISREG(found.st_mode):
        raise Damaged(path, Text("不是文件", "it is not a file"))
    if os.name != "posix":
        return
    if found.st_uid not in (os.geteuid(), 0):
        raise Damaged(path, Text("不属于当前用户", "it belongs to another user"))
    if found.st_mode & 0o022:
        raise Damaged(path, Text("其他用户可以改写它", "other users may write to it"))
