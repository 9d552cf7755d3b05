"""Output of every kind, in pieces that end anywhere, with what else happens to a terminal in between."""

from typing import NamedTuple

from hypothesis import strategies as st

from tests.tui.thin.glass import Glass
from tumorboard.tui.thin.line import ThinLine

__all__ = ["Act", "Differs", "Sitting", "sittings", "through"]

_PENS = (
    *("", "0", "1", "2", "3", "4", "5", "7", "8", "9", "21", "53", "22", "23", "24", "27", "28", "29", "55"),
    *("31", "42", "97", "103", "39", "49", "38;5;12", "48;5;200", "38;2;1;2;3", "48;2;9;8;7"),
    *("1;38;5;12;48;5;17", "38;5;12;48;5;17", "0;1", "1;;3", "4:3", "38:2::1:2:3", "58;5;1", "38;5"),
    *("38;2;95;135;175", "48;5;67", "38;2;238;238;238;48;2;95;135;175", "7;48;2;95;135;175"),
)
_SURE = "ab  │é漢字"
_LONG = ("a", "│", " " * 6, " " * 12)
_DOUBTFUL = (
    "e\u0301",
    "👍",
    "\u200d",
    "☎\ufe0f",
    "\u0301",
    "🇩🇪",
    "👩\u200d🔬",
    "\u00ad",
    "\U0001f3fd",
    "ᄀ\u1161",
    "\ue0b0",
)
_PASSED = (
    *("\x1b[J", "\x1b[2J", "\x1b[1J", "\x1b[K", "\x1b[1K", "\x1b[2X", "\x1b[2P", "\x1b[2@", "\x1b[L", "\x1b[M"),
    *("\x1b[2A", "\x1b[B", "\x1b[3C", "\x1b[D", "\x1b[5G", "\x1b[3d", "\x1b[H", "\x1b[;3H", "\x1b[2f", "\x1b[99;99H"),
    *("\r", "\n", "\x08", "\t", "\x0b", "\x0c", "\x00", "\x07", "\x1bM", "\x1bD", "\x1bE", "\x1b7"),
    *("\x1b[?25l", "\x1b[?25h", "\x1b[?7l", "\x1b[?7h", "\x1b[?1049h", "\x1b[?2004h", "\x1b[?2026h", "\x1b[?2026l"),
    *("\x1b]2;title\x07", "\x1b]52;c;eA==\x1b\\", "\x1b[>25u", "\x1b[<u", "\x1b[?2026$p", "\x1b[6n"),
)
_UNKNOWN = (
    *("\x1b8", "\x1b[2;4r", "\x1b[r", "\x1b[4h", "\x1b[4l", "\x1b(0", "\x1bc", "\x1b#8", "\x1b[3b", "\x1b[!p"),
    *("\x0e", "\x1b[?5h", "\x1b[2g", "\x1b]4;1;red\x07"),
)


class Act(NamedTuple):
    """One thing that happens.

    `paint`: the `strips`, each at a row and a column, taken to lie on the screen, perhaps with a line feed after it.
    `write`: `text`. `again`: what was painted so many paintings ago. `resize` to `size`. `suspend`: leave, come back.
    """

    kind: str
    text: str = ""
    strips: tuple[tuple[int, int, str, bool], ...] = ()
    size: tuple[int, int] = (0, 0)
    back: int = 0
    framed: bool = False
    cut: int = 0
    taken: bool = True
    """Whether what there is to send is sent before the next; else it waits, as on a slow line."""

    def painted(self, columns: int, rows: int) -> str:
        """The strips as Textual paints them on a screen of a size."""
        placed = [(row % rows, column % columns, strip, feeds) for row, column, strip, feeds in self.strips]
        text = "".join(
            f"\x1b[{row + 1};{column + 1}H{strip}" + ("\n" if feeds and row + 1 < rows else "")
            for row, column, strip, feeds in placed
        )
        return f"\x1b[?2026h{text}\x1b[?2026l" if self.framed else text


class Sitting(NamedTuple):
    """A terminal of a size and what happens on it."""

    size: tuple[int, int]
    wraps: bool
    newline_returns: bool
    blanks_halves: bool
    erases: bool
    acts: list[Act]


class Differs(AssertionError):
    """The terminal through the thin line shows something else than the terminal without it."""


