"""Opening the screens: the terminal guard, the board of the person, and the demonstration."""

import gc
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tumorboard.board.board import Board, open_board
from tumorboard.cli.awaiting import print_awaiting
from tumorboard.cli.locale_named import codeset, is_utf8
from tumorboard.cli.session import local_now, session
from tumorboard.complaint import Complaint
from tumorboard.config import Settings, keymap_file, load_settings

if TYPE_CHECKING:
    from tumorboard.tui.app import BoardApp

__all__ = ["open_board_room", "open_demonstration"]

_TELL_TALES: Final = (
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_DEBUG",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_PRESS",
    "TEXTUAL_DRIVER",
)
"""What would have Textual write keys and screens to a file, or to whoever listens on a port."""

_SIZE_WAS: Final = ("COLUMNS", "LINES")
"""What is not asked where the terminal itself says its size: it was true when it was set, if ever."""


def open_board_room(arguments: Namespace) -> None:
    """Open the Board on the data folder; with `--me` on what awaits my view, as lines where no screen can be shown.

    Raises Complaint when this is not a terminal that can show it.
    """
    if arguments.me and (arguments.bare_json or not (sys.stdout.isatty() and _draws())):
        print_awaiting(arguments)
        return
    _guard()
    with session(arguments) as board:
        _show(board, arguments, awaiting=arguments.me)


def open_demonstration(arguments: Namespace) -> None:
    """Open the Board on a throw-away copy of the demonstration, as its chair; nothing of the person's is touched.

    `--as` opens it as another of its people. Raises Complaint where it is none of them, and without a terminal.
    """
    import tempfile

    from tumorboard.board.demonstration import seed_demonstration

    _guard()
    with tempfile.TemporaryDirectory(prefix="tumorboard-demo-") as folder:
        settings = load_settings(Path(folder), arguments.theme).model_copy(update={"allow_acting_as": True})
        chair = seed_demonstration(Path(folder), local_now)
        if arguments.acting_as is not None:
            _refuse_stranger(Path(folder), chair, settings, arguments.acting_as)
        board = open_board(Path(folder), chair, arguments.acting_as, settings, local_now)
        try:
            _show(board, arguments, toured=True)
        finally:
            board.close()


def _refuse_stranger(folder: Path, chair: str, settings: Settings, named: str) -> None:
    """Raise Complaint, with who there is, where nobody of the demonstration is called so."""
    board = open_board(folder, chair, None, settings, local_now)
    people = [person.id for person in board.people.all()]
    board.close()
    if named not in people:
        raise Complaint(f"--as: nobody in the demonstration is called {named}; its people are {', '.join(people)}")


def _guard() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Complaint("the Board needs a terminal; for scripts: tumorboard evaluate FILE, export MEETING, meetings")
    if not _draws():
        raise Complaint(
            "TERM=dumb cannot show the Board; set TERM (such as xterm-256color), or use tumorboard evaluate"
        )
    if not is_utf8(codeset()):
        raise Complaint(
            f"the locale names the character set {codeset()}, and the Board needs UTF-8; "
            "set the terminal to UTF-8 and LC_ALL=C.UTF-8"
        )


def _draws() -> bool:
    """Whether the kind of terminal can be drawn on."""
    return os.environ.get("TERM", "dumb") not in ("dumb", "")


def _show(board: Board, arguments: Namespace, *, awaiting: bool = False, toured: bool = False) -> None:
    no_color = bool(os.environ.get("NO_COLOR"))
    if not no_color:
        os.environ.pop("NO_COLOR", None)  # set and empty means nothing by convention, and grey to Textual
    stale = _SIZE_WAS if all(os.get_terminal_size(sys.stdout.fileno())) else ()
    for name in (*_TELL_TALES, *stale):
        os.environ.pop(name, None)
    from tumorboard.tui.put_off import import_textual

    import_textual()
    from tumorboard.tui.crash import hush

    hush()
    gc.disable()  # until the first screen is there, nothing that is made is garbage; the app takes it up again
    app_of = _toured_app() if toured else _board_app()
    from tumorboard.tui.thin.driver import driver_for

    keymap = keymap_file()
    app = app_of(
        board,
        no_color=no_color,
        awaiting=awaiting,
        keymap=keymap if keymap.exists() else None,
        driver_class=driver_for(plain=arguments.plain_driver or board.settings.plain_driver),
    )
    app.run(mouse=not arguments.no_mouse)
    if app.return_code:
        raise Complaint("the Board stopped; see the line above")


def _board_app() -> "type[BoardApp]":
    from tumorboard.tui.app import BoardApp

    return BoardApp


def _toured_app() -> "type[BoardApp]":
    from tumorboard.tui.toured import TouredApp

    return TouredApp
