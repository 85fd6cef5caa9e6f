"""Local plugins run from the bytes that were read: never from bytecode, never from what came later."""

from __future__ import annotations

import importlib.util
import py_compile
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gialint.plugins.sources import read_source, run_source


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, and the folders they are in."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def ran(plugin: str, root: Path) -> Any:
    """Read a plugin and run it."""
    return run_source(read_source(plugin, root))


def forge(file: Path, text: str) -> None:
    """Put bytecode of another source beside a file, marked so that Python takes it without a question."""
    other = file.with_name("other.py")
    other.write_text(text, encoding="utf-8")
    cached = importlib.util.cache_from_source(str(file))
    py_compile.compile(
        str(other), cached, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    other.unlink()


@pytest.mark.parametrize(
    ("plugin", "forged"),
    [("./ours.py", "ours.py"), ("./pack", "pack/__init__.py"), ("./pack", "pack/inner.py")],
)
def test_bytecode_is_never_run(plugin: str, forged: str, tmp_path: Path) -> None:
    source = "said = 'source'\n"
    init = "from .inner import said\n"
    write(tmp_path, {"ours.py": source, "pack/inner.py": source, "pack/__init__.py": init})
    forge(tmp_path / forged, "said = 'forged'\n")
    assert ran(plugin, tmp_path).said == "source"


def test_the_forgery_would_be_taken_by_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests here guard against is real."""
    write(tmp_path, {"qs_forged.py": "said = 'source'\n"})
    forge(tmp_path / "qs_forged.py", "said = 'forged'\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert importlib.import_module("qs_forged").said == "forged"
    del sys.modules["qs_forged"]
    assert ran("qs_forged", tmp_path).said == "source"


def test_what_was_read_runs_though_the_file_has_changed(tmp_path: Path) -> None:
    write(tmp_path, {"ours.py": "said = 1\n", "pack/inner.py": "said = 1\n"})
    write(tmp_path, {"pack/sub/deep.py": "from .. import inner\n"})
    write(tmp_path, {"pack/__init__.py": "from .sub.deep import inner\n"})
    sources = [read_source(plugin, tmp_path) for plugin in ("./ours.py", "./pack")]
    write(tmp_path, {"ours.py": "said = 2\n", "pack/inner.py": "said = 2\n"})
    ours, pack = (run_source(source) for source in sources)
    assert isinstance(ours, ModuleType)
    assert isinstance(pack, ModuleType)
    assert (ours.said, pack.inner.said) == (1, 1)
    assert Path(ours.__file__ or "") == tmp_path / "ours.py"
    assert Path(pack.inner.__file__) == tmp_path / "pack" / "inner.py"
    assert ran("./ours.py", tmp_path).said == 2


def test_a_module_that_came_later_is_not_imported(tmp_path: Path) -> None:
    write(tmp_path, {"pack/__init__.py": "def later():\n    from . import two\n"})
    pack = ran("./pack", tmp_path)
    write(tmp_path, {"pack/two.py": "print('ran')\n"})
    with pytest.raises(ImportError, match="two"):
        pack.later()


def test_the_same_bytes_run_once(tmp_path: Path) -> None:
    write(tmp_path, {"ours.py": "from pathlib import Path\nPath(__file__ + '.ran').touch(exist_ok=False)\n"})
    assert ran("./ours.py", tmp_path) is ran("./ours.py", tmp_path)


def test_code_that_breaks_breaks_again(tmp_path: Path) -> None:
    write(tmp_path, {"ours.py": "1 / 0\n"})
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            ran("./ours.py", tmp_path)


def test_a_package_has_as_many_files_as_it_may_and_no_more(tmp_path: Path) -> None:
    write(
        tmp_path, {"pack/__init__.py": "said = 1\n"} | {f"pack/m{number}.py": "" for number in range(1_999)}
    )
    assert ran("./pack", tmp_path).said == 1
    write(tmp_path, {"pack/more.py": ""})
    with pytest.raises(ImportError, match="too many"):
        read_source("./pack", tmp_path)


def test_an_object_in_a_module_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"qs_pack/__init__.py": "", "qs_pack/inner.py": "class Hooks:\n    said = 'here'\n"})
    monkeypatch.syspath_prepend(tmp_path)
    source = read_source("qs_pack.inner:Hooks.said", Path())
    assert [*source.files] == ["__init__.py", "inner.py"]
    assert run_source(source) == "here"


@pytest.mark.parametrize(
    ("plugin", "error"),
    [
        ("./none.py", FileNotFoundError),
        ("./empty", FileNotFoundError),
        ("./notes.txt", ImportError),
        ("qs_nowhere", ModuleNotFoundError),
        ("sys", ImportError),
    ],
)
def test_what_is_no_source(plugin: str, error: type[Exception], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").touch()
    with pytest.raises(error):
        read_source(plugin, tmp_path)
