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
Role = Literal["chair", "coordinator", "specialist", "clinician", "observer"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
ESCC_GRADES: Final[tuple[Escc, ...]] = get_args(Escc)
HISTOLOGIES: Final[tuple[Histology, ...]] = get_args(Histology)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
