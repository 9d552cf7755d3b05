"""The list of a meeting coming in from a file: order, routes and minutes, as a spreadsheet may have changed them."""

from collections.abc import Iterator, Sequence

from tumorboard.board.before.agenda import Agenda
from tumorboard.board.before.intake import Comparison
from tumorboard.board.before.lateness import late_for
from tumorboard.board.cases import Cases
from tumorboard.board.desk import Desk, NotThere
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.exchange.listed_cases import ListedCase

__all__ = ["AgendaIntake"]


class AgendaIntake:
    """By the chair or the coordinator. What a row does not say stays as it is here, and so do cases without a row."""

    def __init__(self, desk: Desk, agenda: Agenda) -> None:
        self._desk = desk
        self._agenda = agenda

    def compare(self, rows: Sequence[ListedCase], meeting_id: str, late_reason: str | None = None) -> Comparison:
        """What an import would do, by case: put on the list, changed in it, or as it stands there.

        Raises NotThere for a meeting or a case that is not here, NotAllowed; Complaint as `Agenda` does.
        """
        standing = self._agenda.standing(meeting_id)
        return _compared(standing, self._taken(standing, rows, late_reason), rows)

    def admit(self, rows: Sequence[ListedCase], meeting_id: str, late_reason: str | None = None) -> Comparison:
        """Take the list in, in one commit. Raises what `compare` raises, StoreError."""
        compared = Comparison((), (), ())

        def taken(meeting: Meeting) -> Meeting:
            nonlocal compared
            changed = self._taken(meeting, rows, late_reason)
            compared = _compared(meeting, changed, rows)
            return changed

        self._agenda.amend(meeting_id, taken, "list imported")
        return compared

    def not_taken(self, rows: Sequence[ListedCase], meeting_id: str) -> list[str]:
        """What rows say that only the board can say here, in words. Raises NotAllowed, NotThere."""
        standing = self._agenda.standing(meeting_id)
        return [each for row in rows for each in _only_told(row, standing.item(row.case_id))]

    def _taken(self, meeting: Meeting, rows: Sequence[ListedCase], late_reason: str | None) -> Meeting:
        """The meeting with the list as the rows have it, what they do not name behind them."""
        cases = Cases(self._desk)
        entries = dict.fromkeys(row.case_id for row in _in_order(rows))
        items: dict[str, AgendaItem] = {item.case_id: item for item in meeting.items}
        for row in rows:
            given = {
                name: value for name, value in (("route", row.route), ("minutes", row.minutes)) if value is not None
            }
            if row.case_id in items:
                items[row.case_id] = items[row.case_id].model_copy(update=given)
                continue
            try:
                case = cases.get(row.case_id).record
            except NotThere as error:
                raise NotThere(f"case {row.case_id} is not here; import the cases first; nothing imported") from error
            late = late_for(self._desk, meeting, row.late_reason or late_reason)
            items[row.case_id] = AgendaItem.of(case_id=row.case_id, **{"route": case.route, **given}, late=late)
        keys = [*entries, *(key for key in items if key not in entries)]
        listed = meeting.model_copy(update={"items": tuple(items[key] for key in keys)})
        self._agenda.refuse_undiscussed_red(listed, entries)
        return listed.model_copy(update={"items": self._agenda.order(listed)})


def _in_order(rows: Sequence[ListedCase]) -> list[ListedCase]:
    """The rows by their order; those without one behind, as they stand in the file."""
    return sorted(rows, key=lambda row: (row.order is None, row.order or 0))


def _compared(before: Meeting, after: Meeting, rows: Sequence[ListedCase]) -> Comparison:
    """A case is changed by another entry, or by another one before it."""
    was = {item.case_id: (item, above) for item, above in _with_above(before)}
    will = {item.case_id: (item, above) for item, above in _with_above(after)}
    keys = [row.case_id for row in rows]
    added = tuple(key for key in keys if key not in was)
    changed = tuple(key for key in keys if key in was and was[key] != will[key])
    return Comparison(added, changed, tuple(key for key in keys if key in was and was[key] == will[key]))


def _with_above(meeting: Meeting) -> list[tuple[AgendaItem, str | None]]:
    return list(zip(meeting.items, (None, *meeting.case_ids), strict=False))


def _only_told(row: ListedCase, item: AgendaItem | None) -> Iterator[str]:
    if row.state is not None and row.state != (item.state if item else "listed"):
        yield f"{row.case_id}: state {row.state}"
    allowed = item.late.allowed if item and item.late else None
    if row.late_allowed_by is not None and row.late_allowed_by != (allowed.by if allowed else None):
        yield f"{row.case_id}: late_allowed_by {row.late_allowed_by}"
    if row.late_reason is not None and item is not None and row.late_reason != (item.late and item.late.asked.reason):
        yield f"{row.case_id}: late_reason {row.late_reason}"
