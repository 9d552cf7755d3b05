"""The demonstration's meeting of seven weeks ago: seven decisions, and what has been done about them since."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final

from tumorboard.board.board import Board
from tumorboard.clinical.surveillance import Proposed
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision, DecisionRecord
from tumorboard.domain.followup import Result

__all__ = ["play_decided"]

Act = dict[str, Any]
"""What somebody did, as the file tells it: when, who, what, and of which case or follow-up."""


def play_decided(
    told: dict[str, Any],
    cases: Sequence[Case],
    opened: Callable[[str], Board],
    stand_at: Callable[[str], None],
    moment: Callable[[str], datetime],
) -> None:
    """Hold the meeting and do what followed, each at its time and by its person.

    Raises Complaint for a damaged file.
    """
    chair, scribe, confirming = (opened(each) for each in ("demo.chair", "demo.coordinator", "demo.radiology"))
    stand_at(told["starts"])
    meeting = chair.meetings.plan(told["title"], moment(told["starts"])).id
    chair.intake.admit(cases, meeting)
    chair.running.open(meeting)
    for person in told["present"]:
        chair.register.join(meeting, person, "present")
    for each in told["decided"]:
        record = scribe.decisions.record(meeting, each["case_id"], Decision.model_validate(each["decision"]))
        confirming.decisions.read_back(record.id, confirming.person.id)
        chair.decisions.sign(record.id)
    chair.running.close(meeting)
    for act in told["after"]:
        stand_at(act["at"])
        _ACTS[act["act"]](opened(act["by"]), meeting, act)


def _plan(board: Board, meeting: str, act: Act) -> None:
    """Plan what the rules propose, on the proposed day."""
    record, proposed = _proposed(board, meeting, act)
    if proposed.due is None:
        raise Complaint(f"the demonstration is damaged ({act['kind']} has no day); install the program again")
    board.planning.plan(
        act["case_id"],
        proposed.kind,
        proposed.due,
        act["owner"],
        decision=record,
        level=proposed.level,
        proposed=proposed.proposal,
    )


def _decline(board: Board, meeting: str, act: Act) -> None:
    record, proposed = _proposed(board, meeting, act)
    board.planning.decline(record, proposed, act["reason"], act["words"])


def _proposed(board: Board, meeting: str, act: Act) -> tuple[DecisionRecord, Proposed]:
    record = board.decisions.standing(meeting, act["case_id"])
    found = board.planning.proposed(record) if record else []
    for each in found:
        if record is not None and each.kind == act["kind"]:
            return record, each
    raise Complaint(f"the demonstration is damaged ({act['kind']} is not proposed); install the program again")


def _settle(board: Board, meeting: str, act: Act) -> None:
    on = date.fromisoformat(act["on"]) if "on" in act else None
    board.fates.settle(meeting, act["case_id"], act["fate"], reason=act.get("reason"), words=act.get("words"), on=on)


def _result(board: Board, meeting: str, act: Act) -> None:
    del meeting
    board.followups.record(act["id"], Result.model_validate(act["result"]), started_from=_standing(board, act))


def _advance(board: Board, meeting: str, act: Act) -> None:
    del meeting
    board.followups.advance(act["id"], act["act"], words=act.get("words"), started_from=_standing(board, act))


def _cancel(board: Board, meeting: str, act: Act) -> None:
    del meeting
    board.followups.cancel(act["id"], act["reason"], act["words"], started_from=_standing(board, act))


def _move(board: Board, meeting: str, act: Act) -> None:
    del meeting
    to = date.fromisoformat(act["to"])
    board.followups.reschedule(act["id"], to, act["reason"], started_from=_standing(board, act))


def _standing(board: Board, act: Act) -> int:
    return board.followups.get(act["id"]).revision


_ACTS: Final[dict[str, Callable[[Board, str, Act], None]]] = {
    "plan": _plan,
    "decline": _decline,
    "settle": _settle,
    "result": _result,
    "ordered": _advance,
    "read": _advance,
    "acted_on": _advance,
    "cancel": _cancel,
    "move": _move,
}
