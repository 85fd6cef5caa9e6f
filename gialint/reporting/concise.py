"""The ``concise`` output: a line for each finding, as compilers print them."""

from __future__ import annotations

from gialint.model import Diagnostic, Result
from gialint.reporting import Style
from gialint.reporting.configurations import configuration_lines
from gialint.reporting.gathering import gathered
from gialint.reporting.phrases import SEVERITIES
from gialint.reporting.position import address, position
from gialint.reporting.rewriting import rewritten
from gialint.reporting.tally import tally
from gialint.reporting.unsuppressed import unsuppressed
from gialint.reporting.verdict import verdict
from gialint.reporting.width import visible_lines


def concise(result: Result, style: Style) -> str:
    """Return ``path:line:column: severity CODE message [address]`` lines, then the verdict."""
    told = rewritten(gathered(result, style), visible_lines)
    lines = [_line(path, found, style.language) for path, found in unsuppressed(told)]
    if not style.quiet:
        lines += [*configuration_lines(result, style.language), verdict(tally(result), style.language)]
    return "".join(f"{line}\n" for line in lines)


def _line(path: str, diagnostic: Diagnostic, language: str) -> str:
    where = position(path, diagnostic)
    place = address(path, diagnostic)
    message = diagnostic.message.replace("\n", " ")
    return (
        (f"{where}: " if where else "")
        + f"{SEVERITIES[diagnostic.severity].say(language)} {diagnostic.code} {message}"
        + (f" [{place}]" if place else "")
    )
