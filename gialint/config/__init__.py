"""Settings: what a configuration file may hold, how files build on each other, what that asks of a file.

Paths and the environment come in, a ``Config`` and its problems go out; of rules nothing is known here but
their codes and options.
"""

from __future__ import annotations

from gialint.config.values import (
    LANGUAGES,
    OF_RUN,
    SEVERITIES,
    Config,
    Excluded,
    codes,
    is_path,
    language_of,
    load,
    nearest,
    settled,
)

__all__ = [
    "LANGUAGES",
    "OF_RUN",
    "SEVERITIES",
    "Config",
    "Excluded",
    "codes",
    "is_path",
    "language_of",
    "load",
    "nearest",
    "settled",
]
