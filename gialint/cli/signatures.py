"""Digital signatures of Word files, which no copy with changes keeps: it is made only if somebody insists."""

from __future__ import annotations

from gialint.cli.arguments import UsageError
from gialint.model import Words
from gialint.reading import Limits

SIGNED = Words(
    "文件有数字签名，改动过的副本里签名会失效，没有写",
    "the file bears a digital signature, which would not hold in a changed copy; none was written",
)
INSIST = Words(
    "原文件和它的签名不受影响；确要写副本，加 --force。",
    "The file and its signature stay as they are; --force writes the copy all the same.",
)
LOST = Words("副本里的数字签名已失效。", "The digital signature does not hold in the copy.")


def loses_signature(was: bytes, copy: bytes, force: bool) -> bool:
    """Tell whether the copy of a Word file loses its signature; raises UsageError unless by ``force``."""
    from gialint.writing.package import is_signed

    if copy == was or not is_signed(was, Limits()):
        return False
    if not force:
        raise UsageError(SIGNED, INSIST)
    return True
