"""The case: one patient's question to the board, in the shape of `tumorboard.case/1`.

`None` is "not recorded" everywhere and never means "no". No field of the medicine has a default that claims something.
"""

from datetime import date
from typing import Annotated, Any, Final, Literal

from tumorboard.declared.marks import After, Before, Bounds, OneOfTwo
from tumorboard.domain.noun import (
    Day,
    DayOrMoment,
    Group,
    Line,
    Lines,
    Listed,
    Moment,
    Noun,
    Prose,
    RequiredLine,
    Worded,
)
from tumorboard.domain.vocabulary import (
    Alignment,
    Ambulation,
    BoneLesion,
    Collapse,
    Escc,
    Goal,
    Histology,
    ImagingKind,
    Impairment,
    Level,
    Pain,
    Posterolateral,
    Progression,
    Radiosensitivity,
    Route,
    Sex,
    StabilityJudgment,
    TreatmentKind,
    Visceral,
    VisceralPattern,
)

__all__ = [
    "CASE_FORMAT",
    "DETAILS",
    "FLAG",
    "Case",
    "Contact",
    "Imaging",
    "Labs",
    "Lesion",
    "Neurology",
    "PainReport",
    "Patient",
    "PreviousRadiotherapy",
    "Primary",
    "SinsItems",
    "Source",
    "Systemic",
    "Treatment",
]

CASE_FORMAT: Final = "tumorboard.case/1"
FLAG: Final = "<true or false>"
DETAILS: Final = "<details>"
"""What a validation adds to the path of a field that has two shapes; no key of a file is spelled so."""

Count = Annotated[int, Bounds(ge=0, le=999)]
Amount = Annotated[float, Bounds(ge=0)]
Positive = Annotated[float, Bounds(gt=0)]


class Patient(Noun):
    """Who the patient is, what they know and what they refuse."""

    mrn: Line = None
    family_name: Line = None
    given_name: Line = None
    birth_date: Day | None = None
    age: Annotated[int, Bounds(ge=0, le=130)] | None = None
    sex: Sex | None = None
    knows_diagnosis: bool | None = None
    told_of_discussion: bool | None = None
    refuses: Lines = ()

    def age_on(self, day: date) -> int | None:
        """Whole years on a day, from the date of birth; without one the age that was recorded."""
        born = self.birth_date
        if born is None:
            return self.age
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return years if years >= 0 else None


class Contact(Noun):
    """A person outside the board who can be reached."""

    name: Line = None
    unit: Line = None
    contact: Line = None


class Primary(Noun):
    """The primary tumour. `radiosensitivity` is the board's own class and overrides the table."""

    histology: Histology | None = None
    text: Line = None
    diagnosed: Day | None = None
    hormone_dependent: bool | None = None
    targeted_therapy: bool | None = None
    radiosensitivity: Radiosensitivity | None = None


class SinsItems(Noun):
    """The five recorded items of SINS (Fisher 2010); the sixth, location, comes from the level."""

    pain: Pain | None = None
    bone_lesion: BoneLesion | None = None
    alignment: Alignment | None = None
    collapse: Collapse | None = None
    posterolateral: Posterolateral | None = None


class PreviousRadiotherapy(Noun):
    """Radiotherapy already given to a lesion; dose in Gy, fractions as a count."""

    technique: Line = None
    dose_gy: Positive | None = None
    fractions: Annotated[int, Bounds(ge=1, le=999)] | None = None
    on: Day | None = None


def _shape(given: Any) -> str:
    return DETAILS if isinstance(given, dict | PreviousRadiotherapy) else FLAG


RadiotherapyGiven = Annotated[bool | PreviousRadiotherapy, OneOfTwo((FLAG, DETAILS), _shape)]
"""Whether a lesion was irradiated, or what it was given; details, even empty, mean that it was."""


class Lesion(Noun):
    """One lesion at one level, with its readings and who made them. A level may occur more than once."""

    level: Level
    index: bool | None = None
    escc: Escc | None = None
    sins: Annotated[SinsItems, Group] = SinsItems.blank()
    stability_judgment: StabilityJudgment | None = None
    previous_radiotherapy: RadiotherapyGiven | None = None
    paraspinal: bool | None = None
    escc_read_by: Line = None
    sins_read_by: Line = None
    escc_read_on: Day | None = None
    sins_read_on: Day | None = None


