"""The app of the demonstration: the rooms as they are, and under each of them the strip of the tour."""

from typing import Any, ClassVar

from textual import events
from textual.screen import Screen

from tumorboard.tui.app import BoardApp
from tumorboard.tui.bound import bindings
from tumorboard.tui.tour.guide import Guide, strip_rows
from tumorboard.tui.tour.steps import Place
from tumorboard.tui.widgets.line_pane import LinePane
from tumorboard.tui.writing.sheet import Sheet

__all__ = ["TouredApp"]

_STRIP = "tour"


class TouredApp(BoardApp):
    """Every key does what it does without the tour; the tour only looks where the person has come to."""

    BINDINGS = bindings("tour")
    CSS: ClassVar[str] = "#tour { height: 3; } .-small #tour { display: none; }"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As the app itself."""
        super().__init__(*arguments, **options)
        self._guide = Guide()

    def on_mount(self) -> None:
        """Each room gets the strip when it is first gone to."""
        self.screen_change_signal.subscribe(self, self._show_in)
        self._show_in(self.screen)

    async def on_event(self, event: events.Event) -> None:
        """Look after each key whether the step is done."""
        await super().on_event(event)
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.call_later(self._look)

    def action_tour(self) -> None:
        """Leave the tour, or take it up where it was left."""
        self._guide.is_on = not self._guide.is_on
        self._show()

    def action_turn_tour(self, by: int) -> None:
        """Go a step on or back without doing it."""
        if self._guide.is_on and self._guide.turn(by, self._place()):
            self._show()

    def _look(self) -> None:
        if self._guide.look(self._place()):
            self._show()

    def _place(self) -> Place:
        board = self._board_room
        in_board = self.screen is board
        return Place(
            room=self.current_mode,
            case=board.sitting.current,
            pane=board.open_pane,
            in_pane=in_board and board.is_in_pane,
            in_field=in_board and board.field is not None,
            typed=bool(board.sitting.pending),
            in_sheet=isinstance(self.screen, Sheet),
            discreet=self.discreet,
        )

    def _show_in(self, screen: Screen[Any]) -> None:
        if not screen.is_modal and getattr(screen, "ROOM", None):
            screen.call_after_refresh(self._add_strip, screen)

    async def _add_strip(self, screen: Screen[Any]) -> None:
        if not screen.query(f"#{_STRIP}"):
            await screen.mount(LinePane(_STRIP), before="#footer")
        self._show()

    def _show(self) -> None:
        for screen in self.screen_stack:
            for strip in screen.query(f"#{_STRIP}").results(LinePane):
                strip.display = self._guide.is_on
                strip.show(lambda width: strip_rows(self._guide, width))
