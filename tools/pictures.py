"""Regenerate the pictures of the documentation from real outputs over the examples.

``python tools/pictures.py`` writes ``docs/pictures``. It needs Chromium, pdftoppm, fonts for Chinese, and
LibreOffice: Writer with the files of its user interface (``libreoffice-uiconfig-writer``), without which it
prints no comments, and Calc (``libreoffice-calc-nogui``), without which it opens no workbook. What it cannot
print is reported, and those pictures stay. Pictures are cut to few colours, so that each is small.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import quote

from markdown_it import MarkdownIt
from PIL import Image, ImageChops
from python_calamine import CalamineWorkbook
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
REPO = ROOT / "examples" / "repo"
COUNTY = ROOT / "examples" / "county"
PICTURES = ROOT / "docs" / "pictures"
GIALINT = Path(sys.executable).with_name("gialint")
CHROMIUM = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
)
COLOURS = 256
COLUMNS = 80
FIRST = "examples/draft.txt"
FAULTY = "2024/青石镇人民政府.docx"
AGENCY = "云坪县林业局"
THEME = TerminalTheme(
    (27, 33, 42),
    (222, 228, 235),
    [(27, 33, 42), (240, 113, 103), (125, 200, 140), (232, 190, 90),
     (110, 170, 240), (200, 150, 230), (95, 200, 210), (222, 228, 235)],
    [(120, 132, 146), (255, 140, 130), (150, 225, 165), (250, 212, 120),
     (140, 195, 255), (222, 178, 250), (130, 225, 235), (255, 255, 255)],
)  # fmt: skip
TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1b212a; width: max-content; padding: 18px 22px; }}
pre {{ width: 640px; white-space: pre; }}
i {{ display: inline-block; width: 8px; font: 13px "DejaVu Sans Mono"; }}
pre {{ margin: 0; font: 16px/24px "Noto Sans Mono CJK SC", monospace; color: #dee4eb; }}
p {{ margin: 0 0 12px; font: 16px/24px "Noto Sans Mono CJK SC", monospace; color: #8cc3ff; }}
</style><p>$ {command}</p><pre>{code}</pre>"""
ONE_CELL = re.compile("[“”‘’…·×÷─━]")
"""What fonts for Chinese draw as wide as a character of it, and a terminal in one cell."""

MARGIN = (
    'pdf:writer_pdf_Export:{"ExportNotesInMargin":{"type":"boolean","value":"true"},'
    '"ExportNotes":{"type":"boolean","value":"false"}}'
)
NARROW = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Writer/Notes">
<prop oor:name="DisplayWidthFactor" oor:op="fuse"><value>2.3</value></prop></item></oor:items>"""
"""Comments as wide as the margin: LibreOffice prints them wider than the sheet."""

PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 28px 34px; font: 15px/1.6 "Noto Sans CJK SC", sans-serif; color: #1f2328; }}
table {{ border-collapse: collapse; }} th, td {{ border: 1px solid #d1d9e0; padding: 6px 12px; }}
th, td {{ text-align: left; min-width: 5em; }}
h3 {{ margin: 24px 0 12px; }} tr:nth-child(2n) td {{ background: #f6f8fa; }}
</style>{body}"""


class Unprinted(Exception):
    """A document that LibreOffice could not print, and why."""


def main() -> None:
    """Make every picture, and print its size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repo = folder / "repo"
        shutil.copytree(REPO, repo, ignore=shutil.ignore_patterns("out"))
        out = folder / "out"
        outputs = (f"html:{out}/", f"xlsx:{folder}/all.xlsx", f"markdown:{folder}/all.md")
        words = ["2023", "2024", *(word for output in outputs for word in ("-o", output))]
        subprocess.run([GIALINT, "check", *words], cwd=repo, stdout=subprocess.DEVNULL, check=False)
        terminal(ROOT, folder, "terminal", "check", FIRST)
        terminal(repo, folder, "terminal-full", "check", FAULTY)
        terminal(repo, folder, "terminal-concise", "check", "2023", "2024", "--output-format", "concise")
        page = next(out.glob("009-*.html"))
        shot(out / "index.html", "html-overview-wide", 1040, 1330)
        shot(page, "html-report-wide", 1280, 1720)
        shot(page, "html-report-phone", 390, 1500)
        shot(page, "html-report-dark", 1280, 900, "--blink-settings=preferredColorScheme=0")
        printed(page, folder, "html-report-print", 4)
        served(folder)
        for make in (sheets, draft, annotated, summed):
            try:
                make(folder)
            except Unprinted as error:
                print(error, file=sys.stderr)
        body = MarkdownIt("commonmark").enable("table").render((folder / "all.md").read_text("utf-8"))
        (folder / "all.html").write_text(PAGE.format(body=body), encoding="utf-8")
        shot(folder / "all.html", "markdown", 1100, 900)
    for path in sorted(PICTURES.glob("*.png")):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


def terminal(repo: Path, folder: Path, name: str, *words: str) -> None:
    """Show a command as a terminal of 80 columns shows it."""
    buffer = StringIO()
    console = Console(
        file=buffer, record=True, width=COLUMNS * 2, force_terminal=True, color_system="truecolor"
    )
    console.print(Text.from_ansi(in_terminal(repo, [str(GIALINT), *words])), soft_wrap=True)
    code = console.export_html(theme=THEME, inline_styles=True, code_format="{code}")
    command = " ".join(["gialint", *words])
    source = folder / f"{name}.html"
    code = ONE_CELL.sub(r"<i>\g<0></i>", code)
    source.write_text(TERMINAL.format(command=command, code=code), encoding="utf-8")
    shot(source, name, COLUMNS * 8 + 44, 2_000)


def in_terminal(folder: Path, words: list[str]) -> str:
    """Return what a command writes to a terminal of 80 columns."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ |= {"TERM": "xterm-256color", "LANG": "zh_CN.UTF-8", "COLUMNS": str(COLUMNS)}
        os.environ.pop("NO_COLOR", None)
        os.execv(words[0], words)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    written = b""
    try:
        while part := os.read(terminal, 65536):
            written += part
    except OSError:  # the terminal is closed with the command
        pass
    os.waitpid(child, 0)
    os.close(terminal)
    return written.decode().replace("\r\n", "\n")


