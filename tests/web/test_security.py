"""Who is answered: by the names of the server, and where a request comes from."""

from __future__ import annotations

import pytest

from gialint.config import Config
from gialint.web import Site
from gialint.web.security import HEADERS, denied
from tests.web.conftest import Served

LOCAL = Site(Config())
OFFICE = Site(Config(), host="192.168.1.5", names=("nianbao.example",))
EVERYWHERE = Site(Config(), host="0.0.0.0", names=("nianbao.example",))


@pytest.mark.parametrize(
    ("site", "host", "expected"),
    [
        (LOCAL, "127.0.0.1:8765", None),
        (LOCAL, "localhost", None),
        (LOCAL, "LOCALHOST:8765", None),
        (LOCAL, "[::1]:8765", None),
        (LOCAL, "", "host"),
        (LOCAL, "evil.example", "host"),
        (LOCAL, "127.0.0.1.evil.example", "host"),
        (LOCAL, "192.168.1.5:8765", "host"),
        (LOCAL, "[", "host"),
        (LOCAL, "127.0.0.1@evil.example", "host"),
        (OFFICE, "192.168.1.5:8765", None),
        (OFFICE, "nianbao.example", None),
        (OFFICE, "evil.example", "host"),
        (OFFICE, "192.168.1.6", "host"),
        (EVERYWHERE, "10.0.0.7:8765", None),
        (EVERYWHERE, "nianbao.example:443", None),
        (EVERYWHERE, "evil.example", "host"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_names_of_the_server_are_answered(
    site: Site, host: str, expected: str | None, method: str
) -> None:
    assert denied(site, method, "/", {"host": host}) == expected


@pytest.mark.parametrize(
    ("method", "path", "headers", "expected"),
    [
        ("POST", "/results", {}, None),  # a program
        ("POST", "/results", {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8765"}, None),
        ("POST", "/results", {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}, "origin"),
        ("POST", "/results", {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:1"}, "origin"),
        ("POST", "/results", {"sec-fetch-site": "none"}, None),
        ("POST", "/results", {"origin": "http://127.0.0.1:8765"}, None),  # an old browser
        ("POST", "/results", {"origin": "https://evil.example"}, "origin"),
        ("POST", "/results", {"origin": "null"}, "origin"),
        ("POST", "/check", {"origin": "https://evil.example"}, "origin"),
        ("POST", "/", {"origin": "https://evil.example"}, "origin"),
        ("GET", "/results/x/", {"sec-fetch-site": "cross-site"}, "origin"),
        ("GET", "/results/x/", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, None),
        ("GET", "/results/x/", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, "origin"),
        ("POST", "/results", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, "origin"),
        ("GET", "/static/page.js", {"sec-fetch-site": "cross-site"}, "origin"),
        ("GET", "/results/x/state", {"origin": "https://evil.example"}, "origin"),
        ("GET", "/", {"sec-fetch-site": "cross-site"}, None),  # a link from the office's own pages
        ("GET", "/about", {"sec-fetch-site": "same-site"}, None),
    ],
)
def test_what_does_anything_comes_from_our_page(
    method: str, path: str, headers: dict[str, str], expected: str | None
) -> None:
    assert denied(LOCAL, method, path, {"host": "127.0.0.1:8765", **headers}) == expected


def test_a_proxy_may_call_it_by_another_name() -> None:
    headers = {"host": "127.0.0.1:8765", "origin": "https://nianbao.example"}
    site = LOCAL._replace(names=("nianbao.example",))
    assert denied(site, "POST", "/results", headers) is None
    assert denied(LOCAL, "POST", "/results", headers) == "origin"


@pytest.mark.parametrize("path", ["/", "/about", "/static/page.js", "/openapi.json", "/none", "/results/x/"])
@pytest.mark.parametrize("host", ["127.0.0.1", "evil.example"])
def test_every_answer_forbids_all_else(server: Served, path: str, host: str) -> None:
    answer = server.ask(path, host=host)
    assert answer.headers.items() >= HEADERS.items()
    assert "server" not in answer.headers
    assert (answer.status == 403) == (host == "evil.example")
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_who_is_not_answered_is_told_why(server: Served) -> None:
    assert "--allow-host" in server.ask("/", host="evil.example").text
    told = server.ask("/check?name=a.txt", b"x", origin="https://evil.example")
    assert (told.status, told.json["error"]) == (403, "origin")