class Neurology(Noun):
    """Neurological status. Hours are hours; motor power is MRC 0–5; Frankel and ASIA are never one field."""

    ambulation: Ambulation | None = None
    non_ambulatory_hours: Amount | None = None
    progression: Progression | None = None
    myelopathy: bool | None = None
    bladder_bowel_dysfunction: bool | None = None
    bilateral_symptoms: bool | None = None
    complete_loss: bool | None = None
    frankel: Impairment | None = None
    asia: Impairment | None = None
    motor: Annotated[int, Bounds(ge=0, le=5)] | None = None
    onset: Moment | None = None
    suspected: Moment | None = None
    walking_lost: Moment | None = None
    steroid_started: Moment | None = None


LABS: Final = "systemic.labs."
"""What the path of each laboratory value begins with."""


class Labs(Noun):
    """Laboratory values in the units that the names carry."""

    albumin_g_dl: Positive | None = None
    crp_mg_dl: Amount | None = None
    ldh_iu_l: Positive | None = None
    platelets_per_ul: Positive | None = None
    calcium_mg_dl: Positive | None = None
    bilirubin_mg_dl: Amount | None = None


class Systemic(Noun):
    """The patient as a whole: performance, fitness, extent. Survival is in months."""

    ecog: Annotated[int, Bounds(ge=0, le=4)] | None = None
    kps: Annotated[int, Bounds(ge=10, le=100, multiple_of=10)] | None = None
    asa: Annotated[int, Bounds(ge=1, le=5)] | None = None
    tolerates_surgery: bool | None = None
    expected_survival_months: Amount | None = None
    visceral: Visceral | None = None
    visceral_pattern: VisceralPattern | None = None
    previous_chemotherapy: bool | None = None
    extraspinal_bone_foci: Count | None = None
    vertebral_metastases: Count | None = None
    brain_metastases: bool | None = None
    labs: Annotated[Labs, Group] = Labs.blank()
    comorbidities: Lines = ()
    controlled_by_systemic_therapy: bool | None = None


class Imaging(Noun):
    """One examination, where its images lie and who reported it."""

    kind: ImagingKind
    on: DayOrMoment | None = None
    where: Line = None
    reported_by: Line = None
    images_available: bool | None = None


class PainReport(Noun):
    """The patient's pain; score 0–10."""

    score: Annotated[int, Bounds(ge=0, le=10)] | None = None
    night: bool | None = None
    radicular: bool | None = None
    localized_dominant: bool | None = None
    controlled: bool | None = None


class Treatment(Noun):
    """One treatment already given."""

    kind: TreatmentKind
    text: Prose = None
    levels: Annotated[tuple[Level, ...], Worded] = ()
    on: Day | None = None


class Source(Noun):
    """Where a published case was published."""

    title: Line = None
    url: Line = None
    year: Annotated[int, Bounds(ge=1800, le=2200)] | None = None


def _this_format(given: Any) -> Any:
    return CASE_FORMAT if given is None else given


def _with_one_index(lesions: tuple[Lesion, ...]) -> tuple[Lesion, ...]:
    marked = [lesion.level for lesion in lesions if lesion.index]
    if len(marked) > 1:
        raise ValueError(f"index is true on {len(marked)} lesions ({', '.join(marked)}); allowed is at most one")
    return lesions


class Case(Noun):
    """One patient's question to the board (`tumorboard.case/1`)."""

    format: Annotated[Literal["tumorboard.case/1"], Before(_this_format)] = CASE_FORMAT
    id: RequiredLine
    patient: Annotated[Patient, Group] = Patient.blank()
    referrer: Annotated[Contact, Group] = Contact.blank()
    responsible: Annotated[Contact, Group] = Contact.blank()
    question: Prose = None
    question_to_radiology: Prose = None
    notes: Prose = None
    reported_reasoning: Prose = None
    route: Route | None = None
    primary: Annotated[Primary, Group] = Primary.blank()
    lesions: Annotated[tuple[Lesion, ...], Listed, After(_with_one_index)] = ()
    neurology: Annotated[Neurology, Group] = Neurology.blank()
    systemic: Annotated[Systemic, Group] = Systemic.blank()
    imaging: Annotated[tuple[Imaging, ...], Listed] = ()
    pain: Annotated[PainReport, Group] = PainReport.blank()
    treatment_history: Annotated[tuple[Treatment, ...], Listed] = ()
    patient_goals: Annotated[tuple[Goal, ...], Worded] = ()
    patient_words: Prose = None
    asymptomatic: bool | None = None
    incidental: bool | None = None
    source: Annotated[Source, Group] = Source.blank()

    def record(self) -> dict[str, Any]:
        """The case as a JSON-ready record with only what was recorded; `Case` reads it back to an equal case."""
        return {"format": CASE_FORMAT, **self.written()}