def shot(page: Path, name: str, width: int, height: int, *words: str) -> None:
    """Save a page as Chromium shows it in a window of some size."""
    chromium(page, f"--window-size={width},{height}", f"--screenshot={page.parent}/shot.png", *words)
    picture = Image.open(page.parent / "shot.png").convert("RGB")
    ground = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    _, _, _, bottom = ImageChops.difference(picture, ground).getbbox() or (0, 0, 0, height)
    save(picture.crop((0, 0, width, min(bottom + 24, height))), name)


def printed(page: Path, folder: Path, name: str, most: int) -> None:
    """Save the first sheets of a page as Chromium prints it, side by side."""
    chromium(page, "--no-pdf-header-footer", f"--print-to-pdf={folder}/print.pdf")
    save(beside(rendered(folder / "print.pdf", 56)[:most]), name)


def served(folder: Path) -> None:
    """Save the page of ``gialint serve``, a report and a county on it, on a telephone and in the dark."""
    from playwright.sync_api import sync_playwright

    words = [
        "serve",
        "--port",
        "0",
        "--lang",
        "zh",
        "--members",
        f"{COUNTY}/members.xlsx",
        "--last",
        f"{COUNTY}/2023",
    ]
    with subprocess.Popen([GIALINT, *words], cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().partition("：")[2]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-background-networking"],
            )
            county = sorted((COUNTY / "2024").iterdir())
            for name, given, width, height, scheme in (
                ("home", [], 1200, 700, "light"),
                ("report", [REPO / FAULTY], 1280, 1000, "light"),
                ("phone", [REPO / FAULTY], 390, 1100, "light"),
                ("dark", [REPO / FAULTY], 1000, 1100, "dark"),
                ("county", county, 1200, 2200, "light"),
            ):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    locale="zh-CN",
                )
                page = context.new_page()
                page.goto(address)
                if given:
                    page.set_input_files("#files", given)
                    page.wait_for_selector(".tools")
                page.screenshot(path=folder / "served.png")
                save(Image.open(folder / "served.png"), f"serve-{name}")
                context.close()
            browser.close()
        process.terminate()


def sheets(folder: Path) -> None:
    """Save the summary, the sheet of all findings and one of an agency as LibreOffice prints them."""
    pages = as_pdf(folder / "all.xlsx", 170)
    names = CalamineWorkbook.from_path(f"{folder}/all.xlsx").sheet_names
    save(cropped(pages[names.index("汇总")]), "xlsx-summary")
    save(cropped(pages[names.index("问题")]), "xlsx-findings")
    save(cropped(pages[names.index(AGENCY)]), "xlsx-agency")


def draft(folder: Path) -> None:
    """Save the first sheets of a report that is begun, as LibreOffice prints them."""
    words = ["new", "--year", "2025", "--agency", "青石镇人民政府", "-o", f"{folder}/draft.docx"]
    subprocess.run([GIALINT, *words], check=True, stdout=subprocess.DEVNULL)
    save(beside(as_pdf(folder / "draft.docx", 75)[:3]), "new-draft")


def annotated(folder: Path) -> None:
    """Save the last sheet of an annotated report, as LibreOffice prints it with comments in the margin."""
    words = ["annotate", "--lang", "zh", FAULTY, "-o", f"{folder}/annotated.docx"]
    subprocess.run([GIALINT, *words], cwd=folder / "repo", stdout=subprocess.DEVNULL, check=False)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(NARROW, encoding="utf-8")
    save(cropped(as_pdf(folder / "annotated.docx", 100, MARGIN)[-1]), "annotated")


