"""`tumorboard followup …`: one follow-up planned, taken further, moved, handed over, cancelled or taken back."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date

from tumorboard.board.board import Board
from tumorboard.board.typed.loosely import day_of, day_said
from tumorboard.cli.followups import line_of, row_of
from tumorboard.cli.printing import complain, print_json, say
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint
from tumorboard.domain.days import pointed_out
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import FollowUpState

__all__ = ["act", "cancel", "changed", "day_given", "done", "hand", "move", "order", "plan", "read", "reinstate"]


def plan(arguments: Namespace) -> None:
    """Plan a follow-up of a case; what the rules propose of that kind goes with it.

    Raises NotThere for an unknown case; Complaint where no day is given and none is proposed.
    """

    def planned(board: Board) -> FollowUp:
        board.cases.get(arguments.case)
        records = [each for each in board.decisions.all_standing() if each.case_id == arguments.case]
        record = records[-1] if records else None
        found = board.planning.proposed(record) if record else []
        proposed = next((each for each in found if each.kind == arguments.kind), None)
        due = day_given(board, arguments.on) or (proposed.due if proposed else None)
        if due is None:
            raise Complaint("--on: no day is proposed; give one such as +12w or 2027-02-24")
        followup = board.planning.plan(
            arguments.case,
            arguments.kind,
            due,
            arguments.owner,
            decision=record,
            level=arguments.level or (proposed.level if proposed else None),
            proposed=proposed.proposal if proposed else None,
            because=arguments.because,
            words=arguments.words,
        )
        _point_out(board, due)
        return followup

    _changed(arguments, planned)


def order(arguments: Namespace) -> None:
    """Say that it is ordered."""
    _advance(arguments, "ordered")


def done(arguments: Namespace) -> None:
    """Say that it was done."""
    _advance(arguments, "done")


def read(arguments: Namespace) -> None:
    """Say that its result was read."""
    _advance(arguments, "read")


def act(arguments: Namespace) -> None:
    """Say that it was acted on."""
    _advance(arguments, "acted_on")


def move(arguments: Namespace) -> None:
    """Move it to another day."""

    def moved(board: Board) -> FollowUp:
        due = day_of(arguments.to, board.now().date())
        since = board.followups.get(arguments.id).revision
        followup = board.followups.reschedule(arguments.id, due, arguments.because, started_from=since)
        _point_out(board, due)
        return followup

    _changed(arguments, moved)


def hand(arguments: Namespace) -> None:
    """Give it to somebody else."""
    changed(
        arguments,
        lambda board, since: board.followups.hand_over(
            arguments.id, arguments.to, arguments.because, started_from=since
        ),
    )


def cancel(arguments: Namespace) -> None:
    """Cancel it with a coded reason."""
    changed(
        arguments,
        lambda board, since: board.followups.cancel(
            arguments.id, arguments.reason, arguments.words, started_from=since
        ),
    )


def reinstate(arguments: Namespace) -> None:
    """Take back its cancellation, or the state that it was taken to."""
    changed(
        arguments,
        lambda board, since: board.followups.reinstate(arguments.id, arguments.because, started_from=since),
    )


def changed(arguments: Namespace, change: Callable[[Board, int], FollowUp]) -> FollowUp:
    """Change the follow-up that was named, from the revision at which it stands, and print it as it is then."""
    return _changed(arguments, lambda board: change(board, board.followups.get(arguments.id).revision))


def day_given(board: Board, typed: str | None) -> date | None:
    """A day as it was typed, such as +12w; None where none was. Raises Complaint."""
    return None if typed is None else day_of(typed, board.now().date())


def _advance(arguments: Namespace, state: FollowUpState) -> None:
    changed(
        arguments,
        lambda board, since: board.followups.advance(
            arguments.id, state, on=day_given(board, arguments.on), words=arguments.words, started_from=since
        ),
    )


def _changed(arguments: Namespace, change: Callable[[Board], FollowUp]) -> FollowUp:
    """Do it, and print the follow-up as it is then; with `--json` as one of `followups --json`.

    What changed with it is printed too, with `--json` on standard error.
    """
    with session(arguments) as board:
        followup = change(board)
        with_it = board.followups.changed_with(followup.id)
        today, names = board.now().date(), {person.id: person.name for person in board.people.all()}
    lines = [line_of(each, today, names.get(each.owner, each.owner)) for each in (followup, *with_it)]
    if arguments.json:
        print_json(row_of(followup, today))
        for line in lines[1:]:
            complain(f"tumorboard: note: with it: {line}")
    else:
        for line in lines:
            say(line)
    return followup


def _point_out(board: Board, due: date) -> None:
    """Say on standard error that a day is a weekend or a holiday; it is not moved."""
    if pointed_out(due, board.settings.holidays):
        complain(f"tumorboard: note: {day_said(due, board.now().date(), board.settings.holidays)}")
