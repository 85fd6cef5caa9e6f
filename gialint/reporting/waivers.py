"""The ``waivers`` output: entries to be pasted into a file of waivers and given their reasons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gialint.lazy_regex import lazy_regex
from gialint.model import Diagnostic, Result, Text
from gialint.reporting import Style
from gialint.reporting.places import slashed
from gialint.reporting.summary import closing

_DIGITS = 8
# What may be masked here is not what the report holds, and half a character is none to YAML.
_UNSURE = lazy_regex("[*＊\ud800-\udfff]")
_HEAD = Text(
    "# 请只把核实过的条目粘贴到 gialint-waivers.yaml，并写明原因；没有原因的条目不起作用。",
    "# Paste what you have reviewed into gialint-waivers.yaml, with the reason: without one it is rejected.",
)


def waivers(result: Result, style: Style) -> str:
    """Return findings that are not suppressed as entries whose reason is left open."""
    rendered = closing(result).lines(style.language)
    lines = [_HEAD.in_language(style.language), *(f"# {line}" for line in rendered)]
    for checked in result.reports:
        for found in checked.findings:
            if not found.suppressed and not found.code.startswith("GIA9"):
                lines += _entry(slashed(checked.path), found, style.language)
    return "\n".join(lines) + "\n"


def _entry(path: str, found: Diagnostic, language: str) -> Iterator[str]:
    verb = "ignore" if language == "en" else "忽略"
    why = Text("原因", "the reason").in_language(language)
    yield "# " + "".join(char if _plain(char) else "�" for char in " ".join(found.message.split()))
    yield f"# <!-- gialint: {verb} {found.code} [{found.fingerprint[:_DIGITS]}] {why} -->"
    yield f"- code: {found.code}"
    yield f"  path: {_quoted(path)}"
    if found.location is None or _UNSURE.search(found.location.address + "".join(found.values.values())):
        yield f"  fingerprint: {_quoted(found.fingerprint)}"
    else:
        yield f"  place: {_quoted(found.location.address)}"
        if found.values:
            pairs = (f"{_key(key)}: {_quoted(value)}" for key, value in sorted(found.values.items()))
            yield f"  values: {{{', '.join(pairs)}}}"
    yield "  reason:"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[a-z][\w.]*", name) else _quoted(name)


def _quoted(text: str) -> str:
    """Return a text as YAML has it in quotation marks, all that a screen would obey escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if _plain(char) else f"\\U{ord(char):08x}" for char in quoted)


def _plain(char: str) -> bool:
    return char.isprintable() or char == "\u3000"
