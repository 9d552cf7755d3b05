"""`tumorboard export`: a meeting with its cases, or one case, for other programs."""

from argparse import Namespace
from typing import Any, Final

import orjson

from tumorboard.board.board import Board
from tumorboard.board.desk import NotThere
from tumorboard.board.meetings import content_of
from tumorboard.cli.printing import write_out
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint

__all__ = ["export"]

_KEYS: Final = ("public_key", "key_shares")
"""What only this store can use."""


def export(arguments: Namespace) -> None:
    """Write `{"meeting": …, "cases": […]}`; for one case the meeting is null. The file appears whole or not at all."""
    with session(arguments) as board:
        content = orjson.dumps(_found(board, arguments.key), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    write_out(content, arguments.out)


def _found(board: Board, key: str) -> dict[str, Any]:
    try:
        meeting = board.meetings.get(key).record
    except NotThere:
        pass
    else:
        cases = [case.record.record() for case in board.cases.of(meeting)]
        told = {name: value for name, value in content_of(meeting).items() if name not in _KEYS}
        return {"meeting": told, "cases": cases}
    try:
        return {"meeting": None, "cases": [board.cases.get(key).record.record()]}
    except NotThere as error:
        raise Complaint(f"no meeting and no case is called {key}; see: tumorboard meetings") from error
