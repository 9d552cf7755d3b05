"""A file of cases that is about to come onto a meeting: what would be new, changed, there already, and rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tumorboard.board.before.arrivals import Arrivals
from tumorboard.board.before.intake import Comparison
from tumorboard.board.board import Board
from tumorboard.clinical import histology
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.store.edits import ABSENT, Edit, between
from tumorboard.tui.lines import Line, Row, rule, wrapped
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.naming import edit_said

__all__ = ["Arriving", "arriving_rows", "compared", "is_late"]

_MOST: Final = 200
"""Rows of one kind that are told one by one."""
_MOST_HEARD: Final = 200
"""Cases of a list above which it is asked whether that is meant."""
_TO_BE_ASKED: Final = "asked before anything is imported"


@dataclass(frozen=True, slots=True)
class Arriving:
    """`edits` are what a known case would change, by its id; `late` says that what is new comes after the cut-off.

    `asked` is what cannot be so in what comes, `not_taken` what of an exported meeting stays where it is.
    """

    meeting: Meeting
    arrivals: Arrivals
    comparison: Comparison
    edits: dict[str, tuple[Edit, ...]]
    late: bool
    asked: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()

    @property
    def counts(self) -> str:
        """The four counts in words."""
        compared, bad = self.comparison, len(self.arrivals.bad)
        counts = f"{len(compared.added)} new · {len(compared.changed)} changed · {len(compared.duplicate)} duplicate"
        return f"{counts} · {bad} rejected"

    @property
    def brings_something(self) -> bool:
        """Whether an import would write anything at all."""
        return bool(self.comparison.added or self.comparison.changed or self.arrivals.bad)


def is_late(board: Board, meeting: Meeting) -> bool:
    """Whether what comes onto the list now comes after its cut-off."""
    return meeting.cut_off is not None and board.now() > meeting.cut_off


def compared(board: Board, meeting: Meeting, arrivals: Arrivals) -> Arriving:
    """What an import would do, without doing it. Raises NotAllowed, NotThere, StoreError."""
    late = is_late(board, meeting)
    reason = _TO_BE_ASKED if late else None
    comparison = arrivals.counted(board.intake.compare(arrivals.good, meeting.id, reason, arrivals.meeting))
    touched = {*comparison.added, *comparison.changed}
    edits = {case.id: _edits(board, case) for case in arrivals.good if case.id in touched}
    asked = tuple(
        f"{case.id}: {each}" for case in arrivals.good if case.id in touched for each in board.readings.asked(case)
    )
    edits = {key: each for key, each in edits.items() if each}
    not_taken = tuple(board.intake.not_taken(arrivals.meeting, meeting.id, comparison))
    return Arriving(meeting, arrivals, comparison, edits, late, asked, not_taken)


def arriving_rows(arriving: Arriving, curtain: Curtain, width: int) -> list[Row]:
    """The counts, then what is rejected and why, what changes, what is new, and what is there already."""
    compared, cases = arriving.comparison, {case.id: case for case in arriving.arrivals.good}
    lines = wrapped(arriving.counts, width, "title")
    if arriving.late and compared.added:
        words = "the cut-off is past: what is new comes late, you are asked why, and a chair allows it"
        lines += wrapped(words, width, "warning")
    if compared.added and (together := len(arriving.meeting.items) + len(compared.added)) > _MOST_HEARD:
        words = f"the list would have {together:,} cases, which no meeting hears: is this the file, and the meeting?"
        lines += wrapped(words, width, "warning")
    lines += _rejected(arriving.arrivals, curtain, width)
    asked = [curtain.words(each) for each in arriving.asked[:_MOST]]
    lines += _section("Asked: taken as it stands, used by no survival score", asked, arriving.asked, width)
    lines += _section("Not taken over from the export", arriving.not_taken[:_MOST], arriving.not_taken, width)
    back = [key for key in compared.added if key in arriving.edits]
    for title, keys in (("Changed on the list", compared.changed), ("New on this list, known here, changed", back)):
        lines += _section(title, [_changed(key, arriving, cases[key], curtain) for key in keys[:_MOST]], keys, width)
    new = [key for key in compared.added if key not in arriving.edits]
    lines += _section("New on this list", [_new(cases[key]) for key in new[:_MOST]], new, width)
    repeated = arriving.arrivals.repeated
    twice = [f"line {each.line} {each.again.id}" for each in repeated[:_MOST] if each.again is not None]
    lines += _section("Stands further up in the file, word for word: left out", twice, repeated, width)
    there = compared.duplicate[: len(compared.duplicate) - len(repeated)]
    lines += _section("There already, as they are in the file: left alone", [" · ".join(there[:_MOST])], there, width)
    return [Row(line) for line in lines]


def _edits(board: Board, case: Case) -> tuple[Edit, ...]:
    try:
        standing = board.cases.get(case.id).record
    except Complaint:
        return ()
    return tuple(between(standing.record(), case.record()))


def _rejected(arrivals: Arrivals, curtain: Curtain, width: int) -> list[Line]:
    """Each bad record by its line; behind the curtain without its words, of which any may be a name."""
    if not arrivals.bad:
        return []
    lines = [rule(width, "Rejected: set aside in a file of their own, to be mended")]
    for problem in arrivals.problems[:_MOST]:
        for fault in problem.each:
            whose = f"{fault.record}: " if fault.record and not curtain.drawn else ""
            words = "not allowed; F9 shows why" if curtain.drawn else fault.message
            said = f"{whose}{fault.field} {words}" if fault.field else f"{whose}{words}"
            lines += wrapped(said, width, "danger", (("key", f" line {fault.line} "),), hanging=3)
    return [*lines, *_more(arrivals.problems, width)]


def _section(title: str, said: Sequence[str], keys: Sequence[object], width: int) -> list[Line]:
    if not keys:
        return []
    told = [line for words in said for line in wrapped(words, width, "text", (("text", " "),), hanging=3)]
    return [rule(width, title), *told, *_more(keys, width)]


def _more(told: Sequence[object], width: int) -> list[Line]:
    left = len(told) - _MOST
    return wrapped(f" … and {left:,} more", width, "muted") if left > 0 else []


def _changed(key: str, arriving: Arriving, case: Case, curtain: Curtain) -> str:
    """What changes, field by field; how much of what is recorded the file does not hold, first."""
    levels = [lesion.level for lesion in case.lesions]
    edits = arriving.edits[key]
    taken = sum(edit.after is ABSENT for edit in edits)
    said = [edit_said(curtain.edit(key, edit, case.patient), levels) for edit in edits]
    lead = f"{key} {len(edits)} changes" + (f", {taken} TAKE AWAY what is recorded here" if taken else "")
    return f"{lead}: " + "; ".join(f"{label}: {before} → {after}" for label, before, after in said)


def _new(case: Case) -> str:
    levels = " ".join(lesion.level for lesion in case.lesions) or "no lesion recorded"
    return f"{case.id} · {levels} · {histology.label(case.primary.histology)}"
