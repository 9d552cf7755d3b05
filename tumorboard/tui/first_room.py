"""Where the program opens for a person: the running meeting, else what awaits them by their role."""

from tumorboard.board.board import Board
from tumorboard.tui.commands import Room

__all__ = ["awaits_after", "first_room"]


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
    return "followup" if _is_mine_due(board) else "board"


def awaits_after(board: Board) -> str:
    """What waits in the Follow-up room, in a few words; empty where nothing does. Raises StoreError."""
    board.owed.look()
    unknown, overdue = board.owed.unknown, board.owed.overdue
    told = [
        f"{unknown} {'decision' if unknown == 1 else 'decisions'} of unknown fate" if unknown else "",
        f"{overdue} overdue" if overdue else "",
    ]
    said = ", ".join(filter(None, told))
    return f"{said}: F4 settles them" if said else ""


def _is_mine_due(board: Board) -> bool:
    """Whether something that I see to is over, soon due or unread, or a decision's fate is unknown."""
    from tumorboard.board.schedule import group_of

    today, me = board.now().date(), board.person.id
    mine = (group_of(each, today) for each in board.followups.all() if each.owner == me)
    return any(group in ("unread", "overdue", "soon") for group in mine) or bool(board.fates.unknown())
