"""Interrupts (Ctrl-C): one ends the run at whatever moment it comes.

Python raises it where the program is; but in a callback of its own, such as imports have, it can only drop
what is raised. What was dropped is raised once more, a moment later.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

MOMENT = 0.01
"""Seconds until an interrupt that was dropped is raised again."""


class Interrupts:
    """Whether an interrupt has come; between ``heed`` and ``ignore`` each one is raised."""

    def __init__(self) -> None:
        self.come = False

    def heed(self) -> None:
        """Raise KeyboardInterrupt for every interrupt, unless the parent process ignores them."""
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._raise)
            if hasattr(signal, "SIGALRM"):
                signal.signal(signal.SIGALRM, self._raise)
                sys.unraisablehook = self._again

    def ignore(self) -> None:
        """Ignore interrupts while Python exits: all output is written, and a traceback would follow it."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _raise(self, number: int, frame: FrameType | None) -> None:
        self.come = True
        raise KeyboardInterrupt

    def _again(self, dropped: UnraisableHookArgs) -> None:
        if issubclass(dropped.exc_type, KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, MOMENT)
        else:
            sys.__unraisablehook__(dropped)
