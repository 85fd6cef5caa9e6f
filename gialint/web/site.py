"""What a server is told when it is started: where it listens, what it checks by, and how much it takes."""

from __future__ import annotations

import os

from gialint.config import Config
from gialint.model import Problem
from gialint.reading import Limits
from gialint.records import NamedTuple

PORT = 8765
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Bounds(NamedTuple):
    """How much the server takes on, and how long it keeps what came of it."""

    file: int = Limits().bytes
    """Bytes of a file."""
    files: int = 2_000
    """Files that may be sent at once."""
    sent: int = 300_000_000
    """Bytes that may be sent at once, and to which the archives among them may inflate."""
    memory: int = 900_000_000
    """Bytes of all that is being sent, checked and kept; the oldest results make room."""
    results: int = 120
    """Results that are kept: more than can wait at once, so that none goes before it is seen."""
    at_once: int = 8
    """Checks that share the processes; others wait."""
    waiting: int = 100
    """Checks that may wait; more are turned away."""
    seconds: float = 60.0
    """That the check of a file may take, by the clock."""
    silence: float = 30.0
    """Seconds without a byte after which whoever sends is given up."""
    absence: float = 90.0
    """Seconds after which a check that nobody asks for is given up."""
    kept: float = 1_800.0
    """Seconds for which a result is kept after it was last looked at."""


class Site(NamedTuple):
    """A server: ``names`` are hosts that it answers to besides its own (``--allow-host``).

    ``problems`` are those of the configuration; ``members`` is the path of the list of who must report,
    ``deductions`` that of the office's table of points, ``earlier`` are the files and folders of earlier
    years. Old formats that LibreOffice converts are read with ``office`` only.
    """

    config: Config
    problems: tuple[Problem, ...] = ()
    host: str = "127.0.0.1"
    port: int = PORT
    names: tuple[str, ...] = ()
    members: str = ""
    deductions: str = ""
    earlier: tuple[str, ...] = ()
    office: bool = False
    jobs: int = 2
    bounds: Bounds = Bounds()

    @property
    def folders(self) -> frozenset[str]:
        """The folders of its own files, each with a separator at its end, which are nobody else's affair."""
        own = (self.members, self.deductions, *self.earlier, self.config.origin)
        return frozenset(os.path.join(os.path.dirname(each), "") for each in own if os.path.isabs(each))

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK
