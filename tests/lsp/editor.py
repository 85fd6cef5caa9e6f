"""An editor: a real client that starts ``gialint lsp`` as a process and speaks with it over its streams."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ENOUGH = 120
"""Seconds after which a test is given up."""
WHOLE = types.Range(types.Position(0, 0), types.Position(99999, 0))


class Editor:
    """A client, and the diagnostics that it was last sent of each file."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.sent: dict[str, types.PublishDiagnosticsParams] = {}
        self.news = asyncio.Event()
        self.encoding = "utf-16"
        self.texts: dict[str, tuple[int, str]] = {}

        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._sent(params))

    def _sent(self, params: types.PublishDiagnosticsParams) -> None:
        self.sent[params.uri] = params
        self.news.set()

    def open(self, path: Path, text: str) -> None:
        """Open a file with a text, whatever is on the disk."""
        self.texts[path.as_uri()] = 1, text
        item = types.TextDocumentItem(path.as_uri(), "plaintext", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, path: Path, text: str) -> None:
        """Replace the whole text."""
        version = self.texts[path.as_uri()][0] + 1
        self.texts[path.as_uri()] = version, text
        which = types.VersionedTextDocumentIdentifier(version, path.as_uri())
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(which, [whole]))

    def save(self, path: Path) -> None:
        """Tell that a file was saved."""
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self.named(path)))

    def close(self, path: Path) -> None:
        """Close a file."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.named(path)))

    async def told(
        self, path: Path, so: Callable[[Sequence[types.Diagnostic]], bool] = lambda told: True
    ) -> Sequence[types.Diagnostic]:
        """Wait for the diagnostics of a file as it stands now, and until they are so."""
        while True:
            sent = self.sent.get(path.as_uri())
            if sent and sent.version == self.texts[path.as_uri()][0] and so(sent.diagnostics):
                return sent.diagnostics
            self.news.clear()
            await self.news.wait()

    async def actions(self, path: Path, where: types.Range = WHOLE) -> Sequence[types.CodeAction]:
        """Return what can be done somewhere."""
        params = types.CodeActionParams(self.named(path), where, types.CodeActionContext([]))
        found = await self.client.text_document_code_action_async(params)
        return [each for each in found or () if isinstance(each, types.CodeAction)]

    async def hover(self, path: Path, at: types.Position) -> str:
        """Return what is shown over a place."""
        found = await self.client.text_document_hover_async(types.HoverParams(self.named(path), at))
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""

    async def symbols(self, path: Path) -> Sequence[types.DocumentSymbol]:
        """Return the outline of a file."""
        params = types.DocumentSymbolParams(self.named(path))
        found = await self.client.text_document_document_symbol_async(params)
        return [each for each in found or () if isinstance(each, types.DocumentSymbol)]

    def words(self, path: Path, where: types.Range) -> str:
        """Return the text of a stretch, counted as the server was told to."""
        text = self.texts[path.as_uri()][1]
        return text[self._offset(text, where.start) : self._offset(text, where.end)]

    def edited(self, path: Path, action: types.CodeAction) -> str:
        """Return the text after an action."""
        text = self.texts[path.as_uri()][1]
        assert action.edit is not None
        [change] = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == self.texts[path.as_uri()][0]
        for edit in sorted(change.edits, key=lambda edit: edit.range.start, reverse=True):
            assert isinstance(edit, types.TextEdit)
            start, end = self._offset(text, edit.range.start), self._offset(text, edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        return text

    def _offset(self, text: str, at: types.Position) -> int:
        lines = text.split("\n")
        unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]
        coding = f"utf-{unit * 8}" + ("-le" if unit > 1 else "")
        before = lines[at.line].encode(coding)[: at.character * unit].decode(coding)
        return sum(len(line) + 1 for line in lines[: at.line]) + len(before)

    @staticmethod
    def named(path: Path) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(path.as_uri())


@asynccontextmanager
async def editing(
    folder: Path, encodings: Sequence[str] = (), environ: Mapping[str, str] | None = None
) -> AsyncIterator[Editor]:
    """Begin an editor that counts columns in one of these ways, the first the one it likes best."""
    editor = Editor()
    words = [sys.executable, "-m", "gialint", "lsp", "--lang", "zh", "--stdio"]
    await editor.client.start_io(*words, env={**os.environ, **(environ or {})}, cwd=str(folder))
    general = types.GeneralClientCapabilities(position_encodings=list(encodings) or None)
    params = types.InitializeParams(types.ClientCapabilities(general=general), root_uri=folder.as_uri())
    begun = await editor.client.initialize_async(params)
    editor.encoding = str(begun.capabilities.position_encoding or editor.encoding)
    editor.client.initialized(types.InitializedParams())
    try:
        yield editor
    finally:
        await editor.client.shutdown_async(None)
        editor.client.exit(None)
        await editor.client.stop()  # type: ignore[no-untyped-call]


def played(scene: Coroutine[None, None, None]) -> None:
    """Play a scene with an editor to its end."""
    asyncio.run(asyncio.wait_for(scene, ENOUGH))
