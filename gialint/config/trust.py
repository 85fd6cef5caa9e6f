"""Trust: whether a configuration may run the code it names, and use files outside its folder.

What is trusted is one digest over the configuration, all that it extends and every ``.py`` of its plugins;
the bytes that were hashed are those that run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from gialint.config.bounds import Bounds, ways_out
from gialint.config.files import CODE, read
from gialint.config.layer import Layer
from gialint.config.layers import Gathered, Profiles, gathered, merged
from gialint.config.settings import SETTINGS, Config
from gialint.config.trust_store import (
    VARIABLE,
    Damaged,
    Trusted,
    from_environment,
    no_digests,
    trusted,
)
from gialint.model import Problem, Text
from gialint.plugins.registering import profile_files
from gialint.plugins.sources import Source, read_source
from gialint.records import NamedTuple


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
    found = gathered(path, profile, known, partial(read, bounds=bounds), bounds)
    plugins = _plugins(found.layers, path)
    if path is None or not (plugins or found.outside):
        return _config(found, path, language, bounded=True), [*found.problems, *found.unknown]
    given, damaged = _trusted(environ)
    real = os.path.realpath(path)
    if allowed or given.speaks_of(real):
        wants = wanted(path, known)
        if allowed or given.holds(real, wants.digest):
            return _whole(wants, path, profile, language)
    withheld = (*_withheld(found.layers, plugins, path, real in given.noted), *found.outside, *damaged)
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
        return (before[file], []) if file in before else read(file, shown, of)

    found = gathered(path, profile, cache(partial(profile_files, config)), again)
    added = [layer for layer in found.layers if layer.path not in before]
    problems = [*files.problems, *found.problems, *found.unknown, *_code_of_profiles(added)]
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

    digest = sha256()
    for part in _parts(path, layers, sources):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()


def _parts(path: Path, layers: Sequence[Layer], sources: Sequence[Source]) -> Iterator[bytes]:
    folder = os.path.realpath(path.parent)
    for layer in layers:
        if layer.profile:  # It comes with a package, which was trusted when it was installed.
            yield from (b"profile", layer.profile.encode())
            continue
        yield from (
            b"file",
            os.fsencode(Path(os.path.relpath(os.path.realpath(layer.path), folder)).as_posix()),
        )
        yield layer.file.text.encode("utf-8", "surrogatepass")
    for source in sources:
        yield b"absent" if source.lacking else b"plugin"
        yield os.fsencode(source.plugin)
        for name, data in source.files.items():
            yield os.fsencode(name)
            yield data


def _trusted(environ: Mapping[str, str]) -> tuple[Trusted, list[Problem]]:
    """Return what is trusted, and what is wrong with how that is said."""
    wrong = [_no_digest(part) for part in no_digests(environ)]
    try:
        return trusted(environ), wrong
    except Damaged as error:
        return Trusted(anywhere=from_environment(environ)), [*wrong, _damaged(error)]


def _no_digest(part: str) -> Problem:
    message = Text(
        f"“{part}”不是摘要（应为 64 位十六进制）", f"“{part}” is not a digest (64 hexadecimal digits)"
    )
    hint = Text("由 gialint trust --digest 文件 打印。", "gialint trust --digest FILE prints one.")
    return Problem(CODE, message, VARIABLE, hint=hint)


def _damaged(error: Damaged) -> Problem:
    message = Text(
        f"记录信任的文件不能用（{error.reason.zh}），其中的信任一律不算",
        f"the trust file cannot be used ({error.reason.en}), so it is ignored",
    )
    hint = Text(
        "删去它，再对需要的配置重新 gialint trust。",
        "Delete it, then run gialint trust again for what you need.",
    )
    return Problem(CODE, message, str(error.path), hint=hint)


def _withheld(layers: Sequence[Layer], plugins: Sequence[str], path: Path, noted: bool) -> Iterator[Problem]:
    """Yield the problem that plugins were not loaded, at the line that names them."""
    layer = next((each for each in layers if each.settings.get("plugins")), None)
    if layer is None:
        return
    listed = Text("、".join(plugins), ", ".join(plugins))
    message = Text(
        f"未经信任，没有加载插件：{listed.zh}",
        f"not trusted, so these plugins were not loaded: {listed.en}",
    )
    if noted:
        message = Text(
            f"信任之后有改动，没有加载插件：{listed.zh}",
            f"changed since it was trusted, so these plugins were not loaded: {listed.en}",
        )
    yield layer.file.problem(message, layer.written(("plugins",)) or (), key=True, hint=ways_out(path))


def _code_of_profiles(layers: Sequence[Layer]) -> Iterator[Problem]:
    """Yield a problem for each profile that names code: no digest is over what a plugin brings."""
    for layer in layers:
        if layer.settings.get("plugins"):
            message = Text("插件带来的方案不能再指定插件", "a profile from a plugin cannot name plugins")
            yield layer.file.problem(message, layer.written(("plugins",)) or (), key=True)
