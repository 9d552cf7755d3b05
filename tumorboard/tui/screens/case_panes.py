"""The panes in the lower half of the Board room. Each is made when it is first shown, so that no start waits for one.

A pane of one's own: its name into the group that it stands in, and what makes it into `_MADE`.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from tumorboard.board.board import Board
from tumorboard.board.working import Value
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import Row, wrapped
from tumorboard.tui.panes.sins import sins_rows
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.widgets.form_pane import FormPane

if TYPE_CHECKING:
    from tumorboard.domain.forecast import Forecast

__all__ = ["BESIDE", "GROUPS", "Maker", "made", "scored_rows"]

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "talk": ("views", "decision"),
    "facts": ("facts", "criteria"),
    "since": ("since",),
    "followup": ("followup",),
    "radiotherapy": ("radiotherapy",),
    "systemic": ("systemic",),
    "prognosis": ("prognosis",),
}
"""Which panes share the lower half of a wide screen."""
BESIDE: Final = {name: group for group, names in GROUPS.items() for name in names}


class Maker(NamedTuple):
    """What a pane may need to be made: the board, what may be shown, and where an edit goes."""

    board: Board
    curtain: Curtain
    edited: Callable[[Field, Value], None]


def made(name: str, by: Maker) -> FormPane:
    """A pane by its name."""
    return _MADE[name](by)


def scored_rows(by: Maker, view: CaseView, width: int) -> list[Row]:
    """The SINS pane: the items, and below them that a result scored the open lesion anew, where that was not taken."""
    rows, each = sins_rows(view, width), view.lesion
    untaken = by.board.owed.untaken.get(view.case.id)
    if each is None or untaken is None:
        return rows
    told = (said for said in untaken.rescored if said.split()[0] == each.lesion.level)
    return rows + [Row(line) for said in told for line in wrapped(said, width, "danger", (("danger", "▲ "),))]


def _views(_: Maker) -> FormPane:
    from tumorboard.tui.widgets.views_pane import ViewsPane

    return ViewsPane("views")


def _decision(by: Maker) -> FormPane:
    from tumorboard.tui.panes.decision import decision_rows, decision_title

    return FormPane("decision", decision_rows, decision_title, by.edited)


def _facts(by: Maker) -> FormPane:
    from tumorboard.tui.panes.facts import facts_rows

    return FormPane("facts", facts_rows, lambda _: "Case facts", by.edited)


def _criteria(by: Maker) -> FormPane:
    from tumorboard.tui.panes.criteria import criteria_rows

    return FormPane("criteria", criteria_rows, lambda _: "Eligible to consider", by.edited)


def _since(by: Maker) -> FormPane:
    from tumorboard.tui.panes.since import since_rows, since_title

    return FormPane("since", since_rows, since_title, by.edited)


def _followup(by: Maker) -> FormPane:
    return FormPane("followup", partial(_followup_rows, by), lambda _: "Follow-up", by.edited)


def _followup_rows(by: Maker, view: CaseView, width: int) -> list[Row]:
    from tumorboard.tui.panes.after import after_rows

    case_id = view.case.id
    return after_rows(by.board, case_id, lambda text: by.curtain.words(text, case_id), width)


def _radiotherapy(by: Maker) -> FormPane:
    from tumorboard.tui.panes.radiotherapy import radiotherapy_rows, radiotherapy_title

    return FormPane("radiotherapy", radiotherapy_rows, radiotherapy_title, by.edited)


def _systemic(by: Maker) -> FormPane:
    from tumorboard.tui.panes.systemic import systemic_rows

    return FormPane("systemic", systemic_rows, lambda _: "Systemic status", by.edited)


def _prognosis(by: Maker) -> FormPane:
    title = "Survival scores: group estimates, they decide nothing"
    return FormPane("prognosis", partial(_prognosis_rows, by), lambda _: title, by.edited)


def _prognosis_rows(by: Maker, view: CaseView, width: int) -> list[Row]:
    from tumorboard.tui.panes.prognosis import prognosis_rows

    def typed(case_id: str) -> list[tuple["Forecast", str, str]]:
        names = {person.id: person.name for person in by.board.people.all()}
        return [
            (each, names.get(each.by, each.by), by.curtain.words(each.said, case_id))
            for each in by.board.forecasts.of(case_id)
        ]

    return prognosis_rows(view, typed, width)


_MADE: Final[dict[str, Callable[[Maker], FormPane]]] = {
    "views": _views,
    "decision": _decision,
    "facts": _facts,
    "criteria": _criteria,
    "since": _since,
    "followup": _followup,
    "radiotherapy": _radiotherapy,
    "systemic": _systemic,
    "prognosis": _prognosis,
}
