"""What mirror sites do to a page: traditional characters, pinyin glosses, folded marks, lost bytes."""

from __future__ import annotations

LOST_BYTE = "✂"
"""Stands before the character whose first byte was lost on the way."""

GLOSSED = """
万萬wàn 与與yǔ 专專zhuān 业業yè 为為wéi 举舉jǔ 从從cóng 众眾zhòng 会會huì 党黨dǎng 关關guān 养養yǎng
内內nèi 决決jué 况況kuàng 别別bié 办辦bàn 务務wù 动動dòng 区區qū 华華huá 单單dān 厅廳tīng 参參cān
发發fā 台臺tái 号號hào 后後hòu 听聽tīng 员員yuán 围圍wéi 国國guó 处處chù 备備bèi 复復fù 够夠gòu
审審shěn 对對duì 导導dǎo 将將jiāng 属屬shǔ 岗崗gǎng 废廢fèi 开開kāi 张張zhāng 强強qiáng 当當dāng
录錄lù 态態tài 户戶hù 执執zhí 护護hù 报報bào 换換huàn 据據jù 数數shù 无無wú 时時shí 机機jī 权權quán
条條tiáo 来來lái 构構gòu 标標biāo 栏欄lán 汇匯huì 没沒méi 点點diǎn 现現xiàn 电電diàn 监監jiān 确確què
稳穩wěn 类類lèi 纠糾jiū 纳納nà 组組zǔ 织織zhī 经經jīng 结結jié 绕繞rào 统統tǒng 继繼jì 续續xù 维維wéi
编編biān 缴繳jiǎo 网網wǎng 罚罰fá 职職zhí 联聯lián 脑腦nǎo 范範fàn 获獲huò 补補bǔ 见見jiàn 规規guī
视視shì 计計jì 认認rèn 训訓xùn 议議yì 许許xǔ 讼訟sòng 设設shè 访訪fǎng 评評píng 诉訴sù 话話huà
询詢xún 该該gāi 请請qǐng 读讀dú 谁誰shuí 负負fù 责責zé 账賬zhàng 贴貼tiē 费費fèi 资資zī 转轉zhuǎn
载載zài 过過guò 还還hái 这這zhè 进進jìn 镇鎮zhèn 长長zhǎng 门門mén 问問wèn 间間jiān 阅閱yuè 项項xiàng
须須xū 领領lǐng 频頻pín 题題tí 额額é
"""

PLAIN = "个個 云雲 体體 县縣 总總 并並"

_WORDS = GLOSSED.split()
TRADITIONAL = str.maketrans({word[0]: f"{word[1]}({word[2:]})" for word in _WORDS}) | str.maketrans(
    {word[0]: word[1] for word in PLAIN.split()}
)
FOLDED = str.maketrans("，；：（）！？", ",;:()!?")


def mangled(text: str) -> str:
    """Return the text as such a site shows it: converted, glossed, a byte lost at each mark, folded."""
    head, *tails = text.translate(TRADITIONAL).split(LOST_BYTE)
    return "".join([head, *map(read_one_byte_late, tails)]).translate(FOLDED)


def read_one_byte_late(text: str) -> str:
    """Return GBK text whose first byte became ``?``, so that pairs are read late until an ASCII byte.

    A pair without a character is dropped; a first byte left alone before ASCII takes that with it.
    """
    raw = text.encode("gbk")
    read, place = ["?"], 1
    while place < len(raw) and raw[place] >= 0x80:
        pair = raw[place : place + 2]
        place += 2
        if len(pair) < 2 or pair[1] < 0x40:
            read.append("?")
            break
        read.append(pair.decode("gbk", errors="ignore"))
    return "".join(read) + raw[place:].decode("gbk")
