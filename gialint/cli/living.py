"""Options of commands that live with findings: waivers, a baseline, and the day it is."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from gialint.cli.arguments import Option, UsageError
from gialint.config import Config
from gialint.model import Words

WAIVERS = Option(
    ("--waivers",),
    Words("豁免文件：已核实、可以保留的问题", "file of waivers: findings that may stay, with reasons"),
    "FILE",
)
BASELINE = Option(
    ("--baseline",),
    Words(
        "基线文件：不再报告其中已有的问题（由 gialint baseline 写出）",
        "baseline: known findings, not reported again (gialint baseline writes it)",
    ),
    "FILE",
)
TODAY = Option(
    ("--today",),
    Words(
        "豁免按这一天判断是否到期（默认 SOURCE_DATE_EPOCH，再默认今天）",
        "the day by which waivers end (default: SOURCE_DATE_EPOCH, or else the present day)",
    ),
    "DATE",
)


def living(config: Config, given: Namespace) -> Config:
    """Return the configuration with the files named on the command line, and the day if it matters."""
    waivers, baseline = getattr(given, "waivers", None), getattr(given, "baseline", None)
    config = config._replace(
        waivers=Path(waivers) if waivers else config.waivers,
        baseline=Path(baseline) if baseline else config.baseline,
    )
    asked = getattr(given, "today", None)
    return config._replace(today=day(asked)) if config.waivers or asked else config


def day(asked: str | None) -> str:
    """Return the day it is to be (``2026-03-31``); raises UsageError for one that is none."""
    from datetime import UTC, date, datetime

    if asked:
        try:
            return date.fromisoformat(asked).isoformat()
        except ValueError as error:
            message = Words(
                f"--today 应如 2026-03-31，不是“{asked}”", f"--today is as 2026-03-31, not “{asked}”"
            )
            raise UsageError(message) from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and len(epoch) <= 11:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return date.today().isoformat()
