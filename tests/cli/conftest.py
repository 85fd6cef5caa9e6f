"""What every test of a command begins with."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the language to gialint, outside any job of GitHub."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
