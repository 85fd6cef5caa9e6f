"""The pages in a real browser: nothing stands beyond the edge of a screen, and a number leads to its mark."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sample_results import whole, with_text

from gialint.model import Checked, Diagnostic, Result, Severity
from gialint.reporting import Style
from gialint.reporting.html import html, pages

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--allow-file-access-from-files",  # so that a page may measure the one it frames
)
WIDTHS = (320, 390, 768, 1120, 1280, 1920)
FRAME = """<!DOCTYPE html><title></title><body>{frames}<script>
onload = () => {{
  const told = [...document.querySelectorAll("iframe")].map(frame => {{
    const page = frame.contentDocument, lit = page.querySelector(":target");
    const lights = [...page.querySelectorAll(".paper mark")].filter(
      mark => frame.contentWindow.getComputedStyle(mark).outlineStyle == "solid");
    return {{
      room: frame.clientWidth,
      width: page.documentElement.scrollWidth,
      target: lit ? Math.round(lit.getBoundingClientRect().top) : null,
      lights: lights.map(mark => mark.textContent),
    }};
  }});
  document.title = JSON.stringify(told);
}};
</script>"""

CHOOSING = """<!DOCTYPE html><title></title><body>
<iframe src="index.html" style="width:1000px;height:800px"></iframe><script>
onload = () => {{
  const page = document.querySelector("iframe").contentDocument;
  const told = {choices}.map(choice => {{
    for (const id of choice) page.getElementById(id).click();
    const shown = [...page.querySelectorAll(".matrix tbody tr")].filter(row => row.checkVisibility());
    return shown.map(row => row.className.split(" ")[0]);
  }});
  document.title = JSON.stringify(told);
}};
</script>"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


def measured(folder: Path, framed: dict[str, tuple[str, int]]) -> list[dict[str, object]]:
    """Return what a browser tells of pages: ``framed`` are addresses with widths of screens."""
    frames = "".join(
        f'<iframe src="{address}" style="border:0;width:{width}px;height:800px"></iframe>'
        for address, width in framed.values()
    )
    told: list[dict[str, object]] = titled(folder, FRAME.format(frames=frames))
    return told


def titled(folder: Path, frame: str) -> Any:
    """Return what a page has made its title in a browser."""
    (folder / "frame.html").write_text(frame, encoding="utf-8")
    words = [
        str(CHROMIUM),
        *FLAGS,
        f"--user-data-dir={folder}/profile",
        "--window-size=2000,1000",
        "--dump-dom",
    ]
    done = subprocess.run(
        [*words, f"file://{folder}/frame.html"], capture_output=True, encoding="utf-8", timeout=120
    )
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title is not None, done.stderr
    return json.loads(unescape(title[1]))


def test_no_page_is_wider_than_its_screen(tmp_path: Path) -> None:
    files = {"report.html": html(with_text(), Style()), "index.html": pages(whole(), Style())["index.html"]}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    framed = {f"{name} {width}": (name, width) for name in files for width in WIDTHS}
    told = measured(tmp_path, framed)
    assert len(told) == len(framed)
    wider = [name for name, each in zip(framed, told, strict=True) if each["width"] != each["room"]]
    assert wider == []


def test_rows_are_chosen_without_a_script_and_all_are_printed(tmp_path: Path) -> None:
    text = pages(whole(), Style())["index.html"]
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    choices = [[], ["of-unfit"], ["in-3"], ["of-clean"], ["in-all"], ["of-all", "in-4"], ["in-all"]]
    all_rows = ["of-unread", "of-unfit", "of-open", "of-clean"]
    told = titled(tmp_path, CHOOSING.format(choices=json.dumps(choices)))
    alone = ["of-unfit"]
    assert told == [all_rows, alone, alone, ["nobody"], ["of-clean"], alone, all_rows]
    on_paper = text.replace("@media screen {\nbody:has(#of-", "@media print {\nbody:has(#of-")
    assert on_paper != text
    (tmp_path / "index.html").write_text(on_paper, encoding="utf-8")
    assert titled(tmp_path, CHOOSING.format(choices='[["of-unfit"]]')) == [all_rows]


def test_rows_of_a_kind_of_agency_are_chosen_and_one_that_is_looked_for_is_always_shown(
    tmp_path: Path,
) -> None:
    kinds = [("甲镇", "town"), ("乙镇", "town"), ("丙局", "bureau")]
    bad = Diagnostic("GIA301", "x", Severity.ERROR, "不符")
    reports = tuple(
        Checked(f"{name}.txt", "text", name, kind, 2024, findings=(bad,) if name != "乙镇" else ())
        for name, kind in kinds
    )
    text = pages(Result("0", reports, kinds={"town": "乡镇", "bureau": "部门"}), Style())["index.html"]
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    choices = [["at-0"], ["of-unfit"], ["at-1", "of-clean"], ["at-all", "of-all"]]
    told = titled(tmp_path, CHOOSING.format(choices=json.dumps(choices)))
    assert told == [["of-unfit", "of-clean"], ["of-unfit"], ["nobody"], ["of-unfit", "of-unfit", "of-clean"]]
    looked_for = CHOOSING.replace("index.html", "index.html#a3").format(choices='[["of-unfit", "at-1"]]')
    assert titled(tmp_path, looked_for) == [["of-unfit", "of-clean"]]


def test_a_number_leads_to_its_mark_and_all_places_light_up(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(html(with_text(), Style()), encoding="utf-8")
    framed = {part: (f"report.html#{part}", 1280) for part in ("", "p1", "f1", "p2")}
    nothing, mark, card, other = measured(tmp_path, framed)
    assert (nothing["target"], nothing["lights"]) == (None, [])
    places = ["收到政府信息公开申请1件", "1", "未收到群众向青石镇申请公开政府信息"]
    assert mark["lights"] == places
    assert card["lights"] == places
    assert len(other["lights"]) == 8  # type: ignore[arg-type]
    for each in (mark, card, other):
        assert 0 <= int(str(each["target"])) < 800
