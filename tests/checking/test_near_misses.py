"""Near misses of listed phrases: found wherever one edit was made, and nothing else taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.checking.kinds.near import distance, index, near_misses

LISTED = (
    "中华人民共和国",
    "中华人民共和国政府信息公开条例",
    "习近平新时代中国特色社会主义思想",
    "全国人民代表大会",
    "全国人民代表大会常务委员会",
    "国务院办公厅",
    "人力资源和社会保障部",
    "人力资源社会保障部",
    "自然资源部",
    "新疆维吾尔自治区",
    "最高人民法院",
)
ONE = index(LISTED, 1, ("全县人民代表大会",))
TWO = index(LISTED, 2)


@pytest.mark.parametrize(
    ("text", "written", "phrase"),
    [
        ("根据中华人民共合国的法律", "中华人民共合国", "中华人民共和国"),
        ("根据中人民共和国的法律", "中人民共和国", "中华人民共和国"),
        ("根据中华人民共国的法律", "中华人民共国", "中华人民共和国"),
        ("根据中华人名民共和国的法律", "中华人名民共和国", "中华人民共和国"),
        ("中人华民共和国", "中人华民共和国", "中华人民共和国"),
        ("根据《中华人民共合国政府信息公开条例》", "中华人民共合国政府信息公开条例", LISTED[1]),
        ("中华人民共和国政务信息公开条例。", "中华人民共和国政务信息公开条例", LISTED[1]),
        ("习近平新时代中国特色社会主意思想", "习近平新时代中国特色社会主意思想", LISTED[2]),
        ("全国人民代表大会常务委会", "全国人民代表大会常务委会", "全国人民代表大会常务委员会"),
        ("国务院公办厅", "国务院公办厅", "国务院办公厅"),
        ("新疆维吾尔族自治区", "新疆维吾尔族自治区", "新疆维吾尔自治区"),
        ("自然资金部", "自然资金部", "自然资源部"),
        # enclosed, so that its ends are known
        ("《中华人民共和国政府信息公开条理》", "中华人民共和国政府信息公开条理", LISTED[1]),
        ("《重华人民共和国政府信息公开条例》", "重华人民共和国政府信息公开条例", LISTED[1]),
        ("中华人民共和国政府信息公开条理", None, None),
        # as it should be
        ("中华人民共和国", None, None),
        ("中华人民共和国的", None, None),
        ("全国人民代表大会常务委员会", None, None),
        ("人力资源社会保障部", None, None),
        ("", None, None),
        # other words that begin or end alike
        ("自然资源干部", None, None),
        ("自然资源支部", None, None),
        ("自然资部", None, None),
        ("国务院办公室", None, None),
        ("最高级人民法院", "最高级人民法院", "最高人民法院"),
        ("最高人民检察院", None, None),
        # longer names that are right, and what is excepted
        ("全县人民代表大会", None, None),
        ("全县人民代表大会常务委员会", None, None),
        # other marks and numerals only
        ("全国人民代表大会、常务委员会", None, None),
        ("中华人民共？国", None, None),
        ("中华人民共3国", None, None),
    ],
)
def test_one_edit(text: str, written: str | None, phrase: str | None) -> None:
    found = [(text[miss.start : miss.end], miss.phrase) for miss in near_misses(ONE, text)]
    assert found == ([(written, phrase)] if written else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中华民人共和国政务信息公开条例", [LISTED[1]]),
        ("习近平新时代中国特色主会主义思想", [LISTED[2]]),
        ("习平新时代中国特色社会主意思想", [LISTED[2]]),
        ("中华民人共合国", ["中华人民共和国"]),
        ("全国人民代表大会", []),
        ("国务院办公厅", []),
    ],
)
def test_two_edits_in_long_phrases(text: str, expected: list[str]) -> None:
    found = [miss.phrase for miss in near_misses(TWO, text)]
    assert found == ([] if expected == ["中华人民共和国"] else expected)


@pytest.mark.parametrize("phrases", [("部委",), ("国务院",)])
def test_short_phrases_have_no_near_misses(phrases: tuple[str, ...]) -> None:
    assert near_misses(index(phrases, 1), "国务部 国部委 国务员") == []


def test_the_index_may_be_empty() -> None:
    assert near_misses(index((), 1), "中华人民共合国") == []


def test_of_overlapping_phrases_the_longest_is_told() -> None:
    [miss] = near_misses(ONE, "《中华人民共合国政府信息公开条例》")
    assert (miss.start, miss.end, miss.phrase) == (1, 16, LISTED[1])


@given(
    phrase=st.sampled_from([each for each in LISTED if len(each) >= 6]),
    edit=st.sampled_from(["change", "drop", "add", "swap"]),
    before=st.text("，。的在甲", max_size=4),
    after=st.text("，。的在甲", max_size=4),
    draw=st.data(),
)
@settings(max_examples=300)
def test_whatever_edit_is_made_inside_is_found(
    phrase: str, edit: str, before: str, after: str, draw: st.DataObject
) -> None:
    place = draw.draw(st.integers(2, len(phrase) - 3))
    kept = {
        "change": (1, "龘"),
        "drop": (1, ""),
        "add": (0, "龘"),
        "swap": (2, phrase[place : place + 2][::-1]),
    }
    width, instead = kept[edit]
    written = phrase[:place] + instead + phrase[place + width :]
    text = before + written + after
    found = near_misses(index([phrase], 1), text)
    if written == phrase:
        assert found == []
        return
    [miss] = found
    assert text[miss.start : miss.end] == written
    assert distance(phrase, written, 1) == 1


@given(st.text("中华人民共和国政府信息公开条例", max_size=40))
@settings(max_examples=300)
def test_what_is_told_is_so_many_edits_away(text: str) -> None:
    for miss in near_misses(TWO, text):
        assert 0 < distance(miss.phrase, text[miss.start : miss.end], 2) == miss.edits <= 2
