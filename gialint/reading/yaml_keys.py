"""The keys at the top of a report written as YAML, and whether a file has any of them."""

from __future__ import annotations

import re

TEXTS = ("title", "preface", "signature")
KEYS = ("title", "preface", "sections", "facts", "signature", "asides")
CHINESE = {
    "标题": "title",
    "前言": "preface",
    "章节": "sections",
    "正文": "sections",
    "数据": "facts",
    "表格": "facts",
    "落款": "signature",
    "署名": "signature",
}
"""What somebody may write who guesses at the keys."""

OWN = ({"code", "severity"}, {"lexicon"}, {"edition"})
"""Keys that stand together only in rules, words and forms of gialint's own."""
_TO_BE_FILLED = re.compile(r"\{(?:agency|year)\}")
"""What a template of a draft leaves open."""

NEAR = 0.8
"""How alike a mapping's key must be to one of ``KEYS`` to be its misspelling, not a fact."""

SECTION = re.compile("[一二三四五六七八九十]{1,3}(?:[、.．].*)?")
PATH = re.compile(r"\w+(?:\.\w+)*")

_TOP = re.compile(r"""(?m)^["']?([^\s#"'\-{\[&*!|>%@`][^:：\n]*+)[:：]([ \t]+[^\s#]|[^\s:/])?""")
"""A key at the beginning of a line, its closing quote with it, and what follows it there."""
_ITEM = re.compile(r"(?m)^[ ]*-[ ]+\S")


def meant(name: str, cutoff: float = 0.6) -> str | None:
    """Return the key that was probably meant by another."""
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), KEYS, n=1, cutoff=cutoff)
    return CHINESE.get(name) or (near[0] if near else None)


def is_foreign(text: str) -> bool:
    """Tell whether a file that is no valid report was never meant for one: the settings of some program.

    So are rules, words, forms and drafts of gialint's own. In others no line begins with a key of a report
    or a near miss of one, and something stands there that is no figure by its path either: a list, or a
    value beside a key without a dot.
    """
    tops = [(_unquoted(match[1].rstrip(" ")), match[2]) for match in _TOP.finditer(text)]
    if any(keys <= {name for name, _ in tops} for keys in OWN) or _TO_BE_FILLED.search(text):
        return True
    if any("." in name or SECTION.fullmatch(name) or meant(name, NEAR) for name, _ in tops):
        return False
    return any(value for _, value in tops) or _ITEM.search(text) is not None


def _unquoted(key: str) -> str:
    return key[:-1] if key.endswith(("'", '"')) else key
