"""Content for any declared class, right and wrong, made of the types that it declares."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import iter_modules
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

import tumorboard.domain
import tumorboard.knowledge
from tumorboard.config import Settings
from tumorboard.declared.declared import Declared
from tumorboard.declared.marks import Bounds
from tumorboard.declared.reading import REQUIRED
from tumorboard.tui.themes import BoardTheme

__all__ = ["CLASSES", "ODD", "content_for"]

_NOTHING = object()
ODD: Final[tuple[Any, ...]] = (
    None, True, False, 0, 1, -1, 5, 10, 19, 1e300, 10**400, float("nan"), float("inf"), 2.0, 0.5, "", " ", "1", "true",
    "A", "T7", "e\u0301", "a\nb", "a\tb", "\x1b[2J", "\ud800", "x" * 50_001, "2026-02-30", "2026-02-24", "2026-2-4",
    "2026-02-24T08:30", "2026-02-24T08:30+01:00", "2026-02-24T24:00", "2026-02-24 08:30Z", "done", "٢٠٢٦-٠٢-٢٤", [], {},
    [None], [""], ["T7", ""], (), {"a": 1}, date(2026, 2, 24), datetime(2026, 2, 24, 8, 30, tzinfo=UTC), b"A", [[]],
)  # fmt: skip
odd = st.sampled_from(ODD)


def _below(declared: type[Declared]) -> Iterator[type[Declared]]:
    for each in declared.__subclasses__():
        yield each
        yield from _below(each)


def _classes() -> dict[str, type[Declared]]:
    for room in (tumorboard.domain, tumorboard.knowledge):
        for module in iter_modules(room.__path__, f"{room.__name__}."):
            import_module(module.name)
    return {
        each.__name__: each
        for each in (*_below(Declared), Settings, BoardTheme)
        if each.__module__.startswith("tumorboard.")
    }


CLASSES = _classes()


def content_for(declared: type[Declared], *, wrong: bool) -> st.SearchStrategy[Any]:
    """An object of which each key is absent or something; where `wrong`, some are what they should not be."""
    fields = {}
    for column in declared.model_fields.values():
        value = _value(column.kind, wrong=wrong)
        fields[column.key] = value if column.default is REQUIRED and not wrong else st.just(_NOTHING) | value
    whole = st.fixed_dictionaries(fields).map(_without_nothing)
    return st.tuples(whole, odd).map(lambda both: {**both[0], "more": both[1]}) | whole if wrong else whole


def _without_nothing(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value is not _NOTHING}


def _value(kind: Any, *, wrong: bool) -> st.SearchStrategy[Any]:
    right = _right(kind, Bounds(), wrong=wrong)
    return st.one_of(right, right, right, odd) if wrong else right


def _right(kind: Any, bounds: Bounds, *, wrong: bool) -> st.SearchStrategy[Any]:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        said = next((each for each in parts[1:] if isinstance(each, Bounds)), bounds)
        return _right(parts[0], said, wrong=wrong)
    if origin in (Union, UnionType):
        return st.one_of([st.none() if each is NoneType else _right(each, bounds, wrong=wrong) for each in parts])
    if origin is tuple:
        if parts[1:] == (...,):
            return st.lists(_value(parts[0], wrong=wrong), min_size=bounds.min_length or 0, max_size=3)
        return st.tuples(*[_value(each, wrong=wrong) for each in parts]).map(list)
    if origin is dict:
        return st.dictionaries(st.text(max_size=3), _value(parts[1], wrong=wrong), max_size=2)
    if origin is Literal:
        return st.sampled_from(parts)
    if isinstance(kind, type) and issubclass(kind, Declared):
        return content_for(kind, wrong=wrong)
    return _plain(kind, bounds)


def _plain(kind: Any, bounds: Bounds) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind in (int, float):
        least = bounds.ge if bounds.ge is not None else bounds.gt or 0
        step = bounds.multiple_of or 1
        whole = st.integers(int(least) // step + 1, int(bounds.le or 99) // step).map(lambda number: number * step)
        return whole if kind is int else whole | whole.map(float)
    if kind is date:
        return st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str)
    if kind is datetime:
        return st.datetimes().map(datetime.isoformat)
    return st.text("aé漢 Z9", min_size=max(bounds.min_length or 0, 1), max_size=min(bounds.max_length or 9, 9))
