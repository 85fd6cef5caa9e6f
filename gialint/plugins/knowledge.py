"""Knowledge: editions and lexicons of all packs, compiled once a run.

YAML takes longer to parse than a hundred reports to check, so its data are kept as plain values:
beside the file in an installed pack, sealed with the content they are of, else in the user's cache.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

from gialint import __version__
from gialint.files.cache import NOWHERE, Stores, as_plain, entry_of, keep_made, made, plain
from gialint.model import Listed, Problem, Text
from gialint.records import NamedTuple
from gialint.understanding.agency import lexicon
from gialint.understanding.claims.vocabulary import SHAPE as WORDS_SHAPE
from gialint.understanding.claims.vocabulary import ready, vocabulary
from gialint.understanding.edition import SHAPE as EDITION_SHAPE
from gialint.understanding.edition import Edition, as_compiled, as_kept, edition
from gialint.understanding.understand import Knowledge

if TYPE_CHECKING:
    from gialint.plugins.indicators_form import Indicator
    from gialint.sources.located import BadYaml, Loaded


class Kind(NamedTuple):
    """A kind of file: the function that compiles its data, and the form that it is checked against first."""

    compile: Callable[[Any], object]
    form: Literal["lexicon", "edition", ""] = ""


class Unfit(Exception):
    """A file that does not have the form of its kind; ``problems`` says where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{problems[0].where}: {problems[0].message.zh}")
        self.problems = problems


COMPILED = ".compiled"
"""What the data of ``words.yaml`` are called beside it: ``words.compiled``."""

FORMAT = 12
"""Changes when the same YAML would give other data; a test tells when."""


def editions(paths: Iterable[Path], stores: Stores = NOWHERE) -> tuple[tuple[Edition, ...], list[Problem]]:
    """Compile editions of forms; a broken file is reported and left out (GIA903)."""
    problems: list[Problem] = []
    known = [sound(path, stores, EDITION, problems) for path in paths]
    return tuple(as_compiled(data["form"]) for data in known if data is not None), problems


def templates(
    paths: Iterable[Path], stores: Stores = NOWHERE
) -> tuple[list[tuple[Edition, Mapping[str, Any]]], list[Problem]]:
    """Return each edition that names a template for drafts, with it; a broken file is reported (GIA903)."""
    from gialint.drafting.draft import begun

    problems: list[Problem] = []
    found = []
    for path in paths:
        data = sound(path, stores, EDITION, problems)
        if data is None or "draft" not in data:
            continue
        # Never from a store: whether it fits depends on the form as well.
        form = as_compiled(data["form"])
        fits = Kind(partial(begun, form=form, agency="", year=0))
        template = sound(path.parent / data["draft"], NOWHERE, fits, problems)
        if template is not None:
            found.append((form, template))
    return found, problems


def lists(lexicons: Iterable[Mapping[str, Any]]) -> dict[str, Listed]:
    """Return the lists that lexicons hold for rules, by name; raises TypeError on malformed data.

    A list that several lexicons have goes on from one to the next, and of two entries with one key
    the later counts: so a province adds its own phrases to those of the nation.
    """
    found: dict[str, Listed] = {}
    for data in lexicons:
        for name, given in data.get("lists", {}).items():
            held = found.get(name, {} if isinstance(given, dict) else ())
            if isinstance(given, dict) and isinstance(held, dict):
                found[name] = {**held, **given}
            elif isinstance(given, list) and isinstance(held, tuple):
                found[name] = (*held, *given)
            else:
                raise TypeError(f"lists.{name}")
    return found


def check_lexicon(data: Any) -> None:
    """Compile a lexicon by itself; raises what that raises."""
    lists([data])
    if "claims" in data:
        vocabulary([data])
        return
    # An expression for agencies is otherwise compiled when first used.
    for pattern, _ in lexicon([data]).agency_kinds:
        re.compile(pattern)


LEXICON = Kind(check_lexicon, "lexicon")
EDITION = Kind(edition, "edition")


def knowledge(editions: Iterable[Edition], words: Sequence[Mapping[str, Any]]) -> Knowledge:
    """Put together what is known, by kind of report: that of the first edition first.

    A lexicon that names no ``form`` is for all of them.
    """
    by_form: dict[str, list[Edition]] = {}
    for each in editions:
        by_form.setdefault(each.form, []).append(each)
    first, *others = (
        _of_form(tuple(own), [data for data in words if data.get("form", form) == form])
        for form, own in (by_form or {"": []}).items()
    )
    return first._replace(others=tuple(others))


def _of_form(editions: tuple[Edition, ...], words: Sequence[Mapping[str, Any]]) -> Knowledge:
    phrases = [data for data in words if "claims" not in data]
    claims, rates = ([data for data in words if key in data] for key in ("claims", "indicators"))
    return Knowledge(editions, lexicon(phrases), vocabulary(claims), lists(words), indicators=tuple(rates))


def indicators_by_form(known: Knowledge) -> dict[str, tuple[Indicator, ...]]:
    """Return the indicators that can be reckoned of each kind of report."""
    from gialint.plugins.indicators_form import indicators

    return {
        each.editions[0].form: indicators(each.indicators, names(each.editions))
        for each in known.every
        if each.editions
    }


def all_names(knowledge: Knowledge) -> set[str]:
    """Return every name that rules may use, whatever kind of report they are run on."""
    return {name for each in knowledge.every for name in names(each.editions, each.lists)}


def facts_of(forms: Iterable[Edition]) -> set[str]:
    """Return every fact of some forms, by all the names it has."""
    return {name for form in forms for named in (form.known, form.sums, form.aliases) for name in named}


