"""The published scores, typed by hand from their sources, as plain sums; the product's own tables are not looked at.

Tokuhashi: NICE CG75 Appendix 3. Tomita, Katagiri: public copies of the papers. Bauer: Leithner 2008 as copied.
Van der Linden: medicalalgorithms.com. Where a histology alone does not say its group, every group that it may be in.
"""

from typing import Any, Final

Json = dict[str, Any]

KPS_OF_ECOG: Final = {0: (90, 100), 1: (70, 80), 2: (50, 60), 3: (30, 40), 4: (10, 20)}

LUNG: Final = ("lung_small_cell", "lung_non_small_cell", "lung_unspecified")
TOKUHASHI_SITE: Final[dict[str, set[int]]] = {
    **{each: {0} for each in LUNG},
    "gastric": {0}, "esophageal": {0}, "pancreatic": {0},
    "hepatocellular": {1}, "unknown_primary": {1},
    "melanoma": {2}, "gastrointestinal_other": {2}, "lymphoma": {2}, "myeloma": {2}, "germ_cell": {2},
    "ovarian": {2}, "head_and_neck": {2},
    "renal_cell": {3}, "endometrial": {3},
    "thyroid": {5}, "breast": {5}, "prostate": {5},
    "colorectal": {2, 4},  # others, rectum
    "sarcoma": {0, 2},  # osteosarcoma, others
    "neuroendocrine": {0, 2, 5},  # by its site, others, carcinoid
    "urothelial": {0, 2, 3},  # bladder, ureter, renal pelvis
    "biliary": {1, 2},  # gallbladder, others
    "other": {2, 3},  # others, cervix
}  # fmt: skip
TOMITA_SITE: Final[dict[str, set[int]]] = {
    "breast": {1}, "prostate": {1}, "thyroid": {1},
    "renal_cell": {2}, "endometrial": {2},
    **{each: {4} for each in LUNG},
    "gastric": {4}, "hepatocellular": {4}, "unknown_primary": {4},
}  # fmt: skip
TOMITA_NOT_NAMED: Final = {1, 2, 4}
BAUER_FAVOURABLE: Final = ("breast", "renal_cell", "lymphoma", "myeloma")
BAUER_MAY_BE_LUNG: Final = ("unknown_primary", "neuroendocrine")
KATAGIRI_SITE: Final[dict[str, set[int]]] = {
    "thyroid": {0}, "myeloma": {0}, "lymphoma": {0},
    "renal_cell": {2}, "sarcoma": {2},
    "colorectal": {3}, "gastric": {3}, "pancreatic": {3}, "head_and_neck": {3}, "esophageal": {3},
    "hepatocellular": {3}, "melanoma": {3}, "unknown_primary": {3},
}  # fmt: skip
KATAGIRI_NOT_NAMED: Final = {0, 2, 3}
FRANKEL: Final = {"A": 0, "B": 0, "C": 1, "D": 1, "E": 2}


def tokuhashi(kps: int, foci: int, vertebrae: int, visceral: str, site: int, frankel: str) -> int:
    """0–15."""
    condition = 0 if kps <= 40 else 1 if kps <= 70 else 2
    extraspinal = 2 if foci == 0 else 1 if foci <= 2 else 0
    spinal = 2 if vertebrae == 1 else 1 if vertebrae == 2 else 0
    organs = {"unremovable": 0, "removable": 1, "none": 2}[visceral]
    return condition + extraspinal + spinal + organs + site + FRANKEL[frankel]


def tomita(site: int, visceral: str, foci: int, vertebrae: int) -> int:
    """2–10."""
    return site + {"none": 0, "removable": 2, "unremovable": 4}[visceral] + (1 if foci + vertebrae == 1 else 2)


def bauer(visceral: str, not_lung: int, favourable: int, foci: int, vertebrae: int) -> int:
    """0–4."""
    return (visceral == "none") + not_lung + favourable + (foci + vertebrae == 1)


def bauer_sites(histology: str) -> set[tuple[int, int]]:
    """Not lung, and one of the four."""
    favourable = int(histology in BAUER_FAVOURABLE)
    if histology in BAUER_MAY_BE_LUNG:
        return {(0, favourable), (1, favourable)}
    return {(int(histology not in LUNG), favourable)}


def katagiri_sites(histology: str, hormones: bool | None, targeted: bool | None) -> set[int]:
    """Growth: slow 0, moderate 2, rapid 3."""
    if histology in ("breast", "prostate"):
        return {0, 2} if hormones is None else {0 if hormones else 2}
    if histology in LUNG:
        return {2, 3} if targeted is None else {2 if targeted else 3}
    return KATAGIRI_SITE.get(histology, KATAGIRI_NOT_NAMED)


def laboratory(labs: Json) -> int:
    """Of six values that are all there."""
    critical = labs["platelets_per_ul"] < 100_000 or labs["calcium_mg_dl"] >= 10.3 or labs["bilirubin_mg_dl"] >= 1.4
    abnormal = labs["crp_mg_dl"] >= 0.4 or labs["ldh_iu_l"] >= 250 or labs["albumin_g_dl"] < 3.7
    return 2 if critical else 1 if abnormal else 0


def spread(pattern: str, brain: bool) -> int:
    """Visceral or cerebral."""
    return {"none": int(brain), "nodular": 1, "disseminated": 2}[pattern]


def katagiri(site: int, organs: int, lab: int, ecog: int, chemotherapy: bool, multiple: bool) -> int:
    """0–10."""
    return site + organs + lab + (ecog >= 3) + chemotherapy + multiple


def van_der_linden(kps: int, site: int, visceral: str) -> int:
    """0–6; KPS from 20."""
    return (0 if kps <= 40 else 1 if kps <= 70 else 2) + site + (visceral == "none")


def van_der_linden_sites(histology: str) -> set[int]:
    """Breast 3, prostate 2, lung 1, other 0."""
    if histology == "neuroendocrine":
        return {0, 1}
    return {{"breast": 3, "prostate": 2, **dict.fromkeys(LUNG, 1)}.get(histology, 0)}
