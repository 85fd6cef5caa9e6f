"""Print how the corpus is read from every form: ``python -m tests.reportwriter.scoreboard``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gialint.config import Config
from gialint.run.linter import linter
from tests.reportwriter.described import corpus
from tests.reportwriter.forms import FORMS, Form

REFUSED = ("unreadable", "absent")
ROW = "{form:<16} {right:>7} {wrong:>7} {refused:>8}"


def scores() -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each form how many cells were read right, read wrong and refused."""
    lint = linter(Config(), rules=False)
    for name, form in FORMS.items():
        score: Counter[str] = Counter()
        for described in corpus():
            if not (form.breaks_labels and described.mirrored):
                report = lint.read(f"report.{form.suffix}", form.write(described.draft))
                for path, expected in described.facts.items():
                    fact = report.facts[path]
                    right = (fact.state, fact.value) == expected
                    score["right" if right else "refused" if fact.state in REFUSED else "wrong"] += 1
        yield name, score


def note(form: Form) -> str:
    """Say what a form loses."""
    if form.loses_figures:
        return "figures run into words or each other, or are gone: any row may be refused"
    if form.borderless:
        return "no borders: rows with blank cells are refused"
    return "blanks at the end of a row may be refused" if form.loses_blanks else ""


if __name__ == "__main__":
    print(ROW.format(form="form", right="right", wrong="wrong", refused="refused"))
    for name, score in scores():
        line = ROW.format(form=name, **{each: score[each] for each in ("right", "wrong", "refused")})
        print(f"{line}  {note(FORMS[name])}".rstrip())
