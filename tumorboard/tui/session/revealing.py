"""The reveal of a case's views, which is for good: asked once more while views are awaited, or the key is missing."""

from collections.abc import Sequence

from tumorboard.board.board import Board
from tumorboard.board.meeting.views import NoKey
from tumorboard.complaint import Complaint
from tumorboard.domain.view import ViewRecord
from tumorboard.tui.said import Said
from tumorboard.tui.session.talk import Talk

__all__ = ["Revealing"]


class Revealing:
    """A question is answered by pressing the key again while it, or what it led to, stands on the status line."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._asked: set[str] = set()

    def press(self, talk: Talk, standing: Said, *, is_red: bool) -> Said:
        """Reveal the views of a case, or ask first, or say what forbids it. `standing` is what was said last."""
        if standing.words not in self._asked:
            self._asked.clear()
        if talk.meeting.state == "planned" and not is_red:
            return Said("views are revealed when the meeting sits, and a reveal is for good: O opens it", "error")
        key = talk.item.case_id
        if self._anchors(talk) and self._is_new(
            question := f"pressed again, {key} is revealed for good without {_awaited(talk)}"
        ):
            return Said(question, "error")
        return self._reveal(talk)

    def _reveal(self, talk: Talk, *, without_key: bool = False) -> Said:
        about = (talk.meeting.id, talk.item.case_id)
        try:
            return Said(_revealed(self._board.views.reveal(*about, without_key=without_key), talk))
        except NoKey as complaint:
            question = f"pressed again, it is revealed without the key: {complaint}"
            return Said(question, "error") if self._is_new(question) else self._reveal(talk, without_key=True)
        except Complaint as complaint:
            return Said(str(complaint), "error")

    def _anchors(self, talk: Talk) -> bool:
        """Whether a reveal now would show sealed views to somebody whose own is still awaited."""
        may = self._board.person.may_lead and talk.item.revealed is None
        return bool(may and talk.meeting.sealed and talk.views and talk.expected)

    def _is_new(self, question: str) -> bool:
        """Whether a question was not asked yet; it is asked now."""
        is_new = question not in self._asked
        self._asked.add(question)
        return is_new


def _awaited(talk: Talk) -> str:
    return ", ".join(each.name for each in talk.expected)


def _revealed(opened: Sequence[ViewRecord], talk: Talk) -> str:
    """How many views can be read now, and whose still open with their own program."""
    left = [talk.names.get(each.person_id, each.person_id) for each in opened if each.sealed is not None]
    views = "view" if len(opened) == 1 else "views"
    still = f"; still sealed until their own program next runs: {', '.join(left)}" if left else ""
    return f"{len(opened)} {views} on {talk.item.case_id} revealed to everybody{still}"
