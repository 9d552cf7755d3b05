"""Made cases with every item that the rules look at; the same cases at every run, and nobody's."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

__all__ = ["FIRST_CASE", "made_case", "write_cases"]

Json = dict[str, Any]
T = TypeVar("T")

_LEVELS: Final = ("C5", "T1", "T4", "T6", "T8", "T10", "T12", "L1", "L2", "L3", "L5", "S1")
_HISTOLOGIES: Final = (
    "breast", "prostate", "lung_non_small_cell", "renal_cell", "thyroid", "melanoma", "hepatocellular", "colorectal",
    "myeloma", "lymphoma", "sarcoma", "unknown_primary",
)  # fmt: skip
_SINS: Final = {
    "pain": ("mechanical", "non_mechanical", "none"),
    "bone_lesion": ("lytic", "mixed", "blastic"),
    "alignment": ("normal", "new_deformity", "normal", "translation"),
    "collapse": ("none", "under_50", "over_50", "body_over_50_involved"),
    "posterolateral": ("none", "unilateral", "bilateral"),
}
_LESIONS: Final = (1, 2, 1, 3)
_YES_NO: Final = (False, False, True)
_WALKS: Final = ("independent", "independent", "aided", "non_ambulatory")


def write_cases(path: Path, count: int) -> None:
    """Write one case a line."""
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps(made_case(number), ensure_ascii=False) + "\n")


def made_case(number: int) -> Json:
    """The case of a number; each list is walked at a stride of its own, so that combinations differ."""
    return {
        "format": "tumorboard.case/1",
        "id": _id(number),
        "patient": {
            "mrn": f"{number * 7919 % 1_000_000:06d}",
            "family_name": "Müster" if number % 5 == 0 else "Example",
            "given_name": "Made",
            "birth_date": f"{1935 + number % 50}-0{1 + number % 9}-1{number % 9}",
            "age": 40 + number % 50,
            "sex": _one(("female", "male"), number),
        },
        "referrer": {"name": "Dr. Made Up", "unit": "Oncology", "contact": "ext. 1234"},
        "question": "Stabilize before radiotherapy?\nIs the cord at risk at the index level?",
        "route": _one(("discuss", "emergency", "standard_of_care"), number),
        "primary": {
            "histology": _one(_HISTOLOGIES, number // 2),
            "text": "as reported by pathology",
            "diagnosed": "2024-03-18",
            "hormone_dependent": _one(_YES_NO, number),
            "targeted_therapy": _one(_YES_NO, number // 2),
        },
        "lesions": [_lesion(number, place) for place in range(_one(_LESIONS, number))],
        "neurology": _neurology(number),
        "systemic": _systemic(number),
        "imaging": [
            {"kind": "mri_whole_spine", "on": "2026-11-20T09:30+01:00", "reported_by": "Radiology"},
            {"kind": "ct", "on": "2026-11-21", "images_available": True},
        ],
        "pain": {"score": number % 11, "night": _one(_YES_NO, number), "localized_dominant": True, "controlled": False},
        "treatment_history": [{"kind": "systemic", "text": "first line, progressive", "on": "2025-06-01"}],
        "patient_goals": ["mobility", "pain_control"],
        "asymptomatic": False,
        "incidental": False,
    }


def _lesion(number: int, place: int) -> Json:
    at = number * 3 + place
    return {
        "level": _one(_LEVELS, number + place * 5),
        "index": place == 0,
        "escc": _one(("0", "1a", "1b", "1c", "2", "3"), at),
        "sins": {item: _one(options, at // stride) for stride, (item, options) in enumerate(_SINS.items(), start=1)},
        "previous_radiotherapy": {"technique": "3D", "dose_gy": 30, "fractions": 10} if at % 7 == 0 else False,
        "paraspinal": _one(_YES_NO, at),
        "escc_read_by": "Radiology",
        "sins_read_by": "Spine surgery",
        "sins_read_on": "2026-11-21",
    }


def _neurology(number: int) -> Json:
    return {
        "ambulation": _one(_WALKS, number),
        "progression": _one(("stable", "slow", "rapid"), number // 3),
        "myelopathy": _one(_YES_NO, number),
        "bladder_bowel_dysfunction": _one(_YES_NO, number // 4),
        "bilateral_symptoms": _one(_YES_NO, number // 5),
        "complete_loss": False,
        "frankel": _one("EEDC", number),
        "motor": _one((5, 5, 4, 3), number),
        "suspected": "2026-11-23T22:40+01:00",
    }


def _systemic(number: int) -> Json:
    return {
        "ecog": number % 4,
        "kps": 40 + number % 7 * 10,
        "asa": 1 + number % 4,
        "tolerates_surgery": number % 4 != 3,
        "expected_survival_months": 3 + number % 24,
        "visceral": _one(("none", "removable", "unremovable"), number),
        "extraspinal_bone_foci": number % 5,
        "vertebral_metastases": 1 + number % 4,
        "brain_metastases": number % 9 == 0,
        "labs": {"albumin_g_dl": 3.5, "crp_mg_dl": 1.2, "ldh_iu_l": 210, "platelets_per_ul": 240_000},
        "comorbidities": ["hypertension", "diabetes"],
    }


def _one(options: Sequence[T], at: int) -> T:
    return options[at % len(options)]


def _id(number: int) -> str:
    return f"MADE-{number:06d}"


FIRST_CASE: Final = _id(0)
"""What stands in the first row of the case list."""
