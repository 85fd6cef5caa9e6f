"""What is said where something is not done: one table, for pages and for programs."""

from __future__ import annotations

from gialint.model import Text
from gialint.records import NamedTuple
from gialint.web.site import Bounds


class Refusal(NamedTuple):
    """Why something is not done, and what to do instead; ``status`` is HTTP's."""

    status: int
    message: Text
    advice: Text


NO_RELOAD = Text("请回到首页再试。", "Go back to the first page and try again.")
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
