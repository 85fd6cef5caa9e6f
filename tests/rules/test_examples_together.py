"""An example of one rule is sound to all others, but for what it says that they find as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from gialint.checking.engine import check_report
from gialint.checking.rulefiles.examples import KINDS
from gialint.checking.series import BESIDE
from gialint.config import Config
from gialint.model import Rule, Severity
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import Linter, linter
from gialint.understanding.understand import understand

LINTER: Linter = linter(Config())
WHOLE = ("GIA101", "GIA104", "GIA905")
"""Rules that ask for whole reports, sections and tables; an example is mostly a part of one."""

CASES = [
    (rule, example, kind)
    for rule in LINTER.rules
    for example in rule.examples
    for kind in KINDS
    if kind in example
]


@pytest.mark.parametrize(
    ("rule", "example", "kind"),
    CASES,
    ids=[f"{rule.code}-{rule.examples.index(example) + 1}-{kind}" for rule, example, kind in CASES],
)
def test_no_other_rule_finds_an_error(rule: Rule, example: Mapping[str, Any], kind: str) -> None:
    others = BESIDE.get(rule.scope, "last.")
    own = {path: value for path, value in example[kind].items() if not path.startswith(others)}
    report = understand(from_mapping(own), LINTER.knowledge)
    checked = check_report(report, LINTER.rules, LINTER.engine, LINTER.terms)
    errors = {found.code: found.message for found in checked.findings if found.severity is Severity.ERROR}
    beyond = {code: said for code, said in errors.items() if code not in (rule.code, *WHOLE)}
    assert set(beyond) == set(example.get("also", ())), beyond
