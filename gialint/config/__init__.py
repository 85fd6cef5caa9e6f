"""Settings: what a configuration file may hold, how files build on each other, what that asks of a file.

Paths and the environment come in, a ``Config`` and its problems go out; of rules nothing is known here but
their codes and options.
"""

from __future__ import annotations

from gialint.config.kinds import SEVERITIES as SEVERITIES, codes as codes, is_path as is_path
from gialint.config.load import language_of as language_of, nearest as nearest, settled as settled
from gialint.config.settings import (
    LANGUAGES as LANGUAGES,
    OF_RUN as OF_RUN,
    PER_PATH as PER_PATH,
    SETTINGS as SETTINGS,
    Config as Config,
    Excluded as Excluded,
    Flag as Flag,
    PathSettings as PathSettings,
    flag_of as flag_of,
)
