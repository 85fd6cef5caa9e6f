"""What ``gialint matrix -o`` takes, and what it advises where a name cannot be meant."""

from __future__ import annotations

import pytest

from gialint.cli.arguments import UsageError
from gialint.cli.matrix_targets import matrix_targets


@pytest.mark.parametrize(
    ("word", "form", "path"),
    [
        ("xlsx:汇总.xlsx", "xlsx", "汇总.xlsx"),
        ("docx:out/通报.DOCX", "docx", "out/通报.DOCX"),
        ("汇总.xlsx", "xlsx", "汇总.xlsx"),
        ("通报.docx", "docx", "通报.docx"),
        ("m.json", "json", "m.json"),
        (r"C:\out\m.html", "html", r"C:\out\m.html"),
    ],
)
def test_the_suffix_gives_the_format(word: str, form: str, path: str) -> None:
    [target] = matrix_targets([word])
    assert (target.reporter.name, target.path) == (form, path)


ALL = "可以写成 .xlsx、.html、.json、.docx"


@pytest.mark.parametrize(
    ("word", "message", "hint"),
    [
        ("xslx:汇总.xlsx", "没有“xslx”这种输出格式：xslx:汇总.xlsx", "您是不是想写“xlsx”？"),
        ("csv:m.csv", "没有“csv”这种输出格式：csv:m.csv", "您是不是想写“xlsx”？"),
        ("结果.xslx", "没有“.xslx”这种输出格式：结果.xslx", "您是不是想写“.xlsx”？"),
        ("结果.csv", "没有“.csv”这种输出格式：结果.csv", "您是不是想写“.xlsx”？"),
        ("结果.pdf", "没有“.pdf”这种输出格式：结果.pdf", ALL),
        ("结果", "文件名没有扩展名，不知道写成什么格式：结果", ALL),
        ("xlsx:汇总.html", "xlsx 文件的名称应以 .xlsx 结尾：汇总.html", None),
        ("docx:", "-o 后面缺少文件名", "例如 -o docx:汇总.docx"),
        ("-", "-o 后面缺少文件名", "例如 -o xlsx:汇总.xlsx"),
    ],
)
def test_advice_can_be_followed(word: str, message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as raised:
        matrix_targets([word])
    told = raised.value
    assert (told.message.zh, told.hint and told.hint.zh) == (message, hint)
