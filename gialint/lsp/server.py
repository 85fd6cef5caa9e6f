"""The server: what editors tell and ask, and the process in which files are examined.

Nothing is examined in the server's own process, so that a slow file holds up no answer, and one over which
the process dies is told and takes nothing with it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from gialint import __version__
from gialint.foreign.entering import cause
from gialint.lsp.examining import Opened, Shown, examine
from gialint.run.outcome import not_finished

PAUSE = 0.3
"""Seconds for which nobody has typed before a file is examined."""
PATIENCE, LONGEST = 2, 60
"""Seconds that an examination may take once its text is no longer what stands in the editor, and at all."""
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".yaml", ".yml", "/pyproject.toml")
NOWHERE = types.Range(types.Position(0, 0), types.Position(0, 0))


def answer(questions: Connection) -> None:
    """Examine what is asked, one file after the other, until the server is gone."""
    os.dup2(2, 1)  # what plugins print is none of the protocol
    while True:
        try:
            opened = questions.recv()
            try:
                shown = examine(opened)
            except Exception as error:
                shown = failed(opened, cause(error))
            questions.send(shown)
        except (EOFError, OSError, KeyboardInterrupt):
            return


def failed(opened: Opened, how: str) -> Shown:
    """Return what is shown of a file that could not be examined."""
    said = not_finished(how).reason.in_language(opened.language or "zh")
    told = types.Diagnostic(NOWHERE, said, types.DiagnosticSeverity.Error, "GIA902", source="gialint")
    return Shown(opened.version, [told])


class Worker:
    """The process that examines; when it has died, the next file gets another."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.start()

    def start(self) -> None:
        """Start a process, which loads what it needs while the first file is being typed."""
        context = get_context("spawn")
        self.questions, theirs = context.Pipe()
        self.process = context.Process(target=answer, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    async def examine(self, opened: Opened, is_stale: Callable[[], bool]) -> Shown:
        """Return what is shown of a file, or that it could not be examined."""
        async with self.turn:
            if not self.process.is_alive():
                self.start()
            reply = asyncio.ensure_future(asyncio.to_thread(self._ask, opened))
            for _ in range(0, LONGEST, PATIENCE):
                await asyncio.wait({reply}, timeout=PATIENCE)
                if reply.done() or is_stale():
                    break
            if not reply.done():
                self.process.kill()
            return await reply

    def _ask(self, opened: Opened) -> Shown:
        try:
            self.questions.send(opened)
            shown: Shown = self.questions.recv()
        except (EOFError, OSError):
            self.process.join()
            return failed(opened, f"exit {self.process.exitcode}")
        return shown


class Server(LanguageServer):
    """The files that are open in the client, each with what is shown of it."""

    def __init__(self, language: str) -> None:
        super().__init__("gialint", __version__)
        self.language = language
        self.worker: Worker | None = None
        self.shown: dict[str, Shown] = {}
        self.busy: dict[str, asyncio.Task[None]] = {}
        self.typed: dict[str, float] = {}
        """When each file that is open was last changed."""

    def look(self, uri: str) -> None:
        """See to it that a file is examined once nobody types."""
        if uri.lower().endswith(SUFFIXES):
            self.typed[uri] = asyncio.get_running_loop().time()
            if uri not in self.busy:
                self.busy[uri] = asyncio.create_task(self._examine(uri))

    async def _examine(self, uri: str) -> None:
        """Examine a file again and again until what is shown is what stands there."""
        self.worker = self.worker or Worker()
        now = asyncio.get_running_loop().time
        try:
            while since := self.typed.get(uri):
                if since + PAUSE > now():
                    await asyncio.sleep(since + PAUSE - now())
                    continue
                file = self.workspace.get_text_document(uri)
                encoding = self.workspace.position_encoding
                opened = Opened(uri, file.path, file.source, file.version, encoding, self.language)
                is_stale = partial(self._is_stale, uri, since)
                shown = await self.worker.examine(opened, is_stale)
                if not is_stale():
                    self.show(uri, shown)
                    break
        finally:
            del self.busy[uri]

    def _is_stale(self, uri: str, since: float) -> bool:
        return self.typed.get(uri) != since

    def show(self, uri: str, shown: Shown) -> None:
        """Send the diagnostics of a file, and keep what the client will ask for."""
        self.shown[uri] = shown
        told = types.PublishDiagnosticsParams(uri, list(shown.diagnostics), shown.version)
        self.text_document_publish_diagnostics(told)

    async def of(self, file: types.TextDocumentIdentifier) -> Shown:
        """Return what is shown of a file as it stands now."""
        if file.uri in self.busy:
            await asyncio.shield(self.busy[file.uri])
        return self.shown.get(file.uri, Shown())


def server(language: str = "") -> Server:
    """Make the server; messages are in a language, by default that of a file's settings or the locale."""
    made = Server(language)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams) -> None:
        made.look(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        for uri in [*made.typed]:  # settings may have changed, or a rule
            made.look(uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        made.show(params.text_document.uri, Shown())
        made.typed.pop(params.text_document.uri, None)

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = (await made.of(params.text_document)).actions
        wanted = params.context.only is None or types.CodeActionKind.QuickFix in params.context.only
        return [
            each
            for each in found
            if wanted and each.diagnostics and _meet(each.diagnostics[0].range, params.range)
        ]

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        at = types.Range(params.position, params.position)
        pages = [page for place, page in (await made.of(params.text_document)).pages if _meet(place, at)]
        text = "\n\n---\n\n".join(dict.fromkeys(pages))
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if pages else None

    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return [*(await made.of(params.text_document)).symbols]

    return made


def _meet(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
