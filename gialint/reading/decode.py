"""Decode a text file: UTF-8, UTF-16, GB18030 or Big5, never a silent loss."""

from __future__ import annotations

import codecs
from itertools import islice

from gialint.lazy_regex import lazy_regex
from gialint.model import Text, spaced
from gialint.reading import Unreadable
from gialint.reading.kinds import ARCHIVED_PAGE, WEB_PAGE, kind_of

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16, so it is asked first."""
BIG5 = "cp950"
"""Big5 with the characters that Windows and ETEN added, 裏 and 恒 among them."""
NOT_CONTROL = bytes(sorted({*range(256)} - {*range(32), 127} | {9, 10, 11, 12, 13, 26, 27}))
MARKUP = (WEB_PAGE, ARCHIVED_PAGE)

FREQUENT = lazy_regex(
    "[的一是不在有和了为為中大上年月日政府信息資讯訊公开開工作报報告申请請行机機关關，。、：（）“”]"
)
"""Characters of which any Chinese report has many, in both scripts, and wrong decodings few."""
FOREIGN = lazy_regex(r"[^\x00-\x7f]+")
PRIVATE = lazy_regex("[\ue000-\uf8ff]")
SAMPLE = 120
"""Runs of non-ASCII characters from which a decoding is judged."""
RARE_BELOW = 0.06
"""Share of frequent characters among the non-ASCII ones below which a decoding is doubted."""
SURE_AFTER = 8
"""Non-ASCII characters after which a file that was UTF-8 so far is UTF-8 with damage: GB18030 text
passes for UTF-8 about once in five characters."""

SAVE_AS_UTF8 = Text(
    "请用记事本或 WPS 打开，另存为 UTF-8 编码的文本后再检查。",
    "Open it in an editor, save it as UTF-8 text, and check again.",
)
FETCH = Text(
    "请重新导出或下载这个文件；仍然如此时，用记事本打开核对，另存为 UTF-8。",
    "Export or download the file again; if that does not help, check it in an editor and save it as UTF-8.",
)
EMPTY = Text("文件是空的", "the file is empty")
FILL = Text("请确认文件已保存、已完整下载。", "Check that the file was saved and downloaded completely.")


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of a file, without its byte order mark and with its line ends as they are.

    A byte order mark decides; else strict UTF-8, strict GB18030 (Big5 where that reads better)
    and the ``declared`` charset are tried in turn. Raises Unreadable for an empty or binary file,
    and for bytes that fit none: naming them is better than losing a figure.
    """
    if not data:
        raise Unreadable(EMPTY, FILL)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, mark, encoding)
    _reject_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error):
            raise _undecodable((("UTF-8", error.start),), FETCH) from error
        return _chinese(data, declared, error.start)


def _marked(data: bytes, mark: bytes, encoding: str) -> str:
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(((encoding.upper(), error.start + len(mark)),), FETCH) from error
    if not text:
        raise Unreadable(EMPTY, FILL)
    return text


def _reject_binary(data: bytes) -> None:
    kind = kind_of(data)
    if kind is not None and kind not in MARKUP:
        raise Unreadable.because(
            f"内容不是文本，而是{spaced(kind.what.zh)}", f"not text but {kind.what.en}", kind.advice
        )
    nul = data.find(0)
    if nul >= 0:
        raise _binary(f"第 {nul + 1} 个字节是 NUL", f"byte {nul + 1} is NUL")
    controls = len(data.translate(None, NOT_CONTROL))
    if controls * 100 > len(data):
        raise _binary(f"有 {controls} 个控制字符", f"{controls} control characters")


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    before = data[: error.start].decode("utf-8")
    foreign = len(before) - len(before.encode("ascii", "ignore"))
    return foreign >= (2 if error.reason == "unexpected end of data" else SURE_AFTER)


def _chinese(data: bytes, declared: str, utf8_end: int) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        return _as_declared(data, declared, (("UTF-8", utf8_end), ("GB18030", error.start)))
    score = _score(text)
    if score >= RARE_BELOW and not PRIVATE.search(text):
        return text
    try:
        traditional = data.decode(BIG5)
    except UnicodeDecodeError:
        return text
    return traditional if _score(traditional) > score else text


def _as_declared(data: bytes, declared: str, tried: tuple[tuple[str, int], ...]) -> str:
    # A page that can be read byte by byte is not UTF-16, whatever it declares (WHATWG encoding standard).
    if declared and not declared.lower().startswith(("utf-16", "utf-32")):
        try:
            text = data.decode(declared)
        except UnicodeDecodeError as error:
            tried += ((declared, error.start),)
        except (LookupError, ValueError):
            pass
        else:
            # ASCII but for a few letters: Chinese read as Latin-1 is not.
            western = len(text.encode("ascii", "ignore")) * 20 > len(text) * 19
            if western or _score(text) >= RARE_BELOW:
                return text
    raise _undecodable(tried, SAVE_AS_UTF8)


def _score(text: str) -> float:
    """Return the share of frequent characters among those that are not ASCII, from a sample."""
    foreign = "".join(run[0] for run in islice(FOREIGN.finditer(text), SAMPLE))
    return len(FREQUENT.findall(foreign)) / max(len(foreign), 1)


def _binary(zh: str, en: str) -> Unreadable:
    return Unreadable.because(f"内容不像文本：{zh}", f"this does not look like text: {en}", FETCH)


def _undecodable(tried: tuple[tuple[str, int], ...], advice: Text) -> Unreadable:
    zh = "；".join(f"按 {encoding} 读到第 {offset + 1} 个字节出错" for encoding, offset in tried)
    en = "; ".join(f"as {encoding} it breaks at byte {offset + 1}" for encoding, offset in tried)
    return Unreadable.because(f"文字编码无法识别：{zh}", f"unknown text encoding: {en}", advice)
