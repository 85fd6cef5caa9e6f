"""The rulebook: folders of YAML rule files become rules, by way of plain data whenever they are at hand.

Parsing YAML costs more than checking a report, so rules are kept as plain data: in
``rules.compiled`` beside an installed pack, else in a cache with the files that they are of.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from gialint.checking.kinds import KINDS, NEEDLES, Spec, options_of
from gialint.checking.kinds.assertion import SHAPE
from gialint.files.cache import NOWHERE, Stores, as_plain, entry_of, keep_made, made, plain
from gialint.model import Problem, Rule, Severity, Text

COMPILED = "rules.compiled"
FORMAT = 7
"""Changes when the same YAML would give other data; a test tells when."""

OWN_LETTERS = "GIA"
"""What the codes of gialint and of its national pack begin with; others' rules take letters of their own."""

CONDITION = ("each", "per", "when")
"""What a rule says of when it applies, besides what it holds under its kind."""

NOT_RULES = ("claims", "drafts", "editions", "indicators", "lexicon", "profiles")
"""Folders of a pack that hold other YAML than rules."""

Loaded = tuple[list[Spec], list[Problem]]


class BrokenRules(Exception):
    """Rule files that cannot be compiled; ``problems`` says where and why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{each.where}: {each.message.zh}" for each in self.problems))


def load_rules(
    paths: Path | Iterable[Path], stores: Stores = NOWHERE, known: Collection[str] = ()
) -> tuple[list[Rule], list[Problem]]:
    """Load rule files and folders; what is broken is a problem (GIA903) and the rest is loaded.

    ``known`` are the names of an edition, against which facts and sets are checked.
    """
    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in [paths] if isinstance(paths, Path) else paths:
        specs, broken = load_folder(path, stores, known) if path.is_dir() else _read([path], known)
        rules += map(to_rule, specs)
        problems += broken
    return rules, problems


def load_folder(folder: Path, stores: Stores = NOWHERE, known: Collection[str] = ()) -> Loaded:
    """Load the rules of a folder as data: compiled, cached, or from YAML, whichever comes first.

    Hidden files and the folders ``NOT_RULES`` are passed over.
    """
    compiled = None
    if stores.is_packaged(folder):
        with suppress(OSError):
            compiled = _specs(plain((folder / COMPILED).read_bytes()))
    if compiled is not None:
        return _placed(compiled, folder), []
    files = rule_files(folder)
    entry = entry_of(stores.cache, "rules", folder) if stores.cache and files else None
    of: Any = ()  # all that the rules depend on, as plain values
    if entry:
        held = [(file.relative_to(folder).as_posix(), file.read_bytes()) for file in files]
        of = (SHAPE, "\n".join(sorted(known)), held)
        compiled = _cached(entry, of)
    if compiled is not None:
        return _placed(compiled, folder), []
    specs, problems = _read(files, known)
    if entry and not problems:
        keep_made(entry, of, _compiled(specs, folder))
    return _placed([_unplaced(spec, folder) for spec in specs], folder), problems


def compile_folder(folder: Path) -> bytes:
    """Return the rules of a folder as what is beside them in a package; raises BrokenRules."""
    specs, problems = _read(rule_files(folder), ())
    problems += duplicates(map(to_rule, specs))
    if problems:
        raise BrokenRules(problems)
    return as_plain(_compiled(specs, folder))


def rule_files(folder: Path) -> list[Path]:
    """Return the YAML rule files of a folder and the folders in it, in order."""
    files: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _passed_over(name)]
        files += (Path(here, name) for name in names if name.endswith((".yaml", ".yml")))
    return sorted(file for file in files if not _passed_over(file.name))


def to_rule(spec: Mapping[str, Any]) -> Rule:
    """Return a rule from its data; its expressions and patterns are compiled when it is first put."""
    hint, caps, kind = spec.get("hint"), spec.get("caps"), spec["kind"]
    options, given = options_of(spec), spec[kind]
    if isinstance(given, dict):  # what is checked as its file has it, without what was worked out from that
        given = {key: given[key] for key in given if key != NEEDLES}
    return Rule(
        code=spec["code"],
        name=spec["name"],
        title=Text(**spec["title"]),
        severity=Severity[spec["severity"].upper()],
        basis=tuple(spec["basis"]),
        check=KINDS[kind](spec),
        hint=Text(**hint) if hint else None,
        tags=tuple(spec.get("tags", ())),
        since=spec.get("since", ""),
        status=spec.get("status", "stable"),
        scope=spec.get("scope", "report"),
        fixable="replace" in spec.get("match", ()),
        covers=tuple(spec.get("covers", ())),
        caps=Severity[caps.upper()] if caps else None,
        editions=tuple(spec.get("editions", ())),
        forms=tuple(spec.get("forms", ())),
        examples=tuple(spec["examples"]),
        origin=spec["origin"],
        condition={key: spec[key] for key in CONDITION if key in spec} | {kind: given},
        options=options,
        bind=(lambda values: KINDS[kind]({**spec, "set": values})) if options else None,
    )


def borrowed(rule: Rule, where: str) -> Problem | None:
    """Return a problem (GIA903) for a rule of others whose code begins as those of gialint itself do."""
    if not rule.code.startswith(OWN_LETTERS) or not rule.code[len(OWN_LETTERS) :].isdigit():
        return None
    zh = f"规则代码 {rule.code} 以 {OWN_LETTERS} 开头，是 gialint 自己的代码"
    en = f"the code {rule.code} begins with {OWN_LETTERS}, as only gialint's own do"
    hint = Text("换成本地的字母，如 LOC001。", "Use your own letters, as in LOC001.")
    file = Path(rule.origin or where)
    if file.suffix in (".yaml", ".yml") and file.is_file():
        from gialint.sources.yaml import load_yaml

        return load_yaml(file, shown=rule.origin or where).problem(Text(zh, en), ("code",), hint=hint)
    return Problem("GIA903", Text(zh, en), rule.origin or where, hint=hint)


def duplicates(rules: Iterable[Rule]) -> list[Problem]:
    """Return a problem (GIA903) for each rule whose code an earlier one has."""
    first: dict[str, Rule] = {}
    problems: list[Problem] = []
    for rule in rules:
        other = first.setdefault(rule.code, rule)
        if other is not rule:
            one, two = other.origin or other.name, rule.origin or rule.name
            zh = f"规则代码 {rule.code} 用了两次：{one} 和 {two}"
            en = f"two rules have the code {rule.code}: {one} and {two}"
            hint = Text("给其中一条换一个代码。", "Give one of them another code.")
            problems.append(Problem("GIA903", Text(zh, en), two, hint=hint))
    return problems


def _passed_over(part: str) -> bool:
    return part in NOT_RULES or part.startswith((".", "_"))


def _read(files: Iterable[Path], known: Collection[str]) -> Loaded:
    from gialint.checking.rulefiles.judge import rule_problems, rule_spec
    from gialint.sources.located import BadYaml
    from gialint.sources.yaml import load_yaml

    specs: list[Spec] = []
    problems: list[Problem] = []
    for path in files:
        try:
            file = load_yaml(path)
        except BadYaml as error:
            problems.append(error.problem)
            continue
        found = rule_problems(file, known)
        problems += found
        if not found:
            specs.append(rule_spec(file))
    return specs, problems


def _compiled(specs: Iterable[Spec], folder: Path) -> dict[str, Any]:
    return {"format": FORMAT, "rules": [_unplaced(spec, folder) for spec in specs]}


def _cached(entry: Path, of: object) -> list[dict[str, Any]] | None:
    """Return the rules that the cache holds; none if there are none, or they cannot be rules."""
    specs = _specs(made(entry, of))
    try:
        for spec in specs or ():
            to_rule(spec)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
    return specs


def _specs(held: Any) -> list[dict[str, Any]] | None:
    """Return rules as they were compiled; none if they are of another time."""
    if not isinstance(held, dict) or held.get("format") != FORMAT or not isinstance(held.get("rules"), list):
        return None
    specs: list[dict[str, Any]] = held["rules"]
    return specs if all(isinstance(spec, dict) and spec.get("kind") in KINDS for spec in specs) else None


def _unplaced(spec: Spec, folder: Path) -> dict[str, Any]:
    return {**spec, "origin": Path(spec["origin"]).relative_to(folder).as_posix()}


def _placed(specs: list[dict[str, Any]], folder: Path) -> list[Spec]:
    # A pack is named by its package: where it is installed differs from machine to machine.
    shown = Path(folder.name) if folder.is_absolute() else folder
    return [{**spec, "origin": str(shown / spec["origin"])} for spec in specs]
