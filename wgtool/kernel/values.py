"""Frozen values of named fields, for classes that are many and made one at a time.

They are what `@dataclass(frozen=True, kw_only=True)` would give. That compiles six functions for each class, which for
the facts of all rooms was a quarter of the start; these share one of each.
"""

from __future__ import annotations

from inspect import get_annotations
from typing import Any, ClassVar, Never, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Value:
    """Base of such values. A field is an annotation that is no ClassVar; what the class says beside it is its default."""

    named: ClassVar[tuple[str, ...]] = ()
    """The names of all fields, those of the bases first."""
    _needed: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        """Read the fields once the class stands."""
        own = (name for name, said in get_annotations(cls).items() if not str(said).startswith("ClassVar"))
        cls.named = tuple(dict.fromkeys((*cls.named, *own)))
        cls._needed = frozenset(name for name in cls.named if not hasattr(cls, name))

    def __init__(self, **values: Any) -> None:
        """Take the fields, each by its name."""
        if values.keys() - set(self.named) or self._needed - values.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.named)}; was given {', '.join(values)}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, *value: Any) -> Never:
        """Refuse: a value does not change."""
        raise AttributeError(f"{type(self).__name__} does not change: {name}")

    __delattr__ = __setattr__

    def _all(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.named)

    def __eq__(self, other: object) -> bool:
        return self._all() == other._all() if isinstance(other, Value) and type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self._all()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.named)})"
