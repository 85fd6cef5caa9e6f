"""The server itself: its processes, its socket, and its end."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable

import uvicorn

from gialint.model import Problem
from gialint.records import NamedTuple
from gialint.run.worker import Failed, Lost
from gialint.web.app import App
from gialint.web.security import EVERYWHERE
from gialint.web.site import Site
from gialint.web.tasks import LANGUAGES, Start
from gialint.web.workers import Workers

CONNECTIONS = 1_000
"""Connections at once; more are turned away."""
GRACE = 3
"""Seconds that answers which are on their way are given at the end."""


class Taken(Exception):
    """The address cannot be listened on."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Broken(Exception):
    """The processes that check do not start."""


class Counts(NamedTuple):
    """What the server has done: reports checked, and how often something failed."""

    reports: int
    failures: int


class Begun(NamedTuple):
    """A server that answers: what is wrong with its plugins, and how another thread may end it."""

    problems: tuple[Problem, ...]
    stop: Callable[[], None]


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises Taken."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise Taken(error) from error


def address_of(site: Site, listener: socket.socket) -> str:
    """Return where the first page is."""
    host = site.names[0] if site.names and not site.is_local else site.host
    host = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"


def serve(
    site: Site, listener: socket.socket, begun: Callable[[Begun], None], over: Callable[[Counts], None]
) -> None:
    """Serve until an interrupt; ``begun`` is called before the first answer, ``over`` after the last.

    Raises Broken, and at the end whatever the interrupt means to the program.
    """
    asyncio.run(_serve(site, listener, begun, over))


async def _serve(
    site: Site, listener: socket.socket, begun: Callable[[Begun], None], over: Callable[[Counts], None]
) -> None:
    workers = Workers(site)
    try:
        try:
            start: Start = await workers.do("start")
            rules = {language: await workers.do("rules", language) for language in LANGUAGES}
        except (Lost, Failed) as error:
            raise Broken(str(error)) from error
        app = App(site, workers, start, rules)

        def stop() -> None:
            server.should_exit = True

        def ended() -> None:
            workers.close()
            over(Counts(app.checks.reports, app.checks.failures))

        logging.getLogger("uvicorn.error").disabled = True  # it would name addresses, and what was sent
        config = uvicorn.Config(
            app.asgi(lambda: begun(Begun(start.problems, stop)), ended),
            access_log=False,
            log_config=None,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="on",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=GRACE,
        )
        server = uvicorn.Server(config)
        await server.serve(sockets=[listener])
    finally:
        workers.close()
