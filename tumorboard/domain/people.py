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
    def may_follow_up(self) -> bool:
        """Whether this person may plan and settle what comes after a decision."""
        return self.may_edit_cases

    @property
    def may_run_meetings(self) -> bool:
        """Whether this person may plan a meeting, put cases on it, keep the register and write decisions down."""
        return bool(set(self.roles) & {"chair", "coordinator"})

    @property
    def may_lead(self) -> bool:
        """Whether this person may run a sitting, reveal views, set the board's reading and sign decisions."""
        return "chair" in self.roles

    @property
    def may_give_views(self) -> bool:
        """Whether this person may give a view of their own, dissent, and confirm what was read back."""
        return bool(set(self.roles) & {"chair", "specialist", "clinician"})
