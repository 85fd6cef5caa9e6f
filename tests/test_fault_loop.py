"""A fault at every call of a rule, reader, reporter, write: status 2, the rest told, nothing half-written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.parametrize(
    ("scenario", "least"),
    [
        ("plain", {"reader": 6, "reporter": 9, "rule": 20, "write": 20}),
        ("plugin", {"hook": 9, "import": 3, "reader": 3, "reporter": 3, "rule": 2, "write": 20, "cache": 5}),
    ],
)
def test_a_fault_at_every_call(scenario: str, least: dict[str, int], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fault_loop", scenario]
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}  # with nothing kept yet
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    *amiss, counted, last = done.stdout.splitlines() or [done.stderr]
    assert (amiss, last, done.returncode) == ([], "0 amiss", 0), done.stdout + done.stderr
    counts = {kind: int(number) for number, kind in re.findall(r"(\d+) ([a-z]+)[,)]", counted)}
    print(counted)
    assert counts.keys() == least.keys()
    assert all(counts[kind] >= number for kind, number in least.items()), counted
