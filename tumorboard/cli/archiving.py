"""`tumorboard archive`: a closed year moved out of the store of every day."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tumorboard.board.archiving import Stays
from tumorboard.board.board import Board
from tumorboard.cli.printing import complain, say
from tumorboard.cli.session import session

__all__ = ["archive"]

_WHY: Final[Mapping[Stays, str]] = {
    "deferred": "deferred and not heard again",
    "open": "a follow-up is open",
    "proposed": "a follow-up is proposed and neither planned nor declined",
    "listed": "on the list of a meeting that stays",
}


def archive(arguments: Namespace) -> None:
    """Move the closed meetings of a year, and the cases of no other meeting, into an archive that is only read.

    What of the year stays is named with why, and what is proposed with since when; with `--dry-run` also what leaves.
    """
    year = arguments.year
    with session(arguments) as board:
        if arguments.dry_run:
            leaving, path = board.archiving.leaving(year), None
        else:
            leaving, path = board.archiving.archive(year)
        is_over = board.archiving.is_over(year)
        waiting = list(_waiting(board, leaving.staying))
    if not is_over:
        complain(f"tumorboard: note: {year} is not over; what of it is closed later takes another archive")
    would = "would be " if path is None else ""
    say(f"{would}archived: {len(leaving.meetings)} meetings, {len(leaving.cases)} cases")
    if path is None:
        _name("leaving", "meeting", leaving.meetings)
        _name("leaving", "case", leaving.cases)
    _name("staying", "meeting", leaving.waiting, "for a deferred case")
    for stays, why in _WHY.items():
        _name("staying", "case", [key for key, each in leaving.staying.items() if each == stays], why)
    for line in waiting:
        say(line)
    if path is not None:
        say(f"{path}; to look into it: tumorboard --archive {year}")


def _waiting(board: Board, staying: Mapping[str, Stays]) -> Iterator[str]:
    """Since when each case waits for which nobody planned or declined what is proposed, the longest first."""
    today, decided = board.now().date(), {}
    for record in sorted(board.decisions.all_standing(), key=lambda each: each.recorded_at):
        if staying.get(record.case_id) == "proposed":
            decided[record.case_id] = record.recorded_at.astimezone().date()
    for key, day in sorted(decided.items(), key=lambda each: each[1]):
        yield f"  {key} waits since its decision of {day:%a %d %b %Y}, {(today - day).days} days"
    if decided:
        yield "  plan what is proposed or decline it (F4, a or c); see: tumorboard followup proposed"


def _name(what: str, of: str, ids: Sequence[str], why: str | None = None) -> None:
    if ids:
        say(f"{what}: {len(ids)} {of}{'s' * (len(ids) != 1)}{f', {why}' if why else ''}: {' '.join(ids)}")
