"""A running order that explains itself: emergencies first, then what is hard, a break at the half, the rest.

Boards decide worse as a sitting goes on, and a short break takes that away again (Soukup 2019, BMJ Open 9:e027303);
complex cases are the ones most often left to the end (MDT-OARS 2012).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tumorboard.clinical.assessment import LesionAssessment, assess
from tumorboard.clinical.policy import Policy
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, Meeting

__all__ = ["Placed", "RunningOrder", "running_order"]

_RED, _HARD, _PLAIN, _BLOCKED, _LISTED = range(5)
_NOT_DISCUSSED: Final = ("standard_of_care", "information")
_BREAK_FROM: Final = 40
"""Minutes from which a sitting has a break."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in the order, why it stands there, and its minutes; 0 for one that is listed and not discussed."""

    case_id: str
    why: str
    minutes: int


@dataclass(frozen=True, slots=True)
class RunningOrder:
    """The order. `break_after` counts the cases before the break; None for a short sitting."""

    rows: tuple[Placed, ...]
    break_after: int | None

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases in the order."""
        return tuple(row.case_id for row in self.rows)

    @property
    def minutes(self) -> int:
        """The minutes of all."""
        return sum(row.minutes for row in self.rows)


def running_order(
    meeting: Meeting,
    cases: Mapping[str, Case],
    *,
    red: Collection[str],
    blocked: Collection[str],
    parted: Collection[str],
    policy: Policy,
    usual_minutes: int,
) -> RunningOrder:
    """The order in which a meeting is proposed to hear its cases. Cases alike stay as they stood.

    `red`, `blocked` and `parted` are the emergencies that wait, the cases with gaps, and those on which views part.
    """
    ranked: list[tuple[int, int, int, Placed]] = []
    for place, item in enumerate(meeting.items):
        case = cases.get(item.case_id)
        hard = [] if case is None else _hardness(case, policy, item.case_id in parted)
        rank, why = _rank(item, hard, item.case_id in red, item.case_id in blocked)
        minutes = 0 if rank == _LISTED else item.minutes or usual_minutes
        ranked.append((rank, -len(hard) if rank == _HARD else 0, place, Placed(item.case_id, why, minutes)))
    rows = tuple(placed for *_, placed in sorted(ranked, key=lambda each: each[:3]))
    return RunningOrder(rows, _break_after(rows))


def _rank(item: AgendaItem, hard: list[str], is_red: bool, is_blocked: bool) -> tuple[int, str]:
    if is_red:
        return _RED, "emergency: first, unless somebody answers for it"
    if item.route in _NOT_DISCUSSED:
        return _LISTED, f"{item.route.replace('_', ' ') if item.route else ''}: listed, not discussed"
    if is_blocked:
        return _BLOCKED, "late: something that blocks is still missing"
    if hard:
        return _HARD, f"early: {', '.join(hard)}"
    return _PLAIN, "as it stood: nothing makes it hard"


def _hardness(case: Case, policy: Policy, is_parted: bool) -> list[str]:
    """What makes a case hard to decide, in words."""
    lesions = assess(case, policy).lesions
    hard = ["views part"] if is_parted else []
    if len(lesions) > 1:
        hard.append(f"{len(lesions)} lesions")
    found = {word for each in lesions for word in _hard_lesion(each)}
    return hard + [word for word in _WORDS if word in found]


_WORDS: Final = ("NOMS rows open", "SINS 7–12", "ESCC at the line")


def _hard_lesion(each: LesionAssessment) -> list[str]:
    holds = (not each.noms.decided, "potentially_unstable" in each.sins.bands, each.lesion.escc == "1c")
    return [word for word, held in zip(_WORDS, holds, strict=True) if held]


def _break_after(rows: tuple[Placed, ...]) -> int | None:
    """After which case half of the minutes are over."""
    whole, passed = sum(row.minutes for row in rows), 0
    if whole < _BREAK_FROM:
        return None
    for number, row in enumerate(rows, start=1):
        passed += row.minutes
        if 2 * passed >= whole:
            return number if passed < whole else None
    return None
