"""What pydantic makes of a declared class. Importing this imports it, which takes longer than all our own records."""

# ruff: noqa: E402 - pydantic looks for plugins while it is imported

from typing import Any

from tumorboard.declared.plugins import without_plugins

without_plugins()

from pydantic import ConfigDict, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema
from pydantic_core.core_schema import (
    CoreConfig,
    model_field,
    model_fields_schema,
    model_schema,
    no_info_after_validator_function,
    with_default_schema,
)

from tumorboard.declared.reading import BASES, REQUIRED, Column

__all__ = ["ValidationError", "adapter_of", "schema_of"]


def adapter_of(declared: type[Any]) -> TypeAdapter[Any]:
    """What holds content against a class, and writes its records down. An error tells nothing of a value."""
    return TypeAdapter(declared, config=ConfigDict(hide_input_in_errors=True))


def schema_of(declared: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a class: closed to unknown keys, and no guess at a type where the class is strict."""
    name = declared.__name__
    config = CoreConfig(
        title=name,
        strict=declared.is_strict,
        extra_fields_behavior="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
    )
    fields = {field: _field(field, column, handler) for field, column in declared.model_fields.items()}
    ref = f"{declared.__module__}.{declared.__qualname__}:{id(declared)}"
    content = model_fields_schema(fields, model_name=name, extra_behavior="forbid")
    if any("goes_together" in vars(each) for each in declared.__mro__[:BASES]):
        made = model_schema(declared, content, config=config, frozen=True)
        return no_info_after_validator_function(_gone_together, made, ref=ref)
    return model_schema(declared, content, config=config, frozen=True, ref=ref)


def _field(name: str, column: Column, handler: GetCoreSchemaHandler) -> Any:
    schema = handler.generate_schema(column.kind)
    if column.default is not REQUIRED:
        schema = with_default_schema(schema, default=column.default)
    return model_field(schema, validation_alias=column.key if column.key != name else None)


def _gone_together(record: Any) -> Any:
    record.goes_together()
    return record
