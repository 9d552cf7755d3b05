"""The app: rooms, theme, signals and quitting. Nothing clinical."""

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from rich.terminal_theme import TerminalTheme
from rich.text import Text
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.screen import Screen

from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.bound import bindings
from tumorboard.tui.commands import COMMANDS, Commands
from tumorboard.tui.crash import crash_report
from tumorboard.tui.first_room import first_room, why_here
from tumorboard.tui.opens_palette import OpensPalette
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.board import BoardScreen
from tumorboard.tui.themes import MONO, BoardTheme, Themes
from tumorboard.tui.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from tumorboard.tui.screens.listed_room import ListedRoom

__all__ = ["BoardApp"]

_HANG_UP_SIGNALS = (signal.SIGHUP, signal.SIGTERM)


class BoardApp(OpensPalette):
    """The screens of one session on one board."""

    BINDINGS = bindings("anywhere")
    TITLE = "tumorboard"

    def __init__(
        self,
        board: Board,
        *,
        no_color: bool = False,
        themes: Path | None = None,
        awaiting: bool = False,
        keymap: Path | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """`no_color` takes the theme without any colour; `awaiting` opens on what awaits the person's view.

        `themes` is another folder of themes than the shipped one. `keymap` is the person's file of keys, where there
        is one; `driver_class` is what speaks to the terminal.
        """
        self.board = board
        self._awaiting = awaiting
        self._room, why = self._first_room()
        self._opening = ExitStack()
        vars(self)["DEFAULT_MODE"] = self._room  # Textual then starts in it, and not on a blank screen before it
        styles: list[str | PurePath] = [f"styles/{each}.tcss" for each in ("app", self._room)]
        super().__init__(driver_class, styles, ansi_color=True if no_color else None)
        self.themes = Themes(themes, self._as_shown)
        wanted = MONO if no_color else board.settings.theme
        self.kept_theme = wanted
        self.animation_level = "none"  # what scrolls is there at once: over a slow line each step would be a frame
        self.board_theme, self._theme_fault = self.themes.chosen(wanted)
        self.register_theme(self.board_theme.for_textual())
        self.set_reactive(App.theme, self.board_theme.name)  # without a second reading of all styles
        self.stylesheet.set_variables(self.get_css_variables())
        self.commands: Commands = COMMANDS
        self._key_faults: tuple[str, ...] = ()
        self._told_what_is_lost = False
        if keymap is not None:
            self._take_keys(keymap)
        self._first_said = (Said("; ".join(self.startup_faults), "error"), why)
        self._board_room = BoardScreen(board, self.startup_faults, awaiting=awaiting)
        self._rooms: dict[str, Callable[[], Screen[Any]]] = {
            "board": lambda: self._board_room,
            "agenda": self._agenda_room,
            "followup": self._followup_room,
            "log": self._log_room,
        }

    def _as_shown(self, theme: BoardTheme) -> BoardTheme:
        """A theme as this terminal can show it."""
        if self.console.color_system != "standard":
            return theme
        from tumorboard.tui.sixteen import readable

        return readable(theme)

    @property
    def ansi_theme(self) -> TerminalTheme:
        """What the terminal's own colours look like beside the theme. Asked for each line, so not looked up in all."""
        return self.ansi_theme_dark if self.board_theme.dark else self.ansi_theme_light

    @property
    def startup_faults(self) -> tuple[str, ...]:
        """What was passed over in settings, keymap and themes, one line each."""
        theme = (self._theme_fault,) if self._theme_fault else ()
        return (*self.board.settings.faults, *self._key_faults, *theme)

    def _take_keys(self, keymap: Path) -> None:
        from tumorboard.tui.keymap import read_keymap

        read = read_keymap(keymap)
        self.commands, self._key_faults = read.commands, read.faults
        self.set_keymap(read.rebound)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for a theme that does not set them."""
        return dict.fromkeys(("board-border", "board-border-focus", "board-title", "board-muted"), "ansi_default")

    def get_default_screen(self) -> Screen[Any]:
        """The room that the program opens in; the styles of the others are read when they are gone to.

        Nothing is painted before it is laid out as a whole, so that the first frame is the only one; and then at once.
        """
        self._opening.enter_context(self.batch_update())
        room = self._rooms[self._room]()
        room.call_later(room.call_later, self._opening.close)  # behind what lays it out, before what paints it
        return room

    def on_mount(self) -> None:
        """Leave cleanly when the link drops or the machine stops us. Nothing needs saving then."""
        for room, made in self._rooms.items():
            self.add_mode(room, made)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        loop = asyncio.get_running_loop()
        for each in _HANG_UP_SIGNALS:
            loop.add_signal_handler(each, self.exit)

    def _check_resize(self) -> None:
        """Of a window that came back to its size nothing is sure any more: what it cut off is painted again."""
        told = self._resize_event
        super()._check_resize()
        if self._dom_ready and told is not None and told.size == self.screen.size:
            self.screen.refresh()

    def on_ready(self) -> None:
        """Take the collector up again where it rested while the program started; what is there by now stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _first_room(self) -> tuple[str, str]:
        """Where to open, and why there; a store that cannot be read is told of in the Board."""
        try:
            room = first_room(self.board, asked_for_views=self._awaiting)
            return room, "" if room == "board" else why_here(self.board, room)
        except Complaint:
            return "board", ""

    def on_unmount(self) -> None:
        """Give the signals back."""
        loop = asyncio.get_running_loop()
        for each in _HANG_UP_SIGNALS:
            loop.remove_signal_handler(each)

    def get_system_commands(self, _: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's own: its Screenshot would write a patient to a file."""
        return ()

    def show_theme(self, name: str) -> None:
        """Draw everything in a theme without keeping it."""
        self.board_theme = self.themes.by_name[name]
        self.register_theme(self.board_theme.for_textual())
        self.theme = name
        self.screen.refresh(layout=True)

    async def action_quit(self) -> None:
        """Leave; at the second time only, where something that was typed could not be written down."""
        lost = ", ".join(sorted(self.board.drafting.unwritten))
        if lost and not self._told_what_is_lost:
            self._told_what_is_lost = True
            await self.action_room("board")
            self._board_room.warn(f"NOT on disk: what was typed of {lost}; Ctrl+S commits it, q again leaves it")
            return
        self.exit()

    @property
    def discreet(self) -> bool:
        """Whether the screens hide who the patients are."""
        return self._board_room.curtain.drawn

    def action_discretion(self) -> None:
        """Hide who the patients are, or show it again, in every room and in the dialogs that are open."""
        self._board_room.curtain.drawn = not self.discreet
        if self._board_room.is_mounted:
            self._board_room.redraw()
        for screen in self.screen_stack:
            for pane in screen.query(LinePane):
                pane.rebuild()

    async def action_room(self, room: str) -> None:
        """Go to a room. The next key finds it there, with what is open in the Board now where it speaks of that."""
        if room != self.current_mode:
            self._left_behind()
        await self.switch_mode(room)
        come_in = getattr(self.screen, "come_in", None)
        if come_in is not None:
            come_in()

    def _left_behind(self) -> None:
        """What was said in a room is of the key that was pressed there, and not found again when one comes back."""
        moved_away = getattr(self.screen_stack[0], "moved_away", None)
        if moved_away is not None:
            moved_away()

    async def action_help(self) -> None:
        """Show the keys of this room and what the field in focus means."""
        if self.screen.is_modal:
            return
        from tumorboard.tui.dialogs.help import Help

        field = self.screen.field if isinstance(self.screen, BoardScreen) else None
        await self.push_screen(Help(field, getattr(self.screen, "ROOM", "board")))

    def _agenda_room(self) -> Screen[Any]:
        from tumorboard.tui.screens.agenda import AgendaScreen

        sitting, curtain = lambda: self._board_room.sitting, self._board_room.curtain
        return self._begun(AgendaScreen(self.board, sitting, curtain, self._open_in_board))

    def _followup_room(self) -> Screen[Any]:
        from tumorboard.tui.screens.followup import FollowUpScreen

        room = self._board_room
        return self._begun(FollowUpScreen(self.board, room.curtain, self._open_decided, lambda: room.followed_up))

    def _begun(self, room: "ListedRoom") -> Screen[Any]:
        """A room that says why the program opened in it, where it did."""
        room.begin_with(*self._first_said)
        self._first_said = (NOTHING_SAID, "")
        return room

    async def _open_decided(self, meeting_id: str, case_id: str) -> bool:
        """Open a case in the Board, at that meeting or the latest that lists it; whether there is one."""
        listing = [each for each in self.board.meetings.all() if each.item(case_id) is not None]
        meeting = next((each for each in listing if each.id == meeting_id), listing[-1] if listing else None)
        if meeting is not None:
            await self._open_in_board(meeting, case_id)
        return meeting is not None

    async def _open_in_board(self, meeting: Meeting, case_id: str) -> None:
        self._left_behind()
        await self.switch_mode("board")  # which opens a meeting of its own when it is gone to first
        self._board_room.open_case(meeting, case_id)

    def _log_room(self) -> Screen[Any]:
        from tumorboard.tui.screens.log import LogScreen

        return LogScreen(self.board, lambda: self._board_room.sitting, self._board_room.curtain)

    def _fatal_error(self) -> None:
        """Leave one line instead of a traceback, whose local variables would be a patient's."""
        report = crash_report(self._exception)
        self._exit_renderables.append(Text(f"tumorboard stopped; what was committed is saved. {report}"))
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """The same in the place of what an exception would show of itself."""
        del renderables
        self._fatal_error()
