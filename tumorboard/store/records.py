"""The lines of the journal: one a commit, each with its own check and the check of the line before it.

A line is JSON, a tab, and a hash of the JSON. A power cut can leave the last line unfinished; anything else that does
not verify is damage.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

import orjson

__all__ = ["Header", "Op", "Record", "hash_of", "lines_of", "read_header", "read_record"]

Op = list[Any]
"""`["put", table, place, document]` or `["drop", table, place]`: the whole document as it stands afterwards."""

_HASH_DIGITS: Final = 32
_FORMAT: Final = 1


class Header(NamedTuple):
    """The first line: whose journal, from which revision on, and the hash of the snapshot that it goes with."""

    schema: int
    store: str
    base: int
    chain: str
    snapshot: str

    def line(self) -> bytes:
        """The header as the journal's first line."""
        return _line(
            {
                "journal": _FORMAT,
                "schema": self.schema,
                "store": self.store,
                "base": self.base,
                "chain": self.chain,
                "snapshot": self.snapshot,
            }
        )[0]


class Record(NamedTuple):
    """One commit. `chain` is the hash of its line, which covers `previous`, the hash of the line before."""

    revision: int
    previous: str
    at: str
    by: str
    ops: Sequence[Op]
    chain: str

    @classmethod
    def written(cls, revision: int, previous: str, at: str, by: str, ops: Sequence[Op]) -> tuple[bytes, "Record"]:
        """The line of a commit and the commit as it will be read again, sharing nothing with what was handed in.

        Raises ValueError for what JSON would not give back unchanged: NaN, a date, a number beyond 64 bits.
        """
        told = {"revision": revision, "previous": previous, "at": at, "by": by, "ops": ops}
        try:
            line, chain = _line(told)
        except orjson.JSONEncodeError as error:
            raise ValueError(str(error)) from error
        read: dict[str, Any] = orjson.loads(line[: line.rindex(b"\t")])
        if read["ops"] != list(ops):
            raise ValueError("holds what JSON does not give back unchanged, such as NaN or a date")
        return line, cls(revision, previous, at, by, read["ops"], chain)


def hash_of(content: bytes) -> str:
    """The hash used throughout the store, as hexadecimal text."""
    return sha256(content).hexdigest()[:_HASH_DIGITS]


def lines_of(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Every line with the place after it; the last one may be unfinished."""
    at = 0
    while at < len(content):
        end = content.find(b"\n", at)
        after = len(content) if end < 0 else end + 1
        yield after, content[at:after]
        at = after


def read_header(line: bytes) -> Header | None:
    """The header of a line that verifies, else None."""
    told = _verified(line)
    try:
        if told is None or told["journal"] != _FORMAT:
            return None
        return Header(told["schema"], told["store"], told["base"], told["chain"], told["snapshot"])
    except (KeyError, TypeError):
        return None


def read_record(line: bytes) -> Record | None:
    """The commit of a line that verifies, else None."""
    told = _verified(line)
    try:
        if told is None:
            return None
        chain = line[line.rindex(b"\t") + 1 : -1].decode()
        return Record(told["revision"], told["previous"], told["at"], told["by"], told["ops"], chain)
    except (KeyError, TypeError):
        return None


def _line(told: dict[str, Any]) -> tuple[bytes, str]:
    content = orjson.dumps(told)
    chain = hash_of(content)
    return b"%b\t%b\n" % (content, chain.encode()), chain


def _verified(line: bytes) -> dict[str, Any] | None:
    content, tab, check = line.rstrip(b"\n").rpartition(b"\t")
    if not tab or not line.endswith(b"\n") or hash_of(content).encode() != check:
        return None
    told = orjson.loads(content)
    return told if isinstance(told, dict) else None
