"""Hide what is personal before anything is printed, whatever text of a result it stands in."""

from __future__ import annotations

from collections.abc import Iterable

from gialint.model import Result, mask, starred
from gialint.reporting.rewriting import rewritten


def masked(result: Result) -> Result:
    """Return the result with personal numbers masked in every text; to be called before any reporter.

    So are the words that findings tell to be secrets, in whatever text they stand.
    """
    secrets = {secret for report in result.reports for found in report.findings for secret in found.secrets}
    ordered = sorted(secrets, key=len, reverse=True)
    return rewritten(result, lambda text: _hidden(mask(text), ordered))


def _hidden(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, starred(secret))
    return text
