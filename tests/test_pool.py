"""Work shared out among processes: the same results in the same order, and one item lost to a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gialint.pool import CHUNK, Lost, in_order, processes

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only"),
    # The tests' own runner may have threads; the command line has none.
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


def lost(item: int, lost: Lost) -> str:
    return f"{item} lost: {lost.detail}"


def squared(item: int) -> str:
    return str(item * item)


@given(items=st.lists(st.integers(), max_size=4 * CHUNK), jobs=st.integers(1, 3))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_results_come_in_order(items: list[int], jobs: int) -> None:
    assert list(in_order(squared, items, jobs, lost)) == [squared(item) for item in items]


def test_processes_share_the_work() -> None:
    workers = set(in_order(lambda item: f"{os.getpid()}", range(20 * CHUNK), 2, lost))
    assert len(workers) == 2
    assert str(os.getpid()) not in workers


def _kill(item: int) -> str:
    if item in (3, 17):
        os.kill(os.getpid(), signal.SIGKILL)
    return str(item)


def _exit(item: int) -> str:
    if item in (3, 17):
        os._exit(3)
    return str(item)


def _raise(item: int) -> str:
    if item in (3, 17):
        raise ValueError("坏")
    return str(item)


@pytest.mark.parametrize(
    ("work", "said"), [(_kill, "exit -9"), (_exit, "exit 3"), (_raise, "ValueError: 坏")]
)
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_a_crash_costs_its_own_item_only(work: Callable[[int], str], said: str, jobs: int) -> None:
    results = list(in_order(work, range(25), jobs, lost))
    assert results == [f"{item} lost: {said}" if item in (3, 17) else str(item) for item in range(25)]


def test_a_result_that_cannot_be_sent_is_lost() -> None:
    results = list(
        in_order(lambda item: (lambda: item) if item == 3 else item, range(5), 2, lambda *_: "lost")
    )
    assert results == [0, 1, 2, "lost", 4]


def test_every_item_may_crash() -> None:
    results = list(in_order(lambda item: os._exit(1), range(5), 2, lost))
    assert results == [f"{item} lost: exit 1" for item in range(5)]


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100 * CHUNK):
            taken.append(item)
            yield item

    results = in_order(squared, items(), 2, lost)
    assert next(results) == "0"
    assert len(taken) <= 6 * CHUNK


def test_processes_end_with_the_run(tmp_path: Path) -> None:
    def work(item: int) -> str:
        (tmp_path / str(os.getpid())).touch()
        return squared(item)

    results = in_order(work, range(100 * CHUNK), 2, lost)
    next(results)
    del results
    started = [int(path.name) for path in tmp_path.iterdir()]
    assert started
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


def test_ctrl_c_ends_all_without_a_word(tmp_path: Path) -> None:
    script = (
        "import signal, time\n"
        # Whoever runs the tests may ignore interrupts, as nohup does; a child would, too.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from gialint.pool import in_order\n"
        "print('begun', flush=True)\n"
        "list(in_order(lambda item: time.sleep(60), range(50), 2, lambda item, lost: None))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert said.strip().splitlines()[-1] == "KeyboardInterrupt"
    assert said.count("Traceback") == 1
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_as_many_processes_as_may_run() -> None:
    assert processes() == len(os.sched_getaffinity(0))
