"""The minimum data set as a checklist: each line of the table has one place, the same for every case.

A mark says how the case answers: `✓` recorded, `✗` it blocks, `?` it warns, `·` not asked of this case. What is
lacking stands beside the label, and at the line's end who sees to it and until when. Lines that only warn stand in
columns, with `→` where somebody sees to it and `!` where that is overdue.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from tumorboard.board.before.readying import due_said
from tumorboard.clinical.readiness import Check, Gap, Held
from tumorboard.domain.meeting import GapCare
from tumorboard.knowledge.before import readiness_table
from tumorboard.knowledge.tables import kept
from tumorboard.tui.books.agenda_book import AgendaBook, Listed
from tumorboard.tui.lines import Line, Part, Row, cells, fit, rule

__all__ = ["checklist", "checklist_height", "gap_keys", "lacking"]

_BLOCKS: Final = "Blocks · ✓ recorded, ✗ lacking"
_WARNS: Final = "Warns · ? lacking, → given, ! overdue"
_LABEL: Final = 23
_COLUMNS: Final = 3
_LEAST_OF_WORDS: Final = 8
"""Columns that stay for what is lacking beside a long name."""


@kept
def checklist_height() -> int:
    """How many lines all of it takes: as many for every case."""
    weights = [row.weight for row in readiness_table().rows]
    return 2 + weights.count("blocking") + _high(weights.count("warning"))


def checklist(book: AgendaBook, entry: Listed, width: int, chosen: str | None, *, told: bool) -> list[Row]:
    """All lines of the table; `chosen` is the gap under the cursor, `told` whether the lines say what is recorded."""
    checks = book.checks
    first = [check for check in checks if check.row.weight == "blocking"]
    return [
        Row(rule(width, _BLOCKS)),
        *(_line(book, entry, check, width, chosen, told=told) for check in first),
        Row(rule(width, _WARNS)),
        *_in_columns(book, entry, checks[len(first) :], width, chosen),
    ]


def lacking(book: AgendaBook, entry: Listed, width: int, chosen: str | None) -> list[Row]:
    """The lines that the case does not answer, where there is no room for all."""
    checks = [check for check in book.checks if check.gaps]
    return [_line(book, entry, check, width, chosen, told=False) for check in checks]


def gap_keys(book: AgendaBook) -> Sequence[str]:
    """The gaps of the chosen case in the order in which they stand in the checklist."""
    return [gap.key for check in book.checks for gap in check.gaps]


def _line(book: AgendaBook, entry: Listed, check: Check, width: int, chosen: str | None, *, told: bool) -> Row:
    """A line with room for words, and a column for the sign that more follow; its target are the keys of its gaps."""
    owner, says = _owner(book, entry, check, width - _LABEL - _LEAST_OF_WORDS - 4), check.gaps
    several = len(entry.case.lesions) > 1
    words = _lacks(says, several) if says else _has(check.held, several) if told else ""
    line: Line = (
        _mark(check),
        ("text", " "),
        _label(check, _LABEL, chosen),
        ("text" if says else "muted", fit(book.words(words), max(0, width - _LABEL - 4 - cells(owner[1])))),
        ("text", " "),
        owner,
    )
    return Row(line, tuple(gap.key for gap in says) or None)


def _in_columns(
    book: AgendaBook, entry: Listed, checks: Sequence[Check], width: int, chosen: str | None
) -> Iterable[Row]:
    """Lines of the table in columns, read downwards."""
    high, wide = _high(len(checks)), width // _COLUMNS
    for y in range(high):
        beside = checks[y::high]
        line = tuple(part for check in beside for part in _cell(book, entry, check, wide, chosen))
        yield Row(line, tuple(gap.key for check in beside for gap in check.gaps) or None)


def _high(count: int) -> int:
    return -(-count // _COLUMNS)


def _cell(book: AgendaBook, entry: Listed, check: Check, width: int, chosen: str | None) -> Line:
    sign: Part = ("text", " ")
    if (care := _first_due(entry, check.gaps)) is not None:
        sign = ("danger", "!") if care.due < book.board.now() else ("key", "→")
    return (_mark(check), sign, _label(check, width - 3, chosen), ("text", " "))


def _mark(check: Check) -> Part:
    if any(gap.weight == "blocking" for gap in check.gaps):
        return ("warning", "✗")
    if check.gaps:
        return ("open", "?")
    return ("good", "✓") if check.held else ("muted", "·")


def _label(check: Check, width: int, chosen: str | None) -> Part:
    under = any(gap.key == chosen for gap in check.gaps)
    return ("cursor" if under else "text", fit(check.row.short or check.row.label, width))


def _owner(book: AgendaBook, entry: Listed, check: Check, width: int) -> Part:
    """Who sees to it and for how long still; of several who is due first, nobody where one of them is nobody's."""
    gaps = () if entry.ready.death else check.gaps
    if any(gap.weight == "blocking" and entry.care(gap) is None for gap in gaps):
        return ("open", "→ nobody")
    care = _first_due(entry, gaps)
    if care is None:
        return ("text", "")
    now, name = book.board.now(), book.name(care.owner)
    due = due_said(care.due, now).removeprefix("in ").replace("OVERDUE", "over")
    room = max(_LEAST_OF_WORDS, width - cells(due) - 3)
    return ("danger" if care.due < now else "key", f"→ {fit(name, min(cells(name), room))} {due}")


def _first_due(entry: Listed, gaps: Sequence[Gap]) -> GapCare | None:
    cares = [care for gap in gaps if (care := entry.care(gap)) is not None]
    return min(cares, key=lambda care: care.due, default=None)


def _lacks(gaps: Sequence[Gap], several: bool) -> str:
    """What is lacking; where there are several lesions with the levels that lack it. "Not recorded" the mark says."""
    levels: dict[str, list[str]] = {}
    for gap in gaps:
        words = gap.says.removeprefix("not recorded").lstrip(":; ")
        levels.setdefault(words, []).append(gap.where if several else "")
    return "; ".join(": ".join(filter(None, (" ".join(where), words))) for words, where in levels.items())


def _has(held: Sequence[Held], several: bool) -> str:
    return "; ".join(f"{each.where} {each.says}".strip() if several else each.says for each in held)
