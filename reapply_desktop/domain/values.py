"""`dataclass(frozen=True)` for values that are there before the first window, at a tenth of what the library's costs.

The library's compiles six methods for each of some seventy classes, which was a fifth of the start; here all classes
share them, and only a class of which many are made gets the library's own in the end, which make them in half the time.
Type checkers see the library's own, and `fields`, `replace`, `asdict` and `match` work on both alike.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    _NONE = dataclasses.MISSING
    _put = object.__setattr__
    MANY = 500  # from so many on, what is compiled once saves more than it costs

    def _init(self: object, *given: object, **named: object) -> None:
        fields, made, checks, so_far = self.__takes__
        so_far[0] += 1
        if so_far[0] == MANY:
            _compile(type(self))
        if given:
            if len(given) > len(fields):
                raise TypeError(f"{type(self).__name__} takes {len(fields)} values, {len(given)} were given")
            for name, value in zip(fields, given, strict=False):
                if name in named:
                    raise TypeError(f"{type(self).__name__} was given {name!r} twice")
                named[name] = value
        # In the order of the class, whatever was given: only then its values share one table of names.
        for name, default in fields.items():
            if name in named:
                value = named.pop(name)
            elif default is not _NONE:
                value = default
            elif name in made:
                value = made[name]()
            else:
                raise TypeError(f"{type(self).__name__} lacks {name!r}")
            _put(self, name, value)
        if named:
            raise TypeError(f"{type(self).__name__} knows no {next(iter(named))!r}")
        if checks:
            self.__post_init__()

    def _equal(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or self.__values__(self) == other.__values__(other)

    def _hash(self: object) -> int:
        return hash(self.__values__(self))

    def _repr(self: object) -> str:
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
        return f"{type(self).__qualname__}({shown})"

    def _refuse(self: object, name: str, _value: object = None) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _compile(cls: type) -> None:
        """Give a class the methods that the library writes for one of the same fields."""
        like: dict[str, Any] = {"__annotations__": {}}
        for field in dataclasses.fields(cls):
            like["__annotations__"][field.name] = object
            if field.default is not _NONE:
                like[field.name] = field.default
            elif field.default_factory is not _NONE:
                like[field.name] = dataclasses.field(default_factory=field.default_factory)
        if hasattr(cls, "__post_init__"):
            like["__post_init__"] = cls.__post_init__
        written = dataclasses.dataclass(frozen=True)(type(cls.__name__, (), like))
        cls.__init__ = written.__init__
        if cls.__eq__ is _equal:
            cls.__eq__, cls.__hash__ = written.__eq__, written.__hash__

    _SHARED = {"__init__": _init, "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse}

    def dataclass(cls: type | None = None, /, *, frozen: bool, eq: bool = True) -> Any:
        """Only what is frozen; with `eq=False` each is equal to itself alone, as in the library."""
        if cls is None:
            return lambda later: dataclass(later, frozen=frozen, eq=eq)
        cls.__doc__ = cls.__doc__ or cls.__name__  # without one the library would write the signature of `__init__`
        dataclasses.dataclass(cls, init=False, repr=False, eq=False)
        fields = {field.name: field for field in dataclasses.fields(cls)}
        made = {name: field.default_factory for name, field in fields.items() if field.default_factory is not _NONE}
        takes = {name: field.default for name, field in fields.items()}
        cls.__takes__ = takes, made, hasattr(cls, "__post_init__"), [0]
        cls.__values__ = attrgetter(*fields) if fields else staticmethod(lambda _: ())
        for name, shared in _SHARED.items():
            if name not in cls.__dict__:
                setattr(cls, name, shared)
        if eq:
            cls.__eq__, cls.__hash__ = _equal, _hash
        return cls
