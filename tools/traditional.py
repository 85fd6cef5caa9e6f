"""Write gialint/understanding/traditional_table.py from the dictionaries of an installed OpenCC.

Run ``python tools/traditional.py`` with the ``opencc`` package installed. Kept are single
characters of GBK that become single characters, and phrases of two characters that the
characters alone would turn wrongly (計畫 is 计划 and not 计画), so that length never changes.
"""

from __future__ import annotations

import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

import opencc

OUTPUT = Path(__file__).parent.parent / "gialint" / "understanding" / "traditional_table.py"
WIDTH = 48

# 坏 is the simplified form of 壞 before it is the old form of 坯; 於 before 單 and the like is
# a surname far more seldom than the preposition.
LEFT_OUT = frozenset("坏於")

# OpenCC's standard has 着 and 著 apart already; mainland converters have 著 for both.
KEPT = (
    "著作 著名 著述 著者 著錄 著录 著稱 著称 顯著 显著 卓著 昭著 編著 编著 名著 專著 专著 論著 论著 "
    "原著 鉅著 巨著 土著 譯著 译著 遺著 遗著 合著"
)

HEADER = '''"""Traditional characters (繁体字) and their simplified forms, as data.

Written by tools/traditional.py from the dictionaries of OpenCC {version}
(https://github.com/BYVoid/OpenCC), Copyright Carbo Kuo and contributors,
licensed under the Apache License 2.0. See NOTICE.
"""

from __future__ import annotations

'''


def main() -> None:
    characters = {
        key: values[0]
        for key, values in entries("TSCharacters").items()
        if in_gbk(key) and ord(values[0]) < 0x10000 and values[0] != key
    }
    characters["著"] = "着"
    closed = {key: characters.get(value, value) for key, value in characters.items()}
    phrases = {
        key: values[0]
        for key, values in entries("TSPhrases").items()
        if len(key) == 2 and len(values[0]) == 2 and not LEFT_OUT & {*key}
    }
    phrases |= {word: "".join(c if c == "著" else closed.get(c, c) for c in word) for word in KEPT.split()}
    # A phrase's own result must stay as it is when it is read a second time.
    phrases |= {value: value for value in phrases.values()}
    wrong = {key: value for key, value in phrases.items() if "".join(closed.get(c, c) for c in key) != value}
    text = HEADER.format(version=version("opencc"))
    text += block("CHARACTERS", "".join(key + value for key, value in sorted(closed.items())))
    text += '"""Traditional and simplified by turns."""\n\n'
    text += block("PHRASES", "".join(key + value for key, value in sorted(wrong.items())))
    text += '"""Two characters and what they become, by turns, where single characters would go wrong."""\n'
    OUTPUT.write_text(text, encoding="utf-8")


def entries(name: str) -> dict[str, list[str]]:
    folder = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as temporary:
        dump = Path(temporary) / "dump.txt"
        source = folder / "share" / "opencc" / f"{name}.ocd2"
        command = [folder / "bin" / "opencc_dict", "-i", source, "-o", dump, "-f", "ocd2", "-t", "text"]
        subprocess.run([str(part) for part in command], check=True)
        lines = dump.read_text(encoding="utf-8").splitlines()
    return {key: values.split(" ") for key, values in (line.split("\t") for line in lines)}


def in_gbk(character: str) -> bool:
    try:
        return len(character.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def block(name: str, letters: str) -> str:
    lines = [letters[start : start + WIDTH] for start in range(0, len(letters), WIDTH)]
    return f"{name} = (\n" + "".join(f'    "{line}"\n' for line in lines) + ")\n"


if __name__ == "__main__":
    main()
