"""What is kept of a file is what this version makes of it: whoever changes that raises FORMAT."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from gialint.checking.rulefiles import load
from gialint.files.cache import Stores, as_plain
from gialint.plugins import knowledge
from gialint.plugins.knowledge import EDITION, LEXICON, Kind, editions, plain_data
from gialint.understanding.edition import edition

FORM = """\
form: water
edition: water-1
years: {from: 2021, to: 2030}
title: {patterns: ['^(?P<agency>.{2,40}?)(?P<year>20\\d\\d)年供水年报'], words: [供水年报]}
grid: [本年（件数）]
cited: {旧办法: 新办法}
sections: [{number: 一, title: {zh: 供水情况, en: Water}, words: [供水, 用水]}]
sets: {use.columns: [homes, works], use.rows: [new, old], use.parts: [new, old]}
sums: [{fact: 'use.{column}', for: {column: use.columns}, parts: 'use.{row}.{column}', over: {row: use.rows}}]
words: {use.total: {zh: 用水总量, en: in all}, use.homes: 居民}
tables:
  - name: use
    section: 一
    title: {zh: 用水情况表, en: table one}
    short: {zh: 表一, en: table one}
    prefix: use
    anchors: [用水量]
    captions: [（单位：吨）]
    columns: {homes: {label: 居 民, of: {zh: 居民, en: homes}}, total: {label: 总 计, of: {zh: 总计}}}
    rows:
      - {row: new.first, label: 一、本年新装水表的用水量, of: {zh: 新装}, under: [用水], variants: [新装(表)]}
      - {row: new.second, label: 二、其他, of: 其他, under: [用水]}
      - {row: old, label: 上年, of: {zh: 上年, en: last year}}
"""
WORDS = """\
claims: invented
objects: [{object: use, fact: use.new.total, topics: [用水]}]
words:
  - {kind: STATE, name: receive, words: ['[共|已|]用', '使用了'], facts: {use: [use.new.total]}}
  - {kind: OBJECT, name: use, words: [水], weak: true}
units: [吨]
phrases: [{phrase: PLAIN, pattern: 'STATE OBJECT?'}]
frames:
  - frame: used
    pattern: [STATE.receive OBJECT+ QTY, 'STATE|OTHER … QTY*']
    states: {fact: OBJECT, value: QTY}
    examples: [{states: {text: 用水3吨。, claims: {use.new.total: 3}}}]
"""
RULE = """\
code: LOC101
name: balance
title: {zh: 应当相等, en: must be equal}
severity: error
basis: [custom]
since: 0.1.0
options: {most: {default: 3, about: 至多}}
each: {column: use.columns, claim: [claims.use.new, claims.use.old]}
assert: or_any(use.new[column]) + 1.50 <= most or "甲" in claim.text
when: sum(use[row].homes for row in use.rows) > 0
examples: [{clean: {use.new.homes: 1}}, {violates: {use.new.homes: 9}, says: 甲}]
"""


def kept(folder: Path, text: str, kind: Kind) -> Any:
    """Return what is kept of a YAML file."""
    (folder / "file.yaml").write_text(text, "utf-8")
    return plain_data(folder / "file.yaml", Stores(), kind)


def digest(data: Any) -> str:
    """Return what tells plain values from others."""
    return f"{crc32(as_plain(data)):08x}"


def test_the_same_yaml_gives_the_same_data_until_the_format_is_raised(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "LOC101.yaml").write_text(RULE, "utf-8")
    specs, problems = load.load_folder(tmp_path / "rules")
    assert problems == []
    made = [digest(kept(tmp_path, FORM, EDITION)), digest(kept(tmp_path, WORDS, LEXICON))]
    assert (knowledge.FORMAT, *made) == (12, "a8675eb9", "5b1269cb"), (
        "raise knowledge.FORMAT, and write here what is made now"
    )
    assert (load.FORMAT, digest(specs)) == (7, "53eeb701"), (
        "raise load.FORMAT, and write here what is made now"
    )


@pytest.mark.parametrize("stored", [False, True])
def test_an_edition_is_the_same_from_what_was_kept(stored: bool, tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    path.write_text(FORM, "utf-8")
    stores = Stores(tmp_path / "cache" if stored else None)
    from gialint.sources.yaml import load_yaml

    made = edition(load_yaml(path).data)
    for _ in range(2):
        [found], problems = editions([path], stores)
        assert problems == []
        assert found._replace(title_patterns=()) == made._replace(title_patterns=())
        assert [each.pattern for each in found.title_patterns] == [
            each.pattern for each in made.title_patterns
        ]
        assert found.folded is not found.labels
