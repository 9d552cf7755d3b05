"""What differs between two contents of a record, and one of them out of the other: a change as the log keeps it.

Only what changed is kept. A record as it was is the record as it is with its changes taken back one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

__all__ = ["ABSENT", "Edit", "Path", "between", "taken_back"]

Path = tuple[str | int, ...]
"""Keys and places that lead to a value inside a record."""


class _Absent:
    """Nothing is there, which is not null."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


class Edit(NamedTuple):
    """One value of a record before and after a change; ABSENT where there was none."""

    path: Path
    before: Any
    after: Any

    def told(self) -> dict[str, Any]:
        """The edit in JSON; a side that was absent has no key."""
        sides = (("before", self.before), ("after", self.after))
        return {"path": list(self.path), **{side: value for side, value in sides if value is not ABSENT}}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Edit":
        """The edit that `told` gave."""
        return cls(tuple(told["path"]), told.get("before", ABSENT), told.get("after", ABSENT))


def between(before: Any, after: Any, path: Path = ()) -> Iterator[Edit]:
    """The edits that lead from one content to the other, as deep as both have the same shape.

    Lists are compared place by place when they are equally long, and are otherwise one value.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from between(before.get(key, ABSENT), after.get(key, ABSENT), (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from between(one, other, (*path, place))
    elif type(before) is not type(after) or before != after:
        yield Edit(path, before, after)


def taken_back(content: Any, edits: Sequence[Edit]) -> Any:
    """The content before these edits were made on it; the content given is left as it is.

    Raises LookupError or TypeError when the edits were not made on this content.
    """
    for edit in edits:
        content = _with(content, edit.path, edit.before)
    return content


def _with(content: Any, path: Path, value: Any) -> Any:
    """A copy of the content in which `path` holds the value, sharing all that is beside the path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(content, list):
        place = int(step)
        return [*content[:place], _with(content[place], rest, value), *content[place + 1 :]]
    if rest or value is not ABSENT:
        return {**content, step: _with(content[step] if rest else None, rest, value)}
    return {key: inner for key, inner in content.items() if key != step}
