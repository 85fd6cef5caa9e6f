"""docs/coverage is what the rules' bases say today, and every demand has rules or a reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tools.write_coverage import WHY, pages, rules_for, sources

DOCS = Path(__file__).resolve().parents[1] / "docs"
MADE = dict(pages())
RULES = linter(Config()).plugins.rules
DEMANDS = [demand for source in sources() for demand in source["demands"]]
ASKED = ("《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号", "《政府信息公开信息处理费管理办法》")


@pytest.mark.parametrize("name", MADE)
def test_the_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == MADE[name], "run `make pages`"


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda each: each["en"])
def test_a_demand_has_rules_or_a_reason(demand: Mapping[str, Any]) -> None:
    reasons = [state for state in WHY if state in demand]
    assert bool(rules_for(demand, RULES)) != bool(reasons)
    assert len(reasons) < 2


def test_every_rule_that_rests_on_these_texts_answers_to_a_demand() -> None:
    answering = {rule.code for demand in DEMANDS for rule in rules_for(demand, RULES)}
    resting = {rule.code for rule in RULES if any(basis.startswith(ASKED) for basis in rule.basis)}
    assert resting - answering == set()
