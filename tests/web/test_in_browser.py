"""The pages in a real browser: dropping, choosing, the keyboard; what is slow, broken, too much, or gone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from gialint.config import Config
from gialint.web import Bounds
from tests.reportwriter.files import example
from tests.web.conftest import Served

pytest.importorskip("playwright")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-quic", "--disable-component-update")
PATIENCE = 60_000
CLEAN, FAULTY = example("clean", "txt"), example("faulty", "docx")
HELD = CLEAN + "等待放行".encode()
DROP = """([selector, files]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  const target = document.querySelector(selector);
  for (const kind of ["dragenter", "dragover", "drop"])
    target.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing goes wrong unseen: no error of a script, nothing that the policy blocks."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    found = context.new_page()
    found.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda message: wrong.extend(_policy(message)))
    yield found
    context.close()
    assert wrong == []


def _policy(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


def files(tmp_path: Path, **named: bytes) -> list[str]:
    """Write files, and return where they are."""
    for name, data in named.items():
        (tmp_path / name.replace("_", ".")).write_bytes(data)
    return [str(tmp_path / name.replace("_", ".")) for name in named]


def drop(page: Page, *dropped: tuple[str, str]) -> None:
    """Drop files on a page, as a browser tells it; its script is there when a folder can be chosen."""
    expect(page.locator("#folder-label")).to_be_visible()
    page.evaluate(DROP, ["#drop", dropped])


def test_a_report_that_is_dropped_is_shown_beside_its_findings(server: Served, page: Page) -> None:
    page.goto(server.address)
    drop(page, ("年报.txt", example("faulty", "txt").decode()))
    expect(page.locator(".banner strong")).to_have_text("不宜发布")
    side, paper = page.locator(".side").bounding_box(), page.locator(".original").bounding_box()
    assert side is not None
    assert paper is not None
    assert side["x"] + side["width"] <= paper["x"]
    assert abs(side["y"] - paper["y"]) < 40


def test_the_file_button_and_its_buttons(server: Served, page: Page, tmp_path: Path) -> None:
    page.goto(server.address)
    with page.expect_file_chooser() as chooser:
        page.get_by_text("选择文件…").click()
    chooser.value.set_files(files(tmp_path, 年报_docx=FAULTY))
    expect(page.locator(".banner strong")).to_have_text("不宜发布")
    for name, saved in (
        ("带批注的 Word", "年报.checked.docx"),
        ("退回意见", "退回意见.docx"),
        ("存为 xlsx", "检查结果.xlsx"),
        ("存为网页", "检查结果.html"),
    ):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == saved
    page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    page.get_by_role("button", name="打印").click()
    expect(page).to_have_title("printed")
    page.get_by_role("button", name="清除结果").click()
    expect(page).to_have_url(server.address)
    page.go_back()
    expect(page.get_by_role("alert")).to_contain_text("已经清除")


def test_all_of_it_by_the_keyboard(server: Served, page: Page, tmp_path: Path) -> None:
    report = files(tmp_path, 年报_docx=FAULTY)
    page.on("filechooser", lambda chooser: chooser.set_files(report))
    page.goto(server.address)
    expect(page.locator("#folder-label")).to_be_visible()
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.id || document.activeElement.textContent"))
        if seen[-1] == "files":
            break
    assert seen[0] == "跳到正文"
    assert seen[-1] == "files"
    outline = page.evaluate("() => getComputedStyle(document.querySelector('label[for=files]')).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".banner strong")).to_have_text("不宜发布")
    page.locator("#show-all").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".item.warning, .item.info").locator("visible=true").count() == 0
    page.locator("a.go").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#p\d+$"))


@pytest.mark.parametrize("number", [50])
def test_many_at_once_with_progress_and_filters(
    server: Served, page: Page, tmp_path: Path, number: int
) -> None:
    page.goto(server.address)
    some = [tmp_path / f"{place}.txt" for place in range(number)]
    for place, path in enumerate(some):
        path.write_bytes(CLEAN.replace("青石镇".encode(), f"第{place}镇".encode()))
    some[0].write_bytes(example("faulty", "txt"))
    page.set_input_files("#files", some)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"共 {number} 份报告")
    page.locator("#of-unfit").check()
    assert page.locator(".matrix tbody tr:not(.nobody)").locator("visible=true").count() == 1
    page.locator(".matrix tbody a").locator("visible=true").click()
    expect(page.locator(".banner strong")).to_have_text("不宜发布")
    page.get_by_text("← 全部报告").click()
    page.get_by_role("link", name="汇总").click()
    expect(page.locator(".sums section").first).to_be_visible()


