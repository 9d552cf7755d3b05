"""Whether a case has what the board needs on the day of its meeting, by `data/knowledge/readiness.toml`."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from tumorboard.clinical import histology, sins
from tumorboard.domain.case import Case, Imaging, Lesion, Neurology
from tumorboard.domain.vocabulary import ImagingKind, Route
from tumorboard.knowledge.before import ReadinessRow, Weight, readiness_table

__all__ = ["Gap", "Held", "Readiness", "readiness", "row_keys"]

State = Literal["missing", "incomplete", "too_old"]
_NOT_DISCUSSED: Final[tuple[Route, ...]] = ("standard_of_care", "information")
"""Routes of cases that are listed and not discussed; nothing blocks those."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, not whole or too old. `key` is the row's, with the level where it is asked of each lesion."""

    key: str
    label: str
    weight: Weight
    state: State
    says: str
    closes: str
    source: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the case has of a line, in words."""

    key: str
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is missing and what is there, in the order of the table."""

    gaps: tuple[Gap, ...]
    held: tuple[Held, ...]

    @property
    def blocking(self) -> tuple[Gap, ...]:
        """The gaps that block."""
        return tuple(gap for gap in self.gaps if gap.weight == "blocking")

    @property
    def is_ready(self) -> bool:
        """Whether nothing blocks."""
        return not self.blocking


_Answer = tuple[State | None, str]
"""What a line lacks, None where it lacks nothing; and what it has or lacks, in words."""
_Line = Callable[[Case, date, int | None], Iterator[tuple[str, _Answer]]]


def row_keys() -> tuple[str, ...]:
    """The keys of the lines, which a site may turn into warnings or give another age."""
    return tuple(row.key for row in readiness_table().rows)


def readiness(
    case: Case,
    on: date,
    *,
    route: Route | None = None,
    days: Mapping[str, int] | None = None,
    warns: Collection[str] = (),
) -> Readiness:
    """What a case has and lacks on the day of the meeting. `route` is its route there, else the case's own.

    `days` are the site's own ages by key, `warns` the lines that only warn there. Nothing blocks a case that is listed
    and not discussed.
    """
    gaps: list[Gap] = []
    held: list[Held] = []
    taken = route or case.route
    for row in readiness_table().rows:
        weight: Weight = "warning" if row.key in warns or taken in _NOT_DISCUSSED else row.weight
        for where, (lacks, says) in _answers(row, case, on, taken, days or {}):
            key, label = (f"{each} {where}".rstrip() for each in (row.key, row.label))
            if lacks is None:
                held.append(Held(key, label, says))
            else:
                gaps.append(_gap(row, key, label, weight, lacks, says))
    return Readiness(tuple(gaps), tuple(held))


def _answers(
    row: ReadinessRow, case: Case, on: date, route: Route | None, days: Mapping[str, int]
) -> Iterator[tuple[str, _Answer]]:
    if row.key == "route":
        yield "", _route(route)
    else:
        yield from _LINES[row.key](case, on, days.get(row.key, row.days))


def _gap(row: ReadinessRow, key: str, label: str, weight: Weight, lacks: State, says: str) -> Gap:
    return Gap(key, label, weight, lacks, says, row.closes, row.source)


def _route(route: Route | None) -> _Answer:
    return ("missing", "not recorded") if route is None else (None, route.replace("_", " "))


def _once(answer: Callable[[Case], _Answer]) -> _Line:
    """A line that is asked of the case."""

    def line(case: Case, on: date, days: int | None) -> Iterator[tuple[str, _Answer]]:
        del on, days
        yield "", answer(case)

    return line


def _each(answer: Callable[[Lesion], _Answer]) -> _Line:
    """A line that is asked of each lesion, by its level."""

    def line(case: Case, on: date, days: int | None) -> Iterator[tuple[str, _Answer]]:
        del on, days
        counted: Counter[str] = Counter()
        for lesion in case.lesions:
            counted[lesion.level] += 1
            nth = f" ({counted[lesion.level]})" if counted[lesion.level] > 1 else ""
            yield f"{lesion.level}{nth}", answer(lesion)

    return line


def _imaged(*kinds: ImagingKind) -> _Line:
    """A line about the latest examination of some kinds, and how old it is on the day of the meeting."""

    def line(case: Case, on: date, days: int | None) -> Iterator[tuple[str, _Answer]]:
        yield "", _aged([each for each in case.imaging if each.kind in kinds], on, days)

    return line


def _aged(found: list[Imaging], on: date, days: int | None) -> _Answer:
    dated = [_day(each.on) for each in found if each.on is not None]
    if not dated:
        return ("incomplete", "recorded without its date") if found else ("missing", "not recorded")
    last = max(dated)
    age = (on - last).days
    if age < 0:
        return "incomplete", f"{last:%d %b %Y} lies after the meeting of {on:%d %b %Y}"
    if days is not None and age > days:
        return "too_old", f"{age} days old on {on:%a %d %b %Y}, allowed {days}"
    return None, f"{last:%d %b %Y}, {age} days old"


def _day(on: date | datetime) -> date:
    return on.date() if isinstance(on, datetime) else on


