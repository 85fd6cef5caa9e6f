"""GIA604 on sixty sentences that were labelled and put aside before the rule first met them."""

from __future__ import annotations

import json

from gialint.config import Config
from gialint.run.linter import linter
from tests.reportwriter.described import CORPUS

UNSEEN = CORPUS / "stale-years-unseen.jsonl"
FIRST_RUN = (29, 0)
"""How many of thirty it found, and how many of thirty others it told, on 2026-11-30."""


def test_what_is_found_of_sentences_put_aside() -> None:
    gialint = linter(Config(select=("GIA604",)))
    found = {True: 0, False: 0}
    for line in UNSEEN.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        text = f"青石镇人民政府{case['year']}年政府信息公开工作年度报告\n一、总体情况\n{case['text']}\n"
        found[case["stale"]] += bool(gialint.check_file("report.txt", text.encode()).findings)
    assert found[True] >= FIRST_RUN[0]
    assert found[False] <= FIRST_RUN[1]
