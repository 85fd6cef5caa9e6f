"""Ten typical changes, each made in a copy of the tree: the files named are all that it takes.

It is the copy that runs: the change works in it, pages that are made are made anew, and the narrow suite of
the station passes. Nothing else was touched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
COPIED = (
    "gialint", "rules", "tools", "docs", "examples", "tests", "pyproject.toml", ".pre-commit-hooks.yaml",
    "action.yml", "gitlab",
)  # fmt: skip
NOT_INHERITED = ("COV_", "GITHUB_", "PYTEST_")
KEPT_BY_TOOLS = {"__pycache__", ".hypothesis"}
NEVER_COPIED = ("corpus", "found", ".pytest_cache", "pictures")
PACK = "rules/gialint_rules"

INDEX = ("docs/rules.md", "docs/rules.zh-CN.md")
COUNTED = ("docs/suppressing.md", "docs/suppressing.zh-CN.md")
MANUAL = ("docs/gialint.1", "docs/gialint.zh_CN.1")
MAKE = """
from tools import manual, write_configuration, write_coverage, write_rule_pages, write_schemas

for folder, files in ((write_rule_pages.DOCS, write_rule_pages.indexes()),
                      (write_rule_pages.DOCS, write_coverage.pages())):
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8", newline="\\n")
for language, path in manual.PAGES.items():
    path.write_text(manual.page(language), encoding="utf-8", newline="\\n")
write_configuration.main()
write_schemas.main()
"""
"""What ``make pages``, ``make schemas`` and ``make manual`` do, but for pages that are not kept."""

CHANGES: dict[str, tuple[str, ...]] = {
    "a rule in YAML": (f"{PACK}/review/GIA406-more-suits.yaml",),
    "a phrase": (f"{PACK}/claims/words.yaml",),
    "a frame": (f"{PACK}/claims/frames.yaml",),
    "an output format": ("gialint/reporting/tsv.py", "gialint/plugins/builtin.py"),
    "a layout of a table in text": ("gialint/reading/text/tables.py",),
    "a reader": ("gialint/reading/org.py", "gialint/plugins/builtin.py", ".pre-commit-hooks.yaml"),
    "a setting": ("gialint/config/settings.py",),
    "a message": (f"{PACK}/wording/GIA714-markup-leak.yaml",),
    "an edition of the form": (f"{PACK}/editions/2026.yaml", f"{PACK}/drafts/2026.yaml"),
    "a fix in a .docx": (f"{PACK}/wording/GIA715-as-daily-work.yaml",),
}
"""The files that each change is made in."""

BESIDE: dict[str, tuple[str, ...]] = {
    "a rule in YAML": ("tests/rules/test_catalogue.py", *INDEX, *COUNTED),
    "an output format": (
        "tests/cli/test_formats.py", "docs/formats.md", "docs/outputs/tsv.md", *MANUAL,
    ),
    "a setting": ("docs/configuration.md", "docs/configuration.zh-CN.md", "docs/schema/gialint.schema.json"),
    "a fix in a .docx": ("tests/rules/test_catalogue.py", *INDEX, *COUNTED),
}  # fmt: skip
"""What a test wants beside them: lists of what is promised to users, and pages, most of which are made."""


class Tree:
    """A copy of the tree, and a folder of reports beside it."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.root, self.reports = folder / "tree", folder / "reports"
        self.reports.mkdir()
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.root / name, ignore=shutil.ignore_patterns(*NEVER_COPIED))
            else:
                shutil.copy2(ROOT / name, self.root / name)
        paths = (self.root, self.root / "rules")
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)},
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "XDG_CACHE_HOME": str(cache),
            "PYTHONUTF8": "1",
        }
        self.before = dict(self.digests())

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the copy, but for what Python keeps for itself, with what is in it."""
        for path in self.root.rglob("*"):
            if path.is_file() and KEPT_BY_TOOLS.isdisjoint(path.parts):
                yield path.relative_to(self.root).as_posix(), sha256(path.read_bytes()).digest()

    def add(self, name: str, text: str) -> None:
        """Add a file."""
        assert not (self.root / name).exists()
        (self.root / name).write_text(text, encoding="utf-8", newline="\n")

    def replace(self, name: str, *pairs: tuple[str, str]) -> None:
        """Replace words of a file, each of which is there once."""
        text = (self.root / name).read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (self.root / name).write_text(text, encoding="utf-8", newline="\n")

    def run(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=folder or self.root,
            env=self.environ,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    def gialint(self, *words: str, status: int = 0) -> str:
        """Run a command of the copy beside the reports, and return what it prints."""
        done = self.run("-m", "gialint", *words, "--lang", "zh", folder=self.reports)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def read(self, name: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the figures and the claims of a report, as they are printed."""
        [report] = json.loads(self.gialint("facts", name, "--output-format", "json"))["reports"]
        facts = {each["fact"]: each["text"] for each in report["facts"]}
        return facts, {each["fact"]: str(each["value"]) for each in report["claims"]}

    def prose(self, sentence: str) -> dict[str, str]:
        """Return the claims of a report of one sentence."""
        title = "青石镇人民政府2024年政府信息公开工作年度报告"
        (self.reports / "prose.txt").write_text(f"{title}\n一、总体情况\n{sentence}\n", encoding="utf-8")
        return self.read("prose.txt")[1]

    def count_one_rule_more(self) -> None:
        """Correct the pages that show how many rules an example switches off."""
        for name in COUNTED:
            text = (self.root / name).read_text("utf-8")
            more = re.sub(r"\d+(?= rules switched off| 条规则（)", lambda found: str(int(found[0]) + 1), text)
            (self.root / name).write_text(more, encoding="utf-8", newline="\n")

    def holds(self, change: str, *suite: str) -> None:
        """Make the pages anew, run tests, and assert that no other files were touched than those named."""
        made = self.run("-c", MAKE)
        assert made.returncode == 0, made.stderr
        temporary = f"--basetemp={self.reports.with_name('temporary')}"
        done = self.run("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", temporary, *suite)
        assert done.returncode == 0, done.stdout
        after = dict(self.digests())
        touched = {name for name in {*self.before, *after} if self.before.get(name) != after.get(name)}
        assert touched == {*CHANGES[change], *BESIDE.get(change, ())}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the copies share: what did not change is compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def tree(tmp_path: Path, cache: Path) -> Tree:
    """A copy of the tree in which nothing has changed yet."""
    return Tree(tmp_path, cache)


