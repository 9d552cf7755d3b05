"""What a meeting came to: decisions, why, who saw it otherwise, what would bring the case back and what comes after.

The sheets of the outcome are made from it (`record`, `letter`, `patient_page`), and the JSON for other programs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumorboard.clinical import disagreement
from tumorboard.clinical.agreement import Kappa
from tumorboard.clinical.disagreement import Parting
from tumorboard.domain.case import Case
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.fate import FateRecord
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.forecast import Forecast
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.domain.view import ViewRecord
from tumorboard.sheets.steps import named

__all__ = ["CaseOutcome", "Outcome", "outcome_json"]


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case at one meeting. `decisions` are all of that meeting, superseded ones first; a sealed view has none.

    `followups` came from those decisions, `fate` is what was said of what became of them, `forecasts` what other tools
    said of survival.
    """

    case: Case
    item: AgendaItem
    decisions: Sequence[DecisionRecord]
    views: Sequence[ViewRecord]
    parting: Parting | None
    followups: Sequence[FollowUp] = ()
    fate: FateRecord | None = None
    forecasts: Sequence[Forecast] = ()

    @property
    def standing(self) -> DecisionRecord | None:
        """The decision as last amended."""
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A meeting with the cases asked for. `names` gives a person's name by id; `agreement` is over the meeting."""

    meeting: Meeting
    cases: Sequence[CaseOutcome]
    names: Mapping[str, str]
    agreement: Kappa | None


def outcome_json(outcome: Outcome, *, identifiers: bool = False) -> dict[str, Any]:
    """The record for machines. People are told by id and name; what was not recorded is absent.

    `identifiers` adds who the patients are.
    """
    meeting = outcome.meeting
    return {
        "meeting": {
            "id": meeting.id,
            "title": meeting.title,
            "starts": meeting.starts.isoformat(),
            "state": meeting.state,
            "attendance": [each.model_dump(mode="json", exclude_none=True) for each in meeting.attendance],
        },
        "agreement": None if outcome.agreement is None else _kappa(outcome.agreement),
        "cases": [
            {**_case_json(each, outcome.names), **({"patient": _patient_json(each.case)} if identifiers else {})}
            for each in outcome.cases
        ],
    }


def _case_json(outcome: CaseOutcome, names: Mapping[str, str]) -> dict[str, Any]:
    standing, item = outcome.standing, outcome.item
    return {
        "case": outcome.case.id,
        "state": item.state,
        "decision": None if standing is None else _decision_json(standing, names),
        "superseded": [_decision_json(each, names) for each in outcome.decisions[:-1]],
        "views": [_view_json(each, names) for each in outcome.views],
        "parting": None if outcome.parting is None else _parting_json(outcome.parting, names),
        "deferrals": [each.model_dump(mode="json", exclude_none=True) for each in item.deferrals],
        "noted": None if item.noted is None else item.noted.model_dump(mode="json"),
        "board_readings": [each.model_dump(mode="json") for each in item.readings],
        "override": None if item.override is None else item.override.model_dump(mode="json"),
        "late": None if item.late is None else item.late.model_dump(mode="json", exclude_none=True),
        "bypass": None if item.bypass is None else item.bypass.model_dump(mode="json"),
        "followups": [each.model_dump(mode="json", exclude_none=True) for each in outcome.followups],
        "goals": {
            "patient_goals": list(outcome.case.patient_goals),
            "patient_words": outcome.case.patient_words,
            "refuses": list(outcome.case.patient.refuses),
        },
        "forecasts": [each.model_dump(mode="json", exclude_none=True) for each in outcome.forecasts],
        "settled": [each.model_dump(mode="json", exclude_none=True) for each in outcome.fate.settled]
        if outcome.fate
        else [],
    }


def _patient_json(case: Case) -> dict[str, Any]:
    who = {"mrn", "family_name", "given_name", "birth_date"}
    return case.patient.model_dump(mode="json", include=who, exclude_none=True)


def _decision_json(record: DecisionRecord, names: Mapping[str, str]) -> dict[str, Any]:
    told = record.model_dump(mode="json", exclude_none=True)
    for each in told["decision"]["dissents"]:
        each["name"] = named(names, each["person_id"])
    return told


def _view_json(record: ViewRecord, names: Mapping[str, str]) -> dict[str, Any]:
    about = {
        "person_id": record.person_id,
        "name": named(names, record.person_id),
        "number": record.number,
        "submitted": record.submitted.isoformat(),
    }
    if record.sealed is not None or record.view is None:
        return {**about, "sealed": True}
    return {**about, "sealed": False, **record.view.model_dump(mode="json", exclude_none=True)}


def _parting_json(parting: Parting, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sentences": list(disagreement.sentences(parting, names)),
        "axes": list(parting.axes),
        "parts_at": [{"input": each.key, "decisive": each.decisive} for each in parting.parted],
        "reasons": [each.reason for each in parting.reasons],
    }


def _kappa(kappa: Kappa) -> dict[str, Any]:
    return {"method": kappa.method, "value": kappa.value, "cases": kappa.subjects, "ratings": kappa.ratings}
