"""A meeting's list as rows for other programs: which case when, for how long, how it is handled, and why it is late."""

from collections.abc import Iterable
from typing import Annotated

from tumorboard.declared.marks import Bounds
from tumorboard.domain.meeting import AgendaItem
from tumorboard.domain.noun import Line, Noun, RequiredLine
from tumorboard.domain.vocabulary import Route

__all__ = ["ListedCase", "listed_cases"]


class ListedCase(Noun):
    """One case on the list. `order` counts from 1; `minutes` is None where the site's usual ones count.

    `late_allowed_by` is the chair who let a late case onto the list. Of a list that comes in, `state` and
    `late_allowed_by` are only told.
    """

    order: Annotated[int, Bounds(ge=1)] | None = None
    case_id: RequiredLine
    route: Route | None = None
    minutes: Annotated[int, Bounds(ge=1, le=240)] | None = None
    state: Line = None
    late_reason: Line = None
    late_allowed_by: Line = None


def listed_cases(items: Iterable[AgendaItem]) -> list[ListedCase]:
    """The list in the order in which it is given."""
    return [_row(place, item) for place, item in enumerate(items, start=1)]


def _row(place: int, item: AgendaItem) -> ListedCase:
    late = item.late
    return ListedCase(
        order=place,
        case_id=item.case_id,
        route=item.route,
        minutes=item.minutes,
        state=item.state,
        late_reason=late.asked.reason if late is not None else None,
        late_allowed_by=late.allowed.by if late is not None and late.allowed is not None else None,
    )
