"""The pages for a chief: whole by themselves, harmless whatever a report says, linked where they are many."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from sample_hostile import ATTACK, PATH, hostile
from sample_results import TEXT, balance, no_applications, sentence_end, whole, with_text

from gialint.model import (
    Cell,
    Checked,
    Diagnostic,
    Document,
    FullText,
    Gap,
    Paragraph,
    Result,
    RuleCard,
    Severity,
    Table,
    Text,
)
from gialint.reporting import Style
from gialint.reporting.gathering import families
from gialint.reporting.html import html, pages, report_screen, result_screen, style_sheet
from gialint.reporting.html.view import bars, counts
from gialint.reporting.phrases import family, family_name

VOID = {"meta", "br", "rect", "input"}


class Page(HTMLParser):
    """The tags and texts of a page; fails where tags do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in VOID or self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a"]

    def headings(self, level: str) -> list[str]:
        return [tag for tag, _ in self.tags if tag == level]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def one(*found: Diagnostic, gaps: tuple[Gap, ...] = (), rules: tuple[RuleCard, ...] = ()) -> Result:
    """Return a run over one report."""
    checked = Checked("a.txt", agency="青石镇人民政府", year=2024, findings=found, unassessed=gaps)
    return Result("0.1.0", (checked,), rules=rules)


@pytest.mark.parametrize("result", [whole(), hostile(), one(), with_text(), Result("0.1.0", ())])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_needs_nothing_but_itself(result: Result, language: str) -> None:
    for text in (html(result, Style(language)), *pages(result, Style(language)).values()):
        page = Page(text)
        assert {tag for tag, _ in page.tags} <= {
            "html", "head", "meta", "title", "style", "body", "main", "p", "h1", "h2", "h3", "div", "span",
            "strong", "b", "a", "section", "article", "dl", "dt", "dd", "ul", "li", "pre", "mark", "table",
            "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "i", "svg", "text", "rect", "footer",
            "br", "fieldset", "legend", "label", "input",
        }  # fmt: skip
        attributes = {name for _, each in page.tags for name in each}
        assert not attributes & {"src", "srcset", "style", "action"}
        assert not [name for name in attributes if name.startswith("on")]
        assert not re.search(r"@import|url\(", text)
        assert "default-src 'none'" in text


def test_the_findings_stand_under_what_they_ask_for() -> None:
    gap = Gap("GIA801", "carried-over", "缺少去年的报告", ("last.requests.carried_out",))
    card = RuleCard("GIA801", "carried-over", "年初结转应等于上年末结转", Severity.WARNING)
    waived = balance("zh")._replace(code="GIA302", suppressed="已与县办核实")
    text = Page(
        html(one(no_applications("zh"), sentence_end("zh"), waived, gaps=(gap,), rules=(card,)), Style())
    ).text
    order = [
        "青石镇人民政府", "2024 年 · a.txt", "不宜发布", "共 1 份报告：1 个错误，1 条提示，另有 1 个已豁免",
        "1 必须改正", "1 请核实", "1 未能核对",
        "必须改正 1 错误 GIA501 称未收到政府信息公开申请",
        "未收到群众向青石镇申请公开政府信息", "怎么改 核对后改正第六部分的文字", "依据 《中华人民共和国",
        "请核实 1 提示 GIA722", "可自动改正 补上“。”",
        "未能核对 1 缺少去年的报告", "年初结转应等于上年末结转 GIA801",
        "已豁免 1 错误 GIA302", "豁免理由 已与县办核实",
    ]  # fmt: skip
    found = [text.find(each) for each in order]
    assert -1 not in found, order[found.index(-1)]
    assert found == sorted(found)


def test_the_working_is_shown_and_where_to_read_more_is_not() -> None:
    text = Page(html(one(balance("en")), Style("en"))).text
    assert "自然人: received 1 + carried in 0 = 1, closed 1 + carried out 1 = 2, off by 1" in text
    assert "gialint explain" not in text


