"""What a store file must be, checked whenever it is read, so that damage is named before anything is built on it."""

from collections.abc import Collection, MutableMapping
from types import NoneType
from typing import Any, Final

__all__ = [
    "CHANGES",
    "KEY",
    "META",
    "RECOVERABLE",
    "REVISION",
    "SCHEMA",
    "Tables",
    "fault_of",
    "log_fault_of",
    "newer_of",
    "schema_of",
]

Tables = dict[str, MutableMapping[str, Any]]
"""TinyDB's own shape: table name → document id as text → document."""

SCHEMA: Final = 4
RECOVERABLE: Final = "see what can be saved: tumorboard recover --dry-run"
KEY: Final = "id"
REVISION: Final = "_rev"
CHANGES: Final = "changes"
META: Final = "_meta"

_OF_AN_ENTRY: Final[dict[str, type | tuple[type, ...]]] = {
    **dict.fromkeys(("at", "by", "table", KEY, "content", "previous", "seal"), str),
    "revision": int,
    "first": bool,
    "edits": list,
    "why": (str, NoneType),
    "undoes": (int, NoneType),
}
_NONE: Final = object()


def fault_of(tables: Any) -> str | None:
    """What is wrong with what a store file holds and what to do, or None when it is a store this version can read."""
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        return "valid JSON but not a store; " + RECOVERABLE
    for name, table in tables.items():
        if not all(map(str.isdecimal, table)) or not _are_whole(table.values(), is_kept=name not in (CHANGES, META)):
            return f"damaged (table {name}); nothing was changed, {RECOVERABLE}"
    return newer_of(tables)


def newer_of(tables: Tables) -> str | None:
    """What to do where a newer version wrote the tables, or None."""
    schema = schema_of(tables)
    if schema > SCHEMA:
        return (
            f"written by a newer version (schema {schema}, this one knows {SCHEMA}); "
            "start that version, nothing was changed"
        )
    return None


def log_fault_of(tables: Tables) -> str | None:
    """What is wrong with the change log of a file that no journal vouches for, or None; of this version's tables."""
    for place, told in tables.get(CHANGES, {}).items():
        is_whole = all(isinstance(told.get(name, _NONE), kind) for name, kind in _OF_AN_ENTRY.items())
        if not is_whole or not all(isinstance(edit, dict) and type(edit.get("path")) is list for edit in told["edits"]):
            return f"damaged (change {place} of its log)"
    return None


def schema_of(tables: Tables) -> int:
    """The version that wrote the tables; a file that says nothing of it is of the first."""
    schema = next((meta.get("schema") for meta in tables.get(META, {}).values()), None)
    return schema if isinstance(schema, int) else 1


def _are_whole(documents: Collection[Any], *, is_kept: bool) -> bool:
    """Whether every document carries its key and, where they are records that are kept, its revision."""
    if not all(type(document) is dict and type(document.get(KEY)) is str for document in documents):
        return False
    return not is_kept or all(type(document.get(REVISION)) is int for document in documents)
