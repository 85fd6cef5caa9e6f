"""What a finding cites is the document that was in force for the year of the report."""

from __future__ import annotations

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from gialint.run.result import result_of

OF_2019, OF_2021 = "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"

CASES = [
    # year, rule, what it cites
    (2019, "GIA101", ("《政府信息公开条例》第五十条", OF_2019)),
    (2020, "GIA101", ("《政府信息公开条例》第五十条", OF_2019)),
    (2021, "GIA101", ("《政府信息公开条例》第五十条", f"{OF_2021}（“不能遗漏”）")),
    (2024, "GIA104", (OF_2021,)),
    (2020, "GIA104", (OF_2019,)),
    (2019, "GIA501", ("《政府信息公开条例》第五十条", OF_2019)),
]


@pytest.mark.parametrize(("year", "code", "cited"), CASES)
def test_the_document_of_its_year_is_cited(year: int, code: str, cited: tuple[str, ...]) -> None:
    text = f"""青石镇人民政府{year}年政府信息公开工作年度报告
一、总体情况
{year}年，我镇收到政府信息公开申请2件。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
六、其他需要报告的事项
{year}年，我镇未收到政府信息公开申请。
"""
    result = result_of(linter(Config(select=(code,))), ["report.txt"], {"report.txt": text.encode()})
    assert {found.basis for checked in result.reports for found in checked.findings} == {cited}
