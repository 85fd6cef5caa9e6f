"""What checking files has shown, kept by their content, so that what has not changed is not checked again.

An entry is found by a digest of the file and of everything else its outcome depends on (``run_digest``),
so one that no longer holds is never looked at.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

import gialint
from gialint.config import OF_RUN, Config
from gialint.files.cache import keep, kept
from gialint.model import Checked, is_engine, mask
from gialint.plugins.entry_points import EntryPoint, entry_points, home
from gialint.plugins.loading import Plugins
from gialint.plugins.registering import GROUP
from gialint.reading import Limits, Unreadable
from gialint.reading.files import legible
from gialint.reading.opening import contents_of
from gialint.records import NamedTuple
from gialint.reporting.masking import rewritten_report
from gialint.store.packing import packing, unpacked

OFFICE = "office"
"""The reader whose text is what LibreOffice makes of a file: another version may make another."""

TICK = 2
"""Resolution in seconds of the coarsest file system's time stamps."""

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
        known = unpacked(kept(entry))
        if known is not None and known.path == legible(path):
            return known
        checked = check(path, data)
        packing = packed(checked)
        if packing is not None:
            keep(entry, packing)
        return checked

    def _digest(self, path: str, data: bytes) -> str:
        name = os.fsencode(path)
        digest = blake2b(self.run, digest_size=20)
        digest.update(len(name).to_bytes(8))
        digest.update(name)
        digest.update(data)
        return digest.hexdigest()


def packed(checked: Checked) -> bytes | None:
    """Return an outcome as bytes, or None if it must not be kept."""
    try:
        return packing(rewritten_report(checked, mask)) if is_reusable(checked) else None
    except (TypeError, ValueError, AttributeError):  # of a plugin, which may put anything into a finding
        return None


def is_reusable(checked: Checked) -> bool:
    """Return whether an outcome may stand for another check of the same file.

    A failure may succeed next time, and what no output may show is not written to disk.
    A file that is not a report is reported differently when it is named.
    """
    if checked.reader in (None, OFFICE):
        return False
    return not any(is_engine(found) or found.code == "GIA905" or found.secrets for found in checked.findings)


def run_digest(config: Config, plugins: Plugins, began: float) -> bytes | None:
    """Return the digest of a run that began to load its plugins at a time, or none where it cannot be known.

    It cannot with Python plugins that the configuration names, or whose package is installed from
    the folder where it is written: whatever they import counts as well, and only they know what.
    Nor while files are being written: what was loaded may not be what stands there now.
    """
    entries = entry_points(GROUP, sys.path)
    if config.plugins or not all(map(_is_known, entries)):
        return None
    codes = [rule.code for rule in plugins.rules]
    digest = blake2b(digest_size=20)
    # By these, what was found is judged afterwards.
    usual = Config()._asdict()
    said = config._replace(today="", named=(), **{name: usual[name] for name in OF_RUN if name != "language"})
    parts = (gialint.__version__, sys.version, os.getcwd(), repr(said), repr(entries))
    for part in (*parts, *codes, *_installed()):
        _add(digest, part.encode(errors="surrogateescape"))
    packages = [Path(gialint.__file__).parent, *map(home, entries)]
    given = (*plugins.rule_paths, *plugins.editions, *plugins.lexicons)
    try:
        for file in dict.fromkeys(file for path in (*packages, *given) for file in _files(path)):
            if file.stat().st_mtime > began - TICK:
                return None
            _add(digest, os.fsencode(file))
            _add(digest, file.read_bytes())
    except OSError:
        return None
    return digest.digest()


def _add(digest: blake2b, part: bytes) -> None:
    digest.update(len(part).to_bytes(8))
    digest.update(part)


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or all files in a folder and the folders in it, in order, except what Python writes.

    A pipe is skipped: reading it would block.
    """
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from filter(Path.is_file, (Path(folder, name) for name in sorted(names)))


def _is_known(entry: EntryPoint) -> bool:
    """Return whether a plugin comes with gialint, or is next to the record of its installation."""
    if entry.distribution == f"gialint {gialint.__version__}":
        return True
    record = f"{entry.distribution.replace(' ', '-')}.dist-info"
    return home(entry).with_name(record).is_dir()


def _installed() -> Iterator[str]:
    """Yield the name, version and time of installation of each package that can be imported."""
    for folder in dict.fromkeys(sys.path):
        if not os.path.isdir(folder):
            yield folder
            continue
        with os.scandir(folder) as inside:
            records = [entry for entry in inside if entry.name.endswith((".dist-info", ".egg-info"))]
        for entry in sorted(records, key=lambda entry: entry.name):
            yield f"{entry.path} {entry.stat().st_mtime_ns}"