def _said(value: object, words: str | None = None) -> _Answer:
    """What is recorded, in words; an empty text and an empty list are not."""
    if value is None or value in ("", ()):
        return "missing", "not recorded"
    if isinstance(value, bool):
        return None, "yes" if value else "no"
    return None, " ".join(str(words or value).split())


def _whole(**parts: object) -> _Answer:
    """All parts of a line; `incomplete` where some are there, naming those that are not."""
    lacking = [name.replace("_", " ") for name, value in parts.items() if value is None or value in ("", ())]
    if not lacking:
        return None, ", ".join(str(value).replace("_", " ") for value in parts.values())
    return ("missing" if len(lacking) == len(parts) else "incomplete"), f"not recorded: {', '.join(lacking)}"


def _identifier(case: Case) -> _Answer:
    return _said(case.patient.mrn or case.patient.family_name, "recorded")


def _birth(case: Case) -> _Answer:
    patient = case.patient
    if patient.birth_date is None and patient.age is not None:
        return None, f"{patient.age} years, no date of birth"
    return _said(patient.birth_date)


def _histology(case: Case) -> _Answer:
    if case.primary.histology is None and case.primary.text:
        return "incomplete", f"{case.primary.text}: no histology of the list"
    return _said(case.primary.histology, histology.label(case.primary.histology))


def _sins(lesion: Lesion) -> _Answer:
    score = sins.score(lesion)
    if not score.missing:
        return None, score.text
    lacking = ", ".join(key.replace("_", " ") for key in score.missing)
    return ("missing" if len(score.missing) == len(sins.ITEM_KEYS) else "incomplete"), f"not recorded: {lacking}"


def _neurology(case: Case) -> _Answer:
    each: Neurology = case.neurology
    power = each.frankel or each.asia or (None if each.motor is None else f"power {each.motor}")
    bladder = None if each.bladder_bowel_dysfunction is None else "yes" if each.bladder_bowel_dysfunction else "no"
    return _whole(walking=each.ambulation, power=power, bladder_and_bowel=bladder, direction=each.progression)


def _images(case: Case) -> _Answer:
    at_hand = [each.images_available for each in case.imaging]
    if True in at_hand:
        return None, "yes"
    return ("incomplete", "not at hand") if False in at_hand else ("missing", "not recorded")


def _reported(case: Case) -> _Answer:
    return _said(next((each.reported_by for each in case.imaging if each.reported_by), None))


def _performance(case: Case) -> _Answer:
    if case.systemic.ecog is not None:
        return None, f"ECOG {case.systemic.ecog}"
    return _said(case.systemic.kps, f"KPS {case.systemic.kps}")


def _goal(case: Case) -> _Answer:
    return _said(case.patient_words or ", ".join(goal.replace("_", " ") for goal in case.patient_goals))


def _irradiated(lesion: Lesion) -> _Answer:
    given = lesion.previous_radiotherapy
    return _said(given if given is None or isinstance(given, bool) else "yes")


_LINES: Final[Mapping[str, _Line]] = {
    "identifier": _once(_identifier),
    "birth_date": _once(_birth),
    "responsible": _once(lambda case: _whole(name=case.responsible.name, contact=case.responsible.contact)),
    "question": _once(lambda case: _said(case.question)),
    "question_to_radiology": _once(lambda case: _said(case.question_to_radiology)),
    "histology": _once(_histology),
    "mri": _imaged("mri_whole_spine"),
    "lesion": _once(lambda case: _said(" ".join(lesion.level for lesion in case.lesions))),
    "escc": _each(lambda lesion: _said(lesion.escc)),
    "escc_read": _each(lambda lesion: _whole(grader=lesion.escc_read_by, date=lesion.escc_read_on)),
    "sins": _each(_sins),
    "sins_read": _each(lambda lesion: _whole(rater=lesion.sins_read_by, date=lesion.sins_read_on)),
    "neurology": _once(_neurology),
    "performance": _once(_performance),
    "knows_diagnosis": _once(lambda case: _said(case.patient.knows_diagnosis)),
    "goal": _once(_goal),
    "told_of_discussion": _once(lambda case: _said(case.patient.told_of_discussion)),
    "referrer": _once(lambda case: _said(case.referrer.name or case.referrer.unit)),
    "ct": _imaged("ct", "pet_ct"),
    "images": _once(_images),
    "reported": _once(_reported),
    "paraspinal": _each(lambda lesion: _said(lesion.paraspinal)),
    "previous_radiotherapy": _each(_irradiated),
    "fitness": _once(lambda case: _said(case.systemic.tolerates_surgery)),
    "systemic": _once(lambda case: _said(case.systemic.visceral)),
    "survival": _once(lambda case: _said(case.systemic.expected_survival_months, "recorded")),
    "comorbidities": _once(lambda case: _said(", ".join(case.systemic.comorbidities))),
    "pain": _once(lambda case: _said(case.pain.score)),
    "onset": _once(lambda case: _said(case.neurology.onset, "recorded")),
}
"""What is looked up for each line of the table; the route is asked of the agenda."""
