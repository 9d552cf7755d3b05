"""People as the choices of an entry."""

from collections.abc import Iterable, Sequence

from tumorboard.domain.people import Person
from tumorboard.tui.fields import Choice
from tumorboard.tui.writing.entry import lettered

__all__ = ["follower_choices", "people_choices"]


def people_choices(people: Iterable[Person]) -> tuple[Choice, ...]:
    """Everybody with a role, clinicians first; what each is stands beside the name.

    In every list of a sheet a person has the same key: hand over all of the board, and take out of the choices.
    """
    able = sorted((person for person in people if person.roles), key=lambda person: not person.may_give_views)
    return lettered([(person.id, person.name, person.specialty or ", ".join(person.roles)) for person in able])


def follower_choices(people: Sequence[Person]) -> tuple[Choice, ...]:
    """Those of the board who may see to a follow-up, each under the key that they have in every list."""
    able = {person.id for person in people if person.may_follow_up}
    return tuple(choice for choice in people_choices(people) if choice.value in able)
