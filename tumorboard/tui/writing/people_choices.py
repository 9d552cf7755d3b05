"""People as the choices of an entry."""

from collections.abc import Iterable

from tumorboard.domain.people import Person
from tumorboard.tui.fields import Choice
from tumorboard.tui.writing.entry import lettered

__all__ = ["people_choices"]


def people_choices(people: Iterable[Person]) -> tuple[Choice, ...]:
    """Everybody with a role, clinicians first; what each is stands beside the name.

    In every list of a sheet a person has the same key: hand over all of the board, and take out of the choices.
    """
    able = sorted((person for person in people if person.roles), key=lambda person: not person.may_give_views)
    return lettered([(person.id, person.name, person.specialty or ", ".join(person.roles)) for person in able])
