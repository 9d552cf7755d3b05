"""The JSON Schema of the case format, generated from the models."""

from typing import Any

from tumorboard.domain.case import CASE_FORMAT, Case

__all__ = ["case_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def case_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one case; a key that is not required may also be null, which is not recorded."""
    schema = Case.checking().json_schema()
    for each in (schema, *schema["$defs"].values()):
        required = each.get("required", ())
        for name, field in each.get("properties", {}).items():
            if name not in required:
                each["properties"][name] = _nullable(field)
    return {"$schema": _DIALECT, "$id": CASE_FORMAT, **schema, "title": CASE_FORMAT}


def _nullable(field: dict[str, Any]) -> dict[str, Any]:
    field = {key: value for key, value in field.items() if key != "default"}
    choices = field.get("anyOf", ())
    if {"type": "null"} in choices:
        return field
    if choices:
        return {**field, "anyOf": [*choices, {"type": "null"}]}
    return {"anyOf": [field, {"type": "null"}]}
