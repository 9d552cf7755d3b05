"""A case as it was: the same panes as on the Board, one under the other, below words that say it is the past."""

from collections.abc import Iterator
from typing import Final

from tumorboard.board.board import Board
from tumorboard.board.history import Then, when
from tumorboard.board.working import WorkingCase
from tumorboard.clean import clean_line
from tumorboard.clinical.assessment import assess
from tumorboard.tui.lines import BLANK, Line, rule, wrapped
from tumorboard.tui.panes.criteria import criteria_rows
from tumorboard.tui.panes.facts import facts_rows
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.panes.noms import noms_rows, noms_title
from tumorboard.tui.panes.sins import sins_rows, sins_title
from tumorboard.tui.session.clash import made_by
from tumorboard.tui.session.naming import edit_said
from tumorboard.tui.session.view import CaseView

__all__ = ["heading_lines", "past_rows"]

_NO_ORDER: Final = 0


def heading_lines(then: Then, asked: str, board: Board, width: int) -> list[Line]:
    """What stays above the page while it scrolls: whose past this is, of when, and what left it so.

    `asked` is the moment that was asked for; without one it is that of the change.
    """
    made = when(then.change)
    asked = asked or (f"{made:%a %d %b %Y %H:%M}" if made else clean_line(then.change.at))
    until = f"until {made_by(then.after, board.history)}" if then.after else "and so it still stands"
    return [
        *wrapped(f"HISTORY · {then.filed.record.id} as it was on {asked}", width, "danger"),
        *wrapped(f"as {made_by(then.change, board.history)} left it, {until}", width, "warning"),
        rule(width, "read only · ← earlier → later · Esc back"),
    ]


def past_rows(then: Then, board: Board, width: int) -> list[Line]:
    """The page: what that change did, then the header and the panes of every lesion, and all the facts."""
    return [*_change(then, board, width), *_panes(then, board, width)]


def _change(then: Then, board: Board, width: int) -> Iterator[Line]:
    levels = board.history.levels(then.change)
    for edit in then.change.edits:
        label, before, after = edit_said(edit, levels)
        yield from wrapped(f"{before} → {after}", width, "text", (("key", f"{label}: "),), hanging=2)
    if then.change.is_first:
        yield from wrapped("as it was first saved", width)


def _panes(then: Then, board: Board, width: int) -> Iterator[Line]:
    case, policy = then.filed.record, board.settings.policy
    assessed, working = assess(case, policy), WorkingCase.of(then.filed)
    now = when(then.change) or board.now()
    view = CaseView.of(working, assessed, _NO_ORDER, policy, now, None)
    yield BLANK
    yield from header_lines(view, width)
    yield from wrapped("scores and rows by today's tables, clocks as of then", width, "muted")
    for place in range(len(case.lesions)):
        view = CaseView.of(working, assessed, _NO_ORDER, policy, now, place)
        for title, rows in ((sins_title, sins_rows), (noms_title, noms_rows), (_lists_title, criteria_rows)):
            yield rule(width, title(view))
            yield from (row.line for row in rows(view, width))
    yield rule(width, "case facts")
    yield from (row.line for row in facts_rows(view, width))


def _lists_title(view: CaseView) -> str:
    return "eligible to consider" + (f" · {view.lesion.lesion.level}" if view.lesion else "")
