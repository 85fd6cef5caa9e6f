"""What the documentation shows is true: outputs are as printed, and rules in it pass their own examples."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from gialint.checking.kinds import KINDS
from gialint.checking.rulefiles.fields import rule_schema
from gialint.cli import main
from gialint.cli.arguments import parsed
from gialint.cli.running import COMMANDS, command
from gialint.plugins.builtin import REPORTERS
from gialint.reading import Limits
from gialint.sources.yaml import parse_yaml

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"""(?:\]\(|<img src=")(?!https?:)([^)#"]+)""")
COMMAND = re.compile(r"^\$ gialint (.+)$", re.MULTILINE)
SAID = "正文称“废止1件”，表二“行政规范性文件·本年废止件数”为 0，相差 1"
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
PAGES = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md", "benchmarks/*.md")
    for path in sorted(ROOT.glob(pattern))
    if not path.relative_to(ROOT).as_posix().startswith("examples/repo/20")
]


def blocks(name: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page, each with the language it is said to be in."""
    return BLOCK.findall((ROOT / name).read_text("utf-8"))


def rules_in(page: str) -> list[str]:
    """Return the rules in YAML that a page shows."""
    return [text for kind, text in blocks(page) if kind == "yaml" and text.startswith("code:")]


def python(page: str, part: str) -> str:
    """Return the block of Python on a page that has some words in it."""
    (code,) = (text for kind, text in blocks(page) if kind == "python" and part in text)
    return code


RULE_PAGES = ("docs/writing-rules.md", "docs/writing-rules.zh-CN.md")
WORDED = ("title", "hint", "message", "options")
"""What a rule says in words, which a page in Chinese may show in Chinese alone."""
SCHEMA: Any = Draft202012Validator(rule_schema())


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_what_the_first_example_says(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "--lang", language, "--output-format", "json", "examples/draft.txt"]) == 1
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert [found["code"] for found in report["findings"]] == ["GIA501", "GIA509"]
    assert SAID in (ROOT / name).read_text("utf-8")
    assert "](docs/pictures/terminal.png)" in (ROOT / name).read_text("utf-8")
    assert "gialint check examples/draft.txt" in (ROOT / "Makefile").read_text("utf-8").replace("$(BIN)/", "")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_command_of_the_readme_ends_as_it_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / name).read_text("utf-8")
    [command] = re.findall(r"^    \.venv\\Scripts\\gialint (.*)$", text, re.MULTILINE)
    assert main(command.replace("\\", "/").split()) == 1