def example(name: str) -> str:
    return (ROOT / "examples" / name).read_text("utf-8")


def test_the_copy_is_what_runs(tree: Tree) -> None:
    """Commands and tests import both packages from the copy."""
    code = "import gialint, gialint_rules; print(gialint.__file__, gialint_rules.__file__)"
    for folder in (tree.root, tree.reports):
        printed = tree.run("-c", code, folder=folder).stdout.split()
        assert printed == [
            str(tree.root / name / "__init__.py") for name in ("gialint", "rules/gialint_rules")
        ]


def test_a_rule(tree: Tree) -> None:
    """A rule is a file: it is tested by its own examples, and listed."""
    [rule] = CHANGES["a rule in YAML"]
    tree.add(
        rule,
        """\
code: GIA406
name: more-suits
title: {zh: 复议后起诉的件数不宜多于行政复议的件数, en: More suits after review than reviews}
severity: info
basis: [arithmetic]
since: 0.1.0
tags: [table-four]
assert: litigation.after_review.total <= review.total
hint: {zh: 请核对表四。, en: Check table four.}
examples:
  - clean: {review.total: 2, litigation.after_review.total: 1}
  - violates: {review.total: 1, litigation.after_review.total: 2}
    says: 复议后起诉的件数不宜多于行政复议的件数：复议后起诉总计 2，大于行政复议总计 1，相差 1
  - unassessed: {review.total: , litigation.after_review.total: 2}
""",
    )
    tree.replace("tests/rules/test_catalogue.py", ('"GIA4": "01 02 03 04 05"', '"GIA4": "01 02 03 04 05 06"'))
    tree.count_one_rule_more()
    assert "3 个示例，全部通过" in tree.gialint("test", str(tree.root / rule))
    assert "GIA406   more-suits" in tree.gialint("rules")
    tree.holds(
        "a rule in YAML",
        "tests/rules/test_catalogue.py",
        "tests/rules/test_examples_of_rules.py",
        "tests/test_suppressing_pages.py",
        "tests/test_rule_pages.py::test_the_index_is_up_to_date_and_lists_every_rule_once",
    )


def test_a_phrase(tree: Tree) -> None:
    """A word is added to a line of the words, and a sentence is read that was not."""
    [words] = CHANGES["a phrase"]
    assert tree.prose("全年签收政府信息公开申请3件。") == {}
    tree.replace(words, ("words: [收到, 受理到,", "words: [收到, 签收, 受理到,"))
    assert tree.prose("全年签收政府信息公开申请3件。") == {"requests.new": "3"}
    tree.holds("a phrase", "tests/understanding/claims/test_sentences.py")


