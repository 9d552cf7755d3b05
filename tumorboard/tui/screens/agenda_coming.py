"""What comes onto a list: cases that are in the store, and cases of a file."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from tumorboard.board.before.arrivals import set_aside
from tumorboard.board.before.candidates import Candidate
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.said import Said
from tumorboard.tui.screens.agenda_cases import AgendaCases
from tumorboard.tui.session.arriving import Arriving, compared, is_late
from tumorboard.tui.writing.coming_form import ComingForm

__all__ = ["AgendaComing"]

_SHOWN_FROM: Final = 300
"""Cases whose import takes long enough to be told beforehand."""
_LATE: Final = "the cut-off is past: it counts as late, and a chair allows it"


class AgendaComing(AgendaCases):
    """The keys that bring cases in. After the cut-off every one of them asks why."""

    _file = ""

    async def action_add(self) -> None:
        """Offer the cases that are not on the list."""
        from tumorboard.tui.dialogs.add_cases import AddCases

        meeting = self._meeting_for("put cases on a list")
        if meeting is None:
            return
        try:
            found = self._board.agenda.candidates(meeting)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return
        dialog = AddCases(found, f"Add to {meeting.title}", lambda: self.book.curtain.drawn)
        await self.app.push_screen(dialog, partial(self._wanted, meeting))

    async def action_import_file(self) -> None:
        """Ask for a file of cases."""
        from tumorboard.tui.dialogs.which_file import WhichFile

        meeting = self._meeting_for("put cases on a list")
        if meeting is not None:
            title = f"file of cases for {meeting.title} (CSV, JSON, JSONL) · Enter reads · Esc back"
            await self.app.push_screen(WhichFile(self._file, title), partial(self._named, meeting))

    def _wanted(self, meeting: Meeting, chosen: Sequence[Candidate] | None) -> None:
        """Put the chosen cases on the list; ask first why, where they come late or stood on another."""
        if not chosen:
            return
        keys = ", ".join(each.case_id for each in chosen)
        decided = [f"{each.case_id} was decided at {each.decided}" for each in chosen if each.decided]
        coming = [f"{each.case_id} is on the list of {each.coming} too" for each in chosen if each.coming]

        def added(late: str | None, why: str | None) -> str:
            because = {each.case_id: why if each.decided else each.because for each in chosen}
            self._board.agenda.add_all(meeting.id, because, late_reason=late)
            self.book.chosen = chosen[0].case_id
            return "; ".join((f"on the list now: {keys}", *coming))

        late = is_late(self._board, meeting)
        asked = [key for key, is_asked in (("late", late), ("again", bool(decided))) if is_asked]
        if asked:
            told = [*([_LATE] if late else []), *decided, *coming]
            self._ask(ComingForm(f"Add {keys}", asked, told, added))
        else:
            self._do(lambda: added(None, None))

    def _named(self, meeting: Meeting, file: str | None) -> None:
        """Read the file and show what it would bring."""
        from tumorboard.tui.dialogs.import_preview import ImportPreview

        if file is not None:
            self._file = file
            self.app.push_screen(ImportPreview(self._board, meeting, file, self.book.curtain), self._looked_at)

    def _looked_at(self, arriving: Arriving | None) -> None:
        """Import what was looked at; ask first why, where it comes late. What is another by now is shown anew."""
        if arriving is None:
            self._told(self._said)
        elif arriving.late and arriving.comparison.added:
            title = f"Import {len(arriving.comparison.added)} late cases"
            self._ask(ComingForm(title, ["late"], [_LATE], lambda late, _: self._imported(arriving, late)))
        elif (count := len(arriving.arrivals.good)) > _SHOWN_FROM:
            self._say(Said(f"importing {count:,} cases …"))
            self.call_after_refresh(self._do, lambda: self._imported(arriving, None))
        else:
            self._do(lambda: self._imported(arriving, None))

    def _imported(self, arriving: Arriving, late: str | None) -> str:
        board, meeting, arrivals = self._board, arriving.meeting, arriving.arrivals
        now = compared(board, meeting, arrivals)
        if (now.comparison, now.edits) != (arriving.comparison, arriving.edits):
            raise Complaint("changed meanwhile by somebody; nothing imported, look at the file again (i)")
        aside = set_aside(arrivals)
        done = now.comparison
        if arrivals.good:
            done = arrivals.counted(board.intake.admit(arrivals.good, meeting.id, late, arrivals.meeting))
        counts = f"{len(done.added)} added, {len(done.changed)} changed, {len(done.duplicate)} duplicate"
        if done.added:
            self.book.chosen = done.added[0]
        return counts + (f", {len(arrivals.bad)} rejected: {aside.name}" if aside else "")

    def _ask(self, form: ComingForm) -> None:
        from tumorboard.tui.writing.sheet import Sheet

        self.app.push_screen(Sheet(form, {}, self.book.words), self._left)

    def _do(self, act: Callable[[], str]) -> None:
        try:
            said = Said(act())
        except Complaint as complaint:
            said = Said(str(complaint), "error")
        self._told(said)