def test_a_folder(server: Served, page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "云坪县"
    (folder / "青石镇").mkdir(parents=True)
    (folder / "青石镇" / "年报.docx").write_bytes(FAULTY)
    (folder / "年报.txt").write_bytes(CLEAN)
    (folder / "gialint.yaml").write_text("ignore: [GIA]", "utf-8")
    page.goto(server.address)
    page.set_input_files("#folder", folder)
    expect(page.get_by_role("heading", level=1)).to_have_text("共 2 份报告")
    expect(page.locator(".matrix")).to_contain_text("云坪县/青石镇/年报.docx")
    expect(page.get_by_text("设置文件不起作用")).to_be_visible()


def test_a_large_file_and_a_broken_one(server: Served, page: Page, tmp_path: Path) -> None:
    large = tmp_path / "大.docx"
    with large.open("wb") as file:
        file.truncate(60_000_000)
    page.goto(server.address)
    page.set_input_files("#files", [str(large), *files(tmp_path, 坏_docx=b"broken", 年报_txt=CLEAN)])
    expect(page.get_by_role("heading", level=1)).to_have_text("共 3 份报告")
    assert page.locator(".matrix tbody tr.of-unread").count() == 2
    assert page.locator(".matrix tbody tr.of-clean").count() == 1
    page.get_by_role("link", name="大.docx").click()
    expect(page.locator(".item h3")).to_contain_text("60.0 MB")


def test_ten_thousand_files_are_too_many_and_the_page_says_so(server: Served, page: Page) -> None:
    page.goto(server.address)
    drop(page, *((f"{number}.txt", "x") for number in range(10_000)))
    expect(page.get_by_role("alert")).to_contain_text("一次最多 2000 个文件")
    expect(page.locator("#drop")).to_be_visible()


def test_names_are_text(server: Served, page: Page) -> None:
    page.goto(server.address)
    name = "<img src=x onerror=document.title='run'>.txt"
    drop(page, (name, CLEAN.decode()), ("乙.txt", example("faulty", "txt").decode()))
    expect(page.locator(".matrix")).to_contain_text("<img src=x")
    assert page.title() != "run"
    assert page.locator("main img").count() == 0


def test_a_queue_that_is_full_and_the_place_in_it(
    starting: Callable[..., Served], page: Page, gated: tuple[Config, Path]
) -> None:
    config, gate = gated
    served = starting(config, Bounds(at_once=1, waiting=1))
    first = served.send(("甲.txt", HELD), accept="application/json").json["result"]
    page.goto(served.address)
    drop(page, ("乙.txt", HELD.decode()))
    expect(page.locator("#status")).to_have_text("正在排队：前面还有 1 个")
    other = page.context.new_page()
    other.goto(served.address)
    drop(other, ("丙.txt", CLEAN.decode()))
    expect(other.get_by_role("alert")).to_contain_text("排队已满")
    gate.touch()
    served.wait(first, "done")
    expect(page.locator(".banner strong")).to_be_visible()
    other.get_by_role("button", name="再试一次").click()
    expect(other.locator(".banner strong")).to_be_visible()


def test_a_server_that_stops_in_between(
    starting: Callable[..., Served], page: Page, gated: tuple[Config, Path]
) -> None:
    served = starting(gated[0])
    page.goto(served.address)
    drop(page, ("甲.txt", HELD.decode()))
    expect(page.locator("#waiting")).to_be_visible()
    other = page.context.new_page()
    other.goto(served.address)
    served.stop()
    expect(page.get_by_role("alert")).to_contain_text("可能已经停止")
    drop(other, ("乙.txt", CLEAN.decode()))
    expect(other.get_by_role("alert")).to_contain_text("可能已经停止")
    expect(other.get_by_role("button", name="再试一次")).to_be_visible()


def test_a_check_can_be_cancelled(
    starting: Callable[..., Served], page: Page, gated: tuple[Config, Path]
) -> None:
    served = starting(gated[0], Bounds(at_once=1, waiting=0))
    page.goto(served.address)
    drop(page, ("甲.txt", HELD.decode()))
    expect(page.locator("#waiting")).to_be_visible()
    page.get_by_role("button", name="取消").click()
    expect(page.locator("#drop")).to_be_visible()
    gated[1].touch()
    drop(page, ("乙.txt", CLEAN.decode()))
    expect(page.locator(".banner strong")).to_be_visible()


def test_without_a_script(server: Served, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.address)
    page.set_input_files("#files", files(tmp_path, 年报_docx=FAULTY))
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".banner strong")).to_have_text("不宜发布", timeout=PATIENCE)
    context.close()


ELSEWHERE = """<!DOCTYPE html><title>another site</title>
<form method="post" enctype="multipart/form-data" action="{address}results">
<textarea name="files"></textarea><button>send</button></form>"""


@pytest.fixture
def elsewhere(server: Served, tmp_path: Path) -> Iterator[str]:
    """The address of a page of somebody else, who would have others send things."""
    (tmp_path / "index.html").write_text(ELSEWHERE.format(address=server.address), "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_address[1]}/"
        other.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def test_another_site_can_send_nothing(page: Page, elsewhere: str) -> None:
    page.goto(elsewhere)
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("请求来自别的网站")


def test_it_speaks_english(server: Served, page: Page) -> None:
    page.goto(server.address)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("Drop reports here")).to_be_visible()
    drop(page, ("report.txt", example("faulty", "txt").decode()))
    expect(page.get_by_role("link", name="Check another")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Rules and their basis").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rules and their basis")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_keeps_anybody_from_reading_it(
    server: Served, browser: Browser, scheme: str, width: int
) -> None:
    single = server.finished(("年报.docx", FAULTY))
    many = server.finished(("甲.txt", CLEAN), ("乙.docx", FAULTY), ("丙.txt", b"x"))
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    told: dict[str, list[str]] = {}
    for path in ("/", "/?lang=en", "/about", "/nothing", single, many, f"{many}2", f"{many}matrix"):
        page.goto(f"{server.address}{path[1:]}")
        found = Axe().run(page).response["violations"]
        if found:
            told[path] = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]
        wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
        if wide:
            told.setdefault(path, []).append("wider than the screen")
    context.close()
    assert json.dumps(told, ensure_ascii=False) == "{}"
