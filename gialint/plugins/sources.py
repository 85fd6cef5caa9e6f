"""The sources of local plugins: read once, and run from the very bytes that were read.

Python would take a module from ``__pycache__`` where one claims to be of the same source; what a user
has looked at and trusted must be what runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import decode_source, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

from gialint.config.kinds import is_path
from gialint.plugins.entry_points import imported
from gialint.records import NamedTuple

INIT = "__init__.py"
MOST_FILES = 2_000
MOST_BYTES = 20_000_000
"""More than that no one looks through before trusting it."""


class Source(NamedTuple):
    """The code of one plugin: its name in the configuration, the module it is, its files from ``folder``."""

    plugin: str
    module: str
    folder: Path
    files: Mapping[str, bytes]
    """The ``.py`` files in order, by their paths with ``/``; an ``__init__.py`` at the top is a package."""
    lacking: str = ""
    """Why there is nothing to run, if there is not."""


def read_source(plugin: str, root: Path) -> Source:
    """Read a plugin: a file or folder from ``root``, or a module on the path; nothing of it is run.

    Raises ImportError for what is no Python source, and OSError.
    """
    if is_path(plugin):
        place = (root / plugin).resolve()
        # The whole path makes the name, so that two files of one name are not confused.
        stem = str(place.with_suffix("")) if place.suffix == ".py" else str(place)
        module = "gialint_local_" + "".join(sign if sign.isalnum() else "_" for sign in stem)
    else:
        module = plugin.partition(":")[0].partition(".")[0]
        place = _found(module)
    if place.is_dir():
        if not (place / INIT).is_file():
            raise FileNotFoundError(2, "No such file", str(root / plugin))
        return Source(plugin, module, place, dict(_inside(place)))
    if not place.is_file():
        raise FileNotFoundError(2, "No such file", str(root / plugin))
    if place.suffix != ".py":
        raise ImportError(f"not a Python file: {root / plugin}")
    return Source(plugin, module, place.parent, {place.name: place.read_bytes()})


def run_source(source: Source) -> object:
    """Run a plugin and return its module, or the object in it that is named; passes on what it raises.

    What has run already is taken as it is: the same bytes, or a module that something else imported.
    """
    if source.lacking:
        raise ImportError(source.lacking)
    if not is_path(source.plugin):
        if source.module not in sys.modules:
            _take_over(source)
        return imported(source.plugin)
    if not any(isinstance(finder, _FromBytes) and finder.source == source for finder in sys.meta_path):
        _take_over(source)
    return import_module(source.module)


class _FromBytes(MetaPathFinder, InspectLoader):
    """Finds the modules of one plugin among the bytes that were read, and nowhere else."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.modules = dict(_modules(source))

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a module of the plugin; raises ModuleNotFoundError where it has no such file."""
        if fullname.partition(".")[0] != self.source.module:
            return None
        if fullname not in self.modules:
            raise ModuleNotFoundError(f"{fullname} is not one of the plugin's .py files", name=fullname)
        return spec_from_file_location(fullname, self.modules[fullname], loader=self)

    def is_package(self, fullname: str) -> bool:
        """Return whether a module may hold others."""
        return self.modules[fullname].name == INIT

    def get_source(self, fullname: str) -> str:
        """Return the text of a module, for those who quote its lines."""
        return decode_source(self._bytes(fullname))

    def get_code(self, fullname: str) -> CodeType:
        """Return a module compiled from its bytes."""
        return self.source_to_code(self._bytes(fullname), str(self.modules[fullname]))

    def _bytes(self, fullname: str) -> bytes:
        name = self.modules[fullname].relative_to(self.source.folder).as_posix()
        # A folder in between may do without the file that makes it a package.
        return self.source.files.get(name, b"")


def _modules(source: Source) -> Iterator[tuple[str, Path]]:
    """Yield the name and file of each module of a plugin, and of the folders that lead there."""
    if INIT not in source.files:
        yield from ((source.module, source.folder / name) for name in source.files)
        return
    for name in source.files:
        steps = name.removesuffix(".py").split("/")
        for end in range(len(steps)):
            package = ".".join((source.module, *steps[:end]))
            yield package, source.folder.joinpath(*steps[:end], INIT)
        if steps[-1] != "__init__":
            yield ".".join((source.module, *steps)), source.folder / name


def _take_over(source: Source) -> None:
    """See to it that a plugin's modules come from its bytes, and forget those that had its name before."""
    others = [
        finder
        for finder in sys.meta_path
        if not (isinstance(finder, _FromBytes) and finder.source.module == source.module)
    ]
    sys.meta_path[:] = [_FromBytes(source), *others]
    for name in [name for name in sys.modules if name.partition(".")[0] == source.module]:
        del sys.modules[name]


def _found(module: str) -> Path:
    """Return the file or folder of a module on the path, without importing it."""
    specs = (finder.find_spec(module, None) for finder in sys.meta_path if not isinstance(finder, _FromBytes))
    spec = next(filter(None, specs), None)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))).resolve()
    if not (spec.origin or "").endswith(".py"):
        raise ImportError(f"{module} has no Python source")
    return Path(str(spec.origin)).resolve()


def _inside(folder: Path) -> Iterator[tuple[str, bytes]]:
    count = size = 0
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for path in (Path(here, name) for name in sorted(names) if name.endswith(".py")):
            if not path.is_file():
                continue  # a pipe would be waited for
            data = path.read_bytes()
            count, size = count + 1, size + len(data)
            if count > MOST_FILES or size > MOST_BYTES:
                raise ImportError(f"too many .py files, or too large ones: {folder}")
            yield path.relative_to(folder).as_posix(), data
