"""`tumorboard followups`: the follow-up schedule as lines, as JSON, or as a calendar."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from tumorboard.board.after.schedule import by_due, group_of, over
from tumorboard.board.board import Board
from tumorboard.cli.printing import complain, print_json, say, write_out
from tumorboard.cli.session import session
from tumorboard.cli.verb import WrongUsage
from tumorboard.complaint import Complaint
from tumorboard.domain.followup import FollowUp

__all__ = ["line_of", "list_followups", "row_of"]


_AS_KEPT: Final = ("words", "proposed", "because", "earlier", "history", "result", "cancelled", "sequence")
"""What JSON says of a follow-up as it is stored."""


def list_followups(arguments: Namespace) -> None:
    """The open follow-ups by day, as filtered; `--ics` writes a calendar of them and of the cancelled ones.

    JSON: an array of `{"id", "case", "meeting", "kind", "level", "due", "owner", "state", "group", "overdue_days",
    "words", "proposed", "because", "earlier", "history", "result", "cancelled", "sequence"}`; what is not recorded is
    null. `group` is unread, overdue, soon (within 14 days), later, or null for what has ended. Raises WrongUsage for
    names without a calendar; Complaint for an unknown owner or meeting, days below nought, or a file that cannot be
    written.
    """
    if arguments.identifiers and arguments.ics is None:
        raise WrongUsage("--identifiers goes with --ics FILE; the schedule itself names no patient")
    with session(arguments) as board:
        today, found = board.now().date(), _asked_for(board, arguments)
        if arguments.ics is not None:
            write_out(board.calendars.of_followups(found, with_names=arguments.identifiers), arguments.ics)
            if not found:
                complain(f"tumorboard: note: nothing passes the filters; {arguments.ics} holds no event")
        names = {person.id: person.name for person in board.people.all()}
        unknown = len(board.fates.unknown())
    shown = [each for each in found if each.is_open or arguments.all]
    if arguments.json:
        print_json([row_of(each, today) for each in shown])
    elif arguments.ics is None:
        _print(arguments, [line_of(each, today, names.get(each.owner, each.owner)) for each in shown], unknown)


def _print(arguments: Namespace, lines: Sequence[str], unknown: int) -> None:
    """The schedule as lines, and how many decisions there are of which nobody said what became."""
    for line in lines:
        say(line)
    if not lines:
        say("no follow-up is open here" if arguments.all else "no follow-up is open here; --all shows what has ended")
    if unknown:
        what = "a decision" if unknown == 1 else f"{unknown} decisions"
        say(f"{what} of unknown fate: nobody said within 30 days what became of it; see: tumorboard fates")


def _asked_for(board: Board, arguments: Namespace) -> list[FollowUp]:
    """The follow-ups that pass the filters. Raises Complaint for a filter that names nothing here."""
    if arguments.within is not None and arguments.within < 0:
        raise Complaint(f"--within: {arguments.within}: allowed is 0 or more days")
    if arguments.owner is not None:
        board.people.get(arguments.owner)
    if arguments.meeting is not None:
        board.meetings.get(arguments.meeting)
    today = board.now().date()
    return [each for each in by_due(board.followups.all()) if _is_asked(each, arguments, today)]


def _is_asked(each: FollowUp, arguments: Namespace, today: date) -> bool:
    within = arguments.within
    return (
        (arguments.owner is None or each.owner == arguments.owner)
        and (arguments.kind is None or each.kind == arguments.kind)
        and (arguments.meeting is None or each.meeting_id == arguments.meeting)
        and (not arguments.overdue or group_of(each, today) == "overdue")
        and (within is None or (each.is_open and each.due <= today + timedelta(days=within)))
    )


def line_of(each: FollowUp, today: date, owner: str) -> str:
    """A follow-up as a line."""
    days = over(each, today)
    far = f"{days} days OVER" if days else f"in {(each.due - today).days} days" if each.due >= today else ""
    state = each.state.replace("_", " ") + (f" (done {each.seen_on:%a %d %b})" if each.seen_on else "")
    what = f"{each.kind.replace('_', ' ')}{f' {each.level}' if each.level else ''}"
    rule = f"  [{each.proposed.rule}]" if each.proposed else ""
    return f"{each.due:%a %d %b %Y}  {far:<13}  {each.id}  {what}  {state}  {owner}{rule}"


def row_of(each: FollowUp, today: date) -> dict[str, Any]:
    """A follow-up as JSON."""
    told = each.model_dump(mode="json")
    return {
        "id": each.id,
        "case": each.case_id,
        "meeting": each.meeting_id,
        "kind": each.kind,
        "level": each.level,
        "due": each.due.isoformat(),
        "owner": each.owner,
        "state": each.state,
        "group": group_of(each, today),
        "overdue_days": over(each, today),
        **{name: told[name] for name in _AS_KEPT},
    }
