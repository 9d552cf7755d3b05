"""Where the program opens for a person: the running meeting, else what awaits them by their role."""

from collections.abc import Iterator

from tumorboard.board.board import Board
from tumorboard.tui.commands import Room

__all__ = ["first_room", "why_here"]


def first_room(board: Board, *, asked_for_views: bool) -> Room:
    """The chair's next meeting, the coordinator's agenda, a specialist's views, a clinician's follow-ups.

    A running meeting comes before all of them; `asked_for_views` opens on what awaits a view. Raises StoreError.
    """
    person, meeting = board.person, board.meetings.to_open()
    if asked_for_views or person.may_lead or (meeting is not None and meeting.state == "open"):
        return "board"
    if person.may_run_meetings:
        return "agenda"
    if not person.may_follow_up or board.views.awaiting():
        return "board"
    return "followup" if any(_mine(board)) else "board"


def why_here(board: Board, room: Room) -> str:
    """Why the program opened in a room that is not the Board. Raises StoreError."""
    if room == "agenda":
        return "opened here for its coordinator · F2 Board"
    told = ", ".join(_mine(board))
    return f"awaits you: {told} · F2 Board" if told else ""


def _mine(board: Board) -> Iterator[str]:
    """What I see to that is over, soon due, unread, or to be done by now; and decisions of unknown fate, whose ever."""
    from tumorboard.board.after.schedule import coming, group_of

    today, me = board.now().date(), board.person.id
    grouped = [group_of(each, today) for each in board.followups.all() if each.owner == me]
    actions = [each for each in board.fates.actions() if each.step.owner == me]
    soon = [each for each in actions if not each.is_over and coming(each.due, today) == "soon"]
    unknown = len(board.fates.unknown())
    for count, words in (
        (unknown, "of unknown fate"),
        (sum(each.is_over for each in actions), "to be done"),
        (grouped.count("overdue"), "overdue"),
        (grouped.count("unread"), "to be read"),
        (grouped.count("soon") + len(soon), "within 14 days"),
    ):
        if count:
            yield f"{count} {words}"
