"""Changes of a meeting's list told by case: by place they would say of one case what became of another."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from tumorboard.store.edits import Edit, Path, between

__all__ = ["changes_of_list", "told_by_case"]

LIST: Final = "items"
_NAMED: Final = "case_id"
Entries = Sequence[Mapping[str, Any]]


def changes_of_list(edits: Sequence[Edit]) -> bool:
    """Whether any of these edits of a meeting lies within its list, at a place."""
    return any(_is_within(edit.path) for edit in edits)


def told_by_case(edits: Sequence[Edit], before: Entries, after: Entries) -> tuple[Edit, ...]:
    """The edits with those within the list named by case: `("items", case, "place")`, counted from 1, and its fields.

    Of cases that changed places as few as possible are told: the others follow from them. Where other cases stand on
    the list than before, the edits come back as they are.
    """
    was, now = ([entry[_NAMED] for entry in entries] for entries in (before, after))
    if sorted(was) != sorted(now):
        return tuple(edits)
    return (*(edit for edit in edits if not _is_within(edit.path)), *_moves(was, now), *_fields(before, after))


def _is_within(path: Path) -> bool:
    return path[:1] == (LIST,) and len(path) > 1


def _moves(was: Sequence[str], now: Sequence[str]) -> Iterator[Edit]:
    places = {key: place for place, key in enumerate(was, start=1)}
    stayed = _longest_rising([places[key] for key in now])
    for place, key in enumerate(now, start=1):
        if places[key] not in stayed:
            yield Edit((LIST, key, "place"), places[key], place)


def _fields(before: Entries, after: Entries) -> Iterator[Edit]:
    entries = {entry[_NAMED]: entry for entry in before}
    for entry in after:
        key = entry[_NAMED]
        yield from between(entries[key], entry, (LIST, key))


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest selection of different numbers that rises from left to right."""
    ends: list[int] = []
    led_by: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        led_by[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    chosen: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        chosen.add(last)
        last = led_by[last]
    return chosen
