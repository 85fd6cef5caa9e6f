"""The slips of plugins: misspelt hooks, forgotten markers, results of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gialint.config.kinds import AS_PLUGIN
from gialint.foreign import spot
from gialint.hookspecs import Reader, Reporter
from gialint.model import Problem, Rule, Text

if TYPE_CHECKING:
    import pluggy

KINDS: Mapping[str, tuple[type, ...]] = {
    "gialint_readers": (Reader,),
    "gialint_reporters": (Reporter,),
    "gialint_editions": (Path,),
    "gialint_lexicons": (Path,),
    "gialint_profiles": (Path,),
    "gialint_rules": (Rule, Path),
}
"""Every hook, and of what its results are made."""

LOADS = ("load", "folder")
"""The fields of readers and reporters that are functions."""

Plain = int | float | Decimal | str | tuple[str, ...]
Default = Plain | Mapping[str, Plain]
"""What an option of a rule may be if nobody sets it."""


def hook_slips(manager: pluggy.PluginManager, name: str, plugin: object) -> Iterator[Problem]:
    """Yield a problem for each function that is nearly a hook: by its name, its marker or its arguments."""
    near_or_hook = False
    for attribute in dir(plugin):
        marked = manager.parse_hookimpl_opts(plugin, attribute)
        hook = (marked and marked.get("specname")) or attribute
        if marked is None and not (hook.startswith("gialint_") and _arguments(plugin, attribute) is not None):
            continue
        near_or_hook = True
        if marked is None or hook not in KINDS:
            yield _no_hook(name, hook, plugin, attribute)
        elif arguments := _arguments(plugin, attribute):
            message = Text(
                f"的钩子 {hook} 不能有参数：{arguments}", f"has {hook} with arguments: {arguments}"
            )
            yield problem(name, message, spot(getattr(plugin, attribute)))
    if not near_or_hook:
        if any(isinstance(value, Rule) for value in vars(plugin).values()):
            yield problem(name, Text("有规则，但没有钩子", "has rules, and no hook"), hint=AS_PLUGIN)
            return
        hooks = sorted(KINDS)
        hint = Text(
            f"钩子是带 @gialint.hookimpl 的函数：{'、'.join(hooks)}。",
            f"Hooks are functions under @gialint.hookimpl: {', '.join(hooks)}.",
        )
        yield problem(name, Text("没有任何 gialint 钩子", "has no gialint hook"), hint=hint)


def answer_slip(hook: str, answer: object) -> Text | None:
    """Return what is wrong with what a hook returned as a whole, or none."""
    if isinstance(answer, Iterable) and not isinstance(answer, (str, bytes, *KINDS[hook])):
        return None
    kind = type(answer).__name__
    return Text(f"{hook} 应当返回列表，却返回了 {kind}", f"{hook} should return a list, but returned {kind}")


def item_slip(hook: str, item: object) -> Text | None:
    """Return what is wrong with one thing that a hook returned, or none."""
    kinds = KINDS[hook]
    if not isinstance(item, kinds):
        names = [kind.__name__ for kind in kinds]
        shown = f"{type(item).__name__} {item!r:.60}"
        return Text(
            f"{hook} 应当给出 {' 或 '.join(names)}，却给出了 {shown}",
            f"{hook} should give {' or '.join(names)}, but gave {shown}",
        )
    if isinstance(item, Path) and not item.exists():
        return Text(f"{hook} 给出的 {item} 不存在", f"{hook} gave {item}, which does not exist")
    return _load_slip(item) if isinstance(item, Reader | Reporter) else None


def _load_slip(item: Reader | Reporter) -> Text | None:
    """Return what is wrong with the functions of a reader or reporter, or none."""
    for field in LOADS:
        load = getattr(item, field, "")
        named = isinstance(load, str) and (":" in load or load.isidentifier())
        if not (named or callable(load) or (field != "load" and load == "")):
            zh = f"{item.name} 的 {field} 应当是函数、它的名称或 module:function，却是 {load!r:.60}"
            en = "should be a function, its name or module:function"
            return Text(zh, f"{field} of {item.name} {en}, but is {load!r:.60}")
    suffixes: Any = item.suffixes
    fit = isinstance(suffixes, tuple) and suffixes and all(str(each).startswith(".") for each in suffixes)
    if fit or not isinstance(item, Reader):
        return None
    return Text(
        f'{item.name} 的 suffixes 应当是元组，如 (".docx",)，却是 {suffixes!r}',
        f'suffixes of {item.name} should be a tuple such as (".docx",), but is {suffixes!r}',
    )


def foreign_slip(item: object) -> Text | None:
    """Return what is wrong with the fields of a rule, reader or reporter, or none."""
    from gialint.foreign import misfit

    kind = next((kind for kind in (Rule, Reader, Reporter) if isinstance(item, kind)), None)
    if kind is None:
        return None
    called = item.code if isinstance(item, Rule) else item.name  # type: ignore[attr-defined]
    slip = misfit(item, kind, f"{kind.__name__}({called!r:.20})")
    if slip is None and isinstance(item, Rule):
        defaults = {option.name: option.default for option in item.options}
        # An empty mapping would tell of no value what it has to be.
        full = {name: None if value == {} else value for name, value in defaults.items()}
        slip = misfit(full, Mapping[str, Default], f"{called}.options")
    return slip and Text(f"给出的 {slip.zh}", f"returned an invalid value: {slip.en}")


def problem(plugin: str, message: Text, where: str = "", hint: Text | None = None) -> Problem:
    """Return a problem (GIA903) of a plugin."""
    said = Text(f"插件 {plugin} {message.zh}", f"plugin {plugin} {message.en}")
    return Problem("GIA903", said, where, hint=hint)


def _no_hook(name: str, hook: str, plugin: object, attribute: str) -> Problem:
    from gialint.sources.suggest import did_you_mean, meant

    where = spot(getattr(plugin, attribute))
    if hook in KINDS:
        message = Text(f"的函数 {hook} 没有 @gialint.hookimpl", f"has {hook} without @gialint.hookimpl")
        hint = Text("在函数上方加一行 @gialint.hookimpl。", "Put @gialint.hookimpl on the line above it.")
        return problem(name, message, where, hint)
    message = Text(f"的 {hook} 不是 gialint 的钩子", f"has {hook}, which is not a gialint hook")
    return problem(name, message, where, meant(did_you_mean(hook, KINDS)))


def _arguments(plugin: object, attribute: str) -> str | None:
    """Return the arguments that a hook would have to be given, or none if it is no function."""
    function: Any = getattr(plugin, attribute, None)
    code = getattr(function, "__code__", None)
    if code is None:
        return None
    bound = 1 if hasattr(function, "__self__") else 0
    return ", ".join(code.co_varnames[bound : code.co_argcount - len(function.__defaults__ or ())])
