"""Calling plugin code: the watching process is notified first, and what it prints goes to standard error.

Nothing that such code raises passes except a real interrupt, and only where it is caught is it known
what was to be done; so each place that calls it catches BaseException and calls ``reraise_interrupt``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from contextvars import ContextVar
from typing import TypeVar

from gialint.model import Text, mask
from gialint.records import NamedTuple

Made = TypeVar("Made")


class Entry(NamedTuple):
    """What is about to be run of a plugin, and over which report; ``where`` is ``file:line`` if known."""

    plugin: str
    doing: Text
    path: str = ""
    where: str = ""


TELL = Text(
    "其余内容都已检查。请把这一行反馈给插件作者。",
    "Everything else was checked. Send the plugin's author this line.",
)


class Died(Exception):
    """The process ended when a plugin was last entered so; it is not entered again."""

    def __init__(self, entry: Entry, how: str) -> None:
        super().__init__(entry, how)
        self.entry = entry
        self.words = Text(
            f"插件 {entry.plugin} {entry.doing.zh}时，进程意外终止（{how}）",
            f"the process ended while plugin {entry.plugin} was {entry.doing.en} ({how})",
        )

    def __str__(self) -> str:
        return self.words.zh


class Unwinding(BaseException):
    """RuleFinding to leave whatever is being done, because the run goes on elsewhere or is over."""


GATE: ContextVar[Callable[[Entry], None] | None] = ContextVar("gate", default=None)
"""Called before each entry; may reject it by raising."""


def enter(entry: Entry, code: Callable[[], Made]) -> Made:
    """Return what the code of a plugin returns; raises whatever it raises, and what the gate raises."""
    gate = GATE.get()
    if gate is not None:
        gate(entry)
    with redirect_stdout(sys.stderr):
        return code()


def reraise_interrupt(error: BaseException) -> None:
    """Raise an error again if somebody meant to end the run; whatever else code raises is its fault.

    Where Ctrl-C is ignored, as in a process that another one watches, it is no person who raises it.
    """
    if isinstance(error, Unwinding):
        raise error
    if isinstance(error, KeyboardInterrupt):
        from signal import SIG_IGN, SIGINT, getsignal

        if getsignal(SIGINT) is not SIG_IGN:
            raise error


def cause(error: BaseException) -> str:
    """Return an error on one line, masked: its kind, and what it says if that can be asked for."""
    try:
        said = " ".join(str(error).split())
    except BaseException as other:
        reraise_interrupt(other)
        said = ""
    return mask(f"{type(error).__name__}: {said}".removesuffix(": "))