def test_a_frame(tree: Tree) -> None:
    """A frame stands in one file with its examples, which are run with those of all others."""
    [frames] = CHANGES["a frame"]
    assert tree.prose("3件为收到的政府信息公开申请。") == {}
    tree.replace(
        frames,
        (
            "  - frame: decided\n",
            """\
  - frame: number-first
    pattern: ['QTY STATE OBJECT']
    states: {fact: STATE, value: QTY}
    whole: true
    examples:
      - states: {text: 3件为收到的政府信息公开申请。, claims: {requests.new: 3}}
  - frame: decided
""",
        ),
    )
    assert tree.prose("3件为收到的政府信息公开申请。") == {"requests.new": "3"}
    assert "number-first" in tree.gialint("test")
    tree.holds("a frame", "tests/understanding/claims/test_frames.py")


def test_an_output_format(tree: Tree) -> None:
    """An output format is a module and its line among the reporters; help names it by itself."""
    module, reporters = CHANGES["an output format"]
    tree.add(
        module,
        '''\
"""The ``tsv`` output: a line a finding, parted by tabs."""

from __future__ import annotations

from gialint.model import Result
from gialint.reporting import Style
from gialint.reporting.gathering import shown, unsuppressed
from gialint.reporting.places import slashed
from gialint.reporting.summary import closing


def tsv(result: Result, style: Style) -> str:
    """Return path, code and message of each finding, then the verdict."""
    found = unsuppressed(shown(result, style))
    lines = [f"{slashed(path)}\\t{each.code}\\t{' '.join(each.message.split())}" for path, each in found]
    return "".join(f"{line}\\n" for line in [*lines, *closing(result).lines(style.language)])
''',
    )
    last = '    Reporter("waivers", "gialint.reporting.waivers:waivers"),\n'
    tree.replace(reporters, (last, f'{last}    Reporter("tsv", "gialint.reporting.tsv:tsv"),\n'))
    tree.replace(
        "tests/cli/test_formats.py",
        ("BEGINNINGS = {\n", 'BEGINNINGS = {\n    "tsv": b"",\n'),
    )
    row = "| [`concise`](outputs/concise.md) |"
    tree.replace(
        "docs/formats.md", (row, f"| [`tsv`](outputs/tsv.md) | spreadsheets | a line a finding |\n{row}")
    )
    tree.add("docs/outputs/tsv.md", "# tsv\n\nA line a finding, parted by tabs.\n")
    (tree.reports / "draft.txt").write_text(example("draft.txt"), encoding="utf-8")
    printed = tree.gialint("check", "draft.txt", "--output-format", "tsv", status=1)
    assert printed.startswith("draft.txt\tGIA501\t")
    assert "tsv" in tree.gialint("check", "--help")
    tree.holds(
        "an output format",
        "tests/cli/test_formats.py::test_every_format_that_gialint_brings_is_held_here",
        "tests/cli/test_formats.py::test_one_run_writes_all",
        "tests/cli/test_formats.py::test_rows_that_could_not_be_read_are_named_in_every_format",
        "tests/cli/test_formats.py::test_no_output_shows_a_personal_number_not_even_one_that_shows_the_report",
        "tests/cli/test_manual.py",
        "tests/test_docs.py::test_every_output_is_told_of",
    )


def test_a_layout(tree: Tree) -> None:
    """A layout is a function and its line below it; table three is read where it was prose."""
    [tables] = CHANGES["a layout of a table in text"]
    clean = example("clean.txt")
    before, after = clean.index("（本列数据"), clean.index("四、政府信息公开行政复议")
    rows = [line.rstrip("| ").replace(" | ", " / ") for line in clean[before:after].splitlines()]
    (tree.reports / "slashes.txt").write_text(
        clean[:before] + "\n".join(rows) + "\n" + clean[after:], encoding="utf-8"
    )
    (tree.reports / "pipes.txt").write_text(clean, encoding="utf-8")
    assert tree.read("slashes.txt")[0]["requests.new.total"] != "1"
    tree.replace(
        tables,
        (
            "class Around(",
            '''\
def columns_by_slash(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table that begins on a line, or none."""
    end = at
    while end < len(lines) and lines[end].text.count(" / ") >= NARROWEST:
        end += 1
    if end - at < FEWEST:
        return None
    return Table(tuple(_slashed(line, row) for row, line in enumerate(lines[at:end])), geometry=False), end


def _slashed(line: Line, row: int) -> tuple[Cell, ...]:
    found: list[Cell] = []
    start = line.start
    for column, piece in enumerate(line.text.split(" / ")):
        found.append(Cell(piece, start, row, column))
        start += len(piece) + len(" / ")
    return tuple(found)


class Around(''',
        ),
        ("    columns_by_comma,\n", "    columns_by_comma,\n    columns_by_slash,\n"),
    )
    facts = tree.read("slashes.txt")[0]
    assert facts == tree.read("pipes.txt")[0]
    assert facts["requests.new.total"] == "1"
    tree.holds(
        "a layout of a table in text",
        "tests/reading/test_text_tables.py",
        "tests/reading/test_text_broken.py",
    )


