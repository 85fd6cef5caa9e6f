"""What tests of processes share: programs that heed interrupts, and what is left of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote

ROOT = Path(__file__).parents[1]
HEEDING = "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""How a program begins that is to be interrupted: whoever runs the tests may ignore that, as nohup does."""
GIALINT = f"{HEEDING}import gialint.cli\nsys.exit(gialint.cli.main())\n"


@contextmanager
def begun(
    program: str,
    words: Sequence[str] = (),
    *,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Begin a program as the first process of a session, all of which is killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def install(program: Path, code: str) -> None:
    """Write Python that is started by its name; a shell begins it, as #! allows no path with a space."""
    started = f'exec {quote(sys.executable)} "$0" "$@"'
    program.write_text(f"#!/bin/sh\n''':'\n{started}\n'''\n{code}", "utf-8")
    program.chmod(0o755)


def hit(process: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal: Ctrl-C is for all processes of a terminal, any other for one."""
    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)


def line(process: subprocess.Popen[bytes]) -> str:
    """Return the next line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline().decode().rstrip("\n")


def wait_until(so: Callable[[], bool]) -> None:
    """Wait until something is so; raises AssertionError after half a minute."""
    for _ in range(600):
        if so():
            return
        time.sleep(0.05)
    raise AssertionError("not within half a minute")


def at_work(word: str) -> list[int]:
    """Return the processes that have something among their words."""
    return [number for number in _numbers() if word.encode() in _read(number, "cmdline")]


def are_gone(processes: Sequence[int]) -> bool:
    """Tell whether processes are no more; one that is never waited for remains as a zombie."""
    return all(_state(number)[:1] in ([], [b"Z"]) for number in processes)


def is_over(session: int) -> bool:
    """Tell whether no process of a session is left."""
    return all(state[:1] == [b"Z"] or state[3:4] != [b"%d" % session] for state in map(_state, _numbers()))


def _numbers() -> list[int]:
    return [int(each.name) for each in Path("/proc").glob("[0-9]*")]


def _state(number: int) -> list[bytes]:
    return _read(number, "stat").rpartition(b")")[2].split()


def _read(number: int, name: str) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{number}/{name}").read_bytes()
    return b""
