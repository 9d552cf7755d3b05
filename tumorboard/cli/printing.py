"""What commands print: pages and lines for people, one document for machines, complaints on standard error."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tumorboard.clean import clean, clean_line
from tumorboard.complaint import Complaint

if TYPE_CHECKING:
    from tumorboard.sheets.document import Document
    from tumorboard.sheets.formats import Format

__all__ = ["complain", "format_asked", "print_json", "say", "write_out", "write_sheet"]

_Form = TypeVar("_Form", bound=str)
_ENDINGS: Final = {".txt": "text", ".markdown": "md", ".htm": "html"}
"""What the ending of a file means where it is not the name of a format itself."""


_NARROWEST: Final = 40
_WIDEST: Final = 100
_UNTOLD: Final = 80
"""Characters of the lines that are printed on a terminal, however narrow or wide it is."""


def say(text: str) -> None:
    """Text on standard output; nothing in it can act on a terminal, wherever it came from."""
    print(clean(text))


def complain(line: str) -> None:
    """One line on standard error; nothing in it can act on a terminal, wherever it came from."""
    print(clean_line(line), file=sys.stderr)


def print_json(value: Any) -> None:
    """One JSON document and nothing else on standard output."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def format_asked(given: _Form | None, out: str | None, forms: Sequence[_Form]) -> _Form:
    """The format that was given, else the one that the ending of the file names; of a name without one the first.

    Where the ending names another one than was given, that is told on standard error. Raises Complaint for an ending
    that names none, where none was given.
    """
    ending = Path(out).suffix.lower() if out else ""
    word = _ENDINGS.get(ending, ending[1:])
    named = next((form for form in forms if form == word), None)
    if given is not None and named is not None and named != given:
        complain(f"tumorboard: note: {out} holds {given}, as was asked, and not the {named} that its name ends with")
    if given is None and named is None and ending:
        endings = " ".join(f".{form}".replace(".text", ".txt") for form in forms)
        raise Complaint(f"{out}: the ending {ending} names no format; allowed are {endings}, or --format says which")
    return given or named or forms[0]


def write_out(content: bytes, out: str | None) -> None:
    """Write a document to a file, which appears whole or not at all, or to standard output (`-`). Raises StoreError.

    Another file that stood there is kept, and where is told on standard error.
    """
    if out in (None, "-"):
        sys.stdout.buffer.write(content)
        return
    from tumorboard.store.handing_out import hand_out

    kept = hand_out(Path(out), content)
    if kept is not None:
        complain(f"tumorboard: note: another file stood at {out}; it is kept as {kept}")


def write_sheet(sheet: "Document", form: "Format", out: str | None, made_at: datetime) -> None:
    """Write a sheet in a format, to a file whole or not at all, or to standard output, as wide as a terminal there.

    Raises Complaint for a PDF to a terminal and without the extra that makes PDF; StoreError.
    """
    from tumorboard.sheets.formats import rendered

    if form == "pdf" and out is None and sys.stdout.isatty():
        raise Complaint("a PDF is no text for a terminal; name a file with -o FILE")
    is_looked_at = out is None and sys.stdout.isatty()
    write_out(rendered(sheet, form, made_at, _terminal_width() if is_looked_at else None), out)


def _terminal_width() -> int:
    told = os.get_terminal_size(sys.stdout.fileno()).columns  # 0 where nobody told the terminal its size
    return min(max(told, _NARROWEST), _WIDEST) if told else _UNTOLD
