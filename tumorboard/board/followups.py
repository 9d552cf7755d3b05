"""What is looked at after a decision: planned, moved without losing a date, done, read, acted on, or cancelled."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from tumorboard.board.desk import Desk, Filed, NotThere, filed, reason_given, refuse_past
from tumorboard.board.people import People
from tumorboard.complaint import Complaint
from tumorboard.domain.followup import Advance, FollowUp, Moved, Result, followup_key
from tumorboard.domain.vocabulary import FollowUpState, NotDone
from tumorboard.store.contract import Conflict, Put

__all__ = ["FollowUps", "content_of", "moved"]

_ORDER: Final[tuple[FollowUpState, ...]] = ("planned", "ordered", "done", "read", "acted_on")
_AFTER: Final = frozenset(_ORDER[2:])


class FollowUps:
    """Every follow-up of the store. Everybody may read them; who may work on a case may work on them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: dict[str, Filed[FollowUp]] = {}

    def all(self) -> list[FollowUp]:
        """Every follow-up in the order in which they were planned; only what changed is read anew."""
        return [each.record for each in self._filed()]

    def of(self, case_id: str) -> list[FollowUp]:
        """Those of one case."""
        return [each.record for each in self._filed() if each.record.case_id == case_id]

    def get(self, key: str) -> Filed[FollowUp]:
        """One follow-up, with the revision that a change of it must name. Raises NotThere."""
        document = self._desk.store.get("followups", key)
        if document is None:
            raise NotThere(f"no follow-up is called {key}; see: tumorboard followups")
        return filed(document, FollowUp)

    def reschedule(self, key: str, due: date, reason: str, *, started_from: int) -> FollowUp:
        """Move a follow-up to another day; the day that it had is kept with the reason.

        Raises NotAllowed, NotThere; Complaint without a reason, for a past day, for one that is done or cancelled, or
        when somebody changed it since `started_from`.
        """
        why = reason_given(reason, "say why the day is changed; the day it had is kept")
        refuse_past(due, self._desk.now().date())

        def later(standing: FollowUp) -> FollowUp:
            if standing.state not in ("planned", "ordered"):
                raise Complaint(f"{key} is {_said(standing.state)}; only what is planned or ordered has a day to move")
            if due == standing.due:
                raise Complaint(f"{key} is due on {due} already")
            return moved(standing, due, self._desk, why)

        return self._change(key, later, started_from, f"moved to {due}: {why}")

    def hand_over(self, key: str, owner: str, reason: str, *, started_from: int) -> FollowUp:
        """Give a follow-up to somebody else. Raises what `reschedule` raises, NotThere for an unknown person."""
        why = reason_given(reason, "say why somebody else sees to it")
        People(self._desk).get(owner)

        def handed(standing: FollowUp) -> FollowUp:
            _refuse_ended(standing)
            return self._advanced(
                standing.model_copy(update={"owner": owner}), standing.state, None, f"to {owner}: {why}"
            )

        return self._change(key, handed, started_from, f"handed to {owner}: {why}")

    def advance(
        self, key: str, state: FollowUpState, *, on: date | None = None, words: str | None = None, started_from: int
    ) -> FollowUp:
        """Take a follow-up further: planned, ordered, done, read, acted on. `on` is the day it happened, else today.

        Raises NotAllowed, NotThere; Complaint for a step back, a day to come, or a change since `started_from`.
        """
        day = self._day_of(on)
        if state not in _ORDER:
            raise Complaint("a follow-up is cancelled with a reason")

        def further(standing: FollowUp) -> FollowUp:
            _refuse_ended(standing)
            if _ORDER.index(state) <= _ORDER.index(standing.state):
                raise Complaint(f"{key} is {_said(standing.state)} already; it goes on to {_further(standing.state)}")
            return self._advanced(standing, state, day, words)

        return self._change(key, further, started_from, _said(state))

    def record(self, key: str, result: Result, *, started_from: int) -> FollowUp:
        """Record what it showed; it is done with that. A later record takes the place of the earlier, which is logged.

        Raises NotAllowed, NotThere; Complaint for a day to come, a cancelled one, or a change since `started_from`.
        """
        day = self._day_of(result.on)

        def shown(standing: FollowUp) -> FollowUp:
            if standing.state == "cancelled":
                raise Complaint(f"{key} is cancelled; plan it anew to record a result")
            state = standing.state if standing.state in _AFTER else "done"
            return self._advanced(standing.model_copy(update={"result": result}), state, day, "result recorded")

        return self._change(key, shown, started_from, "result recorded")

    def cancel(self, key: str, reason: NotDone, words: str | None = None, *, started_from: int) -> FollowUp:
        """Cancel a follow-up with a coded reason. Where the patient died, all that is open of the case ends with it.

        Raises NotAllowed, NotThere; Complaint for `other` without words, one that is done, or a change meanwhile.
        """
        if reason == "other" and not (words or "").strip():
            raise Complaint("other: say in words why it is cancelled")

        def cancelled(standing: FollowUp) -> FollowUp:
            if standing.state in _AFTER or standing.state == "cancelled":
                raise Complaint(f"{key} is {_said(standing.state)}; only what is planned or ordered can be cancelled")
            return self.ended(standing, reason, words)

        others = self._others_open(key) if reason == "died" else ()
        puts = [
            Put("followups", each.record.id, content_of(self.ended(each.record, reason, words)), each.revision)
            for each in others
        ]
        return self._change(key, cancelled, started_from, f"cancelled: {_said(reason)}", also=puts)

    def next_key(self, case_id: str, offset: int = 1) -> str:
        """The id of the next follow-up of a case."""
        taken = [int(each.record.id.rpartition("/")[2]) for each in self._filed() if each.record.case_id == case_id]
        return followup_key(case_id, max(taken, default=0) + offset)

    def _filed(self) -> Sequence[Filed[FollowUp]]:
        return list(self._fresh())

    def _fresh(self) -> Iterator[Filed[FollowUp]]:
        for document in self._desk.store.all("followups"):
            known = self._read.get(document.key)
            if known is None or known.revision != document.revision:
                known = self._read[document.key] = filed(document, FollowUp)
            yield known

    def _others_open(self, key: str) -> Sequence[Filed[FollowUp]]:
        case_id = self.get(key).record.case_id
        return [
            each
            for each in self._filed()
            if each.record.case_id == case_id and each.record.id != key and each.record.state in ("planned", "ordered")
        ]

    def ended(self, standing: FollowUp, reason: NotDone, words: str | None) -> FollowUp:
        """The follow-up as it is once cancelled, for a commit of which that is a part."""
        ended = standing.model_copy(update={"cancelled": reason})
        return self._advanced(ended, "cancelled", self._desk.now().date(), words)

    def _advanced(self, standing: FollowUp, state: FollowUpState, on: date | None, words: str | None) -> FollowUp:
        step = Advance.of(state=state, by=self._desk.person.id, at=self._desk.now(), on=on, words=words)
        update: dict[str, Any] = {
            "state": state,
            "history": (*standing.history, step),
            "sequence": standing.sequence + 1,
        }
        return standing.model_copy(update=update)

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
        raise Complaint(f"{key} was changed by somebody else meanwhile; look at it, then repeat")

    def _refused(self, puts: Sequence[Put], why: str) -> bool:
        desk = self._desk
        return isinstance(desk.store.commit(puts, by=desk.person.id, at=desk.now(), why=why), Conflict)

    def _day_of(self, on: date | None) -> date:
        today = self._desk.now().date()
        if on is not None and on > today:
            raise Complaint(f"{on} is still to come; today is {today}")
        return on or today

    def _may_work(self) -> None:
        self._desk.require(
            self._desk.person.may_follow_up, "change a follow-up", "a chair, coordinator, specialist or clinician"
        )


def content_of(followup: FollowUp) -> dict[str, Any]:
    """A follow-up as it is stored and exported."""
    return followup.model_dump(mode="json", exclude_defaults=True)


def moved(standing: FollowUp, due: date, desk: Desk, why: str) -> FollowUp:
    """The follow-up on another day, with the one that it had kept beside the reason."""
    given_up = Moved(due=standing.due, by=desk.person.id, at=desk.now(), reason=why)
    update: dict[str, Any] = {
        "due": due,
        "earlier": (*standing.earlier, given_up),
        "sequence": standing.sequence + 1,
    }
    return standing.model_copy(update=update)


def _refuse_ended(standing: FollowUp) -> None:
    if not standing.is_open:
        raise Complaint(f"{standing.id} is {_said(standing.state)}; nothing of it is awaited any more")


def _further(state: FollowUpState) -> str:
    return " or ".join(_said(each) for each in _ORDER[_ORDER.index(state) + 1 :])


def _said(word: str) -> str:
    return word.replace("_", " ")
