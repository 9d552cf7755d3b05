"""What is looked at after a decision: planned, moved without losing a date, done, read, acted on, or cancelled."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from tumorboard.board.after.followup_limits import (
    refuse_cancelled,
    refuse_ended,
    refuse_no_day,
    refuse_no_way_back,
    refuse_not_next,
    refuse_seen,
)
from tumorboard.board.after.followup_steps import (
    WAITING,
    advanced,
    content_of,
    ended,
    moved,
    reinstated,
    standing_steps,
)
from tumorboard.board.after.followup_steps import state_said as _said
from tumorboard.board.death import refuse_dead
from tumorboard.board.desk import Desk, Filed, NotThere, filed, reason_given, refuse_far, refuse_past
from tumorboard.board.people import People
from tumorboard.complaint import Complaint
from tumorboard.domain.followup import SEEN, FollowUp, Result, followup_key
from tumorboard.domain.vocabulary import FollowUpState, NotDone
from tumorboard.store.contract import Conflict, Put

__all__ = ["FollowUps"]

_SHOWN: Final = "its response, pain, walking, a new deficit or fracture, SINS items, a trigger that came true, or words"
"""What may be said of what a follow-up showed."""


class FollowUps:
    """Every follow-up of the store. Everybody may read them; who may work on a case may work on them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: dict[str, Filed[FollowUp]] = {}
        self._of_case: dict[str, list[Filed[FollowUp]]] = {}
        self._read_at = -1

    def all(self) -> list[FollowUp]:
        """Every follow-up in the order in which they were planned; only what changed is read anew."""
        return [each.record for each in self._filed()]

    def of(self, case_id: str) -> list[FollowUp]:
        """Those of one case."""
        return [each.record for each in self._filed_of(case_id)]

    def get(self, key: str) -> Filed[FollowUp]:
        """One follow-up, with the revision that a change of it must name. Raises NotThere."""
        document = self._desk.store.get("followups", key)
        if document is None:
            raise NotThere(f"no follow-up is called {key}; see: tumorboard followups")
        return filed(document, FollowUp)

    def reschedule(self, key: str, due: date, reason: str, *, started_from: int) -> FollowUp:
        """Move a follow-up to another day; the day that it had is kept with the reason.

        Raises NotAllowed, NotThere; Complaint without a reason, for a past day or one too far, for one that is done or
        cancelled, or when somebody changed it since `started_from`.
        """
        why = reason_given(reason, "say why the day is changed; the day it had is kept")
        refuse_past(due, self._desk.now().date())
        refuse_far(due, self._desk.now().date())

        def later(standing: FollowUp) -> FollowUp:
            refuse_no_day(standing)
            if due == standing.due:
                raise Complaint(f"{key} is due on {due} already")
            return moved(self._desk, standing, due, why)

        return self._change(key, later, started_from, f"moved to {due}: {why}")

    def hand_over(self, key: str, owner: str, reason: str, *, started_from: int) -> FollowUp:
        """Give a follow-up to somebody else, who may work on it.

        Raises what `reschedule` raises, NotThere for an unknown person, Complaint for one who only looks.
        """
        why = reason_given(reason, "say why somebody else sees to it")
        People(self._desk).who_sees_to_it(owner)

        def handed(standing: FollowUp) -> FollowUp:
            refuse_ended(standing)
            return advanced(self._desk, standing, standing.state, None, f"to {owner}: {why}", owner=owner)

        return self._change(key, handed, started_from, f"handed to {owner}: {why}")

    def advance(
        self, key: str, state: FollowUpState, *, on: date | None = None, words: str | None = None, started_from: int
    ) -> FollowUp:
        """Take a follow-up further: planned, ordered, done, read, acted on. `on` is the day it happened, else today.

        Only what was done is read or acted on. Raises NotAllowed, NotThere; Complaint for a step back, a state before
        it was done, a day to come or before the step that stands, or a change since `started_from`.
        """
        if state == "cancelled":
            raise Complaint("a follow-up is cancelled with a reason")

        def further(standing: FollowUp) -> FollowUp:
            refuse_not_next(standing, state)
            day = self._day_of(on, standing)
            last = [step.on for step in standing_steps(standing) if step.on is not None]
            if last and day < last[-1]:
                raise Complaint(f"{day} is before it was {_said(standing.state)} ({last[-1]}); look at the day")
            return advanced(self._desk, standing, state, day, words)

        return self._change(key, further, started_from, _said(state))

    def record(self, key: str, result: Result, *, started_from: int) -> FollowUp:
        """Record what it showed; it is done with that. A later record takes the place of the earlier, which is logged.

        Raises NotAllowed, NotThere; Complaint for a day to come or before it was planned, a result that says nothing, a
        cancelled one, or a change since `started_from`.
        """

        def shown(standing: FollowUp) -> FollowUp:
            refuse_cancelled(standing)
            day = self._day_of(result.on, standing)
            if not result.says_something:
                raise Complaint(
                    f"{key}: nothing is said of what it showed; give {_SHOWN}; "
                    f"where only that it was done is known: tumorboard followup done {key}"
                )
            state = standing.state if standing.state in SEEN else "done"
            return advanced(self._desk, standing, state, day, "result recorded", result=result)

        return self._change(key, shown, started_from, "result recorded")

    def cancel(self, key: str, reason: NotDone, words: str | None = None, *, started_from: int) -> FollowUp:
        """Cancel a follow-up with a coded reason. Where the patient died, all that is open of the case ends with it.

        Raises NotAllowed, NotThere; Complaint for `other` without words, one that is done, or a change meanwhile.
        """
        if reason == "other" and not (words or "").strip():
            raise Complaint("other: say in words why it is cancelled")

        def cancelled(standing: FollowUp) -> FollowUp:
            refuse_seen(standing)
            return ended(self._desk, standing, reason, words)

        also: list[Put] = []
        if reason == "died":
            also = self.endings(self.get(key).record.case_id, reason, words, but=key)
        return self._change(key, cancelled, started_from, f"cancelled: {_said(reason)}", also=also)

    def reinstate(self, key: str, reason: str, *, started_from: int) -> FollowUp:
        """Take back a cancellation, or the last state, that was a mistake; both stand in the history with the reason.

        One that was cancelled because the patient died comes back with all that ended so. Raises what `reschedule`
        raises; Complaint for one that is planned, or what would be awaited again of a patient who died.
        """
        why = reason_given(reason, "say why it is taken back")
        first = self.get(key).record
        with_it = [
            Put("followups", each.record.id, content_of(reinstated(self._desk, each.record, why)), each.revision)
            for each in self._filed()
            if (each.record.case_id, each.record.cancelled) == (first.case_id, "died") and each.record.id != key
        ]

        def back(standing: FollowUp) -> FollowUp:
            refuse_no_way_back(standing)
            record = reinstated(self._desk, standing, why)
            if record.state in WAITING and standing.cancelled != "died":
                refuse_dead(self._desk, record.case_id)
            return record

        what = "cancellation" if first.cancelled else _said(first.state)
        also = with_it if first.cancelled == "died" else ()
        return self._change(key, back, started_from, f"{what} taken back: {why}", also=also)

    def endings(self, case_id: str, reason: NotDone, words: str | None, but: str | None = None) -> list[Put]:
        """What cancels everything that is planned or ordered for a case, for a commit of which that is a part."""
        return [
            Put("followups", each.record.id, content_of(ended(self._desk, each.record, reason, words)), each.revision)
            for each in self._filed_of(case_id)
            if each.record.id != but and each.record.state in WAITING
        ]

    def changed_with(self, key: str) -> list[FollowUp]:
        """The others of its case that the last change of a follow-up changed too, as a death does. Raises NotThere."""
        last = self.get(key)
        return [each for each in self.changed_at(last.record.case_id, last.revision) if each.id != key]

    def changed_at(self, case_id: str, revision: int) -> list[FollowUp]:
        """Those of a case that stand as one commit left them."""
        return [each.record for each in self._filed_of(case_id) if each.revision == revision]

    def next_key(self, case_id: str) -> str:
        """The id of the next follow-up of a case."""
        ends = (each.record.id.rpartition("/")[2] for each in self._filed_of(case_id))
        return followup_key(case_id, max((int(end) for end in ends if end.isdecimal()), default=0) + 1)

    def _filed_of(self, case_id: str) -> Sequence[Filed[FollowUp]]:
        self._read_anew()
        return self._of_case.get(case_id, ())

    def _filed(self) -> Sequence[Filed[FollowUp]]:
        self._read_anew()
        return list(self._read.values())

    def _read_anew(self) -> None:
        """Read what was committed since: what stands as it did is taken as it was read."""
        revision = self._desk.store.revision()
        if revision == self._read_at:
            return
        before, self._read, self._of_case = self._read, {}, {}
        for document in self._desk.store.all("followups"):
            known = before.get(document.key)
            if known is None or known.revision != document.revision:
                known = filed(document, FollowUp)
            self._read[document.key] = known
            self._of_case.setdefault(known.record.case_id, []).append(known)
        self._read_at = revision

    def _change(
        self,
        key: str,
        change: Callable[[FollowUp], FollowUp],
        started_from: int,
        why: str,
        also: Sequence[Put] = (),
    ) -> FollowUp:
        self._may_work()
        standing = self.get(key)
        if standing.revision == started_from:
            record = change(standing.record)
            if not self._refused([Put("followups", key, content_of(record), started_from), *also], why):
                return record
        raise Complaint(f"{key}, or what goes with it, was changed by somebody else meanwhile; look at it, then repeat")

    def _refused(self, puts: Sequence[Put], why: str) -> bool:
        desk = self._desk
        return isinstance(desk.store.commit(puts, by=desk.person.id, at=desk.now(), why=why), Conflict)

    def _day_of(self, on: date | None, standing: FollowUp) -> date:
        now = self._desk.now()
        today, planned = now.date(), standing.created_at.astimezone().date()
        if on is not None and on > today:
            raise Complaint(f"{on} is still to come; today is {today}")
        if on is not None and on < planned:
            raise Complaint(f"{on} is before it was planned ({planned}); what was seen earlier belongs to the case")
        return on or today

    def _may_work(self) -> None:
        self._desk.require(
            self._desk.person.may_follow_up, "change a follow-up", "a chair, coordinator, specialist or clinician"
        )
