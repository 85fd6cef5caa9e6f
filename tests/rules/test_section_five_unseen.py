"""Sections five that no rule met before they were labelled: only what surely lacks one of both is told."""

from __future__ import annotations

import pytest

from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import linter
from gialint.understanding.understand import understand
from gialint_rules.outline.reports import whole

LINTER = linter(Config(select=("GIA110",)))
BOTH = """
公开角离电梯远，居民找不到。街道准备把公开角移到大厅入口。
查阅室钥匙由一人保管，群众来了常扑空。钥匙改由值班人员轮流掌管。
解读材料全是文字，农民看了直摇头。我镇请文艺队把政策编成快板，在赶集日演出。
网站检索框常年失灵，群众只好打电话问。5月更换了检索引擎。
热线接听忙，占线率高。新增两条线路，错峰排班。
各村公示栏风吹日晒，字迹褪色。换成带玻璃罩的铝合金栏。
一是公开意识需增强，二是人员流动大。针对上述情况，安排专人负责。
存在问题：一是公开目录粗，二是解读枯燥。改进情况：一是细化到科室，二是拍摄短视频。
现有人手紧，一人身兼数职。区里同意增加一名编制，下半年到岗。
申请人常把信访事项当信息公开申请，说服解释耗时。窗口印了一张“走哪条路”的示意图。
""".strip()
NO_MEASURE = """
与区政府的要求相比还有差距。一是时间节点把握不准；二是干部年龄偏大，供稿集中在4个社区，新媒体不熟。
一是信息更新不及时；二是公开内容不全面；三是解读形式单一。
个别科室重视程度不够，公开时效有待提高，内容深度不足。
工作人员业务能力有待加强，群众参与度不高。
一年来，我局政府信息公开工作取得了一定成绩，但与群众期待相比还有差距。
""".strip()
NO_PROBLEM = """
下一步，我局将继续加强政府信息公开工作，一是加强学习培训，提高业务水平；二是完善制度，规范流程；三是加大公开力度。
2024年政府信息公开工作总体平稳有序。2025年将继续做好相关工作。
我镇高度重视政府信息公开工作，依法推进。今后将一如既往地抓好落实。
继续完善公开制度；继续开展业务培训；继续拓宽公开渠道。
2025年我们将重点抓好以下工作：一是加强组织领导；二是抓好培训。
我校进一步健全工作机制，明确责任分工，定期组织检查。
""".strip()
CASES = [
    (line, said)
    for lines, said in ((BOTH, ""), (NO_MEASURE, "没有写改进措施"), (NO_PROBLEM, "没有写问题"))
    for line in lines.splitlines()
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_only_what_surely_lacks_problems_or_measures_is_reported(text: str, said: str) -> None:
    report = understand(from_mapping(whole(t5=text)), LINTER.knowledge)
    found = check_report(report, LINTER.rules, LINTER.engine, LINTER.terms).findings
    assert [each.message.removeprefix("第五部分") for each in found] == ([said] if said else [])