@pytest.mark.parametrize(
    ("found", "gaps", "status", "word"),
    [
        ((balance("zh"),), (), "unfit", "不宜发布"),
        ((sentence_end("zh"),), (), "confirm", "请核实"),
        ((), (Gap("GIA401", "x", "空白", ()),), "open", "未能全部核对"),
        ((Diagnostic("GIA901", "rule-crashed", Severity.ERROR, "坏"),), (), "open", "未能全部核对"),
        ((Diagnostic("GIA902", "unreadable", Severity.ERROR, "坏"),), (), "unread", "未能读取"),
        ((balance("zh")._replace(suppressed="已核实"),), (), "clean", "未发现问题"),
        ((), (), "clean", "未发现问题"),
    ],
)
def test_a_report_stands_as_its_gravest_finding(
    found: tuple[Diagnostic, ...], gaps: tuple[Gap, ...], status: str, word: str
) -> None:
    text = html(one(*found, gaps=gaps), Style())
    assert f'<div class="banner {status}"><strong>{word}</strong>' in text


def test_several_reports_begin_with_an_overview() -> None:
    page = Page(html(whole(), Style()))
    assert page.text.startswith("核对结果 核对结果 共 4 份报告")
    assert page.links() == ["#r4", "#r1", "#r3"]
    assert [attributes.get("id") for tag, attributes in page.tags if tag == "article"] == ["r4", "r1", "r3"]
    for told in ("结构 GIA1", "文字数据 GIA5", "云坪县人民政府办公室 2024", "rules/balance.yaml:7:9"):
        assert told in page.text
    assert "assert: requests.newly[column] == 0\n        ^" in html(whole(), Style())


def test_one_report_has_no_overview_but_what_broke_is_told() -> None:
    problem = Diagnostic("GIA903", "plugin-broken", Severity.ERROR, "插件坏了")
    page = Page(html(replace(one(balance("zh")), engine=(problem,)), Style()))
    assert "svg" not in {tag for tag, _ in page.tags}
    assert "未能完成的工作 1 错误 GIA903 插件坏了" in page.text


def test_a_folder_has_an_index_and_a_page_for_each() -> None:
    files = pages(whole(), Style())
    assert list(files) == [
        "001-青石镇2024.html",
        "002-云坪县2024.html",
        "003-c.html",
        "004-旧.html",
        "index.html",
    ]
    links = [unquote(link) for link in Page(files["index.html"]).links()]
    assert links == [
        "004-旧.html",
        "001-青石镇2024.html",
        "003-c.html",
        "002-云坪县2024.html",
    ]
    for name in links:
        assert Page(files[name]).links() == ["index.html"]


def test_the_overview_is_in_order_of_what_is_to_be_done_then_of_name_and_year() -> None:
    said = (("乙镇", 2024, ()), ("甲镇", 2024, (balance("zh"),)), ("乙镇", 2023, ()), ("丙镇", 2024, ()))
    reports = tuple(
        Checked(f"{name}{year}.txt", agency=name, year=year, findings=found) for name, year, found in said
    )
    page = Page(pages(Result("", reports), Style())["index.html"])
    names = [unquote(link)[4:-5] for link in page.links()]
    assert names == ["甲镇2024", "丙镇2024", "乙镇2023", "乙镇2024"]


def test_rows_are_chosen_by_how_reports_stand_and_by_family() -> None:
    page = Page(pages(whole(), Style())["index.html"])
    radios = [attributes for tag, attributes in page.tags if tag == "input"]
    assert [each["id"] for each in radios] == [
        "of-all", "of-unread", "of-unfit", "of-open", "of-clean", "in-all", "in-1", "in-3", "in-4",
    ]  # fmt: skip
    assert {(each["type"], each["name"]) for each in radios} == {("radio", "of"), ("radio", "in")}
    assert [each["id"] for each in radios if "checked" in each] == ["of-all", "in-all"]
    assert "按结论 全部 4 未能读取 1 不宜发布 1 未能全部核对 1 未发现问题 1 按问题类别 全部 4" in page.text
    rows = [attributes["class"] for tag, attributes in page.tags if tag == "tr" and "class" in attributes]
    assert rows == ["of-unread", "of-unfit in-1 in-3 in-4", "of-open", "of-clean", "nobody"]


