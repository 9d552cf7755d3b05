"""A sheet as JSON: its parts in order, each under the name of what it is."""

from dataclasses import fields
from typing import Any

from tumorboard.sheets.document import Document, Part

__all__ = ["as_json"]


def as_json(document: Document) -> dict[str, Any]:
    """The sheet as JSON values, such as `{"fact": {"label": "question", "text": "SBRT?"}}` for a fact."""
    return _told(document)


def _told(part: Document | Part) -> dict[str, Any]:
    told = {field.name: getattr(part, field.name) for field in fields(part)}
    if "parts" in told:
        told["parts"] = [{type(each).__name__.lower(): _told(each)} for each in told["parts"]]
    return told
