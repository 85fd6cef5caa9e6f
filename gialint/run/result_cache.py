"""What checking files has shown, kept by their content, so that what has not changed is not checked again.

An entry is found by a digest of the file and of everything else its outcome depends on (``run_digest``),
so one that no longer holds is never looked at.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Mapping
from hashlib import blake2b
from itertools import product
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

from gialint.files.cache import LARGEST, keep, kept
from gialint.model import (
    Checked,
    Diagnostic,
    Digest,
    Gap,
    Holding,
    Location,
    Severity,
    Silence,
    is_engine,
    mask,
)
from gialint.model.digest import SCHEMA
from gialint.reading import Limits, Unreadable
from gialint.reading.files import contents_of, legible
from gialint.reporting.masking import rewritten_report

OFFICE = "office"
"""The reader whose text is what LibreOffice makes of a file: another version may make another."""

Check = Callable[[str, bytes | None], Checked]


class ResultCache(NamedTuple):
    """A folder of outcomes, and the digest of all that they depend on besides the file."""

    folder: Path
    run: bytes

    def check(self, path: str, check: Check) -> Checked:
        """Return the outcome of a file: the one that is kept, or that of ``check``, which is then kept."""
        try:
            data = contents_of(path, Limits())
        except Unreadable:
            return check(path, None)
        entry = self.folder / self._digest(path, data)
        known = unpacked(kept(entry))
        if known is not None and known.path == legible(path):
            return known
        checked = check(path, data)
        packing = packed(checked)
        if packing is not None:
            keep(entry, packing)
        return checked

    def _digest(self, path: str, data: bytes) -> str:
        name = os.fsencode(path)
        digest = blake2b(self.run, digest_size=20)
        digest.update(len(name).to_bytes(8))
        digest.update(name)
        digest.update(data)
        return digest.hexdigest()


def packed(checked: Checked) -> bytes | None:
    """Return an outcome as bytes, or None if it must not be kept.

    A failure may succeed next time, and what no output may show is not written to disk.
    A file that is not a report is reported differently when it is named.
    """
    checked = checked._replace(holding=Holding())  # It is known without looking at the file.
    if checked.reader in (None, OFFICE):
        return None
    if any(is_engine(found) or found.code == "GIA905" or found.secrets for found in checked.findings):
        return None
    try:
        checked = rewritten_report(checked, mask)
        text = json.dumps(checked, ensure_ascii=False, separators=(",", ":"))
        data = zlib.compress(text.encode(), 1)
    except (TypeError, ValueError, AttributeError):
        return None
    # A plugin may put into a finding what JSON changes or has no word for.
    return data if unpacked(data) == checked else None


def unpacked(data: bytes | None) -> Checked | None:
    """Return the outcome that bytes hold, or None if there is none or it is not what was packed."""
    try:
        return _checked(json.loads(_inflated(data))) if data is not None else None
    except (zlib.error, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def _inflated(data: bytes) -> bytes:
    """Return what was compressed, to its end and within the limit; raises ValueError and zlib.error."""
    stream = zlib.decompressobj()
    inflated = stream.decompress(data, LARGEST)
    if not stream.eof:
        raise ValueError(len(inflated))
    return inflated


def _signatures(record: type[Any], **others: tuple[type, ...]) -> frozenset[tuple[type, ...]]:
    """Return what the values of a record may be in JSON, by its fields: texts but for the others."""
    return frozenset(product(*(others.get(name, (str,)) for name in record._fields)))


OUTCOME = _signatures(
    Checked,
    **dict.fromkeys(("agency", "agency_kind", "edition"), (str, NoneType)),
    **dict.fromkeys(("year", "rules"), (int, NoneType)),
    findings=(list,),
    unassessed=(list,),
    full_text=(NoneType,),
    holding=(list,),
    unread=(int,),
    digest=(list, NoneType),
)
DIGEST = _signatures(Digest, year=(int,), codes=(list,), silences=(list,))
SILENCE = _signatures(Silence, first=(int,), last=(int,))
FINDING = _signatures(
    Diagnostic,
    **dict.fromkeys(("basis", "related", "working", "secrets"), (list,)),
    severity=(int,),
    location=(list, NoneType),
    values=(dict,),
    fix=(dict, NoneType),
    suppressed=(str, NoneType),
    in_source=(bool,),
)
PLACE = _signatures(
    Location,
    **dict.fromkeys(("line", "column", "end_line", "end_column"), (int,)),
    page=(int, NoneType),
)
GAP = _signatures(Gap, missing=(list,))
EDIT = {"start": int, "end": int, "text": str}


def _fields(record: type[Any], values: Any, signatures: frozenset[tuple[type, ...]]) -> dict[str, Any]:
    """Return the fields of a record from JSON; raises TypeError for what was never put there."""
    if tuple(map(type, values)) not in signatures:
        raise TypeError(record)
    return dict(zip(record._fields, values, strict=True))


def _checked(values: Any) -> Checked:
    given = _fields(Checked, values, OUTCOME)
    given["findings"] = tuple(map(_diagnostic, given["findings"]))
    given["unassessed"] = tuple(map(_gap, given["unassessed"]))
    given["holding"] = Holding()
    given["digest"] = None if given["digest"] is None else _kept_digest(given["digest"])
    return Checked(**given)


def _kept_digest(values: Any) -> Digest:
    given = _fields(Digest, values, DIGEST)
    if given["schema"] != SCHEMA:
        raise TypeError(given["schema"])
    given["codes"] = tuple(map(_text, given["codes"]))
    given["silences"] = tuple(Silence(**_fields(Silence, each, SILENCE)) for each in given["silences"])
    return Digest(**given)


def _diagnostic(values: Any) -> Diagnostic:
    given = _fields(Diagnostic, values, FINDING)
    given["severity"] = Severity(given["severity"])
    given["location"] = None if given["location"] is None else _place(given["location"])
    given["related"] = tuple((_text(label), _place(place)) for label, place in given["related"])
    for name in ("basis", "working", "secrets"):
        given[name] = tuple(map(_text, given[name]))
    given["values"] = {name: _text(value) for name, value in given["values"].items()}
    given["fix"] = None if given["fix"] is None else _fix(given["fix"])
    return Diagnostic(**given)


def _place(values: Any) -> Location:
    return Location(**_fields(Location, values, PLACE))


def _gap(values: Any) -> Gap:
    given = _fields(Gap, values, GAP)
    return Gap(**{**given, "missing": tuple(map(_text, given["missing"]))})


def _fix(fix: Any) -> Mapping[str, Any]:
    if any({name: type(value) for name, value in edit.items()} != EDIT for edit in fix["edits"]):
        raise TypeError(fix)
    return {
        "applicability": _text(fix["applicability"]),
        "description": _text(fix["description"]),
        "edits": fix["edits"],
    }


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
