"""Settings that are given by hand, each as ``KEY=VALUE``: what a line of a configuration would say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gialint.config.configfile import CODE, Layer, read_settings
from gialint.config.extending import LAST, merged
from gialint.config.values import Config
from gialint.model import Problem, Words
from gialint.sources.located import BadYaml
from gialint.sources.yaml import parse_yaml

NAME = "--config"
REFUSED = ("extends", "plugins")
"""What is not given so: for the one there is ``--profile``, and code wants a file that can be trusted."""


class WrongSetting(Exception):
    """A setting that cannot be taken; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.zh)
        self.problem = problem


def with_settings(config: Config, words: Sequence[str]) -> Config:
    """Return a configuration with settings over it, the last word over all; raises WrongSetting."""
    for word in words:
        layer = _layer(word)
        # What a file says of these holds for what earlier ones left, as everywhere.
        fresh = {name: layer.settings.get(name, ()) for name in LAST}
        given = {**merged((*config.layers, layer), config.root), **fresh, "plugins": config.plugins}
        config = config._replace(**given, layers=(*config.layers, layer))
    return config


def _layer(word: str) -> Layer:
    name, _, value = word.partition("=")
    keys = name.split(".")
    lines = [f"{'  ' * depth}{key}:" for depth, key in enumerate(keys)]
    if keys[0].replace("-", "_") in REFUSED:
        message = Words(f"{keys[0]} 不能这样给出", f"{keys[0]} is not given so")
        hint = Words(
            "方案用 --profile；插件写在配置里，并加以信任。",
            "For profiles there is --profile; plugins want a configuration that is trusted.",
        )
        raise WrongSetting(Problem(CODE, message, NAME, hint=hint))
    try:
        file = parse_yaml("\n".join(lines) + f" {value}\n", NAME, code=CODE)
    except BadYaml as error:
        raise WrongSetting(error.problem) from error
    settings, problems = read_settings(file, Path())
    if problems:
        raise WrongSetting(problems[0])
    return Layer(Path(), file, settings, by_hand=True)
