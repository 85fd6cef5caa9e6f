"""Outputs of a line for each finding: first what is in no file, then file after file, then the verdict.

``concise`` and ``github`` differ in their lines only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gialint.model import Checked, Diagnostic, Result
from gialint.reporting import Style
from gialint.reporting.gathering import Showing, left
from gialint.reporting.summary import Closing


class LineByLine:
    """Writes a line for each finding as it goes; ``line`` makes it of the file's path and the finding."""

    def __init__(self, style: Style, line: Callable[[str, Diagnostic], str]) -> None:
        self.style, self.line = style, line

    def begin(self, result: Result) -> str:
        """Return the problems that are in no file."""
        self.closing = Closing(result)
        self.showing = Showing(result, self.style)
        return self._lines("", self.showing.engine)

    def report(self, checked: Checked) -> str:
        """Return the findings of a file that are not suppressed."""
        self.closing.add(checked)
        shown = self.showing.report(checked)
        return self._lines(shown.path, left(shown)) if shown else ""

    def end(self) -> str:
        """Return the configurations that held, and the verdict."""
        lines = [] if self.style.quiet else self.closing.lines(self.style.language)
        return "".join(f"{line}\n" for line in lines)

    def _lines(self, path: str, findings: Iterable[Diagnostic]) -> str:
        return "".join(f"{self.line(path, found)}\n" for found in findings)
