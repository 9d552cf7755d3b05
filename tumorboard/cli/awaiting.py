"""`tumorboard --me` where no screen can be shown: the cases that await my view, for scripts and screen readers."""

from argparse import Namespace
from typing import Any

from tumorboard.board.board import Board
from tumorboard.board.meeting.views import Awaited
from tumorboard.cli.printing import print_json, say
from tumorboard.cli.session import session

__all__ = ["print_awaiting"]


def print_awaiting(arguments: Namespace) -> None:
    """Each case with its meeting and its question, those with a warning sign of cord compression first."""
    with session(arguments) as board:
        rows = [_row(board, each) for each in board.views.awaiting()]
        may_submit = board.views.may_submit
    if arguments.bare_json:
        print_json(rows)
        return
    for row in rows:
        question = " ".join((row["question"] or "no question recorded").split())
        say(f"{row['id']}  {row['meeting']}  {'RED  ' if row['red'] else ''}{question}")
    if not rows:
        say("nothing awaits your view" if may_submit else "a specialist, clinician or chair gives a view; you do not")


def _row(board: Board, awaited: Awaited) -> dict[str, Any]:
    return {
        "id": awaited.case_id,
        "meeting": awaited.meeting_id,
        "red": awaited.red,
        "question": board.cases.get(awaited.case_id).record.question,
    }
