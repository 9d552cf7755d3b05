"""The outcome record as a page of plain text, for the notes, the referrer and whoever reads with a screen reader."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from textwrap import wrap
from typing import Final

from tumorboard.clinical import disagreement, histology, plans, triggers
from tumorboard.domain.decision import Confirmed, Decision, DecisionRecord, Dissent, Step
from tumorboard.domain.meeting import AgendaItem
from tumorboard.domain.view import ViewRecord
from tumorboard.sheets.outcome import CaseOutcome, Outcome, named

__all__ = ["outcome_text", "step_said"]

_WIDTH: Final = 100


def outcome_text(outcome: Outcome) -> str:
    """The record as a page of plain text."""
    meeting = outcome.meeting
    lines = [f"{meeting.title} · {meeting.starts:%a %d %b %Y %H:%M} · {meeting.state}"]
    if meeting.attendance:
        there = dict.fromkeys(named(outcome.names, each.person_id) for each in meeting.attendance)
        lines += _wrapped("in the register: ", ", ".join(there))
    if outcome.agreement is not None:
        lines.append(f"agreement of the plans over this meeting: {outcome.agreement.text}")
    for each in outcome.cases:
        lines += ["", *_case_lines(each, outcome.names)]
    return "\n".join(lines) + "\n"


def _case_lines(outcome: CaseOutcome, names: Mapping[str, str]) -> Iterator[str]:
    case, item = outcome.case, outcome.item
    levels = " ".join(lesion.level for lesion in case.lesions) or "no lesion recorded"
    yield f"{case.id} · {histology.label(case.primary.histology)} · {levels} · {item.state.replace('_', ' ')}"
    yield from _wrapped("  question: ", " ".join((case.question or "not recorded").split()))
    for number, record in enumerate(outcome.decisions):
        yield from _decision_lines(record, names, is_standing=number == len(outcome.decisions) - 1)
    if not outcome.decisions:
        yield "  no decision"
    yield from _undecided_lines(item, names)
    yield from _position_lines(outcome, names)


def _undecided_lines(item: AgendaItem, names: Mapping[str, str]) -> Iterator[str]:
    for deferral in item.deferrals:
        said = f"{deferral.reason.replace('_', ' ')} {deferral.words or ''}".strip()
        owner = named(names, deferral.owner)
        yield from _wrapped("  deferred: ", f"{said}; {owner} sees to it; heard again {deferral.next_date:%a %d %b %Y}")
    if item.noted is not None:
        yield from _wrapped("  noted: ", item.noted.reason)


def _position_lines(outcome: CaseOutcome, names: Mapping[str, str]) -> Iterator[str]:
    if outcome.views:
        yield "  positions"
    for view in outcome.views:
        yield from _view_lines(view, names)
    if outcome.parting is not None:
        for sentence in disagreement.sentences(outcome.parting, names):
            yield from _wrapped("    ", sentence)
    for reading in outcome.item.readings:
        value = "not recorded" if reading.value is None else reading.value
        yield from _wrapped("  board reading: ", f"{reading.path} = {value}; {reading.said.reason}")


def _decision_lines(record: DecisionRecord, names: Mapping[str, str], *, is_standing: bool) -> Iterator[str]:
    decision = record.decision
    heading = "decision" if is_standing else f"superseded decision {record.number}"
    by = f"{record.recorded_at:%d %b %Y %H:%M}, written by {named(names, record.recorded_by)}"
    yield f"  {heading} ({by})"
    if record.amends_because:
        yield from _wrapped("    amended because: ", record.amends_because)
    for number, step in enumerate(decision.steps, start=1):
        yield from _wrapped(f"    {number} ", step_said(step, names))
    yield from _wrapped("    because: ", decision.rationale)
    yield from _wrapped("    agreement: ", decision.agreement.replace("_", " "))
    if decision.parted_by:
        yield from _wrapped("    they parted by: ", ", ".join(decision.parted_by))
    for dissent in decision.dissents:
        yield from _wrapped("    DISSENT ", _dissent_said(dissent, names))
    yield from _standing_lines(record, names)
    yield from _after_lines(decision, names)
    yield f"    read back: {_confirmed(record.read_back, names)} · signed: {_confirmed(record.signed, names)}"


def _standing_lines(record: DecisionRecord, names: Mapping[str, str]) -> Iterator[str]:
    stood, decision = record.stood, record.decision
    rows = " ".join(map(str, stood.rows)) or "none"
    where = f"{stood.level or 'no lesion'}, ESCC {stood.escc or '?'}, SINS {stood.sins or '?'}"
    yield f"    stood: {where}, NOMS rows {rows}"
    if decision.departure:
        yield from _wrapped("    departs from the table or an earlier decision: ", decision.departure)
    present = ", ".join(named(names, each) for each in record.quorum.present) or "nobody in the register"
    met = "quorum met" if record.quorum.met else f"QUORUM NOT MET ({', '.join(record.quorum.missing)})"
    yield from _wrapped(f"    {met}: ", present)
    if decision.without_quorum:
        yield from _wrapped("    decided without quorum because: ", decision.without_quorum)


def _after_lines(decision: Decision, names: Mapping[str, str]) -> Iterator[str]:
    tells = named(names, decision.tells_patient) if decision.tells_patient else "nobody named"
    by = f" by {decision.tell_by:%a %d %b %Y}" if decision.tell_by else ""
    yield f"    tells the patient: {tells}{by}"
    mri = decision.next_mri
    if mri is None:
        yield "    next MRI: not said"
    elif mri.none_because:
        yield from _wrapped("    no next MRI because: ", mri.none_because)
    else:
        owner = named(names, mri.owner) if mri.owner else "nobody named"
        yield f"    next MRI: {mri.on:%a %d %b %Y}, {owner}" if mri.on else f"    next MRI: no date, {owner}"


def step_said(step: Step, names: Mapping[str, str]) -> str:
    """One step in words, with all that was said of it."""
    dose = f"{step.dose_gy:g} Gy in {step.fractions}" if step.dose_gy is not None else None
    parts = (
        " ".join(part for part in (plans.label(step.modality), " ".join(step.levels), dose) if part),
        step.details,
        step.intent and step.intent.replace("_", " "),
        step.timing and step.timing.replace("_", " "),
        step.owner and named(names, step.owner),
        step.condition and f"if {step.condition}",
        step.fallback and f"else {step.fallback}",
    )
    return "; ".join(part for part in parts if part)


def _dissent_said(dissent: Dissent, names: Mapping[str, str]) -> str:
    armed = "; ".join(triggers.trigger_said(trigger) for trigger in dissent.triggers)
    parts = (
        f"{named(names, dissent.person_id)}: {dissent.position}",
        ", ".join(dissent.reasons),
        dissent.words,
        armed and f"would change when: {armed}",
    )
    return "; ".join(part for part in parts if part)


def _view_lines(record: ViewRecord, names: Mapping[str, str]) -> Iterator[str]:
    who = named(names, record.person_id) + (f" (view {record.number})" if record.number > 1 else "")
    if record.sealed is not None or record.view is None:
        yield f"    {who}: in, sealed"
        return
    view = record.view
    parts = (
        plans.plan_said(view.plan),
        view.urgency and view.urgency.replace("_", " "),
        view.confidence and f"confidence {view.confidence}",
        ", ".join(view.reasons),
        view.rationale,
        view.triggers and "would change at " + ", ".join(triggers.trigger_said(each) for each in view.triggers),
    )
    yield from _wrapped(f"    {who}: ", "; ".join(part for part in parts if part))


def _confirmed(confirmed: Confirmed | None, names: Mapping[str, str]) -> str:
    return "NOT YET" if confirmed is None else f"{named(names, confirmed.person_id)} {_time(confirmed.at)}"


def _time(at: datetime) -> str:
    return f"{at:%d %b %H:%M}"


def _wrapped(lead: str, text: str) -> list[str]:
    words = " ".join(text.split())
    return wrap(words, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False) or [lead]
