"""The file in which trust is noted: the user's alone, whole or nothing, believed only as gialint wrote it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gialint.config import load
from gialint.config.trust import wanted
from gialint.config.trust_store import SCHEMA, VARIABLE, Damaged, from_environment, read, store, write

DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_CONFIG_HOME": "/settings", "HOME": "/home/me"}, "/settings/gialint/trust.json"),
        ({"HOME": "/home/me"}, "/home/me/.config/gialint/trust.json"),
        # A folder below the current one would be one that strangers fill.
        ({"XDG_CONFIG_HOME": "settings", "HOME": "/home/me"}, "/home/me/.config/gialint/trust.json"),
        ({"HOME": "."}, None),
        ({}, None),
    ],
)
def test_where_it_is(environ: dict[str, str], expected: str | None) -> None:
    assert store(environ) == (Path(expected) if expected else None)


def test_what_is_written_is_read_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "trust.json"
    write(path, {"/x/gialint.yaml": DIGEST})
    write(path, {"/x/gialint.yaml": DIGEST, "/y/\udcffgialint.yaml": DIGEST})
    assert read(path) == {"/x/gialint.yaml": DIGEST, "/y/\udcffgialint.yaml": DIGEST}
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(path.parent) == ["trust.json"]


def test_others_lose_what_they_could_read(tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    write(path, {})
    path.chmod(0o644)
    write(path, {"/x": DIGEST})
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_there_is_none_nothing_is_trusted(tmp_path: Path) -> None:
    assert read(tmp_path / "none" / "trust.json") == {}


WHOLE = json.dumps({"schema": SCHEMA, "trusted": {"/x": DIGEST}})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "\xff",
        '{"trusted": {}}',
        WHOLE[:-10],
        WHOLE.replace(SCHEMA, "gialint/trust/2"),
        WHOLE.replace(DIGEST, "*"),
        WHOLE.replace(f'"{DIGEST}"', "true"),
        WHOLE + " " * 1_000_000,
    ],
    ids=range(10),
)
def test_a_damaged_one_is_not_believed(content: str, tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    path.write_text(content, "latin-1")
    path.chmod(0o600)
    with pytest.raises(Damaged):
        read(path)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_one_that_others_may_write_to_is_not_believed(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    write(path, {"/x": DIGEST})
    path.chmod(mode)
    with pytest.raises(Damaged, match="other users"):
        read(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "trust.json", 0o600)
    with pytest.raises(Damaged):
        read(tmp_path / "trust.json")


@pytest.mark.parametrize(
    ("given", "digests"),
    [
        ("", set()),
        (DIGEST, {DIGEST}),
        (f" {DIGEST.upper()} ,, {'f' * 64}", {DIGEST, "f" * 64}),
        ("*,1", set()),
    ],
)
def test_the_variable(given: str, digests: set[str]) -> None:
    assert from_environment({VARIABLE: given}) == digests


def test_what_is_no_digest_is_told_where_trust_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "ours.py").touch()
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n")
    digest = wanted(tmp_path / "gialint.yaml").digest
    assert load(tmp_path, {VARIABLE: f"1,{digest}"})[1] == []
    _, [_, problem] = load(tmp_path, {VARIABLE: "True"})
    assert (problem.where, problem.message.zh) == (VARIABLE, "“true”不是摘要（应为 64 位十六进制）")


def test_a_damaged_one_is_told_and_nothing_in_it_counts(tmp_path: Path) -> None:
    (tmp_path / "ours.py").touch()
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n")
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "settings")}
    path = store(environ)
    assert path
    write(path, {str(tmp_path / "gialint.yaml"): wanted(tmp_path / "gialint.yaml").digest})
    assert load(tmp_path, environ)[1] == []
    path.write_text(path.read_text().replace(SCHEMA, "?"))
    config, problems = load(tmp_path, environ)
    assert config.plugins == ()
    assert [problem.message.zh for problem in problems] == [
        "未经信任，没有加载插件：./ours.py",
        "记录信任的文件不能用（内容已损坏），其中的信任一律不算",
    ]
    assert problems[1].where == str(path)
