"""Neurological status: four scales kept apart, how long walking has been lost, and what is published of recovery.

Hours that nobody recorded are unknown and never nought. A bin is told for a patient who does not walk, or of whom only
the hours are recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from tumorboard.domain.case import Neurology
from tumorboard.knowledge.neurology import BinKey, BinRow, OutcomeRow, ScaleRow, StatementRow, neurology_table

__all__ = ["Duration", "Graded", "Said", "bin_of", "duration", "outcomes", "scales", "statements"]

_HOUR: Final = timedelta(hours=1)
_TOLERATED_HOURS: Final = 1.0
"""By how much recorded hours may exceed the time since walking was lost before the two are said to contradict."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One scale: the grade as it was recorded and what it means; both empty where it was not recorded."""

    row: ScaleRow
    grade: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Duration:
    """How long walking has been lost. `bin` is `unknown` without hours, or with two records of them that part.

    `walks` is None where walking is not recorded. `hours` is what the bin was told from, None where it is unknown.
    `says` is what it was told from in words; `contradiction` what does not go together, empty where nothing does.
    """

    bin: BinKey | Literal["unknown"]
    walks: bool | None
    hours: float | None
    says: str
    contradiction: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the source page that may apply; `holds` is None in the grey zone, or where loss is not known."""

    row: StatementRow
    holds: bool | None
    says: str


def scales(state: Neurology) -> tuple[Graded, ...]:
    """Walking, ASIA, Frankel and power, each as recorded; none is ever read into another."""
    return tuple(_graded(row, getattr(state, row.key)) for row in neurology_table().scales)


def bin_of(hours: float) -> BinRow:
    """The bin of some hours without walking; 48 h and 72 h themselves are grey (source page)."""
    within = (
        row for row in neurology_table().bins if hours > row.from_hours or (row.exactly and hours == row.from_hours)
    )
    return max(within, key=lambda row: row.from_hours)


def duration(state: Neurology, now: datetime) -> Duration:
    """How long walking has been lost at a time, from the hours recorded, else from when it was lost.

    A recorded time without a zone is the site's, which is that of `now`.
    """
    walks = None if state.ambulation is None else state.ambulation != "non_ambulatory"
    hours, passed = state.non_ambulatory_hours, _passed(state.walking_lost, now)
    if walks:
        held = hours is not None or state.walking_lost is not None
        return Duration("unknown", True, None, "walks", "walks, and walking is recorded as lost: ask" if held else "")
    if passed is not None and passed < 0:
        return Duration(
            "unknown", walks, None, "walking lost: the time is still to come", "walking lost in the future: ask"
        )
    if hours is not None and passed is not None:
        return _both(walks, hours, passed)
    if hours is not None:
        return Duration(bin_of(hours).key, walks, hours, f"{hours:g} h as recorded; the hour of that is not kept")
    if passed is not None:
        return Duration(bin_of(passed).key, walks, passed, f"{passed:.1f} h since walking was lost")
    return Duration(
        "unknown", walks, None, "hours not walking: not recorded" if walks is False else "walking not recorded"
    )


def statements(state: Neurology, lost: Duration) -> tuple[Said, ...]:
    """What the source page says of a duration; nothing of an unknown one.

    The late statement holds with complete motor and sensory loss alone, and stays open in the grey zone.
    """
    return tuple(_said(row, state, lost) for row in neurology_table().statements if _speaks(row, state, lost))


def outcomes(state: Neurology, lost: Duration) -> tuple[OutcomeRow, ...]:
    """Published figures for somebody who walks, for somebody who does not, or all where it is not recorded.

    None where complete loss has lasted so long that the late statement speaks: such patients were in none of them.
    """
    late = [row for row in neurology_table().statements if row.needs_complete_loss and lost.bin in row.bins]
    if state.complete_loss and late:
        return ()
    walks = lost.walks if lost.walks is not None or lost.bin == "unknown" else False
    return tuple(row for row in neurology_table().outcomes if None in (walks, row.walks) or row.walks == walks)


def _graded(row: ScaleRow, grade: str | int | None) -> Graded:
    if grade is None:
        return Graded(row, "", "")
    said = f"{grade}/5" if row.key == "motor" else str(grade).replace("_", " ")
    return Graded(row, said, row.grades[str(grade)])


def _passed(lost: datetime | None, now: datetime) -> float | None:
    if lost is None:
        return None
    placed = lost if lost.tzinfo else lost.replace(tzinfo=now.tzinfo)
    return (now - placed) / _HOUR


def _both(walks: bool | None, hours: float, passed: float) -> Duration:
    """Two records of the same: the bin only where both are in it."""
    recorded, counted = bin_of(hours).key, bin_of(passed).key
    said = f"{hours:g} h as recorded, {passed:.1f} h since walking was lost"
    if recorded != counted:
        return Duration("unknown", walks, None, said, f"{recorded} or {counted}: ask since when")
    impossible = hours > passed + _TOLERATED_HOURS
    return Duration(counted, walks, passed, said, "more hours are recorded than have passed: ask" if impossible else "")


def _speaks(row: StatementRow, state: Neurology, lost: Duration) -> bool:
    return lost.bin in row.bins and not (row.needs_complete_loss and state.complete_loss is False)


def _said(row: StatementRow, state: Neurology, lost: Duration) -> Said:
    if not row.needs_complete_loss:
        return Said(row, True, "")
    steroids = "steroids recorded" if state.steroid_started else "steroids not recorded"
    if state.complete_loss is None:
        return Said(row, None, f"only with complete loss, which is not recorded; {steroids}")
    if _is_grey(lost.bin):
        return Said(row, None, f"complete loss, in the grey zone: the board's to weigh; {steroids}")
    return Said(row, True, f"complete loss recorded, since when is not: the hours are of walking; {steroids}")


def _is_grey(key: str) -> bool:
    """Whether a bin is not the last one, to which alone the late statement applies without a doubt."""
    bins: Sequence[BinRow] = neurology_table().bins
    return key != bins[-1].key
