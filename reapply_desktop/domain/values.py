"""`dataclass` for values that are there before the first window: what it writes is compiled when it is first wanted.

Compiling six methods for each of some seventy classes was a tenth of the start. Used exactly like the one of the
standard library, which does all the work, only later; type checkers see nothing else.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    _WRITTEN = (
        "__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__",
        "__dataclass_fields__", "__dataclass_params__", "__match_args__",
    )  # fmt: skip

    class _Later:
        """Stands for one attribute that `dataclass` will write: whoever asks for it first has them all written."""

        def __init__(self, name: str, cls: type, options: dict[str, bool]) -> None:
            self._name, self._cls, self._options = name, cls, options

        def __get__(self, instance: object, owner: type) -> Any:
            for name in _WRITTEN:
                if isinstance(self._cls.__dict__.get(name), _Later):
                    delattr(self._cls, name)
            dataclasses.dataclass(self._cls, **self._options)
            return getattr(owner if instance is None else instance, self._name)

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        if cls is None:
            return lambda later: dataclass(later, **options)
        for name in _WRITTEN:
            if name not in cls.__dict__:
                setattr(cls, name, _Later(name, cls, options))
        return cls
