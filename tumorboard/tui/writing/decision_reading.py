"""From what a decision's sheet holds to the decision, and back."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from tumorboard.board.typed.levels import levels_typed
from tumorboard.board.typed.loosely import day_of, dose_of
from tumorboard.clinical import plans
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Decision, Dissent, NextMri, Step
from tumorboard.domain.view import View
from tumorboard.tui.session.talk import Talk
from tumorboard.tui.writing.decision_steps import steps_in
from tumorboard.tui.writing.entry import Missing, Values, text_of

__all__ = ["decision_of", "plain_steps", "values_of"]

_PLAIN: Final = ("timing", "owner", "condition", "fallback", "intent", "details")

Read = TypeVar("Read")


def decision_of(values: Values, talk: Talk, today: date) -> Decision:
    """The decision that a sheet holds. Raises Missing with the entry that is missing or wrong."""
    count = steps_in(values)
    if count == 0:
        raise Missing("1.modality", "a decision without a step decides nothing; choose what is done")
    steps = [_step(values, number) for number in range(1, count + 1)]
    if text_of(values, "rationale") is None:
        raise Missing("rationale", "say why; a decision without a rationale cannot be followed later")
    if not values.get("agreement"):
        raise Missing("agreement", "say how far the board agrees")
    dissents = tuple(_dissents(values, talk))
    try:
        return Decision.of(
            steps=tuple(steps),
            rationale=text_of(values, "rationale"),
            agreement=values["agreement"],
            dissents=dissents,
            parted_by=tuple(values.get("parted_by") or ()),
            departure=text_of(values, "departure"),
            without_quorum=text_of(values, "without_quorum"),
            tells_patient=values.get("tells"),
            tell_by=_day(values, "tell_by", today),
            next_mri=_mri(values, today),
        )
    except Missing:
        raise
    except Complaint as complaint:
        key = "dissenters" if "names nobody" in str(complaint) else "agreement"
        raise Missing(key, str(complaint)) from complaint


def values_of(decision: Decision) -> dict[str, Any]:
    """What a sheet holds that a decision was read from."""
    values: dict[str, Any] = {}
    for number, step in enumerate(decision.steps, start=1):
        values[f"{number}.modality"] = step.modality
        values[f"{number}.levels"] = " ".join(step.levels)
        if step.dose_gy is not None:
            values[f"{number}.dose"] = f"{step.dose_gy:g}/{step.fractions}"
        values |= {f"{number}.{part}": getattr(step, part) for part in _PLAIN}
    mri = decision.next_mri or NextMri()
    return values | {
        "rationale": decision.rationale,
        "agreement": decision.agreement,
        "dissenters": list(dict.fromkeys(each.person_id for each in decision.dissents)),
        "parted_by": list(decision.parted_by),
        "departure": decision.departure,
        "tells": decision.tells_patient,
        "tell_by": decision.tell_by and decision.tell_by.isoformat(),
        "mri_on": mri.on and mri.on.isoformat(),
        "mri_owner": mri.owner,
        "mri_because": mri.because,
        "no_mri": mri.none_because,
    }


def plain_steps(values: Values) -> Iterator[Step]:
    """What is done at which levels, of every step that was begun; levels that cannot be read yet are left out."""
    for number in range(1, steps_in(values) + 1):
        try:
            levels = _levels(values, f"{number}.levels")
        except Missing:
            levels = ()
        yield Step.of(modality=values[f"{number}.modality"], levels=levels)


def _step(values: Values, number: int) -> Step:
    dose = _read(values, f"{number}.dose", dose_of)
    try:
        return Step.of(
            modality=values[f"{number}.modality"],
            levels=_levels(values, f"{number}.levels"),
            dose_gy=dose and dose[0],
            fractions=dose and dose[1],
            **{part: values.get(f"{number}.{part}") or None for part in _PLAIN},
        )
    except Missing:
        raise
    except Complaint as complaint:
        key = "dose" if dose is not None else "modality"
        raise Missing(f"{number}.{key}", str(complaint)) from complaint


def _levels(values: Values, key: str) -> tuple[str, ...]:
    try:
        return levels_typed(text_of(values, key) or "")
    except Complaint as complaint:
        raise Missing(key, str(complaint)) from complaint


def _dissents(values: Values, talk: Talk) -> Iterator[Dissent]:
    """One for each dissenter: as it stands already, else out of their view, else in the words of the sheet."""
    views = {each.person_id: each.view for each in talk.standing_views if each.view is not None}
    standing = {each.person_id: each for each in talk.decision.decision.dissents} if talk.decision else {}
    words, dissenters = text_of(values, "dissent"), values.get("dissenters") or ()
    if words is not None and standing.keys() >= set(dissenters):
        raise Missing("dissent", _words_of_nobody([talk.names.get(each, each) for each in dissenters]))
    for person_id in dissenters:
        if person_id in standing:
            yield standing[person_id]
            continue
        view = views.get(person_id)
        if view is None and words is None:
            name = talk.names.get(person_id, person_id)
            raise Missing("dissent", f"{name} gave no view here; say in their words what they would have done")
        yield _dissent(person_id, view, words)


def _words_of_nobody(stands: Sequence[str]) -> str:
    """Why words of a dissent cannot be taken: `stands` names those who dissent in words that are on record."""
    if not stands:
        return "words of a dissent, and nobody dissents: name who above, or take the words out"
    return (
        f"what {', '.join(stands)} said stays as it is on record: take these words out, or put them into the reason "
        "of the amendment"
    )


def _dissent(person_id: str, view: View | None, words: str | None) -> Dissent:
    if view is None:
        return Dissent.of(person_id=person_id, position=words)
    said = " · ".join(part for part in (view.rationale, words) if part)
    return Dissent.of(
        person_id=person_id,
        position=plans.plan_said(view.plan),
        reasons=view.reasons,
        triggers=view.triggers,
        words=said or None,
    )


def _mri(values: Values, today: date) -> NextMri | None:
    on, owner, none = _day(values, "mri_on", today), values.get("mri_owner"), text_of(values, "no_mri")
    if none and (on or owner):
        raise Missing("no_mri", "a date or an owner, and a reason for none: one of them is wrong")
    if owner and on is None:
        raise Missing("mri_on", "who sees to the next MRI is named, and no day; give one such as +12w")
    if on and not owner:
        raise Missing("mri_owner", "the next MRI has a day and nobody who sees to it")
    if not (on or none):
        return None
    return NextMri.of(on=on, owner=owner, because=text_of(values, "mri_because") if on else None, none_because=none)


def _day(values: Values, key: str, today: date) -> date | None:
    day = _read(values, key, lambda typed: day_of(typed, today))
    if day is not None and day < today:
        raise Missing(key, f"{day:%a %d %b %Y} is past; today is {today:%a %d %b %Y}")
    return day


def _read(values: Values, key: str, reading: Callable[[str], Read]) -> Read | None:
    typed = text_of(values, key)
    if typed is None:
        return None
    try:
        return reading(typed)
    except Complaint as complaint:
        raise Missing(key, str(complaint)) from complaint
