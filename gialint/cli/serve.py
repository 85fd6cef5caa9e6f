"""``gialint serve``: a page on which reports are dropped, for those who have a browser and no terminal."""

from __future__ import annotations

import os
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError, misuse, not_installed
from gialint.cli.configured import configured
from gialint.cli.linters import earlier_of, file_given, jobs_asked, roll_of
from gialint.cli.options import CODES, CONFIGURING, JOBS
from gialint.cli.output import print_out, print_problems, warn
from gialint.config import Config, Flag, flag_of
from gialint.model import Problem, Text, os_error

if TYPE_CHECKING:
    from gialint.web import Begun, Counts, Site, Taken

NEEDED = {"python_multipart": "python-multipart", "starlette": "starlette", "uvicorn": "uvicorn"}
"""What the extra ``web`` installs: modules, and the packages that they are in."""

COMMAND = Command(
    "serve",
    "打开一个网页：把报告拖进去就能看到问题；供没有命令行的同事使用",
    "open a page on which reports are dropped and checked, for colleagues without a terminal",
    most=0,
    options=(
        Flag(("--port",), "端口（默认 8765；0 由系统选）", "port (default 8765; 0: any)", "PORT"),
        Flag(("--open",), "启动后在浏览器里打开", "open it in the browser when it has started"),
        Flag(
            ("--host",),
            "监听的地址（默认 127.0.0.1，只有本机能访问；0.0.0.0 供局域网访问）",
            "address to listen on (default 127.0.0.1, this machine only; 0.0.0.0 for the network)",
            "ADDRESS",
        ),
        Flag(
            ("--allow-host",),
            "也用这个名称访问（如反向代理的域名），可多次给出",
            "also answer under this name, such as that of a proxy; repeatable",
            "NAME",
            many=True,
        ),
        Flag(
            ("--office",),
            "用本机的 LibreOffice 读 .doc、.wps、.rtf、.odt（默认不读）",
            "have LibreOffice read .doc, .wps, .rtf and .odt (default: they are not read)",
        ),
        flag_of("members"),
        flag_of("archive"),
        flag_of("deductions"),
        *CODES,
        Flag(
            JOBS.flags,
            "检查用的进程数（默认用全部核心）",
            "processes that check (default: every core)",
            JOBS.metavar,
        ),
        *CONFIGURING,
    ),
    limit=Text("报告不在命令行给出，打开网页后再拖进去", "reports are dropped on the page, not named here"),
    example="gialint serve --open",
)


def run(given: Namespace) -> int:
    """Serve until an interrupt; status 2 if the server cannot start."""
    missing = [package for module, package in NEEDED.items() if not find_spec(module)]
    if missing:
        raise not_installed(
            "网页服务需要另外的包", "the server needs packages that are not installed", missing
        )
    from gialint.web import Broken, Taken, address_of, listening, serve

    config, problems = configured(given, wholly=True)
    site = _site(given, config, problems)
    try:
        listener = listening(site.host, site.port)
    except Taken as error:
        raise _not_listening(site, error) from error
    address = address_of(site, listener)
    try:
        serve(site, listener, partial(_tell, site, address, given.open), partial(_conclude, config.language))
    except Broken as error:
        warn(
            Text(
                f"gialint: 检查用的进程没能启动（{error}）\n",
                f"gialint: the processes that check did not start ({error})\n",
            ).in_language(config.language)
        )
        return 2
    finally:
        listener.close()
    return 0


def _site(given: Namespace, config: Config, problems: list[Problem]) -> Site:
    """Return what the server is told; raises UsageError."""
    from gialint.run.pool import can_fork, processes
    from gialint.web import PORT, Site

    earlier = earlier_of(given, config)
    _, slips = roll_of(given, config)
    members = given.members or config.members
    deductions = file_given(given, "deductions") or config.deductions
    return Site(
        config,
        (*problems, *slips),
        given.host or "127.0.0.1",
        _port(given.port, PORT),
        tuple(given.allow_host or ()),
        os.path.abspath(members) if members else "",
        os.path.abspath(deductions) if deductions else "",
        tuple(map(os.path.abspath, earlier)),
        given.office,
        jobs_asked(given) or (processes() if can_fork() else os.cpu_count() or 1),
    )


def _port(given: str | None, default: int) -> int:
    if given is None:
        return default
    if given.isascii() and given.isdigit() and int(given) < 65_536:
        return int(given)
    raise misuse(f"--port 是 0 到 65535 的整数，不能是“{given}”", f"--port is 0 to 65535, not “{given}”")


def _not_listening(site: Site, error: Taken) -> UsageError:
    from errno import EADDRINUSE
    from socket import gaierror

    if error.error.errno == EADDRINUSE:
        return misuse(
            f"端口 {site.port} 已被占用",
            f"port {site.port} is in use",
            f"也许网页已经在运行：用浏览器打开试试；或换一个端口：gialint serve --port {site.port + 1}",
            f"It may be running already: try it in a browser; or choose another: --port {site.port + 1}",
        )
    why = os_error(error.error)
    if isinstance(error.error, gaierror):
        why = Text("没有这个主机", "there is no such host")
    return misuse(
        f"不能在 {site.host} 端口 {site.port} 监听：{why.zh}",
        f"cannot listen on {site.host}, port {site.port}: {why.en}",
        "--host 127.0.0.1 只供本机使用，0.0.0.0 供局域网；1024 以下的 --port 多需要管理员权限。",
        "--host 127.0.0.1 is for this machine only, 0.0.0.0 for the network; a --port below 1024 mostly"
        " needs an administrator.",
    )


def _tell(site: Site, address: str, opens: bool, begun: Begun) -> None:
    """Tell where the page is, and open it if that was asked for."""
    language = site.config.language
    print_problems(begun.problems, language)
    if not site.is_local:
        warn(
            Text(
                "注意：其他机器也能访问本页；它没有登录，也不加密。请放在有登录和 TLS 的反向代理后面。\n",
                "Note: other machines reach this page; it has no login and no TLS. Put it behind a proxy"
                " that has both.\n",
            ).in_language(language)
        )
    print_out(
        Text(
            f"网页已打开：{address}\n把报告拖进去检查；按 Ctrl-C 停止。\n",
            f"The page is at {address}\nDrop reports on it; Ctrl-C stops it.\n",
        ).in_language(language)
    )
    if opens:
        import webbrowser

        webbrowser.open(address)


def _conclude(language: str, counts: Counts) -> None:
    """Tell what was done, which is all that is kept of it."""
    print_out(
        Text(
            f"已停止：共检查 {counts.reports} 份，出错 {counts.failures} 次。\n",
            f"Stopped: {counts.reports} reports checked, {counts.failures} failures.\n",
        ).in_language(language)
    )
