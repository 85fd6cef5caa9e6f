"""``gialint lsp``: the language server, which an editor starts and speaks with over its standard streams."""

from __future__ import annotations

from gialint.cli.arguments import Command, Namespace, not_installed
from gialint.config import Flag

NEEDED = ("lsprotocol", "pygls")
"""What the extra ``lsp`` installs."""

COMMAND = Command(
    "lsp",
    "供编辑器使用（语言服务器）：边写边显示问题、改正和说明",
    "serve an editor (language server): findings, fixes and explanations while writing",
    most=0,
    options=(
        Flag(
            ("--stdio",),
            "通过标准输入输出（总是如此；有的编辑器会加上）",
            "over standard input and output, as always; some editors add it",
        ),
    ),
    example="gialint lsp",
)


def run(given: Namespace) -> int:
    """Serve until the editor ends it; raises UsageError where what that needs is not installed."""
    try:
        from gialint.lsp.server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in NEEDED:
            raise
        raise not_installed(
            "这个命令需要另外的包", "this command needs packages that are not installed", NEEDED
        ) from error
    server(given.lang or "").start_io()
    return 0