def names(forms: Iterable[Edition], lists: Iterable[str] = ()) -> set[str]:
    """Return every name that rules may use: facts and sets, and others with what they are names of.

    Lists are there as ``lists.typos``, sections, editions and forms as ``sections.六``, ``editions.2021``.
    """
    every = [*forms]
    return (
        facts_of(every)
        | {name for form in every for name in form.sets}
        | {f"sections.{section.number}" for form in every for section in form.sections}
        | {f"editions.{form.name}" for form in every}
        | {f"forms.{form.form}" for form in every}
        | {f"lists.{name}" for name in lists}
    )


def plain_data(path: Path, stores: Stores, kind: Kind) -> Any:
    """Return the data of a YAML file; raises ``sources.BadYaml``, Unfit and what compiling raises.

    What is kept was once found sound, and is not checked again.
    """
    content = path.read_bytes()
    if stores.is_packaged(path):
        with suppress(OSError):
            found = plain(path.with_suffix(COMPILED).read_bytes())
            if isinstance(found, dict) and found.get("of") == sealed(content):
                return found["data"]
    entry = entry_of(stores.cache, "data", path) if stores.cache else None
    of = (FORMAT, EDITION_SHAPE, WORDS_SHAPE, kind.form, content)
    found = made(entry, of) if entry else None
    if found is not None:
        return found
    data = _parsed(path, kind)
    if entry:
        keep_made(entry, of, data)
    return data


def compile_data(path: Path, kind: Kind) -> bytes:
    """Return the data of a YAML file as what is beside it in a package."""
    return as_plain({"of": sealed(path.read_bytes()), "data": _parsed(path, kind)})


def _parsed(path: Path, kind: Kind) -> Any:
    from gialint.sources.yaml import load_yaml

    loaded = load_yaml(path)
    compiled = _judged(loaded, kind)
    # What takes long to make at each start is made once.
    if isinstance(compiled, Edition):
        draft = {"draft": loaded.data["draft"]} if "draft" in loaded.data else {}
        return {"form": as_kept(compiled), **draft}
    if "claims" in loaded.data:
        from gialint.plugins.claims_names import named_in

        return {**ready(loaded.data), "names": named_in(loaded.data)}
    return loaded.data


def file_problems(file: Loaded, kind: Kind) -> list[Problem]:
    """Return what is wrong with a lexicon or edition by itself, as an editor has it (GIA903)."""
    try:
        _judged(file, kind)
    except Unfit as error:
        return [*error.problems]
    except Exception as error:
        return [_told(Path(file.path), error)]
    return []


def _judged(loaded: Loaded, kind: Kind) -> Any:
    """Return what a file that is sound is compiled to; raises as ``plain_data`` does."""
    if kind.form:
        from gialint.checking.patterns.backtracking import pattern_misfit
        from gialint.plugins.claims_form import wording_misfits
        from gialint.plugins.indicators_form import formula_misfits
        from gialint.plugins.lexicon_form import FORMS
        from gialint.sources.misfits import misfits

        held = loaded.data if kind is LEXICON and isinstance(loaded.data, dict) else {}
        name = next((key for key in ("claims", "indicators") if key in held), kind.form)
        slips = [slip.problem(loaded) for slip in misfits(loaded.data, FORMS[name], pattern_misfit)]
        within = {"indicators": formula_misfits, "claims": wording_misfits}.get(name)
        if within and not slips:
            slips = [slip.problem(loaded) for slip in within(loaded.data)]
        if slips:
            raise Unfit(slips)
    try:
        return kind.compile(loaded.data)
    except re.error as error:
        raise _bad_pattern(loaded, error) from error


def sealed(content: bytes) -> str:
    """Return a digest of a file's content for this version of gialint.

    A checksum does for what nobody but an installer writes.
    """
    return f"{__version__}-{FORMAT}-{len(content)}-{crc32(content):08x}"


def sound(path: Path, stores: Stores, kind: Kind, problems: list[Problem]) -> Any:
    """Return the data of a file, or None if it is broken, which is added to ``problems`` (GIA903)."""
    try:
        return plain_data(path, stores, kind)
    except Unfit as error:
        problems += error.problems
    except Exception as error:
        problems.append(_told(path, error))
    return None


def _told(path: Path, error: Exception) -> Problem:
    """Return what is wrong with a file; an error that is not the file's is raised again."""
    from gialint.sources.located import BadYaml  # 1 ms to import, and sound files need none

    if isinstance(error, BadYaml):
        return error.problem
    if isinstance(error, OSError):
        from gialint.model import os_error

        why = os_error(error)
    elif isinstance(error, (KeyError, TypeError, ValueError, AttributeError, re.error)):
        lacking = f"{type(error).__name__}: {error}"
        why = Text(f"内容不完整（{lacking}）", f"something is missing or wrong ({lacking})")
    else:
        raise error
    said = Text(f"{path.name} 不能使用：{why.zh}", f"{path.name} cannot be used: {why.en}")
    return Problem("GIA903", said, str(path))


def _bad_pattern(loaded: Loaded, error: re.error) -> BadYaml:
    """Return what points at the first value that is the pattern an error speaks of."""
    from gialint.checking.patterns.backtracking import pattern_misfit
    from gialint.sources.located import BadYaml

    keys = next((keys for keys, value in _scalars(loaded.data) if value == error.pattern), ())
    found = pattern_misfit(str(error.pattern))
    assert found is not None
    return BadYaml(found._replace(keys=keys).problem(loaded))


def _scalars(data: Any, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every value that holds no others, with the keys that lead to it."""
    held = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if held is None:
        yield keys, data
        return
    for key, value in held:
        yield from _scalars(value, (*keys, key))
