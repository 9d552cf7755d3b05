"""`tumorboard followup result`: what a follow-up showed, and whether the case should come back."""

from argparse import Namespace

from tumorboard.board.board import Board
from tumorboard.clean import clean_line
from tumorboard.cli.following import changed, day_given
from tumorboard.cli.printing import complain
from tumorboard.complaint import Complaint
from tumorboard.domain.case import SinsItems
from tumorboard.domain.followup import FollowUp, Result

__all__ = ["record"]

_ANSWERS = {"yes": True, "no": False, None: None}


def record(arguments: Namespace) -> None:
    """Record a result; what is not given stays not recorded. Why the case should come back goes to standard error.

    Raises Complaint for an item of SINS, a value or a day that cannot be.
    """

    def recorded(board: Board, since: int) -> FollowUp:
        result = Result.of(
            on=day_given(board, arguments.on) or board.now().date(),
            response=arguments.response,
            pain=arguments.pain,
            ambulation=arguments.walking,
            level=arguments.level,
            sins=_sins(arguments.sins or ()),
            new_deficit=_ANSWERS[arguments.new_deficit],
            new_fracture=_ANSWERS[arguments.new_fracture],
            words=arguments.words,
        )
        followup = board.followups.record(arguments.id, result, started_from=since)
        for why in board.returning.asked_by(followup):
            complain(f"tumorboard: note: {followup.case_id} should come back: {why}")
        return followup

    changed(arguments, recorded)


def _sins(given: tuple[str, ...]) -> SinsItems:
    items: dict[str, str] = {}
    for each in given:
        item, equals, value = clean_line(each).partition("=")
        if item not in SinsItems.model_fields or not equals:
            raise Complaint(f"--sins: {each!r}: allowed is ITEM=VALUE with one of {' '.join(SinsItems.model_fields)}")
        items[item] = value
    return SinsItems.of(**items)
