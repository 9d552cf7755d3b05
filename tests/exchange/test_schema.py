"""The generated JSON Schema says the same as the contract: every key, every word, null where nothing is required."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from tests.strategies import HISTOLOGIES, LEVELS, Json, cases, slow
from tumorboard.exchange.schema import case_schema

# Every key of the format, by hand: object -> its keys. A name in brackets is the list's element.
KEYS = {
    "": "format id patient referrer responsible question question_to_radiology notes reported_reasoning route "
    "primary lesions neurology systemic imaging pain treatment_history patient_goals patient_words asymptomatic "
    "incidental source",
    "patient": "mrn family_name given_name birth_date age sex knows_diagnosis told_of_discussion refuses",
    "referrer": "name unit contact",
    "responsible": "name unit contact",
    "primary": "histology text diagnosed hormone_dependent targeted_therapy radiosensitivity",
    "lesions[]": "level index escc sins stability_judgment previous_radiotherapy paraspinal escc_read_by sins_read_by "
    "escc_read_on sins_read_on",
    "lesions[].sins": "pain bone_lesion alignment collapse posterolateral",
    "lesions[].previous_radiotherapy": "technique dose_gy fractions on",
    "neurology": "ambulation non_ambulatory_hours progression myelopathy bladder_bowel_dysfunction bilateral_symptoms "
    "complete_loss frankel asia motor onset suspected walking_lost steroid_started",
    "systemic": "ecog kps asa tolerates_surgery expected_survival_months visceral visceral_pattern "
    "previous_chemotherapy extraspinal_bone_foci vertebral_metastases brain_metastases labs comorbidities "
    "controlled_by_systemic_therapy",
    "systemic.labs": "albumin_g_dl crp_mg_dl ldh_iu_l platelets_per_ul calcium_mg_dl bilirubin_mg_dl",
    "imaging[]": "kind on where reported_by images_available",
    "pain": "score night radicular localized_dominant controlled",
    "treatment_history[]": "kind text levels on",
    "source": "title url year",
}
REQUIRED = {"": ["id"], "lesions[]": ["level"], "imaging[]": ["kind"], "treatment_history[]": ["kind"]}
SCHEMA = case_schema()
OTHERS: list[Any] = ["sometimes", 2, True, []]


def alternatives(schema: Json) -> list[Json]:
    """The schema's branches, with references followed."""
    if "$ref" in schema:
        return alternatives(SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    branches = schema.get("anyOf") or schema.get("oneOf")
    return [each for branch in branches for each in alternatives(branch)] if branches else [schema]


def object_at(path: str) -> Json:
    """The schema of the object under a path of KEYS."""
    found = SCHEMA
    for step in path.split(".") if path else []:
        found = found["properties"][step.removesuffix("[]")]
        if step.endswith("[]"):
            (found,) = [each["items"] for each in alternatives(found) if each.get("type") == "array"]
        (found,) = [each for each in alternatives(found) if each.get("type") == "object"]
    return found


TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "null": (type(None),),
    "integer": (int,), "number": (int, float),
}  # fmt: skip
BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "multipleOf": lambda value, step: value % step == 0,
    "minLength": lambda value, bound: len(value) >= bound,
    "maxLength": lambda value, bound: len(value) <= bound,
}


def allows(schema: Json, value: Any) -> bool:
    """Whether a value fits: the small part of JSON Schema that the format needs."""
    return any(fits(branch, value) for branch in alternatives(schema))


def fits(schema: Json, value: Any) -> bool:
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "type" in schema and (
        not isinstance(value, TYPES[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean")
    ):
        return False
    if not all(check(value, schema[name]) for name, check in BOUNDS.items() if name in schema):
        return False
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return (
            set(schema.get("required", ())) <= set(value)
            and (set(value) <= set(known) or schema.get("additionalProperties") is not False)
            and all(allows(known[key], each) for key, each in value.items() if key in known)
        )
    return not isinstance(value, list) or all(allows(schema.get("items", {}), each) for each in value)


def test_it_is_json_and_says_what_it_describes() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["$schema"].startswith("https://json-schema.org/")
    assert SCHEMA["$id"] == "tumorboard.case/1"
    assert SCHEMA["type"] == "object"


@pytest.mark.parametrize("path", KEYS)
def test_each_object_has_the_keys_of_the_contract_and_no_other(path: str) -> None:
    found = object_at(path)
    assert sorted(found["properties"]) == sorted(KEYS[path].split())
    assert found["additionalProperties"] is False
    assert found.get("required", []) == REQUIRED.get(path, [])


@pytest.mark.parametrize("path", KEYS)
def test_null_is_allowed_wherever_nothing_is_required(path: str) -> None:
    for key, field in object_at(path)["properties"].items():
        assert allows(field, None) == (key not in REQUIRED.get(path, [])), key


@pytest.mark.parametrize(
    ("path", "key", "words"),
    [("primary", "histology", HISTOLOGIES), ("lesions[]", "level", LEVELS),
     ("lesions[]", "escc", ["0", "1a", "1b", "1c", "2", "3"]),
     ("lesions[].sins", "pain", ["mechanical", "non_mechanical", "none"]),
     ("lesions[].sins", "collapse", ["over_50", "under_50", "body_over_50_involved", "none"]),
     ("", "route", ["emergency", "discuss", "standard_of_care", "information"]), ("", "format", ["tumorboard.case/1"])],
)  # fmt: skip
def test_a_closed_list_holds_its_words_and_no_other(path: str, key: str, words: list[str]) -> None:
    field = object_at(path)["properties"][key]
    assert all(allows(field, word) for word in words)
    assert not any(allows(field, word) for word in [*OTHERS, words[0].swapcase() + "x"])


@slow
@given(cases)
def test_every_case_of_the_format_fits_the_schema(raw: Json) -> None:
    assert allows(SCHEMA, raw)


@pytest.mark.parametrize(
    "raw",
    [{}, {"id": None}, {"id": 5}, {"id": "A", "colour": 1}, {"id": "A", "lesions": [{}]},
     {"id": "A", "lesions": [{"level": "T13"}]}, {"id": "A", "lesions": [{"level": "T8", "escc": 2}]},
     {"id": "A", "systemic": {"kps": 55}}, {"id": "A", "pain": {"score": 11}}, {"id": "A", "asymptomatic": 1},
     {"id": "A", "lesions": [{"level": "T8", "previous_radiotherapy": "yes"}]},
     {"id": "A", "imaging": [{"on": "2026-02-24"}]},
     {"id": "A", "patient": {"refuses": "blood"}}, [], "A", None],
)  # fmt: skip
def test_what_the_reader_refuses_the_schema_refuses(raw: Any) -> None:
    assert not allows(SCHEMA, raw)


@pytest.mark.parametrize("given_before", [True, False, None, {}, {"dose_gy": 8, "on": "2026-02-24"}])
def test_previous_radiotherapy_is_yes_no_unknown_or_details(given_before: Any) -> None:
    assert allows(SCHEMA, {"id": "A", "lesions": [{"level": "T8", "previous_radiotherapy": given_before}]})
