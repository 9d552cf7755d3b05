"""What `evaluate --json` prints of a case: exactly the keys, types and order of the contract."""

from typing import Any

import orjson
from hypothesis import given

from tests.strategies import Json, cases, read, slow
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.policy import Policy
from tumorboard.exchange.evaluation import evaluation

SIGNS = ["rapidly_progressive_weakness", "unable_to_walk", "bladder_bowel_dysfunction", "bilateral_symptoms"]
FLAGS = {
    "escc_1c", "myelopathy_without_high_grade", "below_conus", "previously_irradiated", "previous_radiotherapy_unknown",
    "radiotherapy_in_history", "histology_beyond_source", "judgment_against_sins", "sins_indeterminate",
    "unfit_for_stabilization",
}  # fmt: skip
EXAMPLE: Json = {
    "id": "C001",
    "primary": {"histology": "renal_cell"},
    "lesions": [
        {
            "level": "T8",
            "escc": "2",
            "previous_radiotherapy": False,
            "sins": {
                "pain": "mechanical",
                "bone_lesion": "lytic",
                "alignment": "normal",
                "collapse": "over_50",
                "posterolateral": "none",
            },
        }
    ],
    "neurology": {
        "ambulation": "independent",
        "myelopathy": True,
        "bladder_bowel_dysfunction": False,
        "bilateral_symptoms": False,
    },
}
PRINTED: Json = {
    "id": "C001",
    "lesions": [
        {
            "level": "T8",
            "sins": {"min": 9, "max": 9, "total": 9, "bands": ["potentially_unstable"], "missing": []},
            "noms": {
                "neurologic": ["high"],
                "oncologic": ["resistant"],
                "mechanical": ["stable", "unstable"],
                "systemic": ["fit", "unfit"],
                "rows": [7, 8, 9, 10],
                "decided": False,
                "undecided_by": ["mechanical", "systemic"],
                "recommendations": {
                    "7": "Decompression (often “separation surgery”) ± stabilization, then SBRT",
                    "8": "Standard radiotherapy (cEBRT) and symptom-focused care",
                    "9": "Decompression + stabilization, then SBRT",
                    "10": "Limited stabilization when possible + standard radiotherapy",
                },
                "flags": ["sins_indeterminate"],
            },
            "pivots": [
                {"input": "sins.pain", "value": "none", "rows": [7, 8]},
                {"input": "sins.alignment", "value": "translation", "rows": [9, 10]},
                {"input": "sins.collapse", "value": "none", "rows": [7, 8]},
                {"input": "radiosensitivity", "value": "sensitive", "rows": [5, 6]},
                {"input": "tolerates_surgery", "value": True, "rows": [7, 9]},
                {"input": "tolerates_surgery", "value": False, "rows": [8, 10]},
            ],
        }
    ],
    "emergency": {"present": [], "unknown": ["rapidly_progressive_weakness"], "is_emergency": False},
}


def printed(raw: Json) -> Json:
    found: Json = orjson.loads(orjson.dumps(evaluation(assess(read(raw), Policy()))))
    return found


def test_the_example_of_the_contract_is_printed_to_the_letter() -> None:
    assert printed(EXAMPLE) == PRINTED


def test_keys_come_in_the_order_of_the_contract() -> None:
    found = printed(EXAMPLE)
    assert list(found) == ["id", "lesions", "emergency"]
    (lesion,) = found["lesions"]
    assert list(lesion) == ["level", "sins", "noms", "pivots"]
    assert list(lesion["sins"]) == ["min", "max", "total", "bands", "missing"]
    assert list(lesion["noms"]) == [
        "neurologic", "oncologic", "mechanical", "systemic", "rows", "decided", "undecided_by", "recommendations",
        "flags",
    ]  # fmt: skip
    assert list(lesion["pivots"][0]) == ["input", "value", "rows"]
    assert list(found["emergency"]) == ["present", "unknown", "is_emergency"]


def test_a_case_of_which_nothing_is_known_guesses_nothing() -> None:
    assert printed({"id": "E"}) == {
        "id": "E", "lesions": [], "emergency": {"present": [], "unknown": SIGNS, "is_emergency": False}
    }  # fmt: skip
    (lesion,) = printed({"id": "E", "lesions": [{"level": "S3"}]})["lesions"]
    assert lesion["sins"]["total"] is None
    assert (lesion["sins"]["min"], lesion["sins"]["max"]) == (0, 15)
    assert lesion["sins"]["missing"] == ["pain", "bone_lesion", "alignment", "collapse", "posterolateral"]
    assert lesion["noms"]["rows"] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert lesion["noms"]["undecided_by"] == ["neurologic", "oncologic", "mechanical", "systemic"]


def test_lesions_are_printed_in_the_order_of_the_input_and_a_level_may_come_twice() -> None:
    levels = ["L3", "C0", "L3", "T8"]
    found = printed({"id": "A", "lesions": [{"level": level} for level in levels]})
    assert [lesion["level"] for lesion in found["lesions"]] == levels


@slow
@given(cases)
def test_every_case_is_printed_in_the_fixed_shape(raw: Json) -> None:
    found = printed(raw)
    assert found["id"] == raw["id"]
    assert len(found["lesions"]) == len(raw.get("lesions") or [])
    for lesion in found["lesions"]:
        checked_sins(lesion["sins"])
        checked_noms(lesion["noms"])
        for pivot in lesion["pivots"]:
            assert set(pivot) == {"input", "value", "rows"}
            assert pivot["rows"] == sorted(set(pivot["rows"]))
    emergency = found["emergency"]
    assert emergency["present"] == [sign for sign in SIGNS if sign in emergency["present"]]
    assert emergency["unknown"] == [sign for sign in SIGNS if sign in emergency["unknown"]]
    assert emergency["is_emergency"] is bool(emergency["present"])


def checked_sins(sins: Any) -> None:
    assert 0 <= sins["min"] <= sins["max"] <= 18
    assert (sins["total"] is None) == bool(sins["missing"])
    assert sins["total"] in (None, sins["min"])
    order = ["stable", "potentially_unstable", "unstable"]
    assert sins["bands"] == [band for band in order if band in sins["bands"]] != []


def checked_noms(noms: Any) -> None:
    assert noms["rows"] == sorted(set(noms["rows"])) != []
    assert set(noms["rows"]) <= set(range(1, 11))
    assert noms["decided"] is (len(noms["rows"]) == 1)
    assert list(noms["recommendations"]) == [str(number) for number in noms["rows"]]
    assert all(noms["recommendations"].values())
    assert not (noms["decided"] and noms["undecided_by"])
    assert set(noms["flags"]) <= FLAGS
    assert len(set(noms["flags"])) == len(noms["flags"])
