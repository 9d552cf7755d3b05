"""What is done with the chosen case of a list: its place, route and minutes, its gaps, and the chair's word on it."""

from collections.abc import Callable
from functools import partial

from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.vocabulary import Route
from tumorboard.tui.books.agenda_book import Listed
from tumorboard.tui.said import Said
from tumorboard.tui.screens.agenda_showing import AgendaShowing

__all__ = ["AgendaCases"]

_LISTS = "the chair or the coordinator"


class AgendaCases(AgendaShowing):
    """The keys that write about one case. What is refused is said, and why, before anything is asked."""

    def action_shift(self, by: int) -> None:
        """Move the case up or down the list."""
        found = self._chosen("change the order")
        if found is not None:
            meeting, entry = found
            key, up = entry.item.case_id, by < 0

            def moved() -> None:
                if self._board.agenda.order(meeting)[0 if up else -1].case_id == key:
                    raise Complaint(f"{key} stands {'first' if up else 'last'} already")
                self._board.agenda.move(meeting.id, key, by)

            self._try(moved, f"{key} moved {'up' if up else 'down'}")

    async def action_route(self) -> None:
        """Say how the case is handled."""
        from tumorboard.tui.dialogs.pick_route import PickRoute

        found = self._chosen("set a route")
        if found is not None:
            meeting, entry = found
            standing = entry.item.route or entry.case.route
            await self.app.push_screen(
                PickRoute(entry.item.case_id, standing), partial(self._routed, meeting.id, entry.item.case_id)
            )

    async def action_minutes(self) -> None:
        """Say how long the case is talked about."""
        from tumorboard.tui.dialogs.how_long import HowLong

        found = self._chosen("set the minutes")
        if found is not None:
            meeting, entry = found
            key, usual = entry.item.case_id, self._board.settings.minutes_per_case
            await self.app.push_screen(
                HowLong(key, entry.item.minutes, usual), partial(self._timed, meeting.id, key, usual)
            )

    async def action_give(self) -> None:
        """Give a gap to somebody."""
        from tumorboard.tui.writing.gap_form import GapForm

        found = self._chosen("give a gap to somebody")
        if found is None:
            return
        meeting, entry = found
        if not entry.ready.readiness.gaps:
            self._say(Said(f"{entry.item.case_id} has no gap: nothing is missing"))
            return
        gap = self._readiness.target if self.focused is self._readiness else None
        form = GapForm(self._board, meeting, entry, gap)
        await self._fill_in(form, form.starting_values())

    async def action_bypass(self) -> None:
        """Let a blocked case be heard, with the reason."""
        found = self._chosen("let a blocked case be heard", chair=True)
        if found is None:
            return
        meeting, entry = found
        key, blocking = entry.item.case_id, entry.ready.readiness.blocking
        if not blocking:
            self._say(Said(f"{key} is ready; nothing blocks it"))
            return

        def let(reason: str) -> str:
            self._board.readying.bypass(meeting.id, key, reason)
            return f"{key} is heard with its gaps"

        await self._ask_why(f"Hear {key} all the same · what blocks: {len(blocking)}", "heard because", let)

    async def action_allow_late(self) -> None:
        """Allow a case that came after the cut-off."""
        found = self._chosen("allow a late case", chair=True)
        if found is None:
            return
        meeting, entry = found
        key, late = entry.item.case_id, entry.item.late
        if late is None or late.allowed is not None:
            was = "was on the list in time" if late is None else "is allowed already"
            self._say(Said(f"{key} {was}; there is nothing to allow"))
            return

        def allowed(reason: str) -> str:
            self._board.running.allow_late(meeting.id, key, reason)
            return f"{key} is allowed"

        await self._ask_why(f"Allow the late case · {key}", "heard because", allowed)

    def _routed(self, meeting_id: str, case_id: str, route: Route | None) -> None:
        if route is not None:
            said = f"{case_id}: {route.replace('_', ' ')}"
            self._try(lambda: self._board.agenda.set_route(meeting_id, case_id, route), said)

    def _timed(self, meeting_id: str, case_id: str, usual: int, minutes: int | None) -> None:
        if minutes is not None:
            said = f"{case_id}: {minutes or usual} min"
            self._try(lambda: self._board.agenda.set_minutes(meeting_id, case_id, minutes or None), said)

    def _chosen(self, what: str, *, chair: bool = False) -> tuple[Meeting, Listed] | None:
        """The meeting and the chosen case, where there are both and the person may do this; else it is said why not."""
        meeting = self._meeting_for(what, chair=chair)
        entry = self.book.entry
        if meeting is not None and entry is None:
            self._say(Said("no case is chosen here: i imports a file, a adds cases", "error"))
        return None if meeting is None or entry is None else (meeting, entry)

    def _meeting_for(self, what: str, *, chair: bool = False) -> Meeting | None:
        """The meeting, where there is one and the person may do this; else it is said why not."""
        if not self._may(what, chair=chair):
            return None
        if self.book.meeting is None:
            self._say(Said("no meeting is here: n plans one", "error"))
        return self.book.meeting

    def _may(self, what: str, *, chair: bool = False) -> bool:
        person = self._board.person
        if person.may_lead if chair else person.may_run_meetings:
            return True
        roles = ", ".join(person.roles) or "no role here"
        who = "a chair" if chair else _LISTS
        self._say(Said(f"{person.name} ({roles}) may not {what}; {who} may", "error"))
        return False

    async def _ask_why(self, title: str, label: str, done: Callable[[str], str]) -> None:
        from tumorboard.tui.writing.meeting_forms import ReasonForm

        await self._fill_in(ReasonForm(title, label, done), {})
