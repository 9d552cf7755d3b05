"""What would bring a case back: whether a trigger named with a view or a dissent has fired since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, cast

from tumorboard.clinical import escc, sins
from tumorboard.domain.case import Case, Lesion, Neurology
from tumorboard.domain.view import Trigger
from tumorboard.domain.vocabulary import Escc, Level

__all__ = ["Fired", "fired", "holding", "trigger_said"]

_SAID: Final = {
    "new_weakness": "new weakness",
    "growth_on_mri": "growth on MRI",
    "new_mechanical_pain": "new mechanical pain",
    "new_fracture": "new fracture",
}
_COLLAPSE: Final = {"none": 0, "body_over_50_involved": 0, "under_50": 1, "over_50": 2}
_IMPAIRMENT: Final[dict[object, int]] = {"E": 0, "D": 1, "C": 2, "B": 3, "A": 4}
_SIGNS: Final[dict[str, tuple[str, dict[object, int]]]] = {
    "progression": ("weakness", {"stable": 0, "slow": 1, "rapid": 2}),
    "ambulation": ("walking", {"independent": 0, "aided": 1, "non_ambulatory": 2}),
    "motor": ("motor", {5: 0, 4: 1, 3: 2, 2: 3, 1: 4, 0: 5}),
    "frankel": ("Frankel", _IMPAIRMENT),
    "asia": ("ASIA", _IMPAIRMENT),
}
"""Signs of weakness by how bad they are; 0 is normal."""
_JUDGE: Final = "for a person to judge"


@dataclass(frozen=True, slots=True)
class Fired:
    """A trigger and whether what it names is there now; None where the record does not tell. `says` is why."""

    trigger: Trigger
    holds: bool | None
    says: str


def trigger_said(trigger: Trigger) -> str:
    """A trigger in words, such as `SINS ≥ 13`."""
    words = trigger.words or ""
    if trigger.kind == "other":
        return words
    scores = {"sins_at_least": "SINS", "escc_at_least": "ESCC"}
    said = f"{scores[trigger.kind]} ≥ {trigger.value}" if trigger.kind in scores else _SAID[trigger.kind]
    return f"{said} ({words})" if words else said


def fired(trigger: Trigger, before: Case, now: Case, level: Level | None) -> Fired:
    """Whether a trigger holds for the lesion at `level` (every lesion where it is None).

    `before` is the case as it stood when the trigger was named. Growth on MRI and triggers in free words are for a
    person to judge.
    """
    if trigger.kind == "new_weakness":
        return Fired(trigger, *_weakness(before.neurology, now.neurology))
    if trigger.kind in ("growth_on_mri", "other"):
        return Fired(trigger, None, _JUDGE)
    lesions = _at(now, level)
    if not lesions:
        return Fired(trigger, None, f"no lesion recorded at {level}" if level else "no lesion recorded")
    if trigger.kind in ("sins_at_least", "escc_at_least"):
        return Fired(trigger, *_any(_reached(trigger, each) for each in lesions))
    pairs = list(_pairs(_at(before, level), lesions))
    if trigger.kind == "new_mechanical_pain":
        return Fired(trigger, *_any(_mechanical_pain(then, each) for then, each in pairs))
    return Fired(trigger, *_any(_fracture(then, each) for then, each in pairs))


def holding(triggers: Iterable[Trigger], case: Case, level: Level | None) -> list[Fired]:
    """The triggers that hold in what is recorded now. Only a threshold can: what is new is new since a day."""
    return [each for each in (fired(trigger, case, case, level) for trigger in triggers) if each.holds]


_Answer = tuple[bool | None, str]


def _any(answers: Iterable[_Answer]) -> _Answer:
    """True where one is; else None where one is not known; else False."""
    each = list(answers)
    for wanted in (True, None):
        said = [says for holds, says in each if holds is wanted]
        if said:
            return wanted, "; ".join(said)
    return False, "; ".join(says for _, says in each)


def _at(case: Case, level: Level | None) -> list[Lesion]:
    return [each for each in case.lesions if level in (None, each.level)]


def _pairs(before: list[Lesion], now: list[Lesion]) -> Iterator[tuple[Lesion | None, Lesion]]:
    """Each lesion of now with the only one that stood at its level before, or None."""
    for each in now:
        then = [past for past in before if past.level == each.level]
        today = [other for other in now if other.level == each.level]
        yield (then[0] if len(then) == len(today) == 1 else None), each


def _reached(trigger: Trigger, lesion: Lesion) -> _Answer:
    value = trigger.value or ""
    if trigger.kind == "sins_at_least":
        score = sins.score(lesion)
        said = f"{lesion.level}: SINS {score.text}"
        if score.low >= int(value):
            return True, said
        return (None if score.high >= int(value) else False), said
    if lesion.escc is None:
        return None, f"{lesion.level}: ESCC not recorded"
    return escc.rank(lesion.escc) >= escc.rank(cast(Escc, value)), f"{lesion.level}: ESCC {lesion.escc}"


def _mechanical_pain(then: Lesion | None, lesion: Lesion) -> _Answer:
    pain, past = lesion.sins.pain, then.sins.pain if then else None
    if pain is None:
        return None, f"{lesion.level}: pain not recorded"
    if pain != "mechanical":
        return False, f"{lesion.level}: pain not mechanical"
    if past is None:
        return None, f"{lesion.level}: pain mechanical, then not recorded"
    return past != "mechanical", f"{lesion.level}: pain mechanical, then {past.replace('_', ' ')}"


def _fracture(then: Lesion | None, lesion: Lesion) -> _Answer:
    """A vertebra that has collapsed, or collapsed further; infiltration without collapse is no fracture."""
    collapse, past = lesion.sins.collapse, then.sins.collapse if then else None
    if collapse is None:
        return None, f"{lesion.level}: collapse not recorded"
    said = f"{lesion.level}: collapse {sins.option_label('collapse', collapse)}"
    if not _COLLAPSE[collapse]:
        return False, said
    if past is None:
        return None, f"{said}, then not recorded"
    return _COLLAPSE[collapse] > _COLLAPSE[past], f"{said}, then {sins.option_label('collapse', past)}"


def _weakness(before: Neurology, now: Neurology) -> _Answer:
    """Weakness that was not there, from every sign that was recorded at either time."""
    signs = [_sign(field, getattr(before, field), getattr(now, field)) for field in _SIGNS]
    recorded = [each for each in signs if each is not None]
    return _any(recorded) if recorded else (None, "neurology not recorded")


def _sign(field: str, then: object, now: object) -> _Answer | None:
    """One sign; None where it was never recorded. What is normal now is not new whatever was recorded before."""
    if then is None and now is None:
        return None
    name, ranks = _SIGNS[field]
    if now is None:
        return None, f"{name} not recorded now"
    if ranks[now] == 0:
        return False, f"{name} {_words(now)}"
    if then is None:
        return None, f"{name} {_words(now)}, then not recorded"
    return ranks[now] > ranks[then], f"{name} {_words(now)}, then {_words(then)}"


def _words(said: object) -> str:
    return str(said).replace("_", " ")
