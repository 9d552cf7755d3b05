"""An independent reference of the evaluation rules, typed by hand from the interchange contract, section 3.

It works on raw case records (the dictionaries of the case format), imports nothing of the program, and is naive on
purpose: ranges by trying every value, pivots by changing the input and computing everything again.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

Json = dict[str, Any]

LEVEL_POINTS = {
    "C0": 3, "C1": 3, "C2": 3, "C3": 2, "C4": 2, "C5": 2, "C6": 2, "C7": 3,
    "T1": 3, "T2": 3, "T3": 1, "T4": 1, "T5": 1, "T6": 1, "T7": 1, "T8": 1, "T9": 1, "T10": 1, "T11": 3, "T12": 3,
    "L1": 3, "L2": 2, "L3": 2, "L4": 2, "L5": 3,
    "S1": 3, "S2": 0, "S3": 0, "S4": 0, "S5": 0,
}  # fmt: skip
BELOW_CONUS = {"L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "S5"}
ITEM_POINTS = {
    "pain": {"mechanical": 3, "non_mechanical": 1, "none": 0},
    "bone_lesion": {"lytic": 2, "mixed": 1, "blastic": 0},
    "alignment": {"translation": 4, "new_deformity": 2, "normal": 0},
    "collapse": {"over_50": 3, "under_50": 2, "body_over_50_involved": 1, "none": 0},
    "posterolateral": {"bilateral": 3, "unilateral": 1, "none": 0},
}
BANDS = {"stable": range(7), "potentially_unstable": range(7, 13), "unstable": range(13, 19)}
GRADES = ["0", "1a", "1b", "1c", "2", "3"]
SENSITIVE = {"breast", "prostate", "lung_small_cell", "lymphoma", "myeloma", "germ_cell"}
RESISTANT = {"renal_cell", "thyroid", "melanoma", "hepatocellular", "sarcoma", "lung_non_small_cell", "colorectal"}
BEYOND_SOURCE = {"lung_non_small_cell", "colorectal"}
AXES = ["neurologic", "oncologic", "mechanical", "systemic"]
TABLE = {
    1: ("low", "sensitive", "stable", "—", "Standard radiotherapy (cEBRT)"),
    2: ("low", "sensitive", "unstable", "—", "Stabilization first, then standard radiotherapy"),
    3: ("low", "resistant", "stable", "—", "High-precision radiotherapy (SBRT)"),
    4: ("low", "resistant", "unstable", "—", "Stabilization first, then SBRT"),
    5: ("high", "sensitive", "stable", "—", "Standard radiotherapy (cEBRT)"),
    6: ("high", "sensitive", "unstable", "—", "Stabilization first, then standard radiotherapy"),
    7: ("high", "resistant", "stable", "fit",
        "Decompression (often “separation surgery”) ± stabilization, then SBRT"),
    8: ("high", "resistant", "stable", "unfit", "Standard radiotherapy (cEBRT) and symptom-focused care"),
    9: ("high", "resistant", "unstable", "fit", "Decompression + stabilization, then SBRT"),
    10: ("high", "resistant", "unstable", "unfit", "Limited stabilization when possible + standard radiotherapy"),
}  # fmt: skip
SIGNS = ["rapidly_progressive_weakness", "unable_to_walk", "bladder_bowel_dysfunction", "bilateral_symptoms"]


def part(record: Json, key: str) -> Json:
    """An object inside a record; not recorded is an empty one."""
    found: Json = record.get(key) or {}
    return found


def evaluation(case: Json, escc_1c: str = "low") -> Json:
    """What `evaluate --json` prints of one case (section 3), in comparable order."""
    lesions = [
        {"level": lesion["level"], "sins": sins(lesion), "noms": noms(case, lesion, escc_1c),
         "pivots": pivots(case, lesion, escc_1c)}
        for lesion in case.get("lesions") or []
    ]  # fmt: skip
    return comparable({"id": case["id"], "lesions": lesions, "emergency": emergency(case)})


def comparable(printed: Json) -> Json:
    """The same with flags and pivots sorted: the contract fixes no order for them."""
    for lesion in printed["lesions"]:
        lesion["noms"]["flags"] = sorted(lesion["noms"]["flags"])
        lesion["pivots"] = sorted(lesion["pivots"], key=lambda pivot: (pivot["input"], str(pivot["value"])))
    return printed


def sins(lesion: Json) -> Json:
    """Rule 1."""
    given = part(lesion, "sins")
    return _sins(lesion["level"], tuple(given.get(item) or None for item in ITEM_POINTS))


@cache
def _sins(level: str, items: tuple[str | None, ...]) -> Json:
    """Rule 1, over every total that some value of the missing items gives. Kept: pivots ask for it often."""
    options = [
        list(points.values()) if value is None else [points[value]]
        for points, value in zip(ITEM_POINTS.values(), items, strict=True)
    ]
    totals = [LEVEL_POINTS[level] + sum(chosen) for chosen in product(*options)]
    touched = set(range(min(totals), max(totals) + 1))
    return {
        "min": min(totals),
        "max": max(totals),
        "total": None if None in items else totals[0],
        "bands": [name for name, band in BANDS.items() if touched & set(band)],
        "missing": [item for item, value in zip(ITEM_POINTS, items, strict=True) if value is None],
    }


def irradiated(lesion: Json) -> bool:
    """Rule 3: true, or an object, even an empty one."""
    given = lesion.get("previous_radiotherapy")
    return given is True or isinstance(given, dict)


def axes(case: Json, lesion: Json, escc_1c: str) -> list[list[str]]:
    """Rules 2 to 5: the possible values of each axis."""
    high_grades = {"2", "3"} | ({"1c"} if escc_1c == "high" else set())
    grade, myelopathy = lesion.get("escc") or None, part(case, "neurology").get("myelopathy")
    if grade in high_grades or myelopathy is True:
        neurologic = ["high"]
    elif grade is not None and myelopathy is False:
        neurologic = ["low"]
    else:
        neurologic = ["low", "high"]

    primary = part(case, "primary")
    if irradiated(lesion):
        oncologic = ["resistant"]
    elif primary.get("radiosensitivity"):
        oncologic = [primary["radiosensitivity"]]
    elif primary.get("histology") in SENSITIVE:
        oncologic = ["sensitive"]
    elif primary.get("histology") in RESISTANT:
        oncologic = ["resistant"]
    else:
        oncologic = ["sensitive", "resistant"]

    score = sins(lesion)
    if lesion.get("stability_judgment"):
        mechanical = [lesion["stability_judgment"]]
    else:
        mechanical = ["stable"] * (score["min"] <= 12) + ["unstable"] * (score["max"] >= 7)

    tolerates = part(case, "systemic").get("tolerates_surgery")
    systemic = ["fit", "unfit"] if tolerates is None else ["fit" if tolerates else "unfit"]
    return [neurologic, oncologic, mechanical, systemic]


def rows(values: list[list[str]]) -> list[int]:
    """Rule 6: the rows that some combination matches."""
    return list(_rows(tuple(tuple(each) for each in values)))


@cache
def _rows(values: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    found = set()
    for n, o, m, s in product(*values):
        for number, (row_n, row_o, row_m, row_s, _) in TABLE.items():
            if (n, o, m) == (row_n, row_o, row_m) and row_s in ("—", s):
                found.add(number)
    return tuple(sorted(found))


def undecided_by(values: list[list[str]]) -> list[str]:
    """Rule 6: open axes of which one value, settled alone, changes the candidates."""
    return [
        name
        for place, name in enumerate(AXES)
        if len(values[place]) > 1
        and any(rows([*values[:place], [value], *values[place + 1 :]]) != rows(values) for value in values[place])
    ]


def flags(case: Json, lesion: Json, values: list[list[str]]) -> set[str]:
    """The flags of rules 2 to 5."""
    grade, score, judgment = lesion.get("escc") or None, sins(lesion), lesion.get("stability_judgment") or None
    primary, level = part(case, "primary"), lesion["level"]
    raised = {
        "escc_1c": grade == "1c",
        "myelopathy_without_high_grade": part(case, "neurology").get("myelopathy") is True
        and grade in ("0", "1a", "1b", "1c"),
        "below_conus": level in BELOW_CONUS,
        "previously_irradiated": irradiated(lesion),
        "previous_radiotherapy_unknown": lesion.get("previous_radiotherapy") in (None, "") and not irradiated(lesion),
        "radiotherapy_in_history": any(
            past["kind"] == "radiotherapy" and level in (past.get("levels") or [])
            for past in case.get("treatment_history") or []
        ),
        "histology_beyond_source": not irradiated(lesion)
        and not primary.get("radiosensitivity")
        and primary.get("histology") in BEYOND_SOURCE,
        "judgment_against_sins": (judgment == "stable" and score["min"] > 12)
        or (judgment == "unstable" and score["max"] < 7),
        "sins_indeterminate": judgment is None and score["total"] is not None and 7 <= score["total"] <= 12,
        "unfit_for_stabilization": values[3] == ["unfit"] and bool({2, 4, 6} & set(rows(values))),
    }
    return {name for name, holds in raised.items() if holds}


def noms(case: Json, lesion: Json, escc_1c: str = "low") -> Json:
    """Rules 2 to 6."""
    values = axes(case, lesion, escc_1c)
    candidates = rows(values)
    return {
        **dict(zip(AXES, values, strict=True)),
        "rows": candidates,
        "decided": len(candidates) == 1,
        "undecided_by": undecided_by(values),
        "recommendations": {str(number): TABLE[number][4] for number in candidates},
        "flags": sorted(flags(case, lesion, values)),
    }


def changes(case: Json, lesion: Json) -> Iterator[tuple[str, str | bool, Json, Json]]:
    """Rule 7: every single input that may change, its value, and the case and lesion with it."""
    grade = lesion.get("escc") or None
    at = None if grade is None else GRADES.index(grade)
    for place, each in enumerate(GRADES):
        if at is None or abs(place - at) == 1:
            yield "escc", each, case, {**lesion, "escc": each}
    for answer in (True, False):
        yield "myelopathy", answer, {**case, "neurology": {**part(case, "neurology"), "myelopathy": answer}}, lesion
    for item, options in ITEM_POINTS.items():
        for option in options:
            yield f"sins.{item}", option, case, {**lesion, "sins": {**part(lesion, "sins"), item: option}}
    for board in ("sensitive", "resistant"):
        yield (
            "radiosensitivity",
            board,
            {**case, "primary": {**part(case, "primary"), "radiosensitivity": board}},
            lesion,
        )
    for answer in (True, False):
        systemic = {**part(case, "systemic"), "tolerates_surgery": answer}
        yield "tolerates_surgery", answer, {**case, "systemic": systemic}, lesion


def pivots(case: Json, lesion: Json, escc_1c: str = "low") -> list[Json]:
    """Rule 7 by brute force: change the input, compute everything again, compare."""
    before = rows(axes(case, lesion, escc_1c))
    found = []
    for name, value, changed_case, changed_lesion in changes(case, lesion):
        after = rows(axes(changed_case, changed_lesion, escc_1c))
        if after != before:
            found.append({"input": name, "value": value, "rows": after})
    return found


def emergency(case: Json) -> Json:
    """Rule 8."""
    state = part(case, "neurology")
    found = {
        "rapidly_progressive_weakness": state["progression"] == "rapid" if state.get("progression") else None,
        "unable_to_walk": state["ambulation"] == "non_ambulatory" if state.get("ambulation") else None,
        "bladder_bowel_dysfunction": state.get("bladder_bowel_dysfunction"),
        "bilateral_symptoms": state.get("bilateral_symptoms"),
    }
    present = [sign for sign in SIGNS if found[sign] is True]
    return {
        "present": present,
        "unknown": [sign for sign in SIGNS if found[sign] is None],
        "is_emergency": bool(present),
    }
