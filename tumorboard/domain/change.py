"""One entry of the change log: who changed what, when, from what, to what, and why."""

from typing import Any

from tumorboard.domain.noun import Line, Moment, Noun, RequiredLine

__all__ = ["Change"]


class Change(Noun):
    """A record's step from one revision to the next. `before` is empty for a new record, `after` for none."""

    at: Moment
    by: RequiredLine
    table: RequiredLine
    key: RequiredLine
    revision: int
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    why: Line = None
