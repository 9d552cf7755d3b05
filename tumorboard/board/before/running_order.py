"""A running order that explains itself: emergencies first, then what is hard, a break at the half, gaps late.

Boards share less information and contribute less in the second half of a sitting, and a short break takes most of that
away (Soukup 2019, BMJ Open 9:e027303); of ten bowel boards, to hear complex cases in time was among what they did worst
(MDT-OARS, BMC Cancer 2012;12:202).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tumorboard.board.meeting.running import ENDED
from tumorboard.clinical import noms, sins
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.readiness import NOT_DISCUSSED
from tumorboard.domain.case import Case, Lesion
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.domain.vocabulary import Route

__all__ = ["Placed", "RunningOrder", "break_after", "minutes_of", "running_order"]

_HEARD, _RED, _HARD, _PLAIN, _BLOCKED, _STANDARD, _INFORMATION = range(7)
_BREAK_FROM: Final = 40
"""Minutes from which a sitting has a break: a proposal."""
_WORDS: Final = ("NOMS rows open", "SINS 7–12", "ESCC at the line")


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in the order, why it stands there, and its minutes; 0 for one that is not discussed any more or at all."""

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
    blocked: Mapping[str, str],
    parted: Mapping[str, str],
    policy: Policy,
    usual_minutes: int,
) -> RunningOrder:
    """The order in which a meeting is proposed to hear its cases. Cases alike stay as they stood.

    `red` are the emergencies that wait; `blocked` says what a case lacks, `parted` how people differed on it.
    """
    ranked: list[tuple[int, int, int, Placed]] = []
    for place, item in enumerate(meeting.items):
        case = cases.get(item.case_id)
        hard = [] if case is None else _hardness(case, policy, parted.get(item.case_id))
        rank, why = _rank(item, _route(item, case), hard, item.case_id in red, blocked.get(item.case_id))
        minutes = 0 if rank == _HEARD and item.state in ENDED else minutes_of(item, case, usual_minutes)
        ranked.append((rank, -len(hard) if rank == _HARD else 0, place, Placed(item.case_id, why, minutes)))
    rows = tuple(placed for *_, placed in sorted(ranked, key=lambda each: each[:3]))
    return RunningOrder(rows, break_after([row.minutes for row in rows]))


def minutes_of(item: AgendaItem, case: Case | None, usual_minutes: int) -> int:
    """The minutes of a case: none where it is listed and not discussed, else its own or the site's usual."""
    return 0 if _route(item, case) in NOT_DISCUSSED else item.minutes or usual_minutes


def _route(item: AgendaItem, case: Case | None) -> Route | None:
    return item.route or (case.route if case else None)


def break_after(minutes: Collection[int]) -> int | None:
    """After how many cases half of the minutes are nearest; None for a short sitting."""
    whole, passed = sum(minutes), 0
    nearest: tuple[int, int] | None = None
    for number, each in enumerate(minutes, start=1):
        passed += each
        far = abs(2 * passed - whole)
        if passed < whole and (nearest is None or far < nearest[0]):
            nearest = (far, number)
    return nearest[1] if nearest and whole >= _BREAK_FROM else None


def _rank(item: AgendaItem, route: Route | None, hard: list[str], is_red: bool, lacks: str | None) -> tuple[int, str]:
    if item.state != "listed":
        return _HEARD, f"{item.state.replace('_', ' ')} already: it stays where it was heard"
    if is_red:
        return _RED, "emergency: first, unless somebody answers for it"
    if route is not None and route in NOT_DISCUSSED:
        rank = _STANDARD if route == "standard_of_care" else _INFORMATION
        return rank, f"{route.replace('_', ' ')}: listed at the end, not discussed"
    if item.late is not None and item.late.allowed is None:
        return _BLOCKED, "after those that are ready: it came after the cut-off, and no chair has allowed it yet"
    if lacks:
        return _BLOCKED, f"after those that are ready, so that it can still arrive: {lacks}"
    if route == "emergency":
        hard = ["its route is emergency", *hard]
    if hard:
        return _HARD, f"early: {', '.join(hard)}"
    return _PLAIN, "as it stood: nothing makes it hard"


def _hardness(case: Case, policy: Policy, parted: str | None) -> list[str]:
    """What makes a case hard to decide, in words."""
    hard = [] if parted is None else parted.split(", ")
    if len(case.lesions) > 1:
        hard.append(f"{len(case.lesions)} lesions")
    found = {word for lesion in case.lesions for word in _hard_lesion(case, lesion, policy)}
    return hard + [word for word in _WORDS if word in found]


def _hard_lesion(case: Case, lesion: Lesion, policy: Policy) -> list[str]:
    scored = sins.score(lesion)
    placed = noms.assess(case, lesion, policy, scored)
    holds = (not placed.decided, "potentially_unstable" in scored.bands, lesion.escc == "1c")
    return [word for word, held in zip(_WORDS, holds, strict=True) if held]
