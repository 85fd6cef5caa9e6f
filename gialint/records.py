"""Named tuples and data classes as the standard library has them, at a fifth of the cost to define them.

A check defines three hundred. ``typing.NamedTuple`` compiles every annotation, which comes to a million
instructions a class, and a frozen data class with slots to four million: half of what starting took. Here
nothing but a constructor is made for a class, and its other methods are shared by all and look at its fields.
Type checkers see the originals, and ``dataclasses.replace`` and its like work on what is made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple", "dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
    from typing import NamedTuple
else:
    from collections import _tuplegetter  # where Python does not have it in C, a substitute for it
    from types import FunctionType

    class _Named(tuple):
        """What every named tuple can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, /, **changes):
            made = _new(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no fields {list(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)

    class _Naming(type):
        """Makes a class of tuples of a class body that names its fields."""

        def __new__(meta, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            body |= {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
            body["__new__"] = _constructor(fields, defaults)
            body |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            return type(name, (_Named,), {"__slots__": (), **body})

    NamedTuple = type.__new__(_Naming, "NamedTuple", (), {})
    _new = tuple.__new__

    # A constructor for each number of fields, whose parameters only get their names for each class: to
    # compile one takes ten times as long as all else that a class needs.
    _CONSTRUCTORS = (
        lambda cls: _new(cls, ()),
        lambda cls, a: _new(cls, (a,)),
        lambda cls, a, b: _new(cls, (a, b)),
        lambda cls, a, b, c: _new(cls, (a, b, c)),
        lambda cls, a, b, c, d: _new(cls, (a, b, c, d)),
        lambda cls, a, b, c, d, e: _new(cls, (a, b, c, d, e)),
        lambda cls, a, b, c, d, e, f: _new(cls, (a, b, c, d, e, f)),
        lambda cls, a, b, c, d, e, f, g: _new(cls, (a, b, c, d, e, f, g)),
        lambda cls, a, b, c, d, e, f, g, h: _new(cls, (a, b, c, d, e, f, g, h)),
        lambda cls, a, b, c, d, e, f, g, h, i: _new(cls, (a, b, c, d, e, f, g, h, i)),
        lambda cls, a, b, c, d, e, f, g, h, i, j: _new(cls, (a, b, c, d, e, f, g, h, i, j)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k: _new(cls, (a, b, c, d, e, f, g, h, i, j, k)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n: _new(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, p: _new(
            cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, p)
        ),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, p, q: _new(
            cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, p, q)
        ),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, p, q, r: _new(
            cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, p, q, r)
        ),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, p, q, r, s: _new(
            cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, p, q, r, s)
        ),
    )

    def _constructor(fields, defaults):
        if len(fields) < len(_CONSTRUCTORS):
            code = _CONSTRUCTORS[len(fields)].__code__.replace(co_varnames=("_cls", *fields))
            return FunctionType(code, globals(), "__new__", tuple(defaults.values()))
        given = ", ".join(f"{name}={name}" if name in defaults else name for name in fields)
        return eval(f"lambda _cls, {given}: _new(_cls, ({', '.join(fields)}))", {"_new": _new, **defaults})

    class _Field:
        """What is said of a field besides its name and type, in the words of ``dataclasses.field``."""

        def __init__(self, *, init=True, repr=True, compare=True, **default):
            self.init, self.repr, self.compare, self.default = init, repr, compare, default

    class _Fields:
        """The fields of a class as ``dataclasses`` wants to see them, made when it asks."""

        def __init__(self, fields):
            self.fields = fields

        def __get__(self, instance, owner):
            import dataclasses

            given = [
                (name, object, dataclasses.field(init=f.init, repr=f.repr, compare=f.compare, **f.default))
                for name, f in self.fields.items()
            ]
            return dataclasses.make_dataclass(owner.__name__, given).__dataclass_fields__

    field = _Field

    def dataclass(*, frozen=False, slots=True):
        """Return what makes of a class one with these fields; its slots are all that it has."""
        return _frozen if frozen else _changeable

    def _frozen(cls):
        return _made(cls, {"__hash__": _hash, "__setattr__": _refuse, "__delattr__": _refuse})

    def _changeable(cls):
        return _made(cls, {"__hash__": None})

    def _made(cls, methods):
        if hasattr(cls, "_held"):
            raise TypeError(f"{cls.__name__}: fields are not inherited")
        body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
        fields = {}
        for name, hint in body.get("__annotations__", {}).items():
            if not hint.startswith("ClassVar"):
                own = body.pop(name) if name in body else _Field()
                fields[name] = own if isinstance(own, _Field) else _Field(default=own)
        looks = {
            "__match_args__": tuple([name for name, each in fields.items() if each.init]),
            "_held": tuple(fields),
            "_compared": tuple([name for name, each in fields.items() if each.compare]),
            "_shown": tuple([name for name, each in fields.items() if each.repr]),
            "_set": tuple([name for name, each in fields.items() if each.init or each.default]),
            "_defaults": _said(fields, "default"),
            "_factories": _said(fields, "default_factory"),
            "__dataclass_fields__": _Fields(fields),
        }
        shared = {"__repr__": _repr, "__eq__": _eq, "__getstate__": _getstate, "__setstate__": _setstate}
        made = {
            "__init__": _initialise_and_go_on if "__post_init__" in body else _initialise,
            "__slots__": looks["_held"],
        }
        made = type(cls)(cls.__name__, cls.__bases__, {**shared, **methods, **looks, **made, **body})
        made._puts = tuple([vars(made)[name].__set__ for name in looks["_set"]])
        return made

    def _said(fields, key):
        return {name: each.default[key] for name, each in fields.items() if key in each.default}

    def replace(self, /, **changes):
        """Return another with some fields changed, as ``dataclasses.replace`` does."""
        return type(self)(**{name: getattr(self, name) for name in self.__match_args__} | changes)

    # Shared by all, for to compile one for each class would take as long as all the objects of a check.
    def _initialise(self, /, *given, **named):
        if named or len(given) != len(self._puts):
            given = _completed(self, given, named)
        for put, value in zip(self._puts, given, strict=True):
            put(self, value)

    def _initialise_and_go_on(self, /, *given, **named):
        _initialise(self, *given, **named)
        self.__post_init__()

    def _completed(self, given, named):
        """Return the value of each field that is to be set, from what is given and from defaults."""
        left = self._set[len(given) :]
        if left and not named and not self._factories and self._defaults.keys() >= {*left}:
            return [*given, *[self._defaults[name] for name in left]]
        names, called = self.__match_args__, f"{type(self).__name__}.__init__()"
        if len(given) > len(names):
            raise TypeError(f"{called} takes {len(names)} arguments but {len(given)} were given")
        for name in named:
            if name not in names or name in names[: len(given)]:
                raise TypeError(f"{called} got an unexpected keyword argument {name!r}")
        values = {**self._defaults, **dict(zip(names, given, strict=False)), **named}
        for name, make in self._factories.items():
            if name not in values:
                values[name] = make()
        missing = [repr(name) for name in names if name not in values]
        if missing:
            raise TypeError(f"{called} missing required arguments: {', '.join(missing)}")
        return [values[name] for name in self._set]

    def _values(self, names):
        return tuple([getattr(self, name) for name in names])

    def _repr(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._shown)
        return f"{type(self).__qualname__}({shown})"

    def _eq(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return _values(self, self._compared) == _values(other, self._compared)

    def _hash(self):
        return hash(_values(self, self._compared))

    def _refuse(self, name, value=None):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"{type(self).__name__} cannot be changed: {name}")

    def _getstate(self):
        return _values(self, self._held)

    def _setstate(self, state):
        for name, value in zip(self._held, state, strict=True):
            object.__setattr__(self, name, value)
