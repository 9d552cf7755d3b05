"""A case being edited: what was read, what was typed since, and how the two go back together.

An edit is a field and its value, so that a draft can be kept field by field and an edit of one field never
overwrites another's edit of another field.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from tumorboard.board.desk import Filed
from tumorboard.complaint import Complaint
from tumorboard.declared.faults import first_fault
from tumorboard.domain.case import Case
from tumorboard.domain.noun import Noun
from tumorboard.store.contract import NEW

__all__ = ["Stranded", "Value", "WorkingCase", "is_of_lesion", "levels_of", "value_at"]

_LESIONS: Final = "lesions"
_AT: Final = "@"

Value = str | int | float | bool | None
"""What a field of a form can hold; None is not recorded."""


def value_at(case: Case, path: str) -> Any:
    """The value of a dotted path such as `lesions.0.sins.pain`; None where the path leads nowhere."""
    found: Any = case
    for step in path.split("."):
        if isinstance(found, tuple):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            found = getattr(found, step, None)
    return found


class Stranded(NamedTuple):
    """An edit of a lesion that somebody moved or took away: put on no other, and kept until the person dismisses it.

    `path` names the field at the place that the lesion had, `level` the lesion.
    """

    path: str
    level: str
    mine: Value
    was: Value = None

    @property
    def name(self) -> str:
        """The path with the level beside the place, such as `lesions.0@T8.escc`, which leads to no other lesion."""
        lesions, place, rest = self.path.split(".", 2)
        return f"{lesions}.{place}{_AT}{self.level}.{rest}"

    @classmethod
    def named(cls, name: str, mine: Value) -> "Stranded | None":
        """The stranded edit of such a name, or None for the path of a field."""
        lesions, _, rest = name.partition(".")
        place, at, rest = rest.partition(_AT)
        level, _, rest = rest.partition(".")
        is_one = lesions == _LESIONS and at and place.isdecimal() and rest
        return cls(f"{lesions}.{place}.{rest}", level, mine) if is_one else None


class WorkingCase(NamedTuple):
    """`edits` are in the order in which they were made; each keeps the value that it replaced, for undo.

    `was` holds, for fields that somebody else set to another value since, what they were before both; `began` is the
    revision from which the edits started.
    """

    base: Filed[Case]
    case: Case
    edits: tuple[tuple[str, Value, Value], ...] = ()
    was: Mapping[str, Value] = MappingProxyType({})
    stranded: tuple[Stranded, ...] = ()
    began: int = NEW

    @classmethod
    def of(cls, base: Filed[Case]) -> "WorkingCase":
        """A case as it was read, with nothing edited."""
        return cls(base, base.record, began=base.revision)

    @property
    def pending(self) -> dict[str, Value]:
        """Fields whose value now differs from what was read, with their value now."""
        touched = dict.fromkeys(path for path, _, _ in self.edits)
        now = {path: value_at(self.case, path) for path in touched}
        return {path: value for path, value in now.items() if value != value_at(self.base.record, path)}

    @property
    def disputed(self) -> dict[str, Value]:
        """Pending fields that somebody else set to another value meanwhile, with what they were before both."""
        return {path: self.was[path] for path in self.pending if path in self.was}

    def edited(self, path: str, value: Value) -> "WorkingCase":
        """The case with one field set. Raises Complaint when the format does not allow the value."""
        before = value_at(self.case, path)
        if before == value and type(before) is type(value):
            return self
        record = self.case.record()
        _set(record, path.split("."), value)
        try:
            case = Case.kept(record)
        except ValueError as error:
            _, words = first_fault(error)
            raise Complaint(f"{path}: {words}") from error
        return self._replace(case=case, edits=(*self.edits, (path, before, value)))

    def undone(self) -> "WorkingCase":
        """The case without the last edit."""
        if not self.edits:
            return self
        path, before, _ = self.edits[-1]
        return self._replace(case=_with(self.case, path.split("."), before), edits=self.edits[:-1])

    def rebased(self, theirs: Filed[Case]) -> "WorkingCase":
        """My pending edits on somebody else's newer case; where both changed a field, mine stands and is disputed.

        Edits of lesions that are no longer where they were are stranded. Nothing is saved by this.
        """
        mine = self.pending
        moved = levels_of(theirs.record) != levels_of(self.case)
        staying = {path: value for path, value in mine.items() if not (moved and is_of_lesion(path))}
        was = {path: self._before_both(path) for path in staying}
        disputed = [path for path in staying if value_at(theirs.record, path) not in (was[path], mine[path])]
        return (
            WorkingCase.of(theirs)
            .with_edits(staying)
            ._replace(
                was={path: was[path] for path in disputed},
                stranded=(*self.stranded, *(self._strand(path) for path in mine if path not in staying)),
                began=self.began if staying and not moved else theirs.revision,
            )
        )

    def agreed_with(self, rebased: "WorkingCase") -> set[str]:
        """The fields that I had edited and in which somebody else recorded the same meanwhile."""
        return self.pending.keys() - rebased.pending.keys() - {each.path for each in rebased.stranded}

    def without(self, dropped: Collection[str]) -> "WorkingCase":
        """The case without some of my edits: pending fields by their path, stranded edits by their name."""
        staying = {path: value for path, value in self.pending.items() if path not in dropped}
        return (
            WorkingCase.of(self.base)
            .with_edits(staying)
            ._replace(
                was={path: value for path, value in self.was.items() if path in staying},
                stranded=tuple(each for each in self.stranded if each.name not in dropped),
                began=self.began,
            )
        )

    def with_edits(self, edits: Mapping[str, Value]) -> "WorkingCase":
        """The case with every one of these fields set, as a draft restores them."""
        result = self
        for path, value in edits.items():
            result = result.edited(path, value)
        return result

    def _before_both(self, path: str) -> Value:
        before: Value = self.was[path] if path in self.was else value_at(self.base.record, path)
        return before

    def _strand(self, path: str) -> Stranded:
        place = int(path.split(".")[1])
        return Stranded(path, self.case.lesions[place].level, value_at(self.case, path), self._before_both(path))


def levels_of(case: Case) -> tuple[str, ...]:
    """The levels of a case's lesions, in their order."""
    return tuple(lesion.level for lesion in case.lesions)


def is_of_lesion(path: str) -> bool:
    """Whether a path leads to a field of one lesion, by its place."""
    steps = path.split(".")
    return steps[0] == _LESIONS and len(steps) > 2 and steps[1].isdecimal()


def _set(record: dict[str, Any], steps: list[str], value: Value) -> None:
    """Set one field of a case's record; groups that hold nothing yet are begun."""
    inner: Any = record
    for step in steps[:-1]:
        inner = inner[int(step)] if isinstance(inner, list) else inner.setdefault(step, {})
    inner[steps[-1]] = value


def _with(noun: Any, steps: list[str], value: Value) -> Any:
    step, rest = steps[0], steps[1:]
    if isinstance(noun, tuple):
        place = int(step)
        return (*noun[:place], _with(noun[place], rest, value), *noun[place + 1 :])
    assert isinstance(noun, Noun)  # noqa: S101 - a path of the form leads through nouns and lists only
    new = value if not rest else _with(getattr(noun, step), rest, value)
    return noun.model_copy(update={step: new})
