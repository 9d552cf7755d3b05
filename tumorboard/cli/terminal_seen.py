"""The terminal looked at for the doctor: character set, kind, colours, size, and what it answers when it is asked."""

import os
import re
import select
import sys
import termios
import time
import tty
from collections.abc import Iterator
from typing import Final

from tumorboard.cli.locale_named import codeset, is_utf8, locale_named
from tumorboard.complaint import Finding

__all__ = ["locale_and_terminal"]

_SMALLEST: Final = (60, 16)
_PATIENCE: Final = 1.0
_SLOW: Final = 0.1
"""Seconds: the time after which Esc is taken for a key of its own."""
_WHAT_ARE_YOU: Final = "\x1b[c"
_WHERE_AFTER_ONE_LETTER: Final = "\ré\x1b[6n"
_WIPE: Final = "\r\x1b[K"
_ANSWERS: Final = re.compile(rb"\x1b\[\d+;(\d+)R.*\x1b\[\?[\d;]*c", re.DOTALL)


def locale_and_terminal() -> Iterator[Finding]:
    """Character set first, for without UTF-8 nothing below can be read."""
    yield _locale()
    kind = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Finding("terminal", "note", "this is none: in and out are not both a terminal, so nothing is said of it")
        return
    if kind in ("", "dumb"):
        todo = "set TERM, such as xterm-256color; or use the commands, which print the same as lines"
        yield Finding("terminal", "wrong", f"TERM={kind or '(none)'} cannot show the Board", todo)
        return
    yield _colours(kind)
    yield _size()
    yield from _answers()


def _locale() -> Finding:
    named, speaks = locale_named() or "no locale", codeset()
    if is_utf8(speaks):
        return Finding("locale", "fine", f"{named}: UTF-8")
    return Finding(
        "locale", "wrong", f"{named}: the character set is {speaks}, and the Board needs UTF-8",
        "set LC_ALL=C.UTF-8, and the terminal to UTF-8",
    )  # fmt: skip


def _colours(kind: str) -> Finding:
    if os.environ.get("NO_COLOR"):
        return Finding("colours", "fine", f"TERM={kind}, none at all, as NO_COLOR asks")
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return Finding("colours", "fine", f"TERM={kind}, COLORTERM set: sixteen million")
    if kind.endswith(("256color", "kitty")):
        return Finding("colours", "fine", f"TERM={kind}: 256")
    return Finding("colours", "note", f"TERM={kind}: 16", "for 256, where the terminal can: TERM=xterm-256color")


def _size() -> Finding:
    size = os.get_terminal_size(sys.stdout.fileno())
    told = f"{size.columns} × {size.lines}"
    if 0 in size:
        return Finding("size", "note", f"{told}: the terminal does not say how large it is", "stty cols 80 rows 24")
    if size.columns < _SMALLEST[0] or size.lines < _SMALLEST[1]:
        return Finding("size", "note", told, "the Board needs 60 × 16, better 80 × 24")
    return Finding("size", "fine", told)


def _answers() -> Iterator[Finding]:
    """Ask the terminal where the cursor is after one letter of two bytes, and what it is."""
    began = time.monotonic()
    answer = _asked(_WHERE_AFTER_ONE_LETTER + _WHAT_ARE_YOU)
    took = time.monotonic() - began
    found = _ANSWERS.search(answer)
    if found is None:
        yield Finding("answers", "note", "the terminal answers no question within a second", "it works, keys are plain")
        return
    if int(found[1]) != 2:
        yield Finding("characters", "wrong", "the terminal does not draw UTF-8", "set the terminal to UTF-8")
    else:
        yield Finding("characters", "fine", "the terminal draws UTF-8")
    if took > _SLOW:
        yield Finding("answers", "note", f"after {took * 1000:.0f} ms: a slow line", "ESCDELAY=250 keeps arrows whole")
    else:
        yield Finding("answers", "fine", f"after {took * 1000:.0f} ms")


def _asked(question: str) -> bytes:
    """What comes back, whole or not at all; the terminal is as it was before."""
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    answer, end = b"", time.monotonic() + _PATIENCE
    try:
        tty.setcbreak(handle, termios.TCSANOW)
        os.write(sys.stdout.fileno(), question.encode())
        while not _ANSWERS.search(answer) and (left := end - time.monotonic()) > 0:
            if select.select([handle], [], [], left)[0]:
                answer += os.read(handle, 1024)
    finally:
        os.write(sys.stdout.fileno(), _WIPE.encode())
        termios.tcsetattr(handle, termios.TCSANOW, before)
    return answer