def test_where_all_reports_stand_alike_there_is_nothing_to_choose() -> None:
    clean = Result("", (Checked("a.txt"), Checked("b.txt")))
    alike = Result("", tuple(Checked(f"{name}.txt", findings=(balance("zh"),)) for name in "ab"))
    for result in (clean, alike, Result("", ())):
        text = pages(result, Style())["index.html"]
        assert not {"input", "fieldset"} & {tag for tag, _ in Page(text).tags}
        assert "#of-" not in text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/青石镇（报送稿）.docx", "001-青石镇_报送稿.html"),
        ("../../etc/passwd", "001-passwd.html"),
        ("CON.txt", "001-CON.html"),
        ('a<b>:"|?*\n\x07\u202e.txt', "001-a_b.html"),
        ("....", "001-report.html"),
        ("", "001-report.html"),
        ("长" * 300 + ".txt", "001-" + "长" * 50 + ".html"),
    ],
)
def test_names_of_files_are_safe(path: str, name: str) -> None:
    assert list(pages(Result("", (Checked(path),)), Style())) == [name, "index.html"]


def test_names_of_files_are_unlike_each_other() -> None:
    files = pages(Result("", (Checked("a.txt"),) * 1000), Style())
    assert len(files) == 1001
    assert "1000-a.html" in files
    assert "0001-a.html" in files


def test_hostile_text_stays_text() -> None:
    for text in (html(hostile(), Style()), *pages(hostile(), Style()).values()):
        page = Page(text)
        assert "script" not in {tag for tag, _ in page.tags}
        assert "\u202e" not in text
        assert "\x1b" not in text
        assert "{{ 7*7 }} {% raw %}" in page.text
    text = Page(html(hostile(), Style())).text
    assert "<script>alert(1)</script> ]]> &amp;" in text
    assert PATH.replace("\u202e", "␦").replace("\x07", "␇") in text
    assert len(ATTACK) > 200


def test_equal_input_gives_equal_pages() -> None:
    assert html(whole(), Style()) == html(whole(), Style("zh", True, 40))
    assert pages(whole(), Style()) == pages(whole(), Style())


NAMES = {"GIA3": Text("申请办理", "requests"), "GIA9": Text("文件", "file")}


@pytest.mark.parametrize(
    ("code", "expected", "name"),
    [
        ("GIA301", "GIA3", "申请办理"),
        ("GIA905", "GIA9", "文件"),
        ("YUN101", "YUN1", "YUN1xx"),
        ("X", "X", "Xxx"),
        ("?", "?", "?xx"),
    ],
)
def test_families(code: str, expected: str, name: str) -> None:
    assert family(code) == expected
    assert family_name(expected, NAMES, "zh") == name


def test_the_columns_are_what_was_put_and_what_spoke() -> None:
    rules = tuple(
        RuleCard(code, "x", "", Severity.ERROR, family="主动公开" if code == "GIA201" else "")
        for code in ("GIA201", "GIA902", "GIA905")
    )
    strange = Diagnostic("GIA905", "x", Severity.WARNING, "看不出是年报")
    crashed = Diagnostic("GIA901", "x", Severity.ERROR, "坏")
    assert families(one(crashed, rules=rules)) == {"GIA2": "主动公开"}
    assert families(one(balance("zh"), strange, rules=rules)) == {
        "GIA2": "主动公开", "GIA3": "GIA3xx", "GIA9": "GIA9xx",
    }  # fmt: skip
    assert families(one(gaps=(Gap("YUN101", "x", "空白", ()),))) == {"YUN1": "YUN1xx"}


def test_the_matrix_counts_and_colours_by_the_gravest() -> None:
    warning = balance("zh")._replace(severity=Severity.WARNING)
    waived = balance("zh")._replace(suppressed="已核实")
    checked = Checked("a.txt", findings=(warning, balance("zh"), waived, sentence_end("zh")))
    told = [(each.number, each.severity) for each in counts(checked, ("GIA1", "GIA3", "GIA7"))]
    assert told == [(0, ""), (2, "error"), (1, "info")]


def test_bars_are_to_one_scale_and_errors_come_first() -> None:
    warning = balance("zh")._replace(severity=Severity.WARNING)
    card = RuleCard("GIA301", "balance", "", Severity.ERROR, family="申请办理")
    result = one(warning, balance("zh"), balance("zh"), balance("zh"), sentence_end("zh"), rules=(card,))
    told = bars(result)
    assert [(bar.name, bar.number) for bar in told] == [("申请办理", 4), ("GIA7xx", 1)]
    assert [bar.parts for bar in told] == [[("error", 0, 330), ("warning", 330, 110)], [("info", 0, 110)]]
    assert bars(Result("", ())) == ()


