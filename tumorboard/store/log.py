"""The change log: an entry a record a commit, each sealed over the one before, and what may be read out of it.

An entry keeps only what changed, and the seal of the whole content afterwards, so that a record changed behind the
program's back is found as surely as an entry changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from tumorboard.store.contract import STORE, Base, Change, Document, Put
from tumorboard.store.edits import Edit, between, taken_back
from tumorboard.store.memory import Memory
from tumorboard.store.records import hash_of
from tumorboard.store.shape import CHANGES, KEY, REVISION

__all__ = [
    "Fault",
    "as_it_was",
    "base",
    "begin_anew",
    "change",
    "content_of",
    "document",
    "entry",
    "faults",
    "head",
    "note",
]


class Fault(NamedTuple):
    """Something that the log and the records do not agree on; `number` is the entry's, None for a record's."""

    number: int | None
    table: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.key}: {self.what}"


def document(row: Mapping[str, Any]) -> Document:
    """A stored row as the record that it is."""
    return Document(row[KEY], row[REVISION], content_of(row))


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a record holds, without what the store adds to it."""
    return {name: value for name, value in row.items() if name != REVISION}


def head(memory: Memory) -> str:
    """The seal of the last entry, which stands for the whole log; empty before the first."""
    rows = memory.tables.get(CHANGES)
    return str(rows[list(rows)[-1]]["seal"]) if rows else ""


def base(memory: Memory) -> Base:
    """What the log began anew on, an archive's; empty where nothing was archived."""
    told = next((told for _, told in memory.entries() if "base" in told), None)
    return Base(told["base"], told["content"], told["why"] or "") if told else Base("", "", "")


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
    return _sealed(told)


def _sealed(told: Mapping[str, Any]) -> dict[str, Any]:
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


def note(memory: Memory, by: str, at: datetime, why: str, known: Sequence[Fault] = ()) -> None:
    """Put an entry about the store itself at the end of the log, such as that a backup was restored.

    `known` are the faults that whoever recovered the store was told of: entries among them, and records that are gone,
    are accounted for by the note; records that are there are taken into the log as they stand.
    """
    entries = [fault.number for fault in known if fault.number is not None]
    records = [(fault.table, fault.key) for fault in known if fault.number is None]
    rows = {record: memory.document(*record) for record in records}
    gone = [list(record) for record in records if rows[record] is None]
    _write(memory, {**_about(STORE, "board", memory.revision, "", by, at, why), "known": entries, "gone": gone})
    for (table, key), row in rows.items():
        if row is not None:
            content = _seal(content_of(row))
            _write(memory, _about(table, key, memory.revision, content, by, at, "taken as it was found"))


def begin_anew(memory: Memory, by: str, at: datetime, why: str, digest: str) -> None:
    """Begin the log anew on the seal of the old one, which was archived, with every record that stands.

    `digest` is the hash of the archive's file.
    """
    seal = head(memory)
    memory.tables[CHANGES] = {}
    told = {**_about(STORE, "board", memory.revision, digest, by, at, why), "base": seal, "previous": seal}
    memory.put(CHANGES, str(memory.free_place(CHANGES)), _sealed(told))
    for table in [name for name in memory.tables if name != CHANGES]:
        for key in memory.places(table):
            content = _seal(content_of(memory.document(table, key) or {}))
            _write(memory, _about(table, key, memory.revision, content, by, at, "carried over"))


def faults(memory: Memory) -> Iterator[Fault]:
    """Everything in the log that does not verify, first entry first, then every record that it does not account for."""
    previous = base(memory).seal
    latest: dict[tuple[str, str], str] = {}
    known = {number for _, told in memory.entries() if told["table"] == STORE for number in told.get("known", ())}
    for number, told in memory.entries():
        what = _wrong_with(told, previous)
        if what and number not in known:
            yield Fault(number, told["table"], told[KEY], f"change {number} ({told['at']}, by {told['by']}): {what}")
        previous = told["seal"]
        if told["table"] == STORE:
            for table, key in told.get("gone", ()):
                latest.pop((table, key), None)
        else:
            latest[told["table"], told[KEY]] = told["content"]
    standing = {(name, key) for name in memory.tables if name != CHANGES for key in memory.places(name)}
    for table, key in sorted(standing - set(latest)):
        yield Fault(None, table, key, "is in the store and not in its log")
    for (table, key), content in latest.items():
        row = memory.document(table, key)
        if row is None or _seal(content_of(row)) != content:
            yield Fault(None, table, key, "is not what its last change left behind")


def _wrong_with(told: Mapping[str, Any], previous: str) -> str | None:
    if _seal({name: value for name, value in told.items() if name != "seal"}) != told["seal"]:
        return "was altered after it was written"
    if told["previous"] != previous:
        return "does not follow the entry before it; entries are missing or were put in"
    return None


def _about(table: str, key: str, revision: int, content: str, by: str, at: datetime, why: str) -> dict[str, Any]:
    """An entry that begins the history of a record, or of the store, where it stands."""
    return {
        "at": at.isoformat(),
        "by": by,
        "table": table,
        KEY: key,
        "revision": revision,
        "first": True,
        "edits": [],
        "content": content,
        "why": why,
        "undoes": None,
    }


def _write(memory: Memory, told: Mapping[str, Any]) -> None:
    memory.put(CHANGES, str(memory.free_place(CHANGES)), _sealed({**told, "previous": head(memory)}))


def _seal(told: Mapping[str, Any]) -> str:
    return hash_of(orjson.dumps(told, option=orjson.OPT_SORT_KEYS))