def summed(folder: Path) -> None:
    """Save some tables of the county's matrix, the first sheets of the circular, and what goes back."""
    compared = ["2024", "--last", "2023", "--members", "members.xlsx", "--lang", "zh"]
    outputs = [f"xlsx:{folder}/matrix.xlsx", f"docx:{folder}/circular.docx", f"html:{folder}/matrix.html"]
    words = ["matrix", *compared, "--deductions", "points.yaml"]
    words += [word for output in outputs for word in ("-o", output)]
    subprocess.run([GIALINT, *words], cwd=COUNTY, stdout=subprocess.DEVNULL, check=False)
    overview = ["check", *compared, "-o", f"html:{folder}/county/"]
    subprocess.run([GIALINT, *overview], cwd=COUNTY, stdout=subprocess.DEVNULL, check=False)
    index = folder / "county" / "index.html"
    unfolded(index, "<details class")
    shot(index, "county-overview-wide", 1280, 1500)
    shot(index, "county-overview-phone", 390, 1500)
    unfolded(folder / "matrix.html", "<details>")
    shot(folder / "matrix.html", "matrix-page", 1280, 1100)
    back = ["check", "2024", "--lang", "zh", "-o", f"docx:{folder}/returned.docx", "--quiet"]
    subprocess.run([GIALINT, *back], cwd=folder / "repo", stdout=subprocess.DEVNULL, check=False)
    save(beside(as_pdf(folder / "returned.docx", 75)[:2]), "returned")
    pages = as_pdf(folder / "matrix.xlsx", 90)
    wanted = [first_with(folder / "matrix.pdf", heading, len(pages)) for heading in ("机关", "指标", "名次")]
    save(stacked([cropped(pages[place]) for place in wanted]), "matrix")
    save(beside(as_pdf(folder / "circular.docx", 75)[:4]), "circular")


def unfolded(page: Path, details: str) -> None:
    """Open the first part of a page that is folded up."""
    text = page.read_text("utf-8")
    page.write_text(text.replace(details, details.replace("<details", "<details open"), 1), encoding="utf-8")


def first_with(pdf: Path, heading: str, pages: int) -> int:
    """Return the first page, from 0, that begins with a heading."""
    for place in range(pages):
        number = str(place + 1)
        words = ["pdftotext", "-f", number, "-l", number, str(pdf), "-"]
        text = subprocess.run(words, check=True, capture_output=True, encoding="utf-8").stdout
        if text.split()[:1] == [heading]:
            return place
    raise Unprinted(f"{pdf.name}: no page begins with {heading}")


def stacked(pictures: Sequence[Image.Image]) -> Image.Image:
    """Put pictures below one another."""
    whole = Image.new(
        "RGB", (max(each.width for each in pictures), sum(each.height for each in pictures)), "white"
    )
    top = 0
    for each in pictures:
        whole.paste(each, (0, top))
        top += each.height
    return whole


def as_pdf(path: Path, resolution: int, form: str = "pdf") -> list[Image.Image]:
    """Return the pages of a document as LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    words = ["--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    said = subprocess.run(
        ["soffice", profile, *words], check=False, capture_output=True, text=True, timeout=180
    )
    # LibreOffice ends with 0 even where it could not open the file.
    if not path.with_suffix(".pdf").exists():
        raise Unprinted(f"LibreOffice did not print {path.name}: {said.stderr.strip() or 'no reason given'}")
    return rendered(path.with_suffix(".pdf"), resolution)


def cropped(picture: Image.Image, margin: int = 24) -> Image.Image:
    """Cut the white around what is on a picture, but for a margin."""
    box = ImageChops.difference(picture.convert("RGB"), Image.new("RGB", picture.size, "white")).getbbox()
    left, top, right, bottom = box or (0, 0, *picture.size)
    return picture.crop((left - margin, top - margin, right + margin, bottom + margin))


def rendered(pdf: Path, resolution: int) -> list[Image.Image]:
    """Return the pages of a PDF."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", str(resolution), str(pdf), str(stem)], check=True, timeout=120)
    return [Image.open(path) for path in sorted(pdf.parent.glob(f"{stem.name}-*.png"))]


def beside(pictures: list[Image.Image], gap: int = 14) -> Image.Image:
    """Put pictures of one size side by side on grey, as sheets on a desk."""
    width, height = pictures[0].size
    desk = Image.new("RGB", ((width + gap) * len(pictures) + gap, height + 2 * gap), "#c3cad3")
    for place, picture in enumerate(pictures):
        desk.paste(picture, (gap + place * (width + gap), gap))
    return desk


def chromium(page: Path, *words: str) -> None:
    """Let Chromium do something with a page, under a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        command = [*CHROMIUM, f"--user-data-dir={profile}", *words, f"file://{quote(str(page))}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


def save(picture: Image.Image, name: str) -> None:
    """Save a picture in few colours."""
    buffer = BytesIO()
    few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    (PICTURES / f"{name}.png").write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
