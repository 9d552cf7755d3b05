"""What is said of a field beside its type, in `Annotated`: bounds, what is done first, what it must also be."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from operator import ge, le, lt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

__all__ = ["After", "Before", "Bounds", "OneOfTwo", "Ready", "Under"]


class Under(NamedTuple):
    """The field's key in a file, where that is another than its name."""

    key: str


class Bounds(NamedTuple):
    """Between what a number lies, how long a text or list is, how a text is spelt. Goes right beside the type."""

    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    multiple_of: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None

    @property
    def checks(self) -> tuple[Callable[[Any], Any], ...]:
        """What is true of a value within each."""
        return tuple(partial(_HOLDS[name], bound) for name, bound in self._given.items())

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        return {**handler(source), **self._given}

    @property
    def _given(self) -> Mapping[str, Any]:
        return {name: bound for name, bound in self._asdict().items() if bound is not None}


_HOLDS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "ge": le,
    "gt": lt,
    "le": ge,
    "multiple_of": lambda step, value: not value % step,
    "min_length": lambda least, value: least <= len(value),
    "max_length": lambda most, value: len(value) <= most,
    "pattern": re.fullmatch,
}
"""Whether a bound, which comes first, is held by a value."""


class Before(NamedTuple):
    """What is done to a value before it is held against its type."""

    done: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self.done, handler(source))


class After(NamedTuple):
    """What is done to a value that fits its type; it raises ValueError with what is allowed."""

    done: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.done, handler(source))


class Ready:
    """What is done to a value first, with pydantic's schema ready made: it would work out the same for 200 fields."""

    def __init__(self, done: Callable[[Any], Any], schema: Mapping[str, Any], bounds: Bounds | None = None) -> None:
        self.done, self.schema, self.bounds = done, schema, bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> "CoreSchema":
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self.done, dict(self.schema))


class OneOfTwo(NamedTuple):
    """A value of one of two shapes, each with the name that pydantic tells it by; `shape_of` tells which it is."""

    names: tuple[str, str]
    shape_of: Callable[[Any], str]

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core.core_schema import tagged_union_schema

        shapes = zip(self.names, source.__args__, strict=True)
        return tagged_union_schema({name: handler.generate_schema(shape) for name, shape in shapes}, self.shape_of)