_TEXT = st.one_of(
    st.text(_SURE, min_size=1, max_size=8), st.lists(st.sampled_from(_LONG), min_size=1, max_size=3).map("".join)
)
_PAINTED = st.builds("\x1b[{}m{}\x1b[0m".format, st.sampled_from(_PENS), _TEXT)
_LINKED = st.builds("\x1b]8;id=1;http://x{}\x1b\\{}\x1b]8;;\x1b\\".format, st.integers(0, 1), _PAINTED)
_MARKED = st.builds("{}{}{}".format, _TEXT, st.sampled_from(_DOUBTFUL), _TEXT)
_STRIP = st.lists(st.one_of(_TEXT, _PAINTED, _PAINTED, _PAINTED, _LINKED, _MARKED), max_size=3).map("".join)
_PLACED = st.tuples(st.integers(0, 6), st.sampled_from((0, 0, 0, 1, 2, 5, 11, 19)), _STRIP, st.booleans())
_PAINT = st.tuples(
    st.lists(_PLACED, min_size=1, max_size=5).map(tuple), st.booleans(), st.integers(0, 200), st.booleans()
).map(lambda drawn: Act("paint", strips=drawn[0], framed=drawn[1], cut=drawn[2], taken=drawn[3]))
_WRITE = st.tuples(
    st.lists(st.one_of(st.sampled_from(_PASSED), _STRIP), min_size=1, max_size=4).map("".join),
    st.integers(0, 20),
    st.booleans(),
).map(lambda drawn: Act("write", drawn[0], cut=drawn[1], taken=drawn[2]))
_AGAIN = st.tuples(st.integers(1, 3), st.booleans()).map(lambda drawn: Act("again", back=drawn[0], taken=drawn[1]))
_RESIZE = st.sampled_from(((20, 5), (12, 3), (30, 7), (2, 2))).map(lambda size: Act("resize", size=size))
_OTHERWISE = st.one_of(_RESIZE, st.just(Act("suspend")), st.sampled_from(_UNKNOWN).map(lambda part: Act("write", part)))
_ACTS = st.lists(st.one_of(_PAINT, _PAINT, _PAINT, _AGAIN, _AGAIN, _WRITE, _OTHERWISE), max_size=12)


def sittings() -> st.SearchStrategy[Sitting]:
    """Any of them."""
    sizes = st.sampled_from(((20, 5), (12, 3), (33, 6), (1, 1), (2, 2)))
    return st.builds(Sitting, sizes, *[st.booleans()] * 4, _ACTS)


def through(sitting: Sitting, make: type[ThinLine]) -> None:
    """Play it on a terminal with a thin line and on one without. Raises Differs as soon as they differ."""
    play = _Play(sitting, make)
    for act in (Act("again", back=1), *sitting.acts):
        play.act(act)
    play.compare("at the end")


class _Play:
    """A sitting as far as it went."""

    def __init__(self, sitting: Sitting, make: type[ThinLine]) -> None:
        self._make, self._terminal, self._size = make, sitting, sitting.size
        self._thin, self._plain = (
            Glass(*self._size, newline_returns=sitting.newline_returns, blanks_halves=sitting.blanks_halves)
            for _ in range(2)
        )
        self._line = self._begun()
        self._paintings = [f"\x1b[?7{'h' if sitting.wraps else 'l'}"]

    def act(self, act: Act) -> None:
        """Play one act, and compare unless the line is slow."""
        text = self._text(act)
        for piece in (text[: act.cut], text[act.cut :]):
            self._plain.feed(piece)
            self._line.feed(piece)
            self._thin.feed(self._line.take() if act.taken else "")
        if act.kind in ("resize", "suspend"):
            self._thin.feed(self._line.take(all_of_it=True))
            self._resize(act.size) if act.kind == "resize" else self._suspend()
        if act.taken:
            self.compare(f"after {act}")

    def compare(self, when: str) -> None:
        """Send everything there is, and compare."""
        self._thin.feed(self._line.take(all_of_it=True))
        if self._thin.shown() != self._plain.shown():
            raise Differs(when)

    def _resize(self, size: tuple[int, int]) -> None:
        self._size = size
        for each in (self._thin, self._plain, self._line):
            each.resize(*size)

    def _suspend(self) -> None:
        """A shell takes the terminal, and leaves it in its ordinary modes with a pen of its own."""
        for glass in (self._thin, self._plain):
            glass.feed("\x1bc\x1b[2;2Hshell\x1b[35m$ \r\n")
        self._line = self._begun()

    def _begun(self) -> ThinLine:
        terminal = self._terminal
        return self._make(*self._size, newline_returns=terminal.newline_returns, erases=terminal.erases)

    def _text(self, act: Act) -> str:
        """What an act writes, if it does."""
        if act.kind == "paint":
            self._paintings.append(act.painted(*self._size))
            return self._paintings[-1]
        if act.kind == "again":
            return self._paintings[-min(act.back, len(self._paintings))]
        return act.text
