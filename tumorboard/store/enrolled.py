"""Who is enrolled in a store, also in a damaged one, read without changing anything."""

from collections.abc import Sequence
from pathlib import Path

from tumorboard.store.contract import StoreError
from tumorboard.store.recovery import recoverable
from tumorboard.store.rights import rights_of
from tumorboard.store.traces import was_begun

__all__ = ["Enrolled", "enrolled"]

Enrolled = dict[str, Sequence[str]]
"""The roles of each person, by their id."""


def enrolled(path: Path) -> Enrolled | None:
    """Who is enrolled in the store of snapshot `path`, as far as its files still prove it.

    Empty where no store was ever begun; None where there is one and nothing of it can be read. Raises StoreError for a
    folder that no store may lie in.
    """
    if not path.parent.is_dir():
        return {}
    rights_of(path.parent)
    try:
        memory = recoverable(path).memory
    except StoreError:
        return None if was_begun(path) else {}
    rows = memory.tables.get("people", {}).values()
    return {str(row.get("id")): tuple(row.get("roles", ())) for row in rows}
