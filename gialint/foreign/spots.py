"""Where in a plugin's code a function stands, or an error came from."""

from __future__ import annotations

import os
import sys

from gialint.model import Text


def spot(function: object) -> str:
    """Return ``file:line`` of a function, ``""`` for anything else."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    code = getattr(function, "__code__", None)
    return f"{shown(code.co_filename)}:{code.co_firstlineno}" if code else ""


def spot_of(error: BaseException) -> str:
    """Return ``file:line`` where an error was raised in a plugin's own code, ``""`` if it was not there."""
    trace = error.__traceback__
    where = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not _is_ours_or_pythons(file):
            where = f"{shown(file)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def at(words: Text, where: str) -> Text:
    """Return words with the place they are about."""
    return Text(f"{words.zh}（{where}）", f"{words.en} ({where})") if where else words


def shown(file: str) -> str:
    """Return a path that is the same on every machine: from the folder it was imported from, or from here."""
    for folder in sorted(map(os.path.abspath, sys.path), key=len, reverse=True):
        if file.startswith(folder + os.sep):
            return os.path.relpath(file, folder)
    try:
        return os.path.relpath(file)
    except ValueError:  # On Windows, another drive.
        return os.path.basename(file)


def _is_ours_or_pythons(file: str) -> bool:
    # Frames that a plugin's error merely passed through do not help its author.
    standard = os.path.dirname(os.__file__) + os.sep
    pythons = file.startswith("<") or (file.startswith(standard) and "site-packages" not in file)
    ours = os.path.dirname(os.path.dirname(__file__)) + os.sep
    return pythons or file.startswith(ours)
