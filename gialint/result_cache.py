"""What checking files has shown, kept by their content, so that what has not changed is not checked again.

An entry is found by a digest of the file and of everything else its outcome depends on (``run_digest``),
so one that no longer holds is never looked at.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from gialint.document import Location
from gialint.finding import Checked, Diagnostic, Gap, Severity, is_engine
from gialint.keeping import keep
from gialint.reading import Limits, Unreadable
from gialint.reading.contents import contents_of

ROOM = 64 * 2**20
"""Bytes that all entries may take; when they take more, the older half goes."""

BLOCK = 4096
"""Bytes that a file takes on a disk at least."""

OFFICE = "office"
"""The reader whose text is what LibreOffice makes of a file: another version may make another."""

Check = Callable[[str, bytes | None], Checked]


class ResultCache(NamedTuple):
    """A folder of outcomes, and the digest of all that they depend on besides the file."""

    folder: Path
    run: bytes

    def check(self, path: str, check: Check) -> Checked:
        """Return the outcome of a file: the one that is kept, or that of ``check``, which is then kept."""
        try:
            data = contents_of(path, Limits())
        except Unreadable:
            return check(path, None)
        entry = self.folder / self._digest(path, data)
        kept = _read(entry)
        if kept is None:
            kept = check(path, data)
            packing = packed(kept)
            if packing is not None:
                keep(entry, packing)
        return kept

    def make_room(self, room: int = ROOM) -> None:
        """Remove the oldest entries once all take more than ``room`` bytes, until they take half of it."""
        try:
            with os.scandir(self.folder) as inside:
                entries = [(each.stat().st_mtime_ns, each.stat().st_size, each.path) for each in inside]
        except OSError:
            return
        taken = sum(max(size, BLOCK) for _, size, _ in entries)
        if taken <= room:
            return
        for _, size, path in sorted(entries):
            if taken <= room // 2:
                return
            taken -= max(size, BLOCK)
            Path(path).unlink(missing_ok=True)

    def _digest(self, path: str, data: bytes) -> str:
        name = os.fsencode(path)
        digest = blake2b(self.run, digest_size=20)
        digest.update(len(name).to_bytes(8))
        digest.update(name)
        digest.update(data)
        return digest.hexdigest()


def packed(checked: Checked) -> bytes | None:
    """Return an outcome as bytes, or none where it must not be kept.

    What went wrong may go right the next time, and what no output may show is not written to disk.
    A file that is no report is told otherwise when it is named.
    """
    if checked.reader in (None, OFFICE):
        return None
    if any(is_engine(found) or found.code == "GIA905" or found.secrets for found in checked.findings):
        return None
    try:
        text = json.dumps(checked, ensure_ascii=False, separators=(",", ":"))
        data = zlib.compress(text.encode(), 1)
    except (TypeError, ValueError, AttributeError):
        return None
    # A plugin may put into a finding what JSON changes or has no word for.
    return data if unpacked(data) == checked else None


def unpacked(data: bytes) -> Checked | None:
    """Return the outcome that bytes hold, or none where they are damaged."""
    try:
        values = dict(zip(Checked._fields, json.loads(zlib.decompress(data)), strict=True))
        values["findings"] = tuple(map(_diagnostic, values["findings"]))
        values["unassessed"] = tuple(map(_gap, values["unassessed"]))
        return Checked(**values)
    except (zlib.error, TypeError, ValueError):
        return None


def _diagnostic(values: list[Any]) -> Diagnostic:
    given = dict(zip(Diagnostic._fields, values, strict=True))
    given["severity"] = Severity(given["severity"])
    given["location"] = given["location"] and Location(*given["location"])
    given["related"] = tuple((label, Location(*place)) for label, place in given["related"])
    for name in ("basis", "working", "secrets"):
        given[name] = tuple(given[name])
    return Diagnostic(**given)


def _gap(values: list[Any]) -> Gap:
    code, name, reason, missing = values
    return Gap(code, name, reason, tuple(missing))


def _read(entry: Path) -> Checked | None:
    try:
        return unpacked(entry.read_bytes())
    except OSError:
        return None
