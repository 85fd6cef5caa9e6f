"""How ``gialint serve`` bears many at once: ``python benchmarks/served.py``; needs the extra ``web``.

Fifty people each drop a report within a second, by the form, and look at the result; then a thousand reports
are sent one after the other, and the memory of all processes is compared with that after ten.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "examples" / "faulty.docx"
PEOPLE, WITHIN = 50, 1.0
FEW, MANY = 10, 1_000
BOUNDARY = "limit-of-a-part"
PATIENCE = 120


def main() -> None:
    """Start a server, and print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "gialint", "serve", "--port", "0", "--lang", "en", *sys.argv[1:]]
        environ = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'rules'}"}
        process = subprocess.Popen(words, cwd=folder, env=environ, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        began = time.perf_counter()
        port = int(process.stdout.readline().rpartition(":")[2].rstrip("/\n"))
        print(f"ready after {time.perf_counter() - began:.2f} s; idle: {memory(process.pid):.0f} MB")
        try:
            people(port)
            growth(port, process.pid, "by POST /check", lambda: checked(port))
            growth(port, process.pid, "by the form, results kept", lambda: dropped(port))
        finally:
            process.terminate()
            process.wait()


def people(port: int) -> None:
    """Print how long those who drop a report at once wait for their result."""
    waits: list[float] = []

    def person(place: int) -> None:
        time.sleep(place * WITHIN / PEOPLE)
        began = time.perf_counter()
        page = dropped(port)
        waits.append(time.perf_counter() - began)
        assert b"GIA" in page

    began = time.perf_counter()
    threads = [threading.Thread(target=person, args=(place,)) for place in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    print(
        f"{len(waits)} of {PEOPLE} dropped within {WITHIN:g} s were answered within {took:.1f} s: "
        f"median {statistics.median(waits):.2f} s, slowest {max(waits):.2f} s"
    )


def growth(port: int, process: int, how: str, send: Callable[[], object]) -> None:
    """Print the memory after few reports and after many."""
    figures = {}
    for number in range(1, MANY + 1):
        send()
        if number in (FEW, MANY):
            figures[number] = memory(process)
    print(f"memory {how}: " + ", ".join(f"{of:.0f} MB after {number}" for number, of in figures.items()))


def checked(port: int) -> bytes:
    """Have a report checked as another system does."""
    return ask(port, "POST", "/check?name=report.docx", REPORT.read_bytes())


def dropped(port: int) -> bytes:
    """Drop a report as the script of the page does, and return the page of its result."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="report.docx"\r\n\r\n'
    body = head.encode() + REPORT.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = {"content-type": f"multipart/form-data; boundary={BOUNDARY}", "accept": "application/json"}
    address = json.loads(ask(port, "POST", "/results", body, kind))["result"]
    while json.loads(ask(port, "GET", f"{address}state"))["state"] not in ("done", "failed"):
        time.sleep(0.05)
    return ask(port, "GET", address)


def ask(
    port: int, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> bytes:
    """Return the body of an answer, which must be one of success."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    found = answer.read()
    connection.close()
    assert answer.status < 300, (answer.status, found[:200])
    return found


def memory(process: int) -> float:
    """Return the megabytes that a process and those it started hold for themselves."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    children = [each for task in tasks for each in task.read_text().split()]
    sizes = 0
    for each in (str(process), *children):
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if line.startswith("Private_"):
                sizes += int(line.split()[1])
    return sizes / 1024


if __name__ == "__main__":
    main()
