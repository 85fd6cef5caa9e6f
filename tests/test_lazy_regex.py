"""Expressions compiled late and from kept codes: they are what they would have been, and none is broken."""

from __future__ import annotations

import re
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

import gialint
import gialint_rules
from gialint import lazy_regex as module
from gialint.files.cache import as_plain, keep, kept, plain
from gialint.lazy_regex import keep_codes, lazy_regex

CHINESE = r"(?P<year>20[0-9]{2})年(?:度)?[一-鿿]{2,4}?工作(?![报告])"


def _modules() -> list[str]:
    """Return the modules of both packages that have expressions of this kind."""
    return [
        ".".join((package.__name__, *path.relative_to(root).with_suffix("").parts))
        for package in (gialint, gialint_rules)
        for root in map(Path, package.__path__)
        for path in sorted(root.rglob("*.py"))
        if "lazy_regex(" in path.read_text(encoding="utf-8")
    ]


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where codes are kept for this test; nothing is kept yet, and nothing was made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(module, "_made", {})
    module._kept.cache_clear()
    yield tmp_path / "gialint" / module._entry()
    module._kept.cache_clear()


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile an expression as a new process does."""
    module._kept.cache_clear()
    module._made.clear()
    return module._compiled(source, flags)


def test_it_is_compiled_at_its_first_use() -> None:
    number = lazy_regex("[0-9]+")
    assert "search" not in vars(number)
    assert [match[0] for match in number.finditer("收到3件，办结12件")] == ["3", "12"]
    assert "search" in vars(number)
    assert number.sub("N", "3件") == "N件"
    assert number.pattern == "[0-9]+"


def test_what_no_expression_has_is_refused() -> None:
    with pytest.raises(AttributeError):
        lazy_regex("a").seek  # type: ignore[attr-defined]  # noqa: B018


def test_a_mistake_is_raised_at_its_first_use() -> None:
    broken = lazy_regex("(一")
    with pytest.raises(re.error, match="missing"):
        broken.search("一")


EVERY = """
import gc, re, sys
from importlib import import_module

from gialint import lazy_regex as module
from gialint.config import Config
from gialint.run.linter import linter
from gialint.run.result import result_of

report, *names = sys.argv[1:]
for name in names:
    import_module(name)
result_of(linter(Config()), [report])
every = {each.given for each in gc.get_objects() if type(each) is module.LazyRegex}
for source, flags in every:
    if module._from_code(source, *module._code(source, flags)) != re.compile(source, flags):
        sys.exit(source)
print(len(every))
"""
"""Compares all expressions that are there once modules are imported and a report is checked."""


def test_each_is_what_the_standard_library_compiles() -> None:
    report = Path(__file__).parents[1] / "examples" / "faulty.txt"
    words = [sys.executable, "-c", EVERY, str(report), *_modules()]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > len(_modules())


@pytest.mark.parametrize(("source", "flags"), [(CHINESE, 0), ("a(?i:b)|(c)", 256), ("(?x) 一 # 二", 8)])
def test_what_is_kept_is_the_same_expression(entry: Path, source: str, flags: int) -> None:
    first = compiled(source, flags)
    keep_codes()
    again = compiled(source, flags)
    assert first == again == re.compile(source, flags)
    assert again.groupindex == first.groupindex
    assert not module._made


def test_nothing_is_written_where_nothing_was_made(entry: Path) -> None:
    keep_codes()
    assert not entry.exists()


def test_what_is_known_stays_beside_what_is_new(entry: Path) -> None:
    for source in ("一+", "二+"):
        compiled(source)
        keep_codes()
    assert set(plain(kept(entry))) == {("一+", 0), ("二+", 0)}


def test_there_is_an_end_to_what_is_kept(entry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 1)
    for source in ("一+", "二+"):
        compiled(source)
        keep_codes()
    assert set(plain(kept(entry))) == {("二+", 0)}


VALID = module._code(CHINESE, 0)
WRONG_CODE = array("I", [99] * 40).tobytes()


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"no marshal",
        as_plain([1, 2]),
        as_plain({(CHINESE, 0): None}),
        as_plain({(CHINESE, 0): (0,)}),
        as_plain({(CHINESE, 0): (VALID.flags, WRONG_CODE, VALID.groups, VALID.names)}),
        as_plain({(CHINESE, 0): (VALID.flags, VALID.instructions[:-3], VALID.groups, VALID.names)}),
        as_plain({(CHINESE, 0): (VALID.flags, VALID.instructions[:-8], VALID.groups, VALID.names)}),
        as_plain({(CHINESE, 0): (VALID.flags, "text", VALID.groups, VALID.names)}),
        as_plain({(CHINESE, 0): (VALID.flags, VALID.instructions, 10**30, VALID.names)}),
        as_plain({(CHINESE, 0): (VALID.flags, VALID.instructions, -5, VALID.names)}),
        as_plain({(CHINESE, 0): (VALID.flags, VALID.instructions, 1, {"year": 9})}),
        as_plain({(CHINESE, 0): (VALID.flags, VALID.instructions, 1, 3)}),
    ],
)
def test_on_any_doubt_it_is_compiled_as_usual(entry: Path, held: bytes) -> None:
    keep(entry, held)
    assert compiled(CHINESE) == re.compile(CHINESE)


def test_what_somebody_damaged_is_not_believed(entry: Path) -> None:
    compiled(CHINESE)
    keep_codes()
    written = bytearray(entry.read_bytes())
    written[-5] ^= 1
    entry.write_bytes(written)
    module._kept.cache_clear()
    assert module._kept() == {}


def test_codes_of_another_python_are_not_asked_for(entry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "hexversion", sys.hexversion + 1)
    assert module._entry() != entry.name


def test_a_folder_that_others_may_write_to_is_not_used(entry: Path) -> None:
    compiled(CHINESE)
    keep_codes()
    entry.parent.chmod(0o777)
    assert compiled(CHINESE) == re.compile(CHINESE)
    assert module._made


def test_the_program_keeps_what_it_made(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "gialint", "check", "examples/clean.txt"]
    environ = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "", "PYTHONPATH": f"{Path().absolute()}:rules"}
    said = [
        subprocess.run(program, env=environ, capture_output=True, cwd=Path(gialint.__file__).parents[1])
        for _ in range(2)
    ]
    assert said[0].stdout == said[1].stdout
    assert (tmp_path / "gialint" / module._entry()).exists()
