"""For each list of the source page a case that meets it, and what closes each criterion and what leaves it open."""

from tests.clinical.oracle import Json

OBSERVATION: Json = {
    "incidental": True,
    "asymptomatic": True,
    "lesion": {"escc": "0", "stability_judgment": "stable"},
    "systemic": {"controlled_by_systemic_therapy": True},
}
AUGMENTATION: Json = {
    "lesion": {
        "escc": "1a",
        "stability_judgment": "stable",
        "sins": {"collapse": "under_50", "alignment": "normal", "posterolateral": "none"},
    },
    "pain": {"localized_dominant": True},
    "neurology": {"frankel": "E"},
}
RADIOTHERAPY: Json = {
    "lesion": {"escc": "1b", "stability_judgment": "stable"},
    "neurology": {"frankel": "E"},
    "primary": {"histology": "lymphoma"},
}
SBRT: Json = {**RADIOTHERAPY, "primary": {"histology": "melanoma"}}
# For each list that asks for everything: an eligible case, and each criterion with what closes it and what opens it.
ALL_OF: dict[str, tuple[Json, list[tuple[str, Json, Json]]]] = {
    "observation": (
        OBSERVATION,
        [
            ("incidentally", {"incidental": False}, {"incidental": None}),
            ("asymptomatic", {"asymptomatic": False}, {"asymptomatic": None}),
            ("cord compression", {"lesion": {"escc": "2"}}, {"lesion": {"escc": None}}),
            ("stability preserved", {"lesion": {"stability_judgment": "unstable"}},
             {"lesion": {"stability_judgment": None}}),
            ("controls disease", {"systemic": {"controlled_by_systemic_therapy": False}},
             {"systemic": {"controlled_by_systemic_therapy": None}}),
        ],
    ),
    "augmentation": (
        AUGMENTATION,
        [
            ("pain dominates", {"pain": {"localized_dominant": False}}, {"pain": {"localized_dominant": None}}),
            ("fracture present", {"lesion": {"sins": {"collapse": "none"}}}, {"lesion": {"sins": {"collapse": None}}}),
            ("limited to vertebral body collapse", {"lesion": {"sins": {"alignment": "translation"}}},
             {"lesion": {"sins": {"posterolateral": None}}}),
            ("deficit absent or minimal", {"neurology": {"ambulation": "non_ambulatory"}},
             {"neurology": {"frankel": None}}),
            ("epidural tumor compression", {"lesion": {"escc": "3"}}, {"lesion": {"escc": None}}),
        ],
    ),
    "radiotherapy_alone": (
        RADIOTHERAPY,
        [
            ("function preserved", {"neurology": {"frankel": "C"}}, {"neurology": {"frankel": None}}),
            ("absent or low-grade", {"lesion": {"escc": "2"}}, {"lesion": {"escc": None}}),
            ("mechanically stable", {"lesion": {"stability_judgment": "unstable"}},
             {"lesion": {"stability_judgment": None}}),
            ("respond to radiation", {"primary": {"histology": "renal_cell"}}, {"primary": {"histology": "ovarian"}}),
        ],
    ),
    "sbrt": (
        SBRT,
        [
            ("relatively resistant", {"primary": {"histology": "breast"}}, {"primary": {"histology": None}}),
            ("significant spinal cord compression", {"lesion": {"escc": "3"}}, {"lesion": {"escc": "1c"}}),
            ("remains stable", {"lesion": {"stability_judgment": "unstable"}},
             {"lesion": {"stability_judgment": None}}),
            ("function preserved", {"neurology": {"frankel": None, "motor": 3}}, {"neurology": {"frankel": None}}),
        ],
    ),
}  # fmt: skip
EACH_OF_ALL = [(key, *each) for key, (_, criteria) in ALL_OF.items() for each in criteria]

NO_SURGERY: Json = {
    "lesion": {"escc": "0", "stability_judgment": "stable"},
    "neurology": {"frankel": "E", "progression": "stable", "complete_loss": False},
    "pain": {"controlled": True},
    "primary": {"histology": "breast"},
    "systemic": {"tolerates_surgery": True},
}
SURGERY: list[tuple[str, Json, Json]] = [
    ("deficit present or progressing", {"neurology": {"progression": "rapid"}}, {"neurology": {"frankel": None}}),
    ("deficit present or progressing", {"neurology": {"frankel": "D"}}, {"neurology": {"frankel": None}}),
    ("threatens paralysis", {"lesion": {"escc": "2"}}, {"lesion": {"escc": None}}),
    ("pain remains uncontrolled", {"pain": {"controlled": False}}, {"pain": {"controlled": None}}),
    ("mechanical instability", {"lesion": {"stability_judgment": "unstable"}},
     {"lesion": {"stability_judgment": None}}),
    ("tissue confirmation", {"primary": {"histology": "unknown_primary"}}, {"primary": {"histology": None}}),
]  # fmt: skip
REASONS: list[tuple[str, Json, Json]] = [
    ("function preserved", {"neurology": {"frankel": "E"}}, {"neurology": {"frankel": "C"}}),
    ("compression minimal", {"lesion": {"escc": "0"}}, {"lesion": {"escc": "3"}}),
    ("pain controllable", {"pain": {"controlled": True}}, {"pain": {"controlled": False}}),
    ("highly radiosensitive", {"primary": {"histology": "myeloma"}}, {"primary": {"histology": "melanoma"}}),
    ("longer than 48–72 hours", {"neurology": {"complete_loss": True, "non_ambulatory_hours": 90}},
     {"neurology": {"complete_loss": False}}),
    ("increases surgical risk", {"systemic": {"tolerates_surgery": False}}, {"systemic": {"tolerates_surgery": True}}),
    ("prefers less invasive", {"patient_goals": ["avoid_major_surgery"]}, {"patient_goals": ["mobility"]}),
]  # fmt: skip
