"""`tumorboard followups`: the follow-up schedule as lines, as JSON, or as a calendar."""

from argparse import Namespace
from datetime import date, timedelta
from typing import Any

from tumorboard.board.schedule import by_due, group_of, over
from tumorboard.cli.printing import print_json, say, write_out
from tumorboard.cli.session import session
from tumorboard.domain.followup import FollowUp

__all__ = ["list_followups"]


def list_followups(arguments: Namespace) -> None:
    """The open follow-ups by day, as filtered; `--ics` writes a calendar of them and of the cancelled ones.

    JSON: an array of `{"id", "case", "meeting", "kind", "level", "due", "owner", "state", "group", "overdue_days",
    "words", "proposed", "because", "earlier", "result", "cancelled"}`; what is not recorded is null. `group` is unread,
    overdue, soon (within 14 days), later, or null for what has ended. Raises Complaint for a file that cannot be
    written.
    """
    with session(arguments) as board:
        today = board.now().date()
        if arguments.owner is not None:
            board.people.get(arguments.owner)
        found = [each for each in by_due(board.followups.all()) if _is_asked(each, arguments, today)]
        if arguments.ics is not None:
            write_out(board.calendars.of_followups(found, with_names=arguments.identifiers), arguments.ics)
            return
        names = {person.id: person.name for person in board.people.all()}
        unknown = len(board.fates.unknown())
    shown = [each for each in found if each.is_open or arguments.all]
    if arguments.json:
        print_json([_row(each, today) for each in shown])
        return
    for each in shown:
        say(_line(each, today, names.get(each.owner, each.owner)))
    if not shown:
        say("no follow-up is open here" if arguments.all else "no follow-up is open here; --all shows what has ended")
    if unknown:
        say(f"{unknown} decisions of unknown fate: nobody said within 30 days what became of them")


def _is_asked(each: FollowUp, arguments: Namespace, today: date) -> bool:
    within = arguments.within
    return (
        (arguments.owner is None or each.owner == arguments.owner)
        and (arguments.kind is None or each.kind == arguments.kind)
        and (arguments.meeting is None or each.meeting_id == arguments.meeting)
        and (not arguments.overdue or group_of(each, today) == "overdue")
        and (within is None or (each.is_open and each.due <= today + timedelta(days=within)))
    )


def _line(each: FollowUp, today: date, owner: str) -> str:
    days = over(each, today)
    far = f"{days} days OVER" if days else f"in {(each.due - today).days} days" if each.due >= today else ""
    state = each.state.replace("_", " ")
    what = f"{each.kind.replace('_', ' ')}{f' {each.level}' if each.level else ''}"
    rule = f"  [{each.proposed.rule}]" if each.proposed else ""
    return f"{each.due:%a %d %b %Y}  {far:<13}  {each.case_id}  {what}  {state}  {owner}{rule}"


def _row(each: FollowUp, today: date) -> dict[str, Any]:
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
        **{name: told[name] for name in ("words", "proposed", "because", "earlier", "result", "cancelled")},
    }
