"""What a person is typing, on disk with each key: an append-only journal of their own, settled by a commit.

A dropped link or a kill loses nothing of it, and the next start offers it back field by field.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from tumorboard.store.contract import StoreError
from tumorboard.store.files import append_durably, clear_unfinished, replace_file
from tumorboard.store.rights import PRIVATE, faults_told, made_folder, open_file, rights_of

__all__ = ["Draft", "Drafts"]

_LONG: Final = 128 * 1024
"""Bytes of a journal from which on it is written anew, with what is pending only."""


class Draft(NamedTuple):
    """Fields of one case that were typed and not committed, the revision they started from, and the last time."""

    case_id: str
    started_from: int
    fields: dict[str, Any]
    at: str


class Drafts:
    """One person's draft journal in a data folder."""

    def __init__(self, folder: Path, person_id: str) -> None:
        name = hashlib.blake2b(person_id.encode(), digest_size=12).hexdigest()
        self._path = folder / "drafts" / f"{name}.jsonl"
        self._long = _LONG

    def keep(self, case_id: str, started_from: int, field: str, value: Any, at: datetime) -> None:
        """Write down what a field now holds. Raises StoreError."""
        self._append({"case": case_id, "from": started_from, "field": field, "value": value, "at": at.isoformat()})

    def drop(self, case_id: str, field: str) -> None:
        """Forget what was typed into one field, for it was committed, taken back or dismissed. Raises StoreError."""
        self._append({"case": case_id, "drop": field})

    def rename(self, case_id: str, names: Mapping[str, str], started_from: int, at: datetime) -> None:
        """Call fields otherwise, all at once, as of another revision of the case. Raises StoreError."""
        self._append({"case": case_id, "from": started_from, "rename": dict(names), "at": at.isoformat()})

    def settle(self, case_id: str) -> None:
        """Forget what was typed of a case. Raises StoreError."""
        self._append({"case": case_id})

    def pending(self) -> dict[str, Draft]:
        """What was typed and never committed, by case. A torn last line, which no key waited for, is passed over."""
        found: dict[str, Draft] = {}
        for entry in self._entries():
            case_id = entry["case"]
            draft = found.pop(case_id, None)
            fields = draft.fields if draft else {}
            if "field" in entry:
                now = {**fields, entry["field"]: entry["value"]}
                found[case_id] = Draft(case_id, entry["from"], now, entry["at"])
            elif draft and "rename" in entry:
                now = {entry["rename"].get(name, name): value for name, value in fields.items()}
                found[case_id] = Draft(case_id, entry["from"], now, entry["at"])
            elif draft and "drop" in entry:
                left = {name: value for name, value in fields.items() if name != entry["drop"]}
                if left:
                    found[case_id] = draft._replace(fields=left)
        return found

    def _entries(self) -> list[dict[str, Any]]:
        with faults_told(self._path):
            try:
                lines = self._path.read_bytes().split(b"\n")
            except FileNotFoundError:
                return []
        entries = []
        for line in lines:
            try:
                entry = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            if isinstance(entry, dict) and isinstance(entry.get("case"), str):
                entries.append(entry)
        return entries

    def compact(self) -> None:
        """Write the journal anew with what is pending; of what was forgotten nothing is left. Raises StoreError."""
        if self._path.exists():
            with faults_told(self._path), self._held():
                self._renew()

    def _append(self, entry: dict[str, Any]) -> None:
        """Write an entry at the end. A journal with nothing pending any more is removed, a long one written anew."""
        folder = self._path.parent
        made_folder(folder, rights_of(folder.parent) if folder.parent.is_dir() else PRIVATE)
        with faults_told(self._path), self._held() as handle:
            append_durably(handle, b"\n" + orjson.dumps(entry) + b"\n", os.fstat(handle).st_size)
            if "field" not in entry and not self.pending():
                self._path.unlink(missing_ok=True)
            elif os.fstat(handle).st_size > self._long:
                with suppress(StoreError):  # the entry is on the disk already
                    self._renew()

    def _renew(self) -> None:
        """Only while the journal is held. What is pending may be long by itself: then the next time comes later."""
        pending = self.pending()
        if not pending:
            self._path.unlink(missing_ok=True)
            return
        content = b"".join(
            orjson.dumps({"case": key, "from": draft.started_from, "field": field, "value": value, "at": draft.at})
            + b"\n"
            for key, draft in pending.items()
            for field, value in draft.fields.items()
        )
        clear_unfinished(self._path)
        replace_file(self._path, content, PRIVATE)
        self._long = max(_LONG, 4 * len(content))

    @contextmanager
    def _held(self) -> Iterator[int]:
        """The open journal, locked, for another session of the same person may write, or remove it, just now."""
        while True:
            handle = open_file(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                if self._is_at_its_place(handle):
                    yield handle
                    return
            finally:
                os.close(handle)

    def _is_at_its_place(self, handle: int) -> bool:
        try:
            return os.fstat(handle).st_ino == self._path.stat().st_ino
        except FileNotFoundError:
            return False
