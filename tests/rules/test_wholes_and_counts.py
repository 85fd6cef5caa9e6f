"""Parts of a whole, counts of what was published and years of section five that no rule met before."""

from __future__ import annotations

import pytest

from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import linter
from gialint.understanding.understand import understand

LINTER = linter(Config(select=("GIA520", "GIA521", "GIA604")))
TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
UNFIT = (
    "全年办理业务4.54万笔，其中提取2.07万笔、贷款1.36万笔、缴存0.58万笔、转移0.44万笔。",
    "走访企业320户，其中工业企业108户、商贸企业202户。",
    "组织培训24场，其中业务培训15场、法律培训8场。",
    "公开信息9876条，其中概况信息类210条、政务动态类6143条、信息公开目录类3423条。",
    "全年主动公开信息318条，其中区政府网站120条、微信公众号178条。按内容分，城市更新63条。",
    "全年发布信息860条。其中，网站发布510条，微信发布430条。",
    "全年公开信息1240条，其中网站公开640条，公众号公开420条，抖音公开108条。",
    "办理建议提案45件，其中人大建议27件、政协提案81件。",
    "全年受理咨询512次，比上年增加30次。其中电话咨询300次、现场咨询121次、其他90次。",
    "主动公开文件96件（其中规范性文件12件、一般公文48件、其他26件）。",
    "召开会议24次，其中常务会议15次，专题会议8次。",
)
FIT = (
    "全年办理业务4.54万笔，其中提取2.07万笔、贷款1.36万笔、缴存0.58万笔、转移0.53万笔。",
    "走访企业320户，其中工业企业108户。",
    "培训干部120名，其中新任职干部60名、社区干部31名。",
    "公开信息9876条，其中概况信息类210条、政务动态类3143条。",
    "全年收到申请9件，其中网上申请6件，信函申请3件，答复8件。",
    "公开信息860条，其中网站510条、微信等新媒体349条。",
    "公开信息860条，其中主要领域510条、其余340条。",
    "全年公开信息120条，其中财政类40条，教育类30条，卫生类28条，组织培训3次。",
    "收到申请30件，其中自然人28件，法人2件，全年办结29件。",
    "全年公开信息100条，其中网站60条，微信40条；召开会议5次。",
    "受理申请12件，其中当面申请3件、网上申请约8件。",
    "公开信息500条，其中政策文件100条、解读材料80条、图解50条。",
    "办理建议45件，其中主办27件、协办18件，办结率100%。",
    "公开信息2000条，比上年增加300条，其中民生类1200条。",
    "全年公开信息600条，其中政务动态类300余条、其他类290条。",
)
DIFFERENT = (
    ("2024年，本机关主动公开政府信息532条。", "我镇全年主动公开信息523条，但质量不高。"),
    ("全年共公开各类信息2,310条。", "2024年公开政府信息共2130条，解读偏少。"),
    ("（一）主动公开情况。全年发布信息780条。", "全年主动公开政府信息870条，动态类多。"),
)
ALIKE = (
    ("全年主动公开政府信息532条。", "通过网站公开信息320条，通过公众号公开信息212条。"),
    ("全年主动公开政府信息532条。", "比上年，公开信息210条有所增加。"),
    ("全年主动公开政府信息532条，其中财政类公开信息100条。", "信息公开不够及时。"),
    ("在县政府网站，公开信息532条；在公众号，公开信息300条。", "更新慢。"),
    ("通过县政府网站，公开信息532条。", "全年公开信息832条。"),
    ("好。", "2024年，我镇公开工作虽比2023年有进步，但仍有差距。"),
)
STALE = (
    "2023年，我镇公开工作虽有成绩，但与群众需求相比仍有差距。",
    "2023年我镇信息公开工作存在更新慢的问题，下一步将改进。",
    "2022年，我镇在公开的深度上还有不足。",
)


def told(overview: str, problems: str = "更新不够及时，将加强培训。") -> list[str]:
    """Return the codes that sections one and five give."""
    report = understand(from_mapping({"title": TITLE, "一": overview, "五": problems}), LINTER.knowledge)
    return [each.code for each in check_report(report, LINTER.rules, LINTER.engine, LINTER.terms).findings]


@pytest.mark.parametrize("text", UNFIT)
def test_parts_that_surely_should_make_their_whole_are_reported(text: str) -> None:
    assert told(text) == ["GIA521"]


@pytest.mark.parametrize("text", FIT)
def test_parts_that_fit_or_are_not_all_are_not(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("overview", "problems"), DIFFERENT)
def test_two_counts_of_all_that_was_published_are_reported(overview: str, problems: str) -> None:
    assert told(overview, problems) == ["GIA520"]


@pytest.mark.parametrize(("overview", "problems"), ALIKE)
def test_parts_channels_and_other_years_are_no_second_count(overview: str, problems: str) -> None:
    assert told(overview, problems) == []


@pytest.mark.parametrize("text", STALE)
def test_an_older_year_of_shortcomings_is_last_years_text(text: str) -> None:
    assert told("公开工作有序。", text) == ["GIA604"]
