"""What a case says to each line of the minimum data set of `data/knowledge/readiness.toml`, in words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tumorboard.clinical import emergency, histology, noms, sins
from tumorboard.clinical.answers import Answer, Asked, Line, day_of, each_lesion, imaged, once, read_by, said, whole
from tumorboard.domain.case import Case, Imaging, Lesion, PreviousRadiotherapy
from tumorboard.domain.vocabulary import ImagingKind

__all__ = ["LINES"]


def _birth(case: Case, asked: Asked) -> Iterator[tuple[str, Answer]]:
    patient = case.patient
    if patient.birth_date is not None and patient.birth_date > asked.on:
        yield "", ("incomplete", f"{patient.birth_date:%d %b %Y} is still to come at the meeting; check the date")
    elif patient.birth_date is None and patient.age is not None:
        yield "", ("incomplete", f"{patient.age} years; the date is not recorded")
    else:
        yield "", said(patient.birth_date, "recorded")


def _responsible(case: Case, asked: Asked) -> Iterator[tuple[str, Answer]]:
    contact = case.responsible.contact or ""
    refused = [word for word in asked.refused if re.search(rf"\b{re.escape(word)}\b", contact, re.IGNORECASE)]
    if refused:
        yield "", ("incomplete", f"{contact}: a {refused[0]} is no direct contact")
    else:
        yield "", whole({"name": case.responsible.name, "direct contact": contact})


def _histology(case: Case) -> Answer:
    if case.primary.histology is None and case.primary.text:
        return "incomplete", f"{case.primary.text}: no histology of the list"
    return said(case.primary.histology, histology.label(case.primary.histology))


def _sins(lesion: Lesion, asked: Asked) -> Answer:
    del asked
    score = sins.score(lesion)
    if not score.missing:
        return None, score.text
    lacking = ", ".join(key.replace("_", " ") for key in score.missing)
    return ("missing" if len(score.missing) == len(sins.ITEM_KEYS) else "incomplete"), f"not recorded: {lacking}"


def _neurology(case: Case) -> Answer:
    each = case.neurology
    grade = next(
        (f"{name} {value}" for name, value in (("ASIA", each.asia), ("Frankel", each.frankel)) if value is not None),
        None if each.motor is None else f"power {each.motor}/5",
    )
    trouble = each.bladder_bowel_dysfunction
    sphincters = (
        None if trouble is None else "bladder or bowel dysfunction" if trouble else "bladder and bowel in order"
    )
    parts = {"walking": each.ambulation, "power": grade, "bladder and bowel": sphincters, "direction": each.progression}
    return whole(parts)


def _performance(case: Case) -> Answer:
    if case.systemic.ecog is not None:
        return None, f"ECOG {case.systemic.ecog}"
    return said(case.systemic.kps, f"KPS {case.systemic.kps}")


def _comorbidity(case: Case) -> Answer:
    named = ", ".join(case.systemic.comorbidities)
    if not named and case.systemic.asa is not None:
        return None, f"ASA {case.systemic.asa}"
    return said(named)


def _told(case: Case) -> Answer:
    if case.patient.told_of_discussion is False:
        return "incomplete", "not told yet"
    return said(case.patient.told_of_discussion)


def _goal(case: Case) -> Answer:
    return said(case.patient_words or ", ".join(case.patient_goals))


def _biology(case: Case) -> Answer:
    """Whether the tumour's response to radiation is open: no class in the table, and none that the board gave."""
    primary = case.primary
    if primary.histology is None and primary.radiosensitivity is None:
        return "missing", "open while no histology is recorded"
    classes = noms.oncologic(False, primary.radiosensitivity, primary.histology)
    if len(classes) > 1:
        return "missing", f"open: no source lists {histology.label(primary.histology)}; the board gives the class"
    return None, classes[0] + (", given by the board" if primary.radiosensitivity else "")


def _images(case: Case) -> Answer:
    """Whether the images of the MRI and CT that there are can be shown."""
    wanted = [each for each in case.imaging if each.kind in ("mri_whole_spine", "ct")] or list(case.imaging)
    away = [each for each in wanted if each.images_available is False]
    if away:
        return "incomplete", "not at hand: " + ", ".join(_placed(each) for each in away)
    if not wanted or any(each.images_available is None for each in wanted):
        return "missing", "whether they were transferred is not recorded"
    return None, ", ".join(dict.fromkeys(_placed(each) for each in wanted))


def _placed(image: Imaging) -> str:
    return f"{_KINDS.get(image.kind, image.kind.replace('_', ' '))} ({image.where or 'place not recorded'})"


