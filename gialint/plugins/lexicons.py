"""The lexicons of all packs, each by itself and beside the others: what is broken in one is told (GIA903)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from gialint.files.cache import NOWHERE, Stores
from gialint.model import Problem, Text
from gialint.plugins.knowledge import LEXICON, facts_of, lists, sound
from gialint.sources.located import BadYaml, Loaded
from gialint.sources.misfits import Misfit
from gialint.sources.suggest import known_words
from gialint.understanding.claims.patterns import Frame, frame
from gialint.understanding.edition import Edition

Lexicon = Mapping[str, Any]

BEGINNINGS = frozenset(("lexicon", "claims", "indicators", "lists", "agencies"))
"""Keys by which a file is known for a lexicon."""


def lexicon_data(
    paths: Iterable[Path], stores: Stores = NOWHERE, forms: Sequence[Edition] = ()
) -> tuple[list[Lexicon], list[Problem]]:
    """Return what each lexicon holds; a broken file is reported and left out (GIA903).

    With ``forms`` each is held to what they and the other lexicons name, unless one is broken.
    """
    problems: list[Problem] = []
    found: list[tuple[Path, Lexicon]] = []
    for path in paths:
        data = sound(path, stores, LEXICON, problems)
        slips = _unlike(path, data, [each for _, each in found]) if data else []
        problems += slips
        found += [(path, data)] if data is not None and not slips else []
    if not forms or problems:  # what a broken file names is not known
        return [data for _, data in found], problems
    every, fitting = [data for _, data in found], list[Lexicon]()
    for number, (path, data) in enumerate(found):
        slips = _strange(data, partial(_read, path), every[:number], every, forms)
        problems += slips
        fitting += [] if slips else [data]
    return fitting, problems


def lexicon_files(path: Path) -> list[Path]:
    """Return the lexicons at a path, a file or a folder of them; none where other files are."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return files if all(map(_is_lexicon, files)) else []


def frames_in(path: Path) -> list[Frame]:
    """Return the frames in a lexicon; none of one that is broken."""
    sane = sound(path, NOWHERE, LEXICON, []) is not None
    return [frame(spec) for spec in _read(path).data.get("frames", ())] if sane else []


def problems_beside(
    file: Loaded, paths: Iterable[Path], stores: Stores, forms: Sequence[Edition]
) -> list[Problem]:
    """Return what in a lexicon as an editor has it no form and none of the lexicons at paths knows."""
    place = Path(file.path).resolve()
    others, _ = lexicon_data([path for path in paths if path.resolve() != place], stores)
    return _strange(file.data, lambda: file, others, [*others, file.data], forms)


def _strange(
    data: Lexicon,
    read: Callable[[], Loaded],
    earlier: Sequence[Lexicon],
    every: Sequence[Lexicon],
    forms: Sequence[Edition],
) -> list[Problem]:
    """Return what a lexicon names that is in no form and in no other one; its file is ``read`` only then.

    A fact may come from ``earlier`` files, as one that only this file names is a slip.
    """
    form, known = data.get("form"), dict.fromkeys(each.form for each in forms)
    if form is not None and form not in known:
        message = Text(f"没有“{form}”这种报告", f"there is no form “{form}”")
        return [Misfit(("form",), message, hint=known_words(form, known)).problem(read())]
    if "claims" not in data:
        return []
    from gialint.plugins.claims_names import name_misfits, names, unknown

    own = [each for each in forms if form in (None, each.form)]
    facts, sections = facts_of(own), [section.number for each in own for section in each.sections]
    facts.update(fact for each in _claims(earlier, form) for fact in _named(each).get("fact", ()))
    allowed = names(map(_named, _claims(every)), map(_named, _claims(every, form)), facts, sections)
    if not unknown(_named(data), allowed):
        return []
    file = read()
    return [slip.problem(file) for slip in name_misfits(file.data, allowed)]


def _claims(lexicons: Iterable[Lexicon], form: str | None = None) -> list[Lexicon]:
    """Return the files of claims among lexicons, those that are read beside one of a form."""
    return [
        each for each in lexicons if "claims" in each and (form is None or each.get("form") in (None, form))
    ]


def _named(data: Lexicon) -> Mapping[str, Sequence[str]]:
    """Return what a file of claims names, as it was kept or as its author wrote it."""
    from gialint.plugins.claims_names import named_in

    kept: Mapping[str, Sequence[str]] | None = data.get("names")
    return named_in(data) if kept is None else kept


def _read(path: Path) -> Loaded:
    from gialint.sources.yaml import load_yaml

    return load_yaml(path)


def _is_lexicon(path: Path) -> bool:
    try:
        data = _read(path).data
    except BadYaml:
        return False
    return isinstance(data, dict) and not BEGINNINGS.isdisjoint(data)


def _unlike(path: Path, data: Lexicon, earlier: Iterable[Lexicon]) -> list[Problem]:
    form = data.get("form")
    beside = [each for each in earlier if form is None or each.get("form") in (None, form)]
    held = lists(beside)
    named = data.get("lists", {})
    # Somebody may have meant a list of about the same length that is alike at an end.
    alike = {
        name: [
            each
            for each in held
            if abs(len(each) - len(name)) <= 2 and (each[:3] == name[:3] or each[-3:] == name[-3:])
        ]
        for name in named
        if name not in held
    }
    both = "agencies" in data and any("agencies" in each for each in beside)
    if not (any(alike.values()) or both or any(name in held for name in named)):
        return []
    from gialint.plugins.lexicon_form import unlike

    return [slip.problem(_read(path)) for slip in unlike(data, beside, held, alike)]
