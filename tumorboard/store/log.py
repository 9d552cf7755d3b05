"""The change log: an entry a record a commit, each sealed over the one before, and what may be read out of it.

An entry keeps only what changed, and the seal of the whole content afterwards, so that a record changed behind the
program's back is found as surely as an entry changed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from tumorboard.store.contract import Change, Document, Put
from tumorboard.store.edits import Edit, between, taken_back
from tumorboard.store.memory import Memory
from tumorboard.store.records import hash_of
from tumorboard.store.shape import CHANGES, KEY, REVISION

__all__ = ["as_it_was", "change", "content_of", "document", "entry", "first_fault", "head", "sealed"]


def document(row: Mapping[str, Any]) -> Document:
    """A stored row as the record that it is."""
    return Document(row[KEY], row[REVISION], content_of(row))


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a record holds, without what the store adds to it."""
    return {name: value for name, value in row.items() if name != REVISION}


def head(memory: Memory) -> str:
    """The seal of the last entry, which stands for the whole log; empty before the first."""
    rows = memory.tables.get(CHANGES)
    return str(rows[next(reversed(rows))]["seal"]) if rows else ""


def entry(
    put: Put, before: Mapping[str, Any] | None, revision: int, previous: str, by: str, at: datetime, why: str | None
) -> dict[str, Any]:
    """The entry of one record in a commit; `before` is the row that it replaces, `previous` the seal before it."""
    after = {**put.content, KEY: put.key}
    edits = [] if before is None else [edit.told() for edit in between(content_of(before), after)]
    told = {
        "at": at.isoformat(),
        "by": by,
        "table": put.table,
        KEY: put.key,
        "revision": revision,
        "first": before is None,
        "edits": edits,
        "content": _seal(after),
        "why": why,
        "undoes": put.undoes,
        "previous": previous,
    }
    return sealed(told)


def sealed(told: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with its seal over all that it says."""
    return {**told, "seal": _seal(told)}


def change(number: int, told: Mapping[str, Any]) -> Change:
    """An entry as it is handed out."""
    return Change(
        number=number,
        at=told["at"],
        by=told["by"],
        table=told["table"],
        key=told[KEY],
        revision=told["revision"],
        is_first=told["first"],
        edits=tuple(Edit.read(each) for each in told["edits"]),
        why=told["why"],
        undoes=told["undoes"],
    )


def as_it_was(memory: Memory, table: str, key: str, revision: int) -> Document | None:
    """A record as it stood at a revision of the store: as it is now, with every later change taken back."""
    row = memory.document(table, key)
    if row is None:
        return None
    content: Any = content_of(row)
    told = [each for _, each in memory.entries() if (each["table"], each[KEY]) == (table, key)]
    while told and told[-1]["revision"] > revision:
        last = told.pop()
        if last["first"]:
            return None
        content = taken_back(content, [Edit.read(each) for each in last["edits"]])
    return Document(key, told[-1]["revision"], content) if told else None


def first_fault(memory: Memory) -> str | None:
    """The first entry of the log that does not verify, and why; None when the whole log does."""
    previous = ""
    latest: dict[tuple[str, str], str] = {}
    for number, told in memory.entries():
        where = f"change {number} ({told['table']} {told[KEY]}, {told['at']}, by {told['by']})"
        unsealed = {name: value for name, value in told.items() if name != "seal"}
        if _seal(unsealed) != told["seal"]:
            return f"{where}: was altered after it was written"
        if told["previous"] != previous:
            return f"{where}: does not follow the entry before it; entries are missing or were put in"
        previous = told["seal"]
        latest[told["table"], told[KEY]] = told["content"]
    unlogged = [
        f"{table} {key}: is in the store and not in its log"
        for table in memory.tables
        if table != CHANGES
        for key in memory.places(table)
        if (table, key) not in latest
    ]
    if unlogged:
        return unlogged[0]
    for (table, key), content in latest.items():
        row = memory.document(table, key)
        if row is None or _seal(content_of(row)) != content:
            return f"{table} {key}: is not what its last change left behind"
    return None


def _seal(told: Mapping[str, Any]) -> str:
    return hash_of(orjson.dumps(told, option=orjson.OPT_SORT_KEYS))
