"""What is sent back: pages, files to save, and words where something is not done."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from gialint.model import Text
from gialint.run.worker import Failed, Lost
from gialint.web.checks import NoRoom, TurnedAway
from gialint.web.pages import Pages, refusal
from gialint.web.site import Site
from gialint.web.uploads import NotAForm, TooLarge, TooSlow

JSON = "application/json"
API = "/check"
"""Where programs ask: they are answered in JSON whatever they accept."""
RETRY = "10"
"""Seconds after which those who were turned away may try again."""


class Refused(Exception):
    """Something that is not done, by its name in ``REFUSALS``; ``words`` are said instead, if any."""

    def __init__(self, kind: str, words: tuple[str, str] | None = None) -> None:
        super().__init__(kind)
        self.kind, self.words = kind, words


REASONS: dict[type[Exception], str] = {
    TurnedAway: "queue",
    NoRoom: "memory",
    NotAForm: "form",
    TooSlow: "slow",
    ClientDisconnect: "slow",
    Lost: "failed",
    Failed: "failed",
}
"""Why something is not done, by what was raised."""
RAISED = (*REASONS, TooLarge, Refused, HTTPException, Exception)
"""All for which there are words."""


def kind_of(error: Exception) -> str:
    """Return the name of what is said about an error."""
    if isinstance(error, Refused):
        return error.kind
    if isinstance(error, TooLarge):
        return error.limit
    if isinstance(error, HTTPException):
        return "method" if error.status_code == 405 else "nowhere"
    return REASONS.get(type(error), "failed")


def refused(request: Request, error: Exception, pages: Pages) -> Response:
    """Return the answer that something is not done."""
    kind, language = kind_of(error), language_of(request, pages.site)
    why = refusal(kind, pages.site.bounds)
    message, advice = why.message.in_language(language), why.advice.in_language(language)
    if isinstance(error, Refused) and error.words:
        message, advice = error.words
    headers = {"retry-after": RETRY} if why.status == 503 else {}
    if wants_json(request) or request.url.path == API:
        return JSONResponse({"error": kind, "message": message, "hint": advice}, why.status, headers)
    said = why._replace(message=Text(message, message), advice=Text(advice, advice))
    return page(pages.render("refused.html", language, why=said), why.status, headers)


def language_of(request: Request, site: Site) -> str:
    """Return the language that an address asks for, or that of the site."""
    asked = request.query_params.get("lang", "")
    return asked if asked in ("zh", "en") else site.config.language


def wants_json(request: Request) -> bool:
    """Return whether it is a program that asks, or the script of a page."""
    return JSON in request.headers.get("accept", "")


def page(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a page."""
    return Response(text, status, headers, media_type="text/html")


def file(content: bytes, name: str) -> Response:
    """Return a file to be saved."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, headers=headers, media_type="application/octet-stream")
