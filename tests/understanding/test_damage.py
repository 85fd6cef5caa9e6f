"""Damaged text is made here as the copying machines make it, and must be read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from gialint.understanding.repair import Habits, Repaired, habits, repair

GLOSSED = (
    "開kāi報bào鎮zhèn縣xiàn會huì務wù關guān國guó現xiàn請qǐng執zhí"
    "導dǎo應yīng級jí動dòng實shí處chù辦bàn監jiān題tí"
)
PINYIN = dict(re.findall(r"([㐀-鿿])([^㐀-鿿]+)", GLOSSED))
TRADITIONAL = OpenCC("s2t")
WIDE = str.maketrans("，：；（）！？", ",:;()!?")
DOCUMENT = (
    "青石镇人民政府年度报告\n青石镇认真贯彻落实上级要求，加强政务公开，取得一定成果。现将有关情况报告如下：\n"
    "一、总体情况\n（一）主动公开情况\n全镇通过政府网站发布信息，并在青石日报开设专栏。同时做好信息报送。\n"
    "（二）依申请公开情况\n我镇依法办理依申请公开事项，对每件申请作出处理决定，按期答复申请人，执行有关规定。\n"
    "（三）政府信息管理\n建立先审后发制度，提高信息质量。根据国务院部署，完善监督机制，实现动态管理。"
)


def tokens(text: str, lost: int | None = None, split: int | None = None) -> list[int | str]:
    """Return the bytes of a text in traditional characters with glosses after some of them.

    The character at ``lost`` has no first byte; the one at ``split`` has the gloss of the
    character that straddles it and its neighbour between its two bytes.
    """
    found: list[int | str] = []
    for index, character in enumerate(TRADITIONAL.convert(text)):
        code: list[int | str] = list(character.encode("gbk"))
        if index == lost:
            code[0] = "?"
        if index == split:
            pair = [byte for byte in (found[-1], code[0]) if isinstance(byte, int)]
            code.insert(1, f"({PINYIN[bytes(pair).decode('gbk')]})")
        found += code
        if character in PINYIN:
            found.append(f"({PINYIN[character]})")
    return found


def misread(given: list[int | str]) -> str:
    """Read bytes as the machine does: an unfit pair eats what follows, private use is dropped."""
    text = ""
    at = 0
    while at < len(given):
        first = given[at]
        second = given[at + 1] if at + 1 < len(given) else "?"
        if isinstance(first, str):
            text, at = text + first, at + 1
        elif first < 0x80:
            text, at = text + chr(first), at + 1
        elif isinstance(second, str):
            text, at = text + "?" + second[1:], at + 2
        else:
            pair = bytes([first, second]).decode("gb18030", "replace")
            text += "" if "\ue000" <= pair <= "\uf8ff" else pair.replace("\ufffd", "?")
            at += 2
    return text.translate(WIDE)


COPIED = "\n".join(misread(tokens(line)) for line in DOCUMENT.split("\n"))
NEEDS = habits(COPIED + "\n成果?,F")


def read_back(text: str) -> Repaired:
    return repair(text, NEEDS)


def slips(text: str) -> list[tuple[str, str | None]]:
    return [(text[spot.start : spot.end], spot.recovered) for spot in read_back(text).spots]


# The character at the place given is the one whose first byte is lost: bytes are lost where
# its second byte and the next first byte look like a mark.
@pytest.mark.parametrize(
    ("sentence", "place", "recovered"),
    [
        ("不断巩固成果。现将情况报告如下：", 6, ["。現"]),
        ("严格执行“三审三校”制度，提高信息质量，做到公开。", 8, ["校”制度，提高信息質"]),
        ("严格执行“三审三校”制度，提高信息报送质量。", 8, ["校”制度，提高信", "息報"]),
        ("　　（一）主动公开情况", 1, ["（一）主", "動"]),
        ("　　（二）依申请公开情况", 1, ["（二）依申", "請"]),
        ("按期向社会公开。回应群众关切，加强监督。", 7, ["。回", "應"]),
        ("取得一定成果。好的做法在全镇推广。", 6, ["。好的做法在", "全鎮"]),
    ],
)
def test_a_lost_byte_is_told_by_what_the_text_bears_out(
    sentence: str, place: int, recovered: list[str]
) -> None:
    copied = misread(tokens(sentence, lost=place))
    assert [reading for _, reading in slips(copied)] == recovered
    assert read_back(copied).reading == sentence.translate(WIDE).strip()


@pytest.mark.parametrize(
    ("text", "hurt", "reading"),
    [
        (
            misread(tokens("在青石日报开设专栏", split=4)),
            [("?qǐng)", "報"), ("?bào)", "報")],
            "在青石日报开设专栏",
        ),
        ("在青石日?qǐng)?bào)開(kāi)設專欄", [("?qǐng)", "報"), ("?bào)", "報")], "在青石日报开设专栏"),
        ("對申請?zhí)幚頉Q定不服", [("?zhí)幚頉Q", "處理決")], "对申请处理决定不服"),
        ("全鎮(zhèn)落??shí)要求", [("?", "實"), ("?shí)", "實")], "全镇落实要求"),
        ("取得一定成果。?F(xiàn)將情況", [("?F", "現")], "取得一定成果。现将情况"),
        ("?。ㄒ唬┲鲃庸_情況", [("?。ㄒ唬┲鲃庸_", "（一）主動公開")], "(一)主动公开情况"),
        ("??。ㄒ唬┲鲃庸_情況", [("?。ㄒ唬┲鲃庸_", "（一）主動公開")], "?(一)主动公开情况"),
        ("青石?zhǎo)村", [("?zhǎo)", None)], "青石□村"),
        ("青石?zhǎo)?bào)村", [("?zhǎo)", "報"), ("?bào)", "報")], "青石报村"),
        # A gloss that DOCUMENT has not is known all the same.
        ("青石?zhǎo)?fā)布信息", [("?zhǎo)", "發"), ("?fā)", "發")], "青石发布信息"),
        ("青石?zhǎo)?shòu)村", [("?zhǎo)", None), ("?shòu)", None)], "青石□□村"),
        ("青石?鏺鐱鑋", [("?鏺鐱鑋", None)], "青石□"),
        ("加強監督?嗣裾甓葓?bào)告", [("?嗣裾甓葓", None), ("?bào)", "報")], "加强监督□民政□年度报告"),
    ],
)
def test_slips_at_glosses_and_headings(text: str, hurt: list[tuple[str, str | None]], reading: str) -> None:
    assert (slips(text), read_back(text).reading) == (hurt, reading)


@pytest.mark.parametrize(
    "text",
    [
        "为什么要公开?因为群众关心政府信息。",
        "如何申请?公民可以提交书面申请。",
        "何时办结?20个工作日内。",
        "?本机关将继续努力,提高工作水平。",
        "?2024年12月31日",
        "网址http://www.example.gov.cn/list?id=12&page=3",
        "联系人:王?",
        "是否公开??????",
        "怎样查询?A类信息看公告栏。",
        "我镇(APP)上线了吗?(同上)",
    ],
)
def test_real_question_marks_are_no_damage(text: str) -> None:
    assert read_back(text).spots == ()


SENTENCE = "2024年，政府信息公开工作年度报告：未收到“申请”《条例》。"


@pytest.mark.parametrize(
    ("copied", "reading"),
    [
        ("鏀垮簻淇℃伅鍏紑", "政府信息公开"),
        ("鏀垮簻淇℃伅鍏紑5件", "政府信息公开5件"),
        (SENTENCE.encode().decode("gbk", "replace"), SENTENCE[:-1].translate(WIDE)),
        (SENTENCE.encode().decode("latin-1"), SENTENCE.translate(WIDE)),
        (SENTENCE.encode().decode("latin-1").encode().decode("latin-1"), SENTENCE.translate(WIDE)),
        (SENTENCE.encode("gbk").decode("latin-1"), SENTENCE.translate(WIDE)),
        ("政府信息公开工作".encode().decode("cp1252", "replace"), "政府信□公开工作"),
        ("Ã¤", "ä"),
        ("办理锟斤拷锟斤拷锟5件\ufffd\ufffd完", "办理□5件□完"),
        ("鏀垮簻浣垮浣", "政府使"),
    ],
)
def test_text_decoded_by_the_wrong_table(copied: str, reading: str) -> None:
    repaired = repair(copied, habits(copied))
    assert repaired.reading.startswith(reading)
    assert repaired.spots
    assert all((spot.recovered is None) == (spot.kind == "lost") for spot in repaired.spots)


@pytest.mark.parametrize(
    "text",
    [
        "浏览量",
        "骞骞",
        "20××年××××镇××·××",
        "“é”“è”……",
        "鎮人民政府設鎮機關鎮長",
        "Ö”与ÃÂ",
        "涓埃之力",
        "Ä¡ø¿",
        "浠\U00020000",
    ],
)
def test_rare_characters_are_no_damage(text: str) -> None:
    assert repair(text, Habits(damaged=True)).spots == ()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DOCUMENT.split("\n")), st.integers(0, 60))
def test_what_is_read_back_keeps_to_its_place(line: str, place: int) -> None:
    copied = misread(tokens(line, lost=place % len(line)))
    repaired = read_back(copied)
    offsets = repaired.offsets or range(len(copied) + 1)
    assert len(offsets) == len(repaired.reading) + 1
    assert list(offsets) == sorted(offsets)
    bounds = [bound for spot in repaired.spots for bound in (spot.start, spot.end)]
    assert bounds == sorted(bounds)
    assert all(copied[spot.start] == "?" for spot in repaired.spots)
    assert read_back(repaired.reading).reading == repaired.reading


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("?公开。ㄒ唬鏀垮簻\ufffdÃ¤å·¥ (bào)qiF_1,\n"), max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    repaired = repair(text, habits(text))
    assert all(0 <= spot.start < spot.end <= len(text) for spot in repaired.spots)
