"""The letter to whoever sent the case: what was asked, what was decided, why, who saw it otherwise, what comes next."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from tumorboard.clinical import histology
from tumorboard.clinical.reasons import reason
from tumorboard.domain.case import Case
from tumorboard.domain.decision import DecisionRecord, Dissent, Step
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.sheets.decided import (
    confirmed_said,
    day_said,
    followup_said,
    moment_said,
    named_triggers,
    next_mri_stands,
    patient_told_by,
    settled_said,
    stood_said,
    when_said,
)
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section
from tumorboard.sheets.identity import contact_said, identified
from tumorboard.sheets.outcome import CaseOutcome, Outcome
from tumorboard.sheets.steps import named, step_said, worded

__all__ = ["letter_sheet"]

_UNDECIDED = {"no_decision": "NO DECISION", "more_data_needed": "MORE DATA NEEDED"}


def letter_sheet(outcome: Outcome, at: datetime, *, identifiers: bool = True) -> Document:
    """The letter about one case, as things stood at a time. The referrer has to know who it is about."""
    (heard,) = outcome.cases
    case, meeting = heard.case, outcome.meeting
    to = contact_said(case.referrer) or "the referrer, who is not recorded"
    lines = [f"To {to}"]
    responsible = contact_said(case.responsible)
    if responsible and responsible != to:
        lines.append(f"Copy to {responsible}")
    lines.append(day_said(at.astimezone().date()))
    parts = [
        Fact("Patient", f"{identified(case.patient)} (case {case.id})") if identifiers else Fact("Case", case.id),
        Fact("Diagnosis", _diagnosis(case)),
        Fact("Meeting", f"{meeting.title}, {when_said(meeting.starts)}"),
        *_standing(heard),
        Section("Your question", [Paragraph(case.question or "No question was recorded.")]),
        *_decided(heard, outcome.names),
        *_undecided(heard.item, meeting, outcome.names, is_decided=heard.standing is not None),
    ]
    return Document(
        "Outcome of the tumor board",
        lines,
        parts,
        f"As it stood on {when_said(at)}. The board advises; whoever treats the patient decides with them.",
        f"{meeting.title} · letter about case {case.id}",
    )


def _diagnosis(case: Case) -> str:
    levels = " ".join(lesion.level for lesion in case.lesions)
    text = f" ({case.primary.text})" if case.primary.text else ""
    return f"{histology.label(case.primary.histology)}{text}; {levels or 'no lesion recorded'}"


def _standing(heard: CaseOutcome) -> Iterator[Part]:
    """What the reader must know before the decision: that there is none, or that it is not final."""
    record = heard.standing
    if record is None:
        return
    if record.decision.agreement in _UNDECIDED:
        yield Alert(_UNDECIDED[record.decision.agreement], "what is written below is what is to be done meanwhile")
    if record.signed is None:
        yield Alert("NOT SIGNED YET", "this letter is a draft until a chair has signed the decision")
    if record.amends_because:
        yield Alert("AMENDED", f"this takes the place of decision {record.number - 1}: {record.amends_because}")


def _decided(heard: CaseOutcome, names: Mapping[str, str]) -> Iterator[Section]:
    record = heard.standing
    if record is None:
        return
    decision = record.decision
    steps = [_step(each, names) for each in decision.steps]
    yield Section("What the board decided", [Listing(steps, numbered=True)])
    yield Section("Why", list(_why(record, names)))
    back = named_triggers(decision, heard.views) or ["nothing was named beyond new neurological signs"]
    yield Section("What would bring the case back", [Listing(back)])
    tells, mri = patient_told_by(decision, names), next_mri_stands(decision.next_mri, heard.followups, names)
    following = [Fact("Follow-up", followup_said(each, names)) for each in heard.followups if each.is_open]
    became = [Fact("What became of it", said) for said in settled_said(heard.fate, record.number, names)]
    yield Section(
        "What comes next", [Fact("Tells the patient", tells), Fact(_capital(mri[0]), mri[1]), *following, *became]
    )
    written = f"{moment_said(record.recorded_at)} by {named(names, record.recorded_by)}"
    yield Section(
        "Confirmed",
        [
            Fact("Written down", written),
            Fact("Read back", confirmed_said(record.read_back, names)),
            Fact("Signed", confirmed_said(record.signed, names)),
        ],
    )


def _step(step: Step, names: Mapping[str, str]) -> str:
    """A step with who and when, and which of the two nobody named."""
    missing = [what for what, said in (("who", step.owner), ("when", step.timing)) if not said]
    return step_said(step, names) + (f" (not said: {' and '.join(missing)})" if missing else "")


def _why(record: DecisionRecord, names: Mapping[str, str]) -> Iterator[Part]:
    decision = record.decision
    yield Paragraph(decision.rationale)
    yield Fact("As it stood", stood_said(record.stood, "not recorded"))
    if decision.departure:
        yield Fact("Departs from the table or an earlier decision because", decision.departure)
    yield Fact("Agreement", worded(decision.agreement))
    for dissent in decision.dissents:
        yield Alert("DISSENT", _dissent(dissent, names))
    if decision.parted_by:
        yield Fact("They parted by", ", ".join(reason(key).label for key in decision.parted_by))
    present = ", ".join(named(names, each) for each in record.quorum.present) or "nobody in the register"
    if record.quorum.met:
        yield Fact("Present, quorum met", present)
    else:
        missing = ", ".join(map(worded, record.quorum.missing))
        yield Alert(
            "QUORUM NOT MET", f"missing: {missing}; present: {present}; {decision.without_quorum or ''}".rstrip("; ")
        )


def _dissent(dissent: Dissent, names: Mapping[str, str]) -> str:
    """Who would have done what, and why; what would change their mind stands where the case comes back."""
    why = "; ".join(part for part in (", ".join(reason(key).label for key in dissent.reasons), dissent.words) if part)
    return f"{named(names, dissent.person_id)}: {dissent.position}" + (f", because of {why}" if why else "")


def _undecided(item: AgendaItem, meeting: Meeting, names: Mapping[str, str], *, is_decided: bool) -> Iterator[Part]:
    for deferral in item.deferrals:
        said = "; ".join(part for part in (worded(deferral.reason), deferral.words) if part)
        owner, again = named(names, deferral.owner), day_said(deferral.next_date)
        yield Alert("WAS DEFERRED" if is_decided else "DEFERRED", f"{said}; {owner} sees to it; heard again {again}")
    if item.noted is not None:
        yield Alert("NOTED", f"without a decision: {item.noted.reason}")
    if not is_decided and not item.deferrals and item.noted is None:
        yield Alert("NOT DECIDED YET", f"the case is on the list of {meeting.title}; nothing was decided so far")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
