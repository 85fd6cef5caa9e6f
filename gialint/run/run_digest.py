"""A digest of all that the outcome of a file depends on, besides the file and its path.

That is every file of gialint and of its packs, the rules, lexicons and settings of the configuration,
Python and the packages that are installed. Contents count, not dates.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from gialint import __version__
from gialint.config import Config
from gialint.plugins.entry_points import EntryPoint, entry_points, home
from gialint.plugins.loading import Plugins
from gialint.plugins.registering import GROUP

TICK = 2
"""Resolution in seconds of the coarsest file system's time stamps."""


class _Digest(Protocol):
    def update(self, data: bytes, /) -> object: ...


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
    said = config._replace(
        exclude=(),
        archive=None,
        members=None,
        waivers=None,
        baseline=None,
        today="",
        fail_on="",
        strict=False,
        docs_url=None,
    )
    for part in (__version__, sys.version, os.getcwd(), repr(said), repr(entries), *codes, *_installed()):
        _add(digest, part.encode(errors="surrogateescape"))
    packages = [Path(__file__).parent, *map(home, entries)]
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


def _add(digest: _Digest, part: bytes) -> None:
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
    if entry.distribution == f"gialint {__version__}":
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