@pytest.mark.parametrize("page", RULE_PAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_is_shown(page: str, kind: str) -> None:
    assert any(f"\n{kind}:" in text for text in rules_in(page))


@pytest.mark.parametrize("rule", sorted({text for page in RULE_PAGES for text in rules_in(page)}))
def test_the_rules_in_the_documentation_pass_their_examples(
    rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text(rule, encoding="utf-8")
    assert main(["test", "--lang", "zh", str(path)]) == 0, capsys.readouterr().err
    assert "全部通过" in capsys.readouterr().out
    assert list(SCHEMA.iter_errors(parse_yaml(rule, path.name).data)) == []


@pytest.mark.parametrize("code", ["QSH102", "QSH108"])
def test_the_python_rules_in_the_documentation_pass_their_examples(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = python("docs/writing-rules.md", f'"{code}"')
    path = tmp_path / f"{code}_rule.py"
    path.write_text(rule, encoding="utf-8")
    assert main(["test", "--lang", "zh", str(path)]) == 0, capsys.readouterr().err
    assert "全部通过" in capsys.readouterr().out


@pytest.mark.parametrize("page", RULE_PAGES)
def test_a_python_rule_with_the_hook_of_the_documentation_is_run(
    page: str,
    trust: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    text = python("docs/writing-rules.md", '"QSH102"') + python(page, "def gialint_rules(")
    Path("our_rules.py").write_text(text, encoding="utf-8")
    Path("gialint.yaml").write_text("plugins: [./our_rules.py]\n", encoding="utf-8")
    trust(tmp_path)
    assert main(["rules"]) == 0, capsys.readouterr().err
    assert "QSH102" in capsys.readouterr().out
    assert main(["test", "our_rules.py"]) == 0
    assert capsys.readouterr().out.endswith("共 1 条规则、2 个示例，全部通过。\n")


def test_yaml_in_the_documentation_is_yaml() -> None:
    for page in PAGES:
        for kind, text in blocks(page):
            if kind == "yaml":
                parse_yaml(text, page)


def test_both_languages_show_the_same_rules() -> None:
    english, chinese = (
        [
            {key: value for key, value in parse_yaml(text, page).data.items() if key not in WORDED}
            for text in rules_in(page)
        ]
        for page in RULE_PAGES
    )
    assert english == chinese


def test_the_reader_in_the_documentation_reads() -> None:
    shown: dict[str, Any] = {"__name__": "shown"}
    exec(compile(python("docs/writing-plugins.md", "def read("), "writing-plugins.md", "exec"), shown)
    document = shown["read"]("一\n二\n".encode(), "list.lines", Limits())
    assert [block.native for block in document.blocks] == ["line 1", "line 2"]


@pytest.mark.parametrize("page", ["docs/writing-plugins.md", "docs/writing-plugins.zh-CN.md"])
def test_the_output_in_the_documentation_is_written(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("our_plugin.py").write_text(python(page, "def write("), encoding="utf-8")
    Path("gialint.yaml").write_text("plugins: [./our_plugin.py]\n", encoding="utf-8")
    (tmp_path / "clean.txt").write_bytes((ROOT / "examples" / "clean.txt").read_bytes())
    assert main(["check", "clean.txt", "--allow-plugins", "-o", "drafts.counts"]) == 0, (
        capsys.readouterr().err
    )
    assert Path("drafts.counts").read_text("utf-8") == "clean.txt: 0\n"


@pytest.mark.parametrize(("page", "count"), [("docs/writing-rules.md", 3), ("docs/writing-plugins.md", 5)])
def test_the_tests_in_the_documentation_pass(page: str, count: int, tmp_path: Path) -> None:
    (tmp_path / "our_rules").mkdir()
    (tmp_path / "our_rules" / "QSH101.yaml").write_text(
        rules_in("docs/writing-rules.md")[0], encoding="utf-8"
    )
    (tmp_path / "our_lines.py").write_text(python("docs/writing-plugins.md", "def read("), encoding="utf-8")
    (tmp_path / "list.lines").write_text("一\n二\n", encoding="utf-8")
    (tmp_path / "test_ours.py").write_text(python(page, "import pytest"), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_ours.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert f"{count} passed" in done.stdout, done.stdout


def test_links_lead_somewhere() -> None:
    astray = []
    for path in (ROOT / name for name in PAGES):
        links = map(unquote, LINK.findall(CODE.sub("", path.read_text("utf-8"))))
        astray += [(path.name, to) for to in links if not (path.parent / to).exists()]
    assert astray == []


def test_a_page_has_a_twin_in_the_other_language() -> None:
    alone = []
    for name in (name for name in PAGES if re.fullmatch(r"docs/[^/]+|SECURITY.*", name)):
        twin = name.replace(".zh-CN.md", ".md") if ".zh-CN." in name else name.replace(".md", ".zh-CN.md")
        if f"]({Path(twin).name})" not in (ROOT / name).read_text("utf-8"):
            alone.append(name)
    assert alone == ["docs/formats.md"], "which is in both"


def test_the_page_on_security_speaks_of_what_there_is_alike_in_both_languages() -> None:
    pages = [(ROOT / name).read_text("utf-8") for name in ("SECURITY.md", "SECURITY.zh-CN.md")]
    spans = [sorted(set(re.findall(r"`([^`]+)`|(GIA[0-9]{3})", page))) for page in pages]
    assert spans[0] == spans[1]
    known = {flag for name in COMMANDS for option in command(name).options for flag in option.flags}
    told = {word for span, _ in spans[0] for word in re.findall(r"--[a-z-]+", span)}
    assert told - known == {"--version"}
    names = {words.split()[1] for words, _ in spans[0] if re.match(r"gialint [a-z]", words)}
    assert names <= set(COMMANDS)


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name.startswith(("docs/quickstart", "examples/repo"))]
)
def test_commands_are_such_that_gialint_takes(name: str) -> None:
    commands = COMMAND.findall((ROOT / name).read_text("utf-8"))
    for shown in commands:
        words = shlex.split(shown.partition("  #")[0])
        given = parsed(import_module(f"gialint.cli.{words[0].replace('-', '_')}").COMMAND, words[1:])
        assert given.operands or words[0] == "new"


def test_every_picture_is_shown_and_small() -> None:
    shown = "".join((ROOT / name).read_text("utf-8") for name in PAGES)
    pictures = sorted((ROOT / "docs/pictures").iterdir())
    assert [path.name for path in pictures if f"pictures/{path.name}" not in shown] == []
    assert [path.name for path in pictures if path.stat().st_size >= 300_000] == []


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github", "gitlab", "waivers"])
def test_excerpts_are_of_real_outputs(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.chdir(ROOT / "examples/repo")
    assert main(["check", "--lang", "zh", "2024/林业局.docx", "--output-format", name]) == 1
    said = capsys.readouterr().out
    shown = [text for kind, text in blocks(f"docs/outputs/{name}.md") if kind != "yaml"]
    assert len(shown) == 1
    assert shown[0] in said


def test_every_output_is_told_of() -> None:
    formats = (ROOT / "docs/formats.md").read_text("utf-8")
    for name in (reporter.name for reporter in REPORTERS):
        assert f"\n| [`{name}`](outputs/{name}.md) |" in formats
        assert (ROOT / f"docs/outputs/{name}.md").read_text("utf-8").startswith(f"# {name}\n")
