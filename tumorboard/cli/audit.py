"""`tumorboard audit`: the change log, and whether it is whole."""

from argparse import Namespace
from typing import Any

from tumorboard.cli.printing import print_json, say
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint
from tumorboard.store.contract import STORE, Change
from tumorboard.store.edits import ABSENT

__all__ = ["audit"]


def audit(arguments: Namespace) -> None:
    """Print every change, oldest first; with `--verify` whether the log is whole. Raises Complaint when it is not."""
    with session(arguments, judges=False) as board:
        changes, faults = board.changes(), board.care.log_faults() if arguments.verify else []
        seal = board.log_seal()
        told = changes if arguments.json or arguments.verify else [board.history.by_case(change) for change in changes]
    if arguments.verify:
        if arguments.json:
            print_json({"changes": len(changes), "seal": seal, "faults": faults})
        if faults:
            raise Complaint(f"the change log is not whole: {faults[0]}")
        if not arguments.json:
            say(f"{len(changes)} changes, the chain is whole; its seal is {seal or 'none yet'}")
        return
    if arguments.json:
        print_json([_told(change) for change in changes])
        return
    for change in told:
        say(_line(change))
    if not changes:
        say("no change yet")


def _told(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "at": change.at,
        "by": change.by,
        "table": change.table,
        "id": change.key,
        "revision": change.revision,
        "first": change.is_first,
        "edits": [edit.told() for edit in change.edits],
        "why": change.why,
        "undoes": change.undoes,
    }


def _line(change: Change) -> str:
    if change.table == STORE:
        return f"{change.number}  {change.at}  {change.by}  the store itself: {change.why}"
    if change.is_first:
        what = "recorded for the first time"
    else:
        what = "; ".join(
            f"{'.'.join(map(str, edit.path))}: {_value(edit.before)} → {_value(edit.after)}" for edit in change.edits
        )
    why = f" ({change.why})" if change.why else ""
    return f"{change.number}  {change.at}  {change.by}  {change.table} {change.key}  {what}{why}"


def _value(value: Any) -> str:
    return "nothing" if value is ABSENT or value is None else str(value)
