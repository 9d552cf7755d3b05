"""The snapshot as text: plain TinyDB JSON with a document a line.

A line at a time it is read with half the memory that the whole takes at once. A file that somebody laid out otherwise
is read as a whole.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from tumorboard.store.shape import Tables

__all__ = ["Tables", "read", "written"]


def written(tables: Tables) -> bytes:
    """The tables as TinyDB's JSON."""
    return b"".join(_pieces(tables))


def read(content: bytes) -> Any:
    """What a snapshot holds. Raises orjson.JSONDecodeError."""
    tables = _read_by_line(content)
    return orjson.loads(content) if tables is None else tables


def _pieces(tables: Tables) -> Iterator[bytes]:
    begin = b"{"
    for name, documents in tables.items():
        yield begin + orjson.dumps(name) + b":{"
        separator = b"\n"
        for place, document in documents.items():
            yield b'%b"%b":%b' % (separator, place.encode(), orjson.dumps(document))
            separator = b",\n"
        yield b"\n"
        begin = b"},"
    yield b"}}\n" if tables else b"{}\n"


def _read_by_line(content: bytes) -> Tables | None:
    """The tables of a snapshot that `written` laid out; None for any other layout."""
    tables: Tables = {}
    documents: dict[str, Any] = {}
    at, end = 0, len(content)
    try:
        while at < end:
            after = content.index(b"\n", at)
            line = content[at:after]
            at = after + 1
            if line.endswith(b":{"):
                documents = tables.setdefault(orjson.loads(line[line.index(b'"') : -2]), {})
            elif line == b"}}":
                return tables if at == end else None
            else:
                place, _, document = line.removesuffix(b",").partition(b":")
                documents[orjson.loads(place)] = orjson.loads(document)
    except (ValueError, TypeError):
        return None
    return None
