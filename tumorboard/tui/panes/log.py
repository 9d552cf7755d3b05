"""The log's lines: one for each entry of the list, and the chosen entry as a whole."""

from typing import Final

from tumorboard.board.history import when
from tumorboard.clean import clean_line
from tumorboard.store.contract import Change
from tumorboard.tui.books.logbook import Logbook
from tumorboard.tui.lines import Line, Part, Row, fit, width_of, wrapped
from tumorboard.tui.panes.frame import owed_part, said_rows
from tumorboard.tui.said import Said
from tumorboard.tui.session.clash import made_by

__all__ = ["empty_said", "entry_line", "entry_rows", "log_status"]

_WHO: Final = 12
_RECORD: Final = 12
_NARROW: Final = 76


def log_status(logbook: Logbook, said: Said, width: int) -> list[Row]:
    """What is read on the left, who reads it on the right; over both what was said last."""
    if said.words:
        return said_rows(Said(logbook.curtain.words(said.words), said.kind), width)
    return [Row(_log_status(logbook, width))]


def _log_status(logbook: Logbook, width: int) -> Line:
    count = len(logbook.shown)
    entries = "1 entry" if count == 1 else f"{count:,} entries"
    found = f"{entries} match '{logbook.curtain.words(logbook.narrowed)}'" if logbook.narrowed else entries
    person = logbook.board.person
    tail: Line = (
        owed_part(logbook.board, width),
        ("text", " "),
        ("warning", "discreet · " if logbook.curtain.drawn else ""),
        ("muted", f"{person.name} ({next(iter(person.roles), 'may only look')}) "),
    )
    return (("title", fit(f" {logbook.title} · {found}", max(0, width - width_of(tail)))), *tail)


def _when_said(change: Change) -> str:
    """When a change was made; as the log has it where that is no time."""
    at = when(change)
    return f"{at:%d %b %Y %H:%M}" if at else clean_line(change.at)


def entry_line(logbook: Logbook, place: int, width: int) -> Line:
    """One entry: when, who, what record, and the first of what it did."""
    change = logbook.shown[place]
    history = logbook.board.history
    short = 3 if width < _NARROW else 0
    undone: Part = ("warning", "undone · ") if history.undone_by(change) else ("text", "")
    line: Line = (
        ("muted", fit(_when_said(change), 17) + " "),
        ("text", fit(history.who(change), _WHO - short) + " "),
        ("title", fit(logbook.record(change), _RECORD - short) + " "),
        undone,
    )
    return (*line, ("text", fit(_brief(logbook, change), max(0, width - width_of(line)))))


def entry_rows(logbook: Logbook, width: int) -> list[Row]:
    """The chosen entry: every field before and after, why, and what became of it."""
    change = logbook.chosen
    if change is None:
        return []
    history = logbook.board.history
    lines = wrapped(f"{made_by(change, history)} · {logbook.record(change)}", width, "title")
    lines += [line for label, before, after in logbook.told(change) for line in _edit(label, before, after, width)]
    if change.is_first:
        lines += wrapped("first saved; before it there was no such record", width)
    if why := logbook.why(change):
        lines += wrapped(why, width, "muted", (("muted", "why: "),))
    if change.undoes is not None:
        lines += wrapped(f"takes back the change that made revision {change.undoes}", width, "warning")
    if undone := history.undone_by(change):
        lines += wrapped(f"undone by {made_by(undone, history)}", width, "warning")
    lines += wrapped(f"change {change.number}, revision {change.revision} of the store", width, "muted")
    return [Row(line) for line in lines]


def empty_said(logbook: Logbook, width: int) -> list[Line]:
    """What to do where no entry is shown."""
    if logbook.narrowed:
        words = f"no entry holds '{logbook.narrowed}' · Esc shows all"
    elif logbook.part == "case":
        words = "no case is open: F2 opens one on the Board · c shows the meeting's log"
    else:
        words = "nothing was committed yet: F2, edit a case, Ctrl+S saves it and writes it here · a shows everything"
    return wrapped(words, width, "open")


def _brief(logbook: Logbook, change: Change) -> str:
    if change.table == "meetings" and not change.is_first and (why := logbook.why(change)):
        return why  # what was done, where a field of a list says little
    told = logbook.told(change)
    if told:
        label, before, after = told[0]
        others = f" (+{len(told) - 1})" if len(told) > 1 else ""
        return f"{label}: {before} → {after}{others}"
    return f"first saved · {logbook.why(change)}" if change.is_first else logbook.why(change) or "nothing changed"


def _edit(label: str, before: str, after: str, width: int) -> list[Line]:
    lead: Line = (("key", f"{label}: "),)
    return wrapped(f"{before} → {after}", width, "text", lead, hanging=2)