def test_the_report_itself_is_shown_with_findings_marked() -> None:
    text = html(with_text(), Style())
    page = Page(text)
    said = " ".join(page.text.partition("报告原文")[2].replace("\u2060", "").split())
    assert (
        "六、其他需要报告的事项 2024年， 未收到群众向青石镇申请公开政府信息 1 ，未发生收取信息处理费" in said
    )
    assert "四、结转下年度继续办理 1 2 0 0 0 0 0 1 2" in said
    assert '<p class="title">青石镇人民政府2024年政府信息公开工作年度报告</p>' in text
    assert '<td class="figure here error k2"><mark class="here error k2"><a href="#f2">1</a></mark>' in text
    # Every line is there, in order.
    kept = "".join(page.texts)
    found = [kept.rfind(line.partition(" | ")[0].strip()[:12]) for line in TEXT.splitlines()]
    assert -1 not in found


def test_marks_and_cards_lead_to_each_other() -> None:
    page = Page(html(with_text(), Style()))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {"f1", "f2", "f3", "p1", "p2", "p3"} <= set(ids)
    assert {link.removeprefix("#") for link in page.links()} <= set(ids)


def test_a_page_of_several_reports_shows_none_of_them_whole_but_a_folder_all() -> None:
    (faulty,) = with_text().reports
    several = replace(with_text(), reports=(faulty, faulty))
    assert "报告原文" not in html(several, Style())
    assert "只摘录与问题有关的句子" in html(several, Style())
    files = pages(several, Style())
    assert ["报告原文" in text for text in files.values()] == [True, True, False]
    assert "本页含报告原文" in files["001-青石镇2024.html"]


def test_more_findings_than_a_page_shows_are_counted() -> None:
    (faulty,) = with_text().reports
    many = faulty._replace(findings=faulty.findings[:1] * 1_000)
    page = Page(html(replace(with_text(), reports=(many,)), Style()))
    assert "必须改正 1000" in page.text
    assert "另有 700 条没有列出" in page.text
    assert "f300" in {attributes.get("id") for _, attributes in page.tags}
    assert "f301" not in {attributes.get("id") for _, attributes in page.tags}


def test_what_a_hostile_report_says_stays_text_where_it_is_shown() -> None:
    line = " ".join(ATTACK.splitlines())
    cell = Cell(line, len(line) + 5, 0, 1)
    row = (Cell("甲", len(line) + 1, 0, 0), cell)
    document = Document("a.txt", "text", f"{line}\n甲 | {line}", (Paragraph(line, 0), Table((row,))))
    checked = hostile().reports[0]._replace(full_text=FullText(document))
    text = html(replace(hostile(), reports=(checked,)), Style())
    page = Page(text)
    assert "script" not in {tag for tag, _ in page.tags}
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert page.text.partition("报告原文")[2].count("<script>alert(1)</script> ]]> &amp;") == 2


INLINE = re.compile(r"<style|<script|\sstyle=|\son\w+=|<html|<body", re.I)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_report_is_its_own_first_screen(language: str) -> None:
    result, style = with_text(), Style(language)
    screen, page = result_screen(result, style), html(result, style)
    assert screen.content in page
    assert screen.about in page
    assert screen.rules in page
    assert f"<title>{screen.title}</title>" in page
    assert screen.wide
    assert not INLINE.search(screen.content)
    assert "<" not in screen.rules


def test_several_reports_are_an_overview_that_leads_to_each_by_its_number() -> None:
    result, style = whole(), Style()
    overview, files = result_screen(result, style), pages(result, style)
    assert not INLINE.search(overview.content)
    assert sorted(re.findall(r'href="(\d+)"', overview.content)) == ["1", "2", "3", "4"]
    assert not overview.wide
    assert overview.rules in files["index.html"]
    for place, page in enumerate(list(files.values())[:-1], start=1):
        screen = report_screen(result, style, place)
        assert screen.content.replace('href="./"', 'href="index.html"') in page
    with pytest.raises(IndexError):
        report_screen(result, style, 5)


def test_the_style_sheet_is_that_of_the_pages() -> None:
    assert style_sheet().strip() in html(with_text(), Style())
