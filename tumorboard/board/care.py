"""The health of a board's records: every one of them read as what it must be, and every reference followed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tumorboard.board.cases import OF_A_CASE
from tumorboard.board.desk import Desk, NotAllowed, filed
from tumorboard.domain.case import Case
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.fate import FateRecord
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.forecast import Forecast
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.noun import Noun
from tumorboard.domain.people import Person
from tumorboard.domain.view import ViewRecord
from tumorboard.store.contract import Base, Document, Store, StoreError, TableName

__all__ = ["Care", "Health", "require_replacing"]

_MODELS: Final[dict[TableName, type[Noun]]] = {
    "meetings": Meeting,
    "cases": Case,
    "people": Person,
    "views": ViewRecord,
    "decisions": DecisionRecord,
    "followups": FollowUp,
    "fates": FateRecord,
    "forecasts": Forecast,
}
Readable = dict[TableName, list[Document]]


@dataclass(frozen=True, slots=True)
class Health:
    """What was found: how many records of each table, how many changes, bytes on disk, and every fault in words.

    `archives` is what each archive that could be read holds, by its name; `faults` are the store's own, `archived` what
    is wrong with the archives.
    """

    records: Mapping[TableName, int]
    changes: int
    size: int
    faults: tuple[str, ...]
    archives: "Mapping[str, Health]" = field(default_factory=dict)
    archived: tuple[str, ...] = ()


class Care:
    """Looking after the store: everybody may look, whoever is enrolled may back it up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def back_up(self, folder: Path | None) -> Path:
        """Write everything into one file of a folder, else of the store's own; the file.

        Raises StoreError; NotAllowed for whoever is not enrolled.
        """
        desk = self._desk
        desk.require(desk.store.get("people", desk.person.id) is not None, "write a backup", "whoever is enrolled")
        return desk.store.back_up(folder, desk.now())

    def check(self) -> Health:
        """Read every record, follow every reference, verify the whole change log; the archives' too. Raises StoreError.

        An archive that cannot be read, or that is not the one whose log the store or a later archive goes on from, is
        a fault of the archives.
        """
        store = self._desk.store
        found: dict[str, Health] = {}
        faults: list[str] = []
        bases, digests = [store.base()], {}
        for name in store.archives():
            try:
                archive = store.archived(name)
                found[name] = _health(archive)
            except StoreError as error:
                faults.append(str(error).partition("; ")[0])
            else:
                bases.append(archive.base())
                digests[archive.seal()] = archive.digest()
                faults += [f"archive {name}: {fault}" for fault in found[name].faults]
        faults += _without_their_archive(bases, digests)
        return replace(_health(store), archives=found, archived=tuple(faults))

    def log_faults(self) -> list[str]:
        """What does not verify in the change log, the first bad entry first."""
        return list(self._desk.store.faults())


def _health(store: Store) -> Health:
    records = {table: len(store.all(table)) for table in _MODELS}
    readable, unreadable = _read(store)
    faults = (*unreadable, *_dangling(store, readable), *store.faults())
    return Health(records, len(store.changes()), store.size(), faults)


def _without_their_archive(bases: Iterable[Base], digests: Mapping[str, str]) -> Iterator[str]:
    """The logs that go on from an archive which is gone or is no longer as it was written; `digests` by their seals."""
    for base in bases:
        found = digests.get(base.seal)
        if base.seal and (found is None or found != (base.digest or found)):
            yield f"the log goes on from an archive that is not here as it was written ({base.said})"


def _read(store: Store) -> tuple[Readable, list[str]]:
    """The documents that hold a record, and a line for each other one."""
    readable: Readable = {}
    faults: list[str] = []
    for table, model in _MODELS.items():
        readable[table] = []
        for document in store.all(table):
            try:
                filed(document, model)
            except StoreError as error:
                faults.append(str(error))
            else:
                readable[table].append(document)
    return readable, faults


def _dangling(store: Store, readable: Readable) -> Iterator[str]:
    """What the documents that can be read name and is not there."""
    known = {document.key for document in store.all("cases")}
    for document in readable["meetings"]:
        for item in document.content.get("items", ()):
            if item.get("case_id") not in known:
                yield f"meeting {document.key}: lists case {item.get('case_id')}, which is not there"
    for table in OF_A_CASE:
        for document in readable[table]:
            if document.content.get("case_id") not in known:
                yield f"{table} {document.key}: is about case {document.content.get('case_id')}, which is not there"
    yield from _undecided(store, readable)


def _undecided(store: Store, readable: Readable) -> Iterator[str]:
    """Follow-ups and fates of a decision that is not there, though its meeting decided that case.

    Follow-ups that came in from a file without their decisions are none of them.
    """
    known = {document.key for document in store.all("decisions")}
    decided = {(each.content.get("meeting_id"), each.content.get("case_id")) for each in readable["decisions"]}
    for document in readable["followups"]:
        content = document.content
        about, named = (content.get("meeting_id"), content.get("case_id")), content.get("decision_id")
        if named is not None and named not in known and about in decided:
            yield f"followups {document.key}: is of decision {named}, which is not there"
    for document in readable["fates"]:
        content = document.content
        if (content.get("meeting_id"), content.get("case_id")) not in decided:
            yield f"fates {document.key}: is of a decision that is not there"


def require_replacing(path: Path, login: str, account: str, what: str) -> None:
    """Let only a chair or coordinator of the store of snapshot `path` put another content in its place.

    Where nobody in it can be known any more, only the account that owns the data folder and acts for nobody else may.
    Raises NotAllowed.
    """
    from tumorboard.store.enrolled import enrolled

    people = enrolled(path)
    if people is None:
        if login != account or path.parent.stat().st_uid != os.geteuid():
            raise NotAllowed(
                f"{login} may not {what}: nothing of {path} can be read, so nobody in it is known; the account that "
                "owns the data folder may, with service_account taken out of settings.toml meanwhile"
            )
    elif people and not {"chair", "coordinator"} & set(people.get(login, ())):
        roles = ", ".join(people.get(login, ())) or ("no role here" if login in people else "not enrolled here")
        raise NotAllowed(f"{login} ({roles}) may not {what}; a chair or coordinator may")
