"""What one commit is about to do."""

from typing import Any

from tumorboard.store.memory import Memory
from tumorboard.store.records import Op

__all__ = ["Transaction"]


class Transaction:
    """What a commit will do. Nothing of it is seen by anybody before the commit is durable."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.ops: list[Op] = []
        self._taken: dict[str, int] = {}

    def put(self, table: str, key: str, document: dict[str, Any]) -> None:
        """Put a record in the place of the one with its key, or in a new place. Once for each record."""
        place = self.memory.places(table).get(key) or str(self._free_place(table))
        self.ops.append(["put", table, place, document])

    def append(self, table: str, document: dict[str, Any]) -> None:
        """Put a document at the end of a table."""
        self.ops.append(["put", table, str(self._free_place(table)), document])

    def drop(self, table: str, place: str) -> None:
        """Take a document away."""
        self.ops.append(["drop", table, place])

    def _free_place(self, table: str) -> int:
        place = max(self.memory.free_place(table), self._taken.get(table, 0) + 1)
        self._taken[table] = place
        return place
