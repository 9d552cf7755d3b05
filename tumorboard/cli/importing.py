"""`tumorboard import`: the cases of a file onto a meeting, the good ones together, the bad ones set aside."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tumorboard.board.before.arrivals import read_file, set_aside
from tumorboard.board.before.intake import Comparison
from tumorboard.board.board import Board
from tumorboard.cli.printing import complain, print_json, say
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.exchange.opening import is_csv, opened
from tumorboard.exchange.problems import Problem, Unreadable
from tumorboard.exchange.reading import read_followups, read_listed
from tumorboard.exchange.row import AnyRecord, Row

__all__ = ["import_cases"]

_COUNTED_EVERY: Final = 500
_MOST_TOLD: Final = 50
"""Bad records that are told one by one; with --json all of them are."""


def import_cases(arguments: Namespace) -> None:
    """Check every record, set the bad ones aside beside the file, commit the good ones in one step.

    Raises Complaint when the file cannot be read or nothing of it could be imported. Stopped, it has done nothing.
    """
    if arguments.file == "-":
        raise Complaint("import reads a file, because what it rejects is written beside it; name one")
    if arguments.what != "cases":
        _import_whole(arguments)
        return
    with _counted() as progress:
        arrivals = read_file(arguments.file, progress)
    good = arrivals.good
    with session(arguments) as board:
        comparison = board.intake.compare(good, arguments.meeting, arguments.late_reason, arrivals.meeting)
        lost = board.intake.taken_away(good)
        aside = None if arguments.dry_run else set_aside(arrivals, _tell_moved)
        if good and not arguments.dry_run:
            comparison = board.intake.admit(good, arguments.meeting, arguments.late_reason, arrivals.meeting)
        not_taken = board.intake.not_taken(arrivals.meeting, arguments.meeting, comparison)
        asked = [] if arguments.json else list(_asked(board, good))
    _answer(arguments, arrivals.counted(comparison), arrivals.problems, aside)
    _tell_each(arguments.file, "asked", asked)
    _tell_lost(arguments, lost)
    _tell_not_taken(arguments.file, not_taken)
    if not good:
        raise Complaint(f"{arguments.file}: nothing could be imported" + ("" if arrivals.bad else "; it holds no case"))


def _import_whole(arguments: Namespace) -> None:
    """Take in follow-ups, or the list of a meeting. A bad row forbids all: one that is left behind is forgotten.

    Raises NotThere for an unknown meeting, although follow-ups keep the one of their decision.
    """
    not_taken: list[str] = []
    unowned: list[str] = []
    if arguments.what == "agenda":
        listed = _every(arguments, read_listed)
        with session(arguments) as board:
            intake, late = board.agenda_intake, arguments.late_reason
            act = intake.compare if arguments.dry_run else intake.admit
            not_taken = intake.not_taken(listed, arguments.meeting)
            comparison = act(listed, arguments.meeting, late)
    else:
        arriving = _every(arguments, read_followups)
        with session(arguments) as board:
            board.meetings.get(arguments.meeting)
            unowned = board.followup_intake.owned_by_nobody(arriving)
            comparison = (board.followup_intake.compare if arguments.dry_run else board.followup_intake.admit)(arriving)
    _answer(arguments, comparison, (), None)
    _tell_not_taken(arguments.file, not_taken)
    _tell_each(arguments.file, "nobody sees to it", unowned)


def _every(arguments: Namespace, read: Callable[..., Iterator[Row[AnyRecord]]]) -> list[AnyRecord]:
    """Every record of the file. Raises Complaint when it cannot be read or one of them is bad, which is told."""
    try:
        with opened(arguments.file) as (stream, _):
            rows = list(read(stream, as_csv=is_csv(arguments.file)))
    except Unreadable as error:
        raise Complaint(f"{arguments.file}: {error}") from error
    problems = [row.problem for row in rows if row.problem is not None]
    if problems:
        _answer(arguments, Comparison((), (), ()), problems, None)
        raise Complaint(f"{arguments.file}: {len(problems)} of {len(rows)} cannot be read; nothing imported, mend them")
    return [row.record for row in rows if row.record is not None]


def _asked(board: Board, cases: Sequence[Case]) -> Iterator[str]:
    """What cannot be so in what came in: it is taken as it stands, and used by no survival score until mended."""
    yield from (f"{case.id}: {each}" for case in cases for each in board.readings.asked(case))


def _tell_lost(arguments: Namespace, lost: Mapping[str, Sequence[str]]) -> None:
    """Whose recorded facts the file does not hold: they are gone from the case, and stand in the log."""
    does = "would take away" if arguments.dry_run else "took away"
    for case_id, fields in list(lost.items())[:_MOST_TOLD]:
        complain(f"{arguments.file}: {case_id}: {does} what was recorded here: {', '.join(fields)}")
    if len(lost) > _MOST_TOLD:
        complain(f"{arguments.file}: … and {len(lost) - _MOST_TOLD:,} more cases that lose something")


def _tell_not_taken(file: str, not_taken: Sequence[str]) -> None:
    """What stands in an export of a meeting and is not in the store now."""
    _tell_each(file, "not taken in", not_taken)


def _tell_each(file: str, what: str, told: Sequence[str]) -> None:
    for each in told[:_MOST_TOLD]:
        complain(f"{file}: {what}: {each}")
    if len(told) > _MOST_TOLD:
        complain(f"{file}: {what}: … and {len(told) - _MOST_TOLD:,} more")


def _tell_moved(earlier: Path) -> None:
    """Where the records lie that an earlier import set aside, mended or not."""
    complain(f"tumorboard: note: what was set aside before lies in {earlier} now")


@contextmanager
def _counted() -> Iterator[Callable[[int], None]]:
    """Count the records of a large file on standard error, where somebody looks at it."""
    is_looked_at = sys.stderr.isatty()

    def count(number: int) -> None:
        if is_looked_at and number % _COUNTED_EVERY == 0:
            print(f"\r{number:,} records read", end="", file=sys.stderr, flush=True)

    try:
        yield count
    finally:
        if is_looked_at:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _answer(arguments: Namespace, comparison: Comparison, problems: Sequence[Problem], aside: Path | None) -> None:
    if arguments.json:
        rejected = [
            {"line": each.line, "id": each.record, "error": "; ".join(fault.words for fault in each.each)}
            for each in problems
        ]
        print_json(
            {
                "added": comparison.added,
                "changed": comparison.changed,
                "duplicate": comparison.duplicate,
                "rejected": rejected,
            }
        )
        return
    would = "would be " if arguments.dry_run else ""
    say(
        f"{len(comparison.added)} {would}added, {len(comparison.changed)} changed, "
        f"{len(comparison.duplicate)} duplicate, {len(problems)} rejected" + (f" (see {aside})" if aside else "")
    )
    for label in ("added", "changed", "duplicate"):
        if ids := getattr(comparison, label):
            say(f"{label}: {' '.join(ids)}")
    for problem in problems[:_MOST_TOLD]:
        for fault in problem.each:
            complain(f"{arguments.file}: {fault}")
    if len(problems) > _MOST_TOLD:
        complain(f"{arguments.file}: … and {len(problems) - _MOST_TOLD:,} more" + (f", see {aside}" if aside else ""))
