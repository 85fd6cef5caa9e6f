"""Settings: what a configuration file may hold, how files build on each other, what that asks of a file.

Paths and the environment come in, a ``Config`` and its problems go out; of rules nothing is known here but
their codes and options.
"""

from __future__ import annotations

from gialint.config.kinds import SEVERITIES, codes, is_path
from gialint.config.load import language_of, load, nearest, settled
from gialint.config.settings import (
    LANGUAGES,
    OF_RUN,
    PER_PATH,
    SETTINGS,
    Config,
    Excluded,
    Flag,
    PathSettings,
    flag_of,
)

__all__ = [
    "LANGUAGES",
    "OF_RUN",
    "PER_PATH",
    "SETTINGS",
    "SEVERITIES",
    "Config",
    "Excluded",
    "Flag",
    "PathSettings",
    "codes",
    "flag_of",
    "is_path",
    "language_of",
    "load",
    "nearest",
    "settled",
]
