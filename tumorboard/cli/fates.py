"""`tumorboard fates`, `fate` and `relist`: what became of decisions, and a case that comes back."""

from argparse import Namespace
from datetime import timedelta
from typing import Any

from tumorboard.board.after.fates import DueAction, UnknownFate
from tumorboard.cli.following import day_given
from tumorboard.cli.followups import line_of
from tumorboard.cli.printing import print_json, say
from tumorboard.cli.session import session
from tumorboard.clinical import plans
from tumorboard.complaint import Complaint

__all__ = ["list_fates", "relist", "settle"]


def list_fates(arguments: Namespace) -> None:
    """What awaits an answer, the oldest first, the steps still to come, and why decisions were not carried out.

    JSON: `{"unknown": [{"meeting", "case", "decision", "decided", "days", "plan"}], "due": [{"meeting", "case", "step",
    "what", "owner", "due"}], "coming": [as due], "reasons": {reason: count}}`. Raises Complaint for days below nought.
    """
    if arguments.days < 0:
        raise Complaint(f"--days: {arguments.days}: allowed is 0 or more")
    with session(arguments) as board:
        unknown = board.fates.unknown(timedelta(days=arguments.days))
        actions = board.fates.actions()
        reasons = dict(board.fates.reasons())
        names = {person.id: person.name for person in board.people.all()}
    if arguments.json:
        told = {
            "unknown": [_unknown(each) for each in unknown],
            "due": [_due(each) for each in actions if each.is_over],
            "coming": [_due(each) for each in actions if not each.is_over],
            "reasons": reasons,
        }
        print_json(told)
        return
    for each in unknown:
        row = _unknown(each)
        say(f"UNKNOWN for {each.days} days  {row['case']}  {row['plan']}  ({row['meeting']})")
    for action in actions:
        row = _due(action)
        owner = names.get(row["owner"], row["owner"])
        when = "due" if action.is_over else "by"
        say(f"{when} {action.due:%a %d %b %Y}  {row['case']}  step {row['step']}: {row['what']}  {owner}")
    for reason, count in sorted(reasons.items(), key=lambda each: -each[1]):
        say(f"not carried out: {reason.replace('_', ' ')}  {count}")
    if not (unknown or actions or reasons):
        say(f"of every decision somebody said within {arguments.days} days what became of it, and nothing is due")


def settle(arguments: Namespace) -> None:
    """Say what became of a decision; told with it are the follow-ups that a death ends, and what is usually done next.

    JSON: `{"meeting", "case", "settled": [everything said so far], "suggested": [words], "cancelled": [follow-ups by
    id]}`.
    """
    with session(arguments) as board:
        record = board.fates.settle(
            arguments.meeting,
            arguments.case,
            arguments.fate,
            step=arguments.step,
            reason=arguments.reason,
            words=arguments.words,
            on=day_given(board, arguments.on),
        )
        suggested = board.fates.suggested(arguments.reason) if arguments.reason else ()
        ended = board.fates.ended_with(record)
        today, names = board.now().date(), {person.id: person.name for person in board.people.all()}
    if arguments.json:
        settled = [each.model_dump(mode="json") for each in record.settled]
        told = {"meeting": record.meeting_id, "case": record.case_id, "settled": settled, "suggested": suggested}
        print_json({**told, "cancelled": [each.id for each in ended]})
        return
    reason = f": {arguments.reason.replace('_', ' ')}" if arguments.reason else ""
    say(f"{record.case_id}  {arguments.fate.replace('_', ' ')}{reason}")
    for followup in ended:
        say(line_of(followup, today, names.get(followup.owner, followup.owner)))
    for each in suggested:
        say(f"next: {each}")


def relist(arguments: Namespace) -> None:
    """Put a case on a meeting's list again. JSON: `{"meeting", "case", "late"}`."""
    with session(arguments) as board:
        meeting = board.returning.bring_back(
            arguments.case, arguments.meeting, arguments.because, arguments.late_reason
        )
    item = meeting.item(arguments.case)
    is_late = item is not None and item.late is not None
    if arguments.json:
        print_json({"meeting": meeting.id, "case": arguments.case, "late": is_late})
    else:
        say(f"{arguments.case} is on the list of {meeting.title}" + ("; it came after the cut-off" if is_late else ""))


def _unknown(each: UnknownFate) -> dict[str, Any]:
    record = each.record
    plan = plans.plan_said(tuple(step.modality for step in record.decision.steps))
    return {
        "meeting": record.meeting_id,
        "case": record.case_id,
        "decision": record.id,
        "decided": record.recorded_at,
        "days": each.days,
        "plan": plan,
    }


def _due(each: DueAction) -> dict[str, Any]:
    return {
        "meeting": each.record.meeting_id,
        "case": each.record.case_id,
        "step": each.number,
        "what": plans.label(each.step.modality),
        "owner": each.step.owner,
        "due": each.due,
    }
