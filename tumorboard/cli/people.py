"""`tumorboard people`: who may do what."""

from argparse import Namespace
from typing import Any

from tumorboard.clean import clean_line
from tumorboard.cli.printing import complain, print_json, say
from tumorboard.cli.session import session
from tumorboard.complaint import Complaint
from tumorboard.domain.people import Person

__all__ = ["add_person", "edit_person", "list_people"]


def list_people(arguments: Namespace) -> None:
    """Everybody with roles and specialty; the acting person is marked."""
    with session(arguments) as board:
        people, acting = board.people.all(), board.person.id
    if arguments.json:
        print_json([_row(person) for person in people])
        return
    for person in people:
        _print(person, "  (you)" if person.id == acting else "")


def add_person(arguments: Namespace) -> None:
    """Enrol a person with the roles given; without one they may look and not touch.

    Raises Complaint for an id that no login can have, be it for a sign that nobody sees.
    """
    if clean_line(arguments.id) != arguments.id:
        raise Complaint(f"id: {clean_line(arguments.id)!r} was given with signs that cannot be seen; type it anew")
    person = Person.of(
        id=arguments.id, name=arguments.name, roles=tuple(arguments.roles or ()), specialty=arguments.specialty
    )
    with session(arguments) as board:
        board.people.add(person)
    _answer(arguments, person)


def edit_person(arguments: Namespace) -> None:
    """Change what is given of a person; roles given replace the ones held."""
    roles = tuple(arguments.roles) if arguments.roles else None
    with session(arguments) as board:
        person = board.people.edit(arguments.id, arguments.name, roles, arguments.specialty)
    _answer(arguments, person)


def _answer(arguments: Namespace, person: Person) -> None:
    from tumorboard.clinical.quorum import specialty_key

    if person.specialty and specialty_key(person.specialty) is None:
        complain(
            f"tumorboard: note: {person.specialty!r} is no specialty that a quorum knows, and counts toward none; "
            "it knows spine surgery, radiation oncology, medical oncology, haematology, radiology and others"
        )
    if arguments.json:
        print_json(_row(person))
    else:
        _print(person)


def _print(person: Person, mark: str = "") -> None:
    roles = ", ".join(person.roles) or "may only look"
    say(f"{person.id}  {person.name}  {roles}" + (f"  {person.specialty}" if person.specialty else "") + mark)


def _row(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "roles": person.roles, "specialty": person.specialty}
