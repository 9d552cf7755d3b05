"""A value as JSON has it, as pydantic writes it down."""

from datetime import date, datetime
from typing import Any

__all__ = ["as_json"]

_UTC = "+00:00"


def as_json(value: Any) -> Any:
    """A value of a record; of a record in it, only what is not as its default."""
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, datetime):
        text = value.isoformat()
        return f"{text.removesuffix(_UTC)}Z" if text.endswith(_UTC) else text
    if isinstance(value, date):
        return value.isoformat()
    written = getattr(value, "written", None)
    return value if written is None else written()
