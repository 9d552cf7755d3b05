"""What comes in from a terminal, in whole sequences: a driver whose input side nothing on the line can bring down.

Textual types out, as keys, what it does not understand: of a mouse report that a slow line cut in two the figures would
be typed into whatever is being edited. Here a sequence is handed on whole or not at all.
"""

import asyncio
import re
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from os import read
from selectors import EVENT_READ, SelectSelector
from typing import Final

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

__all__ = ["Gatherer", "ListeningDriver"]

_ESC: Final = "\x1b"
_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
_PATIENCE: Final = 2.0
"""Seconds after which the rest of a sequence is not waited for any more."""
_LONGEST: Final = 4096
_LOOK_EVERY: Final = 0.05
_STRING: Final = r"(?:\](?=\d)|P(?=[\d>!+=$|])|_(?=G))[^\x07\x1b]*"
"""How an OSC, DCS or APC begins: such as the answer to what colour the ground has."""
_WHOLE: Final = re.compile(
    r"\x1b(?:\[(?:M[\s\S]{3}|\[[A-E]|(?:3|7|8|23|24)\$(?!y)|[0-?]*[ -/]*[@-LN-Z\\-~]|[0-?]+[ -/]*M)"
    rf"|{_STRING}(?:\x07|\x1b\\))"
)
_TORN: Final = re.compile(r"\x1b\[\[?[0-?]*[ -/]*[@-~]?")
"""A sequence that something else broke into: nobody knows what it meant."""
_BEGUN: Final = re.compile(rf"\x1b(?:\[(?:\[|M[\s\S]{{0,2}}|[0-?]*[ -/]*)|[\]P_]|{_STRING}\x1b?)?\Z")
_KEY: Final = re.compile(r"\x1b\[(\d{0,7})(?:;\d{0,4}(?:;((?:\d{1,7}:?)*))?)?[u~ABCDEFHPQRS]")
_REPORT: Final = re.compile(r"\x1b\[(?:<\d{1,4};-?\d{1,5};-?\d{1,5}[mM]|\?\d{1,5};\d\$y|\d{1,4};\d{1,4}R|[IO])")
_SIZE: Final = re.compile(r"\x1b\[48;(\d{1,4})(?::\d*)*;(\d{1,4})(?::\d*)*;(\d{1,6})(?::\d*)*;(\d{1,6})(?::\d*)*t")
_HIGHEST, _WIDEST = 400, 1000
"""Lines and columns beyond which no size is believed: every cell of a screen is kept in memory."""


class Gatherer:
    """Puts sequences together that arrive in pieces, drops what nothing here understands, and frees pastes of ESC.

    Of a lone Esc nobody can know whether more follows: it becomes due, and when `[` comes after all it was an arrow's.
    """

    def __init__(self) -> None:
        self._held = ""
        self._pasting = False
        self._last = self._escaped = float("-inf")

    def take(self, text: str, now: float) -> str:
        """What may be parsed of all that came in so far; `now` is in seconds."""
        is_late = now - self._last > _PATIENCE
        self._last = now
        held, self._held = self._held, ""
        if is_late and self._pasting:
            self._pasting = False
            return _PASTE_ENDS + "".join(self._parted(text))
        if text.startswith("[") and not held and now - self._escaped < _PATIENCE:
            held = _ESC
        return "".join(self._parted(text if is_late else held + text))

    def is_due(self, now: float) -> bool:
        """Whether a lone Esc has been waited for long enough; it is handed over by that."""
        if self._held != _ESC or now - self._last < constants.ESCAPE_DELAY:
            return False
        self._held, self._escaped = "", now
        return True

    def _parted(self, given: str) -> Iterator[str]:
        at = 0
        while at < len(given):
            if self._pasting:
                at = yield from self._pasted(given, at)
                continue
            begins = given.find(_ESC, at)
            if begins < 0:
                yield given[at:]
                return
            yield given[at:begins]
            if found := _WHOLE.match(given, begins):
                sequence, at = _understood(found[0]), found.end()
                self._pasting = sequence == _PASTE_BEGINS
                yield sequence
            elif _BEGUN.match(given, begins) and len(given) - begins < _LONGEST:
                self._held = given[begins:]
                return
            elif torn := _TORN.match(given, begins):
                at = torn.end()
            else:
                yield _ESC
                at = begins + 1

    def _pasted(self, given: str, at: int) -> Generator[str, None, int]:
        """What is pasted from a place on, without ESC; returns the place after it."""
        ends = given.find(_PASTE_ENDS, at)
        if ends >= 0:
            self._pasting = False
            yield given[at:ends].replace(_ESC, "") + _PASTE_ENDS
            return ends + len(_PASTE_ENDS)
        kept = next((n for n in range(len(_PASTE_ENDS) - 1, 0, -1) if given.endswith(_PASTE_ENDS[:n], at)), 0)
        self._held = given[len(given) - kept :]
        yield given[at : len(given) - kept].replace(_ESC, "")
        return len(given)


def _understood(sequence: str) -> str:
    """A whole sequence as the parser can take it; nothing where it cannot."""
    if size := _SIZE.fullmatch(sequence):
        return _sized(*(int(figure) for figure in size.groups()))
    if key := _KEY.fullmatch(sequence):
        points = [key[1], *(key[2] or "").split(":")]
        return sequence if all(not point or _is_character(int(point)) for point in points) else ""
    known = sequence in ANSI_SEQUENCES_KEYS or sequence in (_PASTE_BEGINS, _PASTE_ENDS) or _REPORT.fullmatch(sequence)
    return sequence if known else ""


def _is_character(point: int) -> bool:
    """Whether a code point is that of a character, and not half of one."""
    return point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF


def _sized(lines: int, columns: int, high: int, wide: int) -> str:
    """A report of the size that can be believed; where it knows no pixels, a cell counts for one."""
    if not (0 < lines <= _HIGHEST and 0 < columns <= _WIDEST):
        return ""
    return f"\x1b[48;{lines};{columns};{high or lines};{wide or columns}t"


class ListeningDriver(LinuxDriver):
    """Textual's driver for Linux, which lives on whatever arrives, and believes no impossible size."""

    def start_application_mode(self) -> None:
        """Take the terminal. A new size is read and told when the loop comes to it, one after the other.

        Textual reads it in the handler of the signal, which another signal may break into: the older size came last.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(events.Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, lines = super()._get_terminal_size()
        return min(columns, _WIDEST), min(lines, _HIGHEST)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def _run_input_thread(self) -> None:
        """A line that is gone ends the program as a hang-up does; any fault does without showing what was typed."""
        try:
            self.run_input_thread()
        except OSError:
            self._app.call_later(self._app.exit)
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read what is typed until the application leaves the terminal."""
        selector = SelectSelector()
        selector.register(self.fileno, EVENT_READ)
        decode = getincrementaldecoder("utf-8")("ignore").decode
        gatherer, parser = Gatherer(), XTermParser(self._debug)
        try:
            while not self.exit_event.is_set():
                text = ""
                if selector.select(_LOOK_EVERY):
                    text = gatherer.take(decode(self._came()), time.monotonic())
                elif gatherer.is_due(time.monotonic()):
                    self.process_message(events.Key("escape", _ESC))
                for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(event)
        finally:
            selector.close()

    def _came(self) -> bytes:
        came = read(self.fileno, 4096)
        if not came:
            raise OSError("the line is gone")
        return came
