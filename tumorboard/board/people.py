"""Who sits at the board, and who is acting."""

import unicodedata
from typing import Final

from tumorboard.board.desk import Desk, Filed, NotAllowed, NotThere, filed
from tumorboard.complaint import Complaint
from tumorboard.domain.people import Person
from tumorboard.domain.vocabulary import Role
from tumorboard.store.contract import NEW, Conflict, Put, Store

__all__ = ["People", "acting_person", "founder"]

_IN_A_LOGIN: Final = frozenset("._-+@\\$'")
"""The signs that login names hold beside letters and digits: of this machine, of a directory, with its domain."""
_LONGEST_LOGIN: Final = 256


def acting_person(store: Store, login: str, acting_as: str | None, allowed: bool) -> Person | None:
    """Who is acting: the login, or the person it names where the site allows that. None on a store without people.

    A login that is not enrolled may look and not touch. Raises NotAllowed, or NotThere for an unknown `acting_as`.
    """
    if acting_as and acting_as != login:
        if not allowed:
            raise NotAllowed(
                "--as is not allowed here; the site allows it with allow_acting_as = true in settings.toml"
            )
        return _person(store, acting_as).record
    if not store.all("people"):
        return None
    document = store.get("people", login)
    return filed(document, Person).record if document else Person(id=login, name=login)


def founder(login: str) -> Person:
    """The first login of an empty store: its chair and coordinator, so that a new site starts without ceremony."""
    return Person(id=login, name=login, roles=("chair", "coordinator"))


def _person(store: Store, key: str) -> Filed[Person]:
    document = store.get("people", key)
    if document is None:
        raise NotThere(f"nobody here is called {key}; see: tumorboard people")
    return filed(document, Person)


class People:
    """Enrolment, by the chair or the coordinator."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Person]:
        """Everybody who is enrolled."""
        return [filed(document, Person).record for document in self._desk.store.all("people")]

    def get(self, key: str) -> Person:
        """One person. Raises NotThere."""
        return _person(self._desk.store, key).record

    def name_of(self, key: str) -> str:
        """What a person is called; the id of somebody who is not enrolled."""
        document = self._desk.store.get("people", key)
        return key if document is None else filed(document, Person).record.name

    def who_sees_to_it(self, key: str, what: str = "change a follow-up") -> Person:
        """One person who may see to something. Raises NotThere; Complaint, with who may, for one who only looks."""
        person = self.get(key)
        if not person.may_follow_up:
            able = ", ".join(each.id for each in self.all() if each.may_follow_up)
            roles = ", ".join(person.roles) or "no role here"
            raise Complaint(f"{key} ({roles}) may not {what}; name one who may: {able}")
        return person

    def add(self, person: Person) -> None:
        """Enrol somebody. Raises Complaint when the id is taken, and for one that no login can have."""
        self._may_enrol()
        _refuse_no_login(person.id)
        if self._save(person, NEW, "enrolled"):
            raise Complaint(f"{person.id} is enrolled already; change it with: tumorboard people edit {person.id}")

    def edit(self, key: str, name: str | None, roles: tuple[Role, ...] | None, specialty: str | None) -> Person:
        """Change what is given and keep the rest.

        The board never loses its last chair, nor the last who may enrol people. Raises Complaint, NotAllowed, NotThere.
        """
        self._may_enrol()
        read_at = self._desk.store.revision()
        standing = _person(self._desk.store, key)
        given = {"name": name, "roles": roles, "specialty": specialty}
        changed = Person.of(
            **{**dict(standing.record), **{field: value for field, value in given.items() if value is not None}}
        )
        others = [person for person in self.all() if person.id != key]
        if standing.record.may_run_meetings and not any(person.may_run_meetings for person in (changed, *others)):
            raise Complaint(f"{key} is the last chair or coordinator; give somebody else that role first")
        if standing.record.may_lead and not any(person.may_lead for person in (changed, *others)):
            raise Complaint(
                f"{key} is the last chair, and without one no meeting is opened and no decision signed; "
                "give somebody else that role first"
            )
        if self._save(changed, standing.revision, "edited", read_at):
            raise Complaint(f"{key} was changed by somebody else a moment ago; look again and repeat")
        return changed

    def _may_enrol(self) -> None:
        self._desk.require(self._desk.person.may_run_meetings, "enrol people", "the chair or the coordinator")

    def _save(self, person: Person, started_from: int, why: str, read_at: int | None = None) -> bool:
        """Save, and say whether somebody was faster."""
        put = Put("people", person.id, person.written(), started_from)
        outcome = self._desk.store.commit([put], by=self._desk.person.id, at=self._desk.now(), why=why, read_at=read_at)
        return isinstance(outcome, Conflict)


def _refuse_no_login(key: str) -> None:
    """Refuse an id by which nobody could ever come in. Raises Complaint with what is allowed."""
    strange = "".join(dict.fromkeys(sign for sign in key if not _may_be_in_a_login(sign)))
    if strange or key.startswith("-") or len(key) > _LONGEST_LOGIN:
        what = f"holds {strange!r}" if strange else "begins with -" if key.startswith("-") else "is too long"
        raise Complaint(
            f"id: {key[:_LONGEST_LOGIN]!r} is no login name, it {what}; allowed are letters, digits "
            f"and . _ - + @ \\ $ ' up to {_LONGEST_LOGIN}, as the account of the person is called"
        )


def _may_be_in_a_login(sign: str) -> bool:
    return sign in _IN_A_LOGIN or unicodedata.category(sign)[0] in "LMN"
