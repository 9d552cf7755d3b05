"""A follow-up after one more step: moved, taken further, ended, taken back; what it was before stays in it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from tumorboard.board.desk import Desk
from tumorboard.domain.followup import SEEN, Advance, FollowUp, Moved
from tumorboard.domain.vocabulary import FollowUpState, NotDone

__all__ = ["ORDER", "WAITING", "advanced", "content_of", "ended", "moved", "reinstated", "standing_steps", "state_said"]

WAITING: Final[tuple[FollowUpState, ...]] = ("planned", "ordered")
"""The states in which it was not looked at yet."""
ORDER: Final[tuple[FollowUpState, ...]] = (*WAITING, *SEEN)
"""The states one after the other."""


def content_of(followup: FollowUp) -> dict[str, Any]:
    """A follow-up as it is stored and exported."""
    return followup.written()


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
    """The follow-up as it was before it was cancelled, or before its last state.

    What it showed goes with the state that was taken back, where it was not looked at then; the log keeps it.
    """
    states = [step.state for step in standing_steps(standing)]
    if standing.cancelled is not None:
        state = states[-1] if states else "planned"
        return advanced(desk, standing, state, None, f"cancellation taken back: {why}", cancelled=None)
    now = ORDER.index(standing.state)
    state = next((each for each in reversed(states) if ORDER.index(each) < now), "planned")
    result = None if state in WAITING else standing.result
    what = state_said(standing.state) + (", with what it showed," if result is not standing.result else "")
    return advanced(desk, standing, state, None, f"{what} taken back: {why}", result=result)


def standing_steps(followup: FollowUp) -> Sequence[Advance]:
    """The steps that led to where a follow-up stands, oldest first, without those that were taken back."""
    led: list[Advance] = []
    for step in followup.history:
        if step.state != "cancelled":
            led = [each for each in led if ORDER.index(each.state) <= ORDER.index(step.state)]
            led.append(step)
    return led


def state_said(state: str) -> str:
    """A state, a kind or a coded reason in words."""
    return state.replace("_", " ")


def _next(standing: FollowUp, update: dict[str, Any]) -> FollowUp:
    return standing.model_copy(update={**update, "sequence": standing.sequence + 1})
