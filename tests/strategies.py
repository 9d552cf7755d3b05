"""Whole and partial cases for property tests, and the words of the case format, typed by hand from the contract."""

import io
import json
import unicodedata
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tumorboard.domain.case import Case
from tumorboard.exchange.reading import Record, read_cases

Json = dict[str, Any]

LEVELS = (
    "C0 C1 C2 C3 C4 C5 C6 C7 T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 L1 L2 L3 L4 L5 S1 S2 S3 S4 S5".split()  # noqa: SIM905
)
HISTOLOGIES = [
    "breast", "prostate", "lung_small_cell", "lung_non_small_cell", "lung_unspecified", "renal_cell", "thyroid",
    "melanoma", "hepatocellular", "colorectal", "gastric", "gastrointestinal_other", "lymphoma", "myeloma",
    "germ_cell", "sarcoma", "ovarian", "neuroendocrine", "urothelial", "esophageal", "pancreatic", "biliary",
    "endometrial", "head_and_neck", "unknown_primary", "other",
]  # fmt: skip
ESCC = ["0", "1a", "1b", "1c", "2", "3"]
SINS = {
    "pain": ["mechanical", "non_mechanical", "none"],
    "bone_lesion": ["lytic", "mixed", "blastic"],
    "alignment": ["translation", "new_deformity", "normal"],
    "collapse": ["over_50", "under_50", "body_over_50_involved", "none"],
    "posterolateral": ["bilateral", "unilateral", "none"],
}
IMPAIRMENT = ["A", "B", "C", "D", "E"]

slow = settings(deadline=None, max_examples=120)
"""For properties of whole cases, which take long to draw."""
thorough = settings(deadline=None, max_examples=250)
"""For properties of small values."""

yes_no = st.booleans()
_characters = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])
_said = st.sampled_from(
    ["[T1c]", "[/red] bold", "Müller", "C5–C6: 50 %", "=1+1", "\u0645\u06cc\u200c\u0631\u0648\u062f"]
)
line = (_said | st.text(_characters, min_size=1, max_size=8)).map(
    lambda text: unicodedata.normalize("NFC", text).strip()
)
lines = line.filter(bool)
prose = st.lists(lines, min_size=1, max_size=2).map("\n".join)
number = st.integers(1, 90) | st.sampled_from([0.5, 4.25, 16.0])
day = st.dates().map(lambda drawn: drawn.isoformat())
moment = st.builds(
    lambda drawn, zone: drawn.isoformat() + zone,
    st.datetimes(),
    st.sampled_from(["", "Z", "+01:00", "-05:30"]),
)


def _words(*allowed: str) -> st.SearchStrategy[str]:
    return st.sampled_from(allowed)


def _some(
    required: dict[str, st.SearchStrategy[Any]], /, **optional: st.SearchStrategy[Any]
) -> st.SearchStrategy[Json]:
    """An object of which each optional key is absent, null or given."""
    return st.fixed_dictionaries(required, optional={key: st.none() | value for key, value in optional.items()})


