"""Build hook: compile the YAML of ``gialint_rules`` for the wheel.

An installed gialint should not parse sixty YAML files at each start; a checkout keeps what it
parsed in the user's cache.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "gialint_rules"
PREFIX = "gialint-compiled-"


class RulesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling packs a wheel; ``version`` separates an editable wheel from a standard one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        with on_path(root):
            for name, content in compiled(root / "rules" / PACKAGE):
                build_data["force_include"][kept(content)] = f"{PACKAGE}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        for path in map(Path, build_data["force_include"]):
            if path.name.startswith(PREFIX):
                path.unlink(missing_ok=True)


@contextmanager
def on_path(folder: Path) -> Iterator[None]:
    """Let gialint be imported from a folder: it is being built, so it is not installed."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def compiled(rules: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what YAML becomes, by name inside the pack: the rules as one, the rest file by file."""
    from gialint.checking.rulefiles.load import COMPILED, compile_folder
    from gialint.plugins.knowledge import COMPILED as BESIDE
    from gialint.plugins.knowledge import EDITION, LEXICON, compile_data

    yield COMPILED, compile_folder(rules)
    for folder, kind in (
        ("editions", EDITION),
        ("lexicon", LEXICON),
        ("claims", LEXICON),
        ("indicators", LEXICON),
    ):
        for path in sorted((rules / folder).glob("*.yaml")):
            yield f"{folder}/{path.stem}{BESIDE}", compile_data(path, kind)


def kept(content: bytes) -> str:
    """Write a content to a file of its own; hatchling packs files only."""
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=".compiled")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return name
