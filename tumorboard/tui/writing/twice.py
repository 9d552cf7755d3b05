"""What to look at twice in a decision, before it is read out: its steps' order and doses, what the patient wants."""

from collections.abc import Iterator

from tumorboard.clinical.assessment import Assessment
from tumorboard.clinical.goals import plan_against_goals
from tumorboard.clinical.sequence import in_reverse
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.vocabulary import IRRADIATING

__all__ = ["looked_at_twice"]


def looked_at_twice(record: DecisionRecord, assessed: Assessment) -> Iterator[str]:
    """One line for each warning of the decision as it was written, the order first."""
    steps, level = record.decision.steps, record.stood.level
    yield from (f"▲ order: {each.says}" for each in in_reverse(steps, level))
    on = record.recorded_at.astimezone().date()
    for number, step in enumerate(steps, start=1):
        if step.modality in IRRADIATING:
            from tumorboard.clinical.radiotherapy.steps import warnings

            yield from (f"▲ step {number}: {said}" for said in warnings(steps, number, assessed, level, on))
    plan = [step.modality for step in steps]
    yield from (f"▲ reason 8: {said}" for said in plan_against_goals(assessed.case, plan))
