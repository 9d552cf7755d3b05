"""What the patient wants, weighed: plans that go against a goal that the patient stated (source page, reason 8)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Goal, Modality
from tumorboard.knowledge.disagreement import GoalRow, disagreement_table

__all__ = ["AgainstGoal", "against_goals", "plan_against_goals"]


class AgainstGoal(NamedTuple):
    """A stated goal, what goes against it in words, and whose plan does."""

    goal: Goal
    says: str
    raters: tuple[str, ...]


def against_goals(case: Case, plans: Mapping[str, tuple[Modality, ...]]) -> tuple[AgainstGoal, ...]:
    """The goals of the patient that a plan goes against, with the raters whose plan it is."""
    found = (
        AgainstGoal(row.goal, row.says, tuple(rater for rater, plan in plans.items() if _is_against(row, plan)))
        for row in disagreement_table().goals
        if row.goal in case.patient_goals
    )
    return tuple(each for each in found if each.raters)


def plan_against_goals(case: Case, plan: Iterable[Modality]) -> tuple[str, ...]:
    """What of the patient's goals one plan goes against, in words."""
    return tuple(each.says for each in against_goals(case, {"": tuple(plan)}))


def _is_against(row: GoalRow, plan: tuple[Modality, ...]) -> bool:
    if row.only:
        return bool(plan) and set(plan) <= set(row.against)
    return not set(row.against).isdisjoint(plan)
