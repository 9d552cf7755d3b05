"""What cannot be done with a follow-up in the state in which it is, and what can."""

from tumorboard.board.after.followup_steps import ORDER, WAITING, state_said
from tumorboard.complaint import Complaint
from tumorboard.domain.followup import SEEN, FollowUp
from tumorboard.domain.vocabulary import FollowUpState

__all__ = [
    "refuse_cancelled",
    "refuse_ended",
    "refuse_no_day",
    "refuse_no_way_back",
    "refuse_not_next",
    "refuse_seen",
]


def refuse_not_next(standing: FollowUp, state: FollowUpState) -> None:
    """Refuse a state that does not follow: an earlier one, or read or acted on before it was done. Raises Complaint."""
    refuse_ended(standing)
    is_seen = standing.state in SEEN
    if ORDER.index(state) <= ORDER.index(standing.state):
        after = [each for each in ORDER[ORDER.index(standing.state) + 1 :] if is_seen or each not in SEEN[1:]]
        further = " or ".join(map(state_said, after))
        raise Complaint(f"{standing.id} is {state_said(standing.state)} already; it goes on to {further}")
    if state in SEEN[1:] and not is_seen:
        raise Complaint(
            f"{standing.id} is {state_said(standing.state)}; say first that it was done: "
            f"tumorboard followup done {standing.id} --on DAY"
        )


def refuse_ended(standing: FollowUp) -> None:
    """Refuse to change one of which nothing is awaited. Raises Complaint."""
    if not standing.is_open:
        raise Complaint(f"{standing.id} is {state_said(standing.state)}; nothing of it is awaited any more")


def refuse_no_day(standing: FollowUp) -> None:
    """Refuse to move what is no longer waiting. Raises Complaint."""
    if standing.state not in WAITING:
        raise Complaint(
            f"{standing.id} is {state_said(standing.state)}; only what is planned or ordered has a day to move"
        )


def refuse_seen(standing: FollowUp) -> None:
    """Refuse to cancel what is no longer waiting. Raises Complaint."""
    if standing.state not in WAITING:
        raise Complaint(
            f"{standing.id} is {state_said(standing.state)}; only what is planned or ordered can be cancelled"
        )


def refuse_cancelled(standing: FollowUp) -> None:
    """Refuse a result of one that was cancelled. Raises Complaint."""
    if standing.state == "cancelled":
        raise Complaint(f"{standing.id} is cancelled; plan it anew to record a result")


def refuse_no_way_back(standing: FollowUp) -> None:
    """Refuse to take back where nothing was said yet. Raises Complaint."""
    if standing.state == "planned":
        raise Complaint(
            f"{standing.id} is planned; only a cancelled one is taken back, or a state that it was taken to"
        )
