"""Fuzz the readers: whatever the bytes, a reader refuses them or yields a lawful document.

``python tools/fuzz_readers.py docx-parts --minutes 10`` runs one target (``--list`` names them) until
the time is over or something is found, which is kept as a file under ``tests/corpus/found``, where
``tests/reading/test_found_inputs.py`` reads it from then on. Guided by coverage with ``atheris``
(``pip install atheris``: only for Linux on x86-64, and so no extra of the package); without it,
inputs are mutated blindly.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
FOUND = ROOT / "tests" / "corpus" / "found"
CORPUS = Path(tempfile.gettempdir()) / "gialint-fuzz"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading")]

if TYPE_CHECKING:
    from fuzz_targets import Target

    from gialint.understanding.understand import Knowledge

LONGEST = 20_000
"""Bytes of an input."""
SLOW = 15
"""Seconds after which an input counts as found."""
WORDS = {
    "docx-parts": r"""
<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tc> </w:tc> <w:tcPr> </w:tcPr>
<w:gridSpan·w:val="3"/> <w:vMerge/> <w:vMerge·w:val="restart"/> <w:hMerge·w:val="restart"/> <w:hMerge/>
<w:pPr> </w:pPr> <w:rPr> </w:rPr> <w:vanish/> <w:pStyle·w:val="1"/> <w:numPr> </w:numPr>
<w:numId·w:val="1"/> <w:ilvl·w:val="1"/> <w:ins·w:author="a"> </w:ins> <w:del·w:author="a"> </w:del>
<w:delText> </w:delText> <w:txbxContent> </w:txbxContent> <w:AlternateContent> </w:AlternateContent>
<w:Fallback> </w:Fallback> <w:fldChar·w:fldCharType="begin"/> <w:fldChar·w:fldCharType="end"/>
<w:commentReference·w:id="0"/> <w:commentRangeStart·w:id="0"/> <w:br/> <w:tab/> <w:trPr> </w:trPr>
<w:gridBefore·w:val="2"/> <w:hidden/> <w:rPrChange> </w:rPrChange> <w:sdt> </w:sdt>
<w:footnoteReference·w:id="1"/> <w:footnote·w:id="1"> </w:footnote> <a:blip/>
<o:OLEObject·ProgID="a"/> <w:altChunk/> \0""",
    "html": r"""
