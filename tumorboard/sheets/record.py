"""The outcome record as a sheet, for the notes: what was decided, why, who saw it otherwise, what comes after."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from tumorboard.clinical import disagreement, histology, plans, triggers
from tumorboard.clinical.goals import plan_against_goals
from tumorboard.clinical.reasons import reason
from tumorboard.clinical.sequence import in_reverse
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.meeting import AgendaItem
from tumorboard.domain.view import ViewRecord
from tumorboard.sheets.board_readings import board_readings
from tumorboard.sheets.decided import (
    confirmed_said,
    day_said,
    dissent_said,
    followup_said,
    knowledge_said,
    moment_said,
    next_mri_said,
    next_mri_stands,
    patient_side,
    patient_told_by,
    settled_said,
    stood_said,
    when_said,
)
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section
from tumorboard.sheets.identity import identified
from tumorboard.sheets.outcome import CaseOutcome, Outcome
from tumorboard.sheets.steps import named, step_said, worded

__all__ = ["record_sheet"]


def record_sheet(outcome: Outcome, at: datetime, *, identifiers: bool = False) -> Document:
    """The record of a meeting, or of one case at it, as it stood at a time; patients by case id unless asked."""
    meeting = outcome.meeting
    parts: list[Part] = []
    if meeting.attendance:
        there = dict.fromkeys(named(outcome.names, each.person_id) for each in meeting.attendance)
        parts.append(Fact("in the register", ", ".join(there)))
    if outcome.agreement is not None:
        parts.append(Fact("agreement of the plans over this meeting", outcome.agreement.text))
    when = when_said(meeting.starts)
    return Document(
        meeting.title,
        [f"outcome record · {when} · {meeting.state}"],
        [*parts, *(_case(each, outcome.names, identifiers=identifiers) for each in outcome.cases)],
        f"As it stood on {when_said(at)}.",
        f"{meeting.title} · {when} · outcome record",
    )


def _case(outcome: CaseOutcome, names: Mapping[str, str], *, identifiers: bool) -> Section:
    case, item = outcome.case, outcome.item
    levels = " ".join(lesion.level for lesion in case.lesions) or "no lesion recorded"
    parts: list[Part] = [Fact("patient", identified(case.patient))] if identifiers else []
    parts.append(Fact("question", case.question or "not recorded"))
    parts += patient_side(case)
    parts += _listing(item)
    for number, record in enumerate(outcome.decisions):
        parts.append(_decision(record, outcome, names, is_standing=number == len(outcome.decisions) - 1))
    if not outcome.decisions:
        parts.append(Paragraph("no decision"))
    parts += _undecided(item, names)
    if outcome.views or outcome.parting is not None:
        parts.append(Section("positions", list(_positions(outcome, names))))
    parts += board_readings(case, item, names)
    parts += [Fact("typed result", f"{each.said}; {named(names, each.by)}") for each in outcome.forecasts]
    parts += [Fact("follow-up", followup_said(each, names)) for each in outcome.followups]
    return Section(f"{case.id} · {histology.label(case.primary.histology)} · {levels} · {worded(item.state)}", parts)


def _listing(item: AgendaItem) -> Iterator[Part]:
    """How the case came onto the list, where that was not as usual."""
    if item.override is not None:
        override = item.override
        said = f"{override.decided.reason}; called {override.called} {moment_said(override.called_at)}"
        yield Alert("EMERGENCY", f"heard on this list because: {said}")
    if item.late is not None:
        allowed = "" if item.late.allowed else "; NOT ALLOWED YET"
        yield Fact("late", f"{item.late.asked.reason}{allowed}")
    if item.bypass is not None:
        yield Fact("heard with its gaps because", item.bypass.reason)


def _undecided(item: AgendaItem, names: Mapping[str, str]) -> Iterator[Part]:
    for deferral in item.deferrals:
        said = f"{worded(deferral.reason)} {deferral.words or ''}".strip()
        owner, next_day = named(names, deferral.owner), day_said(deferral.next_date)
        yield Fact("deferred", f"{said}; {owner} sees to it; heard again {next_day}")
    if item.noted is not None:
        yield Fact("noted", item.noted.reason)


def _positions(outcome: CaseOutcome, names: Mapping[str, str]) -> Iterator[Part]:
    for view in outcome.views:
        yield _view(view, names)
    if outcome.parting is not None:
        yield from (Paragraph(sentence) for sentence in disagreement.sentences(outcome.parting, names))


def _view(record: ViewRecord, names: Mapping[str, str]) -> Fact:
    who = named(names, record.person_id) + (f" (view {record.number})" if record.number > 1 else "")
    if record.sealed is not None or record.view is None:
        return Fact(who, "in, sealed")
    view = record.view
    parts = (
        plans.plan_said(view.plan),
        view.urgency and worded(view.urgency),
        view.confidence and f"confidence {view.confidence}",
        ", ".join(reason(key).label for key in view.reasons),
        view.rationale,
        view.triggers and "would change at " + ", ".join(triggers.trigger_said(each) for each in view.triggers),
    )
    return Fact(who, "; ".join(part for part in parts if part))


def _decision(record: DecisionRecord, outcome: CaseOutcome, names: Mapping[str, str], *, is_standing: bool) -> Section:
    decision = record.decision
    heading = "decision" if is_standing else f"superseded decision {record.number}"
    by = f"{moment_said(record.recorded_at)}, written by {named(names, record.recorded_by)}"
    parts: list[Part] = [Fact("amended because", record.amends_because)] if record.amends_because else []
    parts.append(Listing([step_said(step, names) for step in decision.steps], numbered=True))
    parts += _doses(record)
    parts += [Alert("ORDER", each.says) for each in in_reverse(decision.steps, record.stood.level)]
    parts += [Fact("because", decision.rationale), Fact("agreement", worded(decision.agreement))]
    against = plan_against_goals(outcome.case, (step.modality for step in decision.steps))
    parts += [Alert("REASON 8", said) for said in against]
    if decision.parted_by:
        parts.append(Fact("they parted by", ", ".join(reason(key).label for key in decision.parted_by)))
    parts += [Alert("DISSENT", dissent_said(dissent, names)) for dissent in decision.dissents]
    parts += _stood(record, names)
    parts.append(Fact("tells the patient", patient_told_by(decision, names)))
    mri = decision.next_mri
    parts.append(Fact(*(next_mri_stands(mri, outcome.followups, names) if is_standing else next_mri_said(mri, names))))
    if is_standing:
        parts += [Fact("what became of it", said) for said in settled_said(outcome.fate, record.number, names)]
    read_back, signed = (confirmed_said(each, names) for each in (record.read_back, record.signed))
    parts.append(Fact("read back", f"{read_back} · signed: {signed}"))
    return Section(f"{heading} ({by})", parts)


def _doses(record: DecisionRecord) -> Iterator[Part]:
    """What the dose of each irradiating step comes to, and the limits of what lies at its levels."""
    dosed = [(number, step) for number, step in enumerate(record.decision.steps, start=1) if step.dose_gy is not None]
    if not dosed:
        return
    from tumorboard.clinical.radiotherapy.steps import figures, limits

    for number, step in dosed:
        yield Fact(f"dose of step {number}", "; ".join((*figures(step), *limits(step, record.stood.level))))


def _stood(record: DecisionRecord, names: Mapping[str, str]) -> Iterator[Part]:
    decision = record.decision
    yield Fact("as it stood", stood_said(record.stood, "?"))
    yield Fact("knowledge", knowledge_said(record.knowledge))
    if decision.departure:
        yield Fact("departs from the table or an earlier decision", decision.departure)
    present = ", ".join(named(names, each) for each in record.quorum.present) or "nobody in the register"
    if record.quorum.met:
        yield Fact("quorum met", present)
    else:
        yield Alert(f"QUORUM NOT MET ({', '.join(record.quorum.missing)}):", present)
    if decision.without_quorum:
        yield Fact("decided without quorum because", decision.without_quorum)