_KINDS: Final[Mapping[ImagingKind, str]] = {"mri_whole_spine": "whole-spine MRI", "ct": "CT", "pet_ct": "PET-CT"}


def _reported(case: Case) -> Answer:
    """Who reported the latest whole-spine MRI."""
    found = [each for each in case.imaging if each.kind == "mri_whole_spine"]
    last = max(found, key=lambda each: (each.on is not None, day_of(each.on) if each.on else date.min), default=None)
    return said(last and last.reported_by)


def _irradiated(lesion: Lesion, asked: Asked) -> Answer:
    del asked
    given = lesion.previous_radiotherapy
    if given is None or given is False:
        return said(given)
    known = given if isinstance(given, PreviousRadiotherapy) else PreviousRadiotherapy()
    dose = None if known.dose_gy is None else f"{known.dose_gy:g} Gy"
    fractions = None if known.fractions is None else f"in {known.fractions}"
    lacks, says = whole({"dose": dose, "fractions": fractions, "date": known.on})
    return (lacks and "incomplete"), (f"given; {says}" if lacks else says)


def _history(case: Case) -> Answer:
    undated = [each.kind for each in case.treatment_history if each.on is None]
    if undated:
        return "incomplete", f"without its date: {', '.join(undated)}"
    return said(", ".join(dict.fromkeys(each.kind for each in case.treatment_history)))


def _onset(case: Case) -> Answer:
    if case.neurology.onset is None and emergency.neurological_signs(case.neurology) == "absent":
        return None, "no neurological signs"
    return said(case.neurology.onset, f"{case.neurology.onset:%d %b %Y %H:%M}" if case.neurology.onset else None)


def _steroid(case: Case, asked: Asked) -> Iterator[tuple[str, Answer]]:
    """Asked where there are neurological signs."""
    del asked
    started = case.neurology.steroid_started
    if started is not None or emergency.neurological_signs(case.neurology) == "present":
        yield "", said(started, f"since {started:%d %b %Y %H:%M}" if started else None)


def _survival(case: Case) -> Answer:
    months = case.systemic.expected_survival_months
    return said(months, None if months is None else f"{months:g} months")


LINES: Final[Mapping[str, Line]] = {
    "identifier": once(lambda case: said(case.patient.mrn, "recorded")),
    "birth_date": _birth,
    "responsible": _responsible,
    "question": once(lambda case: said(case.question)),
    "question_to_radiology": once(lambda case: said(case.question_to_radiology)),
    "histology": once(_histology),
    "mri": imaged("mri_whole_spine", instead="mri_region"),
    "lesion": once(lambda case: said(" ".join(lesion.level for lesion in case.lesions))),
    "escc": each_lesion(lambda lesion, _: said(lesion.escc)),
    "escc_read": each_lesion(
        lambda lesion, asked: read_by(lesion.escc_read_by, lesion.escc_read_on, asked, by="grader")
    ),
    "sins": each_lesion(_sins),
    "sins_read": each_lesion(
        lambda lesion, asked: read_by(lesion.sins_read_by, lesion.sins_read_on, asked, by="rater")
    ),
    "neurology": once(_neurology),
    "performance": once(_performance),
    "comorbidities": once(_comorbidity),
    "knows_diagnosis": once(lambda case: said(case.patient.knows_diagnosis)),
    "goal": once(_goal),
    "told_of_discussion": once(_told),
    "referrer": once(lambda case: whole({"name": case.referrer.name, "unit": case.referrer.unit})),
    "diagnosed": once(lambda case: said(case.primary.diagnosed)),
    "biology": once(_biology),
    "ct": imaged("ct", "pet_ct"),
    "images": once(_images),
    "reported": once(_reported),
    "paraspinal": each_lesion(lambda lesion, _: said(lesion.paraspinal)),
    "previous_radiotherapy": each_lesion(_irradiated),
    "treatment_history": once(_history),
    "myelopathy": once(lambda case: said(case.neurology.myelopathy)),
    "onset": once(_onset),
    "steroid": _steroid,
    "fitness": once(lambda case: said(case.systemic.tolerates_surgery)),
    "systemic": once(lambda case: said(case.systemic.visceral)),
    "survival": once(_survival),
    "goal_words": once(lambda case: said(case.patient_words)),
    "refuses": once(lambda case: said(", ".join(case.patient.refuses))),
    "pain": once(lambda case: said(case.pain.score)),
    "pain_control": once(lambda case: said(case.pain.controlled)),
}
"""What answers each line of the table but the route, which is the agenda's."""
