"""Which way is a case heard?"""

from typing import ClassVar, Final, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from tumorboard.clean import clean_line
from tumorboard.domain.vocabulary import Route
from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.literal import text

__all__ = ["ROUTES_SAID", "PickRoute"]

ROUTES_SAID: Final[dict[Route, str]] = {
    "emergency": "now, on the telephone; waits for no list",
    "discuss": "talked about at the meeting",
    "standard_of_care": "listed, not discussed: the standard fits",
    "information": "for information only",
}


class PickRoute(Dialog[Route | None]):
    """The four routes; a digit or Enter takes one, Esc leaves it as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        *(Binding(str(at), f"take({at - 1})", show=False) for at in range(1, len(ROUTES_SAID) + 1)),
    ]

    def __init__(self, case_id: str, standing: Route | None) -> None:
        super().__init__()
        self._title = clean_line(f"Route of {case_id} · 1–4 or Enter takes · Esc back")
        self._standing = standing

    def compose(self) -> ComposeResult:
        """One list."""
        said = (f"{at} {route.replace('_', ' ')}: {words}" for at, (route, words) in enumerate(ROUTES_SAID.items(), 1))
        offered = OptionList(*map(text, said), id="dialog")
        offered.border_title = text(self._title)
        yield offered

    def on_mount(self) -> None:
        """Begin on the route that stands, and take the keys at once."""
        offered = self.query_one(OptionList)
        offered.highlighted = 0 if self._standing is None else get_args(Route).index(self._standing)
        self.set_focus(offered)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_take(event.option_index)

    def action_take(self, place: int) -> None:
        """Take a route by its place."""
        self.dismiss(list(ROUTES_SAID)[place])

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
