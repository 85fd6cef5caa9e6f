"""What a result tells, finding by finding."""

from __future__ import annotations

from collections.abc import Iterator

from gialint.model import Diagnostic, Result


def unsuppressed(result: Result) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each finding not suppressed with its file's path; what stands in no file comes first."""
    yield from (("", problem) for problem in result.engine)
    for checked in result.reports:
        yield from ((checked.path, found) for found in checked.findings if not found.suppressed)
