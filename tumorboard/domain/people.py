"""The people of the board and what their roles let them do."""

from typing import Annotated

from tumorboard.domain.noun import Line, Noun, RequiredLine, Worded
from tumorboard.domain.vocabulary import Role

__all__ = ["Person"]


class Person(Noun):
    """Someone who may sit at the board. `id` is the login name; a person without a role may only read."""

    id: RequiredLine
    name: RequiredLine
    roles: Annotated[tuple[Role, ...], Worded] = ()
    specialty: Line = None

    @property
    def may_edit_cases(self) -> bool:
        """Whether this person may record readings and facts of a case."""
        return bool(set(self.roles) & {"chair", "coordinator", "specialist", "clinician"})

    @property
    def may_run_meetings(self) -> bool:
        """Whether this person may plan a meeting and put cases on it."""
        return bool(set(self.roles) & {"chair", "coordinator"})