def test_a_reader(tree: Tree) -> None:
    """A reader is a module and its line among the readers; hooks of git name the suffixes they check."""
    module, readers, hooks = CHANGES["a reader"]
    tree.add(
        module,
        '''\
"""Read Org: the reading text is the file itself, stars before a line make it a heading."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Document
from gialint.reading import Limits
from gialint.reading.decode import decode
from gialint.reading.text import document_of
from gialint.reading.text.lines import Line


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read an Org file; raises Unreadable where it holds no text, LimitExceeded where too much."""
    text = decode(data)
    return document_of(path, "org", text, text, (), limits, lambda lines, _: lines, _unmarked)


def _unmarked(lines: Sequence[Line], _: str) -> list[Line]:
    return [_heading(line) if line.text.startswith("*") else line for line in lines]


def _heading(line: Line) -> Line:
    bare = line.text.lstrip("* ")
    marks = len(line.text) - len(bare)
    return Line(bare, line.start + marks, line.gap, marks - 1)
''',
    )
    last = '    Reader("pdf", (".pdf",), "gialint.reading.pdf:read"),\n'
    tree.replace(readers, (last, f'{last}    Reader("org", (".org",), "gialint.reading.org:read"),\n'))
    tree.replace(hooks, ("|txt|", "|txt|org|"))
    text = re.sub("^([一二三四五六]、.*情况|六、.*)$", r"* \1", example("clean.txt"), flags=re.MULTILINE)
    assert text.count("\n* ") >= 6
    (tree.reports / "report.org").write_text(text, encoding="utf-8")
    (tree.reports / "plain.txt").write_text(example("clean.txt"), encoding="utf-8")
    assert tree.gialint("check", "report.org") == tree.gialint("check", "plain.txt")
    assert tree.read("report.org") == tree.read("plain.txt")
    tree.holds(
        "a reader",
        "tests/reading/test_markdown.py",
        "tests/ecosystem/test_hooks_and_ci.py::test_every_format_that_is_read_is_checked_before_a_commit",
        "tests/test_structure.py",
    )


def test_a_setting(tree: Tree) -> None:
    """A setting is a line of the table and its field, both in one file."""
    [settings] = CHANGES["a setting"]
    (tree.reports / "gialint.yaml").write_text("contact: 王小明\n", encoding="utf-8")
    tree.gialint("config", status=2)
    tree.replace(
        settings,
        (
            '    "docs_url": Setting(\n',
            """\
    "contact": Setting(
        kinds.TEXT, Text("一个人", "a person"), Text("有疑问问谁", "whom to ask"), scope="run"
    ),
    "docs_url": Setting(
""",
        ),
        (
            "    docs_url: str | None = None\n",
            "    contact: str | None = None\n    docs_url: str | None = None\n",
        ),
    )
    assert re.search(r"contact +王小明 +gialint\.yaml:1", tree.gialint("config"))
    tree.holds(
        "a setting",
        "tests/config/test_settings.py",
        "tests/config/test_load.py",
        "tests/cli/test_schema.py",
        "tests/test_configuration_page.py::test_the_tables_are_up_to_date",
        "tests/test_configuration_page.py::test_every_setting_and_profile_is_told_of",
    )


def test_a_message(tree: Tree) -> None:
    """What a rule says stands in its file alone, and is printed as it stands there."""
    [rule] = CHANGES["a message"]
    text = example("clean.txt").replace("全年工作平稳有序", "全年工作&nbsp;平稳有序")
    (tree.reports / "draft.txt").write_text(text, encoding="utf-8")
    tree.replace(rule, ("正文有 {count} 处网页代码", "正文混入网页代码 {count} 处"))
    assert "正文混入网页代码 1 处，如“&nbsp;”" in tree.gialint("check", "draft.txt")
    tree.replace(
        rule,
        ("says: 正文有 2 处网页代码，如“&", "says: 正文混入网页代码 2 处，如“&"),
        ("says: 正文有 2 处网页代码，如“<", "says: 正文混入网页代码 2 处，如“<"),
    )
    assert "全部通过" in tree.gialint("test", str(tree.root / rule))
    tree.holds("a message", "tests/reporting/test_goldens.py")


