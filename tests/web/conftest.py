"""A server as it is, in a thread of the tests, and requests as a browser or a program makes them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, NamedTuple

import pytest

from gialint.config import Config, settled
from gialint.web import Begun, Bounds, Counts, Site, listening, serve

PATIENCE = 120
BOUNDARY = "limit-of-a-part"
JSON = {"accept": "application/json"}
HELD = """
import os, time
from gialint import Rule, Severity, Text, hookimpl

def check(report, facts):
    words = report.document.text
    if "终止进程" in words:
        os._exit(7)
    while "等待放行" in words and not os.path.exists({gate!r}):
        time.sleep(0.01)
    return ()

@hookimpl
def gialint_rules():
    return [Rule("QS001", "ours", Text("我们的", "ours"), Severity.INFO, ("依据",), check)]
"""
"""A plugin whose rule ends its process over some words, and over others waits until a file is there."""


class Answer(NamedTuple):
    """What was answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as data."""
        return json.loads(self.body)


class Served(NamedTuple):
    """A server that runs: ``counts`` holds what it has done when it is over."""

    port: int
    counts: list[Counts]
    stop: Callable[[], None]

    @property
    def address(self) -> str:
        """Where its first page is."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, body: bytes | None = None, method: str = "", **headers: str) -> Answer:
        """Return what is answered to a request, for which ``_`` in the names of headers stands for ``-``."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method or ("GET" if body is None else "POST"), path, body, named)
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def send(self, *files: tuple[str, bytes], lang: str = "zh", **headers: str) -> Answer:
        """Send files as a form."""
        body = form(*files, lang=lang)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.ask("/results", body, content_type=kind, **headers)

    def finished(self, *files: tuple[str, bytes], lang: str = "zh") -> str:
        """Send files, wait until they are checked, and return the address of the result."""
        address: str = self.send(*files, lang=lang, **JSON).json["result"]
        self.wait(address, "done", "failed")
        return address

    def wait(self, address: str, *states: str) -> dict[str, Any]:
        """Wait until a check is in one of some states, and return it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            told: dict[str, Any] = self.ask(f"{address}state").json
            if told["state"] in states:
                return told
            time.sleep(0.02)
        raise AssertionError(f"{address} is still {told}")


def form(*files: tuple[str, bytes], lang: str = "zh") -> bytes:
    """Return the body of a form as browsers send it."""
    start = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="lang"\r\n\r\n{lang}\r\n'.encode()
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, data in files
    ]
    return b"".join((start, *parts, f"--{BOUNDARY}--\r\n".encode()))


@contextmanager
def serving(config: Config | None = None, bounds: Bounds | None = None, **changes: Any) -> Iterator[Served]:
    """Run a server with some settings of its own until the end of the context."""
    site = Site(config or Config(), port=0, jobs=changes.pop("jobs", 1), bounds=bounds or Bounds())
    site = site._replace(**changes)
    listener = listening(site.host, 0)
    begun: Queue[Begun] = Queue()
    counts: list[Counts] = []
    thread = Thread(target=serve, args=(site, listener, begun.put, counts.append), daemon=True)
    thread.start()
    stop = begun.get(timeout=PATIENCE).stop

    def over() -> None:
        stop()
        thread.join(PATIENCE)

    try:
        yield Served(listener.getsockname()[1], counts, over)
    finally:
        over()


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    """A server as it is started without any option."""
    with serving() as served:
        yield served


@pytest.fixture
def starting() -> Iterator[Callable[..., Served]]:
    """Start servers with options of their own."""
    with ExitStack() as stack:
        yield lambda *words, **changes: stack.enter_context(serving(*words, **changes))


@pytest.fixture
def gated(tmp_path: Path, trust: Callable[[Path], None]) -> tuple[Config, Path]:
    """A configuration whose plugin is ``HELD``, and the file that it waits for."""
    gate = tmp_path / "gate"
    (tmp_path / "ours.py").write_text(HELD.format(gate=str(gate)), "utf-8")
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
    trust(tmp_path)
    config, problems = settled(tmp_path / "gialint.yaml")
    assert not problems
    return config, gate
