"""Read the older formats of offices (.doc, .wps, .rtf, .odt) by having LibreOffice make a .docx of them."""

from __future__ import annotations

import os
from shutil import which

from gialint.model import Document, Text
from gialint.reading import Limits, Unreadable, not_read
from gialint.reading.child_process import TooSlow, run, workplace
from gialint.reading.docx import read as read_docx
from gialint.reading.files import checked_size
from gialint.reading.kinds import OLD_WORD, RTF, TO_DOCX, kind_of
from gialint.records import replace

NATIVE = "converted.docx!"
"""Before every native place: it is one of the .docx that LibreOffice made, not of the file itself."""
NAMES = ("soffice", "libreoffice")
ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice's own installers put it without telling PATH."""
ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"

SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "MacroRecorderMode", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    # A proxy that nobody runs keeps what might still be fetched from leaving the machine.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""What the profile made for one conversion forbids: macros, links that update themselves, the network."""
ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>'
)


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a file that LibreOffice can convert; raises Unreadable where there is no LibreOffice.

    Native places begin with ``converted.docx!``. Raises LimitExceeded where the conversion takes
    too long or the file made is too large.
    """
    suffix, taken_for = _format(data)
    program = office()
    if program is None:
        raise without_office()
    document = read_docx(converted(data, suffix, taken_for, program, limits), path, limits, NATIVE)
    return replace(document, reader="office")


def office() -> str | None:
    """Return LibreOffice's path, or none; one in the current folder is not trusted."""
    found = (which(name) for name in NAMES)
    there = (path for path in ELSEWHERE if os.access(path, os.X_OK))
    return next((path for path in (*found, *there) if path and os.path.isabs(path)), None)


def converted(data: bytes, suffix: str, taken_for: str, program: str, limits: Limits) -> bytes:
    """Return the .docx that LibreOffice makes of a file, read by the filter ``taken_for`` and no other."""
    with workplace() as folder:
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        items = "".join(ITEM.format(*setting) for setting in SETTINGS)
        (user / "registrymodifications.xcu").write_text(PROFILE.format(items), "utf-8")
        source = folder / f"given{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={user.parent.as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"--infilter={taken_for}",
            "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(folder / "made"),
            str(source),
        ]  # fmt: skip
        try:
            output = run(command, folder, limits.office_seconds)
        except TooSlow as error:
            seconds = f"{limits.office_seconds:g}"
            said = f"LibreOffice 转换超过 {seconds} 秒", f"LibreOffice took more than {seconds} seconds"
            raise not_read(*said, TO_DOCX) from error
        made = folder / "made" / "given.docx"
        try:
            checked_size(made.stat().st_size, limits)
            return made.read_bytes()
        except OSError as error:
            detail = output[-200:] or "?"
            raise Unreadable.because(
                f"LibreOffice 打不开这个文件，可能已损坏或设有密码（{detail}）",
                f"LibreOffice cannot open it; it may be damaged or protected with a password ({detail})",
                TO_DOCX,
            ) from error


def without_office() -> Unreadable:
    """Return the error for a machine without LibreOffice."""
    return Unreadable.because(
        "旧版 Word、WPS、RTF、OpenDocument 文件要由 LibreOffice 转换，本机没有 LibreOffice（soffice）",
        "LibreOffice has to convert old Word, WPS, RTF and OpenDocument files; no soffice was found",
        Text(
            "请用 Word 或 WPS 另存为 .docx 后再检查，或安装 LibreOffice。",
            "Save it as .docx in Word or WPS and check that, or install LibreOffice.",
        ),
    )


def _format(data: bytes) -> tuple[str, str]:
    """Return the suffix and LibreOffice's filter for a file by its bytes.

    Without a filter LibreOffice opens anything at all, as text.
    """
    kind = kind_of(data)
    if kind is OLD_WORD:
        return ".doc", "MS Word 97"
    if kind is RTF:
        return ".rtf", "Rich Text Format"
    if ODT in data[:200]:
        return ".odt", "writer8"
    raise Unreadable.because(
        "内容不是 Word、WPS、RTF 或 OpenDocument 文档",
        "this is not a Word, WPS, RTF or OpenDocument document",
        TO_DOCX,
    )
