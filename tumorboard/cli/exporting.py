"""`tumorboard export`: a meeting with its cases, or one case, for other programs."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import orjson

from tumorboard.board.board import Board
from tumorboard.board.desk import NotThere
from tumorboard.board.meetings import content_of
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint
from tumorboard.store.files import replace_file
from tumorboard.store.rights import faults_told

__all__ = ["export"]


def export(arguments: Namespace) -> None:
    """Write `{"meeting": …, "cases": […]}`; for one case the meeting is null. The file appears whole or not at all."""
    with session(arguments) as board:
        content = orjson.dumps(_found(board, arguments.key), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if arguments.out is None:
        sys.stdout.buffer.write(content)
        return
    out = Path(arguments.out)
    if out.exists() and not out.is_file():
        with faults_told(out):
            out.write_bytes(content)  # a pipe or a device is written to; replacing it would take it away from others
    else:
        replace_file(out, content)


def _found(board: Board, key: str) -> dict[str, Any]:
    try:
        meeting = board.meetings.get(key).record
    except NotThere:
        pass
    else:
        cases = [case.record.record() for case in board.cases.of(meeting)]
        return {"meeting": content_of(meeting), "cases": cases}
    try:
        return {"meeting": None, "cases": [board.cases.get(key).record.record()]}
    except NotThere as error:
        raise Complaint(f"no meeting and no case is called {key}; see: tumorboard meetings") from error
