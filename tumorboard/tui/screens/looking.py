"""What happens in the Board room without a key: others' changes come in, a chair is followed, the time goes on."""

from typing import Final

from tumorboard.board.board import Board
from tumorboard.board.meeting.running import talked_for
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.showing import Showing

__all__ = ["Looking", "opened_first", "unfinished"]

_SHEETS: Final = {"view": "v on", "decision": "d on"}
"""The sheets that are kept unfinished, by their name, with the key that opens them."""


class Looking(Showing):
    """Looked at once a second; nothing is drawn where nothing is different."""

    _minute = -1

    def look(self) -> None:
        """Take in what others committed."""
        try:
            said = self.sitting.refresh()
            if said is not None:
                self._board.views.open_revealed()
            met = self._company.look(self.sitting.meeting, self.sitting.current)
            met = self._board.owed.look() or met
        except Complaint as complaint:
            self._told(Said(str(complaint), "error"))
            return
        said = self._company.taken_over(self.sitting.meeting) or said
        if said is not None:
            self._told(said if said.words else self._said)
        elif met:
            self._show_owed()
        self._follow()
        self._tick()

    def _follow(self) -> None:
        """Open what the chair whom I follow has open; not behind a dialog, nor under a field that is being edited."""
        key = self._company.chairs_case(self.sitting.meeting)
        if key is None or key == self.sitting.current or key not in self.sitting.ids:
            return
        if self.app.screen is self and self.field is None:
            if key not in self.sitting.shown:
                self.sitting.only, self.sitting.narrowed = None, ""
            self.sitting.open(key)
            self._said = NOTHING_SAID
            self._show_all()

    def _tick(self) -> None:
        """Once a minute, while I lead: the time that the running case has taken."""
        meeting = self.sitting.meeting
        item = meeting.in_discussion if meeting is not None and meeting.led_by == self._board.person.id else None
        minute = -1 if item is None else int(talked_for(item, self._board.now()).total_seconds() // 60)
        if minute != self._minute:
            self._minute = minute
            self._show_case()


def opened_first(board: Board, said: Said, *, asked: bool) -> tuple[Meeting | None, Said, bool, bool]:
    """The running meeting, else the one with cases that await my view, else the next: what `sit` is asked first."""
    meeting = board.meetings.to_open()
    runs = meeting is not None and meeting.state == "open"
    looks = asked or not (runs or board.person.may_run_meetings)
    awaited = board.views.awaiting() if looks else []
    if not awaited:
        said = Said("nothing awaits your view") if asked and not said.words else said
        return meeting, said, True, False
    theirs = [each for each in awaited if each.meeting_id == awaited[0].meeting_id]
    elsewhere = f", {left} on other meetings (m)" if (left := len(awaited) - len(theirs)) else ""
    said = said if said.words else Said(f"{len(theirs)} await your view{elsewhere}; Esc shows all")
    return board.meetings.get(awaited[0].meeting_id).record, said, True, True


def unfinished(board: Board) -> tuple[Said, list[str]]:
    """The sheets that I began in an earlier session and did not hand in, with their keys and cases."""
    found: dict[str, str] = {}
    for name in board.forms.waiting():
        kind, _, about = name.partition(":")
        if kind in _SHEETS and (case_id := about.split("/")[1:2]):
            found[f"{_SHEETS[kind]} {case_id[0]}"] = case_id[0]
    if not found:
        return NOTHING_SAID, []
    return Said(f"unfinished, as you left it: {', '.join(found)}"), list(found.values())
