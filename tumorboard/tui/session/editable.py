"""What may not be typed into a case: by whom, and what a key would drop."""

from tumorboard.board.board import Board
from tumorboard.board.working import Value
from tumorboard.tui.fields import Field
from tumorboard.tui.said import Said
from tumorboard.tui.session.view import CaseView

__all__ = ["edit_refused"]


def edit_refused(board: Board, view: CaseView, field: Field, value: Value) -> Said | None:
    """Why a field of the open case is not set to a value; None where it may be."""
    if not board.cases.may_edit:
        return Said(f"{board.person.name} may look and not change a case; the chair can give a role", "error")
    if field.path == "lesion.previous_radiotherapy" and view.lesion and value is not True:
        given = view.lesion.lesion.previous_radiotherapy
        if given is not None and not isinstance(given, bool):
            return Said("details of radiotherapy are recorded here; they are not dropped with a key", "error")
    return None