<table> </table> <tr> </tr> <td> </td> <th> <tbody> <thead> <p> </p> <div> </div> <br> <span> </span> <b>
</b> <svg> </svg> <math> <pre> </pre> <select> <template> <script> </script> <style> <!-- --> &nbsp;
&#24180; &amp ·colspan=3 ·rowspan=2 ·rowspan=0 ·hidden <h1> <li> <article> <header> <noscript> <textarea>
<frameset> <caption> <colgroup> ]]> <![CDATA[ <td·colspan=0> \n""",
    "text": r"| || ·|· \n|\n \n\n \t ·· 0 \r\n · / 、",
    "report": r"""
| \n 、 。 ， ； ： （ ） ( ) ? \n一、总体情况\n 2024年 政府信息公开 申请 3件 收到 办结 未 无 均 其中 一、
（一） 一是 同比 上年结转 行政复议 规章 0 总计 自然人 勾稽关系 第二十条第（一）项 未经复议直接起诉 ·|·
公開(kāi) ?,F 锟斤拷 索引号：·A-1 发布日期：2025-01-20""",
    "markdown": r"| |---| #· ** ``` <!-- --> ---\n >· -· 1.· &nbsp; \n\n ===",
    "yaml": r"""
title:· facts: sections: preface:·|\n·· requests.new:· \n·· -· ' " { } [ &a· *a !!str· >\n #· ?· ---\n
\u0041 一:· : ,·""",
    "xlsx-parts": r"""
<row> <row·r="2"> </row> <c·r="B2"·t="s"> <c·r="B2"·t="inlineStr"> <v>0</v> </c> <mergeCells>
<mergeCell·ref="A1:C3"/> </mergeCells> <sheetData> </sheetData> <si> <t> </t> </si> <is> </is>
<numFmt·numFmtId="170"·formatCode="0.00"/> <xf·numFmtId="14"/> state="hidden" \0""",
}
"""What is likely to matter to a reader; a middle dot stands for a space."""


def main() -> int:
    """Fuzz the target named on the command line; returns 1 where something was found."""
    from fuzz_targets import TARGETS

    parser = argparse.ArgumentParser(description="Fuzz one reader.")
    parser.add_argument("target", nargs="?", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="where inputs are kept from run to run")
    parser.add_argument("--list", action="store_true", help="name the targets")
    given = parser.parse_args()
    if given.list or not given.target:
        print(*TARGETS)
        return 0
    corpus = given.corpus / given.target
    corpus.mkdir(parents=True, exist_ok=True)
    FOUND.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds(TARGETS[given.target], given.target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    return guided(given.target, corpus, given.minutes)


def seeds(target: Target, name: str) -> list[bytes]:
    """Return inputs to begin with: the examples, and what was found before."""
    made = [target.bytes_of(path.read_bytes()) for path in (ROOT / "examples").glob(f"*{target.suffix}")]
    small = [seed for seed in made if 0 < len(seed) <= LONGEST]
    return [target.seed, *small, *(path.read_bytes() for path in FOUND.glob(f"{name}-*"))]


def words(name: str) -> list[bytes]:
    """Return what is likely to matter to a target."""
    signs = {"·": " ", r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\0": "\0"}
    listed = WORDS.get(name, "0")
    made = listed.split()
    for sign, meant in signs.items():
        made = [word.replace(sign, meant) for word in made]
    return [word.encode() for word in made]


def guided(name: str, corpus: Path, minutes: float) -> int:
    """Fuzz with atheris, or blindly where it is not installed."""
    try:
        atheris: Any = import_module("atheris")
    except ImportError:
        return blind(name, corpus, minutes)
    for module in [name for name in sys.modules if name.partition(".")[0] in ("gialint", "fuzz_targets")]:
        del sys.modules[module]
    with atheris.instrument_imports(include=["gialint"]):
        import fuzz_targets
    listed = corpus.with_suffix(".words")
    listed.write_text("".join(f'"{word}"\n' for word in map(quoted, words(name))), "ascii")
    target = fuzz_targets.TARGETS[name]

    knowledge = known() if name == fuzz_targets.UNDERSTOOD else None

    def test(data: bytes) -> None:
        document = fuzz_targets.read_or_refused(target, data)
        if document is not None and knowledge is not None:
            fuzz_targets.understood_or_given_up(document, knowledge)

    options = [
        str(corpus), f"-dict={listed}", f"-max_total_time={int(minutes * 60)}", f"-max_len={LONGEST}",
        f"-timeout={SLOW}", "-rss_limit_mb=1500", f"-artifact_prefix={FOUND}/{name}-", "-verbosity=0",
        "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], test)
    atheris.Fuzz()  # does not return
    return 0


def known() -> Knowledge:
    """Return what the national pack knows."""
    from gialint.config import Config
    from gialint.linter import linter

    return linter(Config(), rules=False).knowledge


def quoted(word: bytes) -> str:
    """Return a word as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{byte:02x}" for byte in word)


def blind(name: str, corpus: Path, minutes: float) -> int:
    """Mutate what there is until the time is over."""
    from fuzz_targets import TARGETS, read_or_refused

    known = [path.read_bytes() for path in corpus.iterdir()]
    listed = words(name)
    chance = random.Random()
    until = time.monotonic() + minutes * 60
    while time.monotonic() < until:
        data = mutated(chance, known, listed)
        try:
            read_or_refused(TARGETS[name], data)
        except Exception:
            traceback.print_exc()
            kept = FOUND / f"{name}-{sha256(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            print(f"kept as {kept}", file=sys.stderr)
            return 1
    return 0


def mutated(chance: random.Random, known: list[bytes], listed: list[bytes]) -> bytes:
    """Return an input with a few changes: bytes put in, taken out, put otherwise, or taken from another."""
    data = bytearray(chance.choice(known)[:LONGEST])
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        other = chance.choice(known)
        start = chance.randint(0, len(other))
        put = chance.choice(
            [b"", bytes([chance.randrange(256)]), chance.choice(listed), other[start : start + 99]]
        )
        data[at : at + chance.choice([0, 0, 1, 5, 50])] = put
    return bytes(data)


if __name__ == "__main__":
    sys.exit(main())
