"""The configuration of a command: the file's, with what the command line says over it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from gialint.config import Config, codes, load
from gialint.finding import Problem


def configured(given: Namespace) -> tuple[Config, list[Problem]]:
    """Return the configuration that holds in the current folder under these options, and its problems."""
    config, problems = load(Path())
    options: dict[str, Any] = {
        "select": codes(getattr(given, "select", None) or ()),
        "ignore": codes(getattr(given, "ignore", None) or ()),
        "fail_on": getattr(given, "fail_on", None),
        "language": given.lang,
        "strict": getattr(given, "strict", False),
    }
    return config._replace(**{name: value for name, value in options.items() if value}), problems
