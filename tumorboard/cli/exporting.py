"""`tumorboard export`: a meeting with its cases, one case, its list, or the follow-ups, for other programs."""

from argparse import Namespace
from collections.abc import Sequence, Set
from typing import Any, Final

import orjson

from tumorboard.board.board import Board
from tumorboard.board.desk import NotThere
from tumorboard.board.meetings import content_of
from tumorboard.cli.printing import format_asked, write_out
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange.csv_writing import written_rows
from tumorboard.exchange.listed_cases import ListedCase, listed_cases

__all__ = ["export"]

_FORMATS: Final = ("json", "csv")
_KEYS: Final = ("public_key", "key_shares")
"""What only this store can use."""


def export(arguments: Namespace) -> None:
    """Write what was asked for; the file appears whole or not at all.

    Cases: `{"meeting": …, "cases": […]}`, the meeting null for one case; as CSV a row a case. Follow-ups: an array, as
    CSV a row a follow-up. Both are imported again unchanged. The agenda: an array, as CSV a row a case in its order.
    """
    form = format_asked(arguments.format, arguments.out, _FORMATS)
    with session(arguments) as board:
        meeting, cases = _found(board, arguments.key)
        if arguments.what == "followups":
            content = _followups(board, {case.id for case in cases}, form)
        elif arguments.what == "agenda":
            content = _agenda(board, meeting, arguments.key, form)
        elif form == "csv":
            content = written_rows([case.record() for case in cases], Case)
        else:
            content = _json({"meeting": meeting and _told(meeting), "cases": [case.record() for case in cases]})
    write_out(content, arguments.out)


def _found(board: Board, key: str) -> tuple[Meeting | None, Sequence[Case]]:
    try:
        meeting = board.meetings.get(key).record
    except NotThere:
        pass
    else:
        return meeting, [case.record for case in board.cases.of(meeting)]
    try:
        return None, [board.cases.get(key).record]
    except NotThere as error:
        raise Complaint(f"no meeting and no case is called {key}; see: tumorboard meetings") from error


def _told(meeting: Meeting) -> dict[str, Any]:
    return {name: value for name, value in content_of(meeting).items() if name not in _KEYS}


def _agenda(board: Board, meeting: Meeting | None, key: str, form: str) -> bytes:
    if meeting is None:
        raise Complaint(f"{key} is a case; an agenda is of a meeting, see: tumorboard meetings")
    items = board.agenda.order(meeting)
    rows = [each.model_dump(mode="json") for each in listed_cases(items)]
    return written_rows(rows, ListedCase, tuple(ListedCase.model_fields)) if form == "csv" else _json(rows)


def _followups(board: Board, cases: Set[str], form: str) -> bytes:
    rows = [each.written() for each in board.followups.all() if each.case_id in cases]
    return written_rows(rows, FollowUp) if form == "csv" else _json(rows)


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
