"""Who is answered: browsers that show this page, under a name that is ours; every answer forbids the rest.

A page from elsewhere could send a request in an official's name, or have its own name lead here (DNS
rebinding). So the host of a request must be one of ours, and what changes anything must come from our page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gialint.web.site import LOOPBACK, Site

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    # Without a referrer browsers send the origin "null" with a form, which could be anybody's.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
OPEN = ("/", "/about")
"""Pages to which others may link."""
SAFE = ("GET", "HEAD")
EVERYWHERE = ("0.0.0.0", "::")

Denied = str
"""Why a request is not answered: ``host`` or ``origin``."""


def hosts(site: Site) -> frozenset[str]:
    """Return the names and addresses under which a site answers, in lower case."""
    own = LOOPBACK if site.is_local else (site.host,)
    return frozenset(name.lower().strip("[]") for name in (*own, *site.names))


def denied(site: Site, method: str, path: str, headers: Mapping[str, str]) -> Denied | None:
    """Return why a request is not answered, by its headers, whose names are in lower case."""
    allowed = hosts(site)
    host = _host(f"//{headers.get('host', '')}")
    if not _is_ours(host, allowed, site):
        return "host"
    if method in SAFE and (path in OPEN or headers.get("sec-fetch-mode") == "navigate"):
        return None  # a link, which may stand anywhere: who follows it sees the page, and nobody else does
    # Only what is sent to this very machine or over TLS has it; all else that changes anything has an origin.
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return "origin"
    origin = headers.get("origin")
    if origin is None or (method in SAFE and origin == "null"):
        return None
    named = _host(origin)
    return None if named == host or (named and _is_ours(named, allowed, site)) else "origin"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _is_ours(host: str, allowed: Collection[str], site: Site) -> bool:
    if host in allowed or site.host not in EVERYWHERE:
        return host in allowed
    # Nobody can have an address of numbers lead elsewhere, as a name can.
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


class Guard:
    """Answers only whom it may, and puts on every answer the headers that forbid all else."""

    def __init__(
        self, app: ASGIApp, site: Site, refuse: Callable[[Denied, Scope, Receive, Send], Awaitable[None]]
    ) -> None:
        self.app, self.site, self.refuse = app, site, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sent(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                more = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *(each for each in more if each[0] not in own)]
            await send(message)

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        why = denied(self.site, scope["method"], scope["path"], headers)
        if why is None:
            await self.app(scope, receive, sent)
        else:
            await self.refuse(why, scope, receive, sent)
