"""Work shared out among processes: the same results in the same order, and one item lost to a crash."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gialint.files.cache import kept, plain
from gialint.lazy_regex import lazy_regex
from gialint.run.pool import CHUNK, Lost, Note, in_order, processes
from tests.processes import HEEDING, are_gone, begun, hit, line, wait_until

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only"),
    # The tests' own runner may have threads; the command line has none.
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


def lost(item: int, lost: Lost) -> str:
    return f"{item} lost: {lost.detail}"


def squared(item: int, note: Note) -> str:
    return str(item * item)


@given(items=st.lists(st.integers(), max_size=4 * CHUNK), jobs=st.integers(1, 3))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_results_come_in_order(items: list[int], jobs: int) -> None:
    assert list(in_order(squared, items, jobs, lost)) == [str(item * item) for item in items]


def test_processes_share_the_work() -> None:
    workers = set(in_order(lambda item, note: f"{os.getpid()}", range(20 * CHUNK), 2, lost))
    assert len(workers) == 2
    assert str(os.getpid()) not in workers


def _kill(item: int, note: Note) -> str:
    if item in (3, 17):
        os.kill(os.getpid(), signal.SIGKILL)
    return str(item)


def _exit(item: int, note: Note) -> str:
    if item in (3, 17):
        os._exit(3)
    return str(item)


def _raise(item: int, note: Note) -> str:
    if item in (3, 17):
        raise ValueError("坏")
    return str(item)


@pytest.mark.parametrize(
    ("work", "said"), [(_kill, "SIGKILL"), (_exit, "exit 3"), (_raise, "ValueError: 坏")]
)
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_a_crash_costs_its_own_item_only(work: Callable[[int, Note], str], said: str, jobs: int) -> None:
    results = list(in_order(work, range(25), jobs, lost))
    assert results == [f"{item} lost: {said}" if item in (3, 17) else str(item) for item in range(25)]


def test_a_result_that_cannot_be_sent_is_lost() -> None:
    results = list(
        in_order(lambda item, note: (lambda: item) if item == 3 else item, range(5), 2, lambda *_: "lost")
    )
    assert results == [0, 1, 2, "lost", 4]


def test_every_item_may_crash() -> None:
    results = list(in_order(lambda item, note: os._exit(1), range(5), 2, lost))
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
    def work(item: int, note: Note) -> str:
        (tmp_path / str(os.getpid())).touch()
        return squared(item, note)

    results = in_order(work, range(100 * CHUNK), 2, lost)
    next(results)
    del results
    started = [int(path.name) for path in tmp_path.iterdir()]
    assert started
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


def test_what_a_process_noted_last_is_known_when_it_dies() -> None:
    def work(item: int, note: Note) -> str:
        note(b"begun " * item)
        note(f"at {item}".encode())
        return _kill(item, note)

    def told(item: int, lost: Lost) -> str:
        return f"{lost.noted.decode()}, {lost.died}"

    results = list(in_order(work, range(25), 2, told))
    assert [result for result in results if not result.isdecimal()] == ["at 3, True", "at 17, True"]


def test_another_item_may_be_done_in_place_of_one_that_was_deadly() -> None:
    def again(item: int, lost: Lost) -> int | None:
        return item + 100 if item < 300 else None

    def work(item: int, note: Note) -> str:
        if item % 100 in (3, 17):
            os._exit(item % 100)
        return str(item)

    results = list(in_order(work, range(25), 2, lost, again))
    assert results == [
        f"{item + 300} lost: exit {item}" if item in (3, 17) else str(item) for item in range(25)
    ]


def test_what_cannot_be_received_is_lost() -> None:
    made = type("Made", (), {"__reduce__": lambda self: (sys.exit, ())})

    def odd(item: int, note: Note) -> object:
        return made() if item == 3 else item

    assert list(in_order(odd, range(5), 2, lambda item, lost: lost.detail)) == [0, 1, 2, "SystemExit", 4]


START = f"""{HEEDING}
import re, time
from gialint.run.pool import in_order
def work(item, note):
    os.write(1, b"%d\\n" % os.getpid())
    WORK
list(in_order(work, range(50), 2, lambda item, lost: None))
"""
WORKS = {
    "sleeping": "time.sleep(600)",
    "searching": "re.match('(a*)*b', 'a' * 99)",  # nothing but the system breaks that off
    "stubborn": "while True:\n        try: time.sleep(600)\n        except BaseException: pass",
}


@pytest.mark.parametrize("work", WORKS)
def test_ctrl_c_ends_all_without_a_word(work: str) -> None:
    with begun(START.replace("WORK", WORKS[work])) as process:
        workers = [int(line(process)) for _ in range(2)]
        hit(process, signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
        wait_until(lambda: are_gone(workers))
    assert said.strip().splitlines()[-1] == "KeyboardInterrupt"
    assert said.count("Traceback") == 1


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_first(number: int, work: str) -> None:
    with begun(START.replace("WORK", WORKS[work])) as process:
        workers = [int(line(process)) for _ in range(2)]
        hit(process, number)
        assert process.communicate(timeout=60)[1] == b""
        wait_until(lambda: are_gone(workers))


def test_who_started_us_may_ignore_that_processes_end() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        results = list(in_order(_kill, range(25), 2, lost))
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert results == [f"{item} lost: ?" if item in (3, 17) else str(item) for item in range(25)]


def test_as_many_processes_as_may_run() -> None:
    assert processes() == len(os.sched_getaffinity(0))


def test_codes_of_expressions_that_processes_made_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def work(item: int, note: Note) -> str:
        return lazy_regex(f"第{item}个[一-龥]").pattern

    made = list(in_order(work, range(12), 2, lambda item, lost: lost.detail))
    [entry] = (tmp_path / "gialint").iterdir()
    assert {source for source, _ in plain(kept(entry))} >= {*made}
