"""Pack gialint for machines without Python or without a network.

``python tools/portable/build.py [folder] [pyz] [wheels] [--to FOLDER]`` makes under ``build/portable``:

- ``folder``: a folder (and an archive of it) that needs no Python, for this system, by PyInstaller;
- ``pyz``: one file for a machine that has this version of Python, by shiv;
- ``wheels``: all packages and a script that installs them, also for another system (``--platform win_amd64
  --python 3.12``), of which several may be named.

Each is made in a fresh environment from the wheel, so that nothing of a checkout is in it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOT_PACKED = {"dev", "cluster"}
"""Extras for people who have an environment of their own."""
WEB_ONLY = "打开网页"


def main() -> None:
    """Make what was asked for, everything by default, and print where it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="*", help="folder, pyz, wheels; by default all")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "portable")
    parser.add_argument("--platform", action="append", default=[], help="of wheels, as pip names it")
    parser.add_argument("--python", default=f"{sys.version_info.major}.{sys.version_info.minor}")
    given = parser.parse_args()
    unknown = [name for name in given.what if name not in MAKERS]
    if unknown:
        parser.error(f"not one of {', '.join(MAKERS)}: {', '.join(unknown)}")
    given.to.mkdir(parents=True, exist_ok=True)
    wheel = built_wheel(given.to / "work")
    for name in given.what or MAKERS:
        print(MAKERS[name](wheel, given), flush=True)


def folder(wheel: Path, given: argparse.Namespace) -> Path:
    """Make the folder that needs no Python, with start scripts that can be clicked."""
    work = given.to / "work"
    python = environment(work / "folder", f"{wheel}{extras()}", "pyinstaller>=6.11")
    run(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", work / "frozen", "--workpath", work / "pyinstaller", HERE / "gialint.spec")  # fmt: skip
    target = fresh(given.to / f"{versioned(wheel)}-{system()}")
    shutil.copytree(work / "frozen" / "gialint", target / "gialint", symlinks=True)
    # What is copied to a stick loses its times, by which Python would tell that compiled code is stale.
    inside = target / "gialint" / "_internal"
    run(python, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash",
        "-s", inside, inside / "gialint", inside / "gialint_rules")  # fmt: skip
    beside(target)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, target)
    kind = "zip" if os.name == "nt" else "gztar"
    return Path(shutil.make_archive(str(target), kind, target.parent, target.name))


def beside(target: Path) -> None:
    """Put the start scripts of this system beside the program; one for the web page only if there is one."""
    suffix = ".cmd" if os.name == "nt" else ".sh"
    program = target / "gialint" / ("gialint.exe" if os.name == "nt" else "gialint")
    serves = subprocess.run([program, "serve", "--help"], capture_output=True).returncode == 0
    for script in sorted((HERE / "beside").iterdir()):
        if script.suffix in (suffix, ".txt") and (serves or script.stem != WEB_ONLY):
            copy = target / script.name
            ends = "\r\n" if os.name == "nt" else "\n"
            copy.write_text(script.read_text("utf-8"), "utf-8", newline=ends)
            copy.chmod(0o755 if script.suffix == ".sh" else 0o644)


def pyz(wheel: Path, given: argparse.Namespace) -> Path:
    """Make one file that a Python of this version runs; it unpacks itself in ~/.shiv at its first start."""
    python = environment(given.to / "work" / "pyz", "shiv>=1.0.8")
    target: Path = given.to / f"{versioned(wheel)}-py{given.python}-{system()}.pyz"
    run(python, "-m", "shiv", "--quiet", "--compile-pyc", "-p", "/usr/bin/env python3", "-c", "gialint",
        "-o", target, f"{wheel}{extras()}")  # fmt: skip
    return target


def wheels(wheel: Path, given: argparse.Namespace) -> Path:
    """Gather all packages for a system, with scripts that install them from there."""
    name = given.platform[0] if given.platform else system()
    target = fresh(given.to / f"{versioned(wheel)}-wheels-py{given.python}-{name}")
    python = environment(given.to / "work" / "wheels")
    if given.platform:
        other = [f"--platform={each}" for each in given.platform]
        foreign = ("--only-binary=:all:", f"--python-version={given.python}", *other)
        run(
            python,
            "-m",
            "pip",
            "download",
            "--quiet",
            "-d",
            target / "wheels",
            *foreign,
            f"{wheel}{extras()}",
        )
    else:
        run(python, "-m", "pip", "wheel", "--quiet", "-w", target / "wheels", f"{wheel}{extras()}")
    (target / "extras.txt").write_text(extras(), "ascii")
    for script in sorted((HERE / "wheelhouse").iterdir()):
        ends = "\r\n" if script.suffix == ".cmd" else "\n"
        (target / script.name).write_text(script.read_text("utf-8"), "utf-8", newline=ends)
    return Path(shutil.make_archive(str(target), "gztar", target.parent, target.name))


MAKERS: dict[str, Callable[[Path, argparse.Namespace], Path]] = {
    "folder": folder,
    "pyz": pyz,
    "wheels": wheels,
}


def built_wheel(work: Path) -> Path:
    """Build the wheel, in which the rules are compiled."""
    python = environment(work / "wheel")
    into = fresh(work / "dist")
    run(python, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", into, ROOT)
    [wheel] = into.glob("*.whl")
    return wheel


def extras() -> str:
    """Return the extras that are packed, as pip takes them behind a name (``[lsp,watch]``)."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    return f"[{','.join(sorted(declared.keys() - NOT_PACKED))}]"


def versioned(wheel: Path) -> str:
    """Return the name and version of a wheel (``gialint-0.1.0``)."""
    return "-".join(wheel.name.split("-")[:2])


def system() -> str:
    """Return the system and machine this is made on (``linux-x86_64``)."""
    return f"{platform.system()}-{platform.machine()}".lower()


def environment(folder: Path, *packages: str) -> Path:
    """Make a fresh environment with some packages, and return its Python."""
    venv.create(fresh(folder), with_pip=True, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if packages:
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    return python


def fresh(folder: Path) -> Path:
    """Return a folder that is empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def run(*command: str | Path) -> None:
    """Run a command; ends this program if it fails."""
    words: Sequence[str] = [str(word) for word in command]
    if subprocess.run(words).returncode:
        sys.exit(f"failed: {' '.join(words)}")


if __name__ == "__main__":
    main()
