"""A table of a snapshot whose bytes are known to be whole: each document is read when it is first asked for."""

import re
from collections.abc import Iterator, MutableMapping
from typing import Any, Final

import orjson

from tumorboard.store.shape import KEY

__all__ = ["Rows"]

_PLAIN: Final = rb'"[^"\\]*"'
_BEGINS: Final = re.compile(rb'\{(?:%b:%b,)*?"%b":"([^"\\]*)"' % (_PLAIN, _PLAIN, KEY.encode()))
"""The key of a document where nothing but plain text stands before it."""


class Rows(MutableMapping[str, Any]):
    """Documents by their places, in order. Those that nobody asked for yet are a slice of the snapshot."""

    def __init__(self, snapshot: bytes) -> None:
        self._snapshot = snapshot
        self._rows: dict[str, Any] = {}

    def lay(self, place: str, document: slice) -> None:
        """Lay down where in the snapshot the JSON of a document is."""
        self._rows[place] = document

    def places(self) -> dict[str, str]:
        """Where the document of each key lies. Not for the change log, where a key occurs many times."""
        return {self._key(place, row): place for place, row in self._rows.items()}

    def _key(self, place: str, row: Any) -> str:
        begins = _BEGINS.match(self._snapshot, row.start) if type(row) is slice else None
        return begins[1].decode() if begins else str(self[place][KEY])

    def __getitem__(self, place: str) -> Any:
        row = self._rows[place]
        if type(row) is slice:
            row = self._rows[place] = orjson.loads(self._snapshot[row])
        return row

    def __setitem__(self, place: str, document: Any) -> None:
        self._rows[place] = document

    def __delitem__(self, place: str) -> None:
        del self._rows[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
