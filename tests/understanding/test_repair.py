"""The reading of copied text: what is folded, simplified and dropped, and where each character stood."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from gialint.understanding.glosses import SYLLABLES, syllable
from gialint.understanding.repair import Habits, habits, repair
from gialint.understanding.traditional import simplified, traditional_share

EVERYTHING = Habits(gloss=True, traditional=True, folded=True, damaged=True)
PLAIN = "2024年，云坪县共收到政府信息公开申请12件（含上年结转1件）；办结11件，结转下年度继续办理1件。"
LONG = PLAIN * 6


def read(text: str) -> str:
    """Repair a text that is its own whole document."""
    return repair(text, habits(text)).reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("（一）收到申请：５件，办结４件；满意率１００％！", "(一)收到申请:5件,办结4件;满意率100%!"),
        ("其中：网站１，２０８条／微信＋微博［约］－", "其中:网站1,208条/微信+微博[约]-"),
        ("「公开」与『透明』", "“公开”与‘透明’"),
        ("《条例》、〔2021〕30号“文”【注】…—", "《条例》、〔2021〕30号“文”【注】…—"),
        ("规范性文件与规范性档案", "规范性文件与规范性档案"),
    ],
)
def test_marks_and_letters_are_folded_to_half_width(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("　　收 到 申 请 4 件 。", "收到申请4件。"),
        ("收到\u00a0\u00a0２\u3000件\t，办结", "收到2件,办结"),
        ("共1 046 件", "共1 046件"),
        ("共1\u00a0046件", "共1 046件"),
        ("青石 APP 上线 10 km", "青石 APP 上线10 km"),
        ("共\u200b收\ufeff到\u00ad3\u2060件", "共收到3件"),
        ("行一\n行二\r\n行三", "行一行二行三"),
        ("a\u2003b\u2028c", "a b c"),
        ("", ""),
        ("　", ""),
    ],
)
def test_spaces_stay_only_between_words_and_numbers(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("收到&nbsp;5&nbsp;件，<span style='color:red'>公开4件</span>", "收到5件,公开4件"),
        ("办结<b>1</b>2件<br/>结转<o:p></o:p>0件", "办结12件结转0件"),
        ("**总体情况**：好", "总体情况:好"),
        ("电话057********58", "电话057********58"),
        ("关于印发<<条例>>的通知", "关于印发<<条例>>的通知"),
        ("办结<<b>b>3件", "办结3件"),
        ("第<p>一</p>段&amp;", "第一段&amp;"),
    ],
)
def test_leaked_markup_is_dropped(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    ("text", "gloss", "reading"),
    [
        ("青石鎮(zhèn)政務(wù)公開(kāi)", True, "青石镇政务公开"),
        ("和(he)(he)睦", True, "和睦"),
        ("公開（kāi）情況", True, "公开情况"),
        ("女(nǚ)士绿(lǜ)色的(de)路(lu)", True, "女士绿色的路"),
        ("十公里(km)、(APP)上线、浓度(ppm)、和(he)", False, "十公里(km)、(APP)上线、浓度(ppm)、和(he)"),
        ("鎮(zhèn)距十里(km)，裝(APP)", True, "镇距十里(km),装(APP)"),
        ("和(he)(he)睦，他(he)和(hé)", True, "和睦,他和"),
        ("公(gong)开(kai)政(zheng)务(wu)信(xin)息", True, "公开政务信息"),
        ("和(he)(he)睦，公(gong)开", True, "和睦,公(gong)开"),
        ("(zhèn)A(zhèn)", False, "(zhèn)A(zhèn)"),
        ("鎮(zhe\u0300n)", True, "镇"),
    ],
)
def test_pinyin_glosses_are_read_over(text: str, gloss: bool, reading: str) -> None:
    assert (habits(text).gloss, read(text)) == (gloss, reading)


@pytest.mark.parametrize(
    ("letters", "plain"),
    [("zhèn", "zhen"), ("lǜ", "lü"), ("ɡōnɡ", "gong"), ("er", "er"), ("km", ""), ("bong", ""), ("fü", "")],
)
def test_syllables(letters: str, plain: str) -> None:
    assert syllable(letters) == plain


def test_there_are_as_many_syllables_as_chinese_has() -> None:
    assert 400 <= len(SYLLABLES) <= 425


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("政府信息公開申請數量", "政府信息公开申请数量"),
        ("被申請行政複議、關於組織製定及批覆、答覆", "被申请行政复议、关于组织制定及批复、答复"),
        ("臺帳、颱風、裡面、徵求、標準、準備、後續", "台帐、台风、里面、征求、标准、准备、后续"),
        (
            "顯著成效、著力推進、著作、乾部、乾隆、瞭解、計畫",
            "显著成效、着力推进、著作、干部、乾隆、了解、计划",
        ),
        ("規範性檔案", "规范性档案"),
        ("瞭(liǎo)解(jiě)縣(xiàn)情", "了解县情"),
    ],
)
def test_traditional_characters_are_simplified(text: str, reading: str) -> None:
    assert habits(text).traditional
    assert read(text) == reading


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        (LONG, False),
        (LONG + "联系人：鍾某", False),
        ("负责人于某、陈堃", False),
        ("云坪縣", True),
        ("", False),
        ("ABC", False),
    ],
)
def test_a_name_in_old_characters_makes_no_traditional_text(text: str, traditional: bool) -> None:
    assert habits(text).traditional is traditional


def test_text_without_chinese_has_no_traditional_share() -> None:
    assert traditional_share("2024") == 0


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (LONG, False),
        (LONG.replace("，", ",").replace("（", "(").replace("）", ")").replace("；", ";"), True),
        (LONG.replace("，", ","), False),
        (PLAIN.replace("，", ",").replace("（", "(").replace("）", ")").replace("；", ";"), False),
        ("本机关没有收到申请。" * 40, False),
    ],
)
def test_folded_is_a_long_text_without_full_width_marks(text: str, folded: bool) -> None:
    assert habits(text).folded is folded


@pytest.mark.parametrize(
    ("lines", "readings"),
    [
        (
            ["总体情况", "?", "?2024年报告", "???青石镇", "日期??"],
            ["总体情况", "", "2024年报告", "青石镇", "日期"],
        ),
        (
            ["?", "附件:???表一", "是否公开?", "公开了吗?", "公开了。?"],
            ["", "附件:表一", "是否公开?", "公开了吗?", "公开了。"],
        ),
        (["为什么?", "怎么办??"], ["为什么?", "怎么办??"]),
    ],
)
def test_question_marks_that_were_hard_spaces(lines: list[str], readings: list[str]) -> None:
    needs = habits("\n".join(lines))
    assert [repair(line, needs).reading for line in lines] == readings


def test_ordinary_text_stays_where_it_is() -> None:
    needs = habits(LONG)
    assert needs == Habits(odd=False)
    repaired = repair(PLAIN, needs)
    assert repaired.offsets is None
    assert repaired.spots == ()


def test_habits_can_be_sent_to_another_process() -> None:
    needs = habits("青石鎮(zhèn)?ㄒ唬")
    assert pickle.loads(pickle.dumps(needs)) == needs


TEXT = st.text(
    st.sampled_from("公开 　政府鎮縣於著，。（）()？?１2a\u200b\u00a0<b>&;*-\n、“" + "zhèn")
    | st.characters(),
    max_size=40,
) | st.lists(
    st.sampled_from(
        ["(zhèn)", "(he)", "&nbsp;", "<b>", "</b>", "**", "鎮", "和", " ", "?", "公开", "<", "b>"]
    ),
    max_size=12,
).map("".join)
NEEDS = st.builds(
    Habits,
    gloss=st.booleans(),
    traditional=st.booleans(),
    doubled_glosses=st.booleans(),
    hard_spaces=st.booleans(),
    odd=st.booleans(),
)


@settings(max_examples=120, deadline=None)
@given(TEXT, NEEDS)
def test_every_character_of_the_reading_stood_where_it_says(text: str, needs: Habits) -> None:
    repaired = repair(text, needs)
    offsets = repaired.offsets or tuple(range(len(text) + 1))
    assert len(offsets) == len(repaired.reading) + 1
    assert offsets[-1] == len(text)
    assert list(offsets) == sorted(offsets)
    for character, offset in zip(repaired.reading, offsets, strict=False):
        original = text[offset]
        alike = {original, repair(original, Habits(odd=True)).reading, simplified(original), " "}
        assert character in alike or character in "干着于后征" + simplified(
            repair(original, Habits()).reading
        )


@settings(max_examples=120, deadline=None)
@given(TEXT, NEEDS)
def test_a_reading_is_its_own_reading(text: str, needs: Habits) -> None:
    reading = repair(text, needs).reading
    assert repair(reading, needs).reading == reading


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    for needs in (habits(text), EVERYTHING):
        repaired = repair(text, needs)
        assert repaired.offsets is None or repaired.offsets[-1] == len(text)


CONVERTERS = {name: OpenCC(name) for name in ("s2t", "s2tw", "s2hk")}
SENTENCES = (
    "本机关坚持以公开为常态、不公开为例外，全面落实政务公开工作",
    "依法办理依申请公开事项，关于征求意见的答复准确规范",
    "制定并发布规范性文件，组织开展业务培训，干部群众反映良好",
    "健全台账制度，反复核实数据，里程碑式推进系统建设",
    "未发生行政复议、行政诉讼案件，后续将继续完善体制机制",
    "只收取信息处理费，余额结转下年，总体范围覆盖全县",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1).map("".join), st.sampled_from(sorted(CONVERTERS)))
def test_what_a_converter_made_traditional_is_simplified_again(text: str, converter: str) -> None:
    traditional = CONVERTERS[converter].convert(text)
    assert simplified(traditional) == text
    assert len(simplified(traditional)) == len(traditional)


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12))
def test_simplifying_keeps_the_length_and_is_done_once(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once
