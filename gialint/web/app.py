"""What is answered at which address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from gialint.reporting.html import Screen
from gialint.run.archives import tidy
from gialint.web.answers import JSON, RAISED, Refused, file, kind_of, language_of, page, refused, wants_json
from gialint.web.checks import Check, Checks, Room
from gialint.web.pages import Pages, static_files
from gialint.web.security import Guard
from gialint.web.site import Site
from gialint.web.tasks import Concluded, Start
from gialint.web.uploads import body, form
from gialint.web.workers import Workers

OUTPUTS = {
    "result.xlsx": ("xlsx", "检查结果.xlsx", "result.xlsx"),
    "result.html": ("html", "检查结果.html", "result.html"),
    "result.json": ("json", "检查结果.json", "result.json"),
    "returned.docx": ("docx", "退回意见.docx", "returned.docx"),
    "matrix.xlsx": ("matrix", "汇总.xlsx", "matrix.xlsx"),
    "circular.docx": ("circular", "通报.docx", "circular.docx"),
}
"""The files of a result by their address: the output, and what they are called in each language."""
OF_MATRIX = ("matrix", "circular")
_SCREENS = 4
"""Screens of a result that are kept, because a page and its style are asked for one after the other."""


class App:
    """The server's state, and a method for each address."""

    def __init__(self, site: Site, workers: Workers, start: Start, rules: dict[str, Any]) -> None:
        self.site, self.workers, self.rules = site, workers, rules
        self.pages = Pages(site, start.suffixes)
        self.checks = Checks(workers, site.bounds)
        self.room = Room(site.bounds)

    def asgi(self, started: Callable[[], None], ended: Callable[[], None]) -> Guard:
        """Return what uvicorn runs; ``started`` is called before all requests, ``ended`` after them."""

        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            sweeping = asyncio.ensure_future(self.room.sweep())
            started()
            yield
            sweeping.cancel()
            ended()

        result = "/results/{token}"
        routes = [
            Route("/", self.home),
            Route("/about", self.about),
            Route("/openapi.json", partial(self.static, name="openapi.json")),
            Route("/static/{name}", self.static),
            Route("/check", self.check, methods=["POST"]),
            Route("/results", self.begin, methods=["POST"]),
            Route(f"{result}/", self.result),
            Route(f"{result}/state", self.state),
            Route(f"{result}/remove", self.remove, methods=["POST"]),
            Route(f"{result}/matrix", self.matrix),
            Route(f"{result}/copies.zip", self.copies),
            Route(f"{result}/{{place:int}}", self.result),
            Route(f"{result}/{{place:int}}.css", self.rules_of_style),
            Route(f"{result}/{{place:int}}.docx", self.copy),
            Route(f"{result}/{{name}}", self.output),
        ]
        handlers: dict[Any, Any] = dict.fromkeys(RAISED, self.refuse)
        app = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)
        app.router.redirect_slashes = False
        return Guard(app, self.site, self.deny)

    async def home(self, request: Request) -> Response:
        """Answer with the first page."""
        return page(self.pages.home(language_of(request, self.site)))

    async def about(self, request: Request) -> Response:
        """Answer with the page on rules, and on what holds for this server."""
        language, settings = language_of(request, self.site), Path(self.site.config.origin).name
        return page(
            self.pages.render("about.html", language, families=self.rules[language], settings=settings)
        )

    async def static(self, request: Request, name: str = "") -> Response:
        """Answer with a file that pages load."""
        found = static_files().get(name or request.path_params["name"])
        if found is None:
            raise Refused("nowhere")
        return Response(found.content, media_type=found.type)

    async def check(self, request: Request) -> Response:
        """Check one file and answer with its result as JSON; nothing is kept."""
        name = request.query_params.get("name", "").strip()
        if not name:
            raise Refused("name")
        with self.room.sending_in() as sending:
            data = await body(request, self.site.bounds, sending)
            check = Check(language_of(request, self.site), [(tidy(name).replace("/", "_"), data)])
            del data
            self.checks.enter(check)
            await _unless_gone(request, self.checks.run(check))
            assert check.concluded is not None
            made = await self.workers.do("output", check.language, check.concluded.result, "json")
        return Response(made, media_type=JSON)

    async def begin(self, request: Request) -> Response:
        """Begin a check of what a form sends, and lead to its result."""
        with self.room.sending_in() as sending:
            sent = await form(request, self.site.bounds, sending)
            if not sent.files and not sent.large:
                raise Refused("empty")
            language = sent.fields.get("lang") or self.site.config.language
            check = Check(language if language in ("zh", "en") else "zh", sent.files, sent.large)
            address = f"/results/{self.room.begin(check, self.checks)}/"
        if wants_json(request):
            return JSONResponse({"result": address}, 201, {"location": address})
        return RedirectResponse(address, 303)

    async def state(self, request: Request) -> Response:
        """Answer with how far a check is."""
        check = self._found(request)
        told = {"state": check.state, "place": self.checks.place(check), "done": check.done, "of": check.of}
        return JSONResponse(told)

    async def result(self, request: Request) -> Response:
        """Answer with a result, one of its reports, or how far it is."""
        check = self._found(request)
        if check.state == "failed":
            raise Refused("failed")
        if check.concluded is None:
            return page(
                self.pages.render("waiting.html", check.language, check=check, place=self.checks.place(check))
            )
        place = request.path_params.get("place", 0)
        return page(self.pages.result(check, await self._screen(check, check.concluded, place), place))

    async def rules_of_style(self, request: Request) -> Response:
        """Answer with the rules of style of one screen."""
        screen = await self._screen(*self._finished(request), request.path_params["place"])
        return Response(screen.rules, media_type="text/css")

    async def matrix(self, request: Request) -> Response:
        """Answer with the matrix of a result."""
        check, concluded = self._finished(request)
        if concluded.agencies < 2:
            raise Refused("matrix")
        title, made = await self.workers.do("matrix", check.language, concluded.result, first=True)
        return page(self.pages.render("matrix.html", check.language, title=title, tables=made))

    async def output(self, request: Request) -> Response:
        """Answer with a result as a file."""
        name = request.path_params["name"]
        if name not in OUTPUTS:
            raise Refused("nowhere")
        check, concluded = self._finished(request)
        form, zh, en = OUTPUTS[name]
        if form in OF_MATRIX and concluded.agencies < 2:
            raise Refused("matrix")
        made = await self.workers.do("output", check.language, concluded.result, form, first=True)
        return file(made, en if check.language == "en" else zh)

    async def copy(self, request: Request) -> Response:
        """Answer with a Word file with comments."""
        check, concluded = self._finished(request)
        place = request.path_params["place"]
        line = next((each for each in concluded.lines if each.place == place), None)
        if line is None:
            raise Refused("nowhere")
        if not line.takes_comments:
            raise Refused("comments")
        made = await self._commented(check, concluded, line.path)
        if not isinstance(made, bytes):
            raise Refused("comments", made)
        return file(made, _called(line.path).rpartition("/")[2])

    async def copies(self, request: Request) -> Response:
        """Answer with all Word files with comments, in a ``.zip``."""
        check, concluded = self._finished(request)
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_STORED) as archive:  # each is a zip itself
            for line in concluded.lines:
                made = await self._commented(check, concluded, line.path) if line.takes_comments else ()
                if isinstance(made, bytes):
                    archive.writestr(_called(line.path), made)
            if not archive.filelist:
                raise Refused("comments")
        return file(buffer.getvalue(), "带批注的报告.zip" if check.language == "zh" else "commented.zip")

    async def remove(self, request: Request) -> Response:
        """Forget a result, and lead to the first page."""
        check = self.room.find(request.path_params["token"])
        self.room.forget(request.path_params["token"])
        return RedirectResponse("/?lang=en" if check and check.language == "en" else "/", 303)

    async def refuse(self, request: Request, error: Exception) -> Response:
        """Answer that something is not done."""
        if not isinstance(error, Refused) and kind_of(error) == "failed":
            self.checks.failures += 1
        return refused(request, error, self.pages)

    async def deny(self, why: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer whom nothing is answered."""
        request = Request(scope, receive)
        response = await self.refuse(request, Refused(why))
        await response(scope, receive, send)

    def _found(self, request: Request) -> Check:
        check = self.room.find(request.path_params["token"])
        if check is None:
            raise Refused("gone")
        return check

    def _finished(self, request: Request) -> tuple[Check, Concluded]:
        check = self._found(request)
        if check.concluded is None:
            raise Refused("failed" if check.is_over else "unfinished")
        return check, check.concluded

    async def _screen(self, check: Check, concluded: Concluded, place: int) -> Screen:
        if place not in check.screens:
            if place and place not in {line.place for line in concluded.lines}:
                raise Refused("nowhere")
            made = await self.workers.do("screen", check.language, concluded.result, place, first=True)
            while len(check.screens) >= _SCREENS:
                del check.screens[next(iter(check.screens))]
            check.screens[place] = Screen(*made)
        return check.screens[place]

    async def _commented(self, check: Check, concluded: Concluded, path: str) -> bytes | tuple[str, str]:
        made: bytes | tuple[str, str] = await self.workers.do(
            "commented", check.language, concluded.result, path, check.files[path], first=True
        )
        return made


async def _unless_gone(request: Request, work: Awaitable[None]) -> None:
    """Wait for some work, which is given up when whoever asked for it goes away."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(request.receive())  # its body was read, so nothing else comes
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        await working
    finally:
        for each in (working, leaving):
            each.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await each


def _called(path: str) -> str:
    """Return the name of the copy of a file that bears its comments."""
    return f"{path.removesuffix('.docx')}.checked.docx"
