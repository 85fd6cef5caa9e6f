"""Run what ``build.py`` packed where there is neither Python nor network, and compare what it finds.

``python tools/portable/verify.py [--to build/portable]`` runs in the environment of the tests, on Linux, as
root. The folder is copied into an otherwise empty root with a shell, the C library and the reports, and run
there by a user without rights, an environment or a network. The ``.pyz`` runs under a bare Python without
packages; the wheels are installed into a new environment from their own folder alone. Each must say of every
report, in every format, what the gialint of this tree says. ``--table`` measures the start of each, too.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from stat import S_IFCHR
from statistics import median
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.reportwriter.files import FORMATS, example  # noqa: E402
from tests.reportwriter.printed import pdf  # noqa: E402
from tests.reportwriter.town import clean, faulty  # noqa: E402
from tests.reportwriter.workbook import xlsx  # noqa: E402

CHECK = ("check", "--output-format", "json", "--lang", "zh")
NOBODY = "65534:65534"
SYSTEM = ("libc", "libm", "libdl", "libpthread", "librt", "libutil", "libresolv", "libz")
"""What the folder takes from the system: the C library, and libz."""
LIBRARY = re.compile(r"=> (/\S*/(\w+)\.so[.\d]*) \(")
FONTS = Path("/usr/share/fonts")
"""A PDF without its fonts is laid out with those of the machine, so both sides are to have the same."""
TIMES = 7


def main() -> None:
    """Run each packaging that is there, and end with status 1 if one says anything else."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "portable")
    parser.add_argument("--table", action="store_true", help="measure the start of each, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        reports = Path(place, "reports")
        write(reports)
        here = [sys.executable, "-m", "gialint"]
        due = said(here, reports)
        ways = dict(packed(given.to.resolve(), Path(place), reports))
        if not ways:
            sys.exit(f"nothing was built in {given.to}: run build.py first")
        sound = {name: said(command, reports) == due for name, command in ways.items()}
        if "folder" in ways:
            sound["start script"] = clicked(Path(place, "root"))
            sound["page"] = serves(Path(place, "root"), reports, due)
        for name, so in sound.items():
            print(f"{name}: {'as in this tree' if so else 'DIFFERS'}", flush=True)
        if given.table:
            measured({"environment": here, **ways}, reports)
        sys.exit(not all(sound.values()))


def write(folder: Path) -> None:
    """Write a sound and a faulty report in every format."""
    folder.mkdir()
    for name, draft in (("clean", clean()), ("faulty", faulty())):
        for form in FORMATS:
            (folder / f"{name}.{form}").write_bytes(example(name, form))
        (folder / f"{name}.pdf").write_bytes(pdf(draft))
        (folder / f"{name}.xlsx").write_bytes(xlsx(draft))


def said(command: Sequence[str], reports: Path) -> object:
    """Return what is said of the reports, one command for all of them."""
    names = sorted(path.name for path in reports.iterdir())
    done = subprocess.run([*command, *CHECK, *names], cwd=reports, capture_output=True, text=True)
    if done.returncode != 1:
        print(done.stderr, file=sys.stderr)
        return done.returncode
    result = json.loads(done.stdout)
    assert len(result["reports"]) == len(names)
    return result


def packed(to: Path, place: Path, reports: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield how to run each packaging that was built, with the words that begin its command."""
    for program in to.glob("gialint-*/gialint/gialint"):
        make_root(program.parents[1], place / "root", reports)
        yield "folder", alone(place / "root", "/portable/gialint/gialint")
    python = str(Path(sys.executable).resolve())
    for file in to.glob("*.pyz"):
        yield "pyz", [*bare(), f"SHIV_ROOT={place / 'shiv'}", python, "-I", str(file)]
    for script in to.glob(f"gialint-*-wheels-*-{sys.platform}*/install.sh"):
        target = str(place / "installed")
        subprocess.run([*bare(), f"PYTHON={python}", "/bin/sh", str(script), target], check=True)
        yield "wheels", [*bare(), f"{target}/bin/gialint"]


def bare(*, network: bool = False) -> list[str]:
    """Return the words that run a command without an environment, and without a network."""
    apart = [] if network else [which("unshare"), "--net"]
    return [*apart, which("env"), "-i", "PATH=/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8"]


def alone(root: Path, *command: str, network: bool = False) -> list[str]:
    """Return the words that run a command in a root, among the reports, as a user without rights."""
    inside = [which("chroot"), f"--userspec={NOBODY}", str(root), "/bin/sh", "-c"]
    return [*bare(network=network), *inside, 'cd /reports && exec "$0" "$@"', *command]


def make_root(folder: Path, root: Path, reports: Path) -> None:
    """Make a root in which there is nothing but a folder, the reports, a shell and the C library."""
    shutil.copytree(folder, root / "portable", symlinks=True)
    shutil.copytree(reports, root / "reports")
    if FONTS.is_dir():
        shutil.copytree(FONTS, root / FONTS.relative_to("/"), ignore_dangling_symlinks=True)
    (root / "tmp").mkdir()
    (root / "reports").chmod(0o777)
    (root / "tmp").chmod(0o777)
    (root / "dev").mkdir()
    os.mknod(root / "dev" / "null", 0o666 | S_IFCHR, os.makedev(1, 3))
    (root / "dev" / "null").chmod(0o666)
    parts = ["/bin/sh", *loaders(), *libraries(folder)]
    for part in parts:
        copy = root / part.lstrip("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(part).resolve(), copy)


def loaders() -> list[str]:
    """Return the system's loaders of programs (``/lib64/ld-linux-x86-64.so.2``)."""
    return [str(path) for folder in ("/lib64", "/lib") for path in Path(folder).glob("ld-linux*.so.*")]


def libraries(folder: Path) -> set[str]:
    """Return the libraries of ``SYSTEM`` that anything in a folder loads."""
    files = [folder / "gialint" / "gialint", *folder.rglob("*.so*"), Path("/bin/sh")]
    listed = [subprocess.run(["ldd", file], capture_output=True, text=True).stdout for file in files]
    found = {match for text in listed for match in LIBRARY.findall(text)}
    return {path for path, name in found if name in SYSTEM}


def clicked(root: Path) -> bool:
    """Return whether the start script writes its page beside the report, and returns the status."""
    command = alone(root, "/bin/sh", "/portable/检查报告.sh", "/reports/faulty.docx")
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode == 1 and (root / "reports" / "检查报告.html").is_file()


def serves(root: Path, reports: Path, due: object) -> bool:
    """Return whether the page is served, and a report that is sent there is judged as it is here."""
    command = alone(root, "/portable/gialint/gialint", "serve", "--port", "0", network=True)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            lines = iter(server.stdout.readline, "")
            address = next(found[0] for line in lines if (found := re.search(r"http://[\d.:]+", line)))
            with urlopen(address) as page:
                shown = page.status == 200 and "gialint" in page.read().decode()
            data = (reports / "faulty.docx").read_bytes()
            with urlopen(Request(f"{address}/check?name=faulty.docx", data, method="POST")) as answer:
                [report] = json.load(answer)["reports"]
            assert isinstance(due, dict)
            [same] = (each for each in due["reports"] if each["path"] == "faulty.docx")
            codes = [[found["code"] for found in each["findings"]] for each in (report, same)]
            return shown and codes[0] == codes[1]
        finally:
            server.terminate()


def measured(ways: dict[str, Sequence[str]], reports: Path) -> None:
    """Print how long the processor works for a version and for one report, and against the first way."""
    words = (["--version"], ["check", "faulty.docx"])
    times = {name: [_seconds([*command, *each], reports) for each in words] for name, command in ways.items()}
    first = next(iter(times.values()))
    for name, seconds in times.items():
        shares = " | ".join(
            f"{1000 * one:.0f} ms | {one / base:.2f}" for one, base in zip(seconds, first, strict=True)
        )
        print(f"| {name} | {shares} |")


def _seconds(command: Sequence[str], folder: Path) -> float:
    """Return how long the processor works for a command: the median, because others work beside it."""
    taken = []
    for _ in range(TIMES):
        before = os.times()
        subprocess.run(command, cwd=folder, capture_output=True)
        after = os.times()
        taken.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    return median(taken)


def which(program: str) -> str:
    """Return the path of a program of the system; ends this program if there is none."""
    return shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin") or sys.exit(f"{program} is needed")


if __name__ == "__main__":
    main()
