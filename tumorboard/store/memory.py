"""A store as it stands in memory: TinyDB's tables, the places of their records, and how a commit changes them."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from tumorboard.store import snapshot
from tumorboard.store.records import Record, hash_of
from tumorboard.store.rows import Rows
from tumorboard.store.shape import CHANGES, KEY, META, SCHEMA, Tables, schema_of

__all__ = ["Memory"]


class Memory:
    """The tables at one revision. Documents in it are replaced and never changed, so they may be handed out."""

    def __init__(self, tables: Tables) -> None:
        """`tables` as a snapshot holds them, `_meta` among them; an empty dict is a store that is about to begin."""
        self.tables = tables
        self.schema = schema_of(tables) if tables else SCHEMA
        meta: Mapping[str, Any] = next(iter(tables.pop(META, {}).values()), {})
        self.store: str = meta.get("store") or uuid4().hex
        self.revision: int = meta.get("revision", 0)
        self.chain: str = meta.get("chain", "")
        self._highest: dict[str, int] = dict(meta.get("highest", {}))
        self._places: dict[str, dict[str, str]] = {}
        for name, table in tables.items():
            self._highest[name] = max(self._highest.get(name, 0), *map(int, table)) if table else 0

    def apply(self, record: Record) -> None:
        """Take in the next commit."""
        for kind, table, place, *document in record.ops:
            if kind == "put":
                self.put(table, place, document[0])
            else:
                self.drop(table, place)
        self.revision, self.chain = record.revision, record.chain

    def document(self, table: str, key: str) -> Mapping[str, Any] | None:
        """The document of a record, or None."""
        place = self.places(table).get(key)
        return None if place is None else self.tables[table][place]

    def places(self, table: str) -> dict[str, str]:
        """Where the record of each key lies in a table. Not for the change log, where a key occurs many times."""
        if table not in self._places:
            rows = self.tables.get(table, {})
            self._places[table] = (
                rows.places() if isinstance(rows, Rows) else {document[KEY]: place for place, document in rows.items()}
            )
        return self._places[table]

    def free_place(self, table: str) -> int:
        """The first place of a table that was never used: a place is never given again."""
        return self._highest.get(table, 0) + 1

    def meta(self) -> dict[str, Any]:
        """What the snapshot says of itself."""
        return {
            KEY: "store",
            "schema": self.schema,
            "store": self.store,
            "revision": self.revision,
            "chain": self.chain,
            "highest": self._highest,
        }

    def whole(self) -> Tables:
        """The tables as a snapshot holds them, `_meta` among them."""
        return {META: {"1": self.meta()}, **self.tables}

    def snapshot(self) -> tuple[bytes, str]:
        """The tables as a file that TinyDB itself can read, and its hash."""
        content = snapshot.written(self.whole())
        return content, hash_of(content)

    def entries(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The change log, oldest first, each entry with its number."""
        return ((int(place), entry) for place, entry in self.tables.get(CHANGES, {}).items())

    def put(self, table: str, place: str, document: dict[str, Any]) -> None:
        """Put a document in its place."""
        self.tables.setdefault(table, {})[place] = document
        self._highest[table] = max(self._highest.get(table, 0), int(place))
        if table in self._places:
            self._places[table][document[KEY]] = place

    def drop(self, table: str, place: str) -> None:
        """Take a document away; its place is not given again."""
        dropped = self.tables.get(table, {}).pop(place, None)
        if dropped is not None and table in self._places:
            self._places[table].pop(dropped[KEY], None)
