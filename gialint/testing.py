"""What authors of rules and readers import in their tests, under pytest or any other runner.

::

    @pytest.mark.parametrize("example", load_examples("our_rules"), ids=str)
    def test_an_example_turns_out_as_it_says(example: Example) -> None:
        check_example(example)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gialint.checking.rulefiles.examples import KINDS, Outcome, run_examples
from gialint.config import Config
from gialint.foreign import cause, reraise_interrupt
from gialint.hookspecs import Reader, loaded
from gialint.model import Document, Rule
from gialint.plugins.knowledge import all_names
from gialint.plugins.loading import named_rules
from gialint.reading import Limits, Unreadable
from gialint.reading.plugin_reader import broken_law
from gialint.reading.yaml_report import from_mapping
from gialint.records import NamedTuple
from gialint.run.linter import Linter, linter
from gialint.understanding.understand import understand

Read = Callable[[bytes, str, Limits], Document]


class Example(NamedTuple):
    """One example of a rule: its number from 1, of what kind it is, and the report as data."""

    rule: Rule
    number: int
    kind: str
    report: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.number}-{self.kind}"


def check_rule(rule: Rule | str | Path, config: Config | None = None) -> None:
    """Hold a rule, or every rule of a file or folder, to its examples; raises AssertionError.

    Each must have an example that violates it and one that does not.
    """
    lint = linter(config or Config(), rules=False)
    rules = [rule] if isinstance(rule, Rule) else _rules(rule, lint)
    outcomes = _outcomes(rules, lint)
    told = [
        f"{each.code} 示例 {each.index + 1}（{each.kind}）：{each.detail.zh}"
        for each in outcomes
        if each.detail
    ]
    for one in rules:
        kinds = {kind for example in one.examples for kind in example}
        told += [f"{one.code} 没有 {kind} 的示例" for kind in ("clean", "violates") if kind not in kinds]
    assert not told, "\n".join(told)


def load_examples(path: str | Path, config: Config | None = None) -> list[Example]:
    """Return every example of the rules at a path; raises AssertionError if a rule cannot be loaded."""
    return [
        Example(rule, number, kind, example[kind])
        for rule in _rules(path, linter(config or Config(), rules=False))
        if rule.scope != "engine"
        for number, example in enumerate(rule.examples, start=1)
        for kind in KINDS
        if kind in example
    ]


def check_example(example: Example, config: Config | None = None) -> None:
    """Hold a rule to one of its examples; raises AssertionError."""
    outcome = _outcomes([example.rule], linter(config or Config(), rules=False))[example.number - 1]
    assert outcome.detail is None, outcome.detail.zh


def check_reader(reader: Reader | Read, data: bytes, path: str = "report") -> Document:
    """Read a file and return its document, held to what every reader promises; raises AssertionError.

    It keeps the law of documents (``check_document``); reading twice gives the same; and whatever part
    of the file is cut off, the reader reads the rest or raises ``Unreadable``, and nothing else.
    """
    read: Read = loaded(reader.load) if isinstance(reader, Reader) else reader
    document = read(data, path, Limits())
    assert isinstance(document, Document), f"the reader returned {type(document).__name__}, not a Document"
    assert document.path == path, f"the path is {document.path!r}, not as it was given"
    if isinstance(reader, Reader):
        assert document.reader == reader.name, f"the document says it was read by {document.reader!r}"
    check_document(document)
    assert read(data, path, Limits()) == document, "reading a second time gave something else"
    _check_cut(read, data, path)
    return document


def check_document(document: Document) -> None:
    """Check the invariants of a document; raises AssertionError.

    Every block, cell and entry is a slice of the reading text, in order, and is on one line; but
    cells keep the line ends inside them where the file is its own reading text.
    """
    slip = broken_law(document)
    assert slip is None, slip and slip.in_language("en")


def _rules(path: str | Path, lint: Linter) -> list[Rule]:
    rules, problems = named_rules([path], all_names(lint.knowledge))
    told = [f"{each.where}: {each.message.zh}\n{each.quote}" for each in problems]
    assert not told, "\n".join(told)
    assert rules, f"there is no rule at {path}"
    return rules


def _outcomes(rules: list[Rule], lint: Linter) -> list[Outcome]:
    return run_examples(rules, lambda document: understand(document, lint.knowledge), from_mapping)


def _check_cut(read: Read, data: bytes, path: str) -> None:
    for end in sorted({0, 1, *(len(data) * part // 8 for part in range(1, 8))}):
        try:
            read(data[:end], path, Limits())
        except Unreadable:
            continue
        except BaseException as error:
            reraise_interrupt(error)
            raise AssertionError(
                f"of the first {end} bytes the reader made {cause(error)}, not Unreadable"
            ) from error
