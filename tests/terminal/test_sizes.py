"""Every size from the smallest up shows every room with what matters in it; smaller and impossible ones do no harm."""

from tests.terminal.conftest import Start
from tests.terminal.terminal import Terminal

SIZES = ((60, 16), (80, 24), (100, 30), (120, 40), (200, 60))
BOARD, AGENDA, FOLLOW_UP, LOG = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[19~"
ROOMS = {
    BOARD: ("TB-0142", "TB-0150", "EMERG", "SINS", "NOMS"),
    AGENDA: ("TB-0142", "TB-0150", "Spine MDT"),
    FOLLOW_UP: ("nothing to follow up yet", "0 to look at"),
    LOG: ("first saved", "Entry"),
}
PANES = {"1": "NOMS · rows", "2": "SINS T8 · 9 of 18", "3": "Views", "4": "Decision", "5": "Case facts", "7": "ligible"}


def seen(terminal: Terminal, *words: str) -> list[str]:
    """The lines of the screen, once they hold these words and end in a whole footer."""

    def is_whole(shown: str) -> bool:
        return all(word in shown for word in words) and shown.endswith("? help  q quit")

    return terminal.wait_until(is_whole, f"{words} over a footer").splitlines()


def test_every_room_and_pane_is_whole_at_every_size(start: Start) -> None:
    terminal = start(columns=60, rows=16)
    terminal.wait_for("TB-0142")
    for columns, rows in SIZES:
        terminal.send(LOG)
        terminal.wait_for("Log · Spine MDT")
        terminal.resize(columns, rows)
        for room, words in ROOMS.items():
            terminal.send(room)
            lines = seen(terminal, *words)
            assert "(chair)" in lines[0]
        terminal.send(BOARD)
        for key, title in PANES.items():
            terminal.send(key)
            lines = seen(terminal, title if columns < 120 else title.removesuffix(" · rows"))
            assert {line[-1] for line in lines[1:-1] if line} <= set("│╮╯"), "a frame is cut off"
        terminal.send("\x1b")
        seen(terminal, "Cases", "TB-0150")


def test_too_small_an_impossible_size_and_a_storm_end_in_the_whole_board(start: Start) -> None:
    terminal = start(columns=100, rows=30)
    terminal.wait_for("TB-0142")
    for columns, rows in ((1, 1), (59, 16), (60, 15), (2, 200), (200, 2)):
        terminal.resize(columns, rows)
        terminal.settle(0.1)
    terminal.resize(58, 16)
    terminal.wait_for("tumorboard needs a window")
    terminal.claim(0, 0)
    terminal.settle(0.2)
    terminal.claim(9999, 9999)
    terminal.settle(0.2)
    terminal.resize(120, 40)
    seen(terminal, "SINS T8 · 9 of 18", "still unsaid", "TB-0150")
    terminal.send("q")
    assert terminal.wait_exit(30) == 0


def test_a_terminal_that_says_no_size_or_an_absurd_one_at_the_start_gets_a_board(start: Start) -> None:
    nothing = start(columns=1, rows=1, COLUMNS="0", LINES="0")
    nothing.resize(80, 24)
    nothing.wait_for("TB-0142")
    nothing.send("q")
    assert nothing.wait_exit() == 0
    absurd = start(COLUMNS="99999", LINES="99999")
    seen(absurd, "TB-0142")
    absurd.send("q")
    assert absurd.wait_exit(30) == 0
