"""A case being edited: what was read, what was typed since, and how the two go back together.

An edit is a field and its value, so that a draft can be kept field by field and an edit of one field never
overwrites another's edit of another field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from tumorboard.board.desk import Filed
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.noun import Noun

__all__ = ["Value", "WorkingCase", "value_at"]

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


@dataclass(frozen=True, slots=True)
class WorkingCase:
    """`edits` are in the order in which they were made; each keeps the value that it replaced, for undo."""

    base: Filed[Case]
    case: Case
    edits: tuple[tuple[str, Value, Value], ...] = field(default=())

    @classmethod
    def of(cls, base: Filed[Case]) -> "WorkingCase":
        """A case as it was read, with nothing edited."""
        return cls(base, base.record)

    @property
    def pending(self) -> dict[str, Value]:
        """Fields whose value now differs from what was read, with their value now."""
        touched = dict.fromkeys(path for path, _, _ in self.edits)
        now = {path: value_at(self.case, path) for path in touched}
        return {path: value for path, value in now.items() if value != value_at(self.base.record, path)}

    def edited(self, path: str, value: Value) -> "WorkingCase":
        """The case with one field set. Raises Complaint when the format does not allow the value."""
        before = value_at(self.case, path)
        if before == value and type(before) is type(value):
            return self
        record = self.case.record()
        _set(record, path.split("."), value)
        try:
            case = Case.model_validate(record)
        except ValidationError as error:
            raise Complaint(f"{path}: {error.errors(include_url=False)[0]['msg']}") from error
        return replace(self, case=case, edits=(*self.edits, (path, before, value)))

    def undone(self) -> "WorkingCase":
        """The case without the last edit."""
        if not self.edits:
            return self
        path, before, _ = self.edits[-1]
        return replace(self, case=_with(self.case, path.split("."), before), edits=self.edits[:-1])

    def rebased(self, theirs: Filed[Case]) -> tuple["WorkingCase", tuple[str, ...]]:
        """My pending edits on somebody else's newer case, and the fields that both of us changed.

        Where both changed a field mine stands in the result; nothing is saved by this.
        """
        mine = self.pending
        same_lesions = [each.level for each in theirs.record.lesions] == [each.level for each in self.case.lesions]
        both = tuple(
            path
            for path, value in mine.items()
            if value_at(theirs.record, path) not in (value_at(self.base.record, path), value)
            or (path.startswith("lesions.") and not same_lesions)
        )
        result = WorkingCase.of(theirs)
        for path, value in mine.items():
            if not path.startswith("lesions.") or same_lesions:
                result = result.edited(path, value)
        return result, both

    def with_edits(self, edits: Mapping[str, Value]) -> "WorkingCase":
        """The case with every one of these fields set, as a draft restores them."""
        result = self
        for path, value in edits.items():
            result = result.edited(path, value)
        return result


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