sins_items = _some({}, **{item: st.sampled_from(options) for item, options in SINS.items()})
radiotherapy = yes_no | _some({}, technique=lines, dose_gy=number, fractions=st.integers(1, 40), on=day)
lesion = _some(
    {"level": st.sampled_from(LEVELS)},
    escc=st.sampled_from(ESCC),
    sins=sins_items,
    stability_judgment=_words("stable", "unstable"),
    previous_radiotherapy=radiotherapy,
    paraspinal=yes_no,
    escc_read_by=lines,
    sins_read_by=lines,
    escc_read_on=day,
    sins_read_on=day,
)
primary = _some(
    {},
    histology=st.sampled_from(HISTOLOGIES),
    text=lines,
    diagnosed=day,
    hormone_dependent=yes_no,
    targeted_therapy=yes_no,
    radiosensitivity=_words("sensitive", "resistant"),
)
neurology = _some(
    {},
    ambulation=_words("independent", "aided", "non_ambulatory"),
    non_ambulatory_hours=number,
    progression=_words("stable", "slow", "rapid"),
    myelopathy=yes_no,
    bladder_bowel_dysfunction=yes_no,
    bilateral_symptoms=yes_no,
    complete_loss=yes_no,
    frankel=st.sampled_from(IMPAIRMENT),
    asia=st.sampled_from(IMPAIRMENT),
    motor=st.integers(0, 5),
    onset=moment,
    suspected=moment,
    walking_lost=moment,
    steroid_started=moment,
)
labs = _some(
    {},
    albumin_g_dl=number,
    crp_mg_dl=number,
    ldh_iu_l=number,
    platelets_per_ul=number,
    calcium_mg_dl=number,
    bilirubin_mg_dl=number,
)
systemic = _some(
    {},
    ecog=st.integers(0, 4),
    kps=st.integers(1, 10).map(lambda tens: tens * 10),
    asa=st.integers(1, 5),
    tolerates_surgery=yes_no,
    expected_survival_months=number,
    visceral=_words("none", "removable", "unremovable"),
    visceral_pattern=_words("none", "nodular", "disseminated"),
    previous_chemotherapy=yes_no,
    extraspinal_bone_foci=st.integers(0, 9),
    vertebral_metastases=st.integers(0, 9),
    brain_metastases=yes_no,
    labs=labs,
    comorbidities=st.lists(lines, max_size=2),
    controlled_by_systemic_therapy=yes_no,
)
patient = _some(
    {},
    mrn=lines,
    family_name=lines,
    given_name=lines,
    birth_date=day,
    age=st.integers(0, 110),
    sex=_words("female", "male", "other", "unknown"),
    knows_diagnosis=yes_no,
    told_of_discussion=yes_no,
    refuses=st.lists(lines, max_size=2),
)
contact = _some({}, name=lines, unit=lines, contact=lines)
imaging = _some(
    {"kind": _words("mri_whole_spine", "mri_region", "ct", "pet_ct", "scintigraphy", "xray")},
    on=day | moment,
    where=lines,
    reported_by=lines,
    images_available=yes_no,
)
pain = _some({}, score=st.integers(0, 10), night=yes_no, radicular=yes_no, localized_dominant=yes_no, controlled=yes_no)
treatment = _some(
    {"kind": _words("surgery", "radiotherapy", "systemic", "augmentation", "other")},
    text=prose,
    levels=st.lists(st.sampled_from(LEVELS), max_size=3),
    on=day,
)


def _one_index(case: Json, place: int | None) -> Json:
    """At most one lesion is the index lesion."""
    lesions = case.get("lesions")
    if not lesions or place is None:
        return case
    at = place % len(lesions)
    marked = [{**each, "index": number == at} for number, each in enumerate(lesions)]
    return {**case, "lesions": marked}


cases: st.SearchStrategy[Json] = st.builds(
    _one_index,
    _some(
        {"id": lines},
        format=st.just("tumorboard.case/1"),
        patient=patient,
        referrer=contact,
        responsible=contact,
        question=prose,
        question_to_radiology=prose,
        notes=prose,
        reported_reasoning=prose,
        route=_words("emergency", "discuss", "standard_of_care", "information"),
        primary=primary,
        lesions=st.lists(lesion, max_size=3),
        neurology=neurology,
        systemic=systemic,
        imaging=st.lists(imaging, max_size=2),
        pain=pain,
        treatment_history=st.lists(treatment, max_size=2),
        patient_goals=st.lists(
            _words("survival", "mobility", "pain_control", "avoid_major_surgery", "other"), max_size=2
        ),
        patient_words=prose,
        asymptomatic=yes_no,
        incidental=yes_no,
        source=_some({}, title=lines, url=lines, year=st.integers(1950, 2030)),
    ),
    st.none() | st.integers(0, 2),
)
"""Whole cases as raw records; every key of the format occurs."""

evaluated_cases: st.SearchStrategy[Json] = _some(
    {"id": st.just("X"), "lesions": st.lists(lesion, min_size=1, max_size=2)},
    primary=_some({}, histology=st.sampled_from(HISTOLOGIES), radiosensitivity=_words("sensitive", "resistant")),
    neurology=_some(
        {},
        ambulation=_words("independent", "aided", "non_ambulatory"),
        progression=_words("stable", "slow", "rapid"),
        myelopathy=yes_no,
        bladder_bowel_dysfunction=yes_no,
        bilateral_symptoms=yes_no,
    ),
    systemic=_some({}, tolerates_surgery=yes_no),
    treatment_history=st.lists(treatment, max_size=1),
)
"""Cases with only what the evaluation rules look at."""

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | yes_no | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
"""Anything that Python can write as JSON, NaN and Infinity among it."""


def records(raw: bytes) -> list[Record]:
    """Every record of a file's bytes."""
    return list(read_cases(io.BytesIO(raw)))


def read(case: Json) -> Case:
    """One raw record through the outside face; it must be a good one."""
    (record,) = records(json.dumps(case).encode())
    assert record.case is not None, str(record.problem)
    return record.case


def problem(case: Json) -> str:
    """What is said of a raw record that must be refused."""
    (record,) = records(json.dumps(case).encode())
    assert record.case is None, f"accepted: {case}"
    return str(record.problem)
