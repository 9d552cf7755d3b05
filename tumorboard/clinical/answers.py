"""How a line of the minimum data set is answered: there, missing, not whole or too old, once or for each lesion."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tumorboard.domain.case import Case, Imaging, Lesion
from tumorboard.domain.vocabulary import ImagingKind

__all__ = ["Answer", "Asked", "Line", "State", "day_of", "each_lesion", "imaged", "once", "read_by", "said", "whole"]

State = Literal["missing", "incomplete", "too_old"]
Answer = tuple[State | None, str]
"""What a line lacks, None where it lacks nothing; and what it has or lacks, in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The day of the meeting, how many days old an answer may be then, and words that are no answer."""

    on: date
    days: int | None = None
    refused: tuple[str, ...] = ()


Line = Callable[[Case, Asked], Iterator[tuple[str, Answer]]]
"""Answers a line, once or for each lesion, with the level that it is about."""


def once(answer: Callable[[Case], Answer]) -> Line:
    """A line that is asked of the case."""

    def line(case: Case, asked: Asked) -> Iterator[tuple[str, Answer]]:
        del asked
        yield "", answer(case)

    return line


def each_lesion(answer: Callable[[Lesion, Asked], Answer]) -> Line:
    """A line that is asked of each lesion, by its level; the second of a level is told apart from the first."""

    def line(case: Case, asked: Asked) -> Iterator[tuple[str, Answer]]:
        counted: Counter[str] = Counter()
        for lesion in case.lesions:
            counted[lesion.level] += 1
            nth = f" ({counted[lesion.level]})" if counted[lesion.level] > 1 else ""
            yield f"{lesion.level}{nth}", answer(lesion, asked)

    return line


def imaged(*kinds: ImagingKind, instead: ImagingKind | None = None) -> Line:
    """A line about the latest examination of some kinds; `instead` is one that does not do, and is named."""

    def line(case: Case, asked: Asked) -> Iterator[tuple[str, Answer]]:
        lacks, says = _latest([each for each in case.imaging if each.kind in kinds], asked)
        if lacks == "missing" and instead and any(each.kind == instead for each in case.imaging):
            lacks, says = "incomplete", f"{says}; an MRI of a region does not show the whole spine"
        yield "", (lacks, says)

    return line


def _latest(found: list[Imaging], asked: Asked) -> Answer:
    """The last examination before the meeting. One that is to come is said and does not count."""
    days = [day_of(each.on) for each in found if each.on is not None]
    done = [day for day in days if day <= asked.on]
    if done:
        return _aged(max(done), asked)
    if days:
        return "incomplete", f"{min(days):%a %d %b %Y} lies after the meeting of {asked.on:%a %d %b %Y}"
    return ("incomplete", "recorded without its date") if found else ("missing", "not recorded")


def _aged(day: date, asked: Asked) -> Answer:
    age = (asked.on - day).days
    if asked.days is not None and age > asked.days:
        return "too_old", f"{age} days old on {asked.on:%a %d %b %Y}, allowed {asked.days}"
    return None, f"{day:%d %b %Y}, {age} {'day' if age == 1 else 'days'} old"


def read_by(who: str | None, day: date | None, asked: Asked, *, by: str) -> Answer:
    """Who made a reading, and when: also how old it is."""
    if who is None or day is None:
        return whole({by: who, "date": day})
    if day > asked.on:
        return "incomplete", f"dated {day:%a %d %b %Y}, after the meeting of {asked.on:%a %d %b %Y}"
    lacks, says = _aged(day, asked)
    return lacks, f"{who}, {says}"


def day_of(on: date | datetime) -> date:
    """The day of an examination, as it was recorded."""
    return on.date() if isinstance(on, datetime) else on


def said(value: object, words: str | None = None) -> Answer:
    """What is recorded, in words; an empty text and an empty list are not."""
    if _is_nothing(value):
        return "missing", "not recorded"
    if isinstance(value, bool):
        return None, "yes" if value else "no"
    return None, " ".join(str(words or value).replace("_", " ").split())


def whole(parts: Mapping[str, object]) -> Answer:
    """All parts of a line; `incomplete` where some are there, naming those that are not."""
    lacking = [name for name, value in parts.items() if _is_nothing(value)]
    if not lacking:
        return None, ", ".join(str(value).replace("_", " ") for value in parts.values())
    return ("missing" if len(lacking) == len(parts) else "incomplete"), f"not recorded: {', '.join(lacking)}"


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", ())
