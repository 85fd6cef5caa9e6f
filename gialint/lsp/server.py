"""The server: what editors tell and ask, and the process in which files are examined.

Nothing is examined in the server's own process, so that a slow file holds up no answer, and one over which
the process dies is told and takes nothing with it.
"""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from gialint import __version__
from gialint.lsp.examining import Opened, Shown, examiner
from gialint.run.unchecked import broken_over, not_finished
from gialint.run.worker import Failed, Lost, Worker

PAUSE = 0.3
"""Seconds for which nobody has typed before a file is examined."""
PATIENCE, LONGEST = 2, 60
"""Seconds that an examination may take once its text is no longer what stands in the editor, and at all."""
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".yaml", ".yml", "/pyproject.toml")
NOWHERE = types.Range(types.Position(0, 0), types.Position(0, 0))


class Server(LanguageServer):
    """The files that are open in the client, each with what is shown of it."""

    def __init__(self, language: str) -> None:
        super().__init__("gialint", __version__)
        self.language = language
        self.worker, self.turn = Worker(examiner), asyncio.Lock()
        self.shown: dict[str, Shown] = {}
        self.busy: dict[str, asyncio.Task[None]] = {}

    def look(self, uri: str) -> None:
        """See to it that a file is examined once nobody types."""
        if uri.lower().endswith(SUFFIXES):
            self.leave(uri)
            self.busy[uri] = asyncio.create_task(self._examine(uri))

    def leave(self, uri: str) -> None:
        """Have an examination given up, for its text is no longer what stands in the editor."""
        if uri in self.busy:
            self.busy.pop(uri).cancel()

    async def _examine(self, uri: str) -> None:
        await asyncio.sleep(PAUSE)
        async with self.turn:
            file = self.workspace.get_text_document(uri)
            encoding = self.workspace.position_encoding
            opened = Opened(uri, file.path, file.source, file.version, encoding, self.language)
            try:
                shown = await self._made(opened)
            except (Lost, Failed) as error:
                shown = self.failed(opened, error)
        self.show(uri, shown)

    async def _made(self, opened: Opened) -> Shown:
        """Return what is shown of a file; raises Lost and Failed."""
        made: asyncio.Task[Shown] = asyncio.create_task(asyncio.to_thread(self.worker.do, opened))
        try:
            await asyncio.wait({made}, timeout=LONGEST)
        except asyncio.CancelledError:
            await asyncio.wait({made}, timeout=PATIENCE)
            raise
        finally:
            if not made.done():
                self.worker.kill()
                await asyncio.wait({made})
            made.exception()
        return made.result()

    def failed(self, opened: Opened, error: Lost | Failed) -> Shown:
        """Return what is shown of a file that could not be examined."""
        said = (not_finished if isinstance(error, Lost) else broken_over)(str(error))
        words = said.reason.in_language(self.language or "zh")
        told = types.Diagnostic(NOWHERE, words, types.DiagnosticSeverity.Error, said.code, source="gialint")
        return Shown(opened.version, [told])

    def show(self, uri: str, shown: Shown) -> None:
        """Send the diagnostics of a file, and keep what the client will ask for."""
        self.shown[uri] = shown
        told = types.PublishDiagnosticsParams(uri, list(shown.diagnostics), shown.version)
        self.text_document_publish_diagnostics(told)

    async def of(self, file: types.TextDocumentIdentifier) -> Shown:
        """Return what is shown of a file as it stands now."""
        while (busy := self.busy.get(file.uri)) and not busy.done():
            await asyncio.wait({busy})
        return self.shown.get(file.uri, Shown())


def server(language: str = "") -> Server:
    """Make the server; messages are in a language, by default that of a file's settings or the locale."""
    made = Server(language)

    @made.feature(types.INITIALIZED)
    def begun(params: types.InitializedParams) -> None:
        made.worker.begin()  # it loads what it needs while the first file is being opened

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams) -> None:
        made.look(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        for uri in made.workspace.text_documents:  # settings may have changed, or a rule
            made.look(uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        made.leave(params.text_document.uri)
        made.show(params.text_document.uri, Shown())

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
