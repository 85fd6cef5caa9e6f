"""The pages: the first, one to wait on, those of results, and what is said where something is not done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from gialint import __version__
from gialint.model import Text
from gialint.plugins.builtin import READERS
from gialint.records import NamedTuple
from gialint.reporting.html import Screen, environment, style_sheet
from gialint.web.checks import Check
from gialint.web.site import Bounds, Site

NO_RELOAD = Text("请回到首页再试。", "Go back to the first page and try again.")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
SHEET = "report.css"
"""The style of results, which is that of the output ``html``."""


class Refusal(NamedTuple):
    """Why something is not done, and what to do instead; ``status`` is HTTP's."""

    status: int
    message: Text
    advice: Text


REFUSALS = {
    "host": Refusal(
        403,
        Text("这个地址不是本服务的名称", "this server does not go by that name"),
        Text(
            "请用启动时显示的地址打开；要用别的名称，启动时加 --allow-host 名称。",
            "Use the address that was printed at the start; --allow-host NAME allows another name.",
        ),
    ),
    "origin": Refusal(
        403,
        Text("请求来自别的网站，没有处理", "the request came from another site, and was not done"),
        Text("请直接打开本页再试。", "Open this page itself and try again."),
    ),
    "nowhere": Refusal(404, Text("没有这一页", "there is no such page"), NO_RELOAD),
    "method": Refusal(405, Text("这一页不能这样请求", "this page takes no such request"), NO_RELOAD),
    "gone": Refusal(
        404,
        Text("这个结果已经清除，或者从来没有过", "this result has been removed, or never was"),
        Text("请重新拖入报告检查。", "Check the reports once more."),
    ),
    "unfinished": Refusal(
        409,
        Text("还没有检查完", "the check is not over yet"),
        Text("请稍候再试。", "Try again in a moment."),
    ),
    "name": Refusal(
        400,
        Text("没有说明文件名", "the name of the file is missing"),
        Text("请求应写成 POST /check?name=年报.docx。", "The request is POST /check?name=report.docx."),
    ),
    "empty": Refusal(
        400,
        Text("没有收到文件", "no file was sent"),
        Text("请选择或拖入至少一份报告。", "Choose or drop at least one report."),
    ),
    "form": Refusal(
        400,
        Text("发来的内容不完整，没有读出文件", "what was sent is not complete; no file was read"),
        Text("请再试一次。", "Try again."),
    ),
    "slow": Refusal(
        408,
        Text("上传中断了，没有收完文件", "the upload stopped; the file did not arrive"),
        Text("请再试一次。", "Try again."),
    ),
    "file": Refusal(
        413,
        Text("文件超过 {file} MB，没有接收", "the file has more than {file} MB and was not taken"),
        Text("请删去或压缩文中的图片和附件。", "Remove or compress its pictures and attachments."),
    ),
    "files": Refusal(
        413,
        Text("一次最多 {files} 个文件，没有接收", "at most {files} files at once; they were not taken"),
        Text("请分几次检查，或只选报告所在的文件夹。", "Check them in parts, or only the folder of reports."),
    ),
    "sent": Refusal(
        413,
        Text("一次最多 {sent} MB，没有接收", "at most {sent} MB at once; it was not taken"),
        Text("请分几次检查。", "Check it in several parts."),
    ),
    "queue": Refusal(
        503,
        Text("现在检查的人太多，排队已满", "too many checks are waiting"),
        Text("请过一会儿再试；文件没有丢失。", "Try again in a while; your file is unchanged."),
    ),
    "memory": Refusal(
        503,
        Text("现在检查的内容太多，内存已满", "too much is being checked at the moment"),
        Text("请过一会儿再试；文件没有丢失。", "Try again in a while; your file is unchanged."),
    ),
    "comments": Refusal(
        422,
        Text("没有能写入批注的 Word 文件（.docx）", "there is no Word file (.docx) to take comments"),
        Text("请用 Word 或 WPS 另存为 .docx 再检查。", "Save it as .docx in Word or WPS and check that."),
    ),
    "matrix": Refusal(
        422,
        Text("这里没有几个机关的报告，无从汇总", "there are no reports of several agencies to sum up"),
        Text("把几个机关的报告一起拖进来再汇总。", "Check the reports of several agencies together."),
    ),
    "failed": Refusal(
        500,
        Text("gialint 自身出错，这次没有检查完", "gialint itself failed; the check is not complete"),
        Text(
            "请再试一次；再次出错的话，请另存为 .docx 再试，并反馈给维护者。",
            "Try again; if it fails once more, save the report as .docx, and report this.",
        ),
    ),
}


def refusal(kind: str, bounds: Bounds) -> Refusal:
    """Return what is said, with the bounds in figures."""
    found = REFUSALS[kind]
    figures = {
        "file": bounds.file // 1_000_000,
        "files": bounds.files,
        "sent": bounds.sent // 1_000_000,
    }
    message = Text(found.message.zh.format(**figures), found.message.en.format(**figures))
    return found._replace(message=message)


HERE = Path(__file__).parent


class Static(NamedTuple):
    """A file that pages load: its bytes and their type."""

    content: bytes
    type: str


@cache
def static_files() -> dict[str, Static]:
    """Return the files that pages load, by name."""
    found = {path.name: path.read_bytes() for path in sorted((HERE / "static").iterdir())}
    found[SHEET] = style_sheet().encode()
    return {
        name: Static(content, f"{TYPES[Path(name).suffix]}; charset=utf-8") for name, content in found.items()
    }


class Pages:
    """Renders pages for a site; ``suffixes`` are those of files that can be read."""

    def __init__(self, site: Site, suffixes: Sequence[str]) -> None:
        self.site = site
        self.suffixes = sorted(suffixes, key=_rank)
        self.templates = {language: environment(language, HERE / "templates") for language in ("zh", "en")}

    def home(self, language: str) -> str:
        """Return the page on which reports are dropped."""
        bounds = self.site.bounds
        said = {}
        for kind in ("files", "sent", "empty", "slow", "queue"):
            _, message, advice = refusal(kind, bounds)
            both = Text(f"{message.zh}。{advice.zh}", f"{message.en}. {advice.en}")
            said[kind] = both.in_language(language)
        return self.render(
            "home.html",
            language,
            accept=",".join((*self.suffixes, ".zip")),
            suffixes=self.suffixes,
            bounds=bounds,
            members=bool(self.site.members),
            earlier=bool(self.site.earlier),
            said=json.dumps(said, ensure_ascii=False),
            limits=json.dumps({"files": bounds.files, "sent": bounds.sent}),
        )

    def result(self, check: Check, screen: Screen, place: int) -> str:
        """Return the page of a result (``place`` 0), or of one of its reports."""
        assert check.concluded is not None
        lines = check.concluded.lines
        line = next((each for each in lines if each.place == place), None)
        return self.render(
            "result.html",
            check.language,
            screen=screen,
            place=place,
            line=lines[0] if check.concluded.single and lines else line,
            commented=sum(each.takes_comments for each in lines),
            agencies=check.concluded.agencies,
            minutes=round(self.site.bounds.kept / 60),
        )

    def render(self, name: str, language: str, **values: Any) -> str:
        """Return a page from its template."""
        ask = "?lang=en" if language == "en" else ""
        template = self.templates[language].get_template(name)
        return template.render(values, language=language, version=__version__, ask=ask)


def _rank(suffix: str) -> int:
    """Return the place of a suffix among those that gialint reads itself, what is read most coming first."""
    own = [each for reader in READERS for each in reader.suffixes]
    return own.index(suffix) if suffix in own else len(own)
