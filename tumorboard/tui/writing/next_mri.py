"""The next MRI in a decision's sheet: the day that is proposed and why, another day with its reason, who sees to it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tumorboard.board.board import Board
from tumorboard.board.typed.loosely import day_of, day_said
from tumorboard.clinical.surveillance import Proposed
from tumorboard.complaint import Complaint
from tumorboard.tui.fields import Choice
from tumorboard.tui.writing.entry import Entry, Missing, Values, text_of

__all__ = ["mri_entries", "mri_notes", "with_proposed_day"]

_AS_PROPOSED: Final = "="
"""What is typed for the proposed day."""


def mri_entries(board: Board, values: Values, people: tuple[Choice, ...], proposed: Proposed | None) -> Iterator[Entry]:
    """The day, who sees to it, why it is another day where it is one, or why there is none."""
    source, reads = proposed.source if proposed else "", _proposed_day(values, proposed)
    yield Entry("mri_on", "next MRI", "line", help=_help(board, proposed), source=source, reads=reads)
    yield Entry("mri_owner", "who sees to it", "choice", people)
    if values.get("mri_because") or _is_another(board, values, proposed):
        yield Entry(
            "mri_because", "another day for", "line", help="Why it is not the day that is proposed.", needed=True
        )
    yield Entry("no_mri", "no MRI because", "line", help="Where none is planned.")


def mri_notes(board: Board, values: Values, proposed: Proposed | None) -> Iterator[str]:
    """The day as it was read."""
    today, holidays = board.now().date(), board.settings.holidays
    if typed := text_of(values, "mri_on"):
        try:
            yield f"next MRI: {day_said(_day(typed, proposed, today), today, holidays)}"
        except Complaint as complaint:
            yield f"next MRI: {complaint}"


def with_proposed_day(values: Values, proposed: Proposed | None, today: date) -> Values:
    """The values with the proposed day where it was taken. Raises Missing where none is proposed."""
    if text_of(values, "mri_on") != _AS_PROPOSED:
        return values
    return {**values, "mri_on": _day(_AS_PROPOSED, proposed, today).isoformat()}


def _help(board: Board, proposed: Proposed | None) -> str:
    """What is proposed and why, and what can be typed."""
    if proposed is None:
        return "A day, such as +12w, 24 feb or 2027-02-24."
    if proposed.due is None:
        return f"Proposed: no fixed day; {proposed.says}. Give a day such as +12w, or say why there is none."
    day = day_said(proposed.due, board.now().date(), board.settings.holidays)
    return f"Proposed: {day}; {proposed.says}. {_AS_PROPOSED} takes it; another day is such as +12w or 24 feb."


def _proposed_day(values: Values, proposed: Proposed | None) -> str:
    """The day that is taken as proposed; empty where another or none is."""
    is_taken = text_of(values, "mri_on") == _AS_PROPOSED
    return f"{proposed.due:%a %d %b %Y} (as proposed)" if is_taken and proposed and proposed.due else ""


def _is_another(board: Board, values: Values, proposed: Proposed | None) -> bool:
    typed, today = text_of(values, "mri_on"), board.now().date()
    try:
        day = None if typed is None else _day(typed, proposed, today)
    except Complaint:
        return False
    return day is not None and proposed is not None and board.planning.is_another_day(day, proposed.due)


def _day(typed: str, proposed: Proposed | None, today: date) -> date:
    if typed != _AS_PROPOSED:
        return day_of(typed, today)
    if proposed is None or proposed.due is None:
        raise Missing("mri_on", "no day is proposed for this plan; give one such as +12w, or say why there is none")
    return proposed.due
