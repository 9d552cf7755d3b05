"""A store that was put back under an open session, by a restore or a recovery: what is said of it."""

from collections.abc import Collection

from tumorboard.board.board import Board
from tumorboard.board.desk import NotThere
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import STORE
from tumorboard.tui.said import Said

__all__ = ["lost_said", "meeting_now", "put_back_said"]

_PUT_BACK = ("restored", "recovered")


def meeting_now(board: Board, key: str) -> Meeting | None:
    """A meeting as it stands; None where it is gone."""
    try:
        return board.meetings.get(key).record
    except NotThere:
        return None


def put_back_said(board: Board, since: int, gone: Collection[str]) -> Said | None:
    """That the store was put back after revision `since`, and which cases went with it; None where it was not."""
    by = next((each for each in board.changes()[::-1] if each.table == STORE and each.revision > since), None)
    if by is None or not (by.why or "").startswith(_PUT_BACK):
        return None
    lost = f"; gone: {', '.join(gone)}" if gone else ""
    return Said(
        f"the store was put back to an older state by {by.by}: look at every case anew{lost} ({by.why})", "error"
    )


def lost_said(board: Board, since: int) -> Said:
    """That the meeting that was open is gone, with the store that was put back where it was."""
    why = (
        "the store was put back and this meeting is gone" if put_back_said(board, since, ()) else "this meeting is gone"
    )
    return Said(f"{why}: m opens another; what you typed and did not commit is kept as a draft", "error")
