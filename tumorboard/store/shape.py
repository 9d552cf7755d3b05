"""What a store file must be, checked whenever it is read, so that damage is named before anything is built on it."""

from typing import Any, Final

__all__ = ["CHANGES", "KEY", "META", "REVISION", "SCHEMA", "Tables", "fault_of", "schema_of"]

Tables = dict[str, dict[str, Any]]
"""TinyDB's own shape: table name → document id as text → document."""

SCHEMA: Final = 2
KEY: Final = "id"
REVISION: Final = "_rev"
CHANGES: Final = "changes"
META: Final = "_meta"


def fault_of(tables: Any) -> str | None:
    """What is wrong with what a store file holds and what to do, or None when it is a store this version can read."""
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        return "valid JSON but not a store; name the data folder with --data"
    for name, table in tables.items():
        for place, document in table.items():
            if not place.isdecimal() or not isinstance(document, dict) or not _is_whole(name, document):
                return f"damaged (table {name}, document {place}); nothing was changed, restore a copy"
    schema = schema_of(tables)
    if schema > SCHEMA:
        return (
            f"written by a newer version (schema {schema}, this one knows {SCHEMA}); "
            "start that version, nothing was changed"
        )
    return None


def schema_of(tables: Tables) -> int:
    """The version that wrote the tables; a file that says nothing of it is of the first."""
    schema = next((meta.get("schema") for meta in tables.get(META, {}).values()), None)
    return schema if isinstance(schema, int) else 1


def _is_whole(table: str, document: dict[str, Any]) -> bool:
    """Whether a document carries its key and, where it is a record, its revision."""
    return isinstance(document.get(KEY), str) and (
        table in (CHANGES, META) or (isinstance(document.get(REVISION), int) and document[REVISION] > 0)
    )
