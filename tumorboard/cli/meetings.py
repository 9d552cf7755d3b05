"""`tumorboard meetings` and `tumorboard meeting new`."""

from argparse import Namespace
from datetime import datetime

from tumorboard.board.board import Board
from tumorboard.board.typed.local_time import LeftOut, is_shown_twice, on_the_clock
from tumorboard.clean import clean_line
from tumorboard.cli.printing import complain, print_json, say, write_out
from tumorboard.cli.session import session
from tumorboard.cli.verb import WrongUsage
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting

__all__ = ["change_meeting", "list_meetings", "plan_meeting"]


def list_meetings(arguments: Namespace) -> None:
    """Every meeting with date, state and counts, earliest first; `--ics` writes a calendar of them."""
    with session(arguments) as board:
        meetings = board.meetings.all()
        if arguments.ics is not None:
            write_out(board.calendars.of_meetings(), arguments.ics)
    if arguments.json:
        print_json([_row(meeting) for meeting in meetings])
        return
    if arguments.ics is not None:
        return
    for meeting in meetings:
        counts = f"{len(meeting.items)} cases, {meeting.decided} decided"
        say(f"{meeting.id}  {_starts(meeting)}  {meeting.state}  {counts}  {meeting.title}")
    if not meetings:
        say("no meeting yet; plan one: tumorboard meeting new --title T --starts 2026-11-24T08:00")


def plan_meeting(arguments: Namespace) -> None:
    """Plan a meeting and print its id. A time without a zone is the machine's."""
    starts = _moment("--starts", arguments.starts)
    cut_off = _moment("--cut-off", arguments.cut_off) if arguments.cut_off else None
    title = clean_line(arguments.title).strip()
    if not title:
        raise Complaint("--title: empty; give the meeting a name")
    with session(arguments) as board:
        meeting = board.meetings.plan(title, starts, cut_off=cut_off, sealed=not arguments.open_views)
        _point_out(board, meeting)
    if arguments.json:
        print_json({"id": meeting.id})
    else:
        say(meeting.id)


def change_meeting(arguments: Namespace) -> None:
    """Mend a planned meeting; what is not given stays."""
    starts = _moment("--starts", arguments.starts) if arguments.starts else None
    cut_off = _moment("--cut-off", arguments.cut_off) if arguments.cut_off else None
    if cut_off is not None and arguments.no_cut_off:
        raise WrongUsage("--cut-off and --no-cut-off: one of the two")
    title = clean_line(arguments.title).strip() if arguments.title is not None else None
    if title == "":
        raise Complaint("--title: empty; give the meeting a name")
    if title is None and starts is None and cut_off is None and not arguments.no_cut_off:
        raise Complaint("nothing to change; give --title, --starts, --cut-off or --no-cut-off")
    with session(arguments) as board:
        meeting = board.meetings.change(
            arguments.id, title=title, starts=starts, cut_off=cut_off, ends_cut_off=arguments.no_cut_off
        )
        if starts is not None or title is not None:
            _point_out(board, meeting)
    if arguments.json:
        print_json(_row(meeting))
    else:
        say(f"{meeting.id}  {_starts(meeting)}  {meeting.title}")


def _point_out(board: Board, meeting: Meeting) -> None:
    """Say on standard error that a meeting lies in the past, or that there is another of its day and title."""
    if meeting.starts < board.now():
        complain(f"tumorboard: note: {_starts(meeting)} is in the past")
    for each in board.meetings.alike(meeting):
        complain(f"tumorboard: note: there is another of that day and title: {each.id}, {each.state}, {_starts(each)}")


def _moment(option: str, given: str) -> datetime:
    """The time that was given; of a time that the clock shows twice the first, which is told on standard error."""
    allowed = "allowed is an ISO date and time such as 2026-11-24T08:00+01:00"
    if "T" not in given.upper() and " " not in given.strip():
        raise Complaint(f"{option}: {clean_line(given)!r}: the time is missing; {allowed}")
    try:
        moment = datetime.fromisoformat(given)
        if moment.tzinfo is not None:
            return moment.astimezone()
        moment = on_the_clock(moment)
    except LeftOut as fault:
        raise Complaint(f"{option}: {fault}, or one with its zone; {allowed}") from fault
    except (ValueError, OverflowError) as error:
        raise Complaint(f"{option}: {clean_line(given)!r} is not a time; {allowed}") from error
    if is_shown_twice(moment):
        complain(
            f"tumorboard: note: {option}: the clock shows {moment:%H:%M} twice that day; the first is taken, "
            f"{moment.isoformat(timespec='minutes')}"
        )
    return moment


def _starts(meeting: Meeting) -> str:
    return f"{meeting.starts.astimezone():%a %d %b %Y %H:%M}"


def _row(meeting: Meeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "title": meeting.title,
        "starts": meeting.starts,
        "state": meeting.state,
        "cases": len(meeting.items),
        "decided": meeting.decided,
    }
