"""What ``each`` binds: members of sets (requests.columns) and claims of the prose (claims.requests.new).

``parts.requests.new`` are claims of a part of it (上半年收到9件): the figure is at least so much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gialint.checking.language.nodes import NameKind, Path, fact_name
from gialint.model import Claim, Facts, Report, Text
from gialint.records import NamedTuple

CLAIMS, PARTS = "claims", "parts"
NOTHING: Mapping[str, str] = {}


class Source(NamedTuple):
    """A name of ``each`` and where its values come from: sets, or fact paths of claims or parts."""

    name: str
    kind: NameKind
    paths: tuple[Path, ...]
    of: tuple[str, ...]
    """Of each path whether it is of claims, of parts, or a set."""


class Binding(NamedTuple):
    """One way to fill in the names; ``sets`` holds the set of each member."""

    names: Mapping[str, str | Claim] = NOTHING
    sets: Mapping[str, str] = NOTHING

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims bound, in the order of their names."""
        return tuple(value for value in self.names.values() if isinstance(value, Claim))


def source_of_name(name: str, written: str | Sequence[str], before: Mapping[str, NameKind]) -> Source:
    """Read one name of ``each``; its sets may be indexed by names ``before`` it. Raises ExpressionError."""
    from gialint.checking.language.parse import FUNCTIONS, ExpressionError, parse_path

    if not name.isidentifier() or name.startswith("_") or name in FUNCTIONS or name in (CLAIMS, PARTS):
        raise ExpressionError(Text(f"名字 {name} 不能用", f"the name {name} cannot be used"))
    paths = tuple(parse_path(path, before) for path in ([written] if isinstance(written, str) else written))
    of_claims = [path.parts[0] in (CLAIMS, PARTS) for path in paths]
    if not paths or any(of_claims) != all(of_claims):
        zh, en = f"{name} 要么取集合，要么取 claims.…", f"{name} is bound to sets or to claims.…, not both"
        raise ExpressionError(Text(zh, en))
    if not all(of_claims):
        return Source(name, "member", paths, ("",) * len(paths))
    of = tuple(str(path.parts[0]) for path in paths)
    return Source(name, "claim", tuple(Path(path.parts[1:]) for path in paths), of)


def sources(each: Mapping[str, str | Sequence[str]]) -> tuple[Source, ...]:
    """Read ``each``; raises ExpressionError."""
    read: list[Source] = []
    for name, written in each.items():
        read.append(source_of_name(name, written, name_kinds(read)))
    return tuple(read)


def name_kinds(read: Sequence[Source]) -> dict[str, NameKind]:
    """Return the kind of every bound name."""
    return {source.name: source.kind for source in read}


def bindings(read: Sequence[Source], report: Report, facts: Facts, absent: list[str]) -> Iterator[Binding]:
    """Yield every way to fill in the names; sets the form lacks are added to ``absent``."""
    return _bound(read, Binding(), report, facts, absent)


def _bound(
    read: Sequence[Source], binding: Binding, report: Report, facts: Facts, absent: list[str]
) -> Iterator[Binding]:
    if not read:
        yield binding
        return
    source, rest = read[0], read[1:]
    own = report.once(_own_claims) if source.kind == "claim" else None
    for of, path in zip(source.of, source.paths, strict=True):
        told = path.of(binding.names)
        if own is None:
            choices = _members(source.name, told, binding, facts, absent)
        else:
            name, claims = source.name, own.get((of, facts.aliases.get(told, told)), ())
            choices = (
                Binding({**binding.names, name: claim, fact_name(name): claim.path}, binding.sets)
                for claim in claims
            )
        if not rest:
            yield from choices
            continue
        for filled in choices:
            yield from _bound(rest, filled, report, facts, absent)


def _own_claims(report: Report) -> Mapping[tuple[str, str], Sequence[Claim]]:
    """Return by what each is of, and its path, the claims of the report's year, with what was left unread."""
    found: dict[tuple[str, str], list[Claim]] = {}
    aliases = report.facts.aliases
    for claim in (*report.claims, *report.unread):
        path = aliases.get(claim.path, claim.path)
        if report.own(claim):
            found.setdefault((CLAIMS, path), []).append(claim)
        elif claim.scope == "part" and claim.read and report.own(claim._replace(scope="total")):
            found.setdefault((PARTS, path), []).append(claim._replace(op=">="))
    return found


def _members(name: str, path: str, binding: Binding, facts: Facts, absent: list[str]) -> Iterator[Binding]:
    if path not in facts.sets and path not in absent:
        absent.append(path)
    for member in facts.sets.get(path, ()):
        yield Binding({**binding.names, name: member}, {**binding.sets, name: path})
