"""A value read by its declared type and marks. What does not fit exactly is refused: pydantic says why."""

from collections.abc import Callable, Mapping
from functools import partial
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from tumorboard.declared.marks import After, Before, Bounds, Ready, Under

__all__ = ["BASES", "REFUSALS", "REQUIRED", "Column", "columns_of"]

Reading = Callable[[Any], Any]
REQUIRED: Final = object()
"""The default of a field that has none."""
BASES: Final = -2
"""What every class comes from at last: `Declared` and `object`, which declare no field."""
REFUSALS: Final = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What is raised for a value that does not fit."""


class Column(NamedTuple):
    """One field: its key in a record, its type with what is said of it, its default, and how a value of it is read."""

    key: str
    kind: Any
    default: Any
    read: Reading


def columns_of(declared: type) -> Mapping[str, Column]:
    """The fields of a class and those that it inherits, by their names, in the order in which they are declared."""
    return {
        name: Column(_key(kind) or name, kind, vars(each).get(name, REQUIRED), _reading(kind))
        for each in reversed(declared.__mro__[:BASES])
        for name, kind in each.__annotations__.items()
    }


def _key(kind: Any) -> str | None:
    return next((each.key for each in getattr(kind, "__metadata__", ()) if isinstance(each, Under)), None)


def _reading(kind: Any) -> Reading:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        read = _reading(parts[0])
        for mark in parts[1:]:
            read = _marked(read, mark)
        return read
    if origin in (Union, UnionType):
        shapes = tuple(_reading(each) for each in parts if each is not NoneType)
        read = shapes[0] if len(shapes) == 1 else partial(_any_of, shapes)
        return partial(_if_there, read) if NoneType in parts else read
    if origin is tuple:
        if len(parts) == 2 and parts[1] is ...:
            return partial(_tuple_of, _reading(parts[0]))
        return partial(_places_of, tuple(map(_reading, parts)))
    if origin is dict:
        return partial(_dict_of, *map(_reading, parts))
    if origin is Literal:
        return partial(_one_of, frozenset(parts))
    return getattr(kind, "read", None) or _PLAIN.get(kind) or partial(_exactly, kind)


def _marked(read: Reading, mark: Any) -> Reading:
    if isinstance(mark, Bounds):
        return partial(_within, mark.checks, read)
    if isinstance(mark, Before):
        return partial(_then, mark.done, read)
    if isinstance(mark, After):
        return partial(_then, read, mark.done)
    if isinstance(mark, Ready):
        return partial(_then, mark.done, partial(_within, mark.bounds.checks, read) if mark.bounds else read)
    return read


def _within(checks: tuple[Reading, ...], read: Reading, value: Any) -> Any:
    value = read(value)
    if value is not None:
        for holds in checks:
            if not holds(value):
                raise ValueError(value)
    return value


def _then(first: Reading, last: Reading, value: Any) -> Any:
    return last(first(value))


def _if_there(read: Reading, value: Any) -> Any:
    return None if value is None else read(value)


def _any_of(reads: tuple[Reading, ...], value: Any) -> Any:
    for read in reads:
        try:
            return read(value)
        except REFUSALS:
            continue
    raise ValueError(value)


def _tuple_of(read: Reading, values: Any) -> tuple[Any, ...]:
    if type(values) is not list and type(values) is not tuple:
        raise TypeError(values)
    return tuple([read(value) for value in values])


def _places_of(reads: tuple[Reading, ...], values: Any) -> tuple[Any, ...]:
    return tuple([read(value) for read, value in zip(reads, _tuple_of(_as_it_is, values), strict=True)])


def _dict_of(read_key: Reading, read: Reading, values: Any) -> dict[Any, Any]:
    return {read_key(key): read(value) for key, value in values.items()}


def _as_it_is(value: Any) -> Any:
    return value


def _one_of(words: frozenset[str], value: Any) -> Any:
    if value not in words:
        raise ValueError(value)
    return value


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    if not value.isascii():
        value.encode()  # a lone half of a surrogate pair is no text
    return value


def _number(value: Any) -> float:
    """A number as a decimal one; a whole one is allowed where decimals are."""
    number: float = value if type(value) is float else float(_exactly(int, value))
    if not isfinite(number):
        raise ValueError(value)
    return number


_PLAIN: Final[Mapping[Any, Reading]] = {str: _text, float: _number, Any: _as_it_is}
