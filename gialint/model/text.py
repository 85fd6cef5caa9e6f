"""A text in Chinese and English, and what the system and parsers say about a file they reject, in both.

Parsers (of YAML, TOML, JSON, expressions and patterns) speak English only. What is not known here is
reported in general words, never in half a sentence of each language; the place, and what the reader wrote
there, are shown next to it.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

from gialint.records import NamedTuple

Listed = Mapping[str, Any] | tuple[Any, ...]
"""A list of a lexicon: words or records, or what belongs to each word."""


class Text(NamedTuple):
    """One text in Chinese and English; English falls back to Chinese."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in ``zh`` or ``en``."""
        return self.en if language == "en" and self.en else self.zh


def spaced(words: str) -> str:
    """Return words as they follow Chinese: after a space if they begin with a Latin letter or a digit."""
    return f" {words}" if words[:1].isascii() and words[:1].isalnum() else words


SAID = {
    errno.ENOENT: Text("没有这个文件或文件夹", "there is no such file or folder"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("没有权限", "permission denied"),
    errno.EISDIR: Text("这是文件夹", "it is a folder"),
    errno.ENOTDIR: Text("路径中有一段是文件，不是文件夹", "part of the path is a file, not a folder"),
    errno.EEXIST: Text("已有同名的文件", "a file of this name exists"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EDQUOT: Text("磁盘配额已用完", "the disk quota is used up"),
    errno.EFBIG: Text("文件太大，系统不允许", "the system does not allow a file of this size"),
    errno.EROFS: Text("这个磁盘是只读的", "the disk is read-only"),
    errno.ENAMETOOLONG: Text("名字太长", "the name is too long"),
    errno.ELOOP: Text("这是绕成圈的链接", "it is a link that leads to itself"),
    errno.EINVAL: Text("这个系统不允许这样的名字", "the system does not allow such a name"),
    errno.EBUSY: Text("正被别的程序使用", "another program is using it"),
    errno.EADDRNOTAVAIL: Text("本机没有这个地址", "this machine has no such address"),
    errno.EIO: Text("磁盘读写出错", "the disk reported an error"),
}

SHARED = 32
"""ERROR_SHARING_VIOLATION of Windows."""


OTHERWISE = "写法不对"
"""The message for a parser error that is not known here."""
_CHINESE = (
    # of YAML
    ("mapping values are not allowed", "这里不能再出现冒号；含冒号的文字要加引号"),
    ("could not find expected ':'", "键后面缺少冒号"),
    ("expected ',' or ']'", "方括号没有合上，或缺少逗号"),
    ("expected ',' or '}'", "花括号没有合上，或缺少逗号；含花括号的文字要加引号"),
    ("node content", "这里缺少内容；方括号、花括号要合上"),
    ("did not find expected key", "缩进或键不对"),
    ("did not find expected '-' indicator", "列表项应以“- ”开头，且缩进一致"),
    ("expected <block end>", "缩进与上面各行对不齐"),
    ("<document start>", "缩进与上面各行对不齐"),
    ("sequence entries are not allowed", "列表要另起一行，不能写在键的后面"),
    ("cannot start any token", "字符不能用在这里（缩进用空格不用制表符；以 @、%、` 开头要加引号）"),
    ("unexpected end of stream", "引号没有合上"),
    ("unknown escape character", "双引号里有无法识别的转义，可改用单引号"),
    ("escape sequence", "双引号里的转义不完整，可改用单引号"),
    ("indentation indicator", "“|”“>”后面只能是换行"),
    ("duplicate anchor", "锚点重名"),
    ("tag handle", "不支持 YAML 标签"),
    ("document separator", "引号或括号没有合上"),
    ("another document", "一个文件只能有一份 YAML 文档"),
    # of TOML and JSON
    ("Expected '=' after a key", "键后面缺少等号"),
    ("Invalid value", "值的写法不对，文字要加引号"),
    ("Unclosed", "括号没有合上"),
    ("Unterminated string", "引号没有合上"),
    ("Illegal character", "有不能用的字符，或引号没有合上"),
    ("Cannot overwrite", "键重复"),
    ("Cannot declare", "表名重复"),
    ("Invalid statement", "这一行既不是键，也不是表名"),
    ("Expected newline", "一行只能写一个键"),
    ("Unescaped '\\'", "双引号里的反斜线不成转义，请改用单引号"),
    ("Expected ']'", "方括号没有合上"),
    ("Expecting ',' delimiter", "缺少逗号，或括号没有合上"),
    ("Expecting ':' delimiter", "键后面缺少冒号"),
    ("Expecting property name", "键要写在双引号里"),
    ("Expecting value", "这里缺少值"),
    ("Extra data", "后面多出了内容"),
    ("trailing comma", "最后一项后面多了逗号"),
    ("Invalid control character", "引号没有合上，或文字里有换行"),
    # of expressions
    ("was never closed", "括号没有合上"),
    ("does not match opening", "左右括号不配对"),
    ("unmatched", "多了一个右括号"),
    ("unterminated string", "引号没有合上"),
    ("invalid decimal literal", "数字后面不能直接跟文字"),
    ("leading zeros", "数字前面不能有 0"),
    ("invalid character", "有全角或不能用的字符"),
    ("forgot a comma", "缺少逗号或运算符"),
    # of patterns
    ("unterminated subpattern", "圆括号没有合上"),
    ("unbalanced parenthesis", "多了一个右圆括号"),
    ("nothing to repeat", "重复符号前面没有内容"),
    ("multiple repeat", "重复符号连着用了两次"),
    ("min repeat greater", "重复次数的下限大于上限"),
    ("unterminated character set", "方括号没有合上"),
    ("bad character range", "方括号里的范围前后颠倒"),
    ("bad escape", "反斜线后面的字符没有含义"),
    ("look-behind requires", "(?<=…) 和 (?<!…) 里的长度必须固定"),
    ("unknown extension", "没有这种 (?…) 写法"),
    ("redefinition of group", "分组重名"),
    ("unknown group", "引用了不存在的分组"),
    ("group reference", "引用了不存在的分组"),
    ("group name", "分组名写得不对"),
)
"""A part of their message, and its replacement; the first that matches."""


def os_error(error: OSError) -> Text:
    """Return why the system rejected it, in its own words if there are no better ones."""
    own = error.strerror or type(error).__name__
    # Windows says that permission is denied where Word has the file open.
    number = errno.EBUSY if getattr(error, "winerror", None) == SHARED else error.errno or 0
    return SAID.get(number, Text(own, own))


def missing_package(error: BaseException) -> Text | None:
    """Return that a package is missing, or is none for this machine; none for any other error."""
    name = str(getattr(error, "name", None) or "").partition(".")[0] if isinstance(error, ImportError) else ""
    if not name or name.startswith("gialint"):
        return None
    return Text(
        f"缺少程序包 {name}，或者它不适合这台机器", f"the package {name} is missing, or not for this machine"
    )


def parser_error(said: str) -> Text:
    """Return what a parser said in both languages."""
    return Text(next((zh for part, zh in _CHINESE if part in said), OTHERWISE), said)
