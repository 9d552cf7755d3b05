"""The health of a board's records: every one of them read as what it must be, and every reference followed."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from tumorboard.store.contract import StoreError, TableName

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


@dataclass(frozen=True, slots=True)
class Health:
    """What was found: how many records of each table, how many changes, bytes on disk, and every fault in words."""

    records: Mapping[TableName, int]
    changes: int
    size: int
    faults: tuple[str, ...]


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
        """Read every record, follow every reference, verify the whole change log. Raises StoreError."""
        store = self._desk.store
        records = {table: len(store.all(table)) for table in _MODELS}
        faults = (*self._unreadable(), *self._dangling(), *store.faults())
        return Health(records, len(store.changes()), store.size(), faults)

    def log_faults(self) -> list[str]:
        """What does not verify in the change log, the first bad entry first."""
        return list(self._desk.store.faults())

    def _unreadable(self) -> Iterator[str]:
        for table, model in _MODELS.items():
            for document in self._desk.store.all(table):
                try:
                    filed(document, model)
                except StoreError as error:
                    yield str(error)

    def _dangling(self) -> Iterator[str]:
        known = {document.key for document in self._desk.store.all("cases")}
        for document in self._desk.store.all("meetings"):
            for item in document.content.get("items", ()):
                if item.get("case_id") not in known:
                    yield f"meeting {document.key}: lists case {item.get('case_id')}, which is not there"
        for table in OF_A_CASE:
            for document in self._desk.store.all(table):
                if document.content.get("case_id") not in known:
                    yield f"{table} {document.key}: is about case {document.content.get('case_id')}, which is not there"
        yield from self._undecided()

    def _undecided(self) -> Iterator[str]:
        """Follow-ups and fates of a decision that is not there, though its meeting decided that case.

        Follow-ups that came in from a file without their decisions are none of them.
        """
        decisions = self._desk.store.all("decisions")
        known = {document.key for document in decisions}
        decided = {(document.content.get("meeting_id"), document.content.get("case_id")) for document in decisions}
        for document in self._desk.store.all("followups"):
            content = document.content
            about, named = (content.get("meeting_id"), content.get("case_id")), content.get("decision_id")
            if named is not None and named not in known and about in decided:
                yield f"followups {document.key}: is of decision {named}, which is not there"
        for document in self._desk.store.all("fates"):
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
