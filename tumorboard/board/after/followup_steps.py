"""A follow-up after one more step: moved, taken further, ended, taken back; what it was before stays in it."""

from datetime import date
from typing import Any, Final

from tumorboard.board.desk import Desk
from tumorboard.complaint import Complaint
from tumorboard.domain.followup import Advance, FollowUp, Moved
from tumorboard.domain.vocabulary import FollowUpState, NotDone

__all__ = ["WAITING", "advanced", "content_of", "ended", "moved", "reinstated", "state_said"]

WAITING: Final[tuple[FollowUpState, ...]] = ("planned", "ordered")
"""The states in which it was not looked at yet."""


def content_of(followup: FollowUp) -> dict[str, Any]:
    """A follow-up as it is stored and exported."""
    return followup.model_dump(mode="json", exclude_defaults=True)


def moved(desk: Desk, standing: FollowUp, due: date, why: str) -> FollowUp:
    """The follow-up on another day, with the one that it had kept beside the reason."""
    given_up = Moved(due=standing.due, by=desk.person.id, at=desk.now(), reason=why)
    return _next(standing, {"due": due, "earlier": (*standing.earlier, given_up)})


def advanced(
    desk: Desk, standing: FollowUp, state: FollowUpState, on: date | None, words: str | None, **more: object
) -> FollowUp:
    """The follow-up in a state, with who entered that and when; `more` are fields that change with it."""
    step = Advance.of(state=state, by=desk.person.id, at=desk.now(), on=on, words=words)
    return _next(standing, {"state": state, "history": (*standing.history, step), **more})


def ended(desk: Desk, standing: FollowUp, reason: NotDone, words: str | None) -> FollowUp:
    """The follow-up as it is once cancelled."""
    return advanced(desk, standing, "cancelled", desk.now().date(), words, cancelled=reason)


def reinstated(desk: Desk, standing: FollowUp, why: str) -> FollowUp:
    """The follow-up as it was before it was cancelled. Raises Complaint for one that is not cancelled."""
    if standing.cancelled is None:
        raise Complaint(f"{standing.id} is {state_said(standing.state)}; only a cancelled one is taken back")
    before: list[FollowUpState] = [step.state for step in standing.history if step.state in WAITING]
    state = before[-1] if before else "planned"
    return advanced(desk, standing, state, None, f"cancellation taken back: {why}", cancelled=None)


def state_said(state: str) -> str:
    """A state, a kind or a coded reason in words."""
    return state.replace("_", " ")


def _next(standing: FollowUp, update: dict[str, Any]) -> FollowUp:
    return standing.model_copy(update={**update, "sequence": standing.sequence + 1})
