"""A case that lacks nothing, and meetings that are prepared, for the tests of readiness and of the agenda."""

from datetime import timedelta
from typing import Any

from tumorboard.board.before.readying import CaseReadiness
from tumorboard.board.board import Board
from tumorboard.domain.case import Case

__all__ = ["LESION", "MRI", "RED", "SINS", "WHOLE", "listed", "ready", "whole"]

SINS = {
    "pain": "mechanical",
    "bone_lesion": "lytic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}
MRI = {"kind": "mri_whole_spine", "on": "2026-11-20", "images_available": True, "reported_by": "Dr X"}
LESION: dict[str, Any] = {
    "level": "T8",
    "escc": "1b",
    "escc_read_by": "Dr X",
    "escc_read_on": "2026-11-20",
    "sins": SINS,
    "sins_read_by": "Dr Y",
    "sins_read_on": "2026-11-20",
    "paraspinal": False,
    "previous_radiotherapy": False,
}
WHOLE: dict[str, Any] = {
    "id": "A",
    "patient": {
        "mrn": "1",
        "birth_date": "1960-01-01",
        "knows_diagnosis": True,
        "told_of_discussion": True,
        "refuses": ["nothing"],
    },
    "referrer": {"name": "Dr Ref", "unit": "Breast unit"},
    "responsible": {"name": "Dr Resp", "contact": "4711"},
    "question": "stabilize?",
    "question_to_radiology": "ESCC?",
    "route": "discuss",
    "primary": {"histology": "breast", "diagnosed": "2024-02-29"},
    "lesions": [LESION],
    "neurology": {
        "ambulation": "independent",
        "frankel": "E",
        "bladder_bowel_dysfunction": False,
        "progression": "stable",
        "myelopathy": False,
        "onset": "2026-11-01T08:00+01:00",
    },
    "systemic": {
        "ecog": 1,
        "tolerates_surgery": True,
        "visceral": "none",
        "expected_survival_months": 12,
        "comorbidities": ["none known"],
    },
    "imaging": [
        MRI,
        {"kind": "ct", "on": "2026-11-20", "images_available": True},
    ],
    "pain": {"score": 4, "controlled": True},
    "treatment_history": [{"kind": "systemic", "on": "2026-03-01"}],
    "patient_words": "keep walking",
}
RED = {"neurology": {**WHOLE["neurology"], "ambulation": "non_ambulatory", "steroid_started": "2026-11-23T08:00+01:00"}}


def whole(key: str, **change: Any) -> Case:
    """A case that lacks nothing on 24 to 26 November 2026, but for what is changed."""
    return Case.model_validate({**WHOLE, "id": key, **change})


def listed(board: Board, *cases: Case) -> str:
    """A meeting in two days with these cases; its id."""
    meeting = board.meetings.plan("Thursday", board.now() + timedelta(days=2))
    board.intake.admit(cases, meeting.id)
    return meeting.id


def ready(board: Board, meeting: str, case_id: str = "A") -> CaseReadiness:
    """What a case has and lacks as somebody sees it now."""
    return next(each for each in board.readying.all(board.meetings.get(meeting).record) if each.case_id == case_id)
