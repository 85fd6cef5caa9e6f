"""What LibreOffice makes of the examples has the findings of the originals, in every format it writes."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread
from zipfile import ZipFile

import pytest

import gialint
from gialint.model import Checked
from gialint.plugins.builtin import READERS
from gialint.reading import Limits, Unreadable
from gialint.reading.office import office, read

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("faulty", "clean")
READ = {suffix.removeprefix(".") for reader in READERS for suffix in reader.suffixes}
FORMATS = [suffix for suffix in ("docx", "doc", "rtf", "odt", "html", "pdf") if suffix in READ]

pytestmark = pytest.mark.skipif(office() is None, reason="needs LibreOffice")


@pytest.fixture(scope="module")
def program() -> str:
    found = office()
    assert found is not None
    return found


@pytest.fixture(scope="module", params=FORMATS)
def written(request: pytest.FixtureRequest, program: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both examples as LibreOffice saves them in one format."""
    folder = tmp_path_factory.mktemp(request.param)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--convert-to", request.param, "--outdir", str(folder),
        *(str(EXAMPLES / f"{name}.docx") for name in NAMES),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_findings_are_those_of_the_original(written: Path, name: str) -> None:
    [path] = written.glob(f"{name}.*")
    original, saved = gialint.check([str(EXAMPLES / f"{name}.docx"), str(path)]).reports
    assert told(saved) == told(original)
    assert (saved.agency, saved.year, saved.edition) == (original.agency, original.year, original.edition)


def told(checked: Checked) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Return each finding's code and address, and what could not be assessed."""
    found = Counter(
        (finding.code, finding.location.address if finding.location else "") for finding in checked.findings
    )
    return found, sorted(gap.code for gap in checked.unassessed)


def test_a_damaged_file_is_refused(program: str) -> None:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(Unreadable, match="打不开这个文件"):
        read(header + b"\x07" * 5_000, "报告.doc", Limits())


NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "draw": "drawing", "script": "script", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
CONTENT = f"""<office:document-content {NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:dom="http://www.w3.org/2001/xml-events" office:version="1.3">
<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script"
  script:event-name="dom:load" xlink:type="simple"
  xlink:href="vnd.sun.star.script:Standard.Main.Main?language=Basic&amp;location=document"/>
</office:event-listeners></office:scripts>
<office:body><office:text><text:p>青石镇<draw:frame text:anchor-type="as-char"
  svg:width="2cm" svg:height="2cm">
<draw:image xlink:href="SITE/picture.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>
</draw:frame></text:p><text:section text:name="a"><text:section-source xlink:href="SITE/part.odt"
  xlink:type="simple"/><text:p>节</text:p></text:section></office:text></office:body>
</office:document-content>"""
LIBRARY = 'xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
BASIC = {
    "Basic/script-lc.xml": f"<library:libraries {LIBRARY[:56]}><library:library {LIBRARY[57:]} "
    'library:link="false"/></library:libraries>',
    "Basic/Standard/script-lb.xml": f'<library:library {LIBRARY} library:readonly="false">'
    '<library:element library:name="Main"/></library:library>',
    "Basic/Standard/Main.xml": '<script:module xmlns:script="http://openoffice.org/2000/script" '
    'script:name="Main" script:language="StarBasic">Sub Main\nOpen "FILE" For Output As #1\n'
    "Close #1\nEnd Sub</script:module>",
}


@pytest.fixture
def visits() -> Iterator[tuple[str, list[bytes]]]:
    """A site on this machine, and what was asked of it."""
    asked: list[bytes] = []

    class Visit(BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(1_000))

    with TCPServer(("127.0.0.1", 0), Visit) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def test_no_site_is_asked_and_no_macro_is_run(visits: tuple[str, list[bytes]], tmp_path: Path) -> None:
    site, asked = visits
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", CONTENT.replace("SITE", site))
        for name, content in BASIC.items():
            archive.writestr(name, content.replace("FILE", str(tmp_path / "made")))
        parts = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="text/xml"/>' for name in BASIC)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3">'
            '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
            f'<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>{parts}</m:manifest>',
        )
    document = read(file.getvalue(), "报告.odt", Limits())
    assert document.text == "青石镇\n节\n"
    assert not asked
    assert not (tmp_path / "made").exists()
