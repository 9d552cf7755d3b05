"""The closed word lists of the case format, each as a Literal in the order in which a person reads it."""

from typing import Final, Literal, get_args

Level = Literal[
    "C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7",
    "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12",
    "L1", "L2", "L3", "L4", "L5",
    "S1", "S2", "S3", "S4", "S5",
]  # fmt: skip
Escc = Literal["0", "1a", "1b", "1c", "2", "3"]
Pain = Literal["mechanical", "non_mechanical", "none"]
BoneLesion = Literal["lytic", "mixed", "blastic"]
Alignment = Literal["translation", "new_deformity", "normal"]
Collapse = Literal["over_50", "under_50", "body_over_50_involved", "none"]
Posterolateral = Literal["bilateral", "unilateral", "none"]
StabilityJudgment = Literal["stable", "unstable"]
Radiosensitivity = Literal["sensitive", "resistant"]
Histology = Literal[
    "breast", "prostate", "lung_small_cell", "lung_non_small_cell", "lung_unspecified", "renal_cell", "thyroid",
    "melanoma", "hepatocellular", "colorectal", "gastric", "gastrointestinal_other", "lymphoma", "myeloma",
    "germ_cell", "sarcoma", "ovarian", "neuroendocrine", "urothelial", "esophageal", "pancreatic", "biliary",
    "endometrial", "head_and_neck", "unknown_primary", "other",
]  # fmt: skip
Sex = Literal["female", "male", "other", "unknown"]
Route = Literal["emergency", "discuss", "standard_of_care", "information"]
Ambulation = Literal["independent", "aided", "non_ambulatory"]
Progression = Literal["stable", "slow", "rapid"]
Impairment = Literal["A", "B", "C", "D", "E"]
Visceral = Literal["none", "removable", "unremovable"]
VisceralPattern = Literal["none", "nodular", "disseminated"]
ImagingKind = Literal["mri_whole_spine", "mri_region", "ct", "pet_ct", "scintigraphy", "xray"]
TreatmentKind = Literal["surgery", "radiotherapy", "systemic", "augmentation", "other"]
Goal = Literal["survival", "mobility", "pain_control", "avoid_major_surgery", "other"]
Modality = Literal[
    "observation", "systemic_therapy", "cebrt", "sbrt", "separation_surgery", "decompression", "stabilization_open",
    "stabilization_percutaneous", "vertebroplasty", "kyphoplasty", "biopsy", "corticosteroid", "brace",
    "supportive_care", "more_imaging",
]  # fmt: skip
Reason = Literal[
    "neuro-urgency", "deficit-duration", "survival-expectation", "instability-threshold", "tumour-biology",
    "surgical-extent", "imaging-interpretation", "treatment-goals",
]  # fmt: skip
Timing = Literal[
    "immediately", "within_24_h", "within_48_h", "within_1_week", "within_2_weeks", "within_4_weeks", "elective"
]
Confidence = Literal["low", "moderate", "high"]
Intent = Literal["cure", "local_control", "palliation", "prevention"]
TriggerKind = Literal[
    "sins_at_least", "escc_at_least", "new_weakness", "growth_on_mri", "new_mechanical_pain", "new_fracture", "other"
]
Agreement = Literal["consensus", "majority_with_dissent", "no_decision", "more_data_needed"]
DeferralReason = Literal[
    "imaging_missing", "histology_missing", "facts_missing", "patient_goal_missing", "specialist_absent", "no_quorum",
    "time_ran_out", "patient_not_fit_to_decide", "other",
]  # fmt: skip
NotDone = Literal[
    "patient_wish", "patient_refused", "died", "lost_to_follow_up", "did_not_attend", "no_clinical_indication",
    "medical_reasons", "became_inoperable", "deterioration", "progression", "toxicity", "best_supportive_care",
    "other_therapy_chosen", "lasting_remission", "regular_end", "new_information", "wrong_information_at_meeting",
    "condition_not_met", "dissent_acted_on", "no_slot", "funding", "other", "unknown",
]  # fmt: skip
FollowUpKind = Literal["mri", "neuro_check", "stability_check", "restaging", "ct", "other"]
FollowUpState = Literal["planned", "ordered", "done", "read", "acted_on", "cancelled"]
Response = Literal["local_control", "progression", "uncertain"]
Attending = Literal["present", "remote"]
Role = Literal["chair", "coordinator", "specialist", "clinician", "observer"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
ESCC_GRADES: Final[tuple[Escc, ...]] = get_args(Escc)
HISTOLOGIES: Final[tuple[Histology, ...]] = get_args(Histology)
FOLLOW_UP_KINDS: Final[tuple[FollowUpKind, ...]] = get_args(FollowUpKind)
NOT_DONE: Final[tuple[NotDone, ...]] = get_args(NotDone)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
IRRADIATING: Final[frozenset[Modality]] = frozenset({"cebrt", "sbrt"})
OPERATING: Final[frozenset[Modality]] = frozenset(
    {"separation_surgery", "decompression", "stabilization_open", "stabilization_percutaneous"}
)
