"""The words, scales and keys of the case format, typed by hand from the contract, and cases that hold one of them."""

from typing import Any

from tests.strategies import ESCC, HISTOLOGIES, IMPAIRMENT, LEVELS, SINS, Json

YES_NO: list[Any] = [True, False]
LESION = "lesions.0."
# Every closed list of the format, by hand.
CHOICES: dict[str, list[Any]] = {
    "route": ["emergency", "discuss", "standard_of_care", "information"],
    "patient.sex": ["female", "male", "other", "unknown"],
    "primary.histology": [*HISTOLOGIES],
    "primary.radiosensitivity": ["sensitive", "resistant"],
    LESION + "level": [*LEVELS],
    LESION + "escc": [*ESCC],
    LESION + "stability_judgment": ["stable", "unstable"],
    **{LESION + "sins." + item: [*options] for item, options in SINS.items()},
    "neurology.ambulation": ["independent", "aided", "non_ambulatory"],
    "neurology.progression": ["stable", "slow", "rapid"],
    "neurology.frankel": [*IMPAIRMENT],
    "neurology.asia": [*IMPAIRMENT],
    "systemic.visceral": ["none", "removable", "unremovable"],
    "systemic.visceral_pattern": ["none", "nodular", "disseminated"],
    "imaging.0.kind": ["mri_whole_spine", "mri_region", "ct", "pet_ct", "scintigraphy", "xray"],
    "treatment_history.0.kind": ["surgery", "radiotherapy", "systemic", "augmentation", "other"],
    "treatment_history.0.levels.0": [*LEVELS],
    "patient_goals.0": ["survival", "mobility", "pain_control", "avoid_major_surgery", "other"],
    "format": ["tumorboard.case/1"],
}
NUMBERS: dict[str, list[Any]] = {
    "patient.age": [0, 63, 110],
    "neurology.motor": [0, 1, 2, 3, 4, 5],
    "neurology.non_ambulatory_hours": [0, 0.5, 36],
    "systemic.ecog": [0, 1, 2, 3, 4],
    "systemic.kps": [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    "systemic.asa": [1, 2, 3, 4, 5],
    "systemic.expected_survival_months": [0, 3, 7.5],
    "systemic.labs.albumin_g_dl": [3, 3.5],
    "pain.score": [*range(11)],
    LESION + "previous_radiotherapy.dose_gy": [8, 30.5],
    LESION + "previous_radiotherapy.fractions": [1, 10],
    "source.year": [2024],
}
BOOLEANS = [
    "patient.knows_diagnosis", "primary.hormone_dependent", LESION + "index", LESION + "paraspinal",
    LESION + "previous_radiotherapy", "neurology.myelopathy", "neurology.complete_loss", "systemic.tolerates_surgery",
    "systemic.brain_metastases", "imaging.0.images_available", "pain.controlled", "asymptomatic", "incidental",
]  # fmt: skip
DATES = [
    "patient.birth_date", "primary.diagnosed", LESION + "escc_read_on", LESION + "previous_radiotherapy.on",
    "treatment_history.0.on",
]  # fmt: skip
MOMENTS = ["neurology.onset", "neurology.suspected", "neurology.walking_lost", "neurology.steroid_started"]
TEXTS = [
    "patient.family_name",
    "referrer.contact",
    "question",
    "primary.text",
    LESION + "escc_read_by",
    "patient_words",
]
NOT_A_NUMBER: list[Any] = ["63", True, [], {}, "many"]
OBJECTS = ["", "patient.", "referrer.", "responsible.", "primary.", LESION, LESION + "sins.",
           LESION + "previous_radiotherapy.", "neurology.", "systemic.", "systemic.labs.", "imaging.0.", "pain.",
           "treatment_history.0.", "source."]  # fmt: skip
REQUIRED = {"lesions": {"level": "T8"}, "imaging": {"kind": "ct"}, "treatment_history": {"kind": "surgery"}}


def with_value(path: str, value: Any) -> Json:
    """A case in which only `path` (and what it cannot do without) is given."""
    built: Any = value
    steps = path.split(".")
    for place in range(len(steps) - 1, -1, -1):
        if steps[place] == "0":
            required = REQUIRED.get(steps[place - 1], {})
            built = [{**required, **built} if isinstance(built, dict) else built]
        else:
            built = {steps[place]: built}
    return {"id": "A", **built}


def dotted(path: str) -> str:
    """The path as an error writes it."""
    return path.replace(".0", "[0]")


def given_values(path: str, raw: Any) -> Any:
    for step in path.split("."):
        raw = raw[int(step) if step == "0" else step]
    return raw
