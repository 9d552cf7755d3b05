"""What is done with a decision: what became of it, what comes next, what is planned after it, and the way back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.fate import Fate
from tumorboard.domain.vocabulary import NotDone
from tumorboard.sheets.steps import step_said
from tumorboard.tui.panes.schedule import listed_said
from tumorboard.tui.said import Said
from tumorboard.tui.screens.followup_checks import FollowUpChecks
from tumorboard.tui.writing.sheet import Sheet

__all__ = ["FollowUpDecisions"]

_LIST_AGAIN: Final = "list the case again"
_NEXT_MRI: Final = "review the next MRI"


class FollowUpDecisions(FollowUpChecks):
    """The keys that write about the decision of the chosen line. What is suggested next stays with its case."""

    async def action_plan(self) -> None:
        """Plan what is proposed."""
        from tumorboard.tui.writing.followup_forms import PlanForm

        slot = self.book.slot
        if slot is None or slot.proposed is None:
            self._say(Said("a plans what a rule proposes; choose such a line"))
        elif self._may():
            form = PlanForm(self._board, *slot.proposed)
            await self._fill_in(form, form.starting_values())

    async def action_bring_back(self) -> None:
        """Bring the case back to a meeting."""
        slot = self.book.slot
        if slot is not None and self._may():
            listed = self._board.returning.listed_at(slot.case_id)
            free = next((each for each in self._board.meetings.to_come() if each.item(slot.case_id) is None), None)
            if listed is not None and (free is None or listed.starts <= free.starts):
                self._say(Said(f"{slot.case_id} is listed already: {listed_said(listed)}"))
                return
            why = self._board.returning.asked_by(slot.followup) if slot.followup else []
            await self._bring_back(slot.case_id, why)

    async def action_settle(self, fate: Fate) -> None:
        """Say what became of a decision or an action: done at once, partly and not done with a coded reason."""
        slot = self.book.slot
        record = slot.record if slot is not None and (slot.fate or slot.action) else None
        if slot is None or record is None:
            self._say(Said("y, p and n settle a decision of unknown fate or an action; choose such a line"))
        elif self._may():
            step = slot.action.number if slot.action else None
            if fate == "done":
                what = _what(record, step)
                self._try(lambda: self._settle(record, fate, step, None, None), f"{what} is settled: done")
            else:
                await self._ask_why_not(record, fate, step)

    async def _ask_why_not(self, record: DecisionRecord, fate: Fate, step: int | None) -> None:
        from tumorboard.tui.writing.followup_forms import CodedForm

        fates, what, said = self._board.fates, _what(record, step), fate.replace("_", " ")
        given: list[NotDone] = []

        def settled(reason: NotDone, words: str | None) -> str:
            self._settle(record, fate, step, reason, words)
            given.append(reason)
            return f"{what} is settled: {said} · next: {', '.join(fates.suggested(reason))}"

        steps = "; ".join(step_said(each, self.book.names) for each in record.decision.steps)
        told = f"decided on {record.recorded_at.astimezone():%d %b %Y}: {steps}"
        form = CodedForm(f"{said.capitalize()} · {what}", "because", settled, [told], fates.suggested)
        sheet = Sheet(form, {}, self._words)
        await self.app.push_screen(sheet, partial(self._settled, record, said, given))

    def _settle(
        self, record: DecisionRecord, fate: Fate, step: int | None, reason: NotDone | None, words: str | None
    ) -> None:
        self._board.fates.settle(record.meeting_id, record.case_id, fate, step=step, reason=reason, words=words)

    def _settled(self, record: DecisionRecord, said: str, given: Sequence[NotDone], told: str | None) -> None:
        """Offer what is usually done next, each for the case that was settled, whatever line is chosen by now."""
        self._left(told)
        if given and given[-1] != "died":
            why = f"decision of {record.recorded_at.astimezone():%d %b %Y} {said}: {given[-1].replace('_', ' ')}"
            self._offer_next(record, why, self._board.fates.suggested(given[-1]))

    def _offer_next(self, record: DecisionRecord, why: str, offered: Sequence[str]) -> None:
        from tumorboard.tui.dialogs.what_next import WhatNext

        dialog = WhatNext(f"{record.case_id} · {why}", offered)
        self.app.push_screen(dialog, partial(self._go_on, record, why, offered))

    async def _go_on(self, record: DecisionRecord, why: str, offered: Sequence[str], suggested: str | None) -> None:
        """Do what was chosen, then offer the rest: list the case, or plan it as something that somebody sees to.

        The next MRI is reviewed on its line, and the way to it ends the menu. What was left undone is offered again.
        """
        if suggested is None:
            return

        def then(told: str | None) -> None:
            self._left(told)
            left = [each for each in offered if each != suggested or told is None]
            if left:
                self._offer_next(record, why, left)

        if suggested.startswith(_LIST_AGAIN):
            await self._bring_back(record.case_id, [why], then)
        elif suggested == _NEXT_MRI:
            self._choose_mri(record.case_id)
        else:
            await self._plan_another(record.case_id, record.meeting_id, f"{suggested} ({why})", then)

    def _choose_mri(self, case_id: str) -> None:
        """Put the cursor on the MRI that is awaited for a case."""
        found = self.book.choose_case(case_id, "mri")
        said = "r moves it, c cancels it" if found else "no MRI of it is awaited; N plans one on a line of the case"
        self._said = Said(f"{case_id}: {said}")
        self._show()

    async def _bring_back(
        self, case_id: str, why: Sequence[str], then: Callable[[str | None], None] | None = None
    ) -> None:
        from tumorboard.tui.writing.followup_forms import BringBackForm

        form = BringBackForm(self._board, case_id, why)
        await self._fill_in(form, form.starting_values(), then)


def _what(record: DecisionRecord, step: int | None) -> str:
    return record.case_id if step is None else f"{record.case_id} step {step}"
