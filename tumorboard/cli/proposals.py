"""`tumorboard followup proposed`: what the rules propose after the decisions that stand, and why."""

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from typing import Any

from tumorboard.board.board import Board
from tumorboard.board.typed.loosely import day_said
from tumorboard.cli.printing import print_json, say
from tumorboard.cli.session import session
from tumorboard.clinical.surveillance import Proposed
from tumorboard.domain.decision import DecisionRecord

__all__ = ["list_proposed"]


def list_proposed(arguments: Namespace) -> None:
    """What nobody planned or declined yet, by day.

    JSON: an array of `{"case", "meeting", "kind", "level", "due", "rule", "says", "source", "evidence"}`; `due` is null
    where the rule names no day. Raises NotThere for an unknown meeting.
    """
    with session(arguments) as board:
        if arguments.meeting is not None:
            board.meetings.get(arguments.meeting)
        found = [each for each in _proposed(board) if _is_asked(*each, arguments)]
        today, holidays = board.now().date(), board.settings.holidays
    if arguments.json:
        print_json([_row(*each) for each in found])
        return
    for record, proposed in found:
        day = "no fixed day" if proposed.due is None else day_said(proposed.due, today, holidays)
        say(f"{day}  {record.case_id}  {proposed.kind.replace('_', ' ')}  {proposed.says}  [{proposed.rule}]")
    if not found:
        say("nothing is proposed that was not planned or declined")


def _proposed(board: Board) -> list[tuple[DecisionRecord, Proposed]]:
    standing = board.decisions.all_standing()
    found = [(record, proposed) for record in standing for proposed in board.planning.proposed(record)]
    return sorted(found, key=lambda each: (each[1].due or date.max, each[0].case_id))


def _is_asked(record: DecisionRecord, proposed: Proposed, arguments: Namespace) -> bool:
    return arguments.meeting in (None, record.meeting_id) and arguments.kind in (None, proposed.kind)


def _row(record: DecisionRecord, proposed: Proposed) -> dict[str, Any]:
    return {"case": record.case_id, "meeting": record.meeting_id, **asdict(proposed)}
