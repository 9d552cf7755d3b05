"""Evidence: what stands behind each thing that a pane shows, opened on the one that was asked about."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from tumorboard.board.board import Board
from tumorboard.clinical.citation import MARKS_SAID, Citation
from tumorboard.complaint import Complaint
from tumorboard.knowledge.listing import table_said
from tumorboard.tui.cited import cited
from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.lines import Line, Role, Row, fit, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.widgets.block_pane import BlockPane

__all__ = ["ShowEvidence", "evidence_rows"]

_LABEL: Final = 10
_PANES: Final = {"cases": "headline", "criteria": "lists", "followup": "follow-up", "noms": "NOMS", "sins": "SINS"}


class ShowEvidence(PaneDialog[None]):
    """Up and down choose an item, which opens below its line; any of Esc, `i`, q leaves it."""

    CSS = "ShowEvidence #dialog { width: 104; max-width: 100%; height: 100%; max-height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,i,q,enter", "dismiss", "Back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j,tab", "move(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
    ]

    def __init__(self, board: Board, curtain: Curtain, pane: str, about: str) -> None:
        """`pane` is the one in focus, `about` the path of the field under the cursor, or empty."""
        super().__init__()
        self._board = board
        self._curtain = curtain
        self._of = pane
        self._about = about
        self._pane = _Items("dialog")

    def on_mount(self) -> None:
        """Open on the item that was asked about, else on the first."""
        of, items = self._found()
        at = next((place for place, each in enumerate(items) if self._about and each.about == self._about), 0)
        view = self._curtain.view()
        of_case = f"{view.case.id} · " if view else ""
        self._pane.titled(f"Evidence · {of_case}{_PANES.get(of, of)}")
        self._pane.border_subtitle = text(f"{len(items)} items · ↑↓ chooses · PgUp PgDn scroll · Esc back")
        self._pane.show(lambda width: evidence_rows(self._found()[1], self._pane.target, width))
        self._pane.choose(at)

    def action_move(self, by: int) -> None:
        """Choose the item above or below."""
        self._pane.move(by)

    def _found(self) -> tuple[str, Sequence[Citation]]:
        """What it is the evidence of, and the items as they may be shown now: the curtain may be drawn meanwhile."""
        view = self._curtain.view()
        with suppress(Complaint):  # the room behind the page says what is wrong with the store
            if view is not None:
                of, items = cited(self._board, view, self._of)
                return of, [self._shown(each) for each in items]
        return self._of, ()

    def _shown(self, each: Citation) -> Citation:
        """An item as it may be shown: what it came from is the case's own text."""
        words = self._curtain.words
        inputs = tuple(words(said) for said in each.computed_from)
        return replace(each, subject=words(each.subject), computed_from=inputs)


class _Items(BlockPane):
    """The chosen item is open below its line, and is seen as a whole where there is room."""

    def choose(self, target: object) -> None:
        """Open an item."""
        self.target = target
        self.rebuild()
        super().choose(target)

    def _keep_in_view(self) -> None:
        rows, height, at = self.rows, self.view_height, self.cursor
        if at is not None:
            after = (place for place in range(at + 1, len(rows)) if rows[place].target not in (None, self.target))
            self.top = min(max(self.top, next(after, len(rows)) - height), at)
        self.top = max(0, min(self.top, len(rows) - height))


def evidence_rows(items: Sequence[Citation], chosen: object, width: int) -> list[Row]:
    """A line for each item, and below the chosen one all that stands behind it."""
    rows: list[Row] = []
    for place, each in enumerate(items):
        if place != chosen:
            rows.append(Row((("text", f" {fit(each.subject, max(1, width - 2))}"),), place))
            continue
        rows += [Row(line, place) for line in wrapped(each.subject, width, "title", (("text", " "),))]
        rows += [Row(line) for line in _opened(each, width)]
    return rows


def _opened(each: Citation, width: int) -> Iterator[Line]:
    yield from _told("rule", each.rule, width)
    yield from _told("source", each.source, width)
    yield from _told("evidence", f"{each.evidence}: {MARKS_SAID[each.evidence]}", width)
    for place, said in enumerate(each.computed_from):
        yield from _told("" if place else "from", said, width)
    if each.override:
        yield from _told("override", each.override, width, "warning")
    if each.table:
        yield from _told("table", table_said(each.table), width, "muted")


def _told(label: str, said: str, width: int, role: Role = "text") -> list[Line]:
    lead: Line = (("muted", f"   {label:<{_LABEL}}"),)
    return wrapped(" ".join(said.split()), width - 1, role, lead)
