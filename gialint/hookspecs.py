"""Everything a plugin may do: six hooks, each of which returns data.

A plugin is a module (or object) with functions of these names under ``@gialint.hookimpl``,
registered in the entry-point group ``gialint`` or named in ``gialint.yaml``. What gialint
itself brings comes through the same hooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from gialint.records import NamedTuple

if TYPE_CHECKING:
    import pluggy

    from gialint.model import Checked, Result, Rule

    hookspec = pluggy.HookspecMarker("gialint")
    hookimpl = pluggy.HookimplMarker("gialint")
else:
    # Both mark a function as pluggy's markers do: to import them takes a tenth of a check, and pluggy is not
    # needed unless there are plugins of others.
    def hookspec(function):
        function.gialint_spec = {}
        return function

    def hookimpl(
        function=None,
        hookwrapper=False,
        optionalhook=False,
        tryfirst=False,
        trylast=False,
        specname=None,
        wrapper=False,
    ):
        options = {name: value for name, value in locals().items() if name != "function"}

        def marked(function):
            function.gialint_impl = options
            return function

        return marked(function) if function else marked


Load = str | Callable[..., Any]
"""A function: itself, its name in the module of the hook that gives it, or ``module:function``.

A module that is named so is imported when the function is first used.
"""


class Reader(NamedTuple):
    """A file format: its name, the suffixes it answers to, and its function.

    The function takes the file's bytes, the path as the user gave it, and ``Limits``; it returns a
    ``Document`` or raises ``gialint.reading.Unreadable`` with a reason a user can act on.
    """

    name: str
    suffixes: tuple[str, ...]
    load: Load
    plugin: str = ""
    """Whose it is, where it is not gialint's own: set when it is loaded."""


class Reporter(NamedTuple):
    """An output format: its name and its function.

    The function takes a ``Result`` and ``gialint.reporting.Style`` and returns text, or bytes
    for a binary format. ``folder`` names a second one, for an output that is a folder: it returns
    the files by their names in it. Where both are the same, the output is always a folder.
    ``suffixes`` are endings of file names that mean this format; its own name always does.
    ``full_text`` asks for ``Checked.full_text``, which no other output has, and ``digests`` for
    ``Checked.digest``. ``stream`` names the second kind of reporter, which is preferred where there
    is one: a function that takes the ``Style`` and returns a ``Stream``.
    """

    name: str
    load: Load
    folder: Load = ""
    suffixes: tuple[str, ...] = ()
    full_text: bool = False
    stream: Load = ""
    digests: bool = False
    store: bool = False
    """Whether it is a store: ``load`` names a function that opens one, into which the run itself writes."""
    requires: str = ""
    """A package that it needs, which not everybody has installed: asked for before anything is checked."""
    plugin: str = ""
    """Whose it is, where it is not gialint's own: set when it is loaded."""


class Stream(Protocol):
    """A reporter that writes as it goes, so that the memory of a run does not grow with its reports.

    Each method returns the text that comes next, which may be nothing. ``begin`` gets the result, whose
    reports it may go through beforehand; ``report`` gets each of them in turn, once.
    """

    def begin(self, result: Result) -> str: ...
    def report(self, checked: Checked) -> str: ...
    def end(self) -> str: ...


def loaded(load: Load) -> Callable[..., Any]:
    """Import what ``module:function`` names; raises ImportError or AttributeError."""
    if callable(load):
        return load
    module, _, name = load.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def spelled(load: Load) -> str:
    """Return ``module:function`` of a function that is given in any way."""
    if isinstance(load, str):
        return load
    return f"{load.__module__}:{getattr(load, '__qualname__', type(load).__name__)}"


@hookspec
def gialint_rules() -> Iterable[Rule | Path]:
    """Return rules, or folders and files of YAML rules."""
    return ()


@hookspec
def gialint_readers() -> Iterable[Reader]:
    """Return readers; if two name one suffix, the plugin registered last is tried first."""
    return ()


@hookspec
def gialint_editions() -> Iterable[Path]:
    """Return YAML files, each one edition of a statutory form."""
    return ()


@hookspec
def gialint_lexicons() -> Iterable[Path]:
    """Return YAML files of phrases from which claims are read."""
    return ()


@hookspec
def gialint_profiles() -> Iterable[Path]:
    """Return YAML files of settings that ``extends`` may name, each called after its profile."""
    return ()


@hookspec
def gialint_reporters() -> Iterable[Reporter]:
    """Return output formats."""
    return ()
