"""What results of follow-ups say that the case does not: it is told loudly, and nothing is taken over by itself."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tumorboard.board.desk import NotThere
from tumorboard.board.history import History
from tumorboard.clinical import sins
from tumorboard.domain.case import Case
from tumorboard.domain.followup import FollowUp
from tumorboard.store.contract import StoreError

__all__ = ["Untaken", "untaken"]


class _Scored(NamedTuple):
    """An option of a SINS item as a result gave it, on its day; `then` is the case when the result was recorded."""

    option: str
    on: date
    then: Case


class Untaken(NamedTuple):
    """`deficit` is empty where none is unanswered; `rescored` says a line for each lesion that was scored anew."""

    deficit: str
    rescored: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """All of it, a line each, the deficit first; nothing where the case says what results said."""
        return tuple(filter(None, (self.deficit, *self.rescored)))


def untaken(case: Case, followups: Sequence[FollowUp], history: History) -> Untaken:
    """A new deficit since whose report the neurology stands unchanged, and a SINS whose items were not taken over.

    An item that somebody changed in the case after the result was recorded is answered, whatever it says now.
    """
    told = sorted(
        ((result.on, each) for each in followups if (result := each.result) is not None), key=lambda pair: pair[0]
    )
    stood = [(each, _as_recorded(case, each, history)) for _, each in told if _says_more(each)]
    return Untaken(_deficit(case, stood), tuple(_rescored(case, stood)))


def _says_more(each: FollowUp) -> bool:
    return each.result is not None and bool(each.result.new_deficit or each.result.sins.model_dump(exclude_none=True))


def _as_recorded(case: Case, followup: FollowUp, history: History) -> Case:
    """The case when the result was recorded; as it is now where the log does not lead back to it."""
    change = history.result_recorded(followup.id)
    try:
        return case if change is None else history.stood_at(case.id, change.revision).record
    except (NotThere, StoreError):
        return case


def _deficit(case: Case, stood: Sequence[tuple[FollowUp, Case]]) -> str:
    days = [
        each.result.on
        for each, then in stood
        if each.result is not None and each.result.new_deficit and then.neurology == case.neurology
    ]
    return f"new deficit reported on {days[-1]:%d %b}: record the neurology" if days else ""


def _rescored(case: Case, stood: Sequence[tuple[FollowUp, Case]]) -> Iterator[str]:
    for place, lesion in enumerate(case.lesions):
        latest: dict[str, _Scored] = {}
        for each, then in stood:
            result = each.result
            if result is not None and (result.level or each.level) in (None, lesion.level):
                scored = result.sins.model_dump(exclude_none=True)
                latest |= {item: _Scored(option, result.on, then) for item, option in scored.items()}
        waiting = {item: told for item, told in latest.items() if _waits(case, place, item, told)}
        if waiting:
            items = lesion.sins.model_copy(update={item: told.option for item, told in waiting.items()})
            score = sins.score(lesion.model_copy(update={"sins": items}))
            on = max(told.on for told in waiting.values())
            yield f"{lesion.level} re-scored SINS {score.text} on {on:%d %b}, not taken over"


def _waits(case: Case, place: int, item: str, told: _Scored) -> bool:
    """Whether an item is neither as the result has it, nor changed since the result was recorded."""
    level, now = case.lesions[place].level, getattr(case.lesions[place].sins, item)
    then = [getattr(each.sins, item) for each in told.then.lesions if each.level == level]
    return now != told.option and (len(then) != 1 or then[0] == now)
