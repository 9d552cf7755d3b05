"""What is still unsaid about a case: the discussion checklist against the case, the views and the decision."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from tumorboard.clinical import plans, quorum
from tumorboard.clinical.quorum import Rule
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision, Step
from tumorboard.knowledge.sitting import ChecklistRow, checklist_table

__all__ = ["unsaid"]


class _Talk(NamedTuple):
    """What is known of a discussion; `missing` are groups of the quorum without a view."""

    case: Case
    missing: tuple[str, ...]
    decision: Decision | None


def unsaid(
    case: Case, views_in: Iterable[str | None], decision: Decision | None, rule: Rule | None = None
) -> list[str]:
    """What the discussion of a case has left out so far, in the order of `data/knowledge/checklist.toml`.

    `views_in` are the specialties whose view is in, as their records say them; `rule` is the site's quorum. What a
    decision should speak of counts as said when a step is it, or the rationale or a step's words name it, also as
    something that is not done.
    """
    missing = quorum.judge(rule or quorum.default_rule(), views_in).missing
    talk = _Talk(case, missing, decision)
    return [says for row in checklist_table().rows for says in _left(row, talk)]


def _left(row: ChecklistRow, talk: _Talk) -> Iterator[str]:
    asked = _ASKED.get(row.key)
    if asked is None:
        if talk.decision is None or not _is_spoken(row, talk.decision):
            yield row.says
        return
    left = asked(talk)
    if left is not None:
        yield f"{row.says} {left}".rstrip()


def _is_spoken(row: ChecklistRow, decision: Decision) -> bool:
    if any(step.modality in row.modalities for step in decision.steps):
        return True
    text = "\n".join(filter(None, (decision.rationale, *(word for step in decision.steps for word in _words(step)))))
    spoken = text.casefold()
    return any(word in spoken and _pattern(word).search(spoken) for word in row.said_by)


def _words(step: Step) -> tuple[str | None, ...]:
    return step.details, step.condition, step.fallback


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def _without(talk: _Talk, has: Callable[[Step], object], also: tuple[str, ...] = ()) -> str | None:
    """The steps that lack something, by name; `every step` while there are none."""
    if talk.decision is None:
        return "every step"
    lacking = [plans.label(step.modality) for step in talk.decision.steps if not has(step)]
    return ", ".join((*dict.fromkeys(lacking), *also)) or None


def _owner(talk: _Talk) -> str | None:
    mri = talk.decision.next_mri if talk.decision else None
    return _without(talk, lambda step: step.owner, ("the next MRI",) if mri and mri.on and not mri.owner else ())


def _next_mri(talk: _Talk) -> str | None:
    mri = talk.decision.next_mri if talk.decision else None
    return None if mri and (mri.on or mri.none_because) else ""


def _said(is_there: object) -> str | None:
    return None if is_there else ""


_ASKED: Final[dict[str, Callable[[_Talk], str | None]]] = {
    "question": lambda talk: _said(talk.case.question),
    "goal": lambda talk: _said(talk.case.patient_goals or talk.case.patient_words),
    "views": lambda talk: ", ".join(talk.missing) or None,
    "next_mri": _next_mri,
    "owner": _owner,
    "timing": lambda talk: _without(talk, lambda step: step.timing),
    "fallback": lambda talk: _said(talk.decision and any(step.fallback for step in talk.decision.steps)),
    "tells_patient": lambda talk: _said(talk.decision and talk.decision.tells_patient),
    "tell_by": lambda talk: _said(talk.decision and talk.decision.tell_by),
}
"""What the record itself shows: None where it is said, else what is left, which may be empty."""
