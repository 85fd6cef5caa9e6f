"""What is kept of a report that was checked, for the rules that compare it with others."""

from __future__ import annotations

from collections.abc import Iterable

from gialint.checking.remarks import silences
from gialint.model import Checked, Digest, Report, Rule
from gialint.model.digest import digest_of


def digested(checked: Checked, report: Report, rules: Iterable[Rule], language: str) -> Digest:
    """Return the digest of a report, with what its own comments say of rules that are put later."""
    secrets = [secret for found in checked.findings for secret in found.secrets]
    digest = digest_of(report, checked.figures, [found.code for found in checked.findings], secrets)
    if not any(aside.remark for aside in report.document.asides):
        return digest
    scopes = {rule.code: rule.scope for rule in rules}
    later = [code for code, scope in scopes.items() if scope in ("series", "members")]
    return digest._replace(silences=tuple(silences(report, scopes, later, language)))
