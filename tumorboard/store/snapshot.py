"""The snapshot as text: plain TinyDB JSON with a document a line.

A line at a time it is read with half the memory that the whole takes at once, and where its hash vouches for it, a
document when it is asked for. A file that somebody laid out otherwise is read as a whole.
"""

from collections.abc import Iterator
from typing import Any, Final

import orjson

from tumorboard.store.rows import Rows
from tumorboard.store.shape import Tables

__all__ = ["Tables", "read", "read_when_asked", "written"]

_ENDS: Final = b"}}\n"
_QUOTE, _COMMA = b'",'


def written(tables: Tables) -> bytes:
    """The tables as TinyDB's JSON."""
    return b"".join(_pieces(tables))


def read(content: bytes) -> Any:
    """What a snapshot holds. Raises orjson.JSONDecodeError."""
    tables = _laid_out(content)
    try:
        return orjson.loads(content) if tables is None else {name: dict(rows) for name, rows in tables.items()}
    except orjson.JSONDecodeError:
        return orjson.loads(content)


def read_when_asked(content: bytes) -> Any:
    """The same of bytes that are known to be what `written` left; each document is read when it is asked for."""
    tables = _laid_out(content)
    return read(content) if tables is None else tables


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
    yield _ENDS if tables else b"{}\n"


def _laid_out(content: bytes) -> dict[str, Rows] | None:
    """The tables of a snapshot that `written` laid out, their documents unread; None for any other layout."""
    try:
        return _by_line(content)
    except (ValueError, TypeError):
        return None


def _by_line(content: bytes) -> dict[str, Rows] | None:
    tables: dict[str, Rows] = {}
    rows = Rows(content)
    at = 0
    while (after := content.find(b"\n", at)) >= 0:
        if content[at] == _QUOTE:
            end = content.index(b'":', at, after)
            rows.lay(content[at + 1 : end].decode(), slice(end + 2, after - (content[after - 1] == _COMMA)))
        elif content.endswith(b":{", at, after):
            rows = tables.setdefault(orjson.loads(content[content.index(b'"', at) : after - 2]), Rows(content))
        else:
            return tables if content[at:] == _ENDS else None
        at = after + 1
    return None