def test_an_edition(tree: Tree) -> None:
    """An edition is a form and the draft in it; reports of its years are read under it, others as before."""
    form, draft = CHANGES["an edition of the form"]
    labels = {"属于行政查询事项": "属于行政性查询事项"}

    def renewed(text: str) -> str:
        for old, new in labels.items():
            text = text.replace(old, new)
        return text

    old = "国办公开办函〔2021〕30号"
    new = "国办公开办函〔2026〕9号"
    source = renewed((ROOT / PACK / "editions/2021.yaml").read_text("utf-8")).replace(old, new)
    for was, now in (
        ('edition: "2021"', 'edition: "2026"'),
        ("years: {from: 2021}", "years: {from: 2026}"),
        ("drafts/2021.yaml", "drafts/2026.yaml"),
        (f"basis: {new}\n", f"basis: {new}\ncited: {{{old}: {new}}}\n"),
        ("label: 8.属于行政性查询事项,", "label: 8.属于行政性查询事项, variants: [属于行政查询事项],"),
    ):
        assert source.count(was) == 1
        source = source.replace(was, now)
    tree.add(form, source)
    tree.add(draft, renewed((ROOT / PACK / "drafts/2021.yaml").read_text("utf-8")).replace(old, new))
    report = renewed(example("clean.txt")).replace("2025", "2027").replace("2024", "2026")
    (tree.reports / "new.txt").write_text(report, encoding="utf-8")
    (tree.reports / "old.txt").write_text(example("clean.txt"), encoding="utf-8")
    checked: list[dict[str, Any]] = json.loads(
        tree.gialint("check", "old.txt", "new.txt", "--output-format", "json")
    )["reports"]
    assert [(each["edition"], each["findings"]) for each in checked] == [("2021", []), ("2026", [])]
    tree.gialint("new", "--year", "2026", "--agency", "青石镇人民政府", "-o", "draft.txt")
    assert "属于行政性查询事项" in (tree.reports / "draft.txt").read_text("utf-8")
    tree.gialint("test")
    tree.holds(
        "an edition of the form",
        "tests/drafting/test_template.py",
        "tests/cli/test_new.py",
        "tests/understanding/test_official_tables.py",
    )


def test_a_fix_in_a_word_file(tree: Tree) -> None:
    """A rule that knows the right word says so, and the copy of a Word file has it."""
    [rule] = CHANGES["a fix in a .docx"]
    tree.add(
        rule,
        """\
code: GIA715
name: as-daily-work
title: {zh: 应写作“当作”, en: '“To treat as” must be spelled right'}
severity: info
basis: [custom]
since: 0.1.0
tags: [wording]
match: {pattern: 当做, replace: 当作}
hint: {zh: 请改为“当作”。, en: Replace the second character.}
examples:
  - clean: {一: 把信息公开当作日常工作。}
  - violates: {一: 把信息公开当做日常工作。}
    says: “当做”应为“当作”
""",
    )
    tree.count_one_rule_more()
    tree.replace("tests/rules/test_catalogue.py", ("11 12 13 14 21", "11 12 13 14 15 21"))
    with (
        ZipFile(ROOT / "examples/clean.docx") as clean,
        ZipFile(tree.reports / "draft.docx", "w") as draft,
    ):
        for name in clean.namelist():
            draft.writestr(name, clean.read(name).replace("当作".encode(), "当做".encode()))
    tree.gialint("check", "--fix", "draft.docx")
    with ZipFile(tree.reports / "draft.fixed.docx") as fixed:
        body = fixed.read("word/document.xml").decode()
    assert "把信息公开当作日常工作" in body
    assert "当做" not in body
    tree.holds(
        "a fix in a .docx",
        "tests/rules/test_catalogue.py",
        "tests/test_suppressing_pages.py",
        "tests/cli/test_fix.py::test_a_word_file_is_mended_in_a_copy",
        "tests/writing/test_fixing.py::test_slips_are_mended_to_the_letter",
    )


def test_contributing_names_the_changes_and_counts_their_files() -> None:
    """The table for contributors is this one: each change, how many files, and what goes with them."""
    rows = re.findall(
        r"^\| (an? [^|]+?) \| (\d) \| ([^|]+) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE
    )
    assert {name: int(number) for name, number, _ in rows} == {
        name: len(files) for name, files in CHANGES.items()
    }
