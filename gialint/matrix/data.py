"""The matrix as JSON, for programs."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from gialint.matrix.deductions import Deductions, Score, scores
from gialint.matrix.rates import Rate, Rates, Share
from gialint.matrix.sheets import verdict
from gialint.matrix.totals import Cell, Matrix, Unit

SCHEMA = "gialint/matrix/1"


def matrix_json(matrix: Matrix, deductions: Deductions | None = None) -> str:
    """Return the matrix as JSON (``gialint/matrix/1``); unread cells name their agencies."""
    scored = scores(deductions, matrix.units) if deductions else (None,) * len(matrix.units)
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "government": matrix.government or None,
        "year": matrix.year or None,
        "expected": matrix.expected,
        "units": [_unit(unit, score) for unit, score in zip(matrix.units, scored, strict=True)],
        "missing": matrix.missing,
        "late": [each._asdict() for each in matrix.late],
        "doubled": matrix.doubled,
        "other_years": [
            {"agency": each.agency, "year": each.year, "path": each.path} for each in matrix.elsewhere
        ],
        "unread": matrix.unread,
        "rules": [{"code": hit.rule.code, "units": dict(hit.units)} for hit in matrix.hits],
        "cells": {cell.path: _cell(cell) for cells in matrix.tables.values() for cell in cells},
        "indicators": {each.indicator.name: _rates(each) for each in matrix.rates},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _unit(unit: Unit, score: Score | None) -> dict[str, Any]:
    told = unit._asdict()
    del told["hits"]
    told |= {"families": dict(unit.families), "published": unit.published or None, "verdict": verdict(unit)}
    if score:
        told["points"] = _number(score.points)
        told["deducted"] = [
            {"codes": dict(each.findings), "points": _number(each.points), "capped": each.capped}
            for each in score.taken
        ]
    return told


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "total": _number(cell.total),
        "read": cell.read,
        "unread": cell.unread,
        "own": _number(cell.own),
        "difference": _number(cell.difference),
    }


def _rates(of: Rates) -> dict[str, Any]:
    return {
        "title": of.indicator.title.zh,
        "formula": of.formula.zh,
        "least": of.indicator.least,
        "total": {**_rate(of, of.total), "left_out": of.left_out},
        "units": [{"agency": each.agency, "path": each.path, **_rate(of, each)} for each in of.units],
    }


def _rate(of: Rates, rate: Rate) -> dict[str, Any]:
    judged = of.judged(rate)
    told = {**_share(rate.share), "last": _share(rate.last)["percent"], "change": _number(rate.change)}
    told["judgement"] = judged.zh if judged else None
    if rate.missing:
        told["unread"] = [each.zh for each in rate.missing]
    return told


def _share(share: Share | None) -> dict[str, Any]:
    if share is None:
        return {"of": None, "among": None, "percent": None}
    return {"of": _number(share.of), "among": _number(share.among), "percent": _number(share.percent)}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
