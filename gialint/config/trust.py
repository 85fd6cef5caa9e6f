"""Trust: whether a configuration may run the code it names, and use files outside its folder.

What is trusted is one digest over the configuration, all that it extends and every ``.py`` of its plugins;
the bytes that were hashed are those that run. A file of the user's own notes it under each real path.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from gialint.config.files import CODE, read_layer
from gialint.config.layer import Bounds, Layer, ways_out
from gialint.config.layers import Gathered, Profiles, gathered, merged
from gialint.config.settings import SETTINGS, Config
from gialint.files.atomic_write import atomic_write
from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Text, os_error
from gialint.plugins.registering import profile_files
from gialint.plugins.sources import Source, read_source
from gialint.records import NamedTuple

SCHEMA = "gialint/trust/1"
NAME = "trust.json"
VARIABLE = "GIALINT_TRUST"
"""Digests of configurations that are trusted wherever they are, separated by commas."""

LARGEST = 1_000_000
_DIGEST = lazy_regex(r"[0-9a-f]{64}")


class Damaged(Exception):
    """The file of trust cannot be believed, so nothing in it is; ``reason`` says why."""

    def __init__(self, path: Path, reason: Text) -> None:
        super().__init__(f"{path}: {reason.en}")
        self.path, self.reason = path, reason


def store(environ: Mapping[str, str]) -> Path | None:
    """Return the file in which trust is noted, or none if the user has no folder for settings."""
    # A relative folder would be one among the reports: the standard for these variables ignores it, too.
    for name, below in (("XDG_CONFIG_HOME", ()), ("APPDATA", ()), ("HOME", (".config",))):
        base = environ.get(name, "")
        if base and os.path.isabs(base):
            return Path(base, *below, "gialint", NAME)
    return None


def from_environment(environ: Mapping[str, str]) -> frozenset[str]:
    """Return the digests that the environment trusts; values that are no digest are ignored."""
    return frozenset(filter(_DIGEST.fullmatch, _in(environ)))


def _in(environ: Mapping[str, str]) -> list[str]:
    return [part.strip().lower() for part in environ.get(VARIABLE, "").split(",")]


def read(path: Path) -> dict[str, str]:
    """Return the digests that are noted, by real path; raises Damaged."""
    try:
        without_waiting = getattr(os, "O_NONBLOCK", 0)  # as for whoever writes into a pipe
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | without_waiting)) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise Damaged(path, Text("不是文件", "it is not a file"))
            if os.name == "posix" and found.st_uid not in (os.geteuid(), 0):
                raise Damaged(path, Text("不属于当前用户", "it belongs to another user"))
            if os.name == "posix" and found.st_mode & 0o022:
                raise Damaged(path, Text("其他用户可以改写它", "other users may write to it"))
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Damaged(path, os_error(error)) from error
    try:
        kept = json.loads(content) if len(content) <= LARGEST else None
    except ValueError:
        kept = None
    noted = kept.get("trusted") if isinstance(kept, dict) and kept.get("schema") == SCHEMA else None
    if not isinstance(noted, dict) or not all(
        isinstance(digest, str) and _DIGEST.fullmatch(digest) for digest in noted.values()
    ):
        raise Damaged(path, Text("内容已损坏", "its content is damaged"))
    return noted


def write(path: Path, noted: Mapping[str, str]) -> None:
    """Write the digests, readable and writable by the user only; raises OSError."""
    content = json.dumps({"schema": SCHEMA, "trusted": dict(sorted(noted.items()))}, indent=2)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    atomic_write(str(path), f"{content}\n".encode(), private=True)


class Wanted(NamedTuple):
    """What a configuration wants to run and use, as it was read, and the digest over all of it."""

    files: Gathered
    sources: tuple[Source, ...]
    digest: str


def configuration(
    path: Path | None, profile: str, language: str, environ: Mapping[str, str], *, allowed: bool = False
) -> tuple[Config, list[Problem]]:
    """Return what a file of settings comes to, with a profile after it if one is named (GIA906).

    Without trust no code is loaded, nothing outside the file's folder is read, and what was withheld is
    told. ``allowed`` does without trust. A ``pyproject.toml`` that does not speak of gialint comes to
    nothing, and has no layers. Raises KeyError for a profile that no pack offers.
    """
    known = cache(profile_files)
    bounds = Bounds(path) if path else None
    found = gathered(path, profile, known, partial(read_layer, bounds=bounds), bounds)
    plugins = _plugins(found.layers, path)
    if path is None or not (plugins or found.outside):
        return _config(found, path, language, bounded=True), [*found.problems, *found.unknown]
    anywhere, (noted, damaged) = from_environment(environ), _noted(environ)
    real = os.path.realpath(path)
    if allowed or anywhere or real in noted:
        wants = wanted(path, known)
        if allowed or wants.digest in anywhere or noted.get(real) == wants.digest:
            return _whole(wants, path, profile, language)
    withheld = (*_withheld(found.layers, plugins, path, real in noted), *found.outside, *damaged)
    config = _config(found, path, language, bounded=True)._replace(plugins=(), withheld=withheld)
    return config, [*found.problems, *withheld]


def wanted(path: Path, profiles: Profiles = profile_files) -> Wanted:
    """Read a configuration and all that it wants to run; none of it is run."""
    files = gathered(path, "", profiles)
    sources = tuple(_source(plugin, path.parent) for plugin in _plugins(files.layers, path))
    return Wanted(files, sources, _digest(path, files.layers, sources))


def outside(path: Path, layers: Sequence[Layer]) -> Iterator[tuple[str, Path]]:
    """Yield each setting with a file outside the folder of a configuration that it names."""
    bounds = Bounds(path)
    for layer in layers:
        if layer.profile:
            continue
        if not bounds.reach(layer.path):
            yield "extends", layer.path
        for name in (name for name, setting in SETTINGS.items() if setting.paths):
            given = layer.settings.get(name, ())
            for file in given if isinstance(given, tuple) else (given,):
                stray = isinstance(file, Path) and bounds.beyond(file, name in ("rules", "lexicons"))
                if stray:
                    yield name, stray


def _whole(wants: Wanted, path: Path, profile: str, language: str) -> tuple[Config, list[Problem]]:
    """Return the configuration as it was read, with the profiles that its plugins bring."""
    files, sources = wants.files, wants.sources
    config = _config(files, path, language)._replace(sources=sources)
    if not (files.unknown or profile):
        return config, [*files.problems]
    before = {layer.path: layer for layer in files.layers}

    def again(file: Path, shown: str, of: str) -> tuple[Layer | None, list[Problem]]:
        return (before[file], []) if file in before else read_layer(file, shown, of)

    found = gathered(path, profile, cache(partial(profile_files, config)), again)
    added = [layer for layer in found.layers if layer.path not in before]
    # No digest is over what a plugin brings, so a profile of it cannot name code.
    message = Text("插件带来的方案不能再指定插件", "a profile from a plugin cannot name plugins")
    code = [
        layer.file.problem(message, layer.written(("plugins",)) or (), key=True)
        for layer in added
        if layer.settings.get("plugins")
    ]
    problems = [*files.problems, *found.problems, *found.unknown, *code]
    config = _config(found, path, language)._replace(plugins=config.plugins, sources=sources)
    return config, [*dict.fromkeys(problems)]


def _config(files: Gathered, path: Path | None, language: str, *, bounded: bool = False) -> Config:
    if path and not (files.layers or files.outside):
        return Config(language=language)
    root = path.parent if path else Path()
    given = {"language": language, "root": root, "origin": str(path or ""), **merged(files.layers, root)}
    return Config(**given, layers=files.layers, bounded=bounded)


def _plugins(layers: Sequence[Layer], path: Path | None) -> tuple[str, ...]:
    found: tuple[str, ...] = merged(layers, path.parent if path else Path()).get("plugins", ())
    return found


def _source(plugin: str, root: Path) -> Source:
    try:
        return read_source(plugin, root)
    except (ImportError, OSError, ValueError) as error:
        # Missing code is trusted as missing: code that appears there later was not looked at.
        return Source(plugin, plugin, root, {}, f"{error}")


def _digest(path: Path, layers: Sequence[Layer], sources: Sequence[Source]) -> str:
    """Return the same digest wherever the files are, so that it can be used on another machine."""
    from hashlib import sha256

    folder = os.path.realpath(path.parent)
    parts: list[bytes] = []
    for layer in layers:
        if layer.profile:  # It comes with a package, which was trusted when it was installed.
            parts += b"profile", layer.profile.encode()
            continue
        name = Path(os.path.relpath(os.path.realpath(layer.path), folder)).as_posix()
        parts += b"file", os.fsencode(name), layer.file.text.encode("utf-8", "surrogatepass")
    for source in sources:
        parts += b"absent" if source.lacking else b"plugin", os.fsencode(source.plugin)
        for name, data in source.files.items():
            parts += os.fsencode(name), data
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()


def _noted(environ: Mapping[str, str]) -> tuple[Mapping[str, str], list[Problem]]:
    """Return the digests that are noted by real path, and what is wrong with how trust is given."""
    hint = Text("由 gialint trust --digest 文件 打印。", "gialint trust --digest FILE prints one.")
    wrong = [
        Problem(
            CODE,
            Text(
                f"“{part}”不是摘要（应为 64 位十六进制）", f"“{part}” is not a digest (64 hexadecimal digits)"
            ),
            VARIABLE,
            hint=hint,
        )
        for part in _in(environ)
        if part and not _DIGEST.fullmatch(part)
    ]
    path, noted = store(environ), dict[str, str]()
    try:
        noted = read(path) if path else {}
    except Damaged as error:
        message = Text(
            f"记录信任的文件不能用（{error.reason.zh}），其中的信任一律不算",
            f"the trust file cannot be used ({error.reason.en}), so it is ignored",
        )
        hint = Text(
            "删去它，再对需要的配置重新 gialint trust。",
            "Delete it, then run gialint trust again for what you need.",
        )
        wrong.append(Problem(CODE, message, str(error.path), hint=hint))
    return noted, wrong


def _withheld(layers: Sequence[Layer], plugins: Sequence[str], path: Path, noted: bool) -> Iterator[Problem]:
    """Yield the problem that plugins were not loaded, at the line that names them."""
    layer = next((each for each in layers if each.settings.get("plugins")), None)
    if layer is None:
        return
    listed = Text("、".join(plugins), ", ".join(plugins))
    message = Text(
        f"未经信任，没有加载插件：{listed.zh}", f"not trusted, so these plugins were not loaded: {listed.en}"
    )
    if noted:
        message = Text(
            f"信任之后有改动，没有加载插件：{listed.zh}",
            f"changed since it was trusted, so these plugins were not loaded: {listed.en}",
        )
    yield layer.file.problem(message, layer.written(("plugins",)) or (), key=True, hint=ways_out(path))
