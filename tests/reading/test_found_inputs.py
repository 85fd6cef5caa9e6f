"""Inputs that fuzzing found are read or refused from then on (see tools/fuzz_readers.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_targets import TARGETS, read_or_refused, understood_or_given_up

from gialint.understanding.understand import Knowledge

FOUND = sorted((Path(__file__).parents[1] / "corpus" / "found").glob("*-*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_is_read_or_refused(path: Path, known: Knowledge) -> None:
    name = max((name for name in TARGETS if path.name.startswith(f"{name}-")), key=len)
    document = read_or_refused(TARGETS[name], path.read_bytes())
    if document is not None:
        understood_or_given_up(document, known)
