"""The columns of a CSV: dotted keys of the format, such as `lesions.0.sins.pain`, and what a cell of each may hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.noun import Noun

__all__ = ["EMPTY", "Column", "column_of", "rank_of"]

Holds = Literal["flag", "number", "text"]
EMPTY: Final = "{}"
"""The cell of a group that is recorded with nothing in it."""
_HIGHEST_PLACE: Final = 999
_WHOLE: Final = re.compile(r"-?\d{1,300}\Z", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """`path` leads to the field, list places as numbers; `may_be_group` says that `{}` is a group without anything."""

    name: str
    path: tuple[str | int, ...]
    holds: Holds
    may_be_group: bool

    def value_of(self, cell: str) -> Any:
        """What a cell says, as JSON holds it; a cell that is no flag or number stays text, for the format to refuse."""
        if self.may_be_group and cell == EMPTY:
            return {}
        if self.holds == "flag":
            return {"true": True, "false": False}.get(cell, cell)
        if self.holds == "number" and _NUMBER.match(cell):
            return int(cell) if _WHOLE.match(cell) else float(cell)
        return cell


def column_of(name: str, model: type[Noun]) -> Column:
    """The column of a dotted key. Raises Complaint for a key that the format does not have, with the nearest ones."""
    path = tuple(int(step) if step.isascii() and step.isdecimal() else step for step in name.split("."))
    found: Any = model
    for step in path:
        found = _step(found, step)
        if found is None:
            raise Complaint(f"column {clean_line(name)!r}: unknown key{_nearest(name, model)}")
    shapes = list(_alternatives(found))
    groups = [each for each in shapes if _is_model(each)]
    if any(get_origin(each) is tuple for each in shapes):
        raise Complaint(f"column {clean_line(name)!r}: is a list; name its places, such as {clean_line(name)}.0")
    if groups and len(groups) == len(shapes):
        raise Complaint(f"column {clean_line(name)!r}: is a group; name a key in it{_nearest(name, model)}")
    return Column(name, path, _holds(shapes), bool(groups))


def rank_of(path: tuple[str | int, ...], model: type[Noun]) -> tuple[int, ...]:
    """Where a column stands among the others: as the format orders its keys, and list places as they are counted."""
    rank: list[int] = []
    found: Any = model
    for step in path:
        if isinstance(step, int):
            rank.append(step)
        else:
            groups = [each for each in _alternatives(found) if _is_model(each) and step in each.model_fields]
            rank.append(list(groups[0].model_fields).index(step))
        found = _step(found, step)
    return tuple(rank)


def _step(annotation: Any, step: str | int) -> Any:
    for each in _alternatives(annotation):
        if isinstance(step, int):
            if get_origin(each) is tuple and step <= _HIGHEST_PLACE:
                return get_args(each)[0]
        elif _is_model(each) and step in each.model_fields:
            return each.model_fields[step].kind
    return None


def _alternatives(annotation: Any) -> Iterator[Any]:
    """What a value may be, without what is only said about it; not recorded is none of them."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Literal, tuple) or not get_args(annotation):
        if annotation is not type(None):
            yield annotation
    else:
        for each in get_args(annotation):
            yield from _alternatives(each)


def _holds(shapes: list[Any]) -> Holds:
    if bool in shapes:
        return "flag"
    return "number" if int in shapes or float in shapes else "text"


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, Noun)


def _nearest(name: str, model: type[Noun]) -> str:
    """The keys that end as the name does, whatever group they are in; else those that are spelt alike."""
    written, names = re.sub(r"\d+", "0", name), _names(model)  # type: ignore[arg-type] # a class is hashable
    last = written.rpartition(".")[2]
    near = [each for each in names if each.rpartition(".")[2] == last][:3]
    near = near or get_close_matches(written, names, n=3, cutoff=0.5)
    return f"; nearest are {' '.join(near)}" if near else "; see: tumorboard schema case"


@cache
def _names(model: type[Noun]) -> tuple[str, ...]:
    """Every key of the format as a column, with 0 for the place in a list."""
    return tuple(_below(model, ""))


def _below(annotation: Any, name: str) -> Iterator[str]:
    for each in _alternatives(annotation):
        if _is_model(each):
            for key in each.model_fields:
                yield from _below(_step(each, key), f"{name}.{key}".lstrip("."))
        elif get_origin(each) is tuple:
            yield from _below(get_args(each)[0], f"{name}.0")
        else:
            yield name
