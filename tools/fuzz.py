"""Fuzz gialint: files of every format with format-aware changes, checked against their invariants.

``python tools/fuzz.py --cases 300`` tries that many, ``--seconds 600`` as many as fit; ``--seed`` chooses
others, ``--format .docx`` only one format. Case 17 of seed 1 is the same file on every machine. A file on
which anything fails, or that takes more than ``SLOW`` seconds of CPU time, is kept under
``tests/corpus/found``, where every test run checks it from then on.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading")]

from tests.fuzzing.cases import FOUND, Case, case  # noqa: E402
from tests.fuzzing.law import every_rule, hold  # noqa: E402
from tests.fuzzing.mutating import KINDS  # noqa: E402

SLOW = 10.0
"""Seconds of the processor that no case takes: a limit is missing somewhere."""
HANGS = 120.0
"""Seconds after which a case is given up, on a machine however busy."""
EVERY = 100


def main() -> int:
    """Try cases until there are enough; returns 1 where something was found."""
    parser = argparse.ArgumentParser(description="Fuzz gialint with files of every format.")
    parser.add_argument("--cases", type=int, default=300, help="how many to try (default %(default)s)")
    parser.add_argument("--seconds", type=float, help="try as many as fit instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", type=int, default=0, metavar="N", help="begin with case N")
    parser.add_argument("--format", choices=KINDS, help="only this one")
    given = parser.parse_args()
    every_rule().check_file("报告.txt", "总体情况".encode())  # what is loaded once is no case's cost
    tried: Counter[str] = Counter()
    found = 0
    for number in _numbers(given.first, given.cases, given.seconds):
        one = case(given.seed, number, given.format)
        fault = tried_apart(one)
        tried[one.suffix] += 1
        if fault:
            found += 1
            print(f"case {number} of seed {given.seed}, kept as {kept(one).name}:\n{fault}", flush=True)
        if tried.total() % EVERY == 0:
            print(f"{tried.total()} cases, {found} found", flush=True)
    print(", ".join(f"{suffix} {times}" for suffix, times in tried.items()))
    print(f"{tried.total()} cases of seed {given.seed}: {found or 'nothing'} found")
    return 1 if found else 0


def _numbers(first: int, cases: int, seconds: float | None) -> Iterator[int]:
    """Yield the numbers of cases until there are enough, or until the time is over."""
    until = time.monotonic() + (seconds or 0)
    for number in count(first):
        if time.monotonic() > until if seconds else number == first + cases:
            return
        yield number


def tried_apart(one: Case) -> str:
    """Hold a case to the law in a process of its own; return what was wrong, or nothing."""
    if not hasattr(os, "fork"):
        return fault_of(one)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.write(writing, fault_of(one)[-60_000:].encode(errors="replace") or b"\0")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        if select.select([told], [], [], HANGS)[0]:
            said = told.read()
        else:
            os.kill(child, signal.SIGKILL)
            said = b"it hangs"
    _, status = os.waitpid(child, 0)
    died = f"it ended the process with status {status}" if not said else ""
    return died or said.strip(b"\0").decode()


def fault_of(one: Case) -> str:
    """Hold a case to the law; return what was wrong, or nothing."""
    began = time.process_time()
    try:
        hold(one.name, one.content, one.number)
    except BaseException:
        return traceback.format_exc(limit=-6)
    took = time.process_time() - began
    return f"it took {took:.1f} s" if took > SLOW else ""


def kept(one: Case) -> Path:
    """Keep the file of a case, so that every test run checks it from now on."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{sha256(one.content).hexdigest()[:12]}{one.suffix}"
    path.write_bytes(one.content)
    return path


if __name__ == "__main__":
    sys.exit(main())
