"""The schema of ``gialint.yaml`` takes what gialint takes, and refuses what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gialint.config import PER_PATH, SETTINGS, Config, PathSettings, nearest, settled
from gialint.config.settings import settings_schema
from gialint.sources.yaml import load_yaml, parse_yaml

ROOT = Path(__file__).parents[2]
SCHEMA: Any = Draft202012Validator(settings_schema())


def test_every_setting_of_the_table_has_its_field() -> None:
    assert {*SETTINGS} - {"extends"} <= {*Config._fields}
    assert {*PER_PATH} == {*PathSettings._fields} - {"pattern", "root"}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(settings_schema())


def test_it_knows_every_setting_with_hyphens_too() -> None:
    names = {spelled for name in SETTINGS for spelled in (name, name.replace("_", "-"))}
    assert set(settings_schema()["properties"]) == names


@pytest.mark.parametrize("name", SETTINGS)
def test_it_has_a_form_for_every_setting(name: str) -> None:
    forms = settings_schema()["properties"][name]["anyOf"]
    assert len(forms) > 1, "none of the samples is what the setting takes"


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("gialint.yaml")), ids=str)
def test_it_takes_the_examples(path: Path) -> None:
    assert list(SCHEMA.iter_errors(load_yaml(path).data)) == []


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("", True),
        ("select: GIA3\n", True),
        ("select: [GIA3, GIA501]\nignore:\n", True),
        ("severities: {GIA301: warning}\nfail-on: warning\n", True),
        ("fail_on: info\nlanguage: en\nstrict: true\n", True),
        ("- select\n", False),
        ("slect: GIA3\n", False),
        ("select: 3\n", False),
        ("select: [3]\n", False),
        ("select: ['']\n", False),
        ("severities: warning\n", False),
        ("severities: {GIA301: grave}\n", False),
        ("fail-on: never\n", False),
        ("language: fr\n", False),
        ("strict: maybe\n", False),
        ("rules: {a: b}\n", False),
        ("extends: [minimal, strict]\nextend-select: GIA113\n", True),
        ("options: {GIA605: {deadline: {township: 02-15}}, GIA702: {allow: [a.cn]}}\n", True),
        ("options: {GIA605: 3}\n", False),
        ("per_path: {'a/**': {ignore: GIA7, severities: {GIA301: info}, options: {GIA1: {a: 1}}}}\n", True),
        ("per-path: {'a/**': {extend-select: [GIA113]}, 'b/*': }\n", True),
        ("per_path: {'a/**': {fail_on: info}}\n", False),
        ("per_path: {'a/**': {ignore: 3}}\n", False),
        ("per_path: {'a/**': 3}\n", False),
        ("per_path: [a]\n", False),
        ("archive: [a]\n", False),
        ("docs_url: 'https://a.cn/{language}/{code}.html'\n", True),
        ("docs-url: 'http://a.cn/rules#{code}'\n", True),
        ("docs_url: https://a.cn/rules\n", False),
        ("docs_url: 'https://a.cn/{language}'\n", False),
        ("docs_url: 'https://a.cn/{code}/{name}'\n", False),
        ("docs_url: 'javascript:{code}'\n", False),
        ("docs_url: 'https://a.cn/ {code}'\n", False),
    ],
)
def test_it_agrees_with_gialint(text: str, sound: bool, tmp_path: Path) -> None:
    assert (list(SCHEMA.iter_errors(parse_yaml(text, "gialint.yaml").data)) == []) is sound
    (tmp_path / "gialint.yaml").write_text(text, encoding="utf-8")
    assert (settled(nearest(tmp_path))[1] == []) is sound
