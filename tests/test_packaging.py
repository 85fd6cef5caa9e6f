"""The wheel, the source archive and an editable install each give a gialint that works elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from gialint.files.cache import plain

ROOT = Path(__file__).parents[1]
PACK = ROOT / "rules" / "gialint_rules"
SOURCES = ("gialint", "rules", "docs", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")

BACKEND = ("hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is packed; an older version left a link in build/editable, and there is a .venv."""
    folder = tmp_path_factory.mktemp("packaging") / "checkout"
    folder.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / "build" / "editable").mkdir(parents=True)
    (folder / "build" / "editable" / "gialint_rules").symlink_to(folder / "rules" / "gialint_rules")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "pyvenv.cfg").touch()
    return folder


@pytest.fixture(scope="module")
def built(checkout: Path) -> Path:
    """The folder with the source archive and the wheel that was built from it, after an editable install."""
    environment = checkout.parent / "used"
    python = empty_environment(environment)
    lend(environment, BACKEND)
    install(python, "--no-build-isolation", "--editable", str(checkout))
    run([sys.executable, "-m", "build", "--no-isolation", str(checkout)])
    return checkout / "dist"


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    return wheel


def test_the_wheel_holds_the_engine_and_the_pack(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    pack = {str(path.relative_to(ROOT / "rules")) for path in files_of(PACK)}
    engine = {str(path.relative_to(ROOT)) for path in files_of(ROOT / "gialint")}
    assert names >= pack | engine
    assert {name.split("/")[0].split("-")[0] for name in names} == {"gialint", "gialint_rules"}


def test_the_wheel_brings_the_manual(wheel: Path) -> None:
    pages = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".1")]
    assert [page.partition("/data/")[2] for page in pages] == [
        "share/man/man1/gialint.1", "share/man/zh_CN/man1/gialint.1",
    ]  # fmt: skip


def test_the_wheel_holds_the_rules_compiled(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    rules = plain(archive.read("gialint_rules/rules.compiled"))["rules"]
    written = {path.name.partition("-")[0] for path in PACK.glob("*/GIA*.yaml")}
    assert {rule["code"] for rule in rules} == written
    knowledge = [
        path
        for name in ("editions", "lexicon", "claims", "indicators")
        for path in (PACK / name).glob("*.yaml")
    ]
    kept = {f"gialint_rules/{path.parent.name}/{path.stem}.compiled" for path in knowledge}
    assert kept
    assert kept <= set(archive.namelist())


def test_the_source_archive_can_be_built_again(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert names >= {str(path.relative_to(ROOT)) for path in files_of(PACK)} | {"hatch_build.py"}


@pytest.mark.parametrize("way", ["wheel", "editable"])
def test_lints_from_another_folder(way: str, wheel: Path, checkout: Path, tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    python = empty_environment(folder)
    what = [str(wheel)] if way == "wheel" else ["--no-build-isolation", "--editable", str(checkout)]
    lend(folder, BACKEND if way == "editable" else ())
    install(python, *what)

    for name in ("clean", "faulty"):
        shutil.copy(ROOT / "examples" / f"{name}.docx", tmp_path)
    clean = lint(python, tmp_path, "clean.docx")
    assert (clean.returncode, clean.stderr) == (0, "")
    faulty = lint(python, tmp_path, "faulty.docx")
    assert (faulty.returncode, faulty.stderr) == (1, "")
    assert "GIA501" in faulty.stdout


def test_a_plugin_that_is_installed_is_found(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    python = empty_environment(folder)
    lend(folder, BACKEND)
    plugin = shutil.copytree(ROOT / "examples" / "plugin", tmp_path / "plugin")
    install(python, str(wheel), "--no-build-isolation", str(plugin))

    checked = lint(python, plugin, "ledger.csv")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "YUN101" in checked.stdout
    assert "YUN102" in checked.stdout


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a package that are under version control or will be."""
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def empty_environment(folder: Path) -> Path:
    """Make an environment that holds nothing but what gialint declares that it needs; return its Python."""
    venv.create(folder, with_pip=False)
    lend(folder, tuple(needed("gialint")))
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def needed(name: str) -> Iterator[str]:
    """Yield the names of a distribution's dependencies, and of theirs."""
    for line in requires(name) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name
            yield from needed(requirement.name)


def lend(folder: Path, names: tuple[str, ...]) -> None:
    """Copy installed distributions into an environment, as a network is not always there."""
    (site,) = folder.rglob("site-packages")
    for name in dict.fromkeys(names):
        lent = distribution(name)
        for file in lent.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = site / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(lent.locate_file(file)), target)


def install(python: Path, *what: str) -> None:
    options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", *what]
    run([sys.executable, "-m", "pip", "--python", str(python), "install", *options])


def lint(python: Path, folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    gialint = python.parent / "gialint"
    command = [str(gialint), "check", "--output-format", "concise", name]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60)


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
